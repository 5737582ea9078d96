// A line as the patterns of lines.h and metadata.h see it: short, in lower case, its dashes, quotation marks and spaces
// made plain ASCII.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// UTF-8 with spaces run together and trimmed, dashes as '-', quotation marks as '\'' and '"'; case kept.
std::string plain_line(std::u32string_view line);
/// plain_line in lower case (Unicode's simple folding).
std::string fold_line(std::u32string_view line);
/// The letters and digits of a line, folded, words parted by one space: equal for lines that say the same.
std::string line_key(std::u32string_view line);
/// Parts of `text` between spaces.
std::vector<std::string_view> split_words(std::string_view text);
/// `text` without the spaces at its ends.
std::string_view trim(std::string_view text);

}  // namespace parley
