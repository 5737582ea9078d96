#include "evidence/part_of_speech.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace parley {
namespace {

constexpr std::size_t feature_count = 17;
using Features = std::array<std::uint64_t, feature_count>;

// The features of a word that do not depend on tags.
void fill(const std::vector<TextToken>& tokens, std::size_t begin, std::size_t end, std::size_t i, Features& features) {
  const auto word = [&](std::size_t at) { return at >= begin && at < end ? tokens[at].hash : at < begin ? 1 : 2; };
  const auto& token = tokens[i];
  const auto& w = token.lower;
  const std::uint64_t initial = i == begin || (i == begin + 1 && tokens[begin].kind == TokenKind::opens);
  const std::uint64_t shape = static_cast<std::uint64_t>(token.shape) * 2 + initial;
  features[0] = mix(10, word(i));
  features[1] = mix(11, token.suffix);
  features[2] = mix(12, hash_of(std::string_view(w).substr(w.size() > 2 ? w.size() - 2 : 0)));
  features[3] = mix(13, shape);
  features[4] = mix(mix(14, token.suffix), shape);
  features[5] = mix(15, hash_of(std::string_view(w).substr(0, 3)));
  features[6] = mix(16, i > begin ? word(i - 1) : 1);
  features[7] = mix(17, word(i + 1));
  features[8] = mix(18, i > begin + 1 ? word(i - 2) : 1);
  features[9] = mix(19, word(i + 2));
  features[10] = mix(20, i + 1 < end ? tokens[i + 1].suffix : 2);
  features[11] = mix(21, static_cast<std::uint64_t>(token.group));
  features[12] = mix(22, i > begin ? tokens[i - 1].suffix : 1);
}

void fill_tags(std::uint64_t last, std::uint64_t before, const TextToken& token, Features& features) {
  features[13] = mix(30, last);
  features[14] = mix(mix(31, last), before);
  features[15] = mix(mix(32, last), token.hash);
  features[16] = mix(mix(33, last), token.suffix);
}

}  // namespace

TagClasses::TagClasses(const TagModel& model) {
  const std::vector<std::string> untagged{""};  // a model that knows no tags gives each word the first
  std::vector<std::string> seen{""};
  for (const auto& tag : model.names.empty() ? untagged : model.names) {
    const auto two = tag.substr(0, 2);
    auto found = std::find(seen.begin(), seen.end(), two);
    if (found == seen.end()) found = seen.insert(seen.end(), two);
    coarse.push_back(static_cast<std::uint8_t>(found - seen.begin()));
    verb.push_back(tag.starts_with("VB") || tag == "MD");
    finite.push_back(tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD");
    noun.push_back(tag.starts_with("NN") || tag == "PRP" || tag == "CD" || tag == "DT");
    name.push_back(tag.starts_with("NNP"));
  }
}

void tag_parts_of_speech(const TagModel& model, TokenText& text) {
  if (model.names.size() < 2) return;
  std::vector<float> scores(model.names.size());
  Features features{};
  for (const auto& sentence : text.sentences) {
    std::uint64_t last = 200, before = 200;
    for (std::size_t i = sentence.begin; i < sentence.end; ++i) {
      fill(text.tokens, sentence.begin, sentence.end, i, features);
      fill_tags(last, before, text.tokens[i], features);
      std::fill(scores.begin(), scores.end(), 0.0F);
      for (const auto feature : features)
        for (std::size_t t = 1; t < scores.size(); ++t) scores[t] += model.weights(of_label(feature, t));
      const auto best = std::max_element(scores.begin() + 1, scores.end()) - scores.begin();
      text.tokens[i].tag = static_cast<std::uint8_t>(best);
      before = last;
      last = static_cast<std::uint64_t>(best);
    }
  }
}

TagModel train_tags(std::vector<std::string> names, std::vector<TokenText>& texts, int rounds) {
  TagModel model{std::move(names), Weights(19)};
  std::vector<float> scores(model.names.size());
  Features features{};
  for (int round = 0; round < rounds; ++round)
    for (const auto& text : texts)
      for (const auto& sentence : text.sentences) {
        std::uint64_t last = 200, before = 200;
        for (std::size_t i = sentence.begin; i < sentence.end; ++i) {
          const std::size_t gold = text.tokens[i].tag;
          fill(text.tokens, sentence.begin, sentence.end, i, features);
          fill_tags(last, before, text.tokens[i], features);
          before = last;
          last = gold;
          if (gold == 0) continue;
          std::fill(scores.begin(), scores.end(), 0.0F);
          for (const auto feature : features)
            for (std::size_t t = 1; t < scores.size(); ++t) scores[t] += model.weights(of_label(feature, t));
          const float top = *std::max_element(scores.begin() + 1, scores.end());
          float sum = 0;
          for (std::size_t t = 1; t < scores.size(); ++t) sum += scores[t] = std::exp(scores[t] - top);
          for (std::size_t t = 1; t < scores.size(); ++t) {
            const float gradient = (t == gold ? 1.0F : 0.0F) - scores[t] / sum;
            if (std::abs(gradient) < 1e-3F) continue;
            for (const auto feature : features) model.weights.step(of_label(feature, t), gradient, 0.1F);
          }
        }
      }
  model.weights.settle();
  return model;
}

}  // namespace parley
