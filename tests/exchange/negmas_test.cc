#include "exchange/negmas.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../evidence/case_folder.h"
#include "exchange/problems.h"
#include "text/files.h"

namespace parley {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* trade = R"(name: Trade
type: DiscreteCartesianOutcomeSpace
issues:
  - name: Quantity
    type: ContiguousIssue
    values:
      - 1
      - 3
  - name: Colour
    type: negmas.outcomes.CategoricalIssue
    values: [red, green]
)";

constexpr const char* buyer = R"(name: buyer
type: LinearAdditiveUtilityFunction
reserved_value: 0.25
weights: [0.25, 0.75]
values:
  - type: AffineFun
    slope: -0.5
    bias: 2
  - type: TableFun
    mapping: {red: 1.0, green: 0.5}
)";

constexpr const char* seller = R"(
type: LinearAdditiveUtilityFunction
reserved_value: -.inf
bias: 1
weights: {Colour: 0.5, Quantity: 2}
values:
  Colour: {type: ConstFun, bias: 0.125}
  Quantity: {type: TableFun, mapping: {1: 0, 2: 0.5, 3: 1}}
)";

std::vector<Problem> problems(const std::vector<NegmasText>& files) {
  try {
    read_negmas(files);
  } catch (const Error& error) {
    return error.problems();
  }
  return {};
}

TEST(Negmas, ReadsAnOutcomeSpaceAndFunctions) {
  const auto [scenario, warnings] = read_negmas({{"buyer.yml", buyer}, {"Trade.yml", trade}, {"seller.yml", seller}});
  EXPECT_THAT(warnings, IsEmpty());
  EXPECT_EQ(scenario.title, "Trade");
  EXPECT_TRUE(scenario.issues.at(0).numeric);
  EXPECT_THAT(scenario.issues[0].options, ElementsAre("1", "2", "3"));
  EXPECT_THAT(scenario.issues.at(1).options, ElementsAre("red", "green"));
  ASSERT_THAT(scenario.parties, SizeIs(2));
  EXPECT_EQ(scenario.parties[0].name, "buyer");
  EXPECT_EQ(scenario.parties[0].reservation, Rational(1, 4));
  EXPECT_EQ(value_of(scenario.parties[0], {2, 1}), Rational(1, 8) + Rational(3, 8));
  EXPECT_EQ(scenario.parties[1].name, "seller");
  EXPECT_FALSE(scenario.parties[1].reservation);
  EXPECT_EQ(value_of(scenario.parties[1], {1, 0}), 1 + Rational(1, 16));
}

TEST(Negmas, TakesABiasOffTheReservedValue) {
  const auto [scenario, warnings] = read_negmas(
      {NegmasText{"s.json", R"({"domain": {"name": "S", "issues": [{"name": "a", "values": ["x", "y"]}]}, "ufuns": [
         {"type": "LinearAdditiveUtilityFunction", "name": "p", "bias": 0.5, "reserved_value": 2, "weights": [1],
          "values": [{"type": "TableFun", "mapping": {"x": 1, "y": 2}}]}]})"}});
  EXPECT_EQ(scenario.parties.at(0).reservation, Rational(3, 2));
}

TEST(Negmas, ReadsWhatADiscountedFunctionDiscounts) {
  const auto [scenario, warnings] =
      read_negmas({NegmasText{"s.json", R"({"domain": {"issues": [{"name": "a", "values": ["x"]}]}, "ufuns": [
         {"type": "ExpDiscountedUFun", "name": "p", "discount": 0.9, "ufun":
           {"type": "LinearAdditiveUtilityFunction", "weights": [1], "values": [{"x": 1}]}}]})"}});
  EXPECT_EQ(scenario.parties.at(0).name, "p");
  EXPECT_THAT(scenario.note, HasSubstr("0.9, is not computed on"));
}

TEST(Negmas, SaysAllThatIsWrongWithPlaces) {
  const auto found = problems({{"Trade.yml", trade}, {"buyer.yml", R"(name: buyer
type: LinearAdditiveUtilityFunction
weights: [.nan, 1]
values:
  - type: LambdaFun
  - type: TableFun
    mapping: {red: 1.0, gren: 0.5}
)"}});
  EXPECT_THAT(found, Contains(AllOf(Field(&Problem::message, "'.nan' is not a number"),
                                    Field(&Problem::place, Place{"buyer.yml", 3, 11}))));
  EXPECT_THAT(found, message("values of type 'LambdaFun'"));
  EXPECT_THAT(found, message("the issue 'Colour' has no value 'gren'"));
  EXPECT_THAT(found, message("the table has no number for 'green'"));
  EXPECT_THAT(problems({{"buyer.yml", buyer}}), message("there is no outcome space"));
  EXPECT_THAT(problems({{"Trade.yml", trade}}), message("there is no utility function"));
  EXPECT_THAT(problems({{"Trade.yml", trade}, {"u.yml", "type: NonlinearUtilityFunction"}}),
              message("a utility function of type 'NonlinearUtilityFunction'"));
}

// The rectangles of NegMAS's own example of such functions, with a number for its third, on issues of whole numbers.
TEST(Negmas, RectanglesAddWhereAPackageIsWithinThem) {
  const char* domain = R"(name: Boxes
issues:
  - {name: a, type: ContiguousIssue, values: [0, 3]}
  - {name: b, type: ContiguousIssue, values: [0, 3]}
  - {name: c, type: CategoricalIssue, values: [x, y, z]}
)";
  const char* rectangles = R"(type: HyperRectangleUtilityFunction
outcome_ranges: [null, {0: [1.0, 2.0], b: [1, 2]}, {0: [1.4, 2.0], 2: [y, z]}, {"2": x, 1: 7}]
utilities: [5, 2, 3, 9]
weights: [1, 0.5, 2, 1]
bias: 1
reserved_value: 7
)";
  const auto scenario = read_negmas({{"Boxes.yml", domain}, {"u.yml", rectangles}}).scenario;
  const auto& party = scenario.parties.at(0);
  EXPECT_EQ(party.reservation, Rational(1));  // 7 less the bias, 1, and the 5 that hold everywhere
  ASSERT_EQ(party.boxes.size(), 2u);          // nothing is in the last one: b has no 7
  EXPECT_EQ(value_of(party, {1, 1, 0}), 1);
  EXPECT_EQ(value_of(party, {2, 2, 1}), 7);
  EXPECT_EQ(value_of(party, {2, 0, 2}), 6);
  EXPECT_EQ(value_of(party, {0, 1, 1}), 0);
}

TEST(Negmas, RectanglesThatAreWrittenAreWorthTheSame) {
  Scenario before;
  before.title = "Boxes";
  before.issues = {{"a", true, {"0", "1", "2", "3"}, {"0", 0}, {"3", 3}, {"1", 1}},
                   {"b", true, {"0.5", "1", "1.5"}, {"0.5", .5}, {"1.5", 1.5}, {"0.5", .5}},
                   {"c", false, {"x", "y, z", "null"}}};
  ScenarioParty party{"p", Rational(2), {3, 1, 1}, {{0, 0, 0, 2}, {}, {}}, {"", "", ""}, {}, {}};
  party.boxes.push_back({{{0, 1, 2}, {2, 1, 2}}, false, 5, ""});
  party.boxes.push_back({{{1, 0, 1}, {0, 0, 3}}, false, Rational(-1, 4), ""});
  party.boxes.push_back({{{1, 2, 2}}, true, 7, ""});
  before.parties = {party, {"q", Rational(0), {1, 1, 1}, {{0, 1, 2, 3}, {0, 0, 1}, {1, 0, 0}}, {"", "", ""}, {}, {}}};
  const CaseFolder folder;
  for (const char* to : {"folder", "one.yml"}) {
    std::vector<Problem> warnings;
    write_negmas(before, folder.path() / to, warnings);
    EXPECT_THAT(warnings, IsEmpty());
    const auto after = read_negmas(folder.path() / to).scenario;
    ASSERT_THAT(after.parties, SizeIs(2));
    for (std::size_t p = 0; p < 2; ++p)
      for (int a = 0; a < 4; ++a)
        for (int b = 0; b < 3; ++b)
          for (int c = 0; c < 3; ++c)
            EXPECT_EQ(value_of(before.parties[p], {a, b, c}) - *before.parties[p].reservation,
                      value_of(after.parties[p], {a, b, c}) - *after.parties[p].reservation)
                << to << ' ' << p << ": " << a << b << c;
  }
}

/// One party, for whom both options of one issue are worth 3.
Scenario one_box() {
  Scenario scenario;
  scenario.title = "S";
  scenario.issues = {{"a", false, {"x", "y"}}};
  scenario.parties = {{"p", Rational(0), {0}, {{}}, {""}, {{{{0, 0, 1}}, false, 3, ""}}, {}}};
  return scenario;
}

TEST(Negmas, RectanglesAreWrittenWithPlacesAsKeysAndWorthsWithAPoint) {
  const Scenario scenario = one_box();
  const CaseFolder folder;
  std::vector<Problem> warnings;
  write_negmas(scenario, folder.path() / "s.yml", warnings);
  const auto text = read_file(folder.path() / "s.yml", 1 << 20);
  EXPECT_THAT(text, HasSubstr(R"({0: ["x", "y"]})"));
  EXPECT_THAT(text, HasSubstr(R"("utilities": [3.0])"));
}

TEST(Negmas, JsonHasNoRoomForRectangles) {
  const Scenario scenario = one_box();
  const CaseFolder folder;
  std::vector<Problem> warnings;
  EXPECT_THROW(write_negmas(scenario, folder.path() / "s.json", warnings), Error);
}

TEST(Negmas, RectanglesThatCannotBeAreErrorsWithPlaces) {
  const auto wrong = [](const std::string& ranges, const std::string& utilities) {
    return problems({{"Trade.yml", trade},
                     {"u.yml", "type: HyperRectangleUtilityFunction\noutcome_ranges: " + ranges +
                                   "\nutilities: " + utilities + "\n"}});
  };
  EXPECT_THAT(wrong("[{9: 1}]", "[1]"), message("there is no issue '9'"));
  EXPECT_THAT(wrong("[{0: 1}]", "[1, 2]"), message("`utilities` does not fit `outcome_ranges`"));
  EXPECT_THAT(wrong("[5]", "[1]"), message("a rectangle that is no mapping"));
  EXPECT_THAT(wrong("[{0: []}]", "[1]"), message("a range without values"));
  EXPECT_THAT(wrong("[{0: [1, 3, 5]}]", "[x]"), message("'x' is not a number"));
}

TEST(Negmas, WhatIsWrittenReadsAsTheSame) {
  const auto before = read_negmas({{"Trade.yml", trade}, {"buyer.yml", buyer}, {"seller.yml", seller}}).scenario;
  const CaseFolder folder;
  for (const char* to : {"folder", "one.json", "one.yml"}) {
    std::vector<Problem> warnings;
    write_negmas(before, folder.path() / to, warnings);
    EXPECT_THAT(warnings, IsEmpty());
    const auto after = read_negmas(folder.path() / to).scenario;
    EXPECT_EQ(after.title, "Trade");
    EXPECT_TRUE(after.issues.at(0).numeric);
    ASSERT_THAT(after.parties, SizeIs(2));
    for (std::size_t p = 0; p < 2; ++p) {
      EXPECT_EQ(after.parties[p].reservation, before.parties[p].reservation);
      EXPECT_EQ(after.parties[p].weights, before.parties[p].weights);
      EXPECT_EQ(after.parties[p].values, before.parties[p].values);
    }
  }
}

TEST(Negmas, SaysThatThirdsAreRounded) {
  Scenario scenario;
  scenario.title = "S";
  scenario.issues = {{"a", false, {"x"}}};
  scenario.parties = {{"p", Rational(0), {1}, {{Rational(1, 3)}}, {""}, {}, {}}};
  const CaseFolder folder;
  std::vector<Problem> warnings;
  write_negmas(scenario, folder.path() / "s.json", warnings);
  EXPECT_THAT(warnings, message("rounded to 17 digits"));
}

}  // namespace
}  // namespace parley
