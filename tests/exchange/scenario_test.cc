#include "exchange/scenario.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "exchange/problems.h"
#include "model/case_text.h"

namespace parley {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<Problem> refused(const Case& c) {
  try {
    scenario_of(c);
  } catch (const Error& error) {
    return error.problems();
  }
  return {};
}

TEST(ScenarioOf, TakesNoDealForAReservationValue) {
  const auto c = case_of(
      "title: t\nparties: [{id: p, no_deal: {a: war}}]\n"
      "issues: [{id: a, options: [x, y, {id: war, only_without_deal: true}]}]\n",
      judged("1", "p", "a", "x", "3") + judged("2", "p", "a", "y", "1") + judged("3", "p", "a", "war", "2"));
  const auto [scenario, warnings] = scenario_of(*c);
  EXPECT_THAT(scenario.issues.at(0).options, ElementsAre("x", "y"));
  EXPECT_EQ(scenario.parties.at(0).reservation, Rational(2));
}

TEST(ScenarioOf, StandsOnTheLineBetweenCodedNumbers) {
  const auto c = case_of(
      "title: t\nparties: [{id: p, reservation: 0}]\nissues: [{id: a, kind: numeric, min: 0, max: 4, step: 1}]\n",
      judged("1", "p", "a", "0", "0") + judged("2", "p", "a", "3", "1") + judged("3", "p", "a", "4", "0"));
  EXPECT_THAT(scenario_of(*c).scenario.parties.at(0).values.at(0),
              ElementsAre(0, Rational(1, 3), Rational(2, 3), 1, 0));
}

TEST(ScenarioOf, SaysAllThatKeepsACaseFromBeingOne) {
  const auto c = case_of(
      "title: t\nparties: [{id: p, reservation: 0}, {id: q, reservation: 0}]\n"
      "issues: [{id: a, options: [x, y]}, {id: b, options: [x, {id: y, needs: p}]}]\nrules: [a = x]\n",
      judged("1", "p", "a", "x", "3") + judged("2", "p", "b", "*", "3", ",a = x,,,,") +
          judged("3", "q", "a", "x", "accept"));
  const auto found = refused(*c);
  EXPECT_THAT(found, message("other tools have no rules"));
  EXPECT_THAT(found, message("option 'y' of 'b' needs consent"));
  EXPECT_THAT(found, message("'q' is not given all in numbers"));
  EXPECT_THAT(found, message("'p' has no number for 'y' of 'a'"));
  EXPECT_THAT(found, message("statement '2' holds under a condition"));
}

TEST(NumberText, IsExactWhereItFits) {
  bool rounded = false;
  EXPECT_EQ(number_text(Rational(-3, 8), rounded), "-0.375");
  EXPECT_EQ(number_text(Rational(1, 3), rounded), "1/3");
  EXPECT_FALSE(rounded);
  EXPECT_EQ(decimal_text(Rational(-2, 3), 4, rounded), "-0.6667");
  EXPECT_TRUE(rounded);
}

}  // namespace
}  // namespace parley
