#include "exchange/genius.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../evidence/case_folder.h"
#include "exchange/genius_text.h"
#include "exchange/problems.h"
#include "model/compile.h"
#include "model/worlds.h"

namespace parley {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string halves = weight_of(1, "0.5") + weight_of(2, "0.5");

TEST(Genius, DividesEvaluationsByTheGreatestWhereOneIsAboveOne) {
  const auto [scenario, warnings] = read_genius_text(small_domain, {genius_profile(small_profile + halves)});
  EXPECT_THAT(warnings, IsEmpty());
  const auto& party = scenario.parties.at(0);
  EXPECT_EQ(party.name, "Party1");
  EXPECT_THAT(party.values, ElementsAre(ElementsAre(Rational(3, 7), 1), ElementsAre(Rational(1, 2), 1)));
  EXPECT_EQ(value_of(party, {0, 1}), Rational(3, 14) + Rational(1, 2));
}

TEST(Genius, DividesNothingAsWritten) {
  const auto [scenario, warnings] = read_genius_text(small_domain, {genius_profile(small_profile + halves)}, true);
  EXPECT_THAT(scenario.parties.at(0).values, ElementsAre(ElementsAre(3, 7), ElementsAre(Rational(1, 2), 1)));
}

TEST(Genius, TakesReservationAndDiscount) {
  const auto [scenario, warnings] = read_genius_text(
      small_domain,
      {genius_profile(small_profile + halves, "<reservation value=\"0.35\"/>\n<discount_factor value=\"0.75\"/>\n"),
       genius_profile(small_profile + halves, "<discount_factor value=\"1.0\"/>\n")});
  EXPECT_EQ(scenario.parties.at(0).reservation, Rational(35, 100));
  EXPECT_EQ(scenario.parties.at(1).reservation, Rational(0));
  EXPECT_THAT(scenario.note, HasSubstr("Discount factors, on which nothing is computed: Party1 0.75."));
}

TEST(Genius, TakesWeightsThatDoNotSumToOneAndSaysSo) {
  const auto [scenario, warnings] =
      read_genius_text(small_domain, {genius_profile(small_profile + weight_of(1, "0.5") + weight_of(2, "0.75"))});
  EXPECT_EQ(scenario.parties.at(0).weights[1], Rational(3, 4));
  ASSERT_THAT(warnings, SizeIs(1));
  EXPECT_EQ(warnings[0].message, "the weights sum to 1.25, not 1; they are taken as written");
  EXPECT_EQ(warnings[0].place, (Place{"in/Party1.xml", 1, 2}));
}

TEST(Genius, LeavesOutTheWeightOfAnObjective) {
  const auto [scenario, warnings] =
      read_genius_text(small_domain, {genius_profile(small_profile + halves + weight_of(0, "1.0"))});
  EXPECT_THAT(warnings, IsEmpty());
}

// An integer issue from -2 to 2, and a profile of one evaluator.
ScenarioImport integer_issue(const std::string& evaluator, bool as_written) {
  const std::string issue = "<issue index=\"1\" name=\"Price\" type=\"integer\" lowerbound=\"-2\" upperbound=\"2\">" +
                            evaluator + "</issue>\n";
  return read_genius_text(genius_domain(issue), {genius_profile(issue + weight_of(1, "1"))}, as_written);
}

TEST(Genius, AnIntegersLineStartsAtItsLowestNumberAndIsCut) {
  const std::string line = "<evaluator ftype=\"linear\" slope=\"0.5\" offset=\"-0.25\"/>";
  const auto cut = integer_issue(line, false).scenario;
  EXPECT_THAT(cut.issues.at(0).options, ElementsAre("-2", "-1", "0", "1", "2"));
  EXPECT_THAT(cut.parties.at(0).values.at(0), ElementsAre(0, Rational(1, 4), Rational(3, 4), 1, 1));
  EXPECT_THAT(integer_issue(line, true).scenario.parties.at(0).values.at(0),
              ElementsAre(Rational(-5, 4), Rational(-3, 4), Rational(-1, 4), Rational(1, 4), Rational(3, 4)));
}

TEST(Genius, ParametersOfOlderFilesAreOfTheNumberItself) {
  const auto scenario =
      integer_issue("<evaluator ftype=\"linear\" parameter0=\"0.5\" parameter1=\"0.2\"/>", false).scenario;
  EXPECT_THAT(scenario.parties.at(0).values.at(0),
              ElementsAre(Rational(1, 10), Rational(3, 10), Rational(1, 2), Rational(7, 10), Rational(9, 10)));
}

TEST(Genius, ATriangleIsOneAtItsTopAndNothingOutside) {
  const auto scenario =
      integer_issue("<evaluator ftype=\"triangular\" parameter0=\"-1\" parameter1=\"2\" parameter2=\"0\"/>", false)
          .scenario;
  EXPECT_THAT(scenario.parties.at(0).values.at(0), ElementsAre(0, 0, 1, Rational(1, 2), 0));
}

TEST(Genius, CutsARealIssueIntoStepsAndSaysSo) {
  const std::string issue =
      "<issue index=\"1\" name=\"Share\" type=\"real\"><range lowerbound=\"0\" upperbound=\"0.5\"/>"
      "<evaluator ftype=\"linear\" parameter0=\"0\" parameter1=\"2\"/></issue>\n";
  const auto [scenario, warnings] = read_genius_text(genius_domain(issue), {genius_profile(issue + weight_of(1, "1"))});
  EXPECT_THAT(scenario.issues.at(0).options, SizeIs(101));
  EXPECT_EQ(scenario.issues[0].options[1], "0.005");
  EXPECT_EQ(scenario.parties.at(0).values.at(0).at(50), Rational(1, 2));
  EXPECT_THAT(warnings, message("cut into 100 steps of 0.005"));
}

TEST(Genius, SumsTheBoxesOfANonlinearProfile) {
  const auto issue = [](int index) {
    return "<issue index=\"" + std::to_string(index) + "\" name=\"i" + std::to_string(index) +
           "\" type=\"integer\" lowerbound=\"0\" upperbound=\"9\"/>\n";
  };
  const auto issues = issue(1) + issue(2);
  const auto [scenario, warnings] = read_genius_text(
      genius_domain(issues),
      {genius_profile(issues +
                      "<utility maxutility=\"40\"><ufun type=\"PlainUfun\" weight=\"1\" aggregation=\"sum\">\n"
                      "<hyperRectangle utility=\"10\"><INCLUDES index=\"1\" min=\"2\" max=\"4\"/>"
                      "<INCLUDES index=\"2\" min=\"0\" max=\"7\"/></hyperRectangle>\n"
                      "<hyperRectangle utility=\"30\"><EXCLUDES index=\"2\" min=\"3\" max=\"5\"/></hyperRectangle>\n"
                      "</ufun></utility>\n")});
  const auto& party = scenario.parties.at(0);
  EXPECT_EQ(value_of(party, {3, 4}), Rational(1, 4));
  EXPECT_EQ(value_of(party, {3, 6}), 1);
  EXPECT_EQ(value_of(party, {0, 0}), Rational(3, 4));
  EXPECT_EQ(value_of(party, {0, 4}), 0);
}

TEST(Genius, ANonlinearProfileBecomesACaseWithTerms) {
  const std::string issue = "<issue index=\"1\" name=\"i\" type=\"integer\" lowerbound=\"0\" upperbound=\"9\"/>\n";
  const auto import = read_genius_text(
      genius_domain(issue),
      {genius_profile(issue + "<utility maxutility=\"1\"><ufun><hyperRectangle utility=\"1\">"
                              "<INCLUDES index=\"1\" min=\"1\" max=\"2\"/></hyperRectangle></ufun></utility>")});
  const CaseFolder folder;
  write_case(folder.path() / "case", import);
  const auto again = scenario_of(load_case(folder.path() / "case")).scenario;
  EXPECT_EQ(value_of(again.parties.at(0), {1}), 1);
  EXPECT_EQ(value_of(again.parties.at(0), {5}), 0);
}

TEST(Genius, TellsAllThatIsWrongAtOnceWithPlaces) {
  const auto problems = genius_problems(
      small_domain,
      {genius_profile(
           "<issue index=\"1\" name=\"Fee\" type=\"discrete\">\n<item index=\"1\" value=\"low\" evaluation=\"nan\"/>\n"
           "<item index=\"2\" value=\"higher\" evaluation=\"1e400\"/>\n</issue>\n" +
           weight_of(1, "-1")),
       genius_profile("<issue index=\"1\" name=\"Fee\" type=\"integer\"/>\n<issue index=\"7\" name=\"Peer\"/>\n" +
                      halves),
       "<utility_space>"});
  EXPECT_THAT(problems, Contains(AllOf(Field(&Problem::message, "`evaluation` of <item> is 'nan'"),
                                       Field(&Problem::place, Place{"in/Party1.xml", 4, 2}))));
  EXPECT_THAT(problems, Contains(AllOf(Field(&Problem::message, HasSubstr("has no item 'higher'")),
                                       Field(&Problem::hint, HasSubstr("high")))));
  EXPECT_THAT(problems, message("has no evaluation of 'high'"));
  EXPECT_THAT(problems, message("a weight below 0"));
  EXPECT_THAT(problems, message("says nothing on the issue 'Pier'"));
  EXPECT_THAT(problems, message("is of another type in the domain"));
  EXPECT_THAT(problems, message("the domain has no issue 'Peer'"));
  EXPECT_THAT(problems, message("no well-formed XML"));
}

TEST(Genius, ReadsOnWhereAnIssueOfTheDomainIsWrong) {
  const auto wrong = genius_domain("<issue index=\"1\" name=\"Fee\" type=\"diskrete\"/>");
  EXPECT_THAT(genius_problems(wrong, {genius_profile(small_profile + halves)}), message("an issue of type 'diskrete'"));
}

TEST(Genius, NamesWithControlCharactersReadInTheCase) {
  const std::string issue =
      "<issue index=\"1\" name=\"a&#23;b&#10;c&#133;d\"><item value=\"x\" evaluation=\"1\"/></issue>\n";
  const CaseFolder folder;
  write_case(folder.path(), read_genius_text(genius_domain(issue), {genius_profile(issue + weight_of(1, "1"))}));
  EXPECT_EQ(load_case(folder.path()).casebook.issues.at(0).name, "a b c d");
}

TEST(Genius, RefusesOverflowingUtilities) {
  const auto issue =
      std::string("<issue index=\"1\" name=\"Fee\"><item index=\"1\" value=\"a\" evaluation=\"1e400\"/></issue>\n");
  const auto problems = genius_problems(genius_domain(issue), {genius_profile(issue + weight_of(1, "1"))});
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_THAT(problems[0].message, HasSubstr("exponent beyond 30"));
}

TEST(Genius, RefusesEmptyRepeatedAndWeightlessIssues) {
  EXPECT_THAT(genius_problems(genius_domain("<issue index=\"1\" name=\"Fee\"></issue>"), {}), message("has no items"));
  EXPECT_THAT(genius_problems(genius_domain(""), {}), message("a domain without issues"));
  EXPECT_THAT(
      genius_problems(genius_domain("<issue index=\"1\" name=\"Fee\"><item value=\"a\"/><item value=\"a\"/></issue>"
                                    "<issue index=\"1\" name=\"Fee\"><item value=\"a\"/></issue>"),
                      {}),
      AllOf(message("the item 'a' twice"), message("two issues have the index 1"),
            message("two issues are called 'Fee'")));
  EXPECT_THAT(genius_problems(small_domain, {genius_profile(small_profile + weight_of(1, "1"))}),
              message("the issue 'Pier' has no weight"));
  EXPECT_THAT(genius_problems(genius_domain("<issue index=\"1\" name=\"n\" type=\"integer\" lowerbound=\"0\" "
                                            "upperbound=\"2000000000\"/>"),
                              {}),
              message("more than 100001"));
}

// The integers of the reference world, by row, factor and cell.
std::vector<std::string> integers(const std::filesystem::path& folder) {
  const auto compiled = compile(std::make_shared<const Case>(load_case(folder)), {});
  EXPECT_THAT(compiled.notes, IsEmpty());
  std::vector<std::string> result;
  const auto world = reference_world(compiled, Reading::cautious);
  for (const auto value : world.cells) result.push_back(boost::multiprecision::cpp_int(value).str());
  for (const auto value : world.thresholds) result.push_back(boost::multiprecision::cpp_int(value).str());
  return result;
}

TEST(Genius, ACaseHasItsIntegersOverOneDenominator) {
  const CaseFolder folder;
  write_case(folder.path(),
             read_genius_text(small_domain, {genius_profile(small_profile + halves, "<reservation value=\"0.5\"/>")}));
  // Over 28: 3/7 and 1 times a half are 6 and 14; 1/2 and 1 times a half 7 and 14; the reservation value is 14. Options
  // in the order of their ids: high, low; no, yes. The settlement's row sums the gains again.
  const auto found = integers(folder.path());
  EXPECT_THAT(std::vector(found.begin(), found.begin() + 4), ElementsAre("14", "6", "14", "7"));
  EXPECT_EQ(found.at(found.size() - 2), "14");
}

TEST(Genius, WhatIsWrittenReadsAsTheSameIntegers) {
  for (const bool as_written : {false, true}) {
    const CaseFolder folder;
    const auto import =
        read_genius_text(small_domain,
                         {genius_profile(small_profile + halves, "<reservation value=\"0.35\"/>"),
                          genius_profile(small_profile + weight_of(1, "0.123456789012345678") + weight_of(2, "0.8"))},
                         as_written);
    write_case(folder.path() / "first", import);
    std::vector<Problem> warnings;
    const auto exported = scenario_of(load_case(folder.path() / "first"));
    const auto files = write_genius(exported.scenario, folder.path() / "out", as_written, warnings);
    ASSERT_THAT(files, SizeIs(3));
    write_case(folder.path() / "second", read_genius(files[0], {files[1], files[2]}, as_written));
    EXPECT_EQ(integers(folder.path() / "first"), integers(folder.path() / "second"));
    EXPECT_THAT(warnings, IsEmpty());
  }
}

TEST(Genius, BringsOtherNumbersBetweenZeroAndOne) {
  Scenario scenario;
  scenario.title = "a < b";
  scenario.issues = {{"Land & water", false, {"mine", "yours"}}, {"Fee", false, {"low", "high"}}};
  scenario.parties = {{"Usa", Rational(10), {1, 1}, {{-5, 45}, {50, 0}}, {"", ""}, {}, {}}};
  const CaseFolder folder;
  std::vector<Problem> warnings;
  const auto files = write_genius(scenario, folder.path(), false, warnings);
  const auto read = read_genius(files.at(0), {files.at(1)}, false).scenario;
  EXPECT_EQ(read.issues.at(0).name, "Land & water");
  // Raised by 5 and divided by 100: as many points above the reservation value as before, in hundredths.
  EXPECT_EQ(value_of(read.parties.at(0), {1, 0}), 1);
  EXPECT_EQ(value_of(read.parties.at(0), {0, 1}), 0);
  EXPECT_EQ(read.parties.at(0).reservation, Rational(15, 100));
  EXPECT_THAT(warnings, AllOf(message("below 0 are raised"), message("divided by 100")));
}

TEST(Genius, DividesByATenWhereThirdsWouldNotBeExact) {
  Scenario scenario;
  scenario.title = "s";
  scenario.issues = {{"a", false, {"x", "y"}}, {"b", false, {"x", "y"}}};
  scenario.parties = {{"p", Rational(9), {1, 1}, {{10, 4}, {5, 0}}, {"", ""}, {}, {}}};
  const CaseFolder folder;
  std::vector<Problem> warnings;
  const auto files = write_genius(scenario, folder.path(), false, warnings);
  const auto read = read_genius(files.at(0), {files.at(1)}, false).scenario.parties.at(0);
  EXPECT_EQ(value_of(read, {1, 0}), Rational(9, 100));
  EXPECT_EQ(read.reservation, Rational(9, 100));
  EXPECT_THAT(warnings, message("divided by 100"));
}

}  // namespace
}  // namespace parley
