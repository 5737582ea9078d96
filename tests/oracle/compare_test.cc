// Drafts compared: how each is received, and what would be better for all, package by package.
#include "settle/compare.h"

#include <algorithm>

#include "model/one_world.h"
#include "oracle/support.h"

namespace oracle {
namespace {

using namespace parley;

Ingredients comparison_cases() {
  Ingredients with;
  with.one_of = false;
  return with;
}

/// The first of `n` packages, at about even distances.
template <class Body>
void for_some_packages(const Trial& trial, std::size_t n, const Body& body) {
  const auto& all = trial.naive.packages();
  for (std::size_t k = 0; k < n && k < all.size(); ++k) body(all[k * all.size() / std::min(n, all.size())]);
}

TEST(Reception, IsThatOfTheNaiveModelForWholePackages) {
  for_each_case(7501, 150, comparison_cases(), [](const Trial& trial) {
    for (const Reading reading : readings) {
      const World world = trial.naive.reference(reading);
      for_some_packages(trial, 12, [&](const Package& package) {
        const Reception reception = reception_of(trial.compiled, package, reading);
        const Judged judged = trial.naive.judge(world, reading, package);
        ASSERT_EQ(reception.principals.size(), judged.principals.size());
        for (std::size_t k = 0; k < judged.principals.size(); ++k) {
          EXPECT_EQ(reception.principals[k].party, judged.principals[k].party);
          EXPECT_EQ(reception.principals[k].red_line, judged.principals[k].red_line);
          EXPECT_EQ(reception.principals[k].accepts(), judged.principals[k].consents());
        }
        EXPECT_EQ(reception.accepted(), judged.consented());
        EXPECT_EQ(reception.broken_rules.empty(), judged.allowed());
      });
    }
  });
}

TEST(Drafts, AreImprovedOnByWhatAllAcceptAndNobodyLosesBy) {
  for_each_case(7501, 100, comparison_cases(), [](const Trial& trial) {
    const Reading reading = Reading::cautious;
    const World world = trial.naive.reference(reading);
    for_some_packages(trial, 4, [&](const Package& package) {
      const DraftView view = view_draft(trial.compiled, package, {reading, 1000, 100'000, {}});
      ASSERT_TRUE(view.improvements_exact);
      bool any = false;
      for (const Package& other : trial.naive.packages()) {
        const Judged judged = trial.naive.judge(world, reading, other);
        if (!judged.allowed() || !judged.consented()) continue;
        const Reception reception = reception_of(trial.compiled, other, reading);
        bool no_less = true, more = false;
        for (std::size_t k = 0; k < reception.principals.size(); ++k) {
          no_less = no_less && reception.principals[k].value >= view.reception.principals[k].value;
          more = more || reception.principals[k].value > view.reception.principals[k].value;
        }
        any = any || (no_less && more && !reception.principals.empty());
      }
      EXPECT_EQ(!view.improvements.empty(), any);
      for (const Improvement& improvement : view.improvements) {
        const Judged judged = trial.naive.judge(world, reading, improvement.package);
        EXPECT_TRUE(judged.allowed() && judged.consented());
        EXPECT_TRUE(std::ranges::all_of(improvement.gain, [](Wide gain) { return gain >= 0; }));
        EXPECT_TRUE(std::ranges::any_of(improvement.gain, [](Wide gain) { return gain > 0; }));
      }
    });
  });
}

TEST(Drafts, NoClauseBringsBackAPartyThatARedLineKeepsOut) {
  for_each_case(7701, 100, comparison_cases(), [](const Trial& trial) {
    for_some_packages(trial, 6, [&](const Package& package) {
      const Reception whole = reception_of(trial.compiled, package, Reading::cautious);
      for (const Variable& variable : trial.compiled.variables) {
        Package open = package;
        open[variable.issue] = -1;
        const Reception part = reception_of(trial.compiled, open, Reading::cautious);
        for (std::size_t k = 0; k < whole.principals.size(); ++k) {
          // A red line on a clause of its own stays crossed whatever clause is added to it, unless a condition names
          // it.
          const auto& red = part.principals[k].red_issues;
          const bool conditional = std::ranges::any_of(trial.compiled.factors, [&](const Factor& factor) {
            return factor.scope.size() > 1 && trial.compiled.rows[factor.row].party == whole.principals[k].party;
          });
          if (red.empty() || conditional) continue;
          EXPECT_FALSE(whole.principals[k].accepts());
        }
      }
    });
  });
}

}  // namespace
}  // namespace oracle
