// Preferences under claims, held against plain rejection: written here from the words of the model, with a generator of
// its own, so that nothing is shared with what it checks.
#include "model/claims.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <sstream>

#include "model/case_text.h"
#include "model/claim_forms.h"
#include "model/claim_room.h"
#include "model/worlds.h"

namespace parley {
namespace {

/// The square root of n m / (n + m) times the largest distance between the distributions of two samples: above 2.2 with
/// probability .00012 if they come from one (Smirnov 1939).
double smirnov(std::vector<double> a, std::vector<double> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  double distance = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const double x = std::min(a[i], b[j]);
    while (i < a.size() && a[i] <= x) ++i;
    while (j < b.size() && b[j] <= x) ++j;
    distance = std::max(distance, std::abs(static_cast<double>(i) / static_cast<double>(a.size()) -
                                           static_cast<double>(j) / static_cast<double>(b.size())));
  }
  return distance * std::sqrt(static_cast<double>(a.size() * b.size()) / static_cast<double>(a.size() + b.size()));
}
constexpr double smirnov_limit = 2.2;

std::string yaml_of(const std::vector<std::string>& issues, const std::string& drafts) {
  std::string yaml = "title: T\nparties: [{id: a, no_deal: {";
  for (const std::string& issue : issues) yaml += (issue == issues.front() ? "" : ", ") + issue + ": one";
  yaml += "}}]\nissues:\n";
  for (const std::string& issue : issues) yaml += "  - {id: " + issue + ", options: [one, two]}\n";
  return yaml + "drafts: [" + drafts + "]\n";
}

std::string claim(const std::string& id, const std::string& text, const std::string& certainty = "") {
  return id + ",,,,,,a,judgement,,,,,,,," + text + ",," + certainty + ",,why\n";
}
std::string on_draft(const std::string& id, const std::string& draft, const std::string& stance) {
  return id + ",,,,,,a,judgement,,,draft:" + draft + "," + stance + ",,,,,,,,why\n";
}

/// One world's preferences as the test sees them, by name.
struct Sample {
  std::vector<std::vector<double>> columns;
  explicit Sample(std::size_t width) : columns(width) {}
  void add(std::initializer_list<double> row) {
    std::size_t k = 0;
    for (const double x : row) columns[k++].push_back(x);
  }
  [[nodiscard]] std::size_t size() const { return columns[0].size(); }
};

/// Every column, and every product of two of them, comes from one distribution in both samples.
void expect_same(const Sample& a, const Sample& b) {
  ASSERT_EQ(a.columns.size(), b.columns.size());
  for (std::size_t k = 0; k < a.columns.size(); ++k) {
    EXPECT_LT(smirnov(a.columns[k], b.columns[k]), smirnov_limit) << "column " << k;
    for (std::size_t l = 0; l < k; ++l) {
      const auto product = [&](const Sample& sample) {
        std::vector<double> result;
        for (std::size_t s = 0; s < sample.size(); ++s) result.push_back(sample.columns[k][s] * sample.columns[l][s]);
        return result;
      };
      EXPECT_LT(smirnov(product(a), product(b)), smirnov_limit) << "columns " << k << " and " << l;
    }
  }
}

class Plain {
 public:
  double uniform() { return std::uniform_real_distribution<double>(0, 1)(random_); }
  std::vector<double> stick(std::size_t n) {
    std::vector<double> w(n);
    double sum = 0;
    for (double& x : w) sum += x = -std::log(1 - uniform());
    for (double& x : w) x /= sum;
    return w;
  }
  std::vector<double> levels() {
    std::vector<double> level{uniform(), uniform(), uniform()};
    std::sort(level.begin(), level.end());
    return level;
  }

 private:
  std::mt19937_64 random_{20261124};
};

/// Calls body with the party's draw in each world that counts.
std::size_t for_each_world(const std::shared_ptr<const Case>& c, std::uint64_t worlds,
                           const std::function<void(const PartyDraw&)>& body) {
  const Compiled compiled = compile(c, {});
  const DrawKeys keys = draw_keys(*c, *compiled.preferences, 1);
  std::size_t valid = 0;
  WorldDraw draw;
  for (std::uint64_t s = 0; s < worlds; ++s) {
    draw_world(*c, *compiled.preferences, keys, s, draw);
    if (!impose_claims(*c, *compiled.preferences, keys, s, draw)) continue;
    ++valid;
    EXPECT_TRUE(claims_hold(*c, compiled.preferences->parties[0], draw.parties[0], draw)) << "world " << s;
    body(draw.parties[0]);
  }
  return valid;
}

const std::vector<std::string> six{"a", "b", "c", "d", "e", "f"};
const char* const two_drafts = "{id: p, clauses: {a: two, f: two}}, {id: q, clauses: {b: two, c: two}}";
// `one` is opposed on a, b, c, f, so that a draft's gain is what its options are worth.
std::string six_rows() {
  return judged("r1", "a", "a", "one", "oppose") + judged("r2", "a", "b", "one", "oppose") +
         judged("r3", "a", "c", "one", "oppose") + judged("r4", "a", "f", "one", "oppose") +
         judged("r5", "a", "a", "two", "tolerate") + judged("r6", "a", "b", "two", "demand") +
         judged("r7", "a", "c", "two", "favour") + judged("r8", "a", "d", "two", "accept") +
         judged("r9", "a", "e", "two", "accept");
}

/// Weights of a, b, f; levels tolerate and favour; the silent value of two on f.
Sample drawn(const std::string& claims, std::uint64_t worlds) {
  Sample sample(6);
  const std::size_t valid =
      for_each_world(case_of(yaml_of(six, two_drafts), six_rows() + claims), worlds, [&](const PartyDraw& draw) {
        sample.add({draw.issues[0].weight, draw.issues[1].weight, draw.issues[5].weight, draw.level[2], draw.level[4],
                    draw.issues[5].silence[1]});
      });
  EXPECT_EQ(valid, worlds);
  return sample;
}

/// The same by rejection: `keeps` is asked of weights, levels and the silent value. The share that it keeps is given.
Sample rejected(std::size_t wanted,
                const std::function<bool(const std::vector<double>&, const std::vector<double>&, double)>& keeps,
                double& accepted) {
  Plain plain;
  Sample sample(6);
  std::size_t tried = 0;
  while (sample.size() < wanted) {
    ++tried;
    const auto w = plain.stick(6);
    const auto level = plain.levels();
    const double silent = plain.uniform();
    if (keeps(w, level, silent)) sample.add({w[0], w[1], w[5], level[0], level[2], silent});
  }
  accepted = static_cast<double>(sample.size()) / static_cast<double>(tried);
  return sample;
}

double gain(const std::vector<double>& w, const std::vector<double>& level, double silent) {
  return w[0] * level[0] + w[5] * silent - w[1] - w[2] * level[2];
}

constexpr std::size_t enough = 3000;

TEST(Claims, WhereRejectionAcceptsMuchTheDistributionIsTheOneItGives) {
  double accepted = 0;
  const auto gains = [](const auto& w, const auto& l, double u) { return gain(w, l, u) > 0; };
  const Sample plain = rejected(enough, gains, accepted);
  EXPECT_GT(accepted, 0.1);
  expect_same(drawn(claim("k1", "p > q"), enough), plain);
}

TEST(Claims, WhereRejectionAcceptsLittleTheWalkGivesTheSameDistribution) {
  double accepted = 0;
  const Sample plain = rejected(
      enough,
      [](const auto& w, const auto& l, double u) {
        return gain(w, l, u) > 0 && w[1] > w[2] + w[3] + w[4] && w[5] > w[1];
      },
      accepted);
  EXPECT_LT(accepted, 0.01);
  EXPECT_GT(accepted, 0.0005);
  expect_same(
      drawn(claim("k1", "p > q") + claim("k2", "importance(b) > importance(c) + importance(d) + importance(e)") +
                claim("k3", "importance(f) > importance(b)"),
            enough),
      plain);
}

TEST(Claims, ADraftRefusedBoundsItFromAboveAndOneTakenFromBelow) {
  // p gives up what is accepted on a for what is tolerated on b: w_b tolerate - w_a accept against no deal.
  const std::string rows = judged("r1", "a", "a", "one", "accept") + judged("r2", "a", "b", "one", "oppose") +
                           judged("r3", "a", "a", "two", "oppose") + judged("r4", "a", "b", "two", "tolerate") +
                           judged("r5", "a", "c", "two", "accept");
  const std::string yaml = yaml_of({"a", "b", "c"}, "{id: p, clauses: {a: two, b: two}}");
  Plain plain;
  Sample taken(3), refused(3);
  while (taken.size() < enough || refused.size() < enough) {
    const auto w = plain.stick(3);
    const auto l = plain.levels();
    (w[1] * l[0] - w[0] * l[1] >= 0 ? taken : refused).add({w[0], w[1], l[0]});
  }
  for (const bool accepts : {true, false}) {
    Sample sample(3);
    const auto add = [&](const PartyDraw& draw) {
      sample.add({draw.issues[0].weight, draw.issues[1].weight, draw.level[2]});
    };
    for_each_world(case_of(yaml, rows + on_draft("k", "p", accepts ? "accept" : "oppose")), enough, add);
    EXPECT_EQ(sample.size(), enough);
    expect_same(sample, accepts ? taken : refused);
  }
}

TEST(Claims, DiscreteDrawsKeepTheirShares) {
  // The hard claim stands in .7 of the worlds, whatever it costs to meet.
  const std::string rows = six_rows() + claim("k1", "p > q", "0.7") +
                           claim("k2", "importance(b) > importance(c) + importance(d) + importance(e)") +
                           claim("k3", "importance(f) > importance(b)");
  const auto c = case_of(yaml_of(six, two_drafts), rows);
  const Compiled compiled = compile(c, {});
  const DrawKeys keys = draw_keys(*c, *compiled.preferences, 1);
  WorldDraw draw;
  int valid = 0, present = 0;
  for (std::uint64_t s = 0; s < 2000; ++s) {
    draw_world(*c, *compiled.preferences, keys, s, draw);
    const bool stands = draw.rows[9].present;
    if (!impose_claims(*c, *compiled.preferences, keys, s, draw)) continue;
    ++valid;
    EXPECT_EQ(draw.rows[9].present, stands);
    present += stands ? 1 : 0;
  }
  EXPECT_EQ(valid, 2000);
  EXPECT_NEAR(present / 2000.0, 0.7, 4.5 * std::sqrt(0.21 / 2000));
}

/// What is found of the first world's room.
ClaimRoom::Kind room(const std::string& yaml, const std::string& rows) {
  const auto c = case_of(yaml, rows);
  const Compiled compiled = compile(c, {});
  const DrawKeys keys = draw_keys(*c, *compiled.preferences, 1);
  WorldDraw draw;
  draw_world(*c, *compiled.preferences, keys, 0, draw);
  const ClaimForms forms(*c, compiled.preferences->parties[0], draw, draw.parties[0]);
  const ClaimPoint here = forms.point_of(draw.parties[0]);
  const ClaimRoom found = find_room(forms, here);
  EXPECT_TRUE(found.kind != ClaimRoom::Kind::found || forms.inside(found.point));
  return found.kind;
}

std::string abc_rows(const std::string& a, const std::string& b, const std::string& c, const std::string& of_a = "") {
  return judged("r1", "a", "a", "one", "oppose") + judged("r2", "a", "b", "one", "oppose") +
         judged("r3", "a", "c", "one", "oppose") + judged("r4", "a", "a", "two", a, of_a + ",,,,,") +
         judged("r5", "a", "b", "two", b) + judged("r6", "a", "c", "two", c);
}
const std::vector<std::string> abc{"a", "b", "c"};
const char* const one_each = "{id: p, clauses: {a: two}}, {id: q, clauses: {b: two}}, {id: r, clauses: {c: two}}";

TEST(Claims, ThatContradictEachOtherAreShownToLeaveNothing) {
  using enum ClaimRoom::Kind;
  const std::string yaml = yaml_of(abc, one_each);
  // In a circle.
  EXPECT_EQ(room(yaml, abc_rows("favour", "accept", "tolerate") + claim("k1", "p > q") + claim("k2", "q > r") +
                           claim("k3", "r > p")),
            empty);
  // a weighs less than b and is worth less: p cannot be better, at whatever levels.
  EXPECT_EQ(room(yaml, abc_rows("tolerate", "favour", "accept") + claim("k1", "p > q") +
                           claim("k2", "importance(b) > importance(a)")),
            empty);
  // a is more than half of all, and worth more.
  EXPECT_EQ(room(yaml, abc_rows("favour", "accept", "tolerate") + claim("k1", "q > p") +
                           claim("k2", "importance(a) > importance(b) + importance(c)")),
            empty);
  // p cannot be worth less than no deal.
  EXPECT_EQ(room(yaml, abc_rows("favour", "accept", "tolerate") + on_draft("k1", "p", "reject")), empty);
}

TEST(Claims, ThatLeaveASmallRoomAreFoundToLeaveIt) {
  using enum ClaimRoom::Kind;
  const std::string yaml = yaml_of(abc, one_each);
  EXPECT_EQ(room(yaml, abc_rows("tolerate", "demand", "favour", "0.52") + claim("k1", "p > q") + claim("k2", "q > r") +
                           claim("k3", "importance(c) > importance(b)")),
            found);
  EXPECT_EQ(room(yaml, abc_rows("favour", "accept", "tolerate") + claim("k1", "r > q") + claim("k2", "q > p")), found);
  EXPECT_EQ(
      room(yaml_of(six, two_drafts), six_rows() + claim("k1", "p > q") +
                                         claim("k2", "importance(b) > importance(c) + importance(d) + importance(e)") +
                                         claim("k3", "importance(b) > importance(f)")),
      found);
}

// On random claims of three drafts: where one of 3,000 plain draws meets them the room is not said to be empty, and
// what is said to be found meets them.
TEST(Claims, ARoomSaidToBeEmptyIsMetByNoDraw) {
  const std::vector<std::string> words{"tolerate", "accept", "favour", "demand"};
  std::mt19937_64 random(7);
  const auto any = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  int empty = 0, found = 0;
  for (int trial = 0; trial < 60; ++trial) {
    std::array<std::size_t, 3> stance{any(4), any(4), any(4)};
    std::string rows = abc_rows(words[stance[0]], words[stance[1]], words[stance[2]]);
    struct Wish {
      bool of_drafts;
      std::size_t more, less;
    };
    std::vector<Wish> wishes;
    for (std::size_t k = 0; k < 3; ++k) {
      const std::size_t more = any(3);
      const Wish wish{any(2) == 0, more, (more + 1 + any(2)) % 3};
      wishes.push_back(wish);
      const std::string drafts = "pqr", issues = "abc";
      rows += wish.of_drafts
                  ? claim("k" + std::to_string(k), std::string(1, drafts[wish.more]) + " > " + drafts[wish.less])
                  : claim("k" + std::to_string(k),
                          std::string("importance(") + issues[wish.more] + ") > importance(" + issues[wish.less] + ")");
    }
    Plain plain;
    bool met = false;
    for (int draw = 0; draw < 3000 && !met; ++draw) {
      const auto w = plain.stick(3);
      auto level = plain.levels();
      level.push_back(1);
      met = std::all_of(wishes.begin(), wishes.end(), [&](const Wish& wish) {
        const auto worth = [&](std::size_t i) { return wish.of_drafts ? w[i] * level[stance[i]] : w[i]; };
        return worth(wish.more) > worth(wish.less);
      });
    }
    const ClaimRoom::Kind kind = room(yaml_of(abc, one_each), rows);
    EXPECT_NE(kind, ClaimRoom::Kind::undecided) << rows;
    EXPECT_EQ(kind == ClaimRoom::Kind::found, met) << rows;
    (met ? found : empty) += 1;
  }
  EXPECT_GT(empty, 5);
  EXPECT_GT(found, 5);
}

// Of two sides that share an option whose value nobody has told, that value falls out of what they differ by, and with
// it, here, the whole issue, whose weight is a number. What is left asks that the silent value of f = two be above
// favour: with the three levels it is then four uniforms in order, favour the third of them and it the last.
TEST(Claims, ASilentValueThatFallsOutOfThemIsLeftAsItIsDrawn) {
  const std::string yaml =
      "title: T\nparties: [{id: a, no_deal: {e: one, f: two}}]\nissues:\n  - {id: e, options: [one, two]}\n"
      "  - {id: f, options: [one, two]}\ndrafts: [{id: p, clauses: {e: one, f: one}}]\n";
  const std::string rows = judged("s1", "a", "e", "two", "accept", "0.3,f = one,,,,") +
                           judged("s3", "a", "f", "one", "favour") + on_draft("s5", "p", "oppose");
  EXPECT_EQ(room(yaml, rows), ClaimRoom::Kind::found);
  constexpr std::uint64_t worlds = 4000;
  Sample drawn(3), expected(3);
  const std::size_t valid = for_each_world(case_of(yaml, rows), worlds, [&](const PartyDraw& draw) {
    drawn.add({draw.level[4], draw.issues[1].silence[1], draw.issues[0].silence[0]});
  });
  EXPECT_EQ(valid, worlds);
  Plain plain;
  for (std::uint64_t s = 0; s < worlds; ++s) {
    std::vector<double> four{plain.uniform(), plain.uniform(), plain.uniform(), plain.uniform()};
    std::sort(four.begin(), four.end());
    expected.add({four[2], four[3], plain.uniform()});
  }
  expect_same(drawn, expected);
}

TEST(Claims, ThatNumbersSettleAskForNothingMore) {
  // a and b weigh .3 each: at least as much, on paper. p > q must still be drawn for.
  const std::string rows = judged("r1", "a", "a", "one", "oppose") + judged("r2", "a", "b", "one", "oppose") +
                           judged("r3", "a", "c", "one", "oppose") +
                           judged("r4", "a", "a", "two", "tolerate", "0.3,,,,,") +
                           judged("r5", "a", "b", "two", "0.9", "0.3,,,,,") + judged("r6", "a", "c", "two", "accept");
  const std::string claims = claim("k1", "importance(a) >= importance(b)") + claim("k2", "p > q");
  const auto c = case_of(yaml_of(abc, one_each), rows + claims);
  EXPECT_EQ(for_each_world(c, 300, [](const PartyDraw& draw) { EXPECT_GT(draw.level[2], 0.9); }), 300U);
}

TEST(Claims, WorldsTheyLeaveEmptyDoNotCount) {
  // Two claims that contradict each other, each in half of the worlds: a quarter is left out.
  const auto c = case_of(yaml_of(abc, one_each), abc_rows("favour", "accept", "tolerate") +
                                                     claim("k1", "p > q", "0.5") + claim("k2", "q > p", "0.5"));
  const std::size_t valid = for_each_world(c, 2000, [](const PartyDraw&) {});
  EXPECT_NEAR(static_cast<double>(valid) / 2000, 0.75, 4.5 * std::sqrt(0.1875 / 2000));
}

std::string hard_claims() {
  return claim("k1", "p > q") + claim("k2", "importance(b) > importance(c) + importance(d) + importance(e)") +
         claim("k3", "importance(f) > importance(b)");
}

TEST(Claims, GiveTheSameBytesAtAnyNumberOfThreadsInAnyBlocksAndOrderOfRows) {
  const auto table = [](const std::shared_ptr<const Case>& c, std::uint64_t first, std::size_t count,
                        std::size_t threads) {
    return std::get<Table<std::int32_t>>(draw_worlds(compile(c, {}), Reading::cautious, 1, first, count, threads));
  };
  const auto c = case_of(yaml_of(six, two_drafts), six_rows() + hard_claims());
  const auto whole = table(c, 0, 200, 1);
  EXPECT_EQ(whole.cells, table(c, 0, 200, 3).cells);
  const auto part = table(c, 150, 50, 2);
  for (std::size_t cell = 0; cell < whole.cells.size() / 200; ++cell)
    for (std::size_t s = 0; s < 50; ++s) ASSERT_EQ(part.cells[cell * 50 + s], whole.cells[cell * 200 + 150 + s]);
  // Rows backwards, claims first.
  std::vector<std::string> lines;
  std::istringstream text(six_rows() + hard_claims());
  for (std::string line; std::getline(text, line);) lines.push_back(line + "\n");
  std::reverse(lines.begin(), lines.end());
  std::string backwards;
  for (const std::string& line : lines) backwards += line;
  EXPECT_EQ(whole.cells, table(case_of(yaml_of(six, two_drafts), backwards), 0, 200, 2).cells);
}

TEST(ClaimTrials, SayHowOftenRejectionIsNotEnoughAndThatTheWalkMixes) {
  const Compiled compiled = compile(case_of(yaml_of(six, two_drafts), six_rows() + hard_claims()), {});
  const auto trials = try_claims(compiled, 1, 1);
  ASSERT_EQ(trials.size(), 1U);
  EXPECT_GT(trials[0].walked, 40U);
  EXPECT_EQ(trials[0].empty + trials[0].undecided, 0U);
  EXPECT_GT(trials[0].r_hat, 1);
  EXPECT_LT(trials[0].r_hat, 1.05);
  const auto again = try_claims(compiled, 1, 3);
  EXPECT_EQ(again[0].r_hat, trials[0].r_hat);
}

// p > q comes to (w_a - w_b) (tolerate - 1/2) > 0: either a is heavier and tolerate high, or b is and it is low. No
// turn leads from one piece to the other. g heavier than all others together keeps rejection out.
TEST(ClaimTrials, SeeAWalkThatCannotLeaveWhereItStarts) {
  std::string yaml =
      "title: T\nparties: [{id: a, no_deal: {a: one, b: one, c: one, d: one, e: one, f: one, g: one}}]\n";
  yaml += "issues:\n";
  for (const char* const issue : {"a", "b", "c", "d", "e", "f", "g"})
    yaml += std::string("  - {id: ") + issue + ", options: [one, two, three]}\n";
  yaml += "drafts: [{id: p, clauses: {a: two, b: three}}, {id: q, clauses: {a: three, b: two}}]\n";
  std::string rows = judged("r1", "a", "a", "two", "tolerate") + judged("r2", "a", "a", "three", "0.5") +
                     judged("r3", "a", "b", "two", "tolerate") + judged("r4", "a", "b", "three", "0.5");
  for (const char* const issue : {"c", "d", "e", "f", "g"})
    rows += judged(std::string("r") + issue, "a", issue, "two", "accept");
  rows += claim("k1", "p > q") +
          claim("k2",
                "importance(g) > importance(a) + importance(b) + importance(c) + importance(d) + importance(e) + "
                "importance(f)");
  const auto trials = try_claims(compile(case_of(yaml, rows), {}), 1, 1);
  ASSERT_EQ(trials.size(), 1U);
  EXPECT_GT(trials[0].walked, 20U);
  EXPECT_GT(trials[0].r_hat, 1.05);
}

// Behind b, which is worth nothing, a favour that is worth anything keeps the end down to nothing.
TEST(ClaimTrials, NeverStandOnALevelThatNoDrawHits) {
  const char* const yaml = R"(title: T
parties: [{id: a, no_deal: {i: b}}]
issues: [{id: i, kind: ordered, options: [one, b, c]}]
drafts: [{id: p, clauses: {i: c}}, {id: q, clauses: {i: b}}]
)";
  const std::string rows =
      judged("r1", "a", "i", "one", "favour") + judged("r2", "a", "i", "b", "oppose") + claim("k1", "p > q");
  const auto trials = try_claims(compile(case_of(yaml, rows), {}), 1, 1);
  ASSERT_EQ(trials.size(), 1U);
  EXPECT_EQ(trials[0].empty + trials[0].undecided, trials[0].worlds);
}

// Below b, which is worth nothing, an end that is worth anything keeps the other end down to nothing: a draw on [0, 1]
// never meets the claim, and only an end of exactly 0 would.
TEST(ClaimTrials, NeverStandOnAnEndThatNoDrawHits) {
  const char* const yaml = R"(title: T
parties: [{id: a, no_deal: {i: b}}]
issues: [{id: i, kind: ordered, options: [one, b, c, d]}]
drafts: [{id: p, clauses: {i: c}}, {id: q, clauses: {i: b}}]
)";
  const std::string rows = judged("r1", "a", "i", "b", "oppose") + claim("k1", "p > q");
  const auto trials = try_claims(compile(case_of(yaml, rows), {}), 1, 1);
  ASSERT_EQ(trials.size(), 1U);
  EXPECT_EQ(trials[0].empty + trials[0].undecided, trials[0].worlds);
}

}  // namespace
}  // namespace parley
