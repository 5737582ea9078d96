#include "evidence/author.h"

#include <string_view>
#include <vector>

namespace parley {
namespace {

constexpr std::size_t longest_line = 60;  // characters of a salutation or a signature
constexpr std::size_t first_lines = 14, last_lines = 4;

std::vector<std::u32string_view> written_lines(const Document& document) {
  std::vector<std::u32string_view> lines;
  for (const auto& line : document.lines)
    if (line.span.size() > 0)
      lines.push_back(std::u32string_view(document.text).substr(line.span.begin, line.span.size()));
  return lines;
}

// "Excellency,", "Dear Mr Smith:": a short line that ends as no sentence does, above one that begins anew.
bool is_letter(const std::vector<std::u32string_view>& lines) {
  for (std::size_t i = 0; i + 1 < std::min(first_lines, lines.size()); ++i)
    if (lines[i].size() < longest_line && lines[i].ends_with(U',') && lines[i + 1].size() > longest_line) return true;
  return false;
}

}  // namespace

Mention author_of(const Document& document, const NameIndex& names) {
  if (document.metadata.authors.size() == 1) {
    const auto& name = document.metadata.authors.front();
    return {names.speaker(utf32(name)), name};
  }
  const auto lines = written_lines(document);
  if (!document.metadata.authors.empty() || !is_letter(lines)) return {};
  for (std::size_t i = lines.size() - std::min(last_lines, lines.size()); i < lines.size(); ++i) {
    const auto line = lines[i];
    if (line.size() > longest_line || line.ends_with(U'.')) continue;
    if (const auto speaker = names.speaker(line); speaker.known()) return {speaker, utf8(line)};
  }
  return {};
}

}  // namespace parley
