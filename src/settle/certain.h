// What is shut in every world: red lines and votes that no draw, filter or reading of silence can open.
#pragma once

#include <span>
#include <vector>

#include "settle/settle.h"

namespace parley {

/// A constraint that may take part in a conflict, and the cells that it shuts.
struct Shut {
  ConflictElement element;
  /// Cells of the compiled case. A cell may be shut by several red lines together, when it is uncertain which one
  /// stands: then it opens when any of them gives way.
  std::vector<std::size_t> cells;
  /// Of each cell, the class steps by which consent is missed: 1 for a red line, which gives way as `oppose`; for a
  /// vote, those from what was said to `tolerate` (see steps_to_consent).
  std::vector<int> steps;
};

/// The fewest class steps that bring a party's vote about, or enough of the votes of a body's members: `steps` holds
/// those of each member, or of the party itself; 0 where it consents already. `no_steps_suffice` where a quota is out
/// of reach.
int steps_to_consent(const Party& party, std::span<const int> steps);
inline constexpr int no_steps_suffice = 1000;

/// Adds a cell on an option of an issue. Where a vote is missing on several issues, the element names none of them.
void shut_cell(Shut& shut, int issue, int option, std::size_t cell, int steps);

/// Red lines and votes that are certain in all worlds and in both readings; elements in a fixed order (kind, ids).
std::vector<Shut> certain_constraints(const Compiled& compiled);

}  // namespace parley
