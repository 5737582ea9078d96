// Which of many points does no other dominate? (Maxima of a set of vectors; more is better in every coordinate.)
//
// Points are gone through in falling order, coordinate by coordinate, so that whatever dominates a point has been seen
// before it. Two coordinates: one pass. Three: a Fenwick tree of the greatest third coordinate over the second (Kung,
// Luccio and Preparata 1975). Four and more: each is asked of a tree of those that were kept (dominance_tree.h), in
// which coordinates are packed (packed_points.h). Dominance looks at the order of coordinates alone, so everything runs
// on small numbers or on ranks, of what a sieve leaves (elimination.h).
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "model/wide.h"

namespace parley {

struct Nondominated {
  std::vector<std::uint32_t> kept;  ///< indices of nondominated points, of equal ones the first; ascending
  /// The others that equal a kept point: their index, and the place in `kept` of the one that they equal.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> equal;
};

/// Points lie one after another, `dims` coordinates each, one or more. 2^31 points at most.
Nondominated nondominated(std::span<const std::int32_t> points, int dims);
Nondominated nondominated(std::span<const Wide> points, int dims);
Nondominated nondominated(std::span<const double> points, int dims);

/// Each coordinate's place among the distinct values of that coordinate: dominance and equality are the same.
template <class Value>
std::vector<std::int32_t> ranks(std::span<const Value> points, int dims);

}  // namespace parley
