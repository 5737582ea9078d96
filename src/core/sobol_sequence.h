// Scrambled Sobol points, any of them at once.
//
// The first 2^k points of a Sobol sequence put one point into each of 2^k equal slices of every coordinate, and spread
// evenly over many boxes of several coordinates (Sobol 1967; the direction numbers are those of Joe and Kuo 2008, as
// Boost has them). Owen's nested scrambling (1995) flips each binary digit of a coordinate by a coin that depends on
// all digits before it: the slices stay as even as they were, each point is uniform, and averages have no bias; their
// variance is never much above that of independent points, and below it for smooth enough integrands (Owen 1997). Here
// the coins are hashes of a key and of the digits before, so that nothing is stored and points need no order.
#pragma once

#include <cstddef>
#include <cstdint>

namespace parley {

/// Coordinates there are direction numbers for.
inline constexpr std::size_t sobol_dimensions = 3667;
/// Points before the sequence would need more digits than it has.
inline constexpr std::uint64_t sobol_points = std::uint64_t{1} << 32;

/// Coordinate `dimension` (< sobol_dimensions) of point `index` (taken modulo sobol_points), in units of 2^-32; not
/// scrambled.
std::uint32_t sobol_point(std::uint64_t index, std::size_t dimension);

/// Owen's scrambling of a number in [0, 1) given in units of 2^-32: 53 digits, those past the given ones random.
std::uint64_t owen_scramble(std::uint32_t digits, std::uint64_t key);

/// A permutation of [0, 2^32) that keeps each aligned block of 2^k numbers together: Owen's scrambling of a whole
/// number. It makes sequences independent of each other that share their coordinates (Burley 2020).
std::uint32_t owen_shuffle(std::uint32_t index, std::uint64_t key);

}  // namespace parley
