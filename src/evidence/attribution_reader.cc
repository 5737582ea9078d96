#include "evidence/attribution_reader.h"

#include <algorithm>
#include <cmath>

#include "evidence/attribution.h"
#include "evidence/quotation_marks.h"
#include "evidence/span_picker.h"

namespace parley {
namespace {

Span span_of(const TokenText& text, TokenRange range) {
  return {text.tokens[range.begin].span.begin, text.tokens[range.end - 1].span.end};
}

bool overlap(Span a, Span b) { return std::max(a.begin, b.begin) < std::min(a.end, b.end); }

std::ptrdiff_t words_in(const Document& document, Span span) {
  const auto begin = document.text.begin();
  return 1 + std::count(begin + static_cast<std::ptrdiff_t>(span.begin), begin + static_cast<std::ptrdiff_t>(span.end),
                        U' ');
}

// How far, in characters, a cue may stand from its content.
constexpr std::size_t furthest_cue = 4000;

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

}  // namespace

std::vector<ReadAttribution> read_attributions(const TokenText& text, const ReadingModel& model, float boldness) {
  std::vector<ReadAttribution> result;
  if (model.empty()) return result;
  const TagClasses classes(model.tags);
  for (const auto& cue : find_cues(model.cues, text, boldness)) {
    Question question{.role = Role::source, .cue = cue.tokens, .sentence = cue.sentence, .source = {}};
    const auto source = pick_span(model.spans, text, classes, question);
    question.source = source.tokens;
    question.role = Role::before;
    const auto before = pick_span(model.spans, text, classes, question);
    question.role = Role::after;
    const auto after = pick_span(model.spans, text, classes, question);
    if (!before.tokens && !after.tokens) continue;
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
  return 1 / (1 + std::exp(-(0.931 + 0.545 * std::log(p / (1 - p)))));
}

double ruled_confidence(bool whole) { return whole ? 0.94 : 0.74; }

std::vector<ReadAttribution> merged_attributions(const Document& document, const TokenText& text,
                                                 const ReadingModel& model) {
  auto result = read_attributions(text, model, model.boldness);
  const auto quotations = marked_quotations(document, prose_paragraphs(document));
  const auto paragraphs = quoted_paragraphs(quotations);
  const auto ruled = attributions(document);
  const std::size_t read = result.size();
  for (auto& attribution : result)
    for (auto& part : attribution.content) snap(part, quotations);
  for (std::size_t i = 0; i < ruled.size(); ++i) {
    const auto& rule = ruled[i];
    const auto outer = quotations[i].outer;
    if (rule.source.size() == 0 || words_in(document, rule.quote) < 3) continue;
    bool covered = false;
    const auto near =
        std::lower_bound(result.begin(), result.begin() + static_cast<std::ptrdiff_t>(read), outer.begin,
                         [](const ReadAttribution& a, std::size_t at) { return a.cue.end + furthest_cue < at; });
    for (auto k = static_cast<std::size_t>(near - result.begin());
         k < read && result[k].cue.begin < outer.end + furthest_cue; ++k) {
      auto& attribution = result[k];
      const bool touches = std::any_of(attribution.content.begin(), attribution.content.end(),
                                       [&](Span part) { return overlap(part, outer); });
      if (!touches) continue;
      covered = true;
      if (attribution.source.size() == 0 && !overlap(rule.source, attribution.cue)) attribution.source = rule.source;
    }
    if (covered) continue;
    // A quotation without a cue of its own goes on with what its neighbour's source said.
    ReadAttribution* said = nullptr;
    if (rule.cue.size() == 0)
      for (auto k = static_cast<std::size_t>(near - result.begin()); k < read && result[k].cue.begin < outer.end; ++k)
        if (overlap(result[k].source, rule.source) && result[k].content.back().end <= outer.begin &&
            overlap(result[k].content.back(), paragraphs[i]))
          said = &result[k];
    if (said != nullptr)
      said->content.push_back(outer);
    else
      result.push_back({.cue = rule.cue,
                        .source = rule.source,
                        .content = {outer},
                        .kind = LineKind::prose,
                        .confidence = ruled_confidence(rule.whole),
                        .ruled = true});
  }
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
