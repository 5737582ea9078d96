#include "text/lines.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

#include "text/line_patterns.h"
#include "text/line_text.h"
#include "text/paragraphs.h"
#include "text/written_date.h"

namespace parley {
namespace {

constexpr std::size_t longest_pattern_line = 1000;
constexpr std::size_t longest_title = 200;
constexpr std::size_t longest_heading = 100;
constexpr std::size_t lines_of_head = 30;  ///< filled lines in which a byline may be a single name

std::u32string_view text_of(const TextDraft& draft, const DraftLine& line) {
  return std::u32string_view(draft.text).substr(line.span.begin, line.span.size());
}

bool is_blank(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) || c == 0x200B; });
}

bool is_closing(char32_t c) {
  return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_LINE_BREAK) == U_LB_QUOTATION || c == ')' || c == ']';
}

/// The last character that is neither space nor closing quotation mark or bracket; 0 if there is none.
char32_t last_character(std::u32string_view text, bool past_closing) {
  while (!text.empty() &&
         (u_isUWhiteSpace(static_cast<UChar32>(text.back())) || (past_closing && is_closing(text.back()))))
    text.remove_suffix(1);
  return text.empty() ? 0 : text.back();
}

bool ends_sentence(std::u32string_view text) {
  const char32_t c = last_character(text, true);
  return c == 0x2026 || u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_S_TERM);
}

bool is_all_capitals(std::u32string_view text) {
  const auto letters =
      std::count_if(text.begin(), text.end(), [](char32_t c) { return u_isupper(static_cast<UChar32>(c)); });
  return letters >= 3 &&
         std::none_of(text.begin(), text.end(), [](char32_t c) { return u_islower(static_cast<UChar32>(c)); });
}

class Classifier {
 public:
  Classifier(const TextDraft& draft, const std::vector<bool>& continued) : draft_(draft), continued_(continued) {}

  std::vector<Line> run() {
    for (const DraftLine& line : draft_.lines) lines_.push_back({line.span, LineKind::prose});
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (is_blank(text(i))) lines_[i].kind = LineKind::blank;
      if (lines_[i].kind != LineKind::blank) filled_.push_back(i);
    }
    for (std::size_t n = 0; n < filled_.size(); ++n) lines_[filled_[n]].kind = by_own_words(n);
    mark_captions();
    mark_title();
    if (draft_.wrapping == Wrapping::guessed) mark_headings();
    return std::move(lines_);
  }

 private:
  [[nodiscard]] std::u32string_view text(std::size_t i) const { return text_of(draft_, draft_.lines[i]); }

  /// The line stands alone: neither goes on from a line of prose above nor into one below.
  [[nodiscard]] bool stands_alone(std::size_t i) const {
    const bool goes_on_from_above = continued_[i] && i > 0 && lines_[i - 1].kind == LineKind::prose;
    const bool goes_on_below = i + 1 < lines_.size() && continued_[i + 1] && lines_[i + 1].kind == LineKind::prose;
    return !goes_on_from_above && !goes_on_below;
  }

  [[nodiscard]] LineKind by_own_words(std::size_t n) const {
    const std::size_t i = filled_[n];
    if (draft_.lines[i].kind) return *draft_.lines[i].kind;
    const LineKind otherwise =
        draft_.wrapping == Wrapping::guessed && begins_list_item(text(i)) ? LineKind::list_item : LineKind::prose;
    if (text(i).size() > longest_pattern_line) return otherwise;
    const std::string plain = plain_line(text(i));
    const std::string folded = fold_line(text(i));
    if (is_image_placeholder(folded)) return LineKind::image;
    if (is_advertisement(plain, folded)) return LineKind::advertisement;
    if (n > 4 && !stands_alone(i)) return otherwise;
    if (is_boilerplate(folded)) return LineKind::boilerplate;
    if (is_credit(plain, folded)) return LineKind::credit;
    if (is_caption(plain, folded)) return LineKind::caption;
    if (is_only_date(folded)) return LineKind::dateline;
    const std::vector<std::string> authors = byline_authors(plain);
    if (!authors.empty() && (n < lines_of_head || split_words(authors.front()).size() > 1)) return LineKind::byline;
    return otherwise;
  }

  /// The line right under a picture's placeholder is its caption, if a line of its own and no longer than captions are.
  void mark_captions() {
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      const bool last = i + 2 == lines_.size() || lines_[i + 2].kind != LineKind::prose;
      if (lines_[i].kind == LineKind::image && lines_[i + 1].kind == LineKind::prose && last &&
          !draft_.lines[i + 1].kind && text(i + 1).size() <= 400)
        lines_[i + 1].kind = LineKind::caption;
    }
  }

  /// The number of the title's line among the filled ones, or npos.
  [[nodiscard]] std::size_t find_title() const {
    for (std::size_t n = 0; n < filled_.size(); ++n)
      if (draft_.lines[filled_[n]].kind == LineKind::title) return n;
    if (draft_.wrapping == Wrapping::marked) return std::string::npos;
    std::size_t n = 0;
    while (n < filled_.size() && lines_[filled_[n]].kind != LineKind::prose) ++n;
    if (n + 1 >= filled_.size()) return std::string::npos;
    const std::size_t i = filled_[n];
    const std::size_t next = filled_[n + 1];
    if (text(i).size() > longest_title) return std::string::npos;
    const LineKind kind = lines_[next].kind;
    const bool sure = kind == LineKind::byline || kind == LineKind::dateline || kind == LineKind::credit ||
                      (last_character(text(i), true) != '.' && line_key(text(i)) == line_key(text(next)));
    return sure || (stands_alone(i) && !ends_sentence(text(i)) && last_character(text(i), false) != ':')
               ? n
               : std::string::npos;
  }

  void mark_title() {
    const std::size_t title = find_title();
    if (title == std::string::npos) return;
    lines_[filled_[title]].kind = LineKind::title;
    const std::string key = line_key(text(filled_[title]));
    for (const std::size_t i : filled_) {
      const LineKind kind = lines_[i].kind;
      const bool other =
          kind != LineKind::title && kind != LineKind::boilerplate && text(i).size() <= 2 * longest_title;
      if ((other || (kind == LineKind::title && i != filled_[title])) && !key.empty() && line_key(text(i)) == key)
        lines_[i].kind = LineKind::repeated_title;
    }
  }

  void mark_headings() {
    for (const std::size_t i : filled_) {
      if (lines_[i].kind != LineKind::prose || draft_.lines[i].kind || !stands_alone(i) || filled_.size() == 1)
        continue;
      if (is_heading(text(i))) lines_[i].kind = LineKind::heading;
    }
  }

  // "― Jane Doe", alone or after a quotation's end: who said it.
  [[nodiscard]] static bool is_signed(std::u32string_view line) {
    constexpr std::u32string_view dashes = U"-\u2013\u2014\u2015", closing = U"\"'\u2019\u201D\u00BB";
    const auto dash = line.find_last_of(dashes);
    if (dash == line.npos || dash + 2 >= line.size()) return false;
    const std::size_t name = dash + (line[dash + 1] == U' ' ? 2 : 1);
    auto before = line.substr(0, dash);
    while (!before.empty() && (before.back() == U' ' || dashes.find(before.back()) != dashes.npos))
      before.remove_suffix(1);
    return u_isupper(static_cast<UChar32>(line[name])) != 0 &&
           (before.empty() || closing.find(before.back()) != closing.npos);
  }

  [[nodiscard]] static bool is_heading(std::u32string_view line) {
    while (!line.empty() && u_isUWhiteSpace(static_cast<UChar32>(line.front()))) line.remove_prefix(1);
    if (line.size() > longest_heading || is_signed(line) || u_islower(static_cast<UChar32>(line.front()))) return false;
    if (is_all_capitals(line) && !is_closing(line.front()) && line.size() <= 60) return true;
    const char32_t last = last_character(line, false);
    return !ends_sentence(line) && last != ':' && last != ';' && last != ',' && last != '-' && last != 0x2014 &&
           !is_closing(last);
  }

  const TextDraft& draft_;
  const std::vector<bool>& continued_;
  std::vector<Line> lines_;
  std::vector<std::size_t> filled_;
};

/// Where "AD" begins that is stuck to the end of a sentence; npos if none is.
std::size_t stuck_advertisement(std::u32string_view line) {
  while (!line.empty() && u_isUWhiteSpace(static_cast<UChar32>(line.back()))) line.remove_suffix(1);
  for (const std::u32string_view word :
       {std::u32string_view(U"AD"), std::u32string_view(U"ADVERTISEMENT"), std::u32string_view(U"Advertisement")}) {
    if (!line.ends_with(word) || line.size() == word.size()) continue;
    const std::size_t at = line.size() - word.size();
    if (ends_sentence(line.substr(0, at))) return at;
  }
  return std::u32string_view::npos;
}

}  // namespace

void part_advertisements(TextDraft& draft) {
  const bool any = std::any_of(draft.lines.begin(), draft.lines.end(), [&](const DraftLine& line) {
    return stuck_advertisement(text_of(draft, line)) != std::u32string_view::npos;
  });
  if (!any) return;
  DraftWriter writer;
  for (const DraftLine& line : draft.lines) {
    const std::size_t stuck = stuck_advertisement(text_of(draft, line));
    for (std::size_t i = line.span.begin; i < line.span.end; ++i) {
      if (i - line.span.begin == stuck) writer.end_line(draft.origin[i], line.kind, line.new_paragraph);
      writer.put(draft.text[i], draft.origin[i]);
    }
    const bool parted = stuck != std::u32string_view::npos;
    writer.end_line(draft.origin[line.span.end], parted ? LineKind::advertisement : line.kind,
                    parted || line.new_paragraph);
  }
  if (!draft.text.ends_with(U'\n')) {
    writer.draft().text.pop_back();
    writer.draft().origin.pop_back();
  }
  writer.draft().origin.push_back(draft.origin.back());
  draft.text = std::move(writer.draft().text);
  draft.origin = std::move(writer.draft().origin);
  draft.lines = std::move(writer.draft().lines);
}

std::vector<Line> classify_lines(const TextDraft& draft, const std::vector<bool>& continued) {
  return Classifier(draft, continued).run();
}

}  // namespace parley
