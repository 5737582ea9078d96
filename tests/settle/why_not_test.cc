#include "settle/why_not.h"

#include <algorithm>
#include <atomic>
#include <set>

#include "model/case_text.h"
#include "settle/power_set.h"

namespace parley {
namespace {

std::string ids(const Case& c, const std::vector<ConflictElement>& elements) {
  std::string text;
  for (const ConflictElement& element : elements) {
    if (!text.empty()) text += " ";
    if (element.kind == ConflictElement::Kind::red_line) text += c.statements[element.statements.front()].id;
    if (element.kind == ConflictElement::Kind::rule) text += c.casebook.rules[element.rule].id;
    if (element.kind == ConflictElement::Kind::vote) text += "vote:" + c.casebook.parties[element.party].id;
    if (element.kind == ConflictElement::Kind::reservation) text += "no-deal:" + c.casebook.parties[element.party].id;
  }
  return text;
}

template <class Sets>
std::vector<std::string> all_ids(const Case& c, const Sets& sets) {
  std::vector<std::string> result;
  for (const auto& set : sets) result.push_back(ids(c, set.elements));
  return result;
}

using Strings = std::vector<std::string>;

// Two issues, each shut from both sides by red lines: two conflicts of two, and four ways out, one from each.
constexpr const char* two_issues = R"(title: T
parties: [a, b]
issues:
  - {id: x, options: [one, two]}
  - {id: y, options: [one, two]}
)";

std::string two_deadlocks() {
  return judged("s1", "a", "x", "one", "reject") + judged("s2", "b", "x", "two", "reject") +
         judged("s3", "a", "y", "one", "reject") + judged("s4", "b", "y", "two", "reject");
}

TEST(WhyNot, TwoDeadlocksHaveFourWaysOut) {
  const auto c = case_of(two_issues, two_deadlocks());
  const WhyNot why = why_not(compile(c, {}), {});
  EXPECT_EQ(all_ids(*c, why.certain.conflicts), (Strings{"s1 s2", "s3 s4"}));
  EXPECT_EQ(all_ids(*c, why.certain.relaxations), (Strings{"s1 s3", "s1 s4", "s2 s3", "s2 s4"}));
  EXPECT_TRUE(why.certain.conflicts_complete && why.certain.relaxations_complete);
  EXPECT_EQ(why.certain.relaxations[0].cost.steps, 2);
}

TEST(WhyNot, AListCutAtItsLimitSaysSo) {
  const auto c = case_of(two_issues, two_deadlocks());
  WhyNotOptions options;
  options.limit = 1;
  const WhyNot why = why_not(compile(c, {}), options);
  EXPECT_EQ(why.certain.conflicts.size(), 1U);
  EXPECT_EQ(why.certain.relaxations.size(), 1U);
  EXPECT_FALSE(why.certain.conflicts_complete);
  EXPECT_FALSE(why.certain.relaxations_complete);
}

TEST(WhyNot, WhatIsOpenHasNeitherConflictsNorWaysOut) {
  const auto c = case_of(two_issues, judged("s1", "a", "x", "one", "reject"));
  const WhyNot why = why_not(compile(c, {}), {});
  EXPECT_TRUE(why.certain.conflicts.empty() && why.certain.relaxations.empty());
  EXPECT_TRUE(why.reference.conflicts.empty() && why.reference.relaxations.empty() && why.concessions.empty());
  EXPECT_TRUE(why.certain.relaxations_complete && why.reference.conflicts_complete);
}

TEST(WhyNot, WhatNeedsAFixedRuleToGoComesLastAndIsSaidToBeImpossible) {
  const auto c = case_of(R"(title: T
parties: [a]
issues:
  - {id: x, options: [one, two]}
rules:
  - {id: law, formula: x = one, fixed: true}
)",
                         judged("s1", "a", "x", "one", "reject"));
  const WhyNot why = why_not(compile(c, {}), {});
  EXPECT_EQ(all_ids(*c, why.certain.conflicts), (Strings{"s1 law"}));
  ASSERT_EQ(all_ids(*c, why.certain.relaxations), (Strings{"s1", "law"}));
  EXPECT_TRUE(why.certain.relaxations[0].cost.possible);
  EXPECT_FALSE(why.certain.relaxations[1].cost.possible);
}

TEST(WhyNot, AVoteCostsTheFewestStepsOfEnoughMembers) {
  // Three of five must agree. One does; the others are at oppose (1 step to tolerate) or reject (2): 1 + 1.
  const auto c = case_of(R"(title: T
parties:
  - a
  - {id: m1, kind: voice}
  - {id: m2, kind: voice}
  - {id: m3, kind: voice}
  - {id: m4, kind: voice}
  - {id: m5, kind: voice}
  - {id: body, kind: body, members: [m1, m2, m3, m4, m5], rule: majority}
issues:
  - id: x
    options: [one, {id: two, needs: [body]}]
rules: [x = two]
)",
                         judged("s1", "m1", "x", "two", "accept") + judged("s2", "m2", "x", "two", "oppose") +
                             judged("s3", "m3", "x", "two", "reject") + judged("s4", "m4", "x", "two", "oppose") +
                             judged("s5", "m5", "x", "two", "reject"));
  const WhyNot why = why_not(compile(c, {}), {});
  ASSERT_EQ(why.certain.relaxations.size(), 2U);
  EXPECT_EQ(ids(*c, why.certain.relaxations[0].elements), "vote:body");
  EXPECT_EQ(why.certain.relaxations[0].cost.steps, 2);
  EXPECT_EQ(why.reference.relaxations[0].cost.steps, 2);
}

TEST(WhyNot, StepsToConsentWeighMembersByTheirQuota) {
  Party body;
  body.kind = PartyKind::body;
  body.rule = VotingRule::quota;
  body.members = {0, 1, 2};
  body.vote_weights = {Number{"5", 5}, Number{"3", 3}, Number{"3", 3}};
  body.quota = Number{"6", 6};
  EXPECT_EQ(steps_to_consent(body, std::vector<int>{2, 1, 1}), 2);  // the two of weight 3
  EXPECT_EQ(steps_to_consent(body, std::vector<int>{0, 1, 2}), 1);
  EXPECT_EQ(steps_to_consent(body, std::vector<int>{0, 0, 2}), 0);
  body.quota = Number{"12", 12};
  EXPECT_EQ(steps_to_consent(body, std::vector<int>{0, 0, 0}), no_steps_suffice);
}

TEST(WhyNot, TheSmallestConcessionIsCountedInThePartysOwnUnits) {
  // The seller asks 100 and gets 60 or 90; the buyer takes the low price alone, at a gain.
  const auto c =
      case_of(R"(title: T
parties: [{id: buyer, reservation: 10}, {id: seller, reservation: 100}]
issues:
  - {id: price, options: [low, high]}
)",
              judged("s1", "seller", "price", "low", "60") + judged("s2", "seller", "price", "high", "90") +
                  judged("s3", "buyer", "price", "low", "12") + judged("s4", "buyer", "price", "high", "3.5"));
  const WhyNot why = why_not(compile(c, {}), {});
  ASSERT_EQ(why.concessions.size(), 2U);
  EXPECT_EQ(why.concessions[0].found, Found::no);  // the buyer's alone: the seller has 90 at most
  EXPECT_EQ(why.concessions[1].found, Found::yes);
  EXPECT_EQ(why.concessions[1].value(), 40);
  // The seller alone, or both a little: with the buyer's dropped too, 10 of the seller's would do, but then dropping
  // the buyer's is not needed.
  EXPECT_EQ(all_ids(*c, why.reference.relaxations), (Strings{"no-deal:seller"}));
  EXPECT_EQ(why.reference.relaxations[0].cost.concessions[0].value(), 40);
  EXPECT_EQ(all_ids(*c, why.reference.conflicts), (Strings{"no-deal:seller"}));
}

TEST(WhyNot, NumbersTooLargeForAShortSearchHaveTheSameConflictsAndWaysOut) {
  // Soon and high is too little for the buyer, soon and low for the seller, and late is against the rule.
  for (const std::string zeros : {"", "00000000", "000000000000"}) {
    const auto c = case_of(
        "title: T\nparties: [{id: buyer, reservation: 10" + zeros + "}, {id: seller, reservation: 70" + zeros +
            "}]\nissues:\n  - {id: price, options: [low, high]}\n  - {id: date, options: [soon, "
            "late]}\nrules: [{id: hurry, formula: date = soon}]\n",
        judged("s1", "seller", "price", "low", "60" + zeros) + judged("s2", "seller", "price", "high", "90" + zeros) +
            judged("s3", "buyer", "price", "low", "12" + zeros) + judged("s4", "buyer", "price", "high", "3" + zeros) +
            judged("s5", "buyer", "date", "late", "9" + zeros) + judged("s6", "buyer", "date", "soon", "1" + zeros));
    const WhyNot why = why_not(compile(c, {}), {});
    EXPECT_EQ(all_ids(*c, why.reference.conflicts), (Strings{"hurry no-deal:buyer no-deal:seller"})) << zeros;
    auto ways = all_ids(*c, why.reference.relaxations);
    std::sort(ways.begin(), ways.end());
    EXPECT_EQ(ways, (Strings{"hurry", "no-deal:buyer", "no-deal:seller"})) << zeros;
  }
}

TEST(WhyNot, AVoteMissingOnTwoIssuesNamesNeither) {
  const auto c = case_of(R"(title: T
parties: [a, {id: v, kind: voice}]
issues:
  - id: x
    options: [{id: one, needs: [v]}]
  - id: y
    options: [{id: one, needs: [v]}, {id: two, needs: [v]}, {id: three, needs: [v]}]
)",
                         judged("s1", "v", "x", "*", "oppose") + judged("s2", "v", "y", "*", "oppose"));
  const WhyNot why = why_not(compile(c, {}), {});
  ASSERT_EQ(why.certain.conflicts.size(), 1U);
  EXPECT_EQ(why.certain.conflicts[0].elements[0].issue, -1);
  EXPECT_EQ(why.certain.relaxations[0].cost.steps, 2);
}

TEST(WhyNot, StopsWhenAsked) {
  const auto c = case_of(two_issues, two_deadlocks());
  const std::atomic<bool> stop = true;
  WhyNotOptions options;
  options.progress.stop = &stop;
  EXPECT_THROW(why_not(compile(c, {}), options), Cancelled);
}

const Progress progress;

TEST(PowerSet, GivesEverySubsetOnceTheLargestFirst) {
  PowerSet map(4, progress);
  std::set<std::vector<bool>> seen;
  std::size_t off = 0;
  while (const auto set = map.largest()) {
    const auto now = static_cast<std::size_t>(std::count(set->begin(), set->end(), false));
    EXPECT_GE(now, off);
    off = now;
    EXPECT_TRUE(seen.insert(*set).second);
    map.exclude(*set);
  }
  EXPECT_EQ(seen.size(), 16U);
  EXPECT_TRUE(map.is_fewest());
}

TEST(PowerSet, StopsWhereItIsAsked) {
  std::atomic<bool> stop{true};
  Progress stopped;
  stopped.stop = &stop;
  PowerSet map(4, stopped);
  EXPECT_THROW(map.largest(), Cancelled);
}

TEST(PowerSet, LeavesOutWhatConflictsAndRelaxationsExclude) {
  PowerSet map(3, progress);
  map.exclude_supersets({true, true, false});
  const auto first = map.largest();
  ASSERT_TRUE(first);
  EXPECT_EQ(std::count(first->begin(), first->end(), true), 2);
  map.exclude_subsets({false, true, true});
  map.exclude_subsets({true, false, true});
  EXPECT_FALSE(map.largest());  // what is left would have to hold the first two
}

TEST(PowerSet, OfNoElementsHasOneSubset) {
  PowerSet map(0, progress);
  ASSERT_TRUE(map.largest());
  map.exclude({});
  EXPECT_FALSE(map.largest());
}

}  // namespace
}  // namespace parley
