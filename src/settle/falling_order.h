// Sorting for the nondominated filter: indices of many numbers or points, the greatest first.
//
// Numbers become unsigned keys of the same order, and the keys' highest digits that vary are counted rather than
// compared (a radix sort, least digit first); what is alike in those is compared.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/wide.h"

namespace parley {

using Indices = std::vector<std::uint32_t>;

/// Indices in the order of falling keys, equal ones in their own order.
Indices by_falling_keys(const std::vector<std::uint64_t>& keys);

/// Indices in the order of the falling values of coordinate j, equal ones in any order. For std::int32_t, Wide and
/// double.
template <class Value>
Indices by_falling(std::span<const Value> points, std::size_t dims, std::size_t j);

/// Points in falling order, compared coordinate by coordinate; equal ones in the order of their indices.
struct FallingPoints {
  Indices index;
  std::vector<std::int32_t> points;  ///< in that order
  std::size_t dims;

  [[nodiscard]] const std::int32_t* at(std::size_t k) const { return points.data() + k * dims; }
  /// The end of the points that share so many first coordinates with point k.
  [[nodiscard]] std::size_t end_of_run(std::size_t k, std::size_t coordinates) const;
};

FallingPoints by_falling_points(std::span<const std::int32_t> points, std::size_t dims);

}  // namespace parley
