#include "evidence/stance_words.h"

#include <algorithm>
#include <string_view>

#include "evidence/phrase_list.h"
#include "evidence/polarity.h"

namespace parley {
namespace {

struct Class {
  StanceClass stance;
  PhraseList phrases;
};

const std::vector<Class>& classes() {
  static const std::vector<Class> all{
      {StanceClass::reject,
       PhraseList("reject*|refuse|refuses|refused|refusing|refusal|refusals|rul* out|off the table|"
                  "not on the table|unacceptable|not acceptable|out of the question|red line|veto*|will never|"
                  "would never|shall never|must not|must never|not negotiable|will not accept|would not accept|"
                  "wo n't accept|can not accept|cannot accept|can not agree|cannot agree|will not agree|"
                  "wo n't agree|cannot live with|can not live with|could not live with|ca n't live with|"
                  "ca n't accept|will not sign|would not sign|wo n't sign|shall not accept|shall not agree|"
                  "shall not sign|dismiss*|spurn*|rebuff*|turn* down|say no to|says no to|said no to|to block|"
                  "will block|would block|could block|blocks|blocked|blocking|deal-breaker|dealbreaker|non-starter|"
                  "nonstarter|not an option")},
      {StanceClass::oppose,
       PhraseList("oppose|opposes|opposed|opposing|opposition to|unrealistic|against|object|objects|objected|"
                  "objecting|objection|objections|vote* against|voting against|resist|resists|resisted|resisting|"
                  "criticiz*|criticis*|prevent*|should not|should n't|should never|barring")},
      {StanceClass::demand,
       PhraseList("must|demand*|insist*|require*|have to|has to|need* to|we need|i need|nothing less than|"
                  "accept nothing else|nothing short of|nothing but")},
      {StanceClass::accept,
       PhraseList("agree|agrees|agreed|agreeing|accept*|acceptable|willing|ready|prepared to|offer*|cede|consent*|"
                  "allow*|open to|undertook to|undertake* to|pledg*|promis*|commit* to|sign|signing|settle for|"
                  "settles for|approve|approves|approved|approving|sign* up to|vote* for|voting for")},
      {StanceClass::favour,
       PhraseList("want*|seek*|sought|support*|favor*|favour*|hope*|keen|welcome*|call* for|call* on|call* upon|"
                  "urg*|request*|ask* for|prefer*|propos*|suggest*|ought to|should|aspiration|in favour of|"
                  "in favor of|we back|i back|they back|to back|will back|would back|could back|backs|backed|"
                  "backing|endorse|endorses|endorsed|endorsing|advocat*|recommend|recommends|recommended|"
                  "recommending|press* for|push* for|argu* for|campaign* for")},
      {StanceClass::tolerate,
       PhraseList("could live with|can live with|would not object|not object|no objection*|tolerat*|put up with|"
                  "puts up with|no problem with|nothing against|not stand in the way|no quarrel with")}};
  return all;
}

// "asked if", "as if": no condition.
bool is_no_condition(const TokenText& text, std::size_t begin, std::size_t at) {
  static const PhraseList leads("ask*|know*|see|wonder*|unclear|sure|decid*|doubt*|determin*|as|even|what");
  return text.tokens[at].lower == "if" && at > begin && leads.match(text, at - 1, at) > 0;
}

// "the offer", "a demand": a thing that is spoken of, and not the speaker's own as "its demand" is.
bool is_spoken_of(const TokenText& text, std::size_t begin, std::size_t at) {
  static const PhraseList nouns(
      "offer|offers|demand|demands|support|promise|promises|pledge|pledges|hope|hopes|request|requests|proposal|"
      "proposals|suggestion|suggestions|requirement|requirements|call|calls|consent|acceptance|backing");
  static const PhraseList articles("a|an|the|this|that|these|those|any|such|each|every|of|pay");
  static const PhraseList refusals("refusal|refusals|rejection|opposition|objection|objections|veto");
  if (at == begin) return false;
  if (text.tokens[at - 1].lower == "'s") return refusals.match(text, at, at + 1) > 0;  // "Norland's refusal"
  return nouns.match(text, at, at + 1) > 0 && articles.match(text, at - 1, at) > 0;
}

bool ends_clause(const TextToken& token) {
  return token.kind == TokenKind::mark && std::string_view(",;.:").find(token.lower) != std::string_view::npos;
}

}  // namespace

namespace {

bool ends_sentence(const TextToken& token) {
  return token.kind == TokenKind::mark && (token.lower == "." || token.lower == "?" || token.lower == "!");
}

std::size_t clause_end(const TokenText& text, std::size_t at, std::size_t end) {
  while (at < end && !ends_clause(text.tokens[at])) ++at;
  return at;
}

// "will never sign … without": what is refused is to go without.
bool without_in(const TokenText& text, std::size_t at, std::size_t end) {
  constexpr std::size_t furthest = 20;  // words
  const std::size_t first = at, stop = clause_end(text, at, std::min(end, at + furthest));
  for (; at < stop; ++at)
    if (text.tokens[at].lower == "without") return is_demanding_without(text, first > 6 ? first - 6 : 0, at);
  return false;
}

}  // namespace

bool tells_of_giving_up(const TokenText& text, std::size_t begin, std::size_t end) {
  static const PhraseList verbs("drop*|withdr*|abandon*|give* up|gave up|scrap*|renounc*|cancel*");
  for (std::size_t i = begin; i < end; ++i)
    if (verbs.match(text, i, end) > 0) return true;
  return false;
}

namespace {

struct FoundStance {
  StanceClass stance;
  std::size_t length = 0;
};

// The longest phrase of a class that stands at a token.
std::optional<FoundStance> stance_at(const TokenText& text, std::size_t at, std::size_t end) {
  std::optional<FoundStance> found;
  for (const auto& [stance, phrases] : classes())
    if (const std::size_t length = phrases.match(text, at, end); length > (found ? found->length : 0))
      found = FoundStance{stance, length};
  return found;
}

// Where a word of stance begins that "refused to" is about: "refused to rule out".
bool leads_to_stance(const TokenText& text, std::size_t at, std::size_t end) {
  static const PhraseList leads("refus* to|ruled out|rule out|rules out|ruling out");
  const std::size_t lead = leads.match(text, at, end);
  for (std::size_t k = at + lead; lead > 0 && k < std::min(at + lead + 2, end); ++k)
    if (stance_at(text, k, end) && (text.tokens[at].lower.starts_with("refus") || k == at + lead)) return true;
  return false;
}

// The quantity at a token, with its unit; none where there is none.
TokenRange quantity_at(const TokenText& text, std::size_t begin, std::size_t at, std::size_t end) {
  static const PhraseList units(
      "percent|%|million|billion|trillion|troops|soldiers|dollars|euros|miles|kilometers|days|months|years");
  if (text.tokens[at].kind != TokenKind::number) return {};
  const std::size_t first = at > begin && text.tokens[at - 1].lower == "$" ? at - 1 : at;
  const std::size_t unit = units.match(text, at + 1, end);
  return unit > 0 || first < at ? TokenRange{first, at + 1 + unit} : TokenRange{};
}

// "agreed not to build", "promised that it would never build".
bool is_not_to(const TokenText& text, std::size_t at, std::size_t end) {
  static const PhraseList phrases(
      "not to|never to|that it would not|that it will not|that they would not|that they will not");
  return phrases.match(text, at, end) > 0;
}

// "lifted its veto", "dropped its opposition".
bool tells_of_giving_in(const TokenText& text, std::size_t begin, std::size_t end) {
  static const PhraseList verbs("lift*|end|ends|ended|ending|overc*|waiv*");
  for (std::size_t i = begin; i < end; ++i)
    if (verbs.match(text, i, end) > 0) return true;
  return tells_of_giving_up(text, begin, end);
}

// "accepted that the wall would never come": what is granted is that it is so.
bool is_granted(const TokenText& text, TokenRange at, std::size_t end) {
  return at.end < end && text.tokens[at.end].lower == "that" && text.tokens[at.begin].lower.starts_with("accept");
}

// "Had Norland agreed, …", "Should it refuse, …": what nobody has done.
bool is_supposed(const TokenText& text, TokenRange sentence) {
  static const PhraseList openings("had|were|should");
  return sentence.size() > 2 && openings.match(text, sentence.begin, sentence.end) > 0 &&
         text.tokens[sentence.begin + 1].kind == TokenKind::word;
}

// The first position of a sentence that asks nothing.
void find_stance(const TokenText& text, TokenRange range, std::size_t back, StanceWords& result) {
  if (is_supposed(text, range)) {
    result.open = true;
    return;
  }
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (text.tokens[i].lower == "without" && is_demanding_without(text, back, i)) {
      result.stance = StanceClass::demand, result.stance_at = {i, i + 1};
      result.about = {i + 1, clause_end(text, i + 1, range.end)};
      return;
    }
    const auto found = stance_at(text, i, range.end);
    if (!found || is_spoken_of(text, range.begin, i) || leads_to_stance(text, i, range.end)) continue;
    const TokenRange at{i, i + found->length};
    const auto next = stance_at(text, at.end, range.end);
    if (next && text.tokens[at.end].lower.starts_with("no") && next->stance == StanceClass::demand) continue;
    const std::size_t before = std::max(back, i - std::min<std::size_t>(i, 3));
    const bool rejects = found->stance == StanceClass::reject || found->stance == StanceClass::oppose;
    if (!rejects && tells_of_giving_up(text, before, i)) continue;  // "drop its demand"
    if ((rejects && tells_of_giving_in(text, before, i)) || is_granted(text, at, range.end)) {
      result.open = true;
      return;
    }
    const auto polarity = polarity_before(text, back, i);
    if ((rejects || polarity != Polarity::none) && without_in(text, at.end, range.end)) continue;
    auto stance = found->stance;
    if (!rejects && polarity == Polarity::none && is_not_to(text, at.end, range.end)) stance = StanceClass::oppose;
    result.stance = turned(text, stance, at, polarity);
    result.stance_at = at;
    result.open = !result.stance;
    return;
  }
}

}  // namespace

StanceWords read_stance(const TokenText& text, std::size_t begin, std::size_t end, std::optional<std::size_t> back) {
  static const PhraseList hedges("may|might|could|perhaps|possibl*|likely|unlikely|reportedly|apparently|probabl*");
  StanceWords result;
  std::size_t sentence = begin;
  for (std::size_t i = begin; i < end; ++i) {
    const std::string_view word = text.tokens[i].lower;
    if (is_negation(word)) result.negations.push_back({i, i + 1});
    if (hedges.match(text, i, end) > 0) result.hedges.push_back({i, i + 1});
    if (const auto quantity = quantity_at(text, begin, i, end); quantity.size() > 0)
      result.quantities.push_back(quantity);
    if (!ends_sentence(text.tokens[i]) && i + 1 < end) continue;
    if (!result.stance && word != "?")
      find_stance(text, {sentence, i + 1}, sentence == begin ? std::min(back.value_or(begin), begin) : sentence,
                  result);
    sentence = i + 1;
  }
  return result;
}

std::optional<FoundCondition> find_condition(const TokenText& text, std::size_t begin, std::size_t end) {
  static const PhraseList exchanges("in exchange for|in return for");
  static const PhraseList conditions(
      "on the condition that|on condition that|on one condition :|only if|if|provided that|provided|as long as|so long "
      "as|as a condition "
      "for");
  static const PhraseList exceptions("unless");
  for (std::size_t i = begin; i < end; ++i) {
    const std::size_t exchange = exchanges.match(text, i, end);
    const std::size_t only = conditions.match(text, i, end);
    const std::size_t unless = exceptions.match(text, i, end);
    const std::size_t length = std::max({exchange, only, unless});
    if (length == 0 || is_no_condition(text, begin, i)) continue;
    return FoundCondition{{i, i + length}, {i + length, clause_end(text, i + length, end)}, exchange > 0, unless > 0};
  }
  return std::nullopt;
}

std::optional<Form> unsaid_form(const TokenText& text, std::size_t begin, std::size_t end, TokenRange& at) {
  struct Wording {
    Form form;
    PhraseList phrases;
  };
  static const std::vector<Wording> wordings{
      {Form::unknown,
       PhraseList(
           "is unclear|was unclear|not clear|remains to be|remain to be|did not respond|did not immediately respond|"
           "declined to comment|is not known|need to be agreed|yet to be|unclear whether|uncertain")},
      {Form::rule,
       PhraseList(
           "requires unanimous|require unanimous|unanimous consent|must be approved|must be "
           "ratified|requires the consent|"
           "requires approval|require* the approval|require* the consent|require* the agreement|"
           "require* ratification|need* to be approved|has to be approved|have to be approved|need* approval|need* "
           "regulatory approval|needs the approval|needs the consent|subject to the approval|subject to "
           "ratification|by unanimity|calls upon|requires a two-thirds|is required to")},
      {Form::forecast,
       PhraseList(
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
  static const PhraseList reasons("because|in order to|so that|in a bid to|for its own|as a means|in an effort to");
  for (std::size_t i = begin; i < end; ++i)
    if (reasons.match(text, i, end) > 0) return i;
  return end;
}

}  // namespace parley
