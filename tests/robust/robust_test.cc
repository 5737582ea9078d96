#include "robust/robust.h"

#include <cmath>

#include "model/case_text.h"

namespace parley {
namespace {

RobustOptions with_worlds(std::size_t worlds) {
  RobustOptions options;
  options.worlds = worlds;
  return options;
}

TEST(Share, HasWilsonsInterval) {
  // Newcombe 1998, table I (a): 81 of 263 at 95 % by Wilson's score: .2553 to .3662.
  const Share share = make_share(81, 263);
  EXPECT_NEAR(share.low, 0.2553, 5e-5);
  EXPECT_NEAR(share.high, 0.3662, 5e-5);
  // and 0 of 20: 0 to .1611.
  EXPECT_EQ(make_share(0, 20).low, 0);
  EXPECT_NEAR(make_share(0, 20).high, 0.1611, 5e-5);
}

TEST(Share, TellsHowManyWorldsAPrecisionNeeds) {
  for (const double precision : {0.3, 0.05, 0.01, 0.003}) {
    const auto half_width = [](std::size_t worlds) {
      const Share share = make_share(worlds / 2, worlds);
      return (share.high - share.low) / 2;
    };
    const std::size_t worlds = worlds_for(precision) / 2 * 2;  // an even number has a share of one half
    EXPECT_LE(half_width(worlds + 2), precision);
    if (worlds > 10) {
      EXPECT_GT(half_width(worlds - 4), precision);
    }
  }
  EXPECT_EQ(worlds_for(0.01), 9600U);  // 1.96² / (4 · .01²) - 1.96² = 9599.8…
}

constexpr const char* one_issue = R"(title: T
parties:
  - {id: a, no_deal: {x: one}}
  - {id: b, no_deal: {x: one}}
issues:
  - {id: x, options: [one, two, three]}
)";

TEST(Robust, ListsPackagesByShareAndLeavesOutThoseThatNobodyAccepts) {
  // One issue, so its weight is 1. `two` is worth demand = 1 to both, above tolerate; `three` is rejected by b. The
  // package `one` is the no-deal itself and settles nothing.
  const auto c =
      case_of(one_issue, judged("s1", "a", "x", "one", "tolerate") + judged("s2", "b", "x", "one", "tolerate") +
                             judged("s3", "a", "x", "two|three", "demand") + judged("s4", "b", "x", "two", "demand") +
                             judged("s5", "b", "x", "three", "reject"));
  const RobustResult result = robust(compile(c, {}), with_worlds(500));
  ASSERT_EQ(result.best.size(), 1U);
  EXPECT_EQ(package_ids(*c, result.best[0].package), "x=two");
  for (Reading reading : readings) {
    EXPECT_EQ(result.readings[static_cast<int>(reading)].best_share.value, 1);
    EXPECT_EQ(result.readings[static_cast<int>(reading)].zone_share.value, 1);
    EXPECT_TRUE(result.readings[static_cast<int>(reading)].proven);
  }
}

TEST(Robust, APackageThatLeavesClausesOpenIsJudgedAsItsNoDealThere) {
  // y is left open: for both it then counts as `one`. Judging the same package in full gives the same shares.
  const std::string yaml = R"(title: T
parties:
  - {id: a, no_deal: {x: one, y: one}}
  - {id: b, no_deal: {x: one, y: one}}
issues:
  - {id: x, options: [one, two]}
  - {id: y, options: [one, two]}
)";
  const auto c =
      case_of(yaml, judged("s1", "a", "x", "two", "favour") + judged("s2", "a", "x", "one", "accept") +
                        judged("s3", "b", "x", "two", "0.6") + judged("s4", "b", "y", "one", "0.2..0.9") +
                        judged("s5", "a", "y", "two", "tolerate") + judged("s6", "b", "x", "one", "0.3..0.8"));
  const Compiled compiled = compile(c, {});
  const RatedPackage part = judge(compiled, parse_package(*c, "x=two"), with_worlds(2000));
  const RatedPackage full = judge(compiled, parse_package(*c, "x=two,y=one"), with_worlds(2000));
  for (Reading reading : readings) {
    const auto at = static_cast<int>(reading);
    EXPECT_EQ(part.share[at].count, full.share[at].count);
    EXPECT_GT(part.share[at].count, 0U);
    EXPECT_LT(part.share[at].count, 2000U);
    for (std::size_t p = 0; p < part.parties[at].size(); ++p)
      EXPECT_EQ(part.parties[at][p].consents.count, full.parties[at][p].consents.count);
  }
}

TEST(Robust, TheShareOfTheBestOfManyIsMeasuredOnWorldsThatDidNotChooseIt) {
  // a, by itself, takes any of many packages with the same chance, so the best on few searched worlds looks better than
  // it is; on held-out worlds it does not. Over seeds the searched share is above the held-out one by far more than
  // chance.
  std::string yaml = "title: T\nparties: [{id: a, no_deal: {x: none}}]\nissues:\n  - id: x\n    options: [none, bad";
  for (int o = 0; o < 40; ++o) yaml += ", o" + std::to_string(o);
  yaml += "]\n";
  const auto c = case_of(yaml, judged("s1", "a", "x", "none", "0.5") + judged("s2", "a", "x", "bad", "oppose"));
  const Compiled compiled = compile(c, {});
  double searched = 0;
  double held_out = 0;
  const int seeds = 40;
  for (int seed = 0; seed < seeds; ++seed) {
    RobustOptions options = with_worlds(100);
    options.seed = static_cast<std::uint64_t>(seed);
    options.unknowns = false;
    const RobustResult result = robust(compiled, options);
    searched += result.readings[1].best_searched.value;
    held_out += result.readings[1].best_share.value;
  }
  // In the open reading each package is better than .5 in half of the worlds; the best of 40 on 100 worlds is near .6.
  EXPECT_GT(searched / seeds, 0.58);
  EXPECT_NEAR(held_out / seeds, 0.5, 4.5 * 0.05 / std::sqrt(seeds));
}

TEST(Robust, SaysWhichOptionsArePartOfAnAcceptablePackageAndWhatOtherMeasuresWouldPick) {
  // All in numbers, so every world is the same. Gains (a, b) of x: one (0, 0), two (3, 1), three (1, 4), four (5, -1);
  // y adds none (0, 0) or more (-2, 2). By value alone: two+none (3, 1), two+more (1, 3), three+none (1, 4), four+more
  // (3, 1) are accepted; three+more is (-1, 6), four+none (5, -1). The least gain is at most 1; the largest product is
  // 4, of three+none.
  const auto c = case_of(R"(title: T
parties:
  - {id: a, reservation: 10}
  - {id: b, reservation: 10}
issues:
  - {id: x, options: [four, one, three, two]}
  - {id: y, options: [more, none]}
)",
                         judged("s1", "a", "x", "one", "10") + judged("s2", "a", "x", "two", "13") +
                             judged("s3", "a", "x", "three", "11") + judged("s4", "a", "x", "four", "15") +
                             judged("s5", "b", "x", "one", "10") + judged("s6", "b", "x", "two", "11") +
                             judged("s7", "b", "x", "three", "14") + judged("s8", "b", "x", "four", "9") +
                             judged("s9", "a", "y", "none", "0") + judged("s10", "a", "y", "more", "-2") +
                             judged("s11", "b", "y", "none", "0") + judged("s12", "b", "y", "more", "2"));
  RobustOptions options = with_worlds(50);
  options.best = 3;
  const RobustResult result = robust(compile(c, {}), options);
  for (const ReadingAnswer& answer : result.readings) {
    EXPECT_EQ(answer.everywhere, 3U);
    EXPECT_TRUE(answer.everywhere_more);
    ASSERT_EQ(answer.options.size(), 6U);
    for (const OptionShare& o : answer.options)
      EXPECT_EQ(o.share.value, c->casebook.issues[o.issue].options[o.option].id == "one" ? 0 : 1);
    ASSERT_TRUE(answer.worst_case);
    EXPECT_EQ(answer.worst_case->value, 1);
    ASSERT_TRUE(answer.nash_product);
    EXPECT_EQ(answer.nash_product->value, 4);
    EXPECT_EQ(package_ids(*c, answer.nash_product->package), "x=three,y=none");
  }
}

TEST(Robust, AskingWhatDecidesComesFirst) {
  // b takes `two` if its own worth of it (silent, so uniform when open) beats .9; a takes either. Knowing b's worth of
  // `two` and of `three` is all there is to gain: the better of the two is then chosen.
  const auto c = case_of(
      "title: T\nparties: [{id: a, no_deal: {x: one}}, {id: b, no_deal: {x: one}}]\nissues: [{id: x, options: [one, "
      "two, "
      "three, four]}]\n",
      judged("s1", "a", "x", "two|three", "demand") + judged("s2", "b", "x", "one", "0.6") +
          judged("s3", "b", "x", "four", "oppose"));
  const RobustResult result = robust(compile(c, {}), with_worlds(4000));
  ASSERT_GE(result.unknowns.size(), 2U);
  EXPECT_EQ(result.unknowns[0].kind, UnknownKind::stance);
  EXPECT_EQ(result.unknowns[0].party, 1);
  EXPECT_GT(result.unknowns[0].low, 0);
  // P(best) = .4. Where the first is worth more than .6 it is chosen and accepted, elsewhere the other is, with .4:
  // E = .4 + .6 x .4 = .64, a gain of .24.
  EXPECT_NEAR(result.unknowns[0].gain, 0.24, 0.04);
}

}  // namespace
}  // namespace parley
