#include "evidence/attribution_reader.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "evidence/attribution.h"
#include "evidence/expected_span.h"
#include "evidence/parting.h"
#include "evidence/quotation_marks.h"
#include "evidence/saying_words.h"
#include "evidence/span_picker.h"
#include "evidence/transcript.h"

namespace parley {
namespace {

bool overlap(Span a, Span b) { return std::max(a.begin, b.begin) < std::min(a.end, b.end); }

std::ptrdiff_t words_in(const Document& document, Span span) {
  const auto begin = document.text.begin();
  return 1 + std::count(begin + static_cast<std::ptrdiff_t>(span.begin), begin + static_cast<std::ptrdiff_t>(span.end),
                        U' ');
}

// How far, in characters, a cue may stand from its content.
constexpr std::size_t furthest_cue = 4000;

// How many cues further an answer may reach. Prose comes nowhere near; a text of nothing but verbs would take long.
constexpr std::size_t furthest_neighbour = 4;

// Of each quotation: from the first of its paragraph to the last.
std::vector<Span> quoted_paragraphs(const std::vector<MarkedQuotation>& quotations) {
  std::vector<Span> spans;
  for (std::size_t first = 0; first < quotations.size(); first = spans.size()) {
    std::size_t last = first;
    while (last + 1 < quotations.size() && quotations[last + 1].paragraph == quotations[first].paragraph) ++last;
    spans.resize(last + 1, {quotations[first].outer.begin, quotations[last].outer.end});
  }
  return spans;
}

// A part that begins with a quotation takes it in whole, with its marks; so does one that ends in it but for the marks.
void snap(Span& part, const std::vector<MarkedQuotation>& quotations) {
  auto next = std::lower_bound(quotations.begin(), quotations.end(), part.begin,
                               [](const MarkedQuotation& q, std::size_t at) { return q.outer.end <= at; });
  for (; next != quotations.end() && next->outer.begin < part.end; ++next) {
    const auto& q = *next;
    const bool begins = part.begin >= q.outer.begin && part.begin <= q.inner.begin;
    const bool reaches = part.end + 2 >= q.inner.end && part.end < q.outer.end;
    if (begins && 2 * (part.end - part.begin) > q.inner.size()) part.begin = q.outer.begin;
    if (part.end < q.outer.end && (reaches || (begins && 2 * (part.end - part.begin) > q.inner.size())))
      part.end = q.outer.end;
  }
}

// What is said within a quotation is told by whoever is quoted: cue and source stand between its marks.
void mark_nested(const std::vector<MarkedQuotation>& quotations, std::vector<ReadAttribution>& read) {
  std::erase_if(read, [&](ReadAttribution& attribution) {
    const auto around = std::lower_bound(quotations.begin(), quotations.end(), attribution.cue.begin,
                                         [](const MarkedQuotation& q, std::size_t at) { return q.outer.end <= at; });
    if (around == quotations.end()) return false;
    const auto inside = [&](Span span) { return span.begin >= around->marked.begin && span.end <= around->marked.end; };
    if (!inside(attribution.cue) || (attribution.source.size() > 0 && !inside(attribution.source))) return false;
    attribution.nested = true;
    for (auto& part : attribution.content)
      part = {std::max(part.begin, around->marked.begin), std::min(part.end, around->marked.end)};
    std::erase_if(attribution.content, [](Span part) { return part.begin >= part.end; });
    return attribution.content.empty();
  });
}

// Likewise within a turn of a transcript.
void mark_nested(const std::vector<Turn>& turns, std::vector<ReadAttribution>& read) {
  std::vector<Span> said;
  for (const auto& turn : turns) said.insert(said.end(), turn.content.begin(), turn.content.end());
  for (auto& attribution : read) {
    const auto around = std::lower_bound(said.begin(), said.end(), attribution.cue.begin,
                                         [](Span part, std::size_t at) { return part.end <= at; });
    attribution.nested = attribution.nested || (around != said.end() && around->begin <= attribution.cue.begin);
  }
}

// "said on Monday that …": the day of saying stands before what is said.
void cut_leading_day(const TokenText& text, const ReadAttribution& attribution, Span& part) {
  const auto is_day = [](const TextToken& token) { return saying::days.contains(utf32(token.lower)); };
  auto token = std::ranges::lower_bound(text.tokens, part.begin, {}, [](const TextToken& t) { return t.span.begin; });
  if (part.begin < attribution.cue.end || token == text.tokens.end()) return;
  const bool on = token->lower == "on";
  if (on) ++token;
  if (token == text.tokens.end() || !is_day(*token)) return;
  ++token;
  if (token == text.tokens.end()) return;
  if (on && token->lower == "," && token + 1 != text.tokens.end()) ++token;
  const bool goes_on = token->kind == TokenKind::word && token->lower != "'s" && (on || token->lower == "that");
  if (goes_on && token->span.begin < part.end) part.begin = token->span.begin;
}

Span hull(Span a, Span b) {
  if (a.size() == 0 || b.size() == 0) return a.size() == 0 ? b : a;
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

// Takes `taken` away from the content.
void cut(Span taken, std::vector<Span>& content) {
  std::vector<Span> rest;
  for (const auto part : content) {
    if (!overlap(part, taken)) {
      rest.push_back(part);
      continue;
    }
    if (part.begin < taken.begin) rest.push_back({part.begin, taken.begin});
    if (taken.end < part.end) rest.push_back({taken.end, part.end});
  }
  constexpr std::size_t least = 4;  // characters: less is a mark or two
  std::erase_if(rest, [](Span part) { return part.size() < least; });
  content = std::move(rest);
}

// Puts the rules' word on one quotation beside the model's.
class Ruling {
 public:
  Ruling(const Document& document, const std::vector<MarkedQuotation>& quotations, std::vector<ReadAttribution>& result)
      : document_(document), paragraphs_(quoted_paragraphs(quotations)), result_(result), read_(result.size()) {}

  void add(std::size_t i, const Attribution& rule, Span outer) {
    if (rule.source.size() == 0 || words_in(document_, rule.quote) < 3) return;
    if (is_covered(rule, outer)) return;
    drop_speaker(rule, outer);
    if (auto* said = neighbour(i, rule, outer))
      said->content.push_back(outer);
    else
      result_.push_back({.cue = rule.cue,
                         .source = rule.source,
                         .content = {outer},
                         .kind = LineKind::prose,
                         .confidence = ruled_confidence(rule.whole),
                         .ruled = true});
  }

 private:
  // The model's attributions from which a quotation is near enough.
  [[nodiscard]] std::span<ReadAttribution> near(Span outer) const {
    const auto end = result_.begin() + static_cast<std::ptrdiff_t>(read_);
    const auto first =
        std::lower_bound(result_.begin(), end, outer.begin,
                         [](const ReadAttribution& a, std::size_t at) { return a.cue.end + furthest_cue < at; });
    const auto last = std::lower_bound(first, end, outer.end, [](const ReadAttribution& a, std::size_t at) {
      return a.cue.begin < at + furthest_cue;
    });
    return {first, last};
  }

  // Whether the model has the quotation; what it says of it is mended where the rules know better. On PolNeAR's train
  // part they do where both see the same cue, and where a quotation that is a sentence has a cue of its own, but for
  // "…, according to a transcript" after it.
  bool is_covered(const Attribution& rule, Span outer) {
    bool covered = false;
    for (auto& attribution : near(outer)) {
      const bool touches = std::any_of(attribution.content.begin(), attribution.content.end(),
                                       [&](Span part) { return overlap(part, outer); });
      if (!touches || attribution.nested) continue;
      if (overlap(attribution.source, rule.source)) {
        covered = true;
        continue;
      }
      if (overlap(rule.cue, attribution.cue) || attribution.source.size() == 0) {
        if (!overlap(rule.source, attribution.cue)) attribution.source = rule.source;
      } else if (rule.whole && rule.cue.size() > 0 && !is_according(attribution.cue)) {
        cut(hull(outer, hull(rule.source, rule.cue)), attribution.content);
        continue;
      }
      covered = true;
    }
    return covered;
  }

  // "“…,” said an official, who …": the model took who says it for what is said.
  void drop_speaker(const Attribution& rule, Span outer) {
    for (auto& attribution : near(outer))
      if (overlap(attribution.cue, rule.cue) &&
          std::ranges::any_of(attribution.content, [&](Span part) { return overlap(part, rule.source); }))
        attribution.content.clear();
  }

  [[nodiscard]] bool is_according(Span cue) const {
    return utf8(std::u32string_view(document_.text).substr(cue.begin, cue.size())).ends_with("ccording to");
  }

  // A quotation without a cue of its own goes on with what its neighbour's source said.
  ReadAttribution* neighbour(std::size_t i, const Attribution& rule, Span outer) {
    ReadAttribution* said = nullptr;
    if (rule.cue.size() > 0) return said;
    for (auto& attribution : near(outer))
      if (!attribution.nested && !attribution.content.empty() && attribution.cue.begin < outer.begin &&
          overlap(attribution.source, rule.source) && attribution.content.back().end <= outer.begin &&
          overlap(attribution.content.back(), paragraphs_[i]))
        said = &attribution;
    return said;
  }

  const Document& document_;
  std::vector<Span> paragraphs_;
  std::vector<ReadAttribution>& result_;
  std::size_t read_;
};

constexpr float unsure = 0.6F;  // how probable an answer is that grammar may overrule

// "Prices will fall, Smith said, hours after the talks": what follows the one who says it tells of the saying.
bool is_trailing(const TokenText& text, const TagClasses& classes, const Question& question, TokenRange after) {
  const TextToken& first = text.tokens[after.begin];
  return first.kind != TokenKind::opens && !first.quoted && stands_before(text, classes, question);
}

// "spoke on the condition of anonymity", "requested anonymity": how somebody spoke, not what was said.
bool is_of_anonymity(const TokenText& text, const FoundCue& cue) {
  constexpr std::size_t furthest = 5;
  const std::size_t end = std::min(text.sentences[cue.sentence].end, cue.tokens.end + furthest);
  for (std::size_t i = cue.tokens.end; i < end && text.tokens[i].kind == TokenKind::word; ++i)
    if (text.tokens[i].lower == "anonymity" || text.tokens[i].lower == "anonymously") return true;
  return false;
}

// ""We will never sign," Petra Novak, the union's president, warned": what follows the quotation is who says it.
void part_from_speaker(const TokenText& text, const TagClasses& classes, PickedSpan& content, PickedSpan& source) {
  if (!content.tokens || text.tokens[content.tokens->begin].kind != TokenKind::opens) return;
  TokenRange rest = *content.tokens;
  while (rest.begin < rest.end && text.tokens[rest.begin].kind != TokenKind::closes) ++rest.begin;
  if (rest.begin + 1 >= rest.end || text.tokens[rest.begin - 1].lower != ",") return;
  ++rest.begin;
  if (!text.tokens[rest.begin].capital()) return;
  for (std::size_t i = rest.begin; i < rest.end; ++i)
    if (text.tokens[i].quoted || classes.finite[text.tokens[i].tag]) return;
  content.tokens->end = rest.begin;
  while (rest.end > rest.begin && text.tokens[rest.end - 1].lower == ",") --rest.end;
  source.tokens = rest;
}

// "He spoke after two days of talks": when and where, not what.
bool is_circumstance(const TokenText& text, TokenRange cue, TokenRange after) {
  static constexpr std::string_view verbs[] = {"spoke", "speaks", "speaking", "spoken", "talked", "talking", "met"};
  static constexpr std::string_view leads[] = {"after", "before",  "at", "during", "with",  "to",       "from",
                                               "near",  "outside", "as", "when",   "while", "following"};
  return std::ranges::find(verbs, text.tokens[cue.end - 1].lower) != std::end(verbs) &&
         std::ranges::find(leads, text.tokens[after.begin].lower) != std::end(leads);
}

// What stands before and after a cue of what is said.
struct Contents {
  PickedSpan before, after;
};

Contents pick_contents(const ReadingModel& model, const TokenText& text, const TagClasses& classes, Question question) {
  question.role = Role::before;
  auto before = pick_span(model.spans, text, classes, question);
  question.role = Role::after;
  auto after = pick_span(model.spans, text, classes, question);
  if (after.tokens && after.probability < unsure && is_trailing(text, classes, question, *after.tokens)) {
    question.role = Role::before;
    if (!before.tokens) before = {expected_span(text, classes, question).tokens, 1 - after.probability};
    after = {std::nullopt, 1};
  }
  if (after.tokens && (is_time(text, *after.tokens) || is_circumstance(text, question.cue, *after.tokens) ||
                       text.tokens[after.tokens->begin].lower == "according"))
    after = {std::nullopt, 1};
  return {before, after};
}

}  // namespace

std::vector<ReadAttribution> read_attributions(const TokenText& text, const ReadingModel& model, float boldness) {
  std::vector<ReadAttribution> result;
  if (model.empty()) return result;
  const TagClasses classes(model.tags);
  const auto cues = find_cues(model.cues, text, boldness);
  for (std::size_t i = 0; i < cues.size(); ++i) {
    const auto& cue = cues[i];
    if (is_of_anonymity(text, cue)) continue;
    Question question{.role = Role::source, .cue = cue.tokens, .sentence = cue.sentence, .source = {}};
    if (i >= furthest_neighbour) question.within.begin = cues[i - furthest_neighbour].tokens.begin;
    if (i + furthest_neighbour < cues.size()) question.within.end = cues[i + furthest_neighbour].tokens.end;
    auto source = pick_span(model.spans, text, classes, question);
    if (source.tokens && is_in_dateline(text, classes, question, *source.tokens))
      source.tokens = expected_span(text, classes, question).tokens;
    question.source = source.tokens;
    auto [before, after] = pick_contents(model, text, classes, question);
    if (!before.tokens && !after.tokens) continue;
    part_from_speaker(text, classes, before, source);
    ReadAttribution attribution;
    attribution.cue = span_of(text, cue.tokens);
    if (source.tokens) attribution.source = span_of(text, *source.tokens);
    if (before.tokens) attribution.content.push_back(span_of(text, *before.tokens));
    if (after.tokens) attribution.content.push_back(span_of(text, *after.tokens));
    attribution.kind = text.sentences[cue.sentence].kind;
    attribution.confidence = static_cast<double>(cue.probability) * source.probability *
                             (before.tokens ? before.probability : 1) * (after.tokens ? after.probability : 1);
    result.push_back(std::move(attribution));
  }
  part_from_report(text, result);
  return result;
}

std::vector<ReadAttribution> read_attributions(const Document& document, const ReadingModel& model, float boldness) {
  auto text = tokenize(document);
  tag_parts_of_speech(model.tags, text);
  return read_attributions(text, model, boldness);
}

// Fitted for the shipped model on PolNeAR's train part, which it has not seen: bench/reading, `confidence.fit`.
double calibrated(double confidence) {
  const double p = std::clamp(confidence, 1e-6, 1 - 1e-6);
  return 1 / (1 + std::exp(-(1.321 + 0.751 * std::log(p / (1 - p)))));
}

double ruled_confidence(bool whole) { return whole ? 0.94 : 0.80; }

std::vector<ReadAttribution> merged_attributions(const Document& document, const TokenText& text,
                                                 const ReadingModel& model, const IsSpeaker& is_speaker) {
  auto result = read_attributions(text, model, model.boldness);
  const auto paragraphs = prose_paragraphs(document);
  const auto quotations = marked_quotations(document, paragraphs);
  mark_nested(quotations, result);
  const auto turns = transcript_turns(document, paragraphs, is_speaker);
  mark_nested(turns, result);
  for (auto& attribution : result)
    for (auto& part : attribution.content) {
      cut_leading_day(text, attribution, part);
      snap(part, quotations);
    }
  const auto ruled = attributions(document, is_speaker);
  Ruling ruling(document, quotations, result);
  for (std::size_t i = 0; i < ruled.size(); ++i) ruling.add(i, ruled[i], quotations[i].outer);
  for (const auto& turn : turns)
    result.push_back({.cue = turn.colon,
                      .source = turn.label,
                      .content = turn.content,
                      .confidence = ruled_confidence(true),
                      .ruled = true,
                      .turn = true});
  std::erase_if(result, [](const ReadAttribution& attribution) { return attribution.content.empty(); });
  std::stable_sort(result.begin(), result.end(), [](const ReadAttribution& a, const ReadAttribution& b) {
    return a.content.front().begin < b.content.front().begin;
  });
  return result;
}

std::vector<ReadAttribution> merged_attributions(const Document& document, const ReadingModel& model) {
  auto text = tokenize(document);
  tag_parts_of_speech(model.tags, text);
  return merged_attributions(document, text, model);
}

}  // namespace parley
