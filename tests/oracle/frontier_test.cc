// The frontier, package by package.

#include <algorithm>

#include "model/one_world.h"
#include "oracle/support.h"
#include "settle/frontier_boxes.h"

namespace oracle {
namespace {

using namespace parley;

Ingredients frontier_cases() {
  Ingredients with;
  with.one_of = false;
  return with;
}

/// Values of each point, and how many packages attain it.
using Points = std::map<std::vector<Wide>, int>;

bool dominates(const std::vector<Wide>& a, const std::vector<Wide>& b) {
  return a != b && std::equal(a.begin(), a.end(), b.begin(), [](Wide x, Wide y) { return x >= y; });
}

Points nondominated_points(const Points& all) {
  Points result;
  for (const auto& [values, number] : all)
    if (std::none_of(all.begin(), all.end(), [&, &v = values](const auto& other) { return dominates(other.first, v); }))
      result[values] = number;
  return result;
}

std::vector<int> choice_of(const Compiled& compiled, const Package& package) {
  std::vector<int> choice;
  for (const Variable& variable : compiled.variables) {
    const auto at = std::find(variable.options.begin(), variable.options.end(), package[variable.issue]);
    choice.push_back(static_cast<int>(at - variable.options.begin()));
  }
  return choice;
}

/// All packages, by the values that the world gives them; what is allowed and acceptable is the naive model's word.
Points brute_force(const Trial& trial, const OneWorld& world, Reading reading, bool acceptable) {
  Points all;
  const World naive_world = trial.naive.reference(reading);
  for (const Package& package : trial.naive.packages()) {
    const Judged judged = trial.naive.judge(naive_world, reading, package);
    if (!judged.allowed() || (acceptable && !judged.consented())) continue;
    ++all[values_of(world, choice_of(trial.compiled, package))];
  }
  return nondominated_points(all);
}

Points points_of(const Frontier& frontier) {
  Points result;
  for (std::size_t i = 0; i < frontier.size(); ++i) {
    const auto first = frontier.values.begin() + static_cast<std::ptrdiff_t>(i * frontier.principals);
    result[{first, first + static_cast<std::ptrdiff_t>(frontier.principals)}] =
        static_cast<int>(frontier.packages[i].convert_to<int>());
  }
  return result;
}

void expect_right(const Trial& trial, const OneWorld& world, Reading reading, bool acceptable,
                  const Frontier& frontier) {
  ASSERT_TRUE(frontier.exact());
  EXPECT_EQ(points_of(frontier), brute_force(trial, world, reading, acceptable)) << acceptable;
  for (std::size_t i = 0; i < frontier.size(); ++i) {
    const std::vector<int> example = frontier.example(i, world.options.size());
    const std::vector<Wide> values = values_of(world, example);
    EXPECT_TRUE(std::equal(values.begin(), values.end(),
                           frontier.values.begin() + static_cast<std::ptrdiff_t>(i * frontier.principals)));
    EXPECT_TRUE(keeps_rules(world, example));
    EXPECT_TRUE(!acceptable || refused_by(world, example) == 0);
  }
}

TEST(Frontier, IsWhatNoPackageDominates) {
  for_each_case(7001, 300, frontier_cases(), [](const Trial& trial) {
    for (const Reading reading : readings)
      for (const bool acceptable : {false, true}) {
        const OneWorld world = reference_one_world(trial.compiled, reading);
        if (world.principals.empty()) continue;
        FrontierOptions wanted;
        wanted.acceptable = acceptable;
        expect_right(trial, world, reading, acceptable, find_frontier(world, wanted));
        if (const auto by_boxes = frontier_by_boxes(world, wanted))
          expect_right(trial, world, reading, acceptable, *by_boxes);
      }
  });
}

TEST(OneWorld, ValuesAndRefusalsAreThoseOfTheNaiveModel) {
  for_each_case(7001, 200, frontier_cases(), [](const Trial& trial) {
    for (const Reading reading : readings) {
      const OneWorld world = reference_one_world(trial.compiled, reading);
      const World naive_world = trial.naive.reference(reading);
      for (const Package& package : trial.naive.packages()) {
        const Judged judged = trial.naive.judge(naive_world, reading, package);
        const std::vector<int> choice = choice_of(trial.compiled, package);
        const std::vector<Wide> values = values_of(world, choice);
        const std::uint64_t refused = refused_by(world, choice);
        ASSERT_EQ(judged.principals.size(), world.principals.size());
        for (std::size_t k = 0; k < world.principals.size(); ++k) {
          const Taken& taken = judged.principals[k];
          ASSERT_EQ(taken.party, world.principals[k].party);
          EXPECT_EQ(((refused >> k) & 1) != 0, taken.red_line);
          if (!taken.has_reservation) continue;
          const auto scale = static_cast<double>(world.principals[k].scale);
          EXPECT_NEAR(static_cast<double>(values[k]), taken.value * scale, 1e-6 * scale);
          EXPECT_EQ(values[k] < *world.principals[k].reservation, taken.below);
        }
        for (const Vote& vote : judged.voters) {
          const auto at = std::find(world.voters.begin(), world.voters.end(), vote.party) - world.voters.begin();
          const bool no = ((refused >> (world.principals.size() + static_cast<std::size_t>(at))) & 1) != 0;
          EXPECT_EQ(no, !vote.consents);
        }
        EXPECT_EQ(keeps_rules(world, choice), judged.allowed());
      }
    }
  });
}

TEST(Frontier, ACoverMissesNoPointByMoreThanItSays) {
  for_each_case(7301, 100, frontier_cases(), [](const Trial& trial) {
    const OneWorld world = reference_one_world(trial.compiled, Reading::open);
    if (world.principals.empty()) return;
    const Frontier frontier = find_frontier(world, {false, 3, 100'000, {}});
    for (const auto& [values, number] : brute_force(trial, world, Reading::open, false)) {
      bool covered = false;
      for (std::size_t i = 0; i < frontier.size() && !covered; ++i) {
        covered = true;
        for (std::size_t k = 0; k < frontier.principals; ++k)
          covered = covered && frontier.values[i * frontier.principals + k] + frontier.cover[k] >= values[k];
      }
      EXPECT_TRUE(covered);
    }
  });
}

}  // namespace
}  // namespace oracle
