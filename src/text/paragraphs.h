// Paragraphs: which lines run on into the next.
//
// Markup says so itself. In plain text a line was wrapped if the first word of the next would hardly have fitted into
// the width of its block of lines; a file whose paragraphs are long single lines has nothing wrapped. In both, a line
// that begins with a small letter goes on from one that has not ended.
#pragma once

#include <string_view>
#include <vector>

#include "text/draft.h"

namespace parley {

/// Lines [begin, end) of one kind that are one paragraph.
struct Paragraph {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// For each line, whether it goes on from the line above it, whatever the two are.
std::vector<bool> continued_lines(const TextDraft& draft);

/// The paragraphs of the lines that hold sentences: prose, headings and list items.
std::vector<Paragraph> paragraphs_of(const std::vector<Line>& lines, const std::vector<bool>& continued);

/// True if the text begins with a mark or number of a list; its length with the space after it goes to `length`.
bool begins_list_item(std::u32string_view line, std::size_t* length = nullptr);

}  // namespace parley
