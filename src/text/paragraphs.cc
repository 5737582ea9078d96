#include "text/paragraphs.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace parley {
namespace {

constexpr std::size_t widest_wrapped_line = 130;

std::u32string_view line_text(const TextDraft& draft, std::size_t line) {
  const Span span = draft.lines[line].span;
  std::u32string_view text = std::u32string_view(draft.text).substr(span.begin, span.size());
  while (!text.empty() && u_isUWhiteSpace(static_cast<UChar32>(text.back()))) text.remove_suffix(1);
  return text;
}

std::size_t indent_of(std::u32string_view line) {
  std::size_t indent = 0;
  while (indent < line.size() && u_isUWhiteSpace(static_cast<UChar32>(line[indent]))) ++indent;
  return indent;
}

std::size_t first_word_size(std::u32string_view line) {
  const std::size_t begin = indent_of(line);
  std::size_t end = begin;
  while (end < line.size() && !u_isUWhiteSpace(static_cast<UChar32>(line[end]))) ++end;
  return end - begin;
}

bool ends_in_stop(std::u32string_view line) {
  while (!line.empty() &&
         (u_getIntPropertyValue(static_cast<UChar32>(line.back()), UCHAR_LINE_BREAK) == U_LB_QUOTATION ||
          line.back() == ')' || line.back() == ']'))
    line.remove_suffix(1);
  return !line.empty() && (u_hasBinaryProperty(static_cast<UChar32>(line.back()), UCHAR_S_TERM) || line.back() == ':');
}

bool runs_on_in_small_letters(std::u32string_view above, std::u32string_view line) {
  return u_islower(static_cast<UChar32>(line[indent_of(line)])) && !ends_in_stop(above);
}

/// True if most of the text stands on lines that nobody would have wrapped.
bool has_long_lines(const TextDraft& draft) {
  std::size_t in_long = 0;
  for (const DraftLine& line : draft.lines)
    if (line.span.size() > widest_wrapped_line) in_long += line.span.size();
  return in_long * 2 > draft.text.size();
}

/// Marks the continued lines of the block [begin, end) of lines that are not blank.
void mark_block(const TextDraft& draft, std::size_t begin, std::size_t end, bool long_lines,
                std::vector<bool>& continued) {
  std::size_t width = 0;
  for (std::size_t i = begin; i < end; ++i) width = std::max(width, line_text(draft, i).size());
  for (std::size_t i = begin + 1; i < end; ++i) {
    const std::u32string_view above = line_text(draft, i - 1);
    const std::u32string_view line = line_text(draft, i);
    if (draft.wrapping == Wrapping::marked) {
      continued[i] = !draft.lines[i].new_paragraph;
      continue;
    }
    const bool new_indent = i - 1 > begin && indent_of(line) > indent_of(above) + 1 && !begins_list_item(above);
    if (begins_list_item(line) || new_indent) continue;
    const bool full =
        20 * (above.size() + 1 + first_word_size(line)) > 17 * width && !(end - begin == 2 && ends_in_stop(above));
    continued[i] = (!long_lines && width <= widest_wrapped_line && full) || runs_on_in_small_letters(above, line);
  }
}

}  // namespace

std::vector<bool> continued_lines(const TextDraft& draft) {
  std::vector<bool> continued(draft.lines.size(), false);
  const bool long_lines = has_long_lines(draft);
  for (std::size_t begin = 0; begin < draft.lines.size();) {
    std::size_t end = begin;
    while (end < draft.lines.size() && !line_text(draft, end).empty()) ++end;
    mark_block(draft, begin, end, long_lines, continued);
    begin = end + 1;
  }
  return continued;
}

std::vector<Paragraph> paragraphs_of(const std::vector<Line>& lines, const std::vector<bool>& continued) {
  const auto holds_sentences = [](LineKind kind) {
    return kind == LineKind::prose || kind == LineKind::heading || kind == LineKind::list_item;
  };
  std::vector<Paragraph> paragraphs;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!holds_sentences(lines[i].kind)) continue;
    const bool goes_on = !paragraphs.empty() && paragraphs.back().end == i && continued[i] &&
                         (lines[i].kind == lines[i - 1].kind ||
                          (lines[i].kind == LineKind::prose && lines[i - 1].kind == LineKind::list_item));
    if (goes_on)
      paragraphs.back().end = i + 1;
    else
      paragraphs.push_back({i, i + 1});
  }
  return paragraphs;
}

bool begins_list_item(std::u32string_view line, std::size_t* length) {
  std::size_t at = indent_of(line);
  const std::size_t mark = at;
  if (at < line.size() && std::u32string_view(U"-*+\u2022\u2023\u25AA\u25CF\u25E6\u2013\u2043\u00B7").find(line[at]) !=
                              std::u32string_view::npos) {
    ++at;
  } else {
    while (at < line.size() && at - mark < 3 && line[at] >= '0' && line[at] <= '9') ++at;
    if (at == mark || at == line.size() || (line[at] != '.' && line[at] != ')')) return false;
    ++at;
  }
  if (at >= line.size() || !u_isUWhiteSpace(static_cast<UChar32>(line[at]))) return false;
  while (at < line.size() && u_isUWhiteSpace(static_cast<UChar32>(line[at]))) ++at;
  if (length != nullptr) *length = at;
  return at < line.size();
}

}  // namespace parley
