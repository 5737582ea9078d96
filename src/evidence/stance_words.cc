#include "evidence/stance_words.h"

#include <algorithm>
#include <string_view>

namespace parley {
namespace {

// Phrases parted by '|'; a word that ends in '*' stands for all that begin so.
std::size_t match(const TokenText& text, std::size_t at, std::size_t end, std::string_view phrases) {
  std::size_t longest = 0;
  while (!phrases.empty()) {
    const auto bar = phrases.find('|');
    auto phrase = phrases.substr(0, bar);
    phrases = bar == phrases.npos ? std::string_view() : phrases.substr(bar + 1);
    std::size_t i = at;
    bool all = true;
    while (all && !phrase.empty()) {
      const auto space = phrase.find(' ');
      auto word = phrase.substr(0, space);
      phrase = space == phrase.npos ? std::string_view() : phrase.substr(space + 1);
      if (i >= end) {
        all = false;
        break;
      }
      const std::string_view here = text.tokens[i++].lower;
      all = word.ends_with('*') ? here.starts_with(word.substr(0, word.size() - 1)) : here == word;
    }
    if (all) longest = std::max(longest, i - at);
  }
  return longest;
}

struct Class {
  StanceClass stance;
  std::string_view phrases;
};

constexpr Class classes[] = {
    {StanceClass::reject,
     "reject*|refus*|rul* out|off the table|unacceptable|out of the question|red line|veto*|will never|would never"},
    {StanceClass::oppose,
     "oppos*|unrealistic|against|object* to|criticiz*|criticis*|prevent*|preventing|should not be|should n't "
     "be|barring"},
    {StanceClass::demand, "must|demand*|insist*|require*|have to|has to|need* to"},
    {StanceClass::accept, "agree*|accept*|willing|ready|prepared to|offer*|cede|consent*|allow*"},
    {StanceClass::favour,
     "want*|seek*|sought|support*|favor*|favour*|hope*|keen|welcome*|call* for|propos*|suggest*|ought "
     "to|should|aspiration"},
    {StanceClass::tolerate, "could live with|would not object|not object"}};

bool is_negation(std::string_view word) {
  return word == "not" || word == "n't" || word == "never" || word == "no" || word == "without" || word == "neither" ||
         word == "nor";
}

}  // namespace

StanceWords read_stance(const TokenText& text, std::size_t begin, std::size_t end) {
  StanceWords result;
  for (std::size_t i = begin; i < end; ++i) {
    const std::string_view word = text.tokens[i].lower;
    if (is_negation(word)) result.negations.push_back({i, i + 1});
    if (match(text, i, end, "may|might|could|perhaps|possibl*|likely|unlikely|reportedly|apparently|probabl*") > 0)
      result.hedges.push_back({i, i + 1});
    if (text.tokens[i].kind == TokenKind::number) {
      const std::size_t first = i > begin && text.tokens[i - 1].lower == "$" ? i - 1 : i;
      std::size_t last = i + 1;
      const std::size_t unit =
          match(text, last, end,
                "percent|%|million|billion|trillion|troops|soldiers|dollars|euros|miles|kilometers|days|months|years");
      if (unit > 0 || first < i) result.quantities.push_back({first, last + unit});
    }
    if (result.stance) continue;
    for (const auto& [stance, phrases] : classes) {
      const std::size_t length = match(text, i, end, phrases);
      if (length == 0) continue;
      bool negated = false;
      for (std::size_t k = i; k > begin && i - k < 3; --k) negated = negated || is_negation(text.tokens[k - 1].lower);
      if (negated && (stance == StanceClass::reject || stance == StanceClass::oppose)) break;
      result.stance = negated ? StanceClass::oppose : stance;
      result.stance_at = {i, i + length};
      break;
    }
  }
  return result;
}

std::optional<FoundCondition> find_condition(const TokenText& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    const std::size_t exchange = match(text, i, end, "in exchange for|in return for");
    const std::size_t only =
        match(text, i, end,
              "on the condition that|on condition that|only if|provided that|as long as|so long as|as a condition for");
    const std::size_t unless = match(text, i, end, "unless");
    const std::size_t length = std::max({exchange, only, unless});
    if (length == 0) continue;
    std::size_t stop = i + length;
    while (stop < end && !(text.tokens[stop].kind == TokenKind::mark &&
                           std::string_view(",;.:").find(text.tokens[stop].lower) != std::string_view::npos))
      ++stop;
    return FoundCondition{{i, i + length}, {i + length, stop}, exchange > 0, unless > 0};
  }
  return std::nullopt;
}

std::optional<Form> unsaid_form(const TokenText& text, std::size_t begin, std::size_t end, TokenSpot& at) {
  struct Wording {
    Form form;
    std::string_view phrases;
  };
  static constexpr Wording wordings[] = {
      {Form::unknown,
       "is unclear|was unclear|not clear|remains to be|remain to be|did not respond|did not immediately respond|"
       "declined to comment|is not known|need to be agreed|yet to be|unclear whether|uncertain"},
      {Form::rule,
       "requires unanimous|require unanimous|unanimous consent|must be approved|must be ratified|requires the consent|"
       "requires approval|calls upon|requires a two-thirds|is required to"},
      {Form::forecast,
       "likely to|is likely|are likely|will likely|is unlikely|are unlikely|is possible|will also be|would be|is "
       "expected|"
       "are expected|will not be easy|will ensure|could become|unlikely to|will be"}};
  for (const auto& [form, phrases] : wordings)
    for (std::size_t i = begin; i < end; ++i)
      if (const std::size_t length = match(text, i, end, phrases); length > 0) {
        at = {i, i + length};
        return form;
      }
  return std::nullopt;
}

std::size_t reason_at(const TokenText& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i)
    if (match(text, i, end, "because|in order to|so that|in a bid to|for its own|as a means|in an effort to") > 0)
      return i;
  return end;
}

}  // namespace parley
