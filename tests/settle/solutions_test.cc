#include "settle/solutions.h"

#include <cmath>
#include <map>

#include "model/case_text.h"

namespace parley {
namespace {

// Two parties, one issue: packages a to e at the points given.
OneWorld world_of(const Compiled& compiled) { return reference_one_world(compiled, Reading::cautious); }

std::shared_ptr<const Case> table(const std::vector<std::pair<int, int>>& points, const std::string& parties) {
  std::string yaml = "title: t\nparties:\n" + parties + "issues:\n  - id: i\n    options: [";
  std::string rows;
  for (std::size_t o = 0; o < points.size(); ++o) {
    const std::string id(1, static_cast<char>('a' + o));
    yaml += (o > 0 ? ", " : "") + id;
    rows += judged("x" + id, "x", "i", id, std::to_string(points[o].first));
    rows += judged("y" + id, "y", "i", id, std::to_string(points[o].second));
  }
  return case_of(yaml + "]\n", rows);
}

const std::string two = "  - {id: x, reservation: 0}\n  - {id: y, reservation: 0}\n";

std::string ids(const OneWorld& world, const Solution& s) {
  std::string text;
  for (const auto& choice : s.packages) {
    const Variable& v = world.compiled->variables[0];
    text += world.compiled->source->casebook.issues[v.issue].options[v.options[choice[0]]].id;
  }
  return text;
}

const Solution& of(const Solutions& all, SolutionKind kind) {
  for (const Solution& s : all.list)
    if (s.kind == kind) return s;
  throw std::runtime_error("not there");
}

TEST(Solutions, PickTheirOwnPackagesOfAHandmadeTable) {
  // Products 10, 36, 25, 22; sums 11, 13, 10, 23; ideal (22, 10).
  const Compiled compiled = compile(table({{1, 10}, {9, 4}, {5, 5}, {22, 1}}, two), {});
  const OneWorld world = world_of(compiled);
  const Solutions all = find_solutions(world, {});
  EXPECT_EQ(ids(world, of(all, SolutionKind::nash)), "b");
  EXPECT_DOUBLE_EQ(of(all, SolutionKind::nash).value, 6);
  EXPECT_EQ(ids(world, of(all, SolutionKind::leximin)), "c");
  EXPECT_EQ(ids(world, of(all, SolutionKind::utilitarian)), "d");
  EXPECT_EQ(ids(world, of(all, SolutionKind::kalai_smorodinsky)), "b");  // least shares 1/22, 9/22, 5/22, 1/10
  EXPECT_EQ(all.ideal_packages, (std::vector<std::vector<int>>{{3}, {0}}));
  EXPECT_EQ(ids(world, of(all, SolutionKind::fallback)), "bc");  // ranks (4,1) (2,3) (3,2) (1,4)
}

TEST(Solutions, WithZeroSurplusEveryPackageTies) {
  const Compiled compiled =
      compile(table({{3, 3}, {3, 3}, {1, 5}}, "  - {id: x, reservation: 3}\n  - {id: y, reservation: 3}\n"), {});
  const OneWorld world = world_of(compiled);
  for (const Solution& s : find_solutions(world, {}).list) {
    EXPECT_EQ(ids(world, s), "ab") << solution_id(s.kind);
    EXPECT_TRUE(s.proven);
  }
}

TEST(Solutions, APartyThatCanGainNothingIsLeftOutOfTheProduct) {
  const Compiled compiled = compile(table({{0, 2}, {0, 5}, {0, 1}}, two), {});
  const OneWorld world = world_of(compiled);
  const Solutions all = find_solutions(world, {});
  EXPECT_EQ(ids(world, of(all, SolutionKind::nash)), "b");
  EXPECT_DOUBLE_EQ(of(all, SolutionKind::nash).value, 5);
}

TEST(Solutions, AnEmptyZoneHasNone) {
  const Compiled compiled =
      compile(table({{3, 1}, {1, 3}}, "  - {id: x, reservation: 2}\n  - {id: y, reservation: 2}\n"), {});
  const Solutions all = find_solutions(world_of(compiled), {});
  EXPECT_EQ(all.zone, Solutions::Zone::empty);
  EXPECT_TRUE(all.list.empty());
}

TEST(Solutions, AWeightCountsAPartyAsSoMany) {
  const Compiled compiled = compile(table({{1, 10}, {4, 4}, {10, 1}}, two), {});
  const OneWorld world = world_of(compiled);
  SolutionOptions options;
  options.weights = {3, 1};
  EXPECT_EQ(ids(world, of(find_solutions(world, options), SolutionKind::nash)), "c");
}

// Parties p to t over four issues in words, with two rules; parties and rules stand in the order given.
std::shared_ptr<const Case> five_parties(const std::string& parties, const std::string& rules, int seed = 8) {
  std::string yaml = "title: t\nparties:\n";
  for (const char party : parties) yaml += std::string("  - {id: ") + party + ", no_deal: {f: a, g: a, h: a, i: a}}\n";
  yaml += "issues:\n";
  for (const char* issue : {"f", "g", "h", "i"})
    yaml += std::string("  - {id: ") + issue + ", options: [a, b, c, d]}\n";
  constexpr const char* stances[] = {"accept", "favour", "demand", "tolerate", "favour", "accept", "demand"};
  constexpr const char* importances[] = {"critical", "high", "medium", "low", "high"};
  std::string rows;
  for (int p = 0; p < 5; ++p)
    for (int i = 0; i < 4; ++i)
      for (int o = 1; o < 4; ++o) {
        const std::string party(1, static_cast<char>('p' + p)), issue(1, static_cast<char>('f' + i));
        rows += judged(party + issue + std::to_string(o), party, issue, std::string(1, static_cast<char>('a' + o)),
                       stances[(p * (5 + seed) + i * (3 + seed / 7) + o * (p + 2 + seed % 3)) % 7],
                       o == 1 ? std::string(importances[(p * 2 + i) % 5]) + ",,,,," : ",,,,,");
      }
  return case_of(yaml + "rules: [" + rules + "]\n", rows);
}

TEST(Solutions, AreTheSameToTheLastDigitAndNodeInAnyOrderOfPartiesAndRules) {
  for (const int seed : {8, 25, 37}) {
    const Compiled compiled =
        compile(five_parties("pqrst", "f = b -> g != c, h = b -> i != d, g = d -> h != c", seed), {});
    const Compiled turned =
        compile(five_parties("tqspr", "g = d -> h != c, h = b -> i != d, f = b -> g != c", seed), {});
    const Solutions one = find_solutions(world_of(compiled), {});
    const Solutions other = find_solutions(world_of(turned), {});
    ASSERT_EQ(one.list.size(), std::size(solution_kinds));
    ASSERT_EQ(other.list.size(), one.list.size());
    for (std::size_t i = 0; i < one.list.size(); ++i) {
      EXPECT_EQ(one.list[i].value, other.list[i].value) << seed << " " << solution_id(one.list[i].kind);
      EXPECT_EQ(one.list[i].nodes, other.list[i].nodes) << seed << " " << solution_id(one.list[i].kind);
      EXPECT_EQ(one.list[i].packages, other.list[i].packages) << seed << " " << solution_id(one.list[i].kind);
    }
  }
}

TEST(Solutions, WeightsAndDisagreementBelongToTheirPartiesInAnyOrder) {
  const Compiled compiled = compile(five_parties("pqrst", ""), {});
  const Compiled turned = compile(five_parties("tspqr", ""), {});
  const OneWorld world = world_of(compiled);
  SolutionOptions options, turned_options;
  options.weights = {5, 1, 1, 1, 2};
  options.disagreement = {*world.principals[0].reservation + 1};
  turned_options.weights = {2, 1, 5, 1, 1};
  turned_options.disagreement = {std::nullopt, std::nullopt, options.disagreement[0]};
  const Solutions one = find_solutions(world, options);
  const Solutions other = find_solutions(world_of(turned), turned_options);
  const std::vector<Wide>& d = other.disagreement;
  EXPECT_EQ(one.disagreement, (std::vector<Wide>{d[2], d[3], d[4], d[1], d[0]}));
  const std::vector<Wide>& m = other.ideal;
  EXPECT_EQ(one.ideal, (std::vector<Wide>{m[2], m[3], m[4], m[1], m[0]}));
  ASSERT_EQ(one.list.size(), other.list.size());
  for (std::size_t i = 0; i < one.list.size(); ++i) EXPECT_EQ(one.list[i].packages, other.list[i].packages);
}

// The points of the Trumps' divorce and its split, 72.7 points each, from Brams and Taylor, The Win-Win Solution
// (1999).
TEST(AdjustedWinner, DividesTheTrumpsEstateAsPublishedWhoeverIsListedFirst) {
  const std::vector<std::pair<int, int>> points = {{10, 38}, {40, 20}, {10, 30}, {38, 10}, {2, 2}};
  for (const bool turned : {false, true}) {
    std::string yaml = std::string("title: t\nparties: [") + (turned ? "i, d" : "d, i") + "]\nissues:\n";
    std::string rows;
    for (std::size_t k = 0; k < points.size(); ++k) {
      const std::string issue = "good-" + std::to_string(k);
      yaml += "  - {id: " + issue + ", options: [to-d, to-i]}\n";
      rows += judged("a" + issue, "d", issue, "to-d", std::to_string(points[k].first)) +
              judged("b" + issue, "d", issue, "to-i", "0") + judged("c" + issue, "i", issue, "to-d", "0") +
              judged("d" + issue, "i", issue, "to-i", std::to_string(points[k].second));
    }
    const Compiled compiled = compile(case_of(yaml, rows), {});
    const auto winner = find_solutions(world_of(compiled), {}).adjusted_winner;
    ASSERT_TRUE(winner);
    EXPECT_EQ(winner->share, BigRational(109, 150));  // 78 - 40 t = 70 + 20 t, t = 2/15
    EXPECT_EQ(winner->items.at(1).to_first, turned ? BigRational(2, 15) : BigRational(13, 15));
  }
}

// The split of a divided good by the table of Brams and Taylor, Fair Division (1996), section 5.3, from Raiffa (1982).
TEST(AdjustedWinner, DividesThePanamaCanalAsPublished) {
  const Case loaded = load_case(std::filesystem::path(PARLEY_SOURCE_DIR) / "cases" / "panama-canal");
  const Compiled compiled = compile(std::make_shared<const Case>(loaded), {});
  const OneWorld world = world_of(compiled);
  const Solutions all = find_solutions(world, {});
  ASSERT_TRUE(all.adjusted_winner);
  const AdjustedWinner& winner = *all.adjusted_winner;
  EXPECT_EQ(winner.why_not, "");
  EXPECT_EQ(winner.share, BigRational(66, 100));
  int divided = 0;
  for (const AdjustedWinner::Item& item : winner.items) {
    if (item.to_first == 0 || item.to_first == 1) continue;
    ++divided;
    EXPECT_EQ(loaded.casebook.issues[compiled.variables[item.variable].issue].id, "land-and-water");
    EXPECT_EQ(item.to_first, BigRational(2, 15));  // 0.1333 stays with the United States
  }
  EXPECT_EQ(divided, 1);
}

// The points that Brams and Togman (1996) estimate for Egypt and Israel, and their answer: Israel starts with 60
// points, Egypt with 75; Sinai, which Egypt wins at the lowest ratio of points, evens them out: 60 + 35 t = 75 - 55 t,
// t = 1/6.
TEST(AdjustedWinner, DividesCampDavidAsPublished) {
  const Case loaded = load_case(std::filesystem::path(PARLEY_SOURCE_DIR) / "cases" / "camp-david");
  const Compiled compiled = compile(std::make_shared<const Case>(loaded), {});
  const Solutions all = find_solutions(world_of(compiled), {});
  ASSERT_TRUE(all.adjusted_winner);
  EXPECT_EQ(all.adjusted_winner->share, BigRational(395, 600));  // 65 5/6 of 100 points each
  for (const AdjustedWinner::Item& item : all.adjusted_winner->items) {
    const std::string& id = loaded.casebook.issues[compiled.variables[item.variable].issue].id;
    if (id == "sinai")
      EXPECT_EQ(item.to_first, BigRational(1, 6));
    else
      EXPECT_EQ(item.to_first, BigRational(id == "palestinian-rights" ? 0 : 1)) << id;
  }
}

// The example that closes Nash, The Bargaining Problem (Econometrica 18, 1950): Bill gives book, whip, ball and bat,
// Jack gives pen, toy and knife, and they gain 12 and 5.
TEST(Solutions, TheNashProductBartersAsNashDid) {
  const Case loaded = load_case(std::filesystem::path(PARLEY_SOURCE_DIR) / "cases" / "bill-and-jack");
  const Compiled compiled = compile(std::make_shared<const Case>(loaded), {});
  const OneWorld world = world_of(compiled);
  const Solutions all = find_solutions(world, {});
  const Solution& nash = of(all, SolutionKind::nash);
  EXPECT_TRUE(nash.proven);
  EXPECT_TRUE(nash.complete);
  ASSERT_EQ(nash.packages.size(), 1U);
  EXPECT_DOUBLE_EQ(nash.value, std::sqrt(12.0 * 5.0));
  const std::map<std::string, std::string> published{{"book", "jack"}, {"whip", "jack"},  {"ball", "jack"},
                                                     {"bat", "jack"},  {"box", "bill"},   {"pen", "bill"},
                                                     {"toy", "bill"},  {"knife", "bill"}, {"hat", "jack"}};
  for (std::size_t v = 0; v < compiled.variables.size(); ++v) {
    const Issue& issue = loaded.casebook.issues[compiled.variables[v].issue];
    EXPECT_EQ(issue.options[compiled.variables[v].options[nash.packages[0][v]]].id, published.at(issue.id)) << issue.id;
  }
}

TEST(AdjustedWinner, SaysWhyARuleKeepsItFromDividing) {
  const std::string yaml =
      "title: t\nparties:\n" + two + "issues:\n  - {id: i, options: [a, b]}\nrules:\n  - {id: r, formula: i = a}\n";
  const Compiled compiled =
      compile(case_of(yaml, judged("1", "x", "i", "a", "3") + judged("2", "y", "i", "b", "3")), {});
  EXPECT_NE(find_solutions(world_of(compiled), {}).adjusted_winner->why_not, "");
}

}  // namespace
}  // namespace parley
