// Title, authors, date and publisher, where the text shows them.
#pragma once

#include <vector>

#include "text/draft.h"

namespace parley {

/// What the draft's markup says, completed from its lines: the title, "By X", "Updated: …", a line that is a date.
Metadata find_metadata(const TextDraft& draft, const std::vector<Line>& lines);

}  // namespace parley
