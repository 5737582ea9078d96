#include "model/positions.h"

#include "model/case_text.h"

namespace parley {
namespace {

constexpr const char* yaml = R"(title: T
as_of: 2025-01-01
parties:
  - {id: a, no_deal: {x: one}}
  - {id: b, no_deal: {x: one}}
issues:
  - {id: x, options: [one, two, three]}
)";

std::string stance_at(const Case& c, int party, int option) {
  for (const Cell& cell : positions(c, {}).cells)
    if (cell.party == party && cell.option == option)
      return cell.stance ? std::string(stance_name(std::get<StanceClass>(*cell.stance))) : "silent";
  return "no cell";
}

TEST(Positions, TheLaterDateStands) {
  const auto c = case_of(yaml, judged("s1", "a", "x", "two", "oppose", ",,,,2024-03-01,") +
                                   judged("s2", "a", "x", "two", "accept", ",,,,2024-02-01,"));
  EXPECT_EQ(stance_at(*c, 0, 1), "oppose");
}

TEST(Positions, AnIntervalCountsByItsEnd) {
  const auto c = case_of(yaml, judged("s1", "a", "x", "two", "oppose", ",,,,2024-03-01,") +
                                   judged("s2", "a", "x", "two", "accept", ",,,,2024-01-01/2024-04-01,"));
  EXPECT_EQ(stance_at(*c, 0, 1), "accept");
}

TEST(Positions, ALaterAcceptLiftsARedLineOnItsOwnOptionAlone) {
  const auto c = case_of(yaml, judged("s1", "a", "x", "one", "demand", ",,,,2024-01-01,") +
                                   judged("s2", "a", "x", "!one", "reject", ",,,,2024-01-01,") +
                                   judged("s3", "a", "x", "two", "accept", ",,,,2024-05-01,"));
  EXPECT_EQ(stance_at(*c, 0, 0), "demand");
  EXPECT_EQ(stance_at(*c, 0, 1), "accept");
  EXPECT_EQ(stance_at(*c, 0, 2), "reject");
}

TEST(Positions, OfOneDateTheSmallerSetStands) {
  const auto c = case_of(yaml, judged("s1", "a", "x", "*", "oppose") + judged("s2", "a", "x", "one|two", "accept") +
                                   judged("s3", "a", "x", "two", "favour"));
  EXPECT_EQ(stance_at(*c, 0, 0), "accept");
  EXPECT_EQ(stance_at(*c, 0, 1), "favour");
  EXPECT_EQ(stance_at(*c, 0, 2), "oppose");
}

IssueStatus status(const std::string& rows) { return positions(*case_of(yaml, rows), {}).issues[0].status; }

TEST(Positions, AnIssueIsAgreedWhereEveryPrincipalAcceptsAnOption) {
  EXPECT_EQ(status(judged("s1", "a", "x", "two", "accept") + judged("s2", "b", "x", "two", "demand")),
            IssueStatus::agreed);
}

TEST(Positions, SilenceNeverMakesAgreement) {
  EXPECT_EQ(status(judged("s1", "a", "x", "two", "demand") + judged("s2", "b", "x", "one", "accept")),
            IssueStatus::unclear);
}

TEST(Positions, AConditionalAcceptIsNoAgreement) {
  const std::string two_issues =
      "title: T\nparties: [{id: a, no_deal: {x: one}}]\nissues: [{id: x, options: [one, two]}, {id: y, "
      "options: [one, two]}]\n";
  const auto c = case_of(two_issues, judged("s1", "a", "x", "two", "accept", ",y = two,,,,"));
  EXPECT_EQ(positions(*c, {}).issues[0].status, IssueStatus::unclear);
}

TEST(Positions, DifferentDemandsAreADispute) {
  EXPECT_EQ(status(judged("s1", "a", "x", "two", "demand") + judged("s2", "b", "x", "one", "demand")),
            IssueStatus::disputed);
}

TEST(Positions, OptionsThatAreEachOpposedAreADispute) {
  EXPECT_EQ(status(judged("s1", "a", "x", "one|two", "oppose") + judged("s2", "b", "x", "three", "reject")),
            IssueStatus::disputed);
}

TEST(Positions, AFilterNeverChangesWhomAnIssueConcerns) {
  const auto c = case_of(
      yaml, judged("s1", "a", "x", "two", "accept", ",,,,2024-12-01,") + judged("s2", "b", "x", "two", "accept"));
  Filter filter;
  filter.as_of = parse_date("2024-06-01")->last;
  EXPECT_EQ(positions(*c, filter).issues[0].concerned.size(), 2U);
}

}  // namespace
}  // namespace parley
