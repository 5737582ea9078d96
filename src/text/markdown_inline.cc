#include "text/markdown_inline.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <unordered_map>

#include "text/characters.h"

namespace parley {
namespace {

constexpr std::size_t longest_destination = 2000;
constexpr std::size_t longest_label = 200;
constexpr std::size_t longest_tag = 1000;

bool is_punctuation(char32_t c) {
  return (c < 0x80 && !is_unicode_space(c) && !u_isalnum(static_cast<UChar32>(c))) ||
         u_ispunct(static_cast<UChar32>(c));
}
bool is_ascii_punctuation(char32_t c) { return c > 0x20 && c < 0x7F && !u_isalnum(static_cast<UChar32>(c)); }

}  // namespace

void MarkdownInline::hide(std::size_t begin, std::size_t end) {
  std::fill(hidden_.begin() + static_cast<std::ptrdiff_t>(begin), hidden_.begin() + static_cast<std::ptrdiff_t>(end),
            true);
}

MarkdownInline::Piece MarkdownInline::at(std::size_t position) {
  if (hidden_[position]) return {1, {}};
  if (text_[position] == '&' && !code_[position]) {
    const Entities::Entity& entity = entities_.at(text_.substr(position));
    if (entity.size > 0) return {entity.size, entity.text};
  }
  return {1, text_.substr(position, 1)};
}

void MarkdownInline::read(std::size_t begin, std::size_t end) {
  stars_.clear();
  lines_.clear();
  brackets_.clear();
  find_code_runs(begin, end);
  for (std::size_t at = begin; at < end;) {
    switch (text_[at]) {
      case '\\':
        if (at + 1 < end && is_ascii_punctuation(text_[at + 1])) {
          hide(at, at + 1);
          code_[at + 1] = true;  // an escaped '&' is only itself
          ++at;
        }
        ++at;
        break;
      case '`':
        at = code(at, end);
        break;
      case '*':
      case '_':
        at = emphasis(at, begin, end);
        break;
      case '!':
        if (at + 1 < end && text_[at + 1] == '[') {
          brackets_.push_back({at, true});
          ++at;
        }
        ++at;
        break;
      case '[':
        brackets_.push_back({at++, false});
        break;
      case ']':
        at = close_bracket(at, end);
        break;
      case '<':
        at = angle(at, end);
        break;
      default:
        ++at;
    }
  }
}

void MarkdownInline::find_code_runs(std::size_t begin, std::size_t end) {
  ticks_.clear();
  for (std::size_t at = begin; at < end; ++at) {
    if (text_[at] != '`') continue;
    const std::size_t start = at;
    while (at < end && text_[at] == '`') ++at;
    ticks_.push_back({start, at - start});
  }
  match_.assign(ticks_.size(), ticks_.size());
  std::unordered_map<std::size_t, std::size_t> next;
  for (std::size_t i = ticks_.size(); i-- > 0;) {
    const auto found = next.find(ticks_[i].size);
    if (found != next.end()) match_[i] = found->second;
    next[ticks_[i].size] = i;
  }
}

std::size_t MarkdownInline::code(std::size_t at, std::size_t end) {
  const auto run = std::lower_bound(ticks_.begin(), ticks_.end(), at,
                                    [](const Run& tick, std::size_t position) { return tick.at < position; });
  if (run == ticks_.end() || run->at != at) return std::min(end, at + 1);
  const std::size_t close = match_[static_cast<std::size_t>(run - ticks_.begin())];
  if (close == ticks_.size()) return at + run->size;
  hide(at, at + run->size);
  hide(ticks_[close].at, ticks_[close].at + ticks_[close].size);
  std::fill(code_.begin() + static_cast<std::ptrdiff_t>(at),
            code_.begin() + static_cast<std::ptrdiff_t>(ticks_[close].at), true);
  return ticks_[close].at + ticks_[close].size;
}

/// CommonMark's rule of flanking says whether a run of '*' or '_' may open or close; a closing run takes the nearest
/// open.
std::size_t MarkdownInline::emphasis(std::size_t at, std::size_t begin, std::size_t end) {
  const char32_t mark = text_[at];
  Run run{at, 0};
  while (at < end && text_[at] == mark) ++at;
  run.size = at - run.at;
  const char32_t before = run.at > begin ? text_[run.at - 1] : U' ';
  const char32_t after = at < end ? text_[at] : U' ';
  const bool left =
      !is_unicode_space(after) && (!is_punctuation(after) || is_unicode_space(before) || is_punctuation(before));
  const bool right =
      !is_unicode_space(before) && (!is_punctuation(before) || is_unicode_space(after) || is_punctuation(after));
  const bool opens = left && (mark == '*' || !right || is_punctuation(before));
  const bool closes = right && (mark == '*' || !left || is_punctuation(after));
  std::vector<Run>& open = mark == '*' ? stars_ : lines_;
  while (closes && run.size > 0 && !open.empty()) {
    const std::size_t taken = std::min(run.size, open.back().size);
    hide(run.at, run.at + taken);
    hide(open.back().at + open.back().size - taken, open.back().at + open.back().size);
    run.at += taken;
    run.size -= taken;
    open.back().size -= taken;
    if (open.back().size == 0) open.pop_back();
  }
  if (opens && run.size > 0) open.push_back(run);
  return at;
}

/// "[text](destination)", "[text][label]" and "[^note]": the text stays, or nothing of a note.
std::size_t MarkdownInline::close_bracket(std::size_t at, std::size_t end) {
  if (brackets_.empty()) return at + 1;
  const Bracket bracket = brackets_.back();
  brackets_.pop_back();
  const std::size_t inside = bracket.at + (bracket.picture ? 2 : 1);
  if (text_[inside] == '^' && at - inside < longest_label) {
    hide(bracket.at, at + 1);
    return at + 1;
  }
  std::size_t close = at + 1;
  if (close < end && text_[close] == '(') {
    std::size_t depth = 0;
    const std::size_t limit = std::min(end, close + longest_destination);
    for (; close < limit; ++close) {
      if (text_[close] == '\\')
        ++close;
      else if (text_[close] == '(')
        ++depth;
      else if (text_[close] == ')' && --depth == 0)
        break;
    }
    if (close >= limit) return at + 1;
  } else if (close < end && text_[close] == '[') {
    const std::size_t limit = std::min(end, close + longest_label);
    while (close < limit && text_[close] != ']') ++close;
    if (close >= limit) return at + 1;
  } else {
    return at + 1;
  }
  hide(bracket.at, inside);
  hide(at, close + 1);
  return close + 1;
}

/// "<https://…>" shows its address; a tag or comment shows nothing.
std::size_t MarkdownInline::angle(std::size_t at, std::size_t end) {
  const std::size_t limit = std::min(end, at + longest_tag);
  const bool comment = text_.substr(at, 4) == U"<!--";
  const bool tag = at + 1 < end && (u_isalpha(static_cast<UChar32>(text_[at + 1])) || text_[at + 1] == '/');
  if (!comment && !tag) return at + 1;
  std::size_t close = at + 1;
  while (close < limit && (text_[close] != '>' || (comment && text_.substr(close - 2, 2) != U"--"))) ++close;
  if (close >= limit) return at + 1;
  const std::u32string_view inside = text_.substr(at + 1, close - at - 1);
  const bool address =
      !comment && inside.find(U' ') == std::u32string_view::npos &&
      (inside.find(U"://") != std::u32string_view::npos || inside.find(U'@') != std::u32string_view::npos);
  if (address) {
    hide(at, at + 1);
    hide(close, close + 1);
  } else {
    hide(at, close + 1);
  }
  return close + 1;
}

}  // namespace parley
