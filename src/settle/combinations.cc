#include "settle/combinations.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "model/wide.h"

namespace parley {

namespace {

template <class Int>
class Combinations {
 public:
  Combinations(std::span<const std::vector<Int>> columns, std::span<const Int> limits, CombinationLimits work)
      : columns_(columns),
        limits_(limits),
        rows_(limits.size()),
        steps_(work.steps),
        most_(work.most),
        turn_(columns.size()),
        order_(columns.size()),
        rest_((columns.size() + 1) * rows_),
        sums_((columns.size() + 1) * rows_),
        chosen_(columns.size()) {
    std::iota(turn_.begin(), turn_.end(), 0);
    std::stable_sort(turn_.begin(), turn_.end(),
                     [&](std::size_t a, std::size_t b) { return columns[a].size() < columns[b].size(); });
    for (std::size_t at = columns.size(); at-- > 0;) prepare(at);
  }

  std::optional<std::vector<std::vector<int>>> all() {
    if (!go_on(0)) return std::nullopt;
    return std::move(found_);
  }

 private:
  /// The order of a column's cells, and the most that it and those after it can add to each sum.
  void prepare(std::size_t at) {
    const std::vector<Int>& column = columns_[turn_[at]];
    std::vector<int>& order = order_[at];
    order.resize(column.size() / rows_);
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return number(column, a, 0) > number(column, b, 0); });
    for (std::size_t row = 0; row < rows_; ++row) {
      Int most = number(column, 0, row);
      for (int cell : order) most = std::max(most, number(column, cell, row));
      rest_[at * rows_ + row] = rest_[(at + 1) * rows_ + row] + most;
    }
  }

  Int number(const std::vector<Int>& column, int cell, std::size_t row) const {
    return column[static_cast<std::size_t>(cell) * rows_ + row];
  }

  /// False where the work came to its limits.
  bool go_on(std::size_t at) {
    if (at == columns_.size()) {
      found_.push_back(chosen_);
      return found_.size() <= most_;
    }
    const Int* sums = sums_.data() + at * rows_;
    Int* after = sums_.data() + (at + 1) * rows_;
    const Int* rest = rest_.data() + (at + 1) * rows_;
    for (int cell : order_[at]) {
      if (steps_-- == 0) return false;
      const Int* numbers = columns_[turn_[at]].data() + static_cast<std::size_t>(cell) * rows_;
      if (sums[0] + numbers[0] + rest[0] < limits_[0]) return true;
      bool enough = true;
      for (std::size_t row = 0; row < rows_; ++row) {
        after[row] = sums[row] + numbers[row];
        enough &= after[row] + rest[row] >= limits_[row];
      }
      if (!enough) continue;
      chosen_[turn_[at]] = cell;
      if (!go_on(at + 1)) return false;
    }
    return true;
  }

  std::span<const std::vector<Int>> columns_;
  std::span<const Int> limits_;
  std::size_t rows_;
  std::size_t steps_;
  std::size_t most_;
  std::vector<std::size_t> turn_;        // columns, the shortest first
  std::vector<std::vector<int>> order_;  // by turn: cells by their first number
  std::vector<Int> rest_;                // by turn and row: the most from here on
  std::vector<Int> sums_;                // by turn and row: before it
  std::vector<int> chosen_;              // by column
  std::vector<std::vector<int>> found_;
};

}  // namespace

template <class Int>
std::optional<std::vector<std::vector<int>>> combinations(std::span<const std::vector<Int>> columns,
                                                          std::span<const Int> limits, CombinationLimits work) {
  return Combinations<Int>(columns, limits, work).all();
}

template std::optional<std::vector<std::vector<int>>> combinations(std::span<const std::vector<std::int64_t>>,
                                                                   std::span<const std::int64_t>, CombinationLimits);
template std::optional<std::vector<std::vector<int>>> combinations(std::span<const std::vector<Wide>>,
                                                                   std::span<const Wide>, CombinationLimits);

}  // namespace parley
