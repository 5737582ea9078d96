// Climbing: a package made better one variable at a time, where blocks share variables and cannot be annealed.
#pragma once

#include <vector>

#include "settle/branch_and_bound.h"

namespace parley {

/// The package that no change of one variable makes better for the goal, floors that are missed counting against it.
/// It keeps the rules and refusals that `choice` keeps; the same one where it keeps none.
std::vector<int> climbed(const Gains& gains, const Goal& goal, std::vector<int> choice);

}  // namespace parley
