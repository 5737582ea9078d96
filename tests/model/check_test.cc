#include "model/check.h"

#include <algorithm>

#include "model/case_text.h"

namespace parley {
namespace {

constexpr const char* two_parties = R"(title: T
as_of: 2025-01-01
parties:
  - {id: a, no_deal: {x: one, y: one}}
  - {id: b, no_deal: {x: one, y: one}}
issues:
  - {id: x, options: [one, two]}
  - {id: y, options: [one, two]}
)";

/// "error: message" of each problem of a case.
std::vector<std::string> said(const std::string& yaml, const std::string& rows) {
  std::vector<Problem> problems;
  case_of(yaml, rows, problems);
  std::vector<std::string> result;
  for (const Problem& problem : problems)
    result.push_back((problem.severity == Severity::error ? "error: " : "warning: ") + problem.message);
  return result;
}

testing::AssertionResult has(const std::vector<std::string>& said, const std::string& part) {
  for (const std::string& line : said)
    if (line.find(part) != std::string::npos) return testing::AssertionSuccess();
  std::string all;
  for (const std::string& line : said) all += line + "\n";
  return testing::AssertionFailure() << "none of these says “" << part << "”:\n" << all;
}

TEST(Check, ASoundCaseHasNothingToSay) {
  EXPECT_TRUE(
      said(two_parties, judged("s1", "a", "x", "two", "demand") + judged("s2", "b", "x", "two", "accept")).empty());
}

TEST(Check, OfACaseThatIsNoYamlNothingElseIsSaid) {
  const auto problems = said("title: [T", judged("s1", "a", "x", "two", "demand"));
  EXPECT_EQ(problems.size(), 1U);
  EXPECT_TRUE(has(problems, "error: this is not YAML"));
}

TEST(Check, ANoDealThatMissesWhatConcernsThePartyIsAnError) {
  const std::string yaml =
      "title: T\nparties:\n  - {id: a, no_deal: {x: one}}\nissues:\n  - {id: x, options: [one, two]}\n  - {id: y, "
      "options: "
      "[one, two]}\n";
  EXPECT_TRUE(has(said(yaml, judged("s1", "a", "y", "two", "demand")),
                  "error: the no-deal of 'a' says nothing on what concerns it: y"));
}

TEST(Check, EqualRowsThatDisagreeAreAnError) {
  EXPECT_TRUE(has(said(two_parties, judged("s1", "a", "x", "two", "demand") + judged("s2", "a", "x", "two", "oppose")),
                  "error: statements 's1' and 's2' give a different stances on x = two"));
}

TEST(Check, TwoRowsOfOneSourceThatMayMeanOneOptionAndDisagreeAreAnError) {
  const std::string one = judged("s1", "a", "x", "?(one|two)", "demand");
  EXPECT_TRUE(has(said(two_parties, one + judged("s2", "a", "x", "?(one|two)", "oppose")),
                  "error: statements 's1' and 's2' may give a different stances on x = one"));
  EXPECT_TRUE(said(two_parties, one + judged("s2", "a", "x", "?(one|two)", "demand")).empty());
  EXPECT_TRUE(said(two_parties, one + judged("s2", "a", "x", "two", "oppose")).empty()) << "the smaller set stands";
}

TEST(Check, TwoImportancesOfOneSourceThatDifferAreAnErrorWhateverOptionsTheirRowsName) {
  EXPECT_TRUE(has(said(two_parties, judged("s1", "a", "x", "?(one|two)", "demand", "high,,,,,") +
                                        judged("s2", "a", "x", "one", "oppose", "low,,,,,")),
                  "error: statements 's1' and 's2' give issue 'x' different importance to a"));
}

TEST(Check, RowsUnderConditionsThatExcludeEachOtherDoNotDisagree) {
  EXPECT_TRUE(said(two_parties, judged("s1", "a", "x", "two", "demand", ",y = one,,,,") +
                                    judged("s2", "a", "x", "two", "oppose", ",y = two,,,,") +
                                    judged("s3", "b", "y", "one", "accept"))
                  .empty());
}

TEST(Check, TheRowOnTheSmallerSetStandsWithoutAnError) {
  EXPECT_TRUE(
      said(two_parties, judged("s1", "a", "x", "*", "oppose") + judged("s2", "a", "x", "two", "demand")).empty());
}

TEST(Check, ALaterRowThatLiftsARedLineIsAWarning) {
  EXPECT_TRUE(has(said(two_parties, judged("s1", "a", "x", "two", "reject", ",,,,2024-01-01,") +
                                        judged("s2", "a", "x", "two", "accept", ",,,,2024-06-01,")),
                  "warning: statement 's2' lifts the red line of a that 's1' drew on x = two"));
}

TEST(Check, NumbersBesideWordsLieBetweenZeroAndOne) {
  const auto lines = said(two_parties, judged("s1", "a", "x", "two", "7") + judged("s2", "a", "x", "one", "oppose"));
  EXPECT_TRUE(
      has(lines, "error: statement 's1' gives the number 7 to a party that is not given in single numbers alone"));
}

TEST(Check, NumbersAloneMayBeAnything) {
  EXPECT_TRUE(said(two_parties, judged("s1", "a", "x", "two", "7") + judged("s2", "a", "x", "one", "-3")).empty());
}

TEST(Check, RulesThatLeaveNoPackageAreNamedTogether) {
  const std::string yaml =
      std::string(two_parties) + "rules: [x = one -> y = two, x = one, y = one, x = one | y = two]\n";
  EXPECT_TRUE(has(said(yaml, ""), "error: no package can satisfy these rules together: rule-1, rule-2, rule-3"));
}

TEST(Check, FirmnessOfARowThatIsNotThereIsAnErrorWithASuggestion) {
  std::vector<Problem> problems;
  case_of(std::string(two_parties) + "firmness: {statements: {s11: 0.5}}\n", judged("s1", "a", "x", "two", "reject"),
          problems);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].hint, "did you mean 's1'?");
  EXPECT_EQ(problems[0].place.line, 9U);
}

TEST(Check, ARuleMayNotNameALever) {
  const std::string yaml =
      std::string(two_parties) + "levers: [{id: l, options: [on, off]}]\nrules: [l = on -> x = one]\n";
  EXPECT_TRUE(has(said(yaml, ""), "error: rule 'rule-1' names the lever 'l', which no package contains"));
}

TEST(Check, ACaseWithoutAPrincipalIsAnError) {
  EXPECT_TRUE(has(said("title: T\nparties: [{id: a, kind: voice}]\nissues: [{id: x, options: [one, two]}]\n", ""),
                  "error: no party is a principal"));
}

TEST(Check, ADraftThatBreaksARuleIsAWarning) {
  const std::string yaml = std::string(two_parties) + "rules: [x = one]\ndrafts: [{id: d, clauses: {x: two}}]\n";
  EXPECT_TRUE(has(said(yaml, ""), "warning: draft 'd' breaks rule 'rule-1'"));
}

}  // namespace
}  // namespace parley
