#include "evidence/quotation_marks.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "text/characters.h"

namespace parley {
namespace {

constexpr char32_t open_curly = 0x201C, close_curly = 0x201D, low = 0x201E, open_angle = 0xAB, close_angle = 0xBB;
constexpr char32_t doubled = 0x2033;  // stands for two apostrophes
constexpr char32_t open_single = 0x2018, close_single = 0x2019;

char32_t mark_at(std::u32string_view text, std::size_t at) {
  return text[at] == U'\'' && is_doubled_apostrophe(text, at) ? doubled : text[at];
}
std::size_t mark_size(std::u32string_view text, std::size_t at) { return mark_at(text, at) == doubled ? 2 : 1; }

// Whether a straight mark at `at` opens: something like white space stands before it, and text after it.
bool opens(std::u32string_view text, std::size_t at) {
  const std::size_t next = at + mark_size(text, at);
  const char32_t before = at > 0 ? text[at - 1] : U' ';
  const char32_t after = next < text.size() ? text[next] : U' ';
  const bool room = is_unicode_space(before) ||
                    std::u32string_view(U"([-\u2014\u2013\u2018'").find(before) != std::u32string_view::npos;
  return room && !is_unicode_space(after);
}

// Whether a mark at `at` stands where one closes: after text, and before white space, a mark or the end.
bool closes(std::u32string_view text, std::size_t at) {
  const char32_t after = at + 1 < text.size() ? text[at + 1] : U' ';
  const bool word_after = is_unicode_letter(after) || (after >= U'0' && after <= U'9');
  return at > 0 && !is_unicode_space(text[at - 1]) && !word_after;
}

// Finds the closing mark for the one at `open`, before `end`. Writers mix curly and straight marks, and close with an
// opening one: where such a mark stands as a closing one does, and closes nothing inside, it closes.
std::optional<std::size_t> closing(std::u32string_view text, std::size_t open, std::size_t end) {
  const char32_t mark = mark_at(text, open);
  std::size_t curly = mark == open_curly ? 1 : 0;
  bool straight_inside = false;
  for (std::size_t i = open + mark_size(text, open); i < end; ++i) {
    const char32_t c = mark_at(text, i);
    if (mark == doubled) {
      if (c == doubled) return i;
    } else if (mark == open_angle) {
      if (c == close_angle) return i;
    } else if (mark == low) {
      if (c == open_curly || c == close_curly) return i;
    } else if (mark == U'"') {
      if (c == U'"' || (c == close_curly && curly == 0)) return i;
      if (c == open_curly) ++curly;
      if (c == close_curly) --curly;
    } else if (c == U'"') {
      if (!straight_inside && !opens(text, i) && curly == 1) return i;
      straight_inside = !straight_inside;
    } else if (c == close_curly || (c == open_curly && closes(text, i))) {
      if (--curly == 0) return i;
    } else if (c == open_curly) {
      ++curly;
    }
  }
  return std::nullopt;
}

bool is_single(char32_t c) { return c == U'\'' || c == open_single || c == close_single; }

// Finds the mark that closes the single one at `open`. An apostrophe looks the same: one within a word closes nothing,
// and one after the "s" of a plural ("the employers' offer") only where no other does.
std::optional<std::size_t> closing_single(std::u32string_view text, std::size_t open, std::size_t end) {
  std::optional<std::size_t> plural;
  for (std::size_t i = open + 1; i < end; ++i) {
    if (text[i] == open_single || (text[i] == U'\'' && opens(text, i))) return plural;
    if (!is_single(text[i]) || !closes(text, i)) continue;
    if (text[i - 1] != U's' || i + 1 == end || !is_unicode_space(text[i + 1])) return i;
    if (!plural) plural = i;
  }
  return plural;
}

Span words_in(std::u32string_view text, Span marked) {
  while (marked.begin < marked.end && is_unicode_space(text[marked.begin])) ++marked.begin;
  while (marked.begin < marked.end &&
         (is_unicode_space(text[marked.end - 1]) ||
          std::u32string_view(U",\u2014\u2013").find(text[marked.end - 1]) != std::u32string_view::npos))
    --marked.end;
  return marked;
}

bool ends_paragraph(std::u32string_view line) {
  while (!line.empty() && is_unicode_space(line.back())) line.remove_suffix(1);
  return line.empty() ||
         std::u32string_view(U".!?:;\"'\u201C\u201D\u2019\u2026)").find(line.back()) != std::u32string_view::npos;
}

}  // namespace

bool is_doubled_apostrophe(std::u32string_view text, std::size_t at) {
  const auto apostrophe = [&](std::size_t i) { return i < text.size() && text[i] == U'\''; };
  std::size_t first = at, end = at;
  while (first > 0 && at - first < 3 && apostrophe(first - 1)) --first;
  while (end - at < 4 && apostrophe(end)) ++end;
  if (end - first == 2) return at == first;
  const bool after_text = first > 0 && !is_unicode_space(text[first - 1]);
  return end - first == 3 && at == (after_text ? first + 1 : first);
}

std::vector<Span> prose_paragraphs(const Document& document) {
  const std::u32string_view text = document.text;
  std::vector<Span> paragraphs;
  bool open = false;
  for (const auto& line : document.lines) {
    const bool prose = line.kind == LineKind::prose || line.kind == LineKind::list_item;
    if (!prose || line.span.size() == 0) {
      open = false;
      continue;
    }
    if (open)
      paragraphs.back().end = line.span.end;
    else
      paragraphs.push_back(line.span);
    open = !ends_paragraph(text.substr(line.span.begin, line.span.size()));
  }
  return paragraphs;
}

std::vector<MarkedQuotation> marked_quotations(const Document& document, const std::vector<Span>& paragraphs) {
  const std::u32string_view text = document.text;
  std::vector<MarkedQuotation> result;
  bool left_open = false;
  for (std::size_t p = 0; p < paragraphs.size(); ++p) {
    const auto paragraph = paragraphs[p];
    const bool was_open = left_open;
    left_open = false;
    for (std::size_t i = paragraph.begin; i < paragraph.end; ++i) {
      const char32_t c = mark_at(text, i);
      const bool straight = c == U'"' || c == doubled;
      const bool single = (c == open_single || c == U'\'') && opens(text, i);
      const bool opening = c == open_curly || c == low || c == open_angle || (straight && opens(text, i));
      if (!opening && !single) continue;
      const auto close = single ? closing_single(text, i, paragraph.end) : closing(text, i, paragraph.end);
      const bool runs_on = c == open_single && p + 1 < paragraphs.size() && text[paragraphs[p + 1].begin] == c;
      if (single && !close && !runs_on) continue;  // "'tis", "the '90s"
      const std::size_t end = close.value_or(paragraph.end);
      MarkedQuotation quotation{.outer = {i, close ? end + mark_size(text, end) : end},
                                .marked = {std::min(i + mark_size(text, i), end), end},
                                .inner = {}};
      quotation.inner = words_in(text, quotation.marked);
      quotation.paragraph = p;
      quotation.continues = was_open && i == paragraph.begin;
      if (quotation.inner.size() > 0) result.push_back(quotation);
      left_open = !close;
      i = quotation.outer.end - 1;
    }
  }
  return result;
}

}  // namespace parley
