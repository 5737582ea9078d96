// Worlds in 16 bits: what the search over worlds bounds with.
//
// Each row has a scale of its own, a power of two, so that its largest slack just fits. Slacks and deficits are rounded
// up, so what a world could still have is never understated: a bound on rounded worlds is a bound on the worlds. It is
// a little too high where a sum of a few units decides, so a package found on them is counted again on the exact ones.
// Options next to each other that a factor of several variables tells apart in no world share its columns: a term over
// ranges of issues has few. Worlds that accept nothing are left out, and so is the row that says whether a package
// settles anything: only where it holds exactly what everybody has without a deal does that row say more than the
// others, and the exact count asks it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/crew.h"
#include "robust/kernels.h"
#include "settle/plan.h"

namespace parley {

/// How the cells of a factor here hang on options: those of a class share them.
struct FactorClasses {
  std::vector<std::vector<int>> class_of;  ///< by place in the factor's scope and option
  std::vector<std::size_t> strides;        ///< by place: what a class is worth in the index of a cell
  std::size_t cells = 1;
};

struct NarrowWorlds {
  std::size_t living = 0;
  std::size_t living_in_all = 0;          ///< of the whole crew
  std::size_t worlds = 0;                 ///< living ones, and dead ones up to a whole number of vectors, at least one
  std::vector<int> rows;                  ///< of the case, by row here
  std::vector<int> factors;               ///< of the case, by factor here
  std::vector<Small> slack;               ///< by row here
  std::vector<Small> cells;               ///< columns of the factors here, in their order
  std::vector<std::size_t> first_column;  ///< by factor here
  std::vector<FactorClasses> classes;     ///< by factor here
  std::vector<std::uint32_t> world;       ///< of the case, by living world here

  [[nodiscard]] const Small* column(std::size_t c) const { return cells.data() + c * worlds; }
};

/// Worlds with a slack below zero, and those marked in `hopeless` (may be empty), are left out. Of a crew each member
/// has its slice; the scales are those of all.
template <class Int>
NarrowWorlds narrow(const Compiled& compiled, const Deficits<Int>& deficits, std::span<const std::uint8_t> hopeless,
                    std::size_t threads, const Crew& crew = {});

/// The first living worlds of all the crew's, at most `count`, on every member.
NarrowWorlds first_living(const NarrowWorlds& worlds, std::size_t count, const Crew& crew);

}  // namespace parley
