#include "evidence/train.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "evidence/cue_tagger.h"
#include "evidence/span_picker.h"

namespace parley {
namespace {

constexpr float learning_rate = 0.045F;
constexpr std::size_t notes_a_round = 10;  // of the weights, for their mean

struct Example {
  TokenRange cue;
  std::size_t sentence = 0;
  std::optional<TokenRange> source, before, after;
};

struct Lesson {
  TokenText text;
  std::vector<TokenRange> cues;
  std::vector<Example> examples;
};

// The tokens that a span touches.
std::optional<TokenRange> tokens_in(const TokenText& text, Span span) {
  const auto begin = std::lower_bound(text.tokens.begin(), text.tokens.end(), span.begin,
                                      [](const TextToken& t, std::size_t at) { return t.span.end <= at; });
  auto end = begin;
  while (end != text.tokens.end() && end->span.begin < span.end) ++end;
  if (begin == end) return std::nullopt;
  return TokenRange{static_cast<std::size_t>(begin - text.tokens.begin()),
                    static_cast<std::size_t>(end - text.tokens.begin())};
}

std::optional<TokenRange> joined(const std::optional<TokenRange>& a, const std::optional<TokenRange>& b) {
  if (!a || !b) return a ? a : b;
  return TokenRange{std::min(a->begin, b->begin), std::max(a->end, b->end)};
}

std::size_t sentence_of(const TokenText& text, std::size_t token) {
  const auto found = std::upper_bound(text.sentences.begin(), text.sentences.end(), token,
                                      [](std::size_t at, const TokenSentence& s) { return at < s.end; });
  return static_cast<std::size_t>(found - text.sentences.begin());
}

Lesson lesson_of(const AnnotatedText& annotated) {
  Lesson lesson{tokenize(annotated.document), {}, {}};
  for (const auto& attribution : annotated.attributions) {
    if (attribution.cue.empty()) continue;
    const auto cue = tokens_in(lesson.text, attribution.cue.front());
    if (!cue) continue;
    Example example{
        .cue = *cue, .sentence = sentence_of(lesson.text, cue->begin), .source = {}, .before = {}, .after = {}};
    if (cue->end > lesson.text.sentences[example.sentence].end) continue;
    for (const auto& span : attribution.source) example.source = joined(example.source, tokens_in(lesson.text, span));
    for (const auto& span : attribution.content) {
      const auto range = tokens_in(lesson.text, span);
      if (!range) continue;
      auto& side = range->begin < cue->begin ? example.before : example.after;
      side = joined(side, range);
    }
    lesson.cues.push_back(*cue);
    lesson.examples.push_back(example);
  }
  std::sort(lesson.cues.begin(), lesson.cues.end());
  return lesson;
}

void give_tags(const AnnotatedText& annotated, const std::vector<std::string>& names, TokenText& text) {
  std::size_t at = 0;
  for (auto& token : text.tokens) {
    token.tag = 0;
    while (at < annotated.tags.size() && annotated.tags[at].first.end <= token.span.begin) ++at;
    for (std::size_t k = at; k < annotated.tags.size() && annotated.tags[k].first.begin < token.span.end; ++k) {
      const auto found = std::find(names.begin(), names.end(), annotated.tags[k].second);
      token.tag = static_cast<std::uint8_t>(found - names.begin());
    }
  }
}

void learn_spans(Weights& weights, const Lesson& lesson, const TagClasses& classes, const Example& example,
                 float rate) {
  Question question{.role = Role::source, .cue = example.cue, .sentence = example.sentence, .source = {}};
  const bool seen = learn_span(weights, lesson.text, classes, question, example.source, rate);
  if (seen) question.source = example.source;
  question.role = Role::before;
  learn_span(weights, lesson.text, classes, question, example.before, rate);
  question.role = Role::after;
  learn_span(weights, lesson.text, classes, question, example.after, rate);
}

// A table of weights in which few features meet. A larger one than that costs memory and time in reading.
unsigned bits_for(std::span<const Lesson> lessons) {
  constexpr std::size_t many = 2000;  // of GUM's 175 attributions more bits changed nothing, of 17,000 half a point
  std::size_t count = 0;
  for (const Lesson& lesson : lessons) count += lesson.examples.size();
  return count < many ? 20 : 22;
}

// The order of the lessons in a round: a step through them that has no divisor in common with their number.
std::vector<std::size_t> order_of(std::size_t count, int round) {
  std::size_t step = 7 + static_cast<std::size_t>(round) * 13;
  while (std::gcd(step, count) != 1) ++step;
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = i * step % count;
  return order;
}

}  // namespace

ReadingModel train_model(std::span<const AnnotatedText> texts, const ReadingModel& base, const TrainOptions& options,
                         const std::function<void(int done, int all)>& progress) {
  ReadingModel model;
  model.boldness = options.boldness;
  const int all = options.cue_rounds + options.span_rounds + 1;
  int done = 0;
  const auto tell = [&] {
    ++done;
    if (progress) progress(done, all);
  };
  std::vector<Lesson> lessons;
  std::set<std::string> names;
  for (const auto& text : texts) {
    lessons.push_back(lesson_of(text));
    for (const auto& [span, tag] : text.tags) names.insert(tag);
  }
  if (names.empty()) {
    model.tags = base.tags;
  } else {
    std::vector<std::string> list{""};
    list.insert(list.end(), names.begin(), names.end());
    std::vector<TokenText> tagged;
    for (std::size_t i = 0; i < lessons.size(); ++i)
      if (!texts[i].tags.empty()) {
        give_tags(texts[i], list, lessons[i].text);
        tagged.push_back(lessons[i].text);
      }
    model.tags = train_tags(list, tagged, options.tag_rounds);
  }
  for (auto& lesson : lessons) tag_parts_of_speech(model.tags, lesson.text);
  tell();

  const unsigned bits = options.bits > 0 ? options.bits : bits_for(lessons);
  const auto learn = [&](Weights& weights, int rounds, const auto& step) {
    weights = Weights(bits);
    const std::size_t every = std::max<std::size_t>(1, lessons.size() / notes_a_round);
    std::size_t steps = 0;
    for (int round = 0; round < rounds; ++round) {
      for (const auto i : order_of(lessons.size(), round)) {
        step(lessons[i]);
        if (++steps % every == 0 && round > 0) weights.note();
      }
      tell();
    }
    weights.settle();
  };
  learn(model.cues, options.cue_rounds,
        [&](const Lesson& lesson) { learn_cues(model.cues, lesson.text, lesson.cues, learning_rate); });
  const TagClasses classes(model.tags);
  learn(model.spans, options.span_rounds, [&](const Lesson& lesson) {
    for (const auto& example : lesson.examples) learn_spans(model.spans, lesson, classes, example, learning_rate);
  });
  return model;
}

}  // namespace parley
