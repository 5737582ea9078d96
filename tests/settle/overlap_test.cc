// Tables that overlap, as terms over several issues make them: frontier and solutions against all packages.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "model/random_terms.h"
#include "settle/branch_and_bound.h"
#include "settle/frontier_boxes.h"
#include "settle/frontier_regions.h"
#include "settle/linear.h"
#include "settle/messages.h"
#include "settle/solutions.h"

namespace parley {
namespace {

constexpr int issues = RandomTerms::issues;
constexpr int options = RandomTerms::options;

std::shared_ptr<const Case> boxes(std::uint64_t seed, int parties) { return RandomTerms{seed, parties}.make(); }

/// Calls body for every choice.
template <class Body>
void for_each_choice(const OneWorld& world, const Body& body) {
  std::vector<int> choice(world.options.size(), 0);
  for (;;) {
    body(choice);
    std::size_t v = 0;
    while (v < choice.size() && ++choice[v] == world.options[v]) choice[v++] = 0;
    if (v == choice.size()) return;
  }
}

using Values = std::vector<Wide>;

bool at_least(const Values& a, const Values& b) {
  return std::equal(a.begin(), a.end(), b.begin(), [](Wide x, Wide y) { return x >= y; });
}

/// The values of all packages, or of those that everybody accepts, that none of the others dominates.
std::vector<Values> frontier_by_hand(const OneWorld& world, bool acceptable) {
  std::vector<Values> front;
  for_each_choice(world, [&](const std::vector<int>& choice) {
    if (!keeps_rules(world, choice)) return;
    const Values values = values_of(world, choice);
    if (acceptable && refused_by(world, choice) != 0) return;
    if (acceptable)
      for (std::size_t k = 0; k < values.size(); ++k)
        if (values[k] < *world.principals[k].reservation) return;
    if (std::any_of(front.begin(), front.end(), [&](const Values& other) { return at_least(other, values); })) return;
    std::erase_if(front, [&](const Values& other) { return at_least(values, other); });
    front.push_back(values);
  });
  std::sort(front.begin(), front.end(), std::greater<>());
  return front;
}

/// How many packages that the rules allow, and nobody refuses if that is asked, have these values.
int count_by_hand(const OneWorld& world, const Values& values, bool acceptable) {
  int count = 0;
  for_each_choice(world, [&](const std::vector<int>& choice) {
    if (acceptable && refused_by(world, choice) != 0) return;
    count += keeps_rules(world, choice) && values_of(world, choice) == values ? 1 : 0;
  });
  return count;
}

std::vector<Values> points_of(const Frontier& frontier) {
  std::vector<Values> points;
  for (std::size_t i = 0; i < frontier.size(); ++i) {
    const auto first = frontier.values.begin() + static_cast<std::ptrdiff_t>(i * frontier.principals);
    points.emplace_back(first, first + static_cast<std::ptrdiff_t>(frontier.principals));
  }
  return points;
}

/// Points, examples and counts against all packages.
void expect_right(const OneWorld& world, const Frontier& frontier, bool acceptable) {
  EXPECT_TRUE(frontier.exact());
  EXPECT_EQ(points_of(frontier), frontier_by_hand(world, acceptable));
  ASSERT_EQ(frontier.packages.size(), frontier.size());
  for (std::size_t i = 0; i < frontier.size(); ++i) {
    const std::vector<int> example = frontier.example(i, world.options.size());
    EXPECT_EQ(values_of(world, example), points_of(frontier)[i]);
    EXPECT_EQ(frontier.packages[i], count_by_hand(world, points_of(frontier)[i], acceptable));
    EXPECT_TRUE(keeps_rules(world, example));
    EXPECT_TRUE(!acceptable || refused_by(world, example) == 0);
  }
}

TEST(Overlap, TheFrontierRegionByRegionIsThatOfAllPackages) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed)
    for (const bool acceptable : {false, true}) {
      SCOPED_TRACE(seed);
      const Compiled compiled = compile(boxes(seed, seed % 4 == 0 ? 3 : 2), {});
      const OneWorld world = reference_one_world(compiled, Reading::cautious);
      FrontierOptions wanted;
      wanted.acceptable = acceptable;
      expect_right(world, frontier_by_regions(world, wanted), acceptable);
    }
}

/// Somebody refuses two options of each of some issues, whatever else is chosen.
OneWorld with_refusals(OneWorld world, std::uint64_t seed) {
  for (int v = 0; v < issues; ++v) {
    if ((seed >> v) % 2 == 0) continue;
    WorldTable table;
    table.scope = {v};
    table.values.assign(options * world.principals.size(), 0);
    table.shut.assign(options, 0);
    table.shut[seed % 3] = 1;
    table.shut[(seed + static_cast<std::uint64_t>(v)) % options] = 2;
    world.tables.push_back(std::move(table));
  }
  return world;
}

TEST(Overlap, TheFrontierBoxByBoxIsThatOfAllPackages) {
  int of_many = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed)
    for (const bool acceptable : {false, true}) {
      if (seed % 3 == 0) continue;  // has rules
      SCOPED_TRACE(seed);
      const Compiled compiled = compile(boxes(seed, seed % 4 == 0 ? 3 : 2), {});
      const OneWorld world = with_refusals(reference_one_world(compiled, Reading::cautious), seed);
      FrontierOptions wanted;
      wanted.acceptable = acceptable;
      const auto frontier = frontier_by_boxes(world, wanted);
      ASSERT_TRUE(frontier);
      expect_right(world, *frontier, acceptable);
      for (std::size_t i = 0; i < frontier->size(); ++i) of_many += frontier->packages[i] > 4 ? 1 : 0;
    }
  EXPECT_GT(of_many, 10);
}

TEST(Overlap, WhereEveryOptionOfAnIssueIsRefusedTheFrontierBoxByBoxIsEmpty) {
  const Compiled compiled = compile(boxes(1, 2), {});
  OneWorld world = reference_one_world(compiled, Reading::cautious);
  world.tables.push_back({{2}, std::vector<Wide>(options * 2, 0), std::vector<std::uint64_t>(options, 1)});
  FrontierOptions wanted;
  wanted.acceptable = true;
  const auto frontier = frontier_by_boxes(world, wanted);
  ASSERT_TRUE(frontier);
  EXPECT_TRUE(frontier->exact());
  EXPECT_EQ(frontier->size(), 0U);
}

TEST(Overlap, BoxByBoxGivesUpWhereItCouldNotBeExact) {
  const Compiled ruled = compile(boxes(3, 2), {});
  EXPECT_FALSE(frontier_by_boxes(reference_one_world(ruled, Reading::cautious), {})) << "rules";
  const Compiled compiled = compile(boxes(1, 2), {});
  OneWorld world = reference_one_world(compiled, Reading::cautious);
  FrontierOptions wanted;
  wanted.states = 2;
  EXPECT_FALSE(frontier_by_boxes(world, wanted)) << "too many sets to keep";
  wanted = {};
  wanted.points = 2;
  EXPECT_FALSE(frontier_by_boxes(world, wanted)) << "too many points";
  wanted = {};
  wanted.acceptable = true;
  world.tables.push_back(
      {{0, 1}, std::vector<Wide>(options * options * 2, 0), std::vector<std::uint64_t>(options * options, 0)});
  world.tables.back().shut[5] = 1;
  EXPECT_FALSE(frontier_by_boxes(world, wanted)) << "a refusal over two issues";
  wanted.acceptable = false;
  EXPECT_TRUE(frontier_by_boxes(world, wanted)) << "which is not looked at here";
}

TEST(Overlap, SolutionsAreTheBestOfAllPackages) {
  int some = 0;
  for (std::uint64_t seed = 101; seed <= 112; ++seed) {
    SCOPED_TRACE(seed);
    const Compiled compiled = compile(boxes(seed, 2), {});
    const OneWorld world = reference_one_world(compiled, Reading::cautious);
    long double product = -1, sum = -1;
    for_each_choice(world, [&](const std::vector<int>& choice) {
      if (!keeps_rules(world, choice)) return;
      const Values values = values_of(world, choice);
      long double of_gains = 1, of_values = 0;
      for (std::size_t k = 0; k < values.size(); ++k) {
        const auto scale = static_cast<long double>(world.principals[k].scale);
        const auto gain = static_cast<long double>(values[k] - *world.principals[k].reservation) / scale;
        if (gain < 0) return;
        of_gains *= gain;
        of_values += static_cast<long double>(values[k]) / scale;
      }
      product = std::max(product, of_gains);
      sum = std::max(sum, of_values);
    });
    SolutionOptions wanted;
    wanted.kinds = {SolutionKind::nash, SolutionKind::utilitarian, SolutionKind::leximin};
    const Solutions found = find_solutions(world, wanted);
    ASSERT_EQ(found.zone == Solutions::Zone::some, product >= 0);
    if (product <= 0) continue;
    ++some;
    EXPECT_TRUE(found.list[0].proven);
    EXPECT_NEAR(found.list[0].value, std::sqrt(static_cast<double>(product)), 1e-9);
    EXPECT_TRUE(found.list[1].proven);
    EXPECT_NEAR(found.list[1].value, static_cast<double>(sum), 1e-9);
    EXPECT_TRUE(found.list[2].proven);
    for (const Solution& solution : found.list) EXPECT_FALSE(solution.packages.empty());
  }
  EXPECT_GT(some, 3);
}

/// What a certificate's messages add to a cell, by the definition of a link: taken off its class in the table, added to
/// the options of its class in the variable's own block.
Wide moved(const Gains& gains, const Messages& messages, const Certificate& root, std::size_t block, std::size_t cell) {
  Wide sum = 0;
  for (const Messages::Link& link : messages.links()) {
    const std::vector<int>& class_of = gains.blocks[link.block].classes[link.place];
    if (link.block == block)
      sum -= root.messages[link.first + static_cast<std::size_t>(gains.blocks[block].choices[cell][link.place])];
    if (link.variable == block) sum += root.messages[link.first + static_cast<std::size_t>(class_of[cell])];
  }
  return sum;
}

TEST(Overlap, CertificatesHoldTableByTable) {
  int tight = 0;
  for (std::uint64_t seed = 201; seed <= 212; ++seed) {
    SCOPED_TRACE(seed);
    const Compiled compiled = compile(boxes(seed, 2), {});
    const OneWorld world = reference_one_world(compiled, Reading::cautious);
    const std::vector<std::optional<Wide>> anything(2);
    const Gains gains = make_gains(world, Values{0, 0}, anything, true);
    LinearGoal goal(gains, {1, 1});
    SearchLimits limits;
    limits.any = true;
    const SearchResult found = search(gains, goal, limits);
    const Messages messages(gains);
    Wide most = 0, best = 0;
    for (std::size_t k = 0; k < 2; ++k) most += found.root.multipliers[k] * gains.start[k];
    for (std::size_t b = 0; b < gains.blocks.size(); ++b) {
      std::optional<Wide> of_block;
      for (std::size_t cell = 0; cell < gains.blocks[b].open.size(); ++cell) {
        if (gains.blocks[b].open[cell] == 0) continue;
        Wide sum = moved(gains, messages, found.root, b, cell);
        for (std::size_t k = 0; k < 2; ++k) sum += found.root.multipliers[k] * gains.blocks[b].units[cell * 2 + k];
        of_block = std::max(of_block.value_or(sum), sum);
      }
      most += *of_block;
    }
    EXPECT_LE(most, found.root.most);
    for_each_choice(world, [&](const std::vector<int>& choice) {
      if (!is_allowed(gains, choice)) return;
      const Values units = units_of(gains, choice);
      best = std::max(best, found.root.multipliers[0] * units[0] + found.root.multipliers[1] * units[1]);
    });
    EXPECT_LE(best, most);
    tight += best * 100 >= most * 95 ? 1 : 0;
  }
  EXPECT_GT(tight, 6) << "sums moved between tables make the bound nearly that of the best package";
}

TEST(Overlap, AFrontierWhoseSearchesEndAtTheirBudgetSaysWhatItMayMiss) {
  const Compiled compiled = compile(boxes(7, 2), {});
  const OneWorld world = reference_one_world(compiled, Reading::cautious);
  for (const std::uint64_t nodes : {1, 3, 10, 30}) {
    FrontierOptions wanted;
    wanted.nodes = nodes;
    const Frontier frontier = frontier_by_regions(world, wanted);
    if (!frontier.worked_out) continue;
    for (const Values& point : frontier_by_hand(world, false)) {
      const auto points = points_of(frontier);
      EXPECT_TRUE(std::any_of(points.begin(), points.end(), [&](Values ours) {
        for (std::size_t k = 0; k < ours.size(); ++k) ours[k] += frontier.cover[k];
        return at_least(ours, point);
      }));
    }
  }
}

}  // namespace
}  // namespace parley
