#include "evidence/position.h"

#include <algorithm>
#include <string_view>

#include "evidence/phrase_list.h"

namespace parley {
namespace {

// What is said to hold, beside its condition: what stands before "if …", or after "If …,".
TokenRange main_clause(const TokenText& text, TokenRange range, const std::optional<FoundCondition>& condition) {
  if (!condition || condition->phrase.begin < range.begin || condition->phrase.begin >= range.end) return range;
  const bool opens = condition->phrase.begin == range.begin ||
                     text.tokens[condition->phrase.begin - 1].kind != TokenKind::word ||
                     text.tokens[condition->phrase.begin - 1].lower == "that";
  if (opens && condition->clause.end + 1 < range.end) return {condition->clause.end, range.end};
  return {range.begin, condition->phrase.begin};
}

// The stance in a range, but not in the clause of the condition: "Norland insisted on it unless Sudria accepts".
StanceWords beside(const TokenText& text, TokenRange range, std::size_t back,
                   const std::optional<FoundCondition>& condition) {
  if (!condition || condition->phrase.begin < range.begin || condition->clause.end > range.end)
    return read_stance(text, range.begin, range.end, back);
  auto words = read_stance(text, range.begin, condition->phrase.begin, back);
  return words.stance || words.open ? words : read_stance(text, condition->clause.end, range.end, back);
}

}  // namespace

ReadPosition PositionReader::read(TokenRange content, TokenRange cue) const {
  ReadPosition position;
  const TokenRange near = sentence_of_topic(content);
  const bool one = near.size() > 0;
  const TokenRange part = one ? near : content;
  position.sentence = sentences_around(part);
  const bool several = sentences_in(position.sentence).size() > 1;
  position.condition = find_condition(text_, position.sentence.begin, position.sentence.end);
  position.topic = topic_of(part, position.condition);
  if (position.topic.issue < 0) position.topic = topic_of(content, position.condition);
  if (position.topic.issue < 0) position.topic = topic_of(position.sentence, position.condition);
  if (several && position.topic.option < 0 && position.condition &&
      (position.condition->phrase.begin < part.begin || position.condition->phrase.begin >= part.end))
    position.condition.reset();
  if (position.condition)
    position.condition_topic = topics_.find(text_, position.condition->clause.begin, position.condition->clause.end);
  position.words = stance_of(part, cue, position);
  auto& words = position.words;
  if (one && !words.stance && !words.open) words = stance_after(near, content);
  if (words.about.size() > 0) {  // "no deal without a wall"
    position.topic = topics_.find(text_, words.about.begin, words.about.end);
    if (position.topic.option < 0) words.stance.reset();
  }
  TokenRange at;
  if (!words.stance && !words.open && refuses(main_clause(text_, part, position.condition), position.topic, at))
    words.stance = StanceClass::oppose, words.stance_at = at;
  if (words.stance && is_asked(position.sentence, words.stance_at)) words.stance.reset();
  heed_between(words, position.topic);
  return position;
}

void PositionReader::read_on(ReadPosition& position, std::size_t end) const {
  auto& words = position.words;
  const std::size_t stop = std::min(position.sentence.end, end);
  const auto there = words.stance_at.end < stop ? read_stance(text_, words.stance_at.end, stop, position.sentence.begin)
                                                : StanceWords{};
  words.stance = there.about.size() == 0 ? there.stance : std::nullopt;
  words.stance_at = there.stance_at;
  heed_between(words, position.topic);
}

void PositionReader::read_cue(ReadPosition& position, TokenRange content, TokenRange cue) const {
  if (cue.size() == 0 || cue.begin >= content.begin || cue.begin < position.sentence.begin) return;
  const auto there = read_stance(text_, cue.begin, std::min(content.begin + 1, content.end), position.sentence.begin);
  if (there.about.size() > 0 || is_asked(position.sentence, there.stance_at)) return;
  position.words.stance = there.stance, position.words.stance_at = there.stance_at;
  heed_between(position.words, position.topic);
}

StanceWords PositionReader::stance_of(TokenRange part, TokenRange cue, const ReadPosition& position) const {
  const std::size_t back = position.sentence.begin;
  const auto main = main_clause(text_, part, position.condition);
  auto words = read_stance(text_, main.begin, main.end, back);
  const auto look = [&](TokenRange range) {
    if (words.stance || words.open) return;
    const auto there = beside(text_, range, back, position.condition);
    words.stance = there.stance, words.stance_at = there.stance_at;
    words.about = there.about, words.open = there.open;
  };
  look(part);
  if (cue.size() == 0 || cue.begin < position.sentence.begin || cue.end > position.sentence.end) return words;
  const bool found = words.stance.has_value();
  if (cue.begin < part.begin) look({cue.begin, part.end});  // "…, Smith suggested" takes no stance
  if (!found && words.stance && text_.tokens[words.stance_at.begin].quoted)
    words.stance.reset();  // another quotation's
  return words;
}

// "There is talk of a dam. We do not want it.": the sentence after, where it names no topic of its own.
StanceWords PositionReader::stance_after(TokenRange sentence, TokenRange content) const {
  static const PhraseList pronouns("it|that|this|them|those");
  for (const auto part : sentences_in(content)) {
    if (part.begin < sentence.end) continue;
    const auto words = read_stance(text_, part.begin, part.end);
    if (!words.stance) {
      if (topics_.find(text_, part.begin, part.end).issue >= 0 || words.open) break;
      continue;
    }
    const bool named = topics_.find(text_, part.begin, part.end).issue >= 0;
    for (std::size_t i = words.stance_at.end; i < part.end && !named; ++i)
      if (pronouns.match(text_, i, i + 1) > 0) return words;
    break;
  }
  return {};
}

// "would not lift the ban": to do what the option is about is refused.
bool PositionReader::refuses(TokenRange part, const Topic& topic, TokenRange& at) const {
  static const PhraseList refusals("will not|would not|wo n't|would n't|shall not|will never|would never");
  static const PhraseList giving("fund|pay|give|grant|provide|send|make|join|host|build");
  constexpr std::size_t near = 4;  // words
  if (topic.option < 0) return false;
  for (std::size_t i = part.begin; i + 2 < part.end; ++i) {
    if (refusals.match(text_, i, part.end) == 0) continue;
    const auto first = std::ranges::lower_bound(topic.tokens, i + 2);
    if (first == topic.tokens.end()) return false;
    if (*first != i + 2 && (giving.match(text_, i + 2, part.end) == 0 || *first > i + 2 + near)) continue;
    at = {i, i + 3};
    return true;
  }
  return false;
}

// Of several sentences, the one that names an option best; none where there is one sentence, or no option is named.
TokenRange PositionReader::sentence_of_topic(TokenRange content) const {
  const auto parts = sentences_in(content);
  if (parts.size() < 2) return {};
  TokenRange best;
  double score = 0;
  bool told = false;
  for (const auto part : parts) {
    const auto topic = topic_of(part, find_condition(text_, part.begin, part.end));
    if (topic.option < 0) continue;
    const bool has_stance = read_stance(text_, part.begin, part.end).stance.has_value();
    if (best.size() > 0 && (has_stance < told || (has_stance == told && topic.score <= score))) continue;
    best = part, score = topic.score, told = has_stance;
  }
  return best;
}

Topic PositionReader::topic_of(TokenRange range, const std::optional<FoundCondition>& condition) const {
  const auto main = main_clause(text_, range, condition);
  const auto leading = leading_clause(preferred(main));
  const auto topic = topics_.find(text_, leading.begin, leading.end);
  return topic.option >= 0 || leading == main ? topic : topics_.find(text_, main.begin, main.end);
}

// What is preferred, beside what it is preferred to: "would rather have a wall than a fence".
TokenRange PositionReader::preferred(TokenRange range) const {
  static const PhraseList choices("prefer*|would rather|would sooner"), others("to|over|than");
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const std::size_t length = choices.match(text_, i, range.end);
    if (length == 0) continue;
    for (std::size_t k = i + length + 1; k < range.end; ++k)
      if (others.match(text_, k, range.end) > 0) return {range.begin, k};
    break;
  }
  return range;
}

// What stands before ", as …", ", while …": what comes after is beside the point.
TokenRange PositionReader::leading_clause(TokenRange range) const {
  static const PhraseList beside_the_point("as|while|although|though|after|before|when|whereas|amid|since|even as");
  for (std::size_t i = range.begin; i + 1 < range.end; ++i)
    if (text_.tokens[i].lower == "," && i > range.begin && beside_the_point.match(text_, i + 1, range.end) > 0)
      return {range.begin, i};
  return range;
}

// "Asked whether they would accept it, he said": that is the question's.
bool PositionReader::is_asked(TokenRange sentence, TokenRange at) const {
  for (std::size_t k = sentence.begin; k < at.begin && k + 1 < sentence.end; ++k)
    if (text_.tokens[k].lower == "asked" && text_.tokens[k + 1].lower != "for") return at.begin - k < 12;
  return false;
}

// What stands between the word of stance and the option may turn the one away from the other, or round: "willing to
// drop our demand for a wall", "accept anything but a wall", "supports neither a wall nor a fence".
void PositionReader::heed_between(StanceWords& words, const Topic& topic) const {
  static const PhraseList all_but(
      "anything but|everything but|anything other than|anything except|"
      "anything less than|anything short of|anything below|anything under"),
      no_more("neither|but not|and not|though not"),
      away(
          "refusal*|opposition|objection*|rejection|end to|halt to|stop to|no need|no reason|no point|no case|no hope|"
          "delay*|postpon*|suspen*|than|instead of|absence of|lack of|ban on|against"),
      to("to");
  if (!words.stance || topic.tokens.empty()) return;
  const bool after = words.stance_at.begin > topic.tokens.back();  // "anything less than a wall is unacceptable"
  if (!after && words.stance_at.end >= topic.tokens.front()) return;
  const std::size_t before = topic.tokens.front() - std::min<std::size_t>(topic.tokens.front(), 4);
  const TokenRange between{after ? before : words.stance_at.end, topic.tokens.front()};
  const auto stands = [&](const PhraseList& phrases) {
    for (std::size_t k = between.begin; k < between.end; ++k)
      if (phrases.match(text_, k, between.end) > 0) return true;
    return false;
  };
  const bool against = *words.stance == StanceClass::reject || *words.stance == StanceClass::oppose;
  const bool chosen = text_.tokens[words.stance_at.begin].lower.starts_with("prefer");  // "prefers no deal to a wall"
  if (stands(all_but))
    words.stance = against ? std::optional(StanceClass::demand) : std::nullopt;
  else if (stands(away) || (chosen && stands(to)) || tells_of_giving_up(text_, between.begin, between.end))
    words.stance.reset();
  else if (stands(no_more))
    words.stance = turned(text_, *words.stance, words.stance_at, Polarity::negated);
  words.open = words.open || !words.stance;
}

std::vector<TokenRange> PositionReader::sentences_in(TokenRange range) const {
  std::vector<TokenRange> parts;
  auto sentence = std::ranges::upper_bound(text_.sentences, range.begin, {}, &TokenSentence::end);
  for (; sentence != text_.sentences.end() && sentence->begin < range.end; ++sentence) {
    const TokenRange part{std::max(range.begin, sentence->begin), std::min(range.end, sentence->end)};
    if (part.begin < part.end) parts.push_back(part);
  }
  return parts;
}

TokenRange PositionReader::sentences_around(TokenRange range) const {
  auto sentence = std::ranges::upper_bound(text_.sentences, range.begin, {}, &TokenSentence::end);
  TokenRange around = range;
  for (; sentence != text_.sentences.end() && sentence->begin < range.end; ++sentence)
    around = {std::min(around.begin, sentence->begin), std::max(around.end, sentence->end)};
  return around;
}

}  // namespace parley
