#include "exchange/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../evidence/case_folder.h"
#include "exchange/problems.h"

namespace parley {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Table : public testing::Test {
 protected:
  MatrixImport import(std::string_view csv, bool clauses = false) const {
    folder.write("table.csv", csv);
    return import_table(folder.path() / "table.csv", folder.path() / "case", clauses);
  }
  [[nodiscard]] std::vector<Problem> problems(std::string_view csv, bool clauses = false) const {
    try {
      import(csv, clauses);
    } catch (const Error& error) {
      return error.problems();
    }
    return {};
  }
  // The case that an import made, which must be without a warning.
  [[nodiscard]] Scenario scenario() const {
    std::vector<Problem> found;
    const auto c = read_case(folder.path() / "case", found);
    EXPECT_THAT(found, IsEmpty()) << format_problem(found.at(0));
    return scenario_of(c).scenario;
  }
  CaseFolder folder;
};

constexpr std::string_view harbour =
    "issue,option,Town,Harbour\n"
    "Fee,low,10,0\n"
    "Fee,high,4,30\n"
    "Pier,yes,5,20.5\n"
    "Pier,no,0,1/3\n"
    "threshold,,12,25\n";

TEST_F(Table, ThresholdsAreReservationValues) {
  EXPECT_TRUE(import(harbour).created);
  const auto made = scenario();
  EXPECT_EQ(made.parties.at(0).reservation, Rational(12));
  EXPECT_EQ(made.parties.at(1).reservation, Rational(25));
  EXPECT_EQ(value_of(made.parties[1], {1, 1}), Rational(91, 3));
}

TEST_F(Table, ANumberThatIsNoneIsSaidOnceWithWhatToWrite) {
  const auto found = problems("issue,option,Town\nFee,low,\"1,000\"\nFee,mid,\"2,5\"\nFee,high,30%\n");
  ASSERT_THAT(found, SizeIs(3));
  EXPECT_EQ(found[0].message, "'1,000' is not a number");
  EXPECT_THAT(found[0].hint, HasSubstr("a thousand has no separator: 1000"));
  EXPECT_EQ(found[1].hint, "a decimal has a point: 2.5");
  EXPECT_EQ(found[2].message, "'30%' is not a number");
}

TEST_F(Table, ARowOfOneFieldIsCountedInTheSingular) {
  EXPECT_THAT(problems("issue,option,Town\nFee\n"),
              Contains(Field(&Problem::message, HasSubstr("has 1 field, fewer"))));
}

TEST_F(Table, ImportingAgainAddsNothing) {
  import(harbour);
  const auto again = import(harbour);
  EXPECT_THAT(again.added, IsEmpty());
  EXPECT_EQ(again.unchanged, 8U);
}

TEST_F(Table, ACaseThatExistsKeepsItsReservationValues) {
  import(harbour);
  EXPECT_THAT(problems("issue,option,Town\nFee,low,9\nFee,high,4\nthreshold,,13\n"),
              message("the case has another reservation value for 'town'"));
}

TEST_F(Table, AClauseIsWorthItsScoreLessTheThreshold) {
  import("clause,Town,Harbour\nFees are public,8,3\nA new pier,2,9.5\nThreshold,5,4.25\n");
  const auto made = scenario();
  ASSERT_THAT(made.issues, SizeIs(2));
  EXPECT_EQ(made.issues[0].name, "Fees are public");
  EXPECT_THAT(made.issues[0].options, ElementsAre("included", "left out"));
  EXPECT_THAT(made.parties.at(0).values, ElementsAre(ElementsAre(3, 0), ElementsAre(-3, 0)));
  EXPECT_THAT(made.parties.at(1).values, ElementsAre(ElementsAre(Rational(-5, 4), 0), ElementsAre(Rational(21, 4), 0)));
  EXPECT_EQ(made.parties[0].reservation, Rational(0));
}

TEST_F(Table, ClausesAreAcceptedWhereTheirMeanReachesTheThreshold) {
  import("clause,Town\na,8\nb,2\nc,4\nthreshold,5\n");
  const auto town = scenario().parties.at(0);
  const int scores[] = {8, 2, 4};
  for (int kept = 1; kept < 8; ++kept) {
    int sum = 0, count = 0;
    std::vector<int> package;
    for (int i = 0; i < 3; ++i) {
      const bool in = (kept >> i & 1) != 0;
      package.push_back(in ? 0 : 1);
      sum += in ? scores[i] : 0;
      count += in ? 1 : 0;
    }
    EXPECT_EQ(value_of(town, package) >= *town.reservation, sum >= 5 * count) << kept;
  }
}

TEST_F(Table, RowsOfIssuesAndOptionsMayBeClauses) {
  import("issue,option,Town\nFees,Fees are public,8\nPier,,2\nthreshold,,5\n", true);
  const auto made = scenario();
  EXPECT_EQ(made.issues.at(0).name, "Fees are public");
  EXPECT_EQ(made.issues.at(1).name, "Pier");
}

TEST_F(Table, LongClausesOfOneBeginningAreToldApart) {
  const std::string same(80, 'x');
  import("clause,Town\n" + same + " one,8\n" + same + " two,2\nthreshold,5\n");
  EXPECT_THAT(scenario().issues, SizeIs(2));
}

TEST_F(Table, SaysAllThatIsWrongAtOnce) {
  const auto found =
      problems("issue,option,Town,Harbour\nFee,low,ten,1\nFee,high,4,\nthreshold,,1,2\nPier,yes,1,nan\n");
  EXPECT_THAT(found, message("'ten' is not a number"));
  EXPECT_THAT(found, message("'nan' is not a number"));
  EXPECT_THAT(found, message("thresholds above other rows"));
  EXPECT_THAT(found, message("no number where the party has one"));
  EXPECT_THAT(problems("clause,Town\na,1\n"), message("without thresholds"));
  EXPECT_THAT(problems("clause,Town\na,1\na,2\nthreshold,1\n"), message("clause 'a' stands twice"));
  EXPECT_THAT(problems("Town,Harbour\n1,2\n"), message("there is no column 'issue'"));
}

TEST_F(Table, ExportsAsItWasImported) {
  import(harbour);
  std::vector<Problem> warnings;
  EXPECT_EQ(table_of(scenario(), warnings),
            "issue,option,Town,Harbour\r\nFee,low,10,0\r\nFee,high,4,30\r\nPier,yes,5,20.5\r\nPier,no,0,1/3\r\n"
            "threshold,,12,25\r\n");
}

TEST_F(Table, TellsNegativeNumbersApart) {
  import("issue,option,Town\nFee,5,1\nFee,-5,2\n");
  EXPECT_THAT(import("issue,option,Town\nFee,5,1\nFee,-5,2\n").unchanged, 2U);
}

}  // namespace
}  // namespace parley
