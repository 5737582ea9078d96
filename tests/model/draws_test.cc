#include "model/draws.h"

#include <array>
#include <cmath>

#include "model/case_text.h"
#include "model/worlds.h"

namespace parley {
namespace {

constexpr const char* four_issues = R"(title: T
parties: [{id: a, no_deal: {w: one, x: one, y: one, z: one}}]
issues:
  - {id: w, options: [one, two]}
  - {id: x, options: [one, two]}
  - {id: y, options: [one, two]}
  - {id: z, options: [one, two]}
)";

/// Importances critical, high, high and unknown.
std::string importances() {
  return judged("s1", "a", "w", "two", "accept", "critical,,,,,") +
         judged("s2", "a", "x", "two", "accept", "high,,,,,") + judged("s3", "a", "y", "two", "accept", "high,,,,,") +
         judged("s4", "a", "z", "two", "accept");
}

/// Draws of the one party over many worlds.
template <class Body>
void for_each_draw(const std::shared_ptr<const Case>& c, int worlds, const Body& body) {
  const Compiled compiled = compile(c, {});
  const DrawKeys keys = draw_keys(*c, *compiled.preferences, 1);
  WorldDraw draw;
  for (int s = 0; s < worlds; ++s) {
    draw_world(*c, *compiled.preferences, keys, static_cast<std::uint64_t>(s), draw);
    body(draw.parties[0]);
  }
}

TEST(Draws, LevelsAreThreeSortedUniforms) {
  // The k-th of three sorted uniforms is Beta(k, 4 - k): means 1/4, 1/2, 3/4, variances 3/80, 1/20, 3/80.
  constexpr int n = 40000;
  std::array<double, 3> sum{};
  for_each_draw(case_of(four_issues, importances()), n, [&](const PartyDraw& party) {
    ASSERT_EQ(party.level[0], 0);
    ASSERT_EQ(party.level[1], 0);
    ASSERT_EQ(party.level[5], 1);
    for (int k = 0; k < 3; ++k) {
      ASSERT_LE(party.level[k + 1], party.level[k + 2]);
      sum[k] += party.level[k + 2];
    }
  });
  EXPECT_NEAR(sum[0] / n, 0.25, 4.5 * std::sqrt(3.0 / 80 / n));
  EXPECT_NEAR(sum[1] / n, 0.50, 4.5 * std::sqrt(1.0 / 20 / n));
  EXPECT_NEAR(sum[2] / n, 0.75, 4.5 * std::sqrt(3.0 / 80 / n));
}

TEST(Draws, WeightsKeepTheOrderAndSumToOne) {
  for_each_draw(case_of(four_issues, importances()), 5000, [&](const PartyDraw& party) {
    const double critical = party.issues[0].weight;
    ASSERT_GE(critical, party.issues[1].weight);
    ASSERT_GE(critical, party.issues[2].weight);
    ASSERT_NEAR(critical + party.issues[1].weight + party.issues[2].weight + party.issues[3].weight, 1, 1e-12);
  });
}

TEST(Draws, MeanWeightsAreThoseOfTheReferenceWorld) {
  // Unknown: 1/4. The known three share 3/4: the largest of three has mean (1 + 1/2 + 1/3)/3 = 11/18, the other two
  // share the rest, 7/36 each. So 11/24, 7/48, 7/48, 1/4.
  const auto c = case_of(four_issues, importances());
  constexpr int n = 40000;
  std::array<double, 4> sum{};
  for_each_draw(c, n, [&](const PartyDraw& party) {
    for (int k = 0; k < 4; ++k) sum[k] += party.issues[k].weight;
  });
  const std::array<double, 4> mean{11.0 / 24, 7.0 / 48, 7.0 / 48, 1.0 / 4};
  const WorldDraw reference = reference_draw(*c, *compile(c, {}).preferences);
  for (int k = 0; k < 4; ++k) {
    EXPECT_NEAR(reference.parties[0].issues[k].weight, mean[k], 1e-12);
    EXPECT_NEAR(sum[k] / n, mean[k], 4.5 * 0.2 / std::sqrt(n));
  }
}

TEST(Draws, ANumberTakesItsShareAndTheOthersShareTheRest) {
  const std::string rows = judged("s1", "a", "w", "two", "accept", "0.4,,,,,") +
                           judged("s2", "a", "x", "two", "accept") + judged("s3", "a", "y", "two", "accept") +
                           judged("s4", "a", "z", "two", "accept");
  for_each_draw(case_of(four_issues, rows), 1000, [&](const PartyDraw& party) {
    ASSERT_EQ(party.issues[0].weight, 0.4);
    ASSERT_NEAR(party.issues[1].weight + party.issues[2].weight + party.issues[3].weight, 0.6, 1e-12);
  });
}

TEST(Worlds, AreTheSameBytesAtAnyNumberOfThreadsAndInAnyBlocks) {
  const Compiled compiled = compile(case_of(four_issues, importances()), {});
  const auto whole = std::get<Table<std::int32_t>>(draw_worlds(compiled, Reading::open, 3, 0, 300, 1));
  const auto threads = std::get<Table<std::int32_t>>(draw_worlds(compiled, Reading::open, 3, 0, 300, 4));
  EXPECT_EQ(whole.cells, threads.cells);
  EXPECT_EQ(whole.thresholds, threads.thresholds);
  const auto part = std::get<Table<std::int32_t>>(draw_worlds(compiled, Reading::open, 3, 200, 100, 2));
  for (std::size_t cell = 0; cell < compiled.cells; ++cell)
    for (std::size_t s = 0; s < 100; ++s) ASSERT_EQ(part.cells[cell * 100 + s], whole.cells[cell * 300 + 200 + s]);
}

TEST(Worlds, DrawnForBothReadingsAreThoseOfEach) {
  const std::string rows = importances() + "c1,,,,,,a,judgement,,,,,,,,importance(z) > importance(w),,,,why\n";
  std::string yaml = four_issues;
  yaml.replace(yaml.find("[one, two]"), 10, "[one, two, three]");  // on which nobody has spoken
  const Compiled compiled = compile(case_of(yaml, rows), {});
  const auto both = draw_readings(compiled, 3, 100, 200, 2);
  ASSERT_NE(std::get<Table<std::int32_t>>(both[0]).cells, std::get<Table<std::int32_t>>(both[1]).cells);
  for (const Reading reading : readings) {
    const auto one = std::get<Table<std::int32_t>>(draw_slice(compiled, reading, 3, 100, 200, 1));
    const auto& of_both = std::get<Table<std::int32_t>>(both[static_cast<std::size_t>(reading)]);
    EXPECT_EQ(of_both.cells, one.cells);
    EXPECT_EQ(of_both.thresholds, one.thresholds);
    EXPECT_EQ(of_both.valid, one.valid);
  }
}

/// Each world of a table must be what it is when it is drawn and evaluated by itself; so many, and one of a case that
/// leaves nothing to chance.
TEST(Worlds, AreInATableWhatTheyAreByThemselves) {
  const auto in_words = case_of(four_issues, importances());
  const auto in_numbers =
      case_of(four_issues, judged("s1", "a", "w", "one", "2") + judged("s2", "a", "w", "two", "5") +
                               judged("s3", "a", "x", "one", "1") + judged("s4", "a", "x", "two", "0") +
                               judged("s5", "a", "y", "one", "0") + judged("s6", "a", "y", "two", "3") +
                               judged("s7", "a", "z", "one", "0") + judged("s8", "a", "z", "two", "1"));
  for (const auto& c : {in_words, in_numbers}) {
    const Compiled compiled = compile(c, {});
    EXPECT_EQ(has_one_world(compiled), c == in_numbers);
    const DrawKeys keys = draw_keys(*c, *compiled.preferences, 3);
    const auto table = std::get<Table<std::int32_t>>(draw_slice(compiled, Reading::open, 3, 100, 83, 1));
    WorldDraw draw;
    for (std::size_t s = 0; s < table.worlds; ++s) {
      draw_world(*c, *compiled.preferences, keys, 100 + s, draw);
      const Table<Wide> alone = one_world(compiled, Reading::open, draw);
      for (std::size_t k = 0; k < alone.cells.size(); ++k) ASSERT_EQ(table.cells[k * table.worlds + s], alone.cells[k]);
      for (std::size_t r = 0; r < alone.thresholds.size(); ++r)
        ASSERT_EQ(table.thresholds[r * table.worlds + s], alone.thresholds[r]);
    }
  }
}

TEST(Worlds, MeetTheClaimsThatPartiesMake) {
  const std::string yaml =
      std::string(four_issues) + "drafts: [{id: p, clauses: {w: two}}, {id: q, clauses: {x: two, y: two}}]\n";
  const std::string rows = importances() + "c1,,,,,,a,judgement,,,,,,,,q > p,,,,why\n" +
                           "c2,,,,,,a,judgement,,,,,,,,importance(z) > importance(w),,,,why\n";
  const auto c = case_of(yaml, rows);
  const Compiled compiled = compile(c, {});
  const DrawKeys keys = draw_keys(*c, *compiled.preferences, 1);
  const AnyTable table = draw_worlds(compiled, Reading::open, 1, 0, 200, 1);
  const auto& worlds = std::get<Table<std::int32_t>>(table);
  EXPECT_GT(worlds.valid_worlds(), 190U);
  for (std::size_t s = 0; s < 200; ++s) {
    if (worlds.valid[s] == 0) continue;
    // U(q) - U(p) from the principal's own cells: one and two of w, x, y.
    auto cell = [&](std::size_t factor, std::size_t option) {
      return worlds.cells[(compiled.factors[factor].first_cell + option) * 200 + s];
    };
    const auto gain = [&](std::size_t f) { return cell(f, 1) - cell(f, 0); };
    ASSERT_GT(gain(1) + gain(2), gain(0));
  }
}

TEST(Worlds, ClaimsThatLeaveNoWorldAreAnErrorThatNamesTheRows) {
  const std::string rows = importances() + "c1,,,,,,a,judgement,,,,,,,,importance(x) > importance(w),,,,why\n";
  const Compiled compiled = compile(case_of(four_issues, rows), {});
  try {
    draw_worlds(compiled, Reading::open, 1, 0, 3, 1);
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("c1"), std::string::npos) << error.what();
  }
}

/// Weight of x in the reference world, where w is of medium importance and each document gives x another one.
double reference_weight(const std::vector<std::string>& given) {
  oracle::CaseText text;
  text.case_yaml = R"(title: T
parties: [{id: a, no_deal: {w: one, x: one}}]
issues: [{id: w, options: [one, two]}, {id: x, options: [one, two]}]
)";
  text.statements_csv = std::string(statement_header) + judged("s0", "a", "w", "two", "accept", "medium,,,,,");
  for (std::size_t k = 0; k < given.size(); ++k) {
    const std::string n = std::to_string(k);
    text.documents_yaml += "- {id: d" + n + ", date: 2025-01-01}\n";
    text.statements_csv += "t" + n + ",d" + n + ",,,two,a,a,direct,,x,two,accept," + given[k] + ",,,,,,,\n";
  }
  std::vector<Problem> problems;
  const auto c = oracle::read(text, problems);
  const Compiled compiled = compile(c, {});
  return reference_draw(*c, *compiled.preferences).parties[0].issues[1].weight;
}

TEST(Draws, OfSourcesTheReferenceWorldTakesTheImportanceThatMostGiveAndAtATieTheLower) {
  EXPECT_DOUBLE_EQ(reference_weight({"critical"}), 0.75);
  EXPECT_DOUBLE_EQ(reference_weight({"low"}), 0.25);
  EXPECT_DOUBLE_EQ(reference_weight({"critical", "low"}), 0.25);
  EXPECT_DOUBLE_EQ(reference_weight({"low", "critical"}), 0.25);
  EXPECT_DOUBLE_EQ(reference_weight({"low", "critical", "critical"}), 0.75);
  EXPECT_DOUBLE_EQ(reference_weight({"critical", "low", "low"}), 0.25);
}

/// In each world what no-deal brings and which option of the lever is in force, by their ids.
std::string chance(const std::string& no_deal, const std::string& lever) {
  const auto c = case_of(
      "title: T\nparties: [{id: a, no_deal: {w: " + no_deal +
          "}}]\nissues:\n  - {id: w, options: [one, two, three]}\nlevers:\n  - {id: l, options: " + lever + "}\n",
      judged("s1", "a", "w", "two", "accept", ",l = on,,,,"));
  const Compiled compiled = compile(c, {});
  const DrawKeys keys = draw_keys(*c, *compiled.preferences, 1);
  WorldDraw draw;
  std::string text;
  for (std::uint64_t s = 0; s < 40; ++s) {
    draw_world(*c, *compiled.preferences, keys, s, draw);
    text += c->casebook.issues[0].options[draw.parties[0].issues[0].no_deal].id + "/" +
            c->casebook.levers[0].options[draw.levers[0]].id + " ";
  }
  return text;
}

TEST(Draws, DoNotHangOnTheOrderInWhichALeversOptionsOrThoseOfNoDealAreListed) {
  const std::string drawn = chance("[one, two, three]", "[off, on]");
  EXPECT_EQ(chance("[three, one, two]", "[on, off]"), drawn);
  const std::string shared = chance("{one: 0.5, two: 0.25, three: 0.25}", "[off, on]");
  EXPECT_EQ(chance("{three: 0.25, one: 0.5, two: 0.25}", "[on, off]"), shared);
}

}  // namespace
}  // namespace parley
