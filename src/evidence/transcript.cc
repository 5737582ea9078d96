#include "evidence/transcript.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "text/characters.h"

namespace parley {
namespace {

constexpr std::size_t longest_turn_label = 40;  // characters

bool is_opening_mark(char32_t c) { return c == U'"' || c == 0x201C || c == 0x201E || c == 0xAB; }
bool is_any_mark(char32_t c) { return is_opening_mark(c) || c == 0x201D || c == 0xBB; }

std::size_t after_mark(std::u32string_view text, Span paragraph) {
  return paragraph.begin + (paragraph.size() > 0 && is_opening_mark(text[paragraph.begin]) ? 1 : 0);
}

// "SEN. SMITH", "Jane Doe": at most four words, each with a capital, and a colon with white space after it.
std::optional<Turn> labelled_turn(std::u32string_view text, Span paragraph) {
  const std::size_t begin = after_mark(text, paragraph);
  std::size_t words = 0, end = begin;
  for (; end < paragraph.end && text[end] != U':'; ++end) {
    const char32_t c = text[end];
    const bool starts = end == begin || text[end - 1] == U' ';
    if (end - begin >= longest_turn_label ||
        !(is_unicode_letter(c) || c == U' ' || c == U'.' || c == U'-' || c == U'’'))
      return std::nullopt;
    if (!starts) continue;
    if (u_isupper(static_cast<UChar32>(c)) == 0) return std::nullopt;
    ++words;
  }
  if (words == 0 || words > 4 || end - begin < 2 || end + 2 >= paragraph.end || !is_unicode_space(text[end + 1]))
    return std::nullopt;
  return Turn{{begin, end}, {end, end + 1}, {}};
}

// What is said in a paragraph from `begin` on, without white space and marks at its ends.
std::optional<Span> words_from(std::u32string_view text, std::size_t begin, std::size_t end) {
  while (begin < end && (is_unicode_space(text[begin]) || is_opening_mark(text[begin]))) ++begin;
  while (begin < end && (is_unicode_space(text[end - 1]) || is_any_mark(text[end - 1]))) --end;
  const bool aside = begin < end && (text[begin] == U'(' || text[begin] == U'[');  // "(Crosstalk.)"
  if (begin == end || aside) return std::nullopt;
  return Span{begin, end};
}

}  // namespace

std::vector<Turn> transcript_turns(const Document& document, const std::vector<Span>& paragraphs) {
  const std::u32string_view text = document.text;
  std::vector<std::optional<Turn>> opened;
  std::map<std::u32string_view, int> count;
  for (const auto paragraph : paragraphs) {
    opened.push_back(labelled_turn(text, paragraph));
    if (opened.back()) ++count[text.substr(opened.back()->label.begin, opened.back()->label.size())];
  }
  std::erase_if(count, [](const auto& entry) { return entry.second < 2; });
  if (count.size() < 2) return {};
  std::size_t first = opened.size(), last = 0;
  for (std::size_t p = 0; p < opened.size(); ++p)
    if (opened[p] && count.contains(text.substr(opened[p]->label.begin, opened[p]->label.size()))) {
      first = std::min(first, p);
      last = p;
    }
  std::vector<Turn> turns;
  for (std::size_t p = first; p <= last; ++p) {
    if (opened[p]) turns.push_back(*opened[p]);
    const auto words = words_from(text, opened[p] ? opened[p]->colon.end : paragraphs[p].begin, paragraphs[p].end);
    if (words) turns.back().content.push_back(*words);
  }
  std::erase_if(turns, [](const Turn& turn) { return turn.content.empty(); });
  return turns;
}

}  // namespace parley
