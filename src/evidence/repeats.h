// Proposals of one saying: which of them tells it, and which are dropped.
#pragma once

#include <vector>

#include "evidence/propose.h"

namespace parley {

/// Of proposals in the order of their words, drops a few quoted words that stand in a longer content, what is told
/// within a party's indirect one ("Sudria insists on a dam, its ministry said"), and of two cues for the same words of
/// one speaker ("speaking to reporters, he said") the less sure.
void drop_repeats(std::vector<Proposal>& proposals);

}  // namespace parley
