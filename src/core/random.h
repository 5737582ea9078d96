// Keyed random streams.
//
// A draw is a function of (key, counter) alone: the key is a hash of what the draw is for (seed, purpose, party, issue,
// option or row), the counter the world's number. So nothing depends on the order of rows, on threads or on how many
// other draws there are, and every what-if shares its draws with its base. The generator is Philox4x32-10 (Salmon et
// al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
//
// A key may also name a place in a scrambled Sobol sequence (sobol_sequence.h): a coordinate of a scope, which is a
// small set of draws made from one sequence. Each scope takes the points in an order of its own, so that scopes are
// independent and coordinates are numbered within a scope alone (padding: Burley 2020).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace parley {

enum class Sequence { random, sobol };

/// Where all draws start: a number, and the kind of sequence. Each `block` counters of a Sobol sequence are scrambled
/// anew, so that those that are searched and those that are held out are independent.
struct Seed {
  std::uint64_t number = 1;
  Sequence sequence = Sequence::random;
  std::uint64_t block = std::uint64_t{1} << 32;
  // NOLINTNEXTLINE(google-explicit-constructor): a number is a seed
  constexpr Seed(std::uint64_t seed_number = 1, Sequence kind = Sequence::random,
                 std::uint64_t counters = std::uint64_t{1} << 32)
      : number(seed_number), sequence(kind), block(counters) {}
};

/// What a stream of draws is for: the 64-bit key of its generator, and its place in a Sobol sequence if it has one.
struct StreamKey {
  std::uint64_t value = 0;
  std::uint64_t scope = 0;
  std::uint64_t block = 0;
  std::uint16_t dimension = 0;  ///< of lane 0
  std::uint16_t lanes = 0;      ///< lanes that have a coordinate, dimension, dimension + 1, …; 0: none, all random
  auto operator<=>(const StreamKey&) const = default;
};

/// The key of a draw: a hash (FNV-1a finished by SplitMix64) of the seed and of the words, which are kept apart.
StreamKey stream_key(const Seed& seed, std::initializer_list<std::string_view> words);

/// Gives the key's first `lanes` lanes the coordinates `dimension`, `dimension` + 1, … of a scope. Those past the last
/// coordinate there is, and a seed that is not of Sobol, leave it random.
void place(StreamKey& key, StreamKey scope, const Seed& seed, std::size_t dimension, std::size_t lanes = 1);

/// Two 64-bit words of the random stream at `counter`; `lane` tells apart several values of one draw.
std::array<std::uint64_t, 2> random_bits(StreamKey key, std::uint64_t counter, std::uint32_t lane = 0);

/// A uniform in the open interval (0, 1): a 53-bit multiple of 2^-53 plus 2^-54; of the Sobol sequence where the key
/// has a place for the lane.
double uniform(StreamKey key, std::uint64_t counter, std::uint32_t lane = 0);

/// SplitMix64: a bijection whose every output bit hangs on every input bit.
constexpr std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15U;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

}  // namespace parley
