#include "evidence/cue_tagger.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace parley {
namespace {

constexpr std::size_t label_count = 3;
enum Label : std::size_t { outside, first, further };
constexpr float never = -1e30F;

using Scores = std::array<float, label_count>;

struct Row {
  std::vector<std::vector<std::uint64_t>> features;  // of each word of the sentence
  std::vector<Scores> emission;
  std::array<Scores, label_count> transition{};  // from, to
};

std::uint64_t transition_feature(std::size_t from, std::size_t to) { return mix(900 + from, 77 + to); }

// From the first of the sentence's words that is such a one to the last; where there is none, from its end to its
// front.
template <typename IsOne>
TokenRange reach_of(const TokenText& text, const TokenSentence& sentence, IsOne is_one) {
  TokenRange reach{sentence.end, sentence.begin};
  for (std::size_t k = sentence.begin; k < sentence.end; ++k)
    if (is_one(text.tokens[k])) reach = {std::min(reach.begin, k), k + 1};
  return reach;
}

struct Reaches {
  TokenRange quotes, says;
};

Reaches reaches_of(const TokenText& text, const TokenSentence& sentence) {
  const auto is_quote = [](const TextToken& t) { return t.kind == TokenKind::opens || t.kind == TokenKind::closes; };
  const auto is_say = [](const TextToken& t) { return t.group == WordClass::say; };
  return {reach_of(text, sentence, is_quote), reach_of(text, sentence, is_say)};
}

void add_features(const TokenText& text, const TokenSentence& sentence, const Reaches& reaches, std::size_t i,
                  std::vector<std::uint64_t>& features) {
  const auto& tokens = text.tokens;
  const auto word = [&](long d) -> std::uint64_t {
    const long at = static_cast<long>(i) + d;
    if (at < static_cast<long>(sentence.begin)) return 1;
    return at >= static_cast<long>(sentence.end) ? 2 : tokens[at].hash;
  };
  const auto tag = [&](long d) -> std::uint64_t {
    const long at = static_cast<long>(i) + d;
    if (at < static_cast<long>(sentence.begin)) return 101;
    return at >= static_cast<long>(sentence.end) ? 102 : tokens[at].tag;
  };
  const auto kind = [&](long d) {
    const long at = static_cast<long>(i) + d;
    const bool inside = at >= static_cast<long>(sentence.begin) && at < static_cast<long>(sentence.end);
    return static_cast<std::uint64_t>(inside ? tokens[at].group : WordClass::none);
  };
  const auto& token = tokens[i];
  std::uint64_t id = 0;
  const auto put = [&](std::uint64_t value) { features.push_back(mix(1000 + id++, value)); };
  put(0);
  for (long d = -3; d <= 3; ++d) put(word(d));
  for (long d = -3; d <= 3; ++d) put(tag(d));
  for (long d = -2; d <= 2; ++d) put(kind(d));
  put(mix(word(-1), word(0)));
  put(mix(word(0), word(1)));
  put(mix(mix(word(-1), word(0)), word(1)));
  put(mix(tag(-1), tag(0)));
  put(mix(tag(0), tag(1)));
  put(mix(mix(tag(-1), tag(0)), tag(1)));
  put(mix(mix(tag(0), tag(1)), tag(2)));
  put(mix(mix(tag(-2), tag(-1)), tag(0)));
  put(mix(kind(0), tag(-1)));
  put(mix(kind(0), tag(1)));
  put(mix(mix(kind(0), tag(0)), word(1)));
  put(mix(mix(kind(0), tag(0)), word(-1)));
  put(mix(mix(kind(0), tag(-1)), tag(1)));
  put(mix(kind(-1), kind(0)));
  put(mix(kind(0), kind(1)));
  put(mix(word(0), tag(-1)));
  put(mix(word(0), tag(1)));
  put(token.suffix);
  put(mix(token.suffix, tag(1)));
  put(token.shape);
  put(token.quoted);
  put(mix(token.quoted, kind(0)));
  put(static_cast<std::uint64_t>(sentence.kind));
  put(mix(static_cast<std::uint64_t>(sentence.kind), word(0)));
  // What stands further off: a quotation, a comma before it, another verb of saying.
  const bool quotation = reaches.quotes.begin < i;
  const bool quotation_after = reaches.quotes.end > i + 1;
  const bool said_before = reaches.says.begin < i;
  const bool said_after = reaches.says.end > i + 1;
  put(quotation * 2U + quotation_after);
  put(mix(quotation * 2U + quotation_after, kind(0)));
  put(mix(quotation * 2U + quotation_after, word(0)));
  put(mix(said_before * 2U + said_after, kind(0)));
  // The nearest word before it that is no adverb or helper, and after it.
  std::size_t back = i, on = i + 1;
  while (back > sentence.begin && tokens[back - 1].lower.ends_with("ly")) --back;
  put(mix(kind(0), back > sentence.begin ? tokens[back - 1].tag : 101U));
  while (on < sentence.end && on < i + 6 && tokens[on].kind != TokenKind::mark && tokens[on].group == WordClass::none &&
         tokens[on].lower != "that")
    ++on;
  put(mix(word(0), on < sentence.end ? tokens[on].hash : 2));
}

Row row_of(const Weights& weights, const TokenText& text, const TokenSentence& sentence, float boldness) {
  Row row;
  const std::size_t n = sentence.end - sentence.begin;
  const Reaches reaches = reaches_of(text, sentence);
  row.features.resize(n);
  row.emission.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    auto& features = row.features[i];
    features.reserve(60);
    add_features(text, sentence, reaches, sentence.begin + i, features);
    Scores scores{0, boldness, 0};
    for (const auto feature : features)
      for (std::size_t label = 0; label < label_count; ++label) scores[label] += weights(of_label(feature, label));
    row.emission[i] = scores;
  }
  for (std::size_t from = 0; from < label_count; ++from)
    for (std::size_t to = 0; to < label_count; ++to)
      row.transition[from][to] = from == outside && to == further ? never : weights(transition_feature(from, to));
  if (n > 0) row.emission[0][further] = never;
  return row;
}

float log_sum(const Scores& scores) {
  const float top = *std::max_element(scores.begin(), scores.end());
  float sum = 0;
  for (const float score : scores) sum += std::exp(score - top);
  return top + std::log(sum);
}

struct Sums {
  std::vector<Scores> forward, backward;
  float total = 0;
};

Sums sums_of(const Row& row) {
  const std::size_t n = row.emission.size();
  Sums sums{std::vector<Scores>(n), std::vector<Scores>(n), 0};
  sums.forward[0] = row.emission[0];
  for (std::size_t i = 1; i < n; ++i)
    for (std::size_t to = 0; to < label_count; ++to) {
      Scores paths;
      for (std::size_t from = 0; from < label_count; ++from)
        paths[from] = sums.forward[i - 1][from] + row.transition[from][to];
      sums.forward[i][to] = log_sum(paths) + row.emission[i][to];
    }
  sums.backward[n - 1] = {0, 0, 0};
  for (std::size_t i = n - 1; i-- > 0;)
    for (std::size_t from = 0; from < label_count; ++from) {
      Scores paths;
      for (std::size_t to = 0; to < label_count; ++to)
        paths[to] = row.transition[from][to] + row.emission[i + 1][to] + sums.backward[i + 1][to];
      sums.backward[i][from] = log_sum(paths);
    }
  sums.total = log_sum(sums.forward[n - 1]);
  return sums;
}

std::vector<std::size_t> likeliest(const Row& row) {
  const std::size_t n = row.emission.size();
  std::vector<Scores> best(n);
  std::vector<std::array<std::uint8_t, label_count>> from_of(n);
  best[0] = row.emission[0];
  for (std::size_t i = 1; i < n; ++i)
    for (std::size_t to = 0; to < label_count; ++to) {
      best[i][to] = 2 * never;
      for (std::size_t from = 0; from < label_count; ++from) {
        const float score = best[i - 1][from] + row.transition[from][to] + row.emission[i][to];
        if (score <= best[i][to]) continue;
        best[i][to] = score;
        from_of[i][to] = static_cast<std::uint8_t>(from);
      }
    }
  std::vector<std::size_t> labels(n);
  labels[n - 1] =
      static_cast<std::size_t>(std::max_element(best[n - 1].begin(), best[n - 1].end()) - best[n - 1].begin());
  for (std::size_t i = n - 1; i > 0; --i) labels[i - 1] = from_of[i][labels[i]];
  return labels;
}

}  // namespace

std::vector<FoundCue> find_cues(const Weights& weights, const TokenText& text, float boldness) {
  std::vector<FoundCue> cues;
  for (std::size_t s = 0; s < text.sentences.size(); ++s) {
    const auto& sentence = text.sentences[s];
    const Row row = row_of(weights, text, sentence, boldness);
    const auto labels = likeliest(row);
    if (std::none_of(labels.begin(), labels.end(), [](std::size_t label) { return label == first; })) continue;
    const Sums sums = sums_of(row);
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (labels[i] != first) continue;
      std::size_t end = i + 1;
      while (end < labels.size() && labels[end] == further) ++end;
      const float p = std::exp(sums.forward[i][first] + sums.backward[i][first] - sums.total);
      cues.push_back({{sentence.begin + i, sentence.begin + end}, s, p});
    }
  }
  return cues;
}

void learn_cues(Weights& weights, const TokenText& text, std::span<const TokenRange> cues, float rate) {
  std::vector<std::uint8_t> gold(text.tokens.size(), outside);
  for (const auto& cue : cues)
    for (std::size_t i = cue.begin; i < cue.end; ++i)
      if (gold[i] == outside) gold[i] = i == cue.begin ? first : further;
  for (const auto& sentence : text.sentences) {
    const Row row = row_of(weights, text, sentence, 0);
    const Sums sums = sums_of(row);
    const std::size_t n = row.emission.size();
    std::array<Scores, label_count> moves{};
    for (std::size_t i = 0; i < n; ++i) {
      std::size_t right = gold[sentence.begin + i];
      if (right == further && (i == 0 || gold[sentence.begin + i - 1] == outside)) right = first;
      for (std::size_t label = 0; label < label_count; ++label) {
        const float p = std::exp(sums.forward[i][label] + sums.backward[i][label] - sums.total);
        const float gradient = (label == right ? 1.0F : 0.0F) - p;
        if (std::abs(gradient) < 1e-3F) continue;
        for (const auto feature : row.features[i]) weights.step(of_label(feature, label), gradient, rate);
      }
      if (i == 0) continue;
      const std::size_t before = gold[sentence.begin + i - 1];
      for (std::size_t from = 0; from < label_count; ++from)
        for (std::size_t to = 0; to < label_count; ++to) {
          const float p = std::exp(sums.forward[i - 1][from] + row.transition[from][to] + row.emission[i][to] +
                                   sums.backward[i][to] - sums.total);
          moves[from][to] += (from == before && to == right ? 1.0F : 0.0F) - p;
        }
    }
    for (std::size_t from = 0; from < label_count; ++from)
      for (std::size_t to = 0; to < label_count; ++to)
        if (!(from == outside && to == further)) weights.step(transition_feature(from, to), moves[from][to], rate);
  }
}

}  // namespace parley
