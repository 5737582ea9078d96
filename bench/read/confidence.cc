// Whether a confidence means what it says: of the attributions of one confidence, how many are right.
//
// An attribution is right if its content overlaps one that people marked and its source overlaps that one's source (or
// both have none); what is told within a quotation is left out, as PolNeAR does. What calibrated() uses is fitted on
// the first folder, by logistic regression of right on the log odds of the models' product (Platt 1999); the second
// folder is what it is judged on.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "evidence/annotated.h"
#include "evidence/attribution.h"
#include "evidence/attribution_reader.h"
#include "evidence/quotation_marks.h"
#include "read.h"

namespace parley::bench {
namespace {

struct Judged {
  double raw = 0;
  double right = 0;  ///< the share of annotators who have it so
};

struct Sample {
  std::vector<Judged> model;
  std::vector<double> whole, part;  ///< by the rules for quotation marks
};

double share_right(const std::vector<AnnotatedText>& texts, const Spans& content, Span source) {
  double right = 0;
  for (const auto& text : texts)
    right += std::any_of(text.attributions.begin(), text.attributions.end(), [&](const AnnotatedAttribution& gold) {
      return overlaps(content, gold.content) &&
             (gold.source.empty() ? source.size() == 0 : source.size() > 0 && overlaps({source}, gold.source));
    });
  return right / static_cast<double>(texts.size());
}

Sample sample(const std::filesystem::path& folder, const ReadingModel& model) {
  std::map<std::string, std::vector<AnnotatedText>> articles;
  std::vector<Problem> warnings;
  for (auto& text : read_annotated(folder, warnings)) articles[text.name].push_back(std::move(text));
  Sample result;
  for (const auto& [name, texts] : articles) {
    const auto& document = texts.front().document;
    for (const auto& read : merged_attributions(document, model))
      if (!read.ruled && !read.nested)
        result.model.push_back({read.confidence, share_right(texts, read.content, read.source)});
    const auto quotations = marked_quotations(document, prose_paragraphs(document));
    const auto ruled = attributions(document);
    for (std::size_t i = 0; i < ruled.size(); ++i)
      if (ruled[i].source.size() > 0)
        (ruled[i].whole ? result.whole : result.part)
            .push_back(share_right(texts, {quotations[i].outer}, ruled[i].source));
  }
  return result;
}

double log_odds(double p) {
  p = std::clamp(p, 1e-6, 1 - 1e-6);
  return std::log(p / (1 - p));
}

/// Newton's method for right ~ logistic(a + b log_odds(raw)).
std::array<double, 2> fit(const std::vector<Judged>& judged) {
  double a = 0, b = 1;
  for (int step = 0; step < 50; ++step) {
    double ga = 0, gb = 0, haa = 1e-9, hab = 0, hbb = 1e-9;
    for (const auto& j : judged) {
      const double x = log_odds(j.raw), p = 1 / (1 + std::exp(-(a + b * x))), w = p * (1 - p);
      ga += j.right - p, gb += (j.right - p) * x;
      haa += w, hab += w * x, hbb += w * x * x;
    }
    const double det = haa * hbb - hab * hab;
    a += (hbb * ga - hab * gb) / det;
    b += (haa * gb - hab * ga) / det;
  }
  return {a, b};
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (double value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

}  // namespace

Json score_confidence(const std::filesystem::path& fitted, const std::filesystem::path& judged_on,
                      const ReadingModel& model) {
  const Sample train = sample(fitted, model), held_out = sample(judged_on, model);
  const auto [a, b] = fit(train.model);
  struct Bin {
    double said = 0, right = 0, count = 0;
  };
  std::array<Bin, 10> bins{};
  double brier = 0;
  for (const auto& j : held_out.model) {
    const double said = calibrated(j.raw);
    Bin& bin = bins[std::min<std::size_t>(9, static_cast<std::size_t>(said * 10))];
    bin.said += said, bin.right += j.right, bin.count += 1;
    brier += (said - j.right) * (said - j.right);
  }
  const auto n = static_cast<double>(std::max<std::size_t>(1, held_out.model.size()));
  Json json;
  double error = 0;
  for (std::size_t k = 0; k < bins.size(); ++k) {
    const Bin& bin = bins[k];
    if (bin.count == 0) continue;
    error += std::abs(bin.said - bin.right) / n;
    json["bins"]["0." + std::to_string(k)] = {
        {"said", bin.said / bin.count}, {"right", bin.right / bin.count}, {"attributions", bin.count}};
  }
  json["calibration_error"] = error;
  json["brier"] = brier / n;
  json["fit"] = {{"intercept", a}, {"slope", b}, {"attributions", train.model.size()}};
  json["rules"] = {{"fitted", {{"whole", mean(train.whole)}, {"part", mean(train.part)}}},
                   {"held_out", {{"whole", mean(held_out.whole)}, {"part", mean(held_out.part)}}}};
  return json;
}

}  // namespace parley::bench
