#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "model/case_text.h"
#include "report/result.h"
#include "report/schema.h"
#include "report/terminal.h"
#include "report/words.h"
#include "report/written.h"
#include "text/files.h"

namespace parley {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// Price: each side rejects what the other could take. Land: shut by a rule that is fixed and a red line. Beside it the
// seller's number is out of reach.
constexpr const char* sale = R"(title: A sale
parties: [{id: buyer, name: The buyer}, {id: seller, name: The sellers}]
issues:
  - {id: price, name: The price, options: [low, high]}
  - {id: land, name: The land, options: [all, half]}
rules:
  - {id: whole, formula: land = all, fixed: true}
)";

std::shared_ptr<const Case> deadlocked_sale() {
  return case_of(sale, judged("s1", "buyer", "price", "high", "reject") +
                           judged("s2", "seller", "price", "low", "reject") +
                           judged("s3", "seller", "land", "all", "reject"));
}

Answer answer_of(const std::shared_ptr<const Case>& c) {
  AnswerOptions options;
  options.robust.worlds = 50;
  return answer(c, {}, options);
}

TEST(SharedOut, ManyWhatIfsOfALargeCaseHaveFewerWorldsAndNodesAndNeverMoreThanTheAnswer) {
  RobustOptions options;
  options.worlds = 10'000;
  options.nodes = 100'000;
  const RobustOptions few = shared_out(options, 150, 5);
  EXPECT_EQ(few.worlds, 10'000U);
  EXPECT_EQ(few.nodes, 20'000U);
  const RobustOptions many = shared_out(options, 1000, 14);
  EXPECT_EQ(many.worlds, 1785U);  // 25 million numbers over 14 times 1,000
  EXPECT_EQ(many.nodes, 7142U);
  const RobustOptions most = shared_out(options, 100'000, 1000);
  EXPECT_EQ(most.worlds, 1000U);
  EXPECT_EQ(most.nodes, 5000U);
  options.worlds = 50;
  options.nodes = 10;
  EXPECT_EQ(shared_out(options, 0, 0).worlds, 50U);
  EXPECT_EQ(shared_out(options, 100'000, 1000).worlds, 50U);
  EXPECT_EQ(shared_out(options, 100'000, 1000).nodes, 10U);
}

TEST(RelaxationWords, GiveStatementsAndStepsAndSayWhatCannotGiveWay) {
  const auto c = deadlocked_sale();
  const Explanation why = why_not(compile(c, {}), {}).certain;
  std::vector<std::string> words;
  for (const Relaxation& relaxation : why.relaxations) words.push_back(relaxation_words(*c, relaxation));
  EXPECT_THAT(words, ElementsAre("The buyer’s red line on The price (s1; 1 step) and The sellers’ red line on The land "
                                 "(s3; 1 step)",
                                 "The sellers’ red line on The price (s2; 1 step) and The sellers’ red line on The "
                                 "land (s3; 1 step)",
                                 "The buyer’s red line on The price (s1; 1 step) and the rule whole (fixed: it cannot)",
                                 "The sellers’ red line on The price (s2; 1 step) and the rule whole (fixed: it "
                                 "cannot)"));
}

TEST(ConcessionWords, TellALittleFromNothingAndFromWhatIsNotKnown) {
  const auto c = deadlocked_sale();
  Concession concession;
  concession.party = 0;
  EXPECT_EQ(concession_words(*c, concession), "no concession of The buyer alone would be enough");
  concession.found = Found::yes;
  concession.scale = 1000;
  concession.least = 125;
  EXPECT_EQ(concession_words(*c, concession),
            "The buyer alone would have to take 0.125 less than its no-deal is worth");
  concession.scale = 1 << 24;
  EXPECT_THAT(concession_words(*c, concession), HasSubstr("take under 0.001 less"));
  concession.found = Found::out_of_budget;
  EXPECT_THAT(concession_words(*c, concession), HasSubstr("is not known"));
}

TEST(WhyNotInTheTerminal, NamesTheOtherConflictAndTheWaysOutWithin80Columns) {
  const std::string text = settle_text(answer_of(deadlocked_sale()), {});
  EXPECT_THAT(text,
              HasSubstr("These leave none either:\n  - The sellers’ red line on The land (s3) and the rule whole.\n"));
  EXPECT_THAT(text, HasSubstr("What would be enough"));
  EXPECT_THAT(text, Not(HasSubstr("In the reference world it would"))) << "it says no more than what is certain";
  EXPECT_THAT(text, HasSubstr("The cheapest way out of each of 50 worlds"));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), terminal_width) << line;
}

TEST(WhyNotInTheTerminal, SaysOfARefusedPackageAllThatWouldHaveToGiveWay) {
  const auto c = deadlocked_sale();
  PackageAnswer a;
  a.source = c;
  a.options.robust.worlds = 20;
  const Compiled compiled = compile(c, {});
  const Package package = parse_package(*c, "price=high,land=half");
  a.rated = judge(compiled, package, a.options.robust);
  a.gives_way[0] = explain_package(compiled, package, {});
  const std::string text = why_text(a, Reading::cautious, {});
  EXPECT_THAT(text, HasSubstr("  - The buyer’s red line on The price (s1; 1 step)\n"
                              "  - The rule whole (fixed: it cannot)\n"));
  a.gives_way[0] = explain_package(compiled, parse_package(*c, "price=low,land=all"), {});
  EXPECT_THAT(why_text(a, Reading::cautious, {}), Not(HasSubstr("he rule whole (fixed")));
}

TEST(WhyInTheTerminal, HoldsTheSumAgainstAReservationValueThatIsANumberAndSaysWhereThereIsNone) {
  const auto c = case_of(
      "title: t\nparties: [{id: p, reservation: 2}, {id: q}]\nissues: [{id: i, options: [a, b]}, {id: j, options: [a, "
      "b]}]\n",
      judged("s1", "p", "i", "a", "1") + judged("s2", "p", "i", "b", "0") + judged("s3", "p", "j", "a", "1") +
          judged("s4", "p", "j", "b", "0") + judged("s5", "q", "i", "a", "accept"));
  const Compiled compiled = compile(c, {});
  const auto at = [&](const char* text) {
    PackageAnswer a;
    a.source = c;
    a.options.robust.worlds = 5;
    const Package package = parse_package(*c, text);
    a.rated = judge(compiled, package, a.options.robust);
    a.clauses[0] = clauses(compiled, package, Reading::cautious);
    a.in_all[0] = reception_of(compiled, package, Reading::cautious).principals;
    return why_text(a, Reading::cautious, {});
  };
  EXPECT_THAT(at("i=a,j=b"), HasSubstr("in all                             1        2         below no-deal\n"));
  EXPECT_THAT(at("i=a,j=a"), HasSubstr("in all                             2        2         at or above no-deal\n"));
  EXPECT_THAT(at("i=a,j=a"), HasSubstr("in all                             0.5                no-deal unknown\n"));
}

ImpasseAnswer impasse_of(const std::shared_ptr<const Case>& c, Reading reading) {
  ImpasseAnswer a;
  a.source = c;
  a.robust.worlds = 50;
  const Compiled compiled = compile(c, {});
  SettleOptions settle;
  settle.reading = reading;
  a.counts = count_packages(compiled, settle);
  a.impasse = find_impasse(compiled, reading, a.robust);
  return a;
}

TEST(Impasse, IsToldByItselfAsTheWholeAnswerTellsIt) {
  const auto c = deadlocked_sale();
  const ImpasseAnswer a = impasse_of(c, Reading::cautious);
  const std::string whole = settle_text(answer_of(c), {});
  EXPECT_THAT(whole, HasSubstr(conflict_text(*c, a.impasse) + "  If "));
  EXPECT_THAT(whole, HasSubstr(other_conflicts_text(*c, a.impasse) + ways_out_text(*c, a.impasse, {})));
  EXPECT_THAT(impasse_text(a, {}), HasSubstr(conflict_text(*c, a.impasse)));
}

TEST(Impasse, OfACaseWithPackagesThatAllAcceptCountsThem) {
  const auto c = case_of(
      "title: A sale\nparties:\n  - {id: a, no_deal: {x: one}}\n  - {id: b, no_deal: {x: one}}\nissues:\n"
      "  - {id: x, options: [one, two, three]}\n",
      judged("s1", "a", "x", "two", "demand") + judged("s2", "b", "x", "two", "favour") +
          judged("s3", "b", "x", "three", "reject"));
  EXPECT_THAT(impasse_text(impasse_of(c, Reading::cautious), {}), HasSubstr("Nothing rules every package out"));
  const json found = json::parse(impasse_json(impasse_of(c, Reading::open)));
  EXPECT_TRUE(found["conflict"].is_null());
  EXPECT_EQ(found["packages"]["world"], "reference, open");
  EXPECT_EQ(found["packages"]["accepted_by_all"], "2");
}

TEST(WhyNotInTheResult, FitsTheSchemaAndIsWhatTheTerminalSays) {
  const json result = json::parse(written(answer_of(deadlocked_sale())));
  SchemaChecker checker(json::parse(read_file(PARLEY_SOURCE_DIR "/docs/schema/result.schema.json")));
  EXPECT_THAT(checker.errors(result), testing::IsEmpty());
  EXPECT_EQ(result["conflicts"]["complete"]["certain"], true);
  std::size_t certain = 0;
  for (const json& relaxation : result["relaxations"]["list"]) certain += relaxation["among"] == "certain" ? 1 : 0;
  EXPECT_EQ(certain, 4u);
  EXPECT_EQ(result["relaxations"]["list"][2]["possible"], false);
  EXPECT_EQ(result["relaxations"]["list"][0]["zone_share"]["cautious"]["value"], 1);
  EXPECT_EQ(result["relaxations"]["list"][0]["steps"], 2);
}

TEST(WhyInTheTerminal, SaysOfAPackageThatNobodyRefusesWhyItDoesNotCount) {
  const auto c = case_of("title: T\nparties: [{id: a, no_deal: {i: x}}]\nissues: [{id: i, options: [x, y]}]\n",
                         judged("s1", "a", "i", "x", "tolerate") + judged("s2", "a", "i", "y", "accept"));
  const Compiled compiled = compile(c, {});
  const auto text = [&](const std::string& asked) {
    PackageAnswer a;
    a.source = c;
    a.options.robust.worlds = 20;
    a.rated = judge(compiled, parse_package(*c, asked), a.options.robust);
    return why_text(a, Reading::cautious, {});
  };
  EXPECT_THAT(text("i=x"), HasSubstr("settles nothing"));
  EXPECT_THAT(text("i=y"), Not(HasSubstr("settles nothing")));
}

TEST(ImpasseText, SaysWhereNoIssueIsLeftToSettle) {
  const auto c = case_of("title: T\nparties: [{id: a, reservation: 3}]\nissues: [{id: x, options: [one, two]}]\n", "");
  EXPECT_THAT(impasse_text(impasse_of(c, Reading::cautious), {}), HasSubstr("no issue concerns a principal"));
}

TEST(ImpasseText, SaysWhereNoPackageSettlesAnything) {
  const auto c = case_of(R"(title: Nothing
parties: [{id: a, no_deal: {x: one}}]
issues: [{id: x, options: [one, two]}]
)",
                         judged("s1", "a", "x", "one", "accept") + judged("s2", "a", "x", "two", "accept"));
  const Answer a = answer_of(c);
  ASSERT_TRUE(a.impasse.conflict && a.impasse.conflict->elements.empty());
  EXPECT_EQ(headline(*c, a.compiled.kept, nullptr, &*a.impasse.conflict),
            "Every package leaves each party exactly where no deal would");
  EXPECT_EQ(conflict_text(*c, a.impasse),
            "  In the reference world (silence read cautiously) every package leaves each\n"
            "  party exactly where no deal would.\n");
  SchemaChecker checker(json::parse(read_file(PARLEY_SOURCE_DIR "/docs/schema/result.schema.json")));
  EXPECT_THAT(checker.errors(json::parse(written(a))), testing::IsEmpty());
}

TEST(Impasse, OfAConflictThatTheBudgetLeftOpenANoteSaysHowMuch) {
  Impasse impasse;
  impasse.conflict.emplace().elements.resize(3);
  EXPECT_TRUE(impasse_notes(impasse).empty());
  impasse.conflict->undecided = 2;
  EXPECT_THAT(impasse_notes(impasse), ElementsAre(HasSubstr("Of the 3 elements of the conflict 2 may not be needed")));
}

}  // namespace
}  // namespace parley
