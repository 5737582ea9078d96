#include "evidence/source_phrase.h"

namespace parley {

std::optional<Span> SourcePhrase::source_of_cue(std::size_t begin, std::size_t cue) const {
  std::size_t from = begin;
  for (std::size_t k = cue; k-- > begin;)
    if (tokens_[k].kind == QuotedToken::Kind::quotation) {
      from = k + 1;
      break;
    }
  if (from > begin && cue == from + (is_word(from) ? 0 : 1))
    if (auto source = source_after(cue + 1)) return source;
  const bool participle = tokens_[cue].word.size() > 3 && tokens_[cue].word.ends_with(U"ing");
  if (!participle || (cue > begin && is_one_of(cue - 1, saying::before_verb))) return source_before(from, cue);
  const std::size_t main = after_opening(from, cue);
  for (std::size_t earlier = cue; earlier-- > main;)
    if (is_cue_at(earlier) && !tokens_[earlier].word.ends_with(U"ing")) return source_before(main, earlier);
  return first_name(main, cue);
}

std::optional<Span> SourcePhrase::source_before(std::size_t from, std::size_t cue) const {
  std::size_t end = cue;
  while (end > from && is_word(end - 1) &&
         (is_one_of(end - 1, saying::before_verb) || tokens_[end - 1].word.ends_with(U"n't") ||
          (tokens_[end - 1].word.ends_with(U"ly") && !tokens_[end - 1].capital)))
    --end;
  end = before_parenthesis(from, before_day(from, end));
  if (end > from && is_one_of(end - 1, saying::joins)) return first_name(from, end - 1);
  if (end > from && is_one_of(end - 1, saying::who)) return tokens_[end - 1].span;  // "Smith, who said"
  if (end > from && is_mark(end - 1, U',')) {                                       // "Zelenskyy, meanwhile, said"
    std::size_t open = end - 1;
    while (open > from && !is_mark(open - 1, U',')) --open;
    bool name = open > from + 1 && is_word(open - 2) && !tokens_[open - 2].capital;
    for (std::size_t k = open; k + 1 < end; ++k) name = name && is_word(k) && tokens_[k].capital;
    if (name && open + 1 < end)
      return Span{tokens_[open].span.begin, tokens_[end - 2].span.end};  // "his rival, Smith,"
    if (open > from + 1)
      end = open - 1;
    else if (open <= from)
      return std::nullopt;
  }
  std::size_t begin = end;
  while (begin > from && end - begin < 14 && is_word(begin - 1) && !is_one_of(begin - 1, saying::bounds) &&
         !is_cue_at(begin - 1))
    --begin;
  if (begin == end) return std::nullopt;
  return narrowed(begin, end);
}

std::optional<Span> SourcePhrase::source_after(std::size_t begin) const {
  if (!is_word(begin)) return std::nullopt;
  if (is_one_of(begin, saying::pronouns)) return tokens_[begin].span;
  if (!tokens_[begin].capital && is_one_of(begin, saying::ends_source)) return std::nullopt;
  std::size_t end = begin;
  while (is_word(end) && end - begin < 12 && !is_cue_at(end) &&
         !(is_one_of(end, saying::ends_source) && (end > begin || !tokens_[end].capital)))
    ++end;
  if (end == begin) return std::nullopt;
  return Span{tokens_[begin].span.begin, tokens_[end - 1].span.end};
}

std::optional<Span> SourcePhrase::first_name(std::size_t from, std::size_t to) const {
  from = after_opening(from, to);
  for (std::size_t k = from; k < to; ++k) {
    if (is_one_of(k, saying::pronouns)) return tokens_[k].span;
    const bool article = is_one_of(k, saying::determiners) && k + 1 < to && is_word(k + 1);
    if (!is_word(k) || !(article || tokens_[k].capital)) continue;
    if (is_one_of(k, saying::bounds) || is_one_of(k, saying::ends_source) || is_one_of(k, saying::openers)) continue;
    std::size_t end = article ? k + 2 : k + 1;
    while (end < to && is_word(end) && tokens_[end].capital) ++end;
    return Span{tokens_[k].span.begin, tokens_[end - 1].span.end};
  }
  return std::nullopt;
}

std::optional<Span> SourcePhrase::named_last(std::size_t begin, std::size_t end) const {
  std::size_t from = end;
  while (from > begin && is_word(from - 1) && (tokens_[from - 1].capital || is_one_of(from - 1, saying::joins))) --from;
  const bool led = from > begin && (is_mark(from - 1, U'-') || is_mark(from - 1, 0x2013) || is_mark(from - 1, 0x2014) ||
                                    tokens_[from - 1].word == U"from" || tokens_[from - 1].word == U"by");
  if (from == end || !led) return std::nullopt;
  return Span{tokens_[from].span.begin, tokens_[end - 1].span.end};
}

std::size_t SourcePhrase::after_opening(std::size_t from, std::size_t to) const {
  const bool opens = is_one_of(from, saying::bounds) || is_one_of(from, saying::ends_source) ||
                     is_one_of(from, saying::openers) || is_one_of(from + 1, saying::later) ||
                     (is_word(from) && (tokens_[from].word.ends_with(U"ly") || tokens_[from].word.ends_with(U"ing") ||
                                        tokens_[from].word.ends_with(U"ed")));
  if (!opens) return from;
  for (std::size_t k = from; k < to; ++k)
    if (is_mark(k, U',')) return k + 1;
  return from;
}

std::size_t SourcePhrase::before_day(std::size_t from, std::size_t end) const {
  if (end <= from + 1 || !is_one_of(end - 1, saying::days)) return end;
  return end > from + 2 && tokens_[end - 2].word == U"on" ? end - 2 : end - 1;
}

std::size_t SourcePhrase::before_parenthesis(std::size_t from, std::size_t end) const {
  if (end <= from || !is_mark(end - 1, U')')) return end;
  std::size_t open = end - 1;
  while (open > from && !is_mark(open, U'(')) --open;
  return open > from ? open : end;
}

Span SourcePhrase::narrowed(std::size_t begin, std::size_t end) const {
  if (is_one_of(end - 1, saying::pronouns)) return tokens_[end - 1].span;
  std::size_t from = end;
  while (from > begin && tokens_[from - 1].capital && !(from < end && is_one_of(from - 1, saying::ends_source))) --from;
  if (from < end && from > begin && is_one_of(from - 1, saying::articles)) --from;
  if (from == end) {
    std::size_t k = end;
    while (k > begin && !is_one_of(k - 1, saying::determiners) && !is_one_of(k - 1, saying::pronouns)) --k;
    from = k > begin ? k - 1 : begin;
    if (is_one_of(from, saying::pronouns)) return tokens_[from].span;
  }
  return {tokens_[from].span.begin, tokens_[end - 1].span.end};
}

}  // namespace parley
