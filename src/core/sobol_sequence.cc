#include "core/sobol_sequence.h"

#include <algorithm>
#include <array>
#include <boost/random/sobol.hpp>
#include <vector>

#include "core/random.h"

namespace parley {

namespace {

constexpr unsigned digits_given = 32;
constexpr unsigned digits_wanted = 53;

using Directions = std::array<std::uint32_t, digits_given>;

/// Direction numbers by coordinate: where the Gray code of the engine's step has digit b alone, its state is that
/// number.
std::vector<Directions> make_directions() {
  std::vector<Directions> result(sobol_dimensions);
  boost::random::sobol_engine<std::uint32_t, digits_given> engine(sobol_dimensions);
  for (unsigned b = 0; b < digits_given; ++b) {
    engine.seed(static_cast<std::uint32_t>((std::uint64_t{2} << b) - 2));
    for (Directions& of_dimension : result) of_dimension[b] = engine();
  }
  return result;
}

const std::vector<Directions>& directions() {
  static const std::vector<Directions> made = make_directions();
  return made;
}

/// Flips each digit by a coin of the digits above it. One hash of the digits above six has the coins of all that may
/// stand there: the tree of six levels has 63 nodes, numbered as in a heap.
std::uint32_t scramble_digits(std::uint32_t x, std::uint64_t key) {
  constexpr unsigned levels = 6;
  std::uint32_t result = 0;
  for (unsigned begin = 0; begin < digits_given; begin += levels) {
    const unsigned width = std::min(levels, digits_given - begin);
    const unsigned below = digits_given - begin - width;
    // The digits above, and a one before them that tells how many they are.
    const std::uint64_t above = (std::uint64_t{1} << begin) | (std::uint64_t{x} >> (digits_given - begin));
    const std::uint64_t coins = mix(key ^ mix(above));
    const std::uint32_t digits = (x >> below) & ((1U << width) - 1);
    std::uint32_t flips = 0;
    for (unsigned level = 0; level < width; ++level) {
      const std::uint32_t node = (1U << level) | (digits >> (width - level));
      flips = flips << 1 | static_cast<std::uint32_t>(coins >> node & 1U);
    }
    result |= (digits ^ flips) << below;
  }
  return result;
}

}  // namespace

std::uint32_t sobol_point(std::uint64_t index, std::size_t dimension) {
  const Directions& of_dimension = directions()[dimension];
  std::uint32_t point = 0;
  for (auto left = static_cast<std::uint32_t>(index); left != 0; left &= left - 1)
    point ^= of_dimension[static_cast<std::size_t>(__builtin_ctz(left))];
  return point;
}

std::uint64_t owen_scramble(std::uint32_t digits, std::uint64_t key) {
  constexpr unsigned rest = digits_wanted - digits_given;
  const std::uint64_t above = (std::uint64_t{1} << digits_given) | digits;
  return std::uint64_t{scramble_digits(digits, key)} << rest | mix(key ^ mix(above)) >> (64 - rest);
}

std::uint32_t owen_shuffle(std::uint32_t index, std::uint64_t key) { return scramble_digits(index, key); }

}  // namespace parley
