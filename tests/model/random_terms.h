// Random cases of terms over ranges of several issues, for tests.
#pragma once

#include <random>

#include "model/case_text.h"

namespace parley {

/// Boxes over up to three of six issues, 4096 packages; of every third seed with rules.
struct RandomTerms {
  static constexpr int issues = 6;
  static constexpr int options = 4;
  std::uint64_t seed = 0;
  int parties = 2;
  bool worded = false;  ///< one more speaks in words, so that worlds differ

  [[nodiscard]] std::shared_ptr<const Case> make() const {
    std::mt19937_64 random(seed);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<std::uint64_t>(n)); };
    std::string yaml = "title: t\nparties:\n";
    std::string rows;
    for (int p = 0; p < parties; ++p) {
      const std::string party = "p" + std::to_string(p);
      yaml += "  - {id: " + party + ", reservation: " + std::to_string(below(8)) + "}\n";
      for (int t = 0; t < 9; ++t) {
        std::string condition;
        for (int i = 0; i < issues; ++i) {
          if (below(3) != 0 && !(condition.empty() && i == issues - 1)) continue;
          const int low = below(options), high = low + below(options - low);
          condition += (condition.empty() ? "i" : " and i") + std::to_string(i) + " = " + std::to_string(low) + ".." +
                       std::to_string(high);
        }
        if (below(6) == 0) condition = "not (" + condition + ")";
        rows += judged(party + "t" + std::to_string(t), party, "", "", std::to_string(below(12) - 2),
                       "," + condition + ",,,,");
      }
    }
    if (worded) {
      const char* stances[] = {"demand", "favour", "accept", "tolerate", "oppose"};
      yaml += "  - {id: w, no_deal: {i0: 0, i1: 1, i2: 2, i3: 3, i4: 0, i5: 1}}\n";
      for (int i = 0; i < issues; ++i)
        for (int o = 0; o < options; ++o)
          rows += judged("w" + std::to_string(i) + std::to_string(o), "w", "i" + std::to_string(i), std::to_string(o),
                         stances[below(5)]);
    }
    yaml += "issues:\n";
    for (int i = 0; i < issues; ++i)
      yaml += "  - {id: i" + std::to_string(i) + ", kind: numeric, min: 0, max: 3, step: 1}\n";
    if (seed % 3 == 0) yaml += "rules:\n  - \"i0 = 1 -> i3 != 2\"\n  - \"i1 = 0 or i2 > 0 or i4 < 2\"\n";
    return case_of(yaml, rows);
  }
};

}  // namespace parley
