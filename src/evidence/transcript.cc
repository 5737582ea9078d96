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

constexpr std::size_t longest_turn_label = 40, longest_aside = 60;  // characters

bool is_opening_mark(char32_t c) { return c == U'"' || c == 0x201C || c == 0x201E || c == 0xAB; }
bool is_any_mark(char32_t c) { return is_opening_mark(c) || c == 0x201D || c == 0xBB; }

std::size_t after_mark(std::u32string_view text, Span paragraph) {
  return paragraph.begin + (paragraph.size() > 0 && is_opening_mark(text[paragraph.begin]) ? 1 : 0);
}

// Past an aside in parentheses after a label, "SMITH (Vale) (Lab)"; `at` where there is none or it has no end.
std::size_t after_asides(std::u32string_view text, std::size_t at, std::size_t end) {
  while (at + 1 < end && text[at] == U' ' && text[at + 1] == U'(') {
    const auto close = text.substr(0, end).find(U')', at);
    if (close == text.npos || close - at > longest_aside) break;
    at = close + 1;
  }
  return at;
}

// "SEN. SMITH", "Jane Doe", "Q": at most four words, each with a capital, and a colon with white space after it.
std::optional<Turn> labelled_turn(std::u32string_view text, Span paragraph) {
  const std::size_t begin = after_mark(text, paragraph);
  std::size_t words = 0, end = begin;
  std::size_t colon = begin;
  for (; end < paragraph.end && text[end] != U':'; ++end) {
    const char32_t c = text[end];
    colon = after_asides(text, end, paragraph.end);
    if (colon > end) break;
    const bool starts = end == begin || text[end - 1] == U' ';
    if (end - begin >= longest_turn_label ||
        !(is_unicode_letter(c) || c == U' ' || c == U'.' || c == U'-' || c == U'’'))
      return std::nullopt;
    if (!starts) continue;
    if (u_isupper(static_cast<UChar32>(c)) == 0) return std::nullopt;
    ++words;
  }
  colon = std::max(colon, end);
  if (words == 0 || words > 4 || colon + 2 >= paragraph.end || text[colon] != U':' ||
      !is_unicode_space(text[colon + 1]))
    return std::nullopt;
  return Turn{{begin, end}, {colon, colon + 1}, {}};
}

// What is said in a paragraph from `begin` on, without white space and marks at its ends.
std::optional<Span> words_from(std::u32string_view text, std::size_t begin, std::size_t end) {
  while (begin < end && (is_unicode_space(text[begin]) || is_opening_mark(text[begin]))) ++begin;
  while (begin < end && (is_unicode_space(text[end - 1]) || is_any_mark(text[end - 1]))) --end;
  const bool aside = begin < end && (text[begin] == U'(' || text[begin] == U'[');  // "(Crosstalk.)"
  if (begin == end || aside) return std::nullopt;
  return Span{begin, end};
}

// The paragraphs of a text and the labels that some of them begin with.
class Labelled {
 public:
  Labelled(std::u32string_view text, const std::vector<Span>& paragraphs) : text_(text), paragraphs_(paragraphs) {
    for (const auto paragraph : paragraphs) {
      opened_.push_back(labelled_turn(text, paragraph));
      if (opened_.back()) ++count_[label(opened_.size() - 1)];
    }
  }

  // The turns from the first label that comes back to the last, where it is a transcript.
  [[nodiscard]] std::vector<Turn> turns() const {
    std::size_t first = opened_.size(), last = 0;
    for (std::size_t p = 0; p < opened_.size(); ++p)
      if (comes_back(p)) {
        first = std::min(first, p);
        last = p;
      }
    const auto labels = std::ranges::count_if(count_, [](const auto& entry) { return entry.second > 1; });
    if (labels == 0 || (labels == 1 && !is_answered(first, last))) return {};
    while (is_spoken(last + 1)) ++last;
    while (first > 0 && is_spoken(first - 1)) --first;
    std::vector<Turn> turns;
    for (std::size_t p = first; p <= last; ++p) {
      if (opened_[p]) turns.push_back(*opened_[p]);
      if (const auto words = words_of(p)) turns.back().content.push_back(*words);
    }
    std::erase_if(turns, [](const Turn& turn) { return turn.content.empty(); });
    return turns;
  }

  // The turns of labels that stand once: those that name a known speaker, if two of them stand in a row.
  [[nodiscard]] std::vector<Turn> single_turns(const IsSpeaker& is_speaker) const {
    std::vector<Turn> turns;
    const auto known = [&](std::size_t p) { return is_spoken(p) && is_speaker(label(p)); };
    for (std::size_t p = 0; p < opened_.size(); ++p) {
      if (!known(p) || !(known(p + 1) || (p > 0 && known(p - 1)))) continue;
      turns.push_back(*opened_[p]);
      turns.back().content.push_back(*words_of(p));
    }
    return turns;
  }

 private:
  [[nodiscard]] std::u32string_view label(std::size_t p) const {
    return text_.substr(opened_[p]->label.begin, opened_[p]->label.size());
  }
  [[nodiscard]] bool comes_back(std::size_t p) const { return opened_[p] && count_.at(label(p)) > 1; }

  [[nodiscard]] std::optional<Span> words_of(std::size_t p) const {
    return words_from(text_, opened_[p] ? opened_[p]->colon.end : paragraphs_[p].begin, paragraphs_[p].end);
  }

  // A clause after a label, not the entry of a form: it ends in a stop.
  [[nodiscard]] bool is_spoken(std::size_t p) const {
    if (p >= opened_.size() || !opened_[p]) return false;
    const auto words = words_of(p);
    return words && std::u32string_view(U".?!\u2026\u2014").find(text_[words->end - 1]) != std::u32string_view::npos;
  }

  // "HOST: …", "SMITH: …", "HOST: …": another label answers the one that comes back, and most paragraphs have one.
  [[nodiscard]] bool is_answered(std::size_t first, std::size_t last) const {
    std::size_t answers = 0, labelled = 0;
    for (std::size_t p = first; p < last; ++p) {
      labelled += opened_[p].has_value() ? 1 : 0;
      answers += is_spoken(p) && !comes_back(p) ? 1 : 0;
    }
    return answers > 0 && 2 * labelled > last - first;
  }

  std::u32string_view text_;
  const std::vector<Span>& paragraphs_;
  std::vector<std::optional<Turn>> opened_;
  std::map<std::u32string_view, int> count_;
};

}  // namespace

std::vector<Turn> transcript_turns(const Document& document, const std::vector<Span>& paragraphs,
                                   const IsSpeaker& is_speaker) {
  const Labelled labelled(document.text, paragraphs);
  auto turns = labelled.turns();
  return turns.empty() ? labelled.single_turns(is_speaker) : turns;
}

}  // namespace parley
