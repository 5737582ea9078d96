#include "evidence/stance_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "evidence/words.h"

namespace parley {
namespace {

/// Phrases parted by '|'; a word that ends in '*' stands for all that begin so. Looked up by their first letter, as
/// most words of a text begin none.
class StancePhrases {
 public:
  explicit StancePhrases(std::string_view list) {
    for (const std::string_view phrase : split_at(list, '|')) {
      std::vector<Word> words;
      for (const std::string_view word : split_at(phrase, ' ')) {
        const bool stem = word.ends_with('*');
        words.push_back({word.substr(0, word.size() - (stem ? 1 : 0)), stem});
      }
      by_letter_[static_cast<unsigned char>(words.front().text.front())].push_back(std::move(words));
    }
  }

  /// Words of the longest phrase that stands at a token; 0 for none.
  [[nodiscard]] std::size_t match(const TokenText& text, std::size_t at, std::size_t end) const {
    std::size_t longest = 0;
    if (at >= end || text.tokens[at].lower.empty()) return longest;
    for (const auto& words : by_letter_[static_cast<unsigned char>(text.tokens[at].lower.front())]) {
      if (words.size() > end - at || words.size() <= longest) continue;
      std::size_t k = 0;
      while (k < words.size() && words[k].is(text.tokens[at + k].lower)) ++k;
      if (k == words.size()) longest = k;
    }
    return longest;
  }

 private:
  struct Word {
    std::string_view text;
    bool stem = false;
    [[nodiscard]] bool is(std::string_view word) const { return stem ? word.starts_with(text) : word == text; }
  };

  std::array<std::vector<std::vector<Word>>, 256> by_letter_;
};

struct Class {
  StanceClass stance;
  StancePhrases phrases;
};

const std::vector<Class>& classes() {
  static const std::vector<Class> all{
      {StanceClass::reject,
       StancePhrases(
           "reject*|refus*|rul* out|off the table|unacceptable|out of the question|red "
           "line|veto*|will never|would never|not negotiable|will not accept|would not accept|wo n't accept|can not "
           "accept|cannot accept|can not agree|cannot agree|will not agree|wo n't "
           "agree|cannot live with|can not live with|ca n't live with|ca n't accept")},
      {StanceClass::oppose,
       StancePhrases(
           "oppos*|unrealistic|against|object* to|criticiz*|criticis*|prevent*|preventing|should not be|should n't "
           "be|barring")},
      {StanceClass::demand, StancePhrases("must|demand*|insist*|require*|have to|has to|need* to")},
      {StanceClass::accept,
       StancePhrases(
           "agree*|accept*|willing|ready|prepared to|offer*|cede|consent*|allow*|open to|undertook to|undertake* "
           "to|pledg*|promis*|commit* to")},
      {StanceClass::favour,
       StancePhrases("want*|seek*|sought|support*|favor*|favour*|hope*|keen|welcome*|call* for|propos*|suggest*|ought "
                     "to|should|aspiration")},
      {StanceClass::tolerate, StancePhrases("could live with|would not object|not object")}};
  return all;
}

bool is_negation(std::string_view word) {
  return word == "not" || word == "n't" || word == "never" || word == "no" || word == "without" || word == "neither" ||
         word == "nor" || word == "cannot";
}

// "asked if", "as if": no condition.
bool is_no_condition(const TokenText& text, std::size_t begin, std::size_t at) {
  static const StancePhrases leads("ask*|know*|see|wonder*|unclear|sure|decid*|doubt*|determin*|as|even|what");
  return text.tokens[at].lower == "if" && at > begin && leads.match(text, at - 1, at) > 0;
}

bool ends_clause(const TextToken& token) {
  return token.kind == TokenKind::mark && std::string_view(",;.:").find(token.lower) != std::string_view::npos;
}

}  // namespace

bool is_negated(const TokenText& text, std::size_t begin, std::size_t at) {
  constexpr std::size_t nearest = 3, furthest = 20;  // words
  for (std::size_t k = at; k > begin && at - k < furthest; --k) {
    const auto& word = text.tokens[k - 1];
    if (word.kind == TokenKind::mark && (at - k >= nearest || word.lower != ",")) return false;
    if (word.lower == "neither" || (at - k < nearest && is_negation(word.lower))) return true;
  }
  return false;
}

bool tells_of_giving_up(const TokenText& text, std::size_t begin, std::size_t end) {
  static const StancePhrases verbs("drop*|withdr*|abandon*|give* up|gave up|scrap*|renounc*|cancel*");
  for (std::size_t i = begin; i < end; ++i)
    if (verbs.match(text, i, end) > 0) return true;
  return false;
}

StanceWords read_stance(const TokenText& text, std::size_t begin, std::size_t end) {
  static const StancePhrases hedges("may|might|could|perhaps|possibl*|likely|unlikely|reportedly|apparently|probabl*");
  static const StancePhrases units(
      "percent|%|million|billion|trillion|troops|soldiers|dollars|euros|miles|kilometers|days|months|years");
  StanceWords result;
  for (std::size_t i = begin; i < end; ++i) {
    const std::string_view word = text.tokens[i].lower;
    if (is_negation(word)) result.negations.push_back({i, i + 1});
    if (hedges.match(text, i, end) > 0) result.hedges.push_back({i, i + 1});
    if (text.tokens[i].kind == TokenKind::number) {
      const std::size_t first = i > begin && text.tokens[i - 1].lower == "$" ? i - 1 : i;
      std::size_t last = i + 1;
      const std::size_t unit = units.match(text, last, end);
      if (unit > 0 || first < i) result.quantities.push_back({first, last + unit});
    }
    if (result.stance) continue;
    for (const auto& [stance, phrases] : classes()) {
      const std::size_t length = phrases.match(text, i, end);
      if (length == 0) continue;
      const std::size_t before = std::max(begin, i - std::min<std::size_t>(i, 3));
      if (stance == StanceClass::demand && tells_of_giving_up(text, before, i)) break;  // "drop its demand"
      const bool negated = is_negated(text, begin, i);
      if (negated && (stance == StanceClass::reject || stance == StanceClass::oppose)) break;
      result.stance = negated ? StanceClass::oppose : stance;
      result.stance_at = {i, i + length};
      break;
    }
  }
  return result;
}

std::optional<FoundCondition> find_condition(const TokenText& text, std::size_t begin, std::size_t end) {
  static const StancePhrases exchanges("in exchange for|in return for");
  static const StancePhrases conditions(
      "on the condition that|on condition that|only if|if|provided that|provided|as long as|so long as|as a condition "
      "for");
  static const StancePhrases exceptions("unless");
  for (std::size_t i = begin; i < end; ++i) {
    const std::size_t exchange = exchanges.match(text, i, end);
    const std::size_t only = conditions.match(text, i, end);
    const std::size_t unless = exceptions.match(text, i, end);
    const std::size_t length = std::max({exchange, only, unless});
    if (length == 0 || is_no_condition(text, begin, i)) continue;
    std::size_t stop = i + length;
    while (stop < end && !ends_clause(text.tokens[stop])) ++stop;
    return FoundCondition{{i, i + length}, {i + length, stop}, exchange > 0, unless > 0};
  }
  return std::nullopt;
}

std::optional<Form> unsaid_form(const TokenText& text, std::size_t begin, std::size_t end, TokenRange& at) {
  struct Wording {
    Form form;
    StancePhrases phrases;
  };
  static const std::vector<Wording> wordings{
      {Form::unknown,
       StancePhrases(
           "is unclear|was unclear|not clear|remains to be|remain to be|did not respond|did not immediately respond|"
           "declined to comment|is not known|need to be agreed|yet to be|unclear whether|uncertain")},
      {Form::rule,
       StancePhrases(
           "requires unanimous|require unanimous|unanimous consent|must be approved|must be "
           "ratified|requires the consent|"
           "requires approval|require* the approval|require* the consent|require* the agreement|"
           "require* ratification|need* to be approved|has to be approved|have to be approved|need* approval|need* "
           "regulatory approval|needs the approval|needs the consent|subject to the approval|subject to "
           "ratification|by unanimity|calls upon|requires a two-thirds|is required to")},
      {Form::forecast,
       StancePhrases(
           "likely to|is likely|are likely|will likely|is unlikely|are unlikely|is possible|will also be|would be|is "
           "expected|"
           "are expected|will not be easy|will ensure|could become|unlikely to|will be")}};
  for (const auto& [form, phrases] : wordings)
    for (std::size_t i = begin; i < end; ++i)
      if (const std::size_t length = phrases.match(text, i, end); length > 0) {
        at = {i, i + length};
        return form;
      }
  return std::nullopt;
}

std::size_t reason_at(const TokenText& text, std::size_t begin, std::size_t end) {
  static const StancePhrases reasons("because|in order to|so that|in a bid to|for its own|as a means|in an effort to");
  for (std::size_t i = begin; i < end; ++i)
    if (reasons.match(text, i, end) > 0) return i;
  return end;
}

}  // namespace parley
