// What differs between two texts, line by line.
#pragma once

#include <string_view>

#include "report/json.h"

namespace parley {

/// {"removed", "added"}: lines of one text alone, in their order, without what only moved.
Json lines_changed(std::string_view before, std::string_view after);

}  // namespace parley
