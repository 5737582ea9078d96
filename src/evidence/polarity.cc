#include "evidence/polarity.h"

#include <algorithm>
#include <string_view>

#include "evidence/phrase_list.h"

namespace parley {
namespace {

// "not only", "no doubt", "no choice but to": no negation.
bool is_false_negation(const TokenText& text, std::size_t at) {
  static const PhraseList phrases(
      "not only|not just|not merely|no doubt|not least|no choice but|no option but|no alternative but|cannot but|"
      "no circumstances|no account|no condition*");
  return phrases.match(text, at, text.tokens.size()) > 0;
}

// Where a look back ends: the words before belong to another clause.
bool parts_clauses(const TextToken& token) {
  return token.kind == TokenKind::mark || token.lower == "but" || token.lower == "while" || token.lower == "although" ||
         token.lower == "though" || token.lower == "because" || token.lower == "which";
}

// "has not", "had not", "not yet".
bool is_pending(const TokenText& text, std::size_t back, std::size_t negation, std::size_t at) {
  const auto& word = text.tokens[negation].lower;
  if (negation > back && (word == "not" || word == "n't")) {
    const auto& before = text.tokens[negation - 1].lower;
    if (before == "has" || before == "have" || before == "had") return true;
  }
  for (std::size_t k = negation + 1; k < at; ++k)
    if (text.tokens[k].lower == "yet") return true;
  return false;
}

// What a verb before says of what comes after it: "refused to", "denied that", "did not say that". `near` where it
// stands right before.
Polarity polarity_of_verb(const TokenText& text, std::size_t back, std::size_t k, std::size_t at, bool near) {
  static const PhraseList refusing("refus* to"), declining("declin* to"), ruling("rul* out"),
      denying("deny|denied|denies|denying"), never("under no circumstances|under no condition*|on no account"),
      asking("whether"), rather("rather than|instead of"),
      leaving(
          "short of|far from|fail* to|yet to|previously|formerly|initially|originally|used to|once|hardly|how|unable "
          "to|"
          "unlikely to|impossible to|hard to|difficult to|mistake to|wrong to|premature to|would have|could have|might "
          "have|should have"),
      claims(
          "claims that|claim that|reports that|suggestions that|suggestion that|allegations that|idea that|notion "
          "that|doubt*|wrong to say|wrong to claim|wrong to suggest|wrong to think|wrong to believe|untrue that|false "
          "that|lie that|lying if|myth that"),
      saying("say|says|said|saying|confirm*|indicat*|suggest*|mean|means");
  const bool negated = is_negated(text, back, k);
  const auto unless_negated = [&](Polarity polarity) { return negated ? Polarity::open : polarity; };
  if (near && refusing.match(text, k, at) > 0) return unless_negated(Polarity::refused);
  if (near && declining.match(text, k, at) > 0) return unless_negated(Polarity::negated);
  if (k + 2 == at && ruling.match(text, k, at) > 0) return unless_negated(Polarity::refused);
  if (near && leaving.match(text, k, at) > 0) return Polarity::open;
  if (near && rather.match(text, k, at) > 0) return Polarity::negated;
  if (never.match(text, k, at) > 0) return Polarity::refused;
  if (denying.match(text, k, at) > 0) return unless_negated(Polarity::denied);
  const bool few = text.tokens[k].lower == "few" && (k == back || text.tokens[k - 1].lower != "a");
  if (few || claims.match(text, k, at) > 0 || asking.match(text, k, at) > 0 ||
      (negated && saying.match(text, k, at) > 0))
    return Polarity::open;
  return Polarity::none;
}

}  // namespace

bool is_negation(std::string_view word) {
  return word == "not" || word == "n't" || word == "never" || word == "no" || word == "without" || word == "neither" ||
         word == "nor" || word == "cannot" || word == "nobody" || word == "none";
}

bool is_negated(const TokenText& text, std::size_t begin, std::size_t at) {
  constexpr std::size_t nearest = 3, furthest = 20;  // words
  for (std::size_t k = at; k > begin && at - k < furthest; --k) {
    const auto& word = text.tokens[k - 1];
    if (word.kind == TokenKind::mark && (at - k >= nearest || word.lower != ",")) return false;
    if (word.lower == "neither") return true;
    if (at - k < nearest && is_negation(word.lower) && !is_false_negation(text, k - 1)) return true;
  }
  return false;
}

Polarity polarity_before(const TokenText& text, std::size_t back, std::size_t at) {
  constexpr std::size_t furthest = 9, nearest = 4;  // words
  for (std::size_t k = at; k > back && at - k < furthest; --k) {
    const auto& word = text.tokens[k - 1];
    if (parts_clauses(word)) break;
    if (at == k && word.lower == "than") return Polarity::negated;  // "would rather go than accept"
    if (const auto told = polarity_of_verb(text, back, k - 1, at, at - k < nearest); told != Polarity::none)
      return told;
    if (at - k < nearest && is_negation(word.lower) && !is_false_negation(text, k - 1))
      return is_pending(text, back, k - 1, at) ? Polarity::pending : Polarity::negated;
  }
  return is_negated(text, back, at) ? Polarity::negated : Polarity::none;
}

std::optional<StanceClass> turned(const TokenText& text, StanceClass stance, TokenRange at, Polarity polarity) {
  static const PhraseList wishes("want*|support*|favor*|favour*|welcome*|prefer*|should|ought to");
  static const PhraseList objections("oppos*|object*|against");
  if (polarity == Polarity::none) return stance;
  if (polarity == Polarity::open || stance == StanceClass::reject) return std::nullopt;
  if (stance == StanceClass::oppose)
    return polarity == Polarity::negated && objections.match(text, at.begin, at.end) > 0
               ? std::optional(StanceClass::tolerate)
               : std::nullopt;
  if (polarity == Polarity::refused) return StanceClass::reject;
  if (polarity == Polarity::denied) return StanceClass::oppose;
  if (stance == StanceClass::demand || polarity == Polarity::pending) return std::nullopt;
  if (stance == StanceClass::favour && wishes.match(text, at.begin, at.end) == 0) return std::nullopt;
  return StanceClass::oppose;
}

bool is_demanding_without(const TokenText& text, std::size_t back, std::size_t at) {
  constexpr std::size_t furthest = 12;  // words
  for (std::size_t k = at; k > back && at - k < furthest; --k) {
    const auto& word = text.tokens[k - 1];
    if (word.kind == TokenKind::mark) return false;
    if (is_negation(word.lower) && !is_false_negation(text, k - 1)) return true;
  }
  return false;
}

}  // namespace parley
