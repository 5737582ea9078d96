#include "evidence/expected_span.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace parley {
namespace {

using WordSet = std::unordered_set<std::string_view>;

constexpr std::size_t longest_phrase = 25;  // words of a source
constexpr std::size_t furthest_that = 9;    // words between a cue and its "that": "told a crowd in Ohio on Monday that"

const WordSet clause_openers{"that",    "but",   "when",  "as",     "while",    "because", "if",  "after",
                             "before",  "where", "since", "though", "although", "what",    "how", "so",
                             "whether", "than",  "until", "unless", "once",     "and",     "or"};
const WordSet time_words{"monday",    "tuesday", "wednesday", "thursday", "friday",   "saturday", "sunday",
                         "today",     "tonight", "yesterday", "tomorrow", "on",       "late",     "early",
                         "earlier",   "later",   "last",      "this",     "week",     "month",    "year",
                         "morning",   "evening", "afternoon", "night",    "recently", "again",    "in",
                         "at",        "during",  "after",     "when",     "as",       "while",    "before",
                         "following", "to",      "with",      "by",       "via",      "through",  "from"};
const WordSet day_words{"monday",   "tuesday", "wednesday", "thursday", "friday",
                        "saturday", "sunday",  "today",     "tonight",  "yesterday"};

// Their numbers are what a model has learnt them by.
enum class SourcePattern : std::uint8_t {
  after_preposition = 1,  // "according to Smith"
  before_verb = 2,        // "Smith said"
  with_apposition = 3,    // "Smith, a lawyer, said"
  after_verb = 4,         // "…, said Smith"
  of_participle = 12,     // "Smith left, saying …"
  relative = 13           // "Smith, who said …"
};
enum class ContentPattern : std::uint8_t {
  after_according = 5,   // "According to Smith, …"
  before_according = 6,  // "…, according to Smith"
  that_clause = 7,       // "Smith said that …"
  before_comma = 8,      // "…, Smith said"
  before_end = 9,        // "… Smith said."
  clause = 10,           // "Smith said prices will fall"
  phrase = 11,           // "Smith demanded a wall"
  quoted_before = 12     // "“…,” Smith said"
};

constexpr std::uint8_t number_of(SourcePattern pattern) { return static_cast<std::uint8_t>(pattern); }
constexpr std::uint8_t number_of(ContentPattern pattern, bool before) {
  return static_cast<std::uint8_t>(static_cast<int>(pattern) * 2 + (before ? 0 : 1));
}

// The sentence of a question, and what its words are.
class SentenceWords {
 public:
  SentenceWords(const TokenText& text, const TagClasses& tags, const Question& question)
      : tokens_(text.tokens), tags_(tags), question_(question) {
    const auto& sentence = text.sentences[question.sentence];
    begin_ = after_dateline(sentence);
    end_ = sentence.end;
    last_ = end_;
    while (last_ > begin_ && is_stop(last_ - 1)) --last_;
  }

  /// Past a dateline.
  [[nodiscard]] std::size_t begin() const { return begin_; }

  [[nodiscard]] ExpectedSpan source() const {
    const auto& cue = question_.cue;
    const auto& last = tokens_[cue.end - 1].lower;
    if (last == "to" || last == "per" || last == "by" || last == "from") {
      if (cue.end >= last_) return {};
      return {TokenRange{cue.end, with_apposition(phrase_end(cue.end))}, number_of(SourcePattern::after_preposition)};
    }
    const std::size_t end = before_adverbs(cue.begin);
    if (end > begin_ && tokens_[end - 1].lower == "who")
      return {TokenRange{end - 1, end}, number_of(SourcePattern::relative)};
    const bool inverted = cue.begin > begin_ && (is_comma(cue.begin - 1) || is_quote(cue.begin - 1)) &&
                          cue.end < last_ && tokens_[cue.end].kind == TokenKind::word && starts_phrase(cue.end) &&
                          !day_words.contains(tokens_[cue.end].lower) && !has_own_verb(cue.end);
    if (end > begin_ && tokens_[end - 1].kind == TokenKind::word) {
      const std::size_t begin = phrase_begin(end);
      if (begin < end) return {TokenRange{begin, end}, number_of(SourcePattern::before_verb)};
    }
    if (end > begin_ + 3 && is_comma(end - 1) && !(inverted && (is_quote(end - 2) || has_main_verb(begin_, end)))) {
      const std::size_t begin = before_appositions(end);
      if (begin < end) return {TokenRange{begin, end}, number_of(SourcePattern::with_apposition)};
    }
    if (inverted)
      return {TokenRange{cue.end, with_apposition(phrase_end(cue.end))}, number_of(SourcePattern::after_verb)};
    if (tokens_[cue.begin].lower.ends_with("ing")) return {subject(cue.begin), number_of(SourcePattern::of_participle)};
    return {};
  }

  [[nodiscard]] ExpectedSpan content(bool before) const {
    TokenRange clause = question_.cue;
    if (question_.source) {
      const auto& source = *question_.source;
      const bool near = source.begin >= clause.end ? source.begin - clause.end < 3 : clause.begin - source.end < 4;
      if (near) clause = {std::min(clause.begin, source.begin), std::max(clause.end, source.end)};
    }
    std::size_t left = clause.begin, right = std::min(clause.end, last_);
    const bool led = left > begin_ + 1 && (is_comma(left - 1) || is_quote(left - 1) || is_dash(left - 1));
    const bool verb_before = has_main_verb(begin_, left);
    const auto& last = tokens_[question_.cue.end - 1].lower;
    if (last == "to" && question_.source && question_.source->begin >= question_.cue.end) {
      if (left <= begin_ + 1) {
        std::size_t at = right;
        while (at < last_ && !is_comma(at)) ++at;
        return answer(before, before ? TokenRange{} : TokenRange{std::min(at + 1, last_), last_},
                      ContentPattern::after_according);
      }
      return answer(before, before ? trimmed({begin_, left}) : TokenRange{}, ContentPattern::before_according);
    }
    if (const std::size_t that = that_after(right); that < last_)
      return answer(before, before ? TokenRange{} : TokenRange{that, clause_end(that)}, ContentPattern::that_clause);
    const bool ended = right >= last_ || is_comma(right) || is_quote(right) ||
                       (time_words.contains(tokens_[right].lower) && tokens_[right].lower != "to");
    if (led && verb_before && ended) {
      const bool quoted = tokens_[begin_].quoted && tokens_[left - 1].quoted;
      return answer(before, before ? trimmed({begin_, left}) : TokenRange{},
                    quoted ? ContentPattern::quoted_before : ContentPattern::before_comma);
    }
    if (right >= last_)
      return answer(before, before ? trimmed({begin_, left}) : TokenRange{}, ContentPattern::before_end);
    std::size_t from = right;
    if (day_words.contains(tokens_[from].lower)) ++from;
    if (from < last_ && (is_comma(from) || tokens_[from].lower == ":")) ++from;
    return answer(before, before || from >= last_ ? TokenRange{} : TokenRange{from, clause_end(from)},
                  has_finite(from, last_) ? ContentPattern::clause : ContentPattern::phrase);
  }

 private:
  // "VARN (Agency) - Norland will …": the place that opens a report.
  [[nodiscard]] std::size_t after_dateline(const TokenSentence& sentence) const {
    constexpr std::size_t longest_dateline = 14;
    if (sentence.begin == sentence.end || tokens_[sentence.begin].shape != 2) return sentence.begin;
    for (std::size_t i = sentence.begin + 1; i < std::min(sentence.end, sentence.begin + longest_dateline); ++i) {
      if (is_dash(i)) return question_.cue.begin > i ? i + 1 : sentence.begin;
      if (is_finite(i)) break;
    }
    return sentence.begin;
  }

  [[nodiscard]] bool is_comma(std::size_t i) const { return tokens_[i].lower == ","; }
  [[nodiscard]] bool is_dash(std::size_t i) const { return tokens_[i].lower.starts_with('-'); }
  [[nodiscard]] bool is_quote(std::size_t i) const {
    return tokens_[i].kind == TokenKind::opens || tokens_[i].kind == TokenKind::closes;
  }
  [[nodiscard]] bool is_stop(std::size_t i) const {
    return tokens_[i].kind == TokenKind::mark &&
           std::string_view(".!?").find(tokens_[i].lower[0]) != std::string_view::npos;
  }
  [[nodiscard]] bool is_finite(std::size_t i) const { return tags_.finite[tokens_[i].tag]; }
  [[nodiscard]] bool has_finite(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i)
      if (is_finite(i)) return true;
    return false;
  }
  [[nodiscard]] bool starts_phrase(std::size_t i) const {
    return tokens_[i].capital() || tags_.noun[tokens_[i].tag] || tokens_[i].group == WordClass::person ||
           tokens_[i].lower == "the" || tokens_[i].lower == "a" || tokens_[i].lower == "an";
  }

  // Over "also", "has", "repeatedly" before a cue.
  [[nodiscard]] std::size_t before_adverbs(std::size_t end) const {
    static const WordSet skipped{"also", "has",  "have",  "had",   "later", "then", "once", "again",
                                 "even", "just", "still", "never", "often", "not",  "did",  "would",
                                 "will", "is",   "was",   "been",  "first", "soon"};
    while (end > begin_ && (skipped.contains(tokens_[end - 1].lower) ||
                            (tokens_[end - 1].lower.ends_with("ly") && !tokens_[end - 1].capital())))
      --end;
    return end;
  }

  [[nodiscard]] std::size_t phrase_begin(std::size_t end) const {
    std::size_t begin = end;
    while (begin > begin_ && end - begin < longest_phrase) {
      const auto& token = tokens_[begin - 1];
      if (token.kind == TokenKind::mark || is_quote(begin - 1)) break;
      const bool joins = token.lower == "and" && begin < end && begin > begin_ + 1 && tokens_[begin].capital() &&
                         tokens_[begin - 2].capital();
      if (clause_openers.contains(token.lower) && !joins) break;
      if (is_finite(begin - 1) && begin < end) {  // "an official who asked not to be named said"
        std::size_t who = begin - 1;
        while (who > begin_ && begin - who < 5 && tokens_[who].lower != "who") --who;
        if (tokens_[who].lower != "who") break;
        begin = who;
        continue;
      }
      if (is_finite(begin - 1)) break;
      --begin;
    }
    while (begin + 1 < end && (day_words.contains(tokens_[begin].lower) || tokens_[begin].lower == "on" ||
                               tokens_[begin].lower == "in" || tokens_[begin].lower == "at"))
      ++begin;
    return begin;
  }

  [[nodiscard]] std::size_t phrase_end(std::size_t begin) const {
    std::size_t end = begin;
    while (end < last_ && end - begin < longest_phrase) {
      const auto& token = tokens_[end];
      if (token.kind == TokenKind::mark || is_quote(end) || is_finite(end)) break;
      const bool day = day_words.contains(token.lower) && token.shape < 2;  // no "USA TODAY"
      if (end > begin && (clause_openers.contains(token.lower) || day)) {
        const bool joins = token.lower == "and" && end + 1 < last_ && tokens_[end + 1].capital();
        if (!joins) break;
      }
      ++end;
    }
    if (end > begin + 1 && tokens_[end - 1].lower == "on") --end;
    return end;
  }

  // Where "its chair, Peter Holm, a lawyer," begins that ends there; the end itself where it is no such thing.
  [[nodiscard]] std::size_t before_appositions(std::size_t end) const {
    std::size_t open = end - 1, begin = end;
    while (open > begin_ && end - open < longest_phrase) {
      std::size_t comma = open;
      while (comma > begin_ && !is_comma(comma - 1)) --comma;
      if (comma <= begin_ + 1) break;
      const auto& lead = tokens_[comma].lower;
      const bool relative = lead == "who" || lead == "which" || lead == "whose";
      if (!relative && (has_finite(comma, open) || !starts_phrase(comma))) break;
      const std::size_t phrase = phrase_begin(comma - 1);
      if (phrase >= comma - 1) break;
      begin = phrase;
      open = comma - 1;
      if (phrase == begin_ || !is_comma(phrase - 1)) break;
    }
    return begin;
  }

  // ", a lawyer", ", who leads the talks, ": on to the comma after it, or the end.
  [[nodiscard]] std::size_t with_apposition(std::size_t end) const {
    static const WordSet leads{"a", "an", "the", "who", "whose", "one", "now", "of"};
    if (end + 2 < last_ && tokens_[end].lower == "(") {  // "(D-Minn.)"
      std::size_t close = end + 1;
      while (close < last_ && close < end + 6 && tokens_[close].lower != ")") ++close;
      if (close < last_ && tokens_[close].lower == ")") end = close + 1;
    }
    for (std::size_t times = 0; times < 3 && end + 1 < last_ && is_comma(end); ++times) {
      const auto& next = tokens_[end + 1];
      const bool relative = next.lower == "who" || next.lower == "whose";
      const bool names = next.capital() && times > 0 && next.group != WordClass::say;
      const bool plain = tags_.noun[next.tag] && !next.capital();
      if (!leads.contains(next.lower) && !names && !plain) break;
      std::size_t stop = end + 1;
      while (stop < last_ && !is_comma(stop) && !is_quote(stop)) ++stop;
      if (!relative && has_main_verb(end + 1, stop)) break;
      if (day_words.contains(next.lower)) break;
      end = stop;
    }
    return end;
  }

  // Whether a verb stands there that no relative pronoun leads in.
  [[nodiscard]] bool has_main_verb(std::size_t begin, std::size_t end) const {
    bool relative = false;
    for (std::size_t i = begin; i < end; ++i) {
      const auto& word = tokens_[i].lower;
      if (word == "who" || word == "which" || word == "whose") relative = true;
      if (is_comma(i)) relative = false;
      if (is_finite(i) && !relative) return true;
    }
    return false;
  }

  // "said he still prays": the phrase after the cue is the subject of what is said.
  [[nodiscard]] bool has_own_verb(std::size_t begin) const {
    const std::size_t end = phrase_end(begin);
    return end < last_ &&
           (is_finite(end) || (tokens_[end].lower.ends_with("ly") && end + 1 < last_ && is_finite(end + 1)));
  }

  // The sentence's subject: what stands before its first finite verb, past an opening that ends in a comma.
  [[nodiscard]] std::optional<TokenRange> subject(std::size_t cue) const {
    std::size_t from = begin_;
    if (cue < begin_ + 3)
      for (std::size_t i = cue; i < last_; ++i)
        if (is_comma(i)) {
          from = i + 1;
          break;
        }
    for (std::size_t i = from; i < last_; ++i) {
      if (!is_finite(i) || i == from) continue;
      const std::size_t begin = phrase_begin(i);
      return begin < i ? std::optional(TokenRange{begin, i}) : std::nullopt;
    }
    return std::nullopt;
  }

  // "agreed to a plan that would …": that "that" is the plan's.
  [[nodiscard]] bool is_of_object(std::size_t from) const {
    static const WordSet telling{"said",     "say",      "says",     "saying", "told",     "tell",
                                 "tells",    "telling",  "warned",   "warns",  "assured",  "assure",
                                 "reminded", "informed", "promised", "showed", "explained"};
    static const WordSet articles{"a", "an", "the", "its", "their", "his", "her"};
    const std::size_t first = from < last_ && tokens_[from].lower == "to" ? from + 1 : from;
    return first < last_ && articles.contains(tokens_[first].lower) &&
           !telling.contains(tokens_[question_.cue.end - 1].lower) &&
           !telling.contains(tokens_[question_.cue.begin].lower);
  }

  [[nodiscard]] std::size_t that_after(std::size_t from) const {
    if (is_of_object(from)) return last_;
    for (std::size_t i = from; i < std::min(last_, from + furthest_that); ++i) {
      if (tokens_[i].lower == "that") return i;
      const bool set_off = is_comma(i) && i + 1 < last_ && tokens_[i + 1].lower == "that";
      if ((tokens_[i].kind == TokenKind::mark && !set_off) || is_finite(i)) break;
    }
    return last_;
  }

  // Where what begins at `from` ends: at the sentence's end, at a semicolon, or where the speaker goes on to do
  // something else (", but cautioned", ", adding that").
  [[nodiscard]] std::size_t clause_end(std::size_t from) const {
    static const WordSet subordinate{"while", "although", "though",  "as", "when", "after",
                                     "if",    "since",    "because", "in", "by",   "even"};
    const auto& cue = tokens_[question_.cue.begin];
    bool opening = subordinate.contains(tokens_[begin_].lower) || question_.cue.begin == begin_;
    for (std::size_t i = begin_; i < from && opening; ++i) opening = !is_comma(i);
    for (std::size_t i = from + 1; i + 1 < last_; ++i) {
      if (tokens_[i].quoted) continue;
      if (tokens_[i].lower == ";") return i;
      if (opening && is_comma(i) && starts_phrase(i + 1) && has_finite(i + 1, last_)) return i;
      const bool joins = tokens_[i].lower == "and" || tokens_[i].lower == "but";
      const std::size_t verb = i + (tokens_[i + 1].lower.ends_with("ly") || tokens_[i + 1].lower == "also" ? 2 : 1);
      if (verb >= last_) break;
      const bool says = tokens_[verb].group == WordClass::say || tokens_[verb].group == WordClass::judge;
      if (joins && is_finite(verb) && tokens_[verb].tag == cue.tag && (says || is_comma(i - 1)))
        return is_comma(i - 1) ? i - 1 : i;
      if (is_comma(i) && says && tokens_[verb].lower.ends_with("ing")) return i;
    }
    return last_;
  }

  // Without a comma or dash at the end.
  [[nodiscard]] TokenRange trimmed(TokenRange range) const {
    while (range.end > range.begin && (is_comma(range.end - 1) || is_dash(range.end - 1))) --range.end;
    return range;
  }

  [[nodiscard]] ExpectedSpan answer(bool before, TokenRange range, ContentPattern pattern) const {
    const auto number = number_of(pattern, before);
    if (range.begin >= range.end) return {std::nullopt, number};
    return {range, number};
  }

  const std::vector<TextToken>& tokens_;
  const TagClasses& tags_;
  const Question& question_;
  std::size_t begin_ = 0, end_ = 0, last_ = 0;
};

}  // namespace

bool is_in_dateline(const TokenText& text, const TagClasses& tags, const Question& question, TokenRange range) {
  return range.end <= SentenceWords(text, tags, question).begin() &&
         range.begin >= text.sentences[question.sentence].begin;
}

bool is_time(const TokenText& text, TokenRange range) {
  for (std::size_t i = range.begin; i < range.end; ++i)
    if (!time_words.contains(text.tokens[i].lower) && text.tokens[i].kind != TokenKind::number) return false;
  return true;
}

ExpectedSpan expected_span(const TokenText& text, const TagClasses& tags, const Question& question) {
  const SentenceWords words(text, tags, question);
  return question.role == Role::source ? words.source() : words.content(question.role == Role::before);
}

bool stands_before(const TokenText& text, const TagClasses& tags, Question question) {
  question.role = Role::after;
  return expected_span(text, tags, question).pattern == number_of(ContentPattern::before_comma, false);
}

}  // namespace parley
