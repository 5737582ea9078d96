#include "settle/runs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

namespace parley {
namespace {

/// Places may be changed as long as no forbidden set is changed whole.
struct Forbidden {
  std::vector<std::set<std::size_t>> sets;
  [[nodiscard]] bool allows(const std::set<std::size_t>& changed) const {
    return std::none_of(sets.begin(), sets.end(), [&](const auto& set) {
      return std::includes(changed.begin(), changed.end(), set.begin(), set.end());
    });
  }
};

TEST(Runs, EndWhereTryingOnePlaceAfterAnotherEnds) {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    const std::size_t count = random() % 40;
    Forbidden forbidden;
    for (std::size_t k = random() % 5; count > 0 && k > 0; --k) {
      std::set<std::size_t>& set = forbidden.sets.emplace_back();
      for (std::size_t m = 1 + random() % 3; m > 0; --m) set.insert(random() % count);
    }
    std::set<std::size_t> alone, changed;
    for (std::size_t at = 0; at < count; ++at) {
      alone.insert(at);
      if (!forbidden.allows(alone)) alone.erase(at);
    }
    change_in_runs(count, [&](std::size_t begin, std::size_t end) {
      std::set<std::size_t> more = changed;
      for (std::size_t at = begin; at < end; ++at) more.insert(at);
      const bool allowed = forbidden.allows(more);
      if (allowed) changed = more;
      return allowed;
    });
    EXPECT_EQ(changed, alone);
  }
}

TEST(Runs, TakeFewTrialsWhereLittleIsRefused) {
  std::size_t trials = 0;
  change_in_runs(1000, [&](std::size_t begin, std::size_t end) {
    ++trials;
    return begin > 700 || end <= 700;  // place 700 alone
  });
  EXPECT_LT(trials, 40U);
}

}  // namespace
}  // namespace parley
