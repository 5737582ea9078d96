#include "evidence/quoted_row.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/characters.h"

namespace parley {

namespace {

bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)) != 0; }

// How many words back a cue is looked for, where a sentence has no end.
constexpr std::size_t furthest = 120;

}  // namespace

std::u32string lower_words(std::u32string_view word) {
  std::u32string result;
  for (const char32_t c : word)
    result += c == 0x2019 ? U'\'' : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  return result;
}

QuotedRow::QuotedRow(const Document& document, Span span, const std::vector<MarkedQuotation>& quotations,
                     std::size_t first, std::size_t last, const std::unordered_set<std::size_t>& sentence_ends)
    : text_(document.text), quotations_(quotations) {
  std::size_t at = span.begin;
  for (std::size_t q = first; q <= last; ++q) {
    const std::size_t stop = q < last ? quotations[q].outer.begin : span.end;
    add_words(at, stop, sentence_ends);
    if (q == last) break;
    QuotedToken token{.kind = QuotedToken::Kind::quotation, .span = quotations[q].outer, .word = {}, .quotation = q};
    token.ends_sentence = ends_in_stop(q);
    tokens_.push_back(token);
    at = quotations[q].outer.end;
  }
  mark_quotation_ends();
}

void QuotedRow::add_words(std::size_t at, std::size_t stop, const std::unordered_set<std::size_t>& sentence_ends) {
  while (at < stop) {
    const char32_t c = text_[at];
    if (is_unicode_letter(c) || (c >= U'0' && c <= U'9')) {
      std::size_t end = at;
      while (end < stop && (is_unicode_letter(text_[end]) || u_isdigit(static_cast<UChar32>(text_[end])) != 0 ||
                            ((text_[end] == U'\'' || text_[end] == 0x2019 || text_[end] == U'-') && end + 1 < stop &&
                             is_unicode_letter(text_[end + 1]))))
        ++end;
      // "Mr." and "J." keep their stop.
      if (end < stop && text_[end] == U'.' && sentence_ends.count(end + 1) == 0 && is_upper(c)) ++end;
      tokens_.push_back({.kind = QuotedToken::Kind::word,
                         .span = {at, end},
                         .word = lower_words(text_.substr(at, end - at)),
                         .capital = is_upper(c)});
      at = end;
      continue;
    }
    if (u_isUWhiteSpace(static_cast<UChar32>(c)) == 0) {
      QuotedToken mark{.kind = QuotedToken::Kind::mark, .span = {at, at + 1}, .word = std::u32string(1, c)};
      mark.ends_sentence = (c == U'.' || c == U'!' || c == U'?') && sentence_ends.count(at + 1) > 0;
      tokens_.push_back(mark);
    }
    ++at;
  }
}

// A quotation that ends in a stop ends the sentence unless what follows takes it up.
void QuotedRow::mark_quotation_ends() {
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    auto& token = tokens_[i];
    if (token.kind != QuotedToken::Kind::quotation || !token.ends_sentence || i + 1 == tokens_.size()) continue;
    const auto& next = tokens_[i + 1];
    const bool taken_up = next.kind == QuotedToken::Kind::word && !next.capital;
    const bool asked = last_of(token.quotation) != U'.' && cue_within(i + 1, 6);
    if (taken_up || asked || is_mark(i + 1, U',')) token.ends_sentence = false;
  }
}

bool QuotedRow::cue_within(std::size_t from, std::size_t count) const {
  for (std::size_t i = from; i < std::min(from + count, tokens_.size()) && !tokens_[i].ends_sentence; ++i)
    if (is_cue_at(i)) return true;
  return false;
}

char32_t QuotedRow::last_of(std::size_t q) const {
  const auto& inner = quotations_[q].marked;
  return inner.size() == 0 ? U' ' : text_[inner.end - 1];
}

bool QuotedRow::ends_in_stop(std::size_t q) const {
  const char32_t c = last_of(q);
  return c == U'.' || c == U'!' || c == U'?' || c == 0x2026;
}

bool QuotedRow::is_mark(std::size_t i, char32_t c) const {
  return i < tokens_.size() && tokens_[i].kind == QuotedToken::Kind::mark && tokens_[i].word[0] == c;
}

bool QuotedRow::is_word(std::size_t i) const {
  return i < tokens_.size() && tokens_[i].kind == QuotedToken::Kind::word;
}

bool QuotedRow::is_one_of(std::size_t i, const Words& words) const {
  return is_word(i) && words.count(tokens_[i].word) > 0;
}

bool QuotedRow::is_cue_at(std::size_t i) const {
  if (!is_word(i)) return false;
  const auto& token = tokens_[i];
  if (token.word == U"according") return is_word(i + 1) && tokens_[i + 1].word == U"to";
  if (token.capital) return false;
  if ((token.word == U"put" || token.word == U"puts") && is_word(i + 1) && tokens_[i + 1].word == U"it") return true;
  const bool subject_before =
      i > 0 && ((is_word(i - 1) && tokens_[i - 1].capital) || is_one_of(i - 1, saying::pronouns));
  if (saying::nouns.count(token.word) > 0) return subject_before && !tokens_[i - 1].word.ends_with(U"'s");
  if (is_cue(token.word)) return !(i > 0 && is_one_of(i - 1, saying::determiners));
  // The bare form after "to", "would", "did not" and plural pronouns.
  return i > 0 && is_one_of(i - 1, saying::before_verb) && tokens_[i - 1].word != U"on" && is_cue(token.word + U"s");
}

bool QuotedRow::is_past(std::size_t i) const {
  return is_word(i) && !tokens_[i].capital && tokens_[i].word.size() > 3 && tokens_[i].word.ends_with(U"ed");
}

bool QuotedRow::is_passive(std::size_t cue) const {
  const auto& word = tokens_[cue].word;
  return cue > 0 && is_one_of(cue - 1, saying::be) && (word.ends_with(U"ed") || word == U"told");
}

bool QuotedRow::names_things(std::size_t i) const {
  static const Words naming{U"called", U"titled", U"entitled", U"named", U"dubbed"};
  return is_one_of(i, naming) && i > 0 && is_word(i - 1) && !tokens_[i - 1].capital &&
         !is_one_of(i - 1, saying::pronouns) && !is_one_of(i - 1, saying::who);
}

bool QuotedRow::is_whole(std::size_t i) const {
  const auto& inner = quotations_[tokens_[i].quotation].inner;
  const bool begins = inner.size() > 0 && !u_islower(static_cast<UChar32>(text_[inner.begin]));
  const bool set_off = i == 0 || tokens_[i - 1].kind != QuotedToken::Kind::word || tokens_[i - 1].ends_sentence;
  const bool resumes = i >= 2 && set_off && sentence_has_quotation_before(i);
  const auto words = std::count(text_.begin() + static_cast<std::ptrdiff_t>(inner.begin),
                                text_.begin() + static_cast<std::ptrdiff_t>(inner.end), U' ');
  return resumes || (begins && words >= 1 && (set_off || is_cue_at(i - 1)));
}

bool QuotedRow::is_title(std::size_t i) const {
  if (i == 0 || tokens_[i - 1].kind != QuotedToken::Kind::word || tokens_[i - 1].ends_sentence) return false;
  if (is_cue_at(i - 1) && !names_things(i - 1)) return false;
  const auto& inner = quotations_[tokens_[i].quotation].inner;
  std::size_t capitals = 0;
  for (std::size_t at = inner.begin; at < inner.end;) {
    std::size_t end = at;
    while (end < inner.end && text_[end] != U' ') ++end;
    const bool small = end - at < 5;
    if (is_upper(text_[at]))
      ++capitals;
    else if (!small && is_unicode_letter(text_[at]))
      return false;
    at = end + 1;
  }
  return capitals >= 2;
}

bool QuotedRow::runs_out(std::size_t i) const {
  const char32_t end = last_of(tokens_[i].quotation);
  return end == U',' || end == U'?' || end == U'!' || end == 0x2014 || is_mark(i + 1, U',');
}

bool QuotedRow::sentence_has_quotation_before(std::size_t i) const {
  for (std::size_t k = i; k > 0 && i - k < furthest && !tokens_[k - 1].ends_sentence; --k)
    if (tokens_[k - 1].kind == QuotedToken::Kind::quotation) return true;
  return false;
}

std::size_t QuotedRow::sentence_begin(std::size_t i) const {
  for (std::size_t steps = 0; i > 0 && !tokens_[i - 1].ends_sentence && steps < furthest; ++steps) --i;
  return i;
}

}  // namespace parley
