// The inner loops of the search over worlds: slacks of many worlds side by side, a deficit taken off each.
//
// A world is alive while no slack of it is negative, so the sign bit of the or of all slacks says whether it is dead.
// The loops add and or whole columns; they are compiled for AVX2 and for any machine, chosen at run time, with the same
// bits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace parley {

/// One row that a step changes: its slacks before, the deficits to add, and where to put the slacks after (may be
/// null).
template <class Int>
struct Change {
  const Int* before = nullptr;
  const Int* deficit = nullptr;
  Int* after = nullptr;
};

/// Number of worlds alive after the changes. `dead` has a negative number for each world that was dead before; where
/// `dead_after` is not null it gets the same for after, and each change's slacks are written to its `after`.
template <class Int>
std::size_t apply_changes(std::span<const Change<Int>> changes, const Int* dead, Int* dead_after, std::size_t worlds);

}  // namespace parley
