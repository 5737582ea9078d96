#include "robust/conclusions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/case_text.h"
#include "robust/band.h"
#include "robust/course.h"
#include "robust/flip.h"
#include "robust/sources.h"

namespace parley {
namespace {

RobustOptions few() {
  RobustOptions options;
  options.worlds = 400;
  return options;
}

constexpr const char* yaml = R"(title: T
as_of: 2025-03-01
parties:
  - {id: a, no_deal: {x: one}}
  - {id: b, no_deal: {x: one}}
people: [{id: ann, name: Ann}, {id: bob, name: Bob}]
offices:
  - {id: head, name: Head, party: b, rank: 5, holders: [{person: ann, from: 2024-01-01}, {person: bob, from: 2024-01-01}]}
issues:
  - {id: x, options: [one, two, three]}
)";

/// A row that somebody says on a date.
std::string said(const std::string& id, const std::string& speaker, const std::string& option,
                 const std::string& stance, const std::string& date) {
  return id + ",d1,0,4,They," + speaker + ",b,indirect,,x," + option + "," + stance + ",,,,," + date + ",,,\n";
}

std::shared_ptr<const Case> with_a_document(const std::string& rows) {
  oracle::CaseText text;
  text.case_yaml = yaml;
  text.statements_csv = statement_header + rows;
  text.documents_yaml = "- {id: d1, file: documents/d1.txt, title: A report, publisher: P, date: 2025-02-20}\n";
  text.documents = {"They spoke of it."};
  std::vector<Problem> problems;
  auto c = oracle::read(text, problems);
  for (const Problem& problem : problems) EXPECT_NE(problem.severity, Severity::error) << format_problem(problem);
  return c;
}

const std::string no_deal_is_worse = judged("j1", "a", "x", "one", "oppose", ",,,,2025-01-01,") +
                                     judged("j2", "b", "x", "one", "tolerate", ",,,,2025-01-01,") +
                                     judged("j3", "a", "x", "two", "demand", ",,,,2025-01-01,");

/// Both are for `two` until bob rejects it.
std::shared_ptr<const Case> quarrel() {
  return with_a_document(no_deal_is_worse + judged("j4", "a", "x", "three", "reject", ",,,,2025-01-01,") +
                         said("s1", "ann", "two", "demand", "2025-01-10") +
                         said("s2", "bob", "two", "reject", "2025-02-10"));
}

Filter as_of_the_case(const Case& c) {
  Filter filter;
  filter.as_of = c.casebook.as_of.value().last;
  return filter;
}

TEST(Conclusions, ThatDifferAreNamed) {
  const auto c = quarrel();
  Filter filter = as_of_the_case(*c);
  const Conclusions now = conclude(c, filter, few());
  filter.without = {"bob"};
  const Conclusions then = conclude(c, filter, few());
  EXPECT_EQ(now.best_share[0].value, 0);
  EXPECT_FALSE(now.best);
  EXPECT_TRUE(now.conflict);
  EXPECT_EQ(then.best_share[0].value, 1);
  EXPECT_EQ(then.issues[0], IssueStatus::agreed);
  const Fallen fell = fallen(now, then);
  EXPECT_TRUE(fell.band[0] && fell.band[1] && fell.best && fell.conflict);
  EXPECT_THAT(fell.issues, testing::ElementsAre(0));
  EXPECT_FALSE(fallen(now, now).any());
}

TEST(Sources, AreEachLeftOutAsTheFilterLeavesThemOut) {
  const auto c = quarrel();
  const Filter filter = as_of_the_case(*c);
  const SourceTable table = leave_out_sources(c, filter, few());
  std::vector<std::string> names;
  for (const LeftOut& source : table.list) {
    names.push_back(source.source);
    Filter without = filter;
    without.without = {source.source};
    const Conclusions expected = conclude(c, without, few());
    for (std::size_t at = 0; at < 2; ++at)
      EXPECT_EQ(source.without.best_share[at].count, expected.best_share[at].count);
  }
  EXPECT_THAT(names, testing::ElementsAre("d1", "ann", "bob", "judgements"));
  EXPECT_FALSE(table.list[1].fallen.any());  // bob has spoken later for the same party
  EXPECT_TRUE(table.list[2].fallen.band[0]);
  EXPECT_THAT(table.list[3].statements, testing::SizeIs(4));
}

TEST(Course, HasAPointADateAndNamesWhatMovedIt) {
  const auto c = quarrel();
  const Course found = course(c, as_of_the_case(*c), few());
  ASSERT_EQ(found.points.size(), 3U);
  EXPECT_EQ(format_day(found.points[0].day), "2025-01-01");
  EXPECT_EQ(format_day(found.points[1].day), "2025-01-10");
  EXPECT_EQ(found.points[0].conclusions.best_share[0].value, 0);  // b has said nothing of two
  EXPECT_EQ(found.points[1].conclusions.best_share[0].value, 1);
  EXPECT_EQ(found.points[2].conclusions.best_share[0].value, 0);
  ASSERT_EQ(found.points[1].movers.size(), 1U);
  EXPECT_EQ(c->statements[found.points[1].movers[0].statement].id, "s1");
  EXPECT_EQ(found.points[1].movers[0].change[0], 1);
  ASSERT_EQ(found.points[2].movers.size(), 1U);
  EXPECT_EQ(c->statements[found.points[2].movers[0].statement].id, "s2");
  EXPECT_EQ(found.points[2].movers[0].change[0], -1);
  EXPECT_TRUE(found.points[2].changed.conflict);
}

TEST(Course, EndsWhereTheWholeCaseStands) {
  const auto c = quarrel();
  const Filter filter = as_of_the_case(*c);
  const Conclusions now = conclude(c, filter, few());
  EXPECT_FALSE(fallen(now, course(c, filter, few()).points.back().conclusions).any());
}

TEST(Course, OfTwoStatementsOfADayThatSayTheSameNeitherMovesItAlone) {
  const auto c = with_a_document(no_deal_is_worse + said("s1", "ann", "two", "demand", "2025-01-10") +
                                 said("s2", "bob", "two|three", "demand", "2025-01-10"));
  const Course found = course(c, as_of_the_case(*c), few());
  ASSERT_EQ(found.points.size(), 2U);
  for (const Mover& mover : found.points[1].movers) EXPECT_NE(c->statements[mover.statement].id, "s1");
}

TEST(Course, HasNoPointForWhatHasNoDate) {
  const std::string yaml =
      "title: T\nparties:\n  - {id: a, no_deal: {x: one}}\n  - {id: b, no_deal: {x: one}}\nissues:\n"
      "  - {id: x, options: [one, two]}\n";
  const std::string undated = judged("j1", "a", "x", "one", "oppose") + judged("j2", "a", "x", "two", "demand");
  const auto none = case_of(yaml, undated);
  Filter filter;  // of a case that names no day
  filter.as_of = parse_date("2025-03-01").value().last;
  EXPECT_TRUE(course(none, filter, few()).points.empty());
  const auto c = case_of(yaml, undated + judged("j3", "b", "x", "two", "demand", ",,,,2025-01-10,"));
  const Course found = course(c, filter, few());
  ASSERT_EQ(found.points.size(), 1U);
  EXPECT_EQ(format_day(found.points[0].day), "2025-01-10");
  EXPECT_THAT(found.points[0].said, testing::SizeIs(1));
}

TEST(Course, DoesNotTakeApartADayOnWhichVeryMuchWasSaid) {
  const auto on_one_day = [](std::size_t many) {
    std::string all = no_deal_is_worse;
    for (std::size_t i = 0; i < many; ++i)
      all += said("s" + std::to_string(i), i % 2 == 0 ? "ann" : "bob", "two", "demand", "2025-01-10");
    const auto c = with_a_document(all);
    return course(c, as_of_the_case(*c), few()).points.at(1);
  };
  EXPECT_TRUE(on_one_day(mover_statements).movers_sought);
  const CoursePoint crowded = on_one_day(mover_statements + 1);
  EXPECT_FALSE(crowded.movers_sought);
  EXPECT_TRUE(crowded.movers.empty());
}

TEST(Course, TakesApartTheLatestDaysAloneWhereVeryMuchWasSaidInAll) {
  std::string all = no_deal_is_worse;
  const std::size_t days = movers_in_all / mover_statements + 2;
  for (std::size_t day = 0; day < days; ++day)
    for (std::size_t i = 0; i < mover_statements; ++i)
      all += said("s" + std::to_string(day) + "-" + std::to_string(i), i % 2 == 0 ? "ann" : "bob", "two", "demand",
                  "2025-01-" + std::to_string(10 + day));
  const auto c = with_a_document(all);
  const Course found = course(c, as_of_the_case(*c), few());
  ASSERT_GE(found.points.size(), days);
  const auto first = found.points.end() - static_cast<std::ptrdiff_t>(days);
  EXPECT_FALSE(first[0].movers_sought);
  EXPECT_FALSE(first[1].movers_sought);
  for (std::size_t day = 2; day < days; ++day) EXPECT_TRUE(first[day].movers_sought) << day;
}

TEST(NodesEach, AreSharedAmongManyAnswersButNotBelowWhatOneNeeds) {
  EXPECT_EQ(nodes_each(1, 100'000), 100'000U);
  EXPECT_EQ(nodes_each(4, 100'000), 25'000U);
  EXPECT_EQ(nodes_each(1000, 100'000), 5000U);
  EXPECT_EQ(nodes_each(1000, 300), 300U);
  EXPECT_EQ(nodes_each(0, 300), 300U);
}

TEST(QueryNodes, AreFewWhereTheSearchMayTakeFew) {
  EXPECT_EQ(query_nodes(5000), 1'000'000U);
  EXPECT_EQ(query_nodes(100'000), SettleOptions{}.query_nodes);
  EXPECT_EQ(query_nodes(~std::uint64_t{0}), SettleOptions{}.query_nodes);
}

TEST(Overshadowed, IsARowBehindOneThatCertainlyHolds) {
  const auto c = quarrel();
  std::vector<bool> kept(c->statements.size(), true);
  const auto row = [&](const char* id) {
    return static_cast<int>(std::ranges::find(c->statements, id, &Statement::id) - c->statements.begin());
  };
  EXPECT_TRUE(overshadowed(*c, kept)[row("s1")]);
  EXPECT_FALSE(overshadowed(*c, kept)[row("s2")]);
  kept[row("s2")] = false;
  EXPECT_FALSE(overshadowed(*c, kept)[row("s1")]);
}

TEST(Flip, IsTheFewestStepsThatChangeTheBand) {
  // b rejects two: one step up it opposes it, as it does no-deal, and takes it. Nothing else does it in one step.
  const auto c = case_of(
      "title: T\nparties: [{id: a, no_deal: {x: one}}, {id: b, no_deal: {x: one}}]\n"
      "issues: [{id: x, options: [one, two]}]\n",
      judged("s1", "a", "x", "one", "oppose") + judged("s2", "a", "x", "two", "demand") +
          judged("s3", "b", "x", "one", "oppose") + judged("s4", "b", "x", "two", "reject"));
  const Flips flips = find_flips(c, {}, few(), conclude(c, {}, few()));
  EXPECT_EQ(flips.steps, 1);
  ASSERT_EQ(flips.list.size(), 1U);
  EXPECT_EQ(c->statements[flips.list[0].statement].id, "s4");
  EXPECT_EQ(flips.list[0].from, StanceClass::reject);
  EXPECT_EQ(flips.list[0].to, StanceClass::oppose);
  EXPECT_EQ(flips.list[0].best_share[0].value, 1);
}

TEST(Flip, TakesMoreStepsWhereOneIsNotEnough) {
  // b demands no-deal and opposes two: it takes two when two is demanded too (4 steps up), or no-deal opposed (4 down).
  // Three steps make them tolerate and demand, or oppose and tolerate: never as good.
  const auto c = case_of(
      "title: T\nparties: [{id: a, no_deal: {x: one}}, {id: b, no_deal: {x: one}}]\n"
      "issues: [{id: x, options: [one, two]}]\n",
      judged("s1", "a", "x", "one", "oppose") + judged("s2", "a", "x", "two", "demand") +
          judged("s3", "b", "x", "one", "demand") + judged("s4", "b", "x", "two", "oppose"));
  const Flips flips = find_flips(c, {}, few(), conclude(c, {}, few()));
  EXPECT_EQ(flips.steps, 4);
  EXPECT_EQ(flips.list.size(), 2U);
}

TEST(Flip, IsNotThereWhereNoMoveOfOneStanceChangesTheBand) {
  // Two reject two: one of them moving is not enough. No other option can be agreed.
  const auto c = case_of(
      "title: T\nparties: [{id: a, no_deal: {x: one}}, {id: b, no_deal: {x: one}}]\n"
      "issues: [{id: x, options: [{id: one, name: one, only_without_deal: true}, two]}]\n",
      judged("s1", "a", "x", "one", "demand") + judged("s2", "a", "x", "two", "reject") +
          judged("s3", "b", "x", "one", "demand") + judged("s4", "b", "x", "two", "reject"));
  const Flips flips = find_flips(c, {}, few(), conclude(c, {}, few()));
  EXPECT_EQ(flips.steps, 0);
  EXPECT_TRUE(flips.list.empty());
}

TEST(Flip, MovesTheStanceThatHoldsWhereAConditionFails) {
  // The condition never holds in a package, so two is rejected; one step up it is worth as little as no-deal, which
  // settles nothing; two steps up it is worth more.
  const auto c = case_of(
      "title: T\nparties: [{id: a, no_deal: {x: one, y: one}}]\n"
      "issues: [{id: x, options: [one, two]}, {id: y, options: [one, {id: two, name: two, only_without_deal: "
      "true}]}]\n",
      judged("s1", "a", "x", "one", "oppose") + judged("s2", "a", "x", "two", "demand", ",y = two,reject,,,") +
          judged("s3", "a", "y", "one", "accept"));
  const Flips flips = find_flips(c, {}, few(), conclude(c, {}, few()));
  EXPECT_EQ(flips.steps, 2);
  ASSERT_EQ(flips.list.size(), 1U);
  EXPECT_TRUE(flips.list[0].otherwise);
  EXPECT_EQ(flips.list[0].from, StanceClass::reject);
  EXPECT_EQ(flips.list[0].to, StanceClass::tolerate);
}

}  // namespace
}  // namespace parley
