// Terms: what hangs on several issues together, to a party given in numbers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/case_text.h"
#include "model/compile.h"
#include "model/one_world.h"
#include "model/positions.h"
#include "model/reception.h"

namespace parley {
namespace {

std::string term(const std::string& id, const std::string& party, const std::string& worth,
                 const std::string& condition) {
  return judged(id, party, "", "", worth, "," + condition + ",,,,");
}

std::string book(const std::string& x) {
  return "title: t\nparties:\n" + x +
         "  - {id: y, reservation: 0}\nissues:\n  - {id: a, options: [a1, a2, a3]}\n  - {id: b, options: [b1, b2]}\n"
         "  - {id: c, options: [c1, c2]}\n";
}

const std::string plain = "  - {id: x, reservation: 0}\n";

/// The values of a package to x, in its own units, by the world's tables and by reception.
double worth(const std::shared_ptr<const Case>& c, const std::string& package) {
  const Compiled compiled = compile(c, {});
  const OneWorld world = reference_one_world(compiled, Reading::cautious);
  const Package options = parse_package(*c, package);
  std::vector<int> choice;
  for (const Variable& variable : compiled.variables)
    choice.push_back(static_cast<int>(
        std::find(variable.options.begin(), variable.options.end(), options[static_cast<std::size_t>(variable.issue)]) -
        variable.options.begin()));
  const auto scale = static_cast<double>(world.principals[0].scale);
  const double by_tables = static_cast<double>(values_of(world, choice)[0]) / scale;
  const double by_reception =
      static_cast<double>(reception_of(compiled, options, Reading::cautious).principals[0].value) / scale;
  EXPECT_DOUBLE_EQ(by_tables, by_reception) << package;
  return by_tables;
}

std::vector<std::string> messages(const std::string& yaml, const std::string& rows) {
  std::vector<Problem> problems;
  case_of(yaml, rows, problems);
  std::vector<std::string> result;
  for (const Problem& problem : problems)
    if (problem.severity == Severity::error) result.push_back(problem.message);
  return result;
}

TEST(Terms, AddUpWhereTheirConditionsHold) {
  const auto c =
      case_of(book(plain), judged("n", "x", "a", "*", "1") + term("t1", "x", "10", "a = a1 and b = b2") +
                               term("t2", "x", "1/3", "a in (a1|a2) and b = b2 and c = c1") +
                               term("t3", "x", "-4", "not (a = a1 and b = b2)") + term("t4", "y", "7", "c = c1"));
  EXPECT_DOUBLE_EQ(worth(c, "a=a1,b=b2,c=c1"), 1 + 10 + 1.0 / 3);
  EXPECT_DOUBLE_EQ(worth(c, "a=a1,b=b2,c=c2"), 1 + 10);
  EXPECT_DOUBLE_EQ(worth(c, "a=a2,b=b2,c=c1"), 1 + 1.0 / 3 - 4);
  EXPECT_DOUBLE_EQ(worth(c, "a=a3,b=b1,c=c1"), 1 - 4);
}

TEST(Terms, AreWorthInNoDealWhatItNames) {
  const auto c = case_of(book("  - {id: x, no_deal: {a: a1, b: b2}}\n"),
                         term("t1", "x", "10", "a = a1 and b = b2") + term("t2", "x", "5", "a = a2 or b = b1"));
  const Compiled compiled = compile(c, {});
  const OneWorld world = reference_one_world(compiled, Reading::cautious);
  EXPECT_EQ(*world.principals[0].reservation, 10 * world.principals[0].scale);
}

TEST(Terms, MakeTheIssuesTheyNameConcernTheParty) {
  const auto c = case_of(book(plain), term("t1", "x", "10", "a = a1 and b = b2"));
  EXPECT_THAT(concerned_parties(*c)[0], testing::ElementsAre(0));
  EXPECT_EQ(issues_left_out(*c), (std::vector<bool>{false, false, true}));
  EXPECT_TRUE(speaks_in_terms_alone(*c, 0, 0));
  EXPECT_TRUE(positions(*c, {}).cells.empty());
}

TEST(Terms, LeaveAnIssueWithoutAStanceWorthNothingInBothReadings) {
  const auto c = case_of(book(plain), term("t1", "x", "10", "a = a1 and b = b2"));
  const Compiled compiled = compile(c, {});
  for (const Reading reading : readings) {
    const OneWorld world = reference_one_world(compiled, reading);
    EXPECT_EQ(values_of(world, std::vector<int>{1, 1})[0], 0);
    EXPECT_EQ(values_of(world, std::vector<int>{0, 1})[0], 10 * world.principals[0].scale);
  }
}

TEST(Terms, AreForPartiesGivenAllInNumbers) {
  EXPECT_THAT(messages(book(plain), judged("w", "x", "a", "a1", "demand") + term("t", "x", "1", "b = b1")),
              testing::ElementsAre("the term 't' is of 'x', which is not given all in numbers"));
}

TEST(Terms, AreCertainNumbersOverIssues) {
  EXPECT_THAT(messages(book(plain), term("t", "x", "demand", "b = b1")),
              testing::ElementsAre("the worth of a term is a number"));
  EXPECT_THAT(messages(book(plain), term("t", "x", "0..1", "b = b1")),
              testing::ElementsAre("the worth of a term is a number"));
  EXPECT_THAT(messages(book(plain), term("t", "x", "1", "true")),
              testing::ElementsAre("a term's condition names no issue"));
  EXPECT_THAT(messages(book(plain), judged("t", "x", "", "", "1", ",b = b1,2,,,")),
              testing::ElementsAre("a term is worth nothing otherwise"));
  EXPECT_THAT(messages(book(plain), judged("t", "x", "", "", "1", ",b = b1,,,,0.5")),
              testing::ElementsAre("a term that is not certain"));
  EXPECT_THAT(messages(book(plain), judged("t", "x", "", "", "1")), testing::ElementsAre("a stance without an option"));
}

}  // namespace
}  // namespace parley
