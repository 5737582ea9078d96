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
std::uint64_t shift_of(const Int* slack, std::span<const std::uint32_t> living) {
  Int most = 0;
  for (const std::uint32_t s : living) most = std::max(most, slack[s]);
  std::uint64_t shift = 0;
  while ((most >> shift) >= small_limit) ++shift;
  return shift;
}

/// Of a number, divided by a power of two and rounded up; deficits that no slack can bear are all the same.
template <class Int>
Small rounded_up(Int value, std::uint64_t shift) {
  const Int up = static_cast<Int>(-((-value) >> shift));
  return static_cast<Small>(std::max<Int>(up, -small_limit - 1));
}

std::size_t whole_vectors(std::size_t worlds) {
  return std::max<std::size_t>(1, (worlds + vector_worlds - 1) / vector_worlds) * vector_worlds;
}

/// Columns of which each member of a crew knows some worlds and has 0 for the others.
void join(std::vector<Small>& columns, const Crew& crew) {
  if (crew.alone()) return;
  constexpr std::size_t in_word = sizeof(std::uint64_t) / sizeof(Small);
  std::vector<std::uint64_t> words((columns.size() + in_word - 1) / in_word, 0);
  for (std::size_t k = 0; k < columns.size(); ++k)
    words[k / in_word] |= std::uint64_t{static_cast<std::uint16_t>(columns[k])} << (k % in_word * 16);
  crew.sum(words);
  for (std::size_t k = 0; k < columns.size(); ++k)
    columns[k] = static_cast<Small>(static_cast<std::uint16_t>(words[k / in_word] >> (k % in_word * 16)));
}

}  // namespace

NarrowWorlds first_living(const NarrowWorlds& worlds, std::size_t count, const Crew& crew) {
  NarrowWorlds first;
  first.living = first.living_in_all = std::min(count, worlds.living_in_all);
  first.worlds = whole_vectors(first.living);
  first.rows = worlds.rows;
  first.factors = worlds.factors;
  first.first_column = worlds.first_column;
  std::size_t before = 0;
  const std::vector<std::uint64_t> living = crew.list(worlds.living);
  for (std::size_t r = 0; r < crew.rank; ++r) before += living[r];
  const std::size_t mine = std::min(worlds.living, first.living - std::min(first.living, before));
  auto take = [&](const std::vector<Small>& from, std::vector<Small>& to) {
    to.assign(from.size() / worlds.worlds * first.worlds, 0);
    if (mine > 0)
      for (std::size_t c = 0; c < from.size() / worlds.worlds; ++c)
        std::copy_n(from.data() + c * worlds.worlds, mine, to.data() + c * first.worlds + before);
    join(to, crew);
  };
  take(worlds.slack, first.slack);
  take(worlds.cells, first.cells);
  for (std::size_t r = 0; r < first.rows.size(); ++r)
    std::fill(first.slack.begin() + static_cast<std::ptrdiff_t>(r * first.worlds + first.living),
              first.slack.begin() + static_cast<std::ptrdiff_t>((r + 1) * first.worlds), Small{-1});
  return first;
}

template <class Int>
NarrowWorlds narrow(const Compiled& compiled, const Deficits<Int>& deficits, std::span<const std::uint8_t> hopeless,
                    std::size_t threads, const Crew& crew) {
  NarrowWorlds result;
  result.world = living_worlds(deficits, hopeless);
  result.living = result.world.size();
  result.living_in_all = crew.sum(result.living);
  result.worlds = whole_vectors(result.living);
  const std::size_t n = deficits.worlds;
  std::vector<int> row_of(compiled.rows.size(), -1);
  std::vector<std::uint64_t> shifts(compiled.rows.size(), 0);
  for (std::size_t r = 0; r < compiled.rows.size(); ++r) {
    if (compiled.rows[r].kind == RowKind::settlement) continue;
    row_of[r] = static_cast<int>(result.rows.size());
    result.rows.push_back(static_cast<int>(r));
    shifts[r] = shift_of(deficits.slack.data() + r * n, result.world);
  }
  crew.max(shifts);
  std::size_t columns = 0;
  for (std::size_t f = 0; f < compiled.factors.size(); ++f) {
    if (row_of[compiled.factors[f].row] < 0) continue;
    result.factors.push_back(static_cast<int>(f));
    result.first_column.push_back(columns);
    columns += compiled.factors[f].cells;
  }
  auto gather = [&](const Int* from, std::uint64_t shift, Small* to) {
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

template NarrowWorlds narrow(const Compiled&, const Deficits<std::int32_t>&, std::span<const std::uint8_t>, std::size_t,
                             const Crew&);
template NarrowWorlds narrow(const Compiled&, const Deficits<std::int64_t>&, std::span<const std::uint8_t>, std::size_t,
                             const Crew&);
template NarrowWorlds narrow(const Compiled&, const Deficits<Wide>&, std::span<const std::uint8_t>, std::size_t,
                             const Crew&);

}  // namespace parley
