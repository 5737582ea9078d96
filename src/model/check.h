// What only shows when casebook and statements are together.
#pragma once

#include <vector>

#include "core/error.h"
#include "model/case.h"

namespace parley {

/// Adds every problem of a case as a whole: no-deals that miss an issue, numbers beside words outside [0, 1], equal
/// rows that disagree, rules that contradict each other, firmness of rows that are not there (errors); red lines that a
/// later row lifts, stances on issues that list others, drafts that break rules, principals without a no-deal
/// (warnings).
void check_case(const Case& c, std::vector<Problem>& problems);

}  // namespace parley
