#include <algorithm>
#include <map>

#include "text/draft.h"
#include "text/line_text.h"

namespace parley {
namespace {

/// The first and last lines of each page that are not blank, as indices into `lines`.
std::vector<std::size_t> page_edges(const TextDraft& draft, const std::vector<std::size_t>& page_starts) {
  std::vector<std::size_t> edges;
  const auto filled = [&](std::size_t line) {
    const Span span = draft.lines[line].span;
    return draft.text.find_first_not_of(U" \t\u00A0", span.begin) < span.end;
  };
  for (std::size_t page = 0; page < page_starts.size(); ++page) {
    std::size_t begin = page_starts[page];
    std::size_t end = page + 1 < page_starts.size() ? page_starts[page + 1] : draft.lines.size();
    while (begin < end && !filled(begin)) ++begin;
    while (end > begin && !filled(end - 1)) --end;
    if (begin == end) continue;
    edges.push_back(begin);
    if (end - 1 != begin) edges.push_back(end - 1);
  }
  return edges;
}

/// The line with every number made one '#', as running heads differ by the page's number alone.
std::string without_numbers(const std::string& line) {
  std::string out;
  for (const char c : line) {
    if (c < '0' || c > '9')
      out += c;
    else if (out.empty() || out.back() != '#')
      out += '#';
  }
  return out;
}

void mark_running_heads(TextDraft& draft, const std::vector<std::size_t>& page_starts) {
  std::map<std::string, std::vector<std::size_t>> heads;
  for (const std::size_t line : page_edges(draft, page_starts)) {
    const Span span = draft.lines[line].span;
    const std::u32string_view text = std::u32string_view(draft.text).substr(span.begin, span.size());
    if (span.size() <= 120) heads[without_numbers(fold_line(text))].push_back(line);
  }
  for (const auto& [head, lines] : heads) {
    const bool page_number =
        head == "#" || head == "- # -" || head == "page #" || head == "page # of #" || head == "#/#";
    if (!page_number && lines.size() < 3) continue;
    // A running head that opens the first page may be the title: it stays.
    for (const std::size_t line : lines)
      if (page_number || line != lines.front()) draft.lines[line].kind = LineKind::boilerplate;
  }
}

}  // namespace

bool is_invisible(char32_t c) {
  return c == 0x00AD || c == 0xFEFF || c == 0x7F || (c < 0x20 && c != '\t' && c != '\n' && c != '\r');
}

bool is_line_end(char32_t c) { return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029; }

void DraftWriter::end_line(std::uint32_t origin, std::optional<LineKind> kind, bool new_paragraph) {
  draft_.lines.push_back({{line_start_, draft_.text.size()}, kind, new_paragraph});
  put(U'\n', origin);
  line_start_ = draft_.text.size();
}

TextDraft DraftWriter::finish(std::uint32_t end, std::optional<LineKind> kind, bool new_paragraph) {
  if (!at_line_start()) draft_.lines.push_back({{line_start_, draft_.text.size()}, kind, new_paragraph});
  draft_.origin.push_back(end);
  return std::move(draft_);
}

TextDraft draft_plain(const Decoded& source) {
  DraftWriter writer;
  for (std::size_t i = 0; i < source.text.size(); ++i) {
    const char32_t c = source.text[i];
    if (is_line_end(c)) {
      writer.end_line(source.origin[i]);
      if (c == '\r' && i + 1 < source.text.size() && source.text[i + 1] == '\n') ++i;
    } else if (!is_invisible(c)) {
      writer.put(c, source.origin[i]);
    }
  }
  return writer.finish(source.origin.back());
}

TextDraft draft_pages(const Decoded& source) {
  TextDraft draft = draft_plain(source);
  std::vector<std::size_t> page_starts = {0};
  std::size_t line = 0;
  for (std::size_t i = 0; i < source.text.size(); ++i) {
    if (source.text[i] != '\f') continue;
    while (line < draft.lines.size() && draft.origin[draft.lines[line].span.begin] <= source.origin[i]) ++line;
    page_starts.push_back(line);
  }
  mark_running_heads(draft, page_starts);
  return draft;
}

}  // namespace parley
