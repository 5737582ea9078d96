#include "settle/settle.h"

#include <algorithm>

#include "model/case_text.h"
#include "robust/robust.h"

namespace parley {
namespace {

TEST(Counts, AreExactPastWhatCouldBeListed) {
  // 40 issues of 10 options, no rule and nobody against: 10^40 packages, all allowed. The principal's value is 1 for o0
  // of each issue and 0 else, its reservation value 2: all packages but those with at most one o0.
  std::string yaml = "title: T\nparties: [{id: a, reservation: 2}]\nissues:\n";
  std::string rows;
  for (int i = 0; i < 40; ++i) {
    const std::string id = "i" + std::to_string(i);
    yaml += "  - {id: " + id + ", options: [o0, o1, o2, o3, o4, o5, o6, o7, o8, o9]}\n";
    rows += judged("s" + id, "a", id, "o0", "1") + judged("t" + id, "a", id, "!o0", "0");
  }
  const Counts counts = count_packages(compile(case_of(yaml, rows), {}), {});
  const BigInt ten = 10;
  const BigInt nine = 9;
  EXPECT_EQ(counts.total.lower, pow(ten, 40));
  EXPECT_EQ(counts.allowed.lower, pow(ten, 40));
  EXPECT_EQ(counts.accepted[0].lower, BigInt(pow(ten, 40) - pow(nine, 40) - 40 * pow(nine, 39)));
  EXPECT_TRUE(counts.accepted_by_all.exact());
}

TEST(Counts, RulesOverFarApartIssuesAreKept) {
  // p = one: r = two and any q, 3 packages. p = two or three: all pairs of q and r but one, 8 each. 19 in all.
  const auto c = case_of(R"(title: T
parties: [a]
issues:
  - {id: p, options: [one, two, three]}
  - {id: q, options: [one, two, three]}
  - {id: r, options: [one, two, three]}
rules: [p = one -> r = two, not (q = one and r = one)]
)",
                         "");
  const Counts counts = count_packages(compile(c, {}), {});
  EXPECT_EQ(counts.total.lower, 27);
  EXPECT_EQ(counts.allowed.lower, 19);
  EXPECT_EQ(counts.accepted_by_all.lower, 19);
}

TEST(Conflict, NamesTheTwoRedLinesThatLeaveNothingAndNoOther) {
  const auto c = case_of(R"(title: T
parties: [a, b]
issues:
  - {id: x, options: [one, two]}
  - {id: y, options: [one, two]}
)",
                         judged("s1", "a", "x", "one", "reject") + judged("s2", "b", "x", "two", "reject") +
                             judged("s3", "a", "y", "one", "reject"));
  const auto conflict = find_conflict(compile(c, {}), {});
  ASSERT_TRUE(conflict);
  EXPECT_EQ(conflict->among, Conflict::Among::certain);
  ASSERT_EQ(conflict->elements.size(), 2U);
  EXPECT_EQ(c->statements[conflict->elements[0].statements[0]].id, "s1");
  EXPECT_EQ(c->statements[conflict->elements[1].statements[0]].id, "s2");
  EXPECT_FALSE(find_conflict(give_way(compile(c, {}), conflict->elements[0]), {}));
}

TEST(Conflict, SaysOfHowManyElementsTheBudgetLeftOpenWhetherTheyAreNeeded) {
  const auto c = case_of("title: T\nparties: [a, b]\nissues: [{id: x, options: [one, two]}]\n",
                         judged("s1", "a", "x", "one", "reject") + judged("s2", "b", "x", "two", "reject"));
  SettleOptions none;
  none.query_nodes = 0;
  const auto bounded = find_conflict(compile(c, {}), none);
  ASSERT_TRUE(bounded);
  EXPECT_EQ(bounded->elements.size(), 2U);
  EXPECT_EQ(bounded->undecided, 2U);
  EXPECT_EQ(find_conflict(compile(c, {}), {})->undecided, 0U);
}

TEST(Conflict, AMemberOfABodyUnderUnanimityCanShutAnOption) {
  const auto c = case_of(R"(title: T
parties:
  - a
  - {id: m, kind: voice}
  - {id: n, kind: voice}
  - {id: body, kind: body, members: [m, n]}
issues:
  - id: x
    options: [one, {id: two, needs: [body]}]
rules: [x = two]
)",
                         judged("s1", "m", "x", "two", "oppose") + judged("s2", "n", "x", "two", "demand"));
  const auto conflict = find_conflict(compile(c, {}), {});
  ASSERT_TRUE(conflict);
  ASSERT_EQ(conflict->elements.size(), 2U);
  EXPECT_EQ(conflict->elements[0].kind, ConflictElement::Kind::vote);
  EXPECT_EQ(c->statements[conflict->elements[0].statements[0]].id, "s1");
  EXPECT_EQ(conflict->elements[1].kind, ConflictElement::Kind::rule);
}

// Raiffa 1982; Brams and Taylor 1996: each issue to whoever gives it more points, land and water (15 each) to Panama,
// leaves the United States 22 + 22 + 14 + 6 = 64 and Panama 15 + 15 + 11 + 7 + 7 + 13 = 68 points.
TEST(Catalogue, ThePanamaCanalByPoints) {
  const auto c = std::make_shared<const Case>(load_case(PARLEY_SOURCE_DIR "/cases/panama-canal"));
  const Compiled compiled = compile(c, {});
  const Counts counts = count_packages(compiled, {});
  EXPECT_EQ(counts.total.lower, 1024);
  EXPECT_EQ(counts.accepted_by_all.lower, 1024);
  Package package(c->casebook.issues.size());
  for (std::size_t i = 0; i < package.size(); ++i) {
    double us = 0;
    double panama = 0;
    for (const Statement& row : c->statements) {
      if (row.issue != static_cast<int>(i) || !row.stance) continue;
      const double points = std::get<Quantity>(*row.stance).quantile(0.5);
      (c->casebook.parties[row.party].id == "usa" ? us : panama) += points;
    }
    package[i] = c->casebook.issues[i].find_option(us > panama ? "usa" : "panama");
  }
  double us = 0;
  double panama = 0;
  for (const Clause& clause : clauses(compiled, package, Reading::cautious))
    (c->casebook.parties[clause.party].id == "usa" ? us : panama) += clause.weight * clause.value;
  EXPECT_EQ(us, 64);
  EXPECT_EQ(panama, 68);
}

}  // namespace
}  // namespace parley
