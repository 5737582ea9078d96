#include "text/sentences.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>
#include <string>

#include "text/abbreviations.h"
#include "text/characters.h"

namespace parley {
namespace {

bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }

bool is_quotation(char32_t c) {
  return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_LINE_BREAK) == U_LB_QUOTATION;
}

bool is_bracket(char32_t c) {
  const int type = u_charType(static_cast<UChar32>(c));
  return type == U_START_PUNCTUATION || type == U_END_PUNCTUATION;
}

/// One side of a boundary: how the sentence before it ends.
struct Ending {
  std::u32string_view word;  ///< the last word with its stop, without what closes it: `Gen.` of `(Gen.)`
  char32_t mark = 0;         ///< the stop itself
  bool closed = false;       ///< a quotation mark or bracket stands after the stop
  bool quoted = false;       ///< and it is a quotation mark
};

/// The other side: how the text after it begins.
struct Beginning {
  std::u32string_view rest;  ///< from the first letter or digit
  std::u32string_view word;  ///< the first word, without marks around it
  bool opened = false;       ///< a quotation mark or bracket stands before it
};

Ending ending_of(std::u32string_view text) {
  Ending ending;
  while (!text.empty() && is_unicode_space(text.back())) text.remove_suffix(1);
  while (!text.empty() && (is_quotation(text.back()) || is_bracket(text.back()))) {
    ending.closed = true;
    ending.quoted = ending.quoted || is_quotation(text.back());
    text.remove_suffix(1);
  }
  if (text.empty()) return ending;
  ending.mark = text.back();
  std::size_t begin = text.size();
  while (begin > 0 && text.size() - begin < 40 && !is_unicode_space(text[begin - 1])) --begin;
  while (begin < text.size() && (is_quotation(text[begin]) || is_bracket(text[begin]) || text[begin] == 0x2014))
    ++begin;
  ending.word = text.substr(begin);
  return ending;
}

Beginning beginning_of(std::u32string_view text) {
  Beginning beginning;
  std::size_t at = 0;
  while (at < text.size() && !u_isalnum(static_cast<UChar32>(text[at]))) {
    if (is_quotation(text[at]) || is_bracket(text[at])) beginning.opened = true;
    if (at > 20) return beginning;
    ++at;
  }
  std::size_t end = at;
  while (end < text.size() && end - at < 40 &&
         (u_isalnum(static_cast<UChar32>(text[end])) || text[end] == '\'' || text[end] == 0x2019))
    ++end;
  beginning.rest = text.substr(at);
  beginning.word = text.substr(at, end - at);
  return beginning;
}

/// "Trump told reporters", "Vice President Vance said": capitalised words, then a verb of saying among the first six.
bool names_who_said(std::u32string_view text) {
  for (int words = 0; words < 6 && !text.empty(); ++words) {
    const Beginning next = beginning_of(text);
    if (next.word.empty() || next.opened) return false;
    if (words > 0 && is_verb_of_saying(next.word)) return true;
    if (!u_isupper(static_cast<UChar32>(next.word[0]))) return false;
    text = next.rest.substr(next.word.size());
  }
  return false;
}

bool is_time_word(std::u32string_view word) {
  for (const std::u32string_view known :
       {U"ET",     U"EST",  U"EDT",    U"CT",      U"CST",       U"PT",       U"PST",     U"PDT",
        U"GMT",    U"UTC",  U"BST",    U"CET",     U"EET",       U"Eastern",  U"Central", U"Pacific",
        U"Moscow", U"Kyiv", U"Monday", U"Tuesday", U"Wednesday", U"Thursday", U"Friday",  U"Saturday",
        U"Sunday", U"Jan",  U"Feb",    U"Sept",    U"Oct",       U"Nov",      U"Dec"})
    if (word == known) return true;
  return false;
}

/// Whether a full stop after an abbreviation ends the sentence before `next`.
bool ends_after(Abbreviation abbreviation, std::u32string_view word, const Beginning& next) {
  const bool number = !next.word.empty() && is_digit(next.word[0]);
  switch (abbreviation) {
    case Abbreviation::before_name:
      return false;
    case Abbreviation::before_number:
      return !number;
    case Abbreviation::usually_ends:
      return number || !is_time_word(next.word);
    case Abbreviation::may_end:
      return next.opened || (begins_sentences(next.word) && !(word.size() == 2 && next.word.size() == 1));
    case Abbreviation::none:
      return true;
  }
  return true;
}

/// True if the sentence goes on over the boundary that splits the paragraph into `before` and `after`.
bool goes_on(std::u32string_view before, std::u32string_view after) {
  const Beginning next = beginning_of(after);
  if (next.word.empty()) return true;
  const Ending ending = ending_of(before);
  if (u_islower(static_cast<UChar32>(next.word[0])) && !next.opened && ending.closed) return true;
  if (ending.mark == '?' || ending.mark == '!') return ending.quoted && names_who_said(after);
  if (ending.mark != '.' || ending.closed) return false;
  return !ends_after(abbreviation_of(ending.word), ending.word, next);
}

/// UAX #29 sees no boundary at `at`, the first character after a space; there is one if it is a digit after a word's
/// stop.
bool begins_with_number(std::u32string_view paragraph, std::size_t at) {
  if (at < 3 || !is_digit(paragraph[at]) || !is_unicode_space(paragraph[at - 1])) return false;
  std::size_t end = at - 1;
  while (end > 0 && is_unicode_space(paragraph[end - 1])) --end;
  const Ending ending = ending_of(paragraph.substr(0, end));
  if (ending.mark != '.' || ending.word.size() < 3 || !is_unicode_space(paragraph[end])) return false;
  if (abbreviation_of(ending.word) != Abbreviation::none || ending.word.find(U'.') != ending.word.size() - 1)
    return false;
  const char32_t last = ending.word[ending.word.size() - 2];
  return u_isalpha(static_cast<UChar32>(last)) || is_digit(last);
}

/// The paragraph in UTF-16, its line ends as spaces, with the code point each unit belongs to.
struct Units {
  std::u16string text;
  std::vector<std::size_t> code_point;
};

Units units_of(std::u32string_view paragraph) {
  Units units;
  for (std::size_t i = 0; i < paragraph.size(); ++i) {
    const char32_t c = is_unicode_space(paragraph[i]) ? U' ' : paragraph[i];
    if (c > 0xFFFF) {
      units.text += static_cast<char16_t>(0xD7C0 + (c >> 10));
      units.code_point.push_back(i);
      units.text += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
    } else {
      units.text += static_cast<char16_t>(c);
    }
    units.code_point.push_back(i);
  }
  units.code_point.push_back(paragraph.size());
  return units;
}

std::vector<std::size_t> boundaries_of(std::u32string_view paragraph, icu::BreakIterator& breaks) {
  const Units units = units_of(paragraph);
  UErrorCode status = U_ZERO_ERROR;
  UText* text = utext_openUChars(nullptr, units.text.data(), static_cast<std::int64_t>(units.text.size()), &status);
  std::vector<std::size_t> boundaries;
  breaks.setText(text, status);
  for (std::int32_t at = breaks.next(); U_SUCCESS(status) && at != icu::BreakIterator::DONE; at = breaks.next())
    boundaries.push_back(units.code_point[static_cast<std::size_t>(at)]);
  utext_close(text);
  for (std::size_t at = 1; at < paragraph.size(); ++at)
    if (begins_with_number(paragraph, at)) boundaries.push_back(at);
  boundaries.push_back(paragraph.size());
  std::sort(boundaries.begin(), boundaries.end());
  boundaries.erase(std::unique(boundaries.begin(), boundaries.end()), boundaries.end());
  return boundaries;
}

void add_sentences(std::u32string_view text, Span paragraph, icu::BreakIterator& breaks, std::vector<Span>& sentences) {
  const std::u32string_view part = text.substr(paragraph.begin, paragraph.size());
  std::size_t begin = 0;
  for (const std::size_t boundary : boundaries_of(part, breaks)) {
    const bool last = boundary == part.size();
    if (!last && goes_on(part.substr(begin, boundary - begin), part.substr(boundary))) continue;
    Span sentence{begin, boundary};
    while (sentence.begin < sentence.end && is_unicode_space(part[sentence.begin])) ++sentence.begin;
    while (sentence.end > sentence.begin && is_unicode_space(part[sentence.end - 1])) --sentence.end;
    if (sentence.size() > 0) sentences.push_back({paragraph.begin + sentence.begin, paragraph.begin + sentence.end});
    begin = boundary;
  }
}

}  // namespace

std::vector<Span> find_sentences(std::u32string_view text, std::span<const Span> paragraphs) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) throw Error(std::string("ICU cannot split sentences: ") + u_errorName(status));
  std::vector<Span> sentences;
  for (const Span& paragraph : paragraphs) add_sentences(text, paragraph, *breaks, sentences);
  return sentences;
}

std::vector<Span> split_sentences(std::u32string_view paragraph) {
  const Span whole{0, paragraph.size()};
  return find_sentences(paragraph, {&whole, 1});
}

}  // namespace parley
