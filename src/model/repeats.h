// Rows that several papers carry of one report are one row for every draw: either what the report says is right, in all
// of them, or it is not. Drawn apart, hearsay printed three times would be right in seven eighths of the worlds.
#pragma once

#include <vector>

#include "model/case.h"

namespace parley {

/// For each statement the one whose draws it shares: of those that say the same thing of the same day in documents that
/// count as one source (Casebook::source_of), the first by id; itself where there is no other.
std::vector<int> drawn_as(const Case& c);

}  // namespace parley
