#include "robust/best.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "model/random_terms.h"
#include "robust/exact.h"

namespace parley {
namespace {

/// The first `k` of all packages that the rules allow, by the number of worlds that accept them.
std::vector<Candidate> best_of_all(const Plan& plan, const Deficits<std::int32_t>& deficits, std::size_t k) {
  std::vector<Candidate> all;
  std::vector<int> choice(plan.steps.size(), 0);
  for (;;) {
    if (rules_hold(plan, choice))
      if (const std::size_t count = accepted_count(plan, deficits, choice); count > 0) all.push_back({choice, count});
    std::size_t v = 0;
    while (v < choice.size() && ++choice[v] == RandomTerms::options) choice[v++] = 0;
    if (v == choice.size()) break;
  }
  std::sort(all.begin(), all.end());
  all.resize(std::min(all.size(), k));
  return all;
}

TEST(BestPackages, OfTermsOverRangesOfIssuesAreTheBestOfAllPackages) {
  int found_some = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE(seed);
    const Compiled compiled = compile(RandomTerms{seed, seed % 4 == 0 ? 3 : 2, seed % 2 == 0}.make(), {});
    const auto deficits =
        make_deficits(compiled, std::get<Table<std::int32_t>>(draw_worlds(compiled, Reading::cautious, 5, 0, 40, 1)));
    const Plan plan = make_plan(compiled);
    SearchOptions wanted;
    wanted.threads = 1;
    const BestPackages found = best_packages(plan, deficits, wanted);
    EXPECT_TRUE(found.proven);
    EXPECT_EQ(found.best, best_of_all(plan, deficits, wanted.best));
    found_some += found.best.empty() ? 0 : 1;
  }
  EXPECT_GT(found_some, 10);
}

}  // namespace
}  // namespace parley
