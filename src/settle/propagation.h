// What follows from what is chosen: the cells that a node of the search still has open, thinned out by its choices.
//
// A variable of which one option is left is fixed; cells that do not go with what is fixed are dropped, and where
// blocks share variables, cells and options whose class has nothing left on the other side; until nothing changes.
#pragma once

#include <vector>

#include "model/one_world.h"
#include "settle/dual_relaxation.h"
#include "settle/gains.h"
#include "settle/messages.h"

namespace parley {

/// What is chosen, and what is open.
struct Openings {
  std::vector<std::vector<Part>> blocks;  ///< open cells
  std::vector<int> choice;                ///< by variable; -1: open
  Package package;                        ///< the same, by issue
};

class Propagation {
 public:
  /// The messages' links say which blocks share variables. Both must outlive it.
  Propagation(const Gains& gains, const Messages& messages);

  /// Everything that is not shut by itself; some block may be empty.
  [[nodiscard]] Openings beginning() const;
  /// Chooses an option; false where a rule forbids it.
  [[nodiscard]] bool assign(Openings& node, int variable, int option) const;
  /// False where nothing is left.
  [[nodiscard]] bool propagate(Openings& node) const;

 private:
  enum class Agreed { same, changed, empty };
  [[nodiscard]] bool fix(Openings& node, std::size_t block, bool& changed) const;
  [[nodiscard]] Agreed agree(Openings& node, const Messages::Link& link) const;

  const Gains& gains_;
  const Messages& messages_;
  std::vector<int> levers_;
};

/// Removes the parts that are `gone` and deals their shares out among the others; true if there were any.
template <class Gone>
bool drop(std::vector<Part>& parts, const Gone& gone) {
  if (std::erase_if(parts, gone) == 0) return false;
  double left = 0;
  for (const Part& part : parts) left += part.share;
  for (Part& part : parts) part.share = left > 1e-9 ? part.share / left : 1.0 / static_cast<double>(parts.size());
  return true;
}

}  // namespace parley
