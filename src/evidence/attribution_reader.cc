#include "evidence/attribution_reader.h"

#include "evidence/span_picker.h"

namespace parley {
namespace {

Span span_of(const TokenText& text, TokenRange range) {
  return {text.tokens[range.begin].span.begin, text.tokens[range.end - 1].span.end};
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

std::vector<ReadAttribution> merged_attributions(const Document& document, const ReadingModel& model) {
  return read_attributions(document, model);
}

}  // namespace parley
