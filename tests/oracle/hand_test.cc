// Cases small enough to be worked out on paper; the derivation stands with each. Both the program and the naive model
// must come to the number.
#include <algorithm>
#include <cmath>
#include <sstream>

#include "oracle/support.h"
#include "settle/settle.h"

namespace oracle {
namespace {

using namespace parley;

// Judgements, one a line: "party,issue,option,stance,importance,certainty".
CaseText paper(const std::string& case_yaml, const std::string& judgements) {
  CaseText text;
  text.case_yaml = "title: On paper\n" + case_yaml;
  text.documents_yaml = "[]\n";
  text.statements_csv = "id,form,note,date,party,issue,option,stance,importance,certainty\n";
  std::istringstream lines(judgements);
  int row = 0;
  for (std::string line; std::getline(lines, line);)
    text.statements_csv += "s" + std::to_string(++row) + ",judgement,On paper.,2025-01-01," + line + "\n";
  return text;
}

// The share of worlds in which all who must consent accept a package: the program's and the naive model's.
void expect_share(const CaseText& text, const std::string& package, Reading reading, double share) {
  const auto c = must_read(text);
  RobustOptions options;
  options.worlds = 20000;
  const RatedPackage rated = judge(compile(c, {}), find(*c, package), options);
  const Share& program = rated.share[static_cast<std::size_t>(reading)];
  const Naive naive(*c, {});
  std::mt19937_64 random(1);
  std::size_t accepted = 0;
  for (std::size_t s = 0; s < options.worlds; ++s) {
    const Judged judged = naive.judge(naive.sample(random), reading, find(*c, package));
    accepted += judged.consented() && judged.settles ? 1 : 0;
  }
  const double slack = 4.5 * std::sqrt(share * (1 - share) / static_cast<double>(options.worlds)) + 1e-9;
  EXPECT_NEAR(program.value, share, slack) << "by the program";
  EXPECT_NEAR(static_cast<double>(accepted) / static_cast<double>(options.worlds), share, slack) << "naively";
}

std::string two_parties(const std::string& no_deal_option = "war") {
  return "parties:\n  - {id: a, no_deal: {peace: " + no_deal_option +
         "}}\n  - {id: b, no_deal: {peace: " + no_deal_option +
         "}}\n"
         "issues:\n  - id: peace\n    options: [{id: x}, {id: y}, {id: war, only_without_deal: true}]\n";
}

// One issue, so its weight is 1. b gains for certain: demand 1 against oppose 0. a has .3 against its `accept`, the
// middle one of three sorted uniforms: it is at most t with probability 3t²(1 - t) + t³ = 3·.09·.7 + .027 = .216.
TEST(OnPaper, ANumberAgainstTheMiddleOfThreeSortedUniforms) {
  const CaseText text =
      paper(two_parties(), "a,peace,x,0.3,,\na,peace,war,accept,,\nb,peace,x,demand,,\nb,peace,war,oppose,,");
  expect_share(text, "peace=x", Reading::cautious, 0.216);
  expect_share(text, "peace=x", Reading::open, 0.216);
}

// `tolerate` is the least of the three: at most t with probability 1 - (1 - t)³ = 1 - .7³ = .657.
TEST(OnPaper, ANumberAgainstTheLeastOfThreeUniforms) {
  const CaseText text =
      paper(two_parties(), "a,peace,x,0.3,,\na,peace,war,tolerate,,\nb,peace,x,demand,,\nb,peace,war,oppose,,");
  expect_share(text, "peace=x", Reading::cautious, 0.657);
}

// a has said nothing on x. Cautious: 0 against a `tolerate` above 0, never. Open: a uniform against the least of three
// uniforms; of four it is the least with probability 1/4, so it reaches `tolerate` with 3/4.
TEST(OnPaper, SilenceInBothReadings) {
  const CaseText text = paper(two_parties(), "a,peace,war,tolerate,,\nb,peace,x,demand,,\nb,peace,war,oppose,,");
  expect_share(text, "peace=x", Reading::cautious, 0);
  expect_share(text, "peace=x", Reading::open, 0.75);
}

// a has said nothing on its no-deal either: that takes its open value in both readings. x is `favour`, the greatest of
// three uniforms; a fourth one is greater with probability 1/4.
TEST(OnPaper, ASilentNoDealTakesItsOpenValueInBothReadings) {
  const CaseText text = paper(two_parties(), "a,peace,x,favour,,\nb,peace,x,demand,,\nb,peace,war,oppose,,");
  expect_share(text, "peace=x", Reading::cautious, 0.75);
  expect_share(text, "peace=x", Reading::open, 0.75);
}

// A red line binds in .7 of the worlds, its row is right in .5; where it is absent a is silent: cautiously worth 0 as
// the no-deal that it opposes. So all accept in 1 - .35 = .65.
TEST(OnPaper, FirmnessAndCertaintyMultiply) {
  const CaseText text = paper("firmness: 0.7\n" + two_parties(),
                              "a,peace,x,reject,,0.5\na,peace,war,oppose,,\nb,peace,x,demand,,\nb,peace,war,oppose,,");
  expect_share(text, "peace=x", Reading::cautious, 0.65);
}

// The source does not say which of x and y a rejects; the world draws one. Where it is y, a is silent on x: worth 0, as
// the no-deal that it opposes.
TEST(OnPaper, OneOfTwoOptionsIsMeantInHalfOfTheWorlds) {
  const CaseText text =
      paper(two_parties(), "a,peace,?(x|y),reject,,\na,peace,war,oppose,,\nb,peace,x,demand,,\nb,peace,war,oppose,,");
  expect_share(text, "peace=x", Reading::cautious, 0.5);
}

std::string two_issues(const std::string& of_a, int issues) {
  std::string yaml = "parties:\n  - {id: a, " + of_a + "}\n  - {id: b}\nissues:\n";
  for (int i = 1; i <= issues; ++i) yaml += "  - {id: i" + std::to_string(i) + ", options: [{id: x}, {id: y}]}\n";
  return yaml;
}

// Two weights, w1 >= w2, uniform on that half of the simplex: w1 is uniform on [1/2, 1]. Only i1 is worth anything, so
// a's value is w1, and it reaches .75 in half of the worlds, .6 in .8 of them.
TEST(OnPaper, TheGreaterOfTwoWeightsIsUniformAboveOneHalf) {
  const std::string rows = "a,i1,x,demand,high,\na,i2,x,oppose,low,\nb,i1,x,accept,,";
  expect_share(paper(two_issues("reservation: 0.75", 2), rows), "i1=x,i2=x", Reading::cautious, 0.5);
  expect_share(paper(two_issues("reservation: 0.6", 2), rows), "i1=x,i2=x", Reading::open, 0.8);
}

// Three weights; w1 is the greatest. Each passes 1/2 with probability (1 - 1/2)² = 1/4, never two of them at once: 3/4.
TEST(OnPaper, TheGreatestOfThreeWeightsPassesOneHalfInThreeOfFourWorlds) {
  const std::string rows = "a,i1,x,demand,critical,\na,i2,x,oppose,high,\na,i3,x,oppose,low,\nb,i1,x,accept,,";
  expect_share(paper(two_issues("reservation: 0.5", 3), rows), "i1=x,i2=x,i3=x", Reading::cautious, 0.75);
}

// Unknown importance is no order at all: w1 of three passes 1/2 with probability (1 - 1/2)² = 1/4, even where the other
// two are ordered between themselves.
TEST(OnPaper, AnUnknownImportanceIsNotOrdered) {
  const std::string rows = "a,i1,x,demand,,\na,i2,x,oppose,high,\na,i3,x,oppose,low,\nb,i1,x,accept,,";
  expect_share(paper(two_issues("reservation: 0.5", 3), rows), "i1=x,i2=x,i3=x", Reading::cautious, 0.25);
}

// a's package is worth w_i, its no-deal w_j, so it consents exactly where w_i >= w_j: in every world where i is ordered
// above j, whatever else is known. Telling one importance more must keep each of these.
TEST(OnPaper, AnAddedOrderAdmitsNoPreferenceThatWasExcludedBefore) {
  const char* classes[] = {"low", "medium", "high", "critical"};
  std::mt19937_64 random(7);
  RobustOptions options;
  options.worlds = 200;
  int kept = 0;
  for (int trial = 0; trial < 12; ++trial) {
    int order[4];
    for (int& c : order) c = static_cast<int>(random() % 5) - 1;  // -1: unknown
    int more[4];
    std::copy(order, order + 4, more);
    for (int& c : more)
      if (c < 0) {
        c = static_cast<int>(random() % 4);
        break;
      }
    const auto consents = [&](const int* importance, int i, int j) {
      std::string yaml = "parties:\n  - {id: a, no_deal: {";
      for (int k = 0; k < 4; ++k) yaml += "i" + std::to_string(k) + (k == j ? ": x, " : ": y, ");
      yaml += "}}\n  - {id: b}\nissues:\n";
      std::string rows = "b,i0,x,accept,,\n";
      std::string package;
      for (int k = 0; k < 4; ++k) {
        const std::string id = "i" + std::to_string(k);
        yaml += "  - {id: " + id + ", options: [{id: x}, {id: y}]}\n";
        rows += "a," + id + ",x,demand," + (importance[k] < 0 ? "" : classes[importance[k]]) + ",\n";
        rows += "a," + id + ",y,oppose,,\n";
        package += (k == 0 ? "" : ",") + id + (k == i ? "=x" : "=y");
      }
      const auto c = must_read(paper(yaml, rows));
      return judge(compile(c, {}), find(*c, package), options).parties[0][0].consents.value;
    };
    for (int i = 0; i < 4; ++i)
      for (int j = 0; j < 4; ++j) {
        if (i == j || order[i] < 0 || order[j] < 0 || order[i] <= order[j]) continue;
        EXPECT_EQ(consents(order, i, j), 1);
        EXPECT_EQ(consents(more, i, j), 1);
        ++kept;
      }
  }
  EXPECT_GT(kept, 10);
}

// Two parties, each silent on its no-deal's rival: x is `favour` to both, no-deal a number. The greatest of three
// sorted uniforms is above t with probability 1 - t³. With t = .5 for a and .8 for b, who are drawn apart: (1 - .125)(1
// - .512) = .427. y is `accept` to both, the middle one: 1 - 3t² + 2t³, so .5 · .104 = .052. A world has some package
// where x or y is accepted; y is never above x, so that is x's share as well, and no other measure could tell them
// apart.
TEST(OnPaper, TheBestOfTwoPackagesAndTheZone) {
  const CaseText text = paper(two_parties(),
                              "a,peace,x,favour,,\na,peace,y,accept,,\na,peace,war,0.5,,\n"
                              "b,peace,x,favour,,\nb,peace,y,accept,,\nb,peace,war,0.8,,");
  expect_share(text, "peace=x", Reading::cautious, 0.427);
  expect_share(text, "peace=y", Reading::open, 0.052);
  const auto c = must_read(text);
  RobustOptions options;
  options.worlds = 20000;
  const RobustResult result = robust(compile(c, {}), options);
  for (const ReadingAnswer& answer : result.readings) {
    const double slack = 4.5 * std::sqrt(0.427 * 0.573 / 20000);
    EXPECT_NEAR(answer.best_share.value, 0.427, slack);
    EXPECT_NEAR(answer.best_searched.value, 0.427, slack);
    EXPECT_EQ(answer.zone_share.count, answer.best_searched.count);
    EXPECT_EQ(answer.everywhere, 0U);
    ASSERT_EQ(answer.options.size(), 2U);  // on the first thousand worlds
    EXPECT_NEAR(answer.options[0].share.value, 0.427, 4.5 * std::sqrt(0.427 * 0.573 / 1000));
    EXPECT_NEAR(answer.options[1].share.value, 0.052, 4.5 * std::sqrt(0.052 * 0.948 / 1000));
  }
}

std::string voted(const std::string& body) {
  return "parties:\n  - {id: a}\n  - {id: m, kind: voice}\n  - {id: n, kind: voice}\n  - {id: c, kind: body, members: "
         "[m, n], " +
         body + "}\nissues:\n  - id: peace\n    options: [{id: x, needs: [c]}, {id: y}]\n";
}

// Both members are silent; in the open reading they share one draw, which is yes in half of the worlds: not a quarter.
TEST(OnPaper, SilentVotesShareOneDraw) {
  const std::string rows = "a,peace,x,accept,,";
  expect_share(paper(voted("rule: unanimity"), rows), "peace=x", Reading::cautious, 0);
  expect_share(paper(voted("rule: unanimity"), rows), "peace=x", Reading::open, 0.5);
  expect_share(paper(voted("rule: majority"), rows), "peace=x", Reading::open, 0.5);
  expect_share(paper(voted("rule: unanimity, silent: consent"), rows), "peace=x", Reading::cautious, 1);
  expect_share(paper(voted("rule: unanimity, silent: refuse"), rows), "peace=x", Reading::open, 0);
}

// m votes by a number: yes where its `tolerate`, the least of three uniforms, is at most .5, in 1 - .5³ = .875 of the
// worlds. Its row in words on y keeps it from being a party in its own units.
TEST(OnPaper, ANumberVotesYesAtOrAboveTolerate) {
  const std::string rows = "a,peace,x,accept,,\nm,peace,x,0.5,,\nm,peace,y,oppose,,\nn,peace,x,tolerate,,";
  expect_share(paper(voted("rule: unanimity"), rows), "peace=x", Reading::cautious, 0.875);
}

// No member is more than half of two: a majority of two needs both, and one that opposes is enough to stop it.
TEST(OnPaper, HalfIsNoMajority) {
  const std::string rows = "a,peace,x,accept,,\nm,peace,x,demand,,\nn,peace,x,oppose,,";
  expect_share(paper(voted("rule: majority"), rows), "peace=x", Reading::open, 0);
  expect_share(paper(voted("rule: quota, quota: 2, weights: {m: 2, n: 1}"), rows), "peace=x", Reading::cautious, 1);
}

// x is what both expect without a deal: nobody is below, nobody gains, nothing is settled. Counts keep it.
TEST(OnPaper, APackageThatLeavesEverybodyExactlyThereSettlesNothing) {
  const CaseText text =
      paper(two_parties("x"), "a,peace,x,accept,,\na,peace,y,oppose,,\nb,peace,x,accept,,\nb,peace,y,reject,,");
  expect_share(text, "peace=x", Reading::cautious, 0);
  const Counts counts = count_packages(compile(must_read(text), {}), {});
  EXPECT_EQ(counts.accepted_by_all.lower, BigInt(1));
}

// An ordered issue of three; a codes the lower end as 1 and opposes the upper one: the middle is worth .5 in every
// world. Reservation .5 is met exactly, .6 is not.
TEST(OnPaper, TheMiddleOfALineIsWorthTheMean) {
  const auto line = [](const std::string& reservation) {
    return paper("parties:\n  - {id: a, reservation: " + reservation +
                     "}\n  - {id: b}\nissues:\n  - {id: land, kind: ordered, options: [{id: p}, {id: q}, {id: r}]}\n",
                 "a,land,p,demand,,\na,land,r,oppose,,\nb,land,q,accept,,");
  };
  expect_share(line("0.6"), "land=q", Reading::open, 0);
  expect_share(line("0.4"), "land=q", Reading::open, 1);
}

// Only the middle is coded, .4. Cautiously both ends are 0. Open: the lower end is uniform on [0, 1]; where it is above
// .4 the line falls, so a greater upper end would be a second peak, and it is uniform on [0, .4]; else on [0, 1]. The
// upper end reaches .3 with probability .6 · 1/4 + .4 · .7 = .43; the lower one with .7.
TEST(OnPaper, AnUncodedEndAddsNoPeak) {
  const CaseText text = paper(
      "parties:\n  - {id: a, reservation: 0.3}\n  - {id: b}\n"
      "issues:\n  - {id: land, kind: ordered, options: [{id: p}, {id: q}, {id: r}]}\n"
      "  - {id: other, concerns: [b], options: [{id: x}]}\n",
      "a,land,q,0.4..0.4,,\nb,land,q,accept,,");
  expect_share(text, "land=p", Reading::cautious, 0);
  expect_share(text, "land=r", Reading::open, 0.43);
  expect_share(text, "land=p", Reading::open, 0.7);
}

// Raiffa's Panama Canal negotiation as Brams and Taylor give it (1996): ten issues, each to one side, in points. The US
// is at least at 50 and Panama at least at 50: counted here by plain sums over the 1024 splits.
TEST(OnPaper, PointsOverTenIssues) {
  const int us[] = {22, 22, 15, 14, 11, 6, 4, 2, 2, 2};
  const int panama[] = {9, 15, 15, 3, 15, 5, 11, 7, 7, 13};
  std::string yaml = "parties:\n  - {id: us, reservation: 50}\n  - {id: panama, reservation: 50}\nissues:\n";
  std::string rows;
  for (int i = 0; i < 10; ++i) {
    const std::string id = "i" + std::to_string(i);
    yaml += "  - {id: " + id + ", options: [{id: us}, {id: panama}]}\n";
    rows += "us," + id + ",us," + std::to_string(us[i]) + ",,\nus," + id + ",panama,0,,\n";
    rows += "panama," + id + ",panama," + std::to_string(panama[i]) + ",,\npanama," + id + ",us,0,,\n";
  }
  int both = 0;
  for (int split = 0; split < 1024; ++split) {
    int to_us = 0;
    int to_panama = 0;
    for (int i = 0; i < 10; ++i) ((split >> i) % 2 == 0 ? to_us += us[i] : to_panama += panama[i]);
    both += to_us >= 50 && to_panama >= 50 ? 1 : 0;
  }
  const auto c = must_read(paper(yaml, rows));
  EXPECT_EQ(count_packages(compile(c, {}), {}).accepted_by_all.lower, BigInt(both));
  EXPECT_EQ(Naive(*c, {}).count(Reading::open).accepted_by_all, static_cast<std::uint64_t>(both));
}

}  // namespace
}  // namespace oracle
