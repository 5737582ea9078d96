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

/// Options of a factor's place, and how its cells lie around them.
struct PlaceCells {
  std::size_t options = 1;
  std::size_t inner = 1;  ///< cells of one option next to each other
  std::size_t outer = 1;  ///< times that the options are gone through
};

PlaceCells place_cells(const Compiled& compiled, const Factor& factor, std::size_t place) {
  PlaceCells result;
  result.options = compiled.variables[factor.scope[place]].options.size();
  for (std::size_t k = place + 1; k < factor.scope.size(); ++k)
    result.inner *= compiled.variables[factor.scope[k]].options.size();
  result.outer = factor.cells / (result.inner * result.options);
  return result;
}

/// Whether some cell of an option differs, in some world, from that of the option before it.
template <class Int>
bool differs_from_last(const Deficits<Int>& deficits, const Factor& factor, const PlaceCells& place,
                       std::size_t option) {
  const std::size_t many = place.inner * deficits.worlds;
  for (std::size_t outer = 0; outer < place.outer; ++outer) {
    const Int* cells =
        deficits.cells.data() + (factor.first_cell + (outer * place.options + option) * place.inner) * deficits.worlds;
    if (!std::equal(cells, cells + many, cells - many)) return true;
  }
  return false;
}

/// Of each factor; a factor of one variable keeps a cell an option.
template <class Int>
std::vector<FactorClasses> make_classes(const Compiled& compiled, const Deficits<Int>& deficits,
                                        std::span<const int> factors, const Crew& crew) {
  std::vector<std::uint64_t> differs;
  for (const int f : factors) {
    const Factor& factor = compiled.factors[f];
    for (std::size_t k = 0; k < factor.scope.size(); ++k) {
      const PlaceCells place = place_cells(compiled, factor, k);
      for (std::size_t o = 1; o < place.options; ++o)
        differs.push_back(factor.scope.size() == 1 || differs_from_last(deficits, factor, place, o) ? 1 : 0);
    }
  }
  crew.sum(differs);
  std::size_t next = 0;
  std::vector<FactorClasses> result;
  for (const int f : factors) {
    FactorClasses& classes = result.emplace_back();
    for (const int variable : compiled.factors[f].scope) {
      std::vector<int>& of = classes.class_of.emplace_back(1, 0);
      while (of.size() < compiled.variables[variable].options.size())
        of.push_back(of.back() + (differs[next++] != 0 ? 1 : 0));
    }
    classes.strides.resize(classes.class_of.size());
    for (std::size_t k = classes.class_of.size(); k-- > 0;) {
      classes.strides[k] = classes.cells;
      classes.cells *= static_cast<std::size_t>(classes.class_of[k].back()) + 1;
    }
  }
  return result;
}

/// The cell of the case for a cell here: of each class its first option.
std::size_t first_cell_of(const Compiled& compiled, const Factor& factor, const FactorClasses& classes,
                          std::size_t cell) {
  std::size_t result = factor.first_cell;
  for (std::size_t k = 0; k < factor.scope.size(); ++k) {
    const std::vector<int>& of = classes.class_of[k];
    const auto wanted = static_cast<int>(cell / classes.strides[k] % (static_cast<std::size_t>(of.back()) + 1));
    const auto option = static_cast<std::size_t>(std::find(of.begin(), of.end(), wanted) - of.begin());
    result += option * place_cells(compiled, factor, k).inner;
  }
  return result;
}

}  // namespace

NarrowWorlds first_living(const NarrowWorlds& worlds, std::size_t count, const Crew& crew) {
  NarrowWorlds first;
  first.living = first.living_in_all = std::min(count, worlds.living_in_all);
  first.worlds = whole_vectors(first.living);
  first.rows = worlds.rows;
  first.factors = worlds.factors;
  first.first_column = worlds.first_column;
  first.classes = worlds.classes;
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
  for (std::size_t f = 0; f < compiled.factors.size(); ++f)
    if (row_of[compiled.factors[f].row] >= 0) result.factors.push_back(static_cast<int>(f));
  result.classes = make_classes(compiled, deficits, result.factors, crew);
  std::size_t columns = 0;
  for (const FactorClasses& classes : result.classes) {
    result.first_column.push_back(columns);
    columns += classes.cells;
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
      for (std::size_t c = 0; c < result.classes[f].cells; ++c)
        gather(deficits.cells.data() + first_cell_of(compiled, factor, result.classes[f], c) * n, shifts[factor.row],
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
