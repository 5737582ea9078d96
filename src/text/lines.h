// What each line of a document is.
//
// The markup's word counts first, then the line's own words (line_patterns.h), then its place: the first line that
// stands alone is the title, a line that says it again repeats it, a line under a picture is its caption, a short line
// without a full stop between paragraphs is a heading. When in doubt a line is prose, so that nothing said is lost.
#pragma once

#include <vector>

#include "text/draft.h"

namespace parley {

/// Puts "AD" and its like, stuck to the end of a sentence, on a line of its own.
void part_advertisements(TextDraft& draft);

/// The lines of the draft with their kinds; `continued` is what paragraphs.h says of them.
std::vector<Line> classify_lines(const TextDraft& draft, const std::vector<bool>& continued);

}  // namespace parley
