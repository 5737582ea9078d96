// The frontier where tables overlap but tell few options apart, as terms over ranges of several issues make them: sets
// of boxes are gone through instead of choices of options.
//
// Options that stand next to each other and that a table does not tell apart are taken together; what a table gives
// beyond its least is then a few boxes, each a product of ranges of options and what a package gains that lies in it.
// Ranges that meet two by two have an option in common (Helly), so boxes that meet two by two have a package in common:
// the frontier is that of the sets of boxes no two of which are apart. Box by box, the nondominated sums so far are
// kept for each set of boxes that a later one may be apart from: the cost hangs on how many boxes are apart, not on how
// many packages there are. A point's packages are those of the boxes that all of its sets have in common.
#pragma once

#include <optional>

#include "settle/frontier.h"

namespace parley {

/// Works it out, exact; nothing where a rule, or a refusal that hangs on several variables, forbids packages, or where
/// the sets to be kept pass the budgets of states or points. How many packages attain each point is left out where too
/// many sets of boxes give a point.
std::optional<Frontier> frontier_by_boxes(const OneWorld& world, const FrontierOptions& options);

}  // namespace parley
