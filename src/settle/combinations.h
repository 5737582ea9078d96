// All ways to take one cell from each of several columns so that sums reach their limits, where such ways are few.
//
// A cell holds a number for each limit. Columns are gone through one after another, the cells of each by their first
// number, greatest first: the rest of a column is left as soon as the first sum, with the most that later columns can
// add, falls short. A cell is passed over where any other sum would fall short in this way.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace parley {

struct CombinationLimits {
  std::size_t steps = 0;  ///< cells looked at, at most
  std::size_t most = 64;  ///< combinations found, at most
};

/// Each combination as the index of a cell for each column. `columns`: the numbers of a column's cells, one for each of
/// `limits`, cell by cell; no column is empty. Nothing where the limits on the work end it. `Int` is std::int64_t or
/// Wide, and no sum of numbers may overflow it.
template <class Int>
std::optional<std::vector<std::vector<int>>> combinations(std::span<const std::vector<Int>> columns,
                                                          std::span<const Int> limits, CombinationLimits work);

}  // namespace parley
