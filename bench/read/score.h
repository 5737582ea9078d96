// Counting what was found against what people marked.
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "text/document.h"

namespace parley::bench {

using Json = nlohmann::ordered_json;
using Spans = std::vector<Span>;  ///< one annotation, in parts

/// Sums over texts; a text that several annotators marked is scored against each, with weights that sum to one.
struct Tally {
  double ours = 0, ours_right = 0, gold = 0, gold_found = 0;
  void operator+=(const Tally& other) {
    ours += other.ours, ours_right += other.ours_right, gold += other.gold, gold_found += other.gold_found;
  }
  [[nodiscard]] double precision() const { return ours > 0 ? ours_right / ours : 0; }
  [[nodiscard]] double recall() const { return gold > 0 ? gold_found / gold : 0; }
  [[nodiscard]] double f1() const {
    const double sum = precision() + recall();
    return sum > 0 ? 2 * precision() * recall() / sum : 0;
  }
  [[nodiscard]] Json json() const { return {{"precision", precision()}, {"recall", recall()}, {"f1", f1()}}; }
};

/// Exact: the same parts. Overlap: at least one character in common.
struct SpanTally {
  Tally exact, overlap;
  void add(const std::set<Spans>& ours, const std::set<Spans>& gold, double weight);
  [[nodiscard]] Json json() const { return {{"exact", exact.json()}, {"overlap", overlap.json()}}; }
};

inline bool overlaps(const Spans& a, const Spans& b) {
  for (const auto& x : a)
    for (const auto& y : b)
      if (std::max(x.begin, y.begin) < std::min(x.end, y.end)) return true;
  return false;
}

inline void SpanTally::add(const std::set<Spans>& ours, const std::set<Spans>& gold, double weight) {
  const auto touched = [](const Spans& one, const std::set<Spans>& others) {
    for (const auto& other : others)
      if (overlaps(one, other)) return true;
    return false;
  };
  for (const auto& span : ours) {
    exact.ours += weight, overlap.ours += weight;
    exact.ours_right += weight * static_cast<double>(gold.count(span));
    overlap.ours_right += weight * touched(span, gold);
  }
  for (const auto& span : gold) {
    exact.gold += weight, overlap.gold += weight;
    exact.gold_found += weight * static_cast<double>(ours.count(span));
    overlap.gold_found += weight * touched(span, ours);
  }
}

}  // namespace parley::bench
