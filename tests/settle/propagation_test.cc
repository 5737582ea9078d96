#include "settle/propagation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "model/random_terms.h"

namespace parley {
namespace {

/// Calls body for every choice of a case of RandomTerms that is looked at and has the options chosen so far.
template <class Body>
void for_each_allowed(const Gains& gains, const std::vector<int>& chosen, const Body& body) {
  std::vector<int> choice(gains.world->options.size(), 0);
  for (;;) {
    bool agrees = true;
    for (std::size_t v = 0; v < choice.size(); ++v) agrees = agrees && (chosen[v] < 0 || chosen[v] == choice[v]);
    if (agrees && is_allowed(gains, choice)) body(choice);
    std::size_t v = 0;
    while (v < choice.size() && ++choice[v] == gains.world->options[v]) choice[v++] = 0;
    if (v == choice.size()) return;
  }
}

TEST(Propagation, LosesNoPackageThatTheRulesAllow) {
  int thinned = 0;
  for (std::uint64_t seed = 0; seed < 60; seed += 3) {  // those with rules
    const Compiled compiled = compile(RandomTerms{seed, 2}.make(), {});
    const OneWorld world = reference_one_world(compiled, Reading::open);
    const std::vector<std::optional<Wide>> anything(2);
    const Gains gains = make_gains(world, std::vector<Wide>{0, 0}, anything, true);
    const Messages messages(gains);
    const Propagation propagation(gains, messages);
    std::mt19937_64 random(seed);
    Openings node = propagation.beginning();
    bool left = propagation.propagate(node);
    for (int v = 0; v < RandomTerms::issues && left; ++v) {
      if (node.choice[v] >= 0) continue;
      const std::vector<Part>& open = node.blocks[v];
      const int option = open[random() % open.size()].cell;
      std::vector<int> chosen = node.choice;
      chosen[v] = option;
      left = propagation.assign(node, v, option) && propagation.propagate(node);
      int packages = 0;
      for_each_allowed(gains, chosen, [&](const std::vector<int>& choice) {
        ++packages;
        if (!left) return;
        for (std::size_t i = 0; i < choice.size(); ++i)
          EXPECT_TRUE(std::any_of(node.blocks[i].begin(), node.blocks[i].end(), [&](const Part& part) {
            return part.cell == choice[i];
          })) << seed;
      });
      EXPECT_TRUE(left || packages == 0) << seed;
      for (int other = v + 1; other < RandomTerms::issues; ++other)
        thinned += node.blocks[other].size() < RandomTerms::options ? 1 : 0;
    }
  }
  EXPECT_GT(thinned, 20);
}

TEST(Propagation, DropsPartsAndDealsTheirSharesOut) {
  std::vector<Part> parts{{0, 0.5}, {1, 0.25}, {2, 0.25}};
  EXPECT_FALSE(drop(parts, [](const Part&) { return false; }));
  EXPECT_TRUE(drop(parts, [](const Part& part) { return part.cell == 0; }));
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_DOUBLE_EQ(parts[0].share, 0.5);
  EXPECT_DOUBLE_EQ(parts[1].share, 0.5);
}

}  // namespace
}  // namespace parley
