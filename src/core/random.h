// Keyed random streams.
//
// A draw is a function of (key, counter) alone: the key is a hash of what the draw is for (seed, purpose, party, issue,
// option or row), the counter the world's number. So nothing depends on the order of rows, on threads or on how many
// other draws there are, and every what-if shares its draws with its base. The generator is Philox4x32-10 (Salmon et
// al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace parley {

/// What a stream of draws is for: the 64-bit key of its generator.
struct StreamKey {
  std::uint64_t value = 0;
  auto operator<=>(const StreamKey&) const = default;
};

/// The key of a draw: a hash (FNV-1a finished by SplitMix64) of the seed and of the words, which are kept apart.
StreamKey stream_key(std::uint64_t seed, std::initializer_list<std::string_view> words);

/// Two 64-bit words of the stream at `counter`; `lane` tells apart several values of one draw.
std::array<std::uint64_t, 2> random_bits(StreamKey key, std::uint64_t counter, std::uint32_t lane = 0);

/// A uniform in the open interval (0, 1): a 53-bit multiple of 2^-53 plus 2^-54.
double uniform(StreamKey key, std::uint64_t counter, std::uint32_t lane = 0);

}  // namespace parley
