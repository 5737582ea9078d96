// Full packages go block by block, so that slacks stay in the first cache.
#include "robust/exact.h"

#include <algorithm>
#include <span>

namespace parley {

namespace {

constexpr std::size_t block = 2048;

/// What a choice takes off a row.
struct Column {
  std::size_t row;
  std::size_t cell;
};

/// Of the factors all of whose variables are chosen.
std::vector<Column> columns_of(const Compiled& compiled, const std::vector<int>& choice) {
  std::vector<Column> columns;
  for (const Factor& factor : compiled.factors)
    if (std::all_of(factor.scope.begin(), factor.scope.end(), [&](int v) { return choice[v] >= 0; }))
      columns.push_back(
          {static_cast<std::size_t>(factor.row), factor.first_cell + cell_index(compiled, factor, choice)});
  return columns;
}

/// Adds a factor's column to slacks. Deficits only take off: a slack far below zero need not be followed further.
template <class Int>
void take_off(const Int* column, Int* slack, std::size_t n) {
  constexpr Int floor = -(Int{1} << (8 * sizeof(Int) - 3));
  for (std::size_t s = 0; s < n; ++s) slack[s] = slack[s] > floor ? static_cast<Int>(slack[s] + column[s]) : slack[s];
}

/// Slacks of all rows or-ed together, in worlds [begin, begin + n).
template <class Int>
void block_rejected(const Compiled& compiled, const Deficits<Int>& deficits, std::span<const Column> columns,
                    std::size_t begin, std::size_t n, Int* rejected) {
  Int slack[block];
  for (std::size_t r = 0; r < compiled.rows.size(); ++r) {
    std::copy_n(deficits.slack.data() + r * deficits.worlds + begin, n, slack);
    for (const Column& column : columns)
      if (column.row == r) take_off(deficits.cells.data() + column.cell * deficits.worlds + begin, slack, n);
    for (std::size_t s = 0; s < n; ++s) rejected[s] |= slack[s];
  }
}

}  // namespace

template <class Int>
std::vector<Int> final_slacks(const Plan& plan, const Deficits<Int>& deficits, const std::vector<int>& choice) {
  std::vector<Int> slack = deficits.slack;
  const std::size_t n = deficits.worlds;
  for (const Column& column : columns_of(*plan.compiled, choice))
    take_off(deficits.cells.data() + column.cell * n, slack.data() + column.row * n, n);
  return slack;
}

template <class Int>
std::vector<Int> rejected_worlds(const Plan& plan, const Deficits<Int>& deficits, const std::vector<int>& choice) {
  const std::vector<Column> columns = columns_of(*plan.compiled, choice);
  std::vector<Int> rejected(deficits.worlds, 0);
  for (std::size_t begin = 0; begin < deficits.worlds; begin += block)
    block_rejected(*plan.compiled, deficits, columns, begin, std::min(block, deficits.worlds - begin),
                   rejected.data() + begin);
  return rejected;
}

template <class Int>
std::size_t accepted_count(const Plan& plan, const Deficits<Int>& deficits, const std::vector<int>& choice) {
  const std::vector<Int> rejected = rejected_worlds(plan, deficits, choice);
  return static_cast<std::size_t>(std::count_if(rejected.begin(), rejected.end(), [](Int r) { return r >= 0; }));
}

template <class Int>
Deficits<Int> first_worlds(const Deficits<Int>& deficits, std::size_t count) {
  Deficits<Int> first;
  const std::size_t n = deficits.worlds;
  first.worlds = std::min(count, n);
  const auto take = [&](const std::vector<Int>& from, std::vector<Int>& to) {
    for (std::size_t column = 0; column < from.size(); column += n)
      to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(column),
                from.begin() + static_cast<std::ptrdiff_t>(column + first.worlds));
  };
  take(deficits.cells, first.cells);
  take(deficits.slack, first.slack);
  first.valid.assign(deficits.valid.begin(), deficits.valid.begin() + static_cast<std::ptrdiff_t>(first.worlds));
  return first;
}

template <class Int>
WorldDeficits<Int> world_of(const Deficits<Int>& deficits, std::size_t world) {
  WorldDeficits<Int> result;
  for (std::size_t k = world; k < deficits.cells.size(); k += deficits.worlds)
    result.cells.push_back(deficits.cells[k]);
  for (std::size_t k = world; k < deficits.slack.size(); k += deficits.worlds)
    result.slack.push_back(deficits.slack[k]);
  return result;
}

template std::vector<std::int32_t> final_slacks(const Plan&, const Deficits<std::int32_t>&, const std::vector<int>&);
template std::vector<std::int64_t> final_slacks(const Plan&, const Deficits<std::int64_t>&, const std::vector<int>&);
template std::vector<Wide> final_slacks(const Plan&, const Deficits<Wide>&, const std::vector<int>&);
template std::vector<std::int32_t> rejected_worlds(const Plan&, const Deficits<std::int32_t>&, const std::vector<int>&);
template std::vector<std::int64_t> rejected_worlds(const Plan&, const Deficits<std::int64_t>&, const std::vector<int>&);
template std::vector<Wide> rejected_worlds(const Plan&, const Deficits<Wide>&, const std::vector<int>&);
template std::size_t accepted_count(const Plan&, const Deficits<std::int32_t>&, const std::vector<int>&);
template std::size_t accepted_count(const Plan&, const Deficits<std::int64_t>&, const std::vector<int>&);
template std::size_t accepted_count(const Plan&, const Deficits<Wide>&, const std::vector<int>&);

template Deficits<std::int32_t> first_worlds(const Deficits<std::int32_t>&, std::size_t);
template Deficits<std::int64_t> first_worlds(const Deficits<std::int64_t>&, std::size_t);
template Deficits<Wide> first_worlds(const Deficits<Wide>&, std::size_t);
template WorldDeficits<std::int32_t> world_of(const Deficits<std::int32_t>&, std::size_t);
template WorldDeficits<std::int64_t> world_of(const Deficits<std::int64_t>&, std::size_t);
template WorldDeficits<Wide> world_of(const Deficits<Wide>&, std::size_t);

}  // namespace parley
