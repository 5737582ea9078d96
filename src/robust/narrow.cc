#include "robust/narrow.h"

#include <algorithm>

#include "core/parallel.h"

namespace parley {

namespace {

template <class Int>
std::vector<std::uint32_t> living_worlds(const Deficits<Int>& deficits, std::span<const std::uint8_t> hopeless) {
  std::vector<std::uint8_t> dead(deficits.worlds, 0);
  if (!hopeless.empty()) dead.assign(hopeless.begin(), hopeless.end());
  const std::size_t n = deficits.worlds;
  for (std::size_t row = 0; row < deficits.slack.size(); row += n)
    for (std::size_t s = 0; s < n; ++s)
      if (deficits.slack[row + s] < 0) dead[s] = 1;
  std::vector<std::uint32_t> living;
  for (std::size_t s = 0; s < n; ++s)
    if (dead[s] == 0) living.push_back(static_cast<std::uint32_t>(s));
  return living;
}

/// The smallest shift that brings a row's slacks within small_limit.
template <class Int>
int shift_of(const Int* slack, std::span<const std::uint32_t> living) {
  Int most = 0;
  for (const std::uint32_t s : living) most = std::max(most, slack[s]);
  int shift = 0;
  while ((most >> shift) >= small_limit) ++shift;
  return shift;
}

/// Of a number, divided by a power of two and rounded up; deficits that no slack can bear are all the same.
template <class Int>
Small rounded_up(Int value, int shift) {
  const Int up = static_cast<Int>(-((-value) >> shift));
  return static_cast<Small>(std::max<Int>(up, -small_limit - 1));
}

}  // namespace

template <class Int>
NarrowWorlds narrow(const Compiled& compiled, const Deficits<Int>& deficits, std::span<const std::uint8_t> hopeless,
                    std::size_t threads) {
  NarrowWorlds result;
  result.world = living_worlds(deficits, hopeless);
  result.living = result.world.size();
  result.worlds = (result.living + vector_worlds - 1) / vector_worlds * vector_worlds;
  const std::size_t n = deficits.worlds;
  std::vector<int> row_of(compiled.rows.size(), -1);
  std::vector<int> shifts(compiled.rows.size(), 0);
  for (std::size_t r = 0; r < compiled.rows.size(); ++r) {
    if (compiled.rows[r].kind == RowKind::settlement) continue;
    row_of[r] = static_cast<int>(result.rows.size());
    result.rows.push_back(static_cast<int>(r));
    shifts[r] = shift_of(deficits.slack.data() + r * n, result.world);
  }
  std::size_t columns = 0;
  for (std::size_t f = 0; f < compiled.factors.size(); ++f) {
    if (row_of[compiled.factors[f].row] < 0) continue;
    result.factors.push_back(static_cast<int>(f));
    result.first_column.push_back(columns);
    columns += compiled.factors[f].cells;
  }
  auto gather = [&](const Int* from, int shift, Small* to) {
    for (const std::uint32_t s : result.world) *to++ = rounded_up(from[s], shift);
  };
  result.slack.assign(result.rows.size() * result.worlds, -1);
  for (std::size_t r = 0; r < result.rows.size(); ++r)
    gather(deficits.slack.data() + static_cast<std::size_t>(result.rows[r]) * n, shifts[result.rows[r]],
           result.slack.data() + r * result.worlds);
  result.cells.assign(columns * result.worlds, 0);
  parallel_for(result.factors.size(), 1, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t f = begin; f < end; ++f) {
      const Factor& factor = compiled.factors[result.factors[f]];
      for (std::size_t c = 0; c < factor.cells; ++c)
        gather(deficits.cells.data() + (factor.first_cell + c) * n, shifts[factor.row],
               result.cells.data() + (result.first_column[f] + c) * result.worlds);
    }
  });
  return result;
}

template NarrowWorlds narrow(const Compiled&, const Deficits<std::int32_t>&, std::span<const std::uint8_t>,
                             std::size_t);
template NarrowWorlds narrow(const Compiled&, const Deficits<std::int64_t>&, std::span<const std::uint8_t>,
                             std::size_t);
template NarrowWorlds narrow(const Compiled&, const Deficits<Wide>&, std::span<const std::uint8_t>, std::size_t);

}  // namespace parley
