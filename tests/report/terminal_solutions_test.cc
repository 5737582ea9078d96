// What the terminal says of solutions.
#include "report/terminal_solutions.h"

#include <gmock/gmock.h>

#include "model/case_text.h"
#include "report/terminal.h"
#include "report/words.h"

namespace parley {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string solutions_of(const std::shared_ptr<const Case>& c, const SolutionWishes& wishes = {}) {
  const Compiled compiled = compile(c, {});
  return solutions_text(*c, compiled, solve_reference(compiled, wishes, 1, {}), {});
}

std::string two_numbers(const std::string& party, int a, int b) {
  return judged(party + "a", party, "i", "a", std::to_string(a)) +
         judged(party + "b", party, "i", "b", std::to_string(b));
}

TEST(SolutionsInTheTerminal, OfManyPartiesHaveTheirNamesAndNotTheirIds) {
  const auto c = case_of(
      "title: t\nparties:\n  - {id: p, reservation: 0}\n  - {id: q, reservation: 0}\n  - {id: r, reservation: 0}\n"
      "  - {id: s, reservation: 0}\n  - {id: t, name: League, aliases: [the League]}\n"
      "issues:\n  - {id: i, options: [a, b]}\n",
      two_numbers("p", 1, 2) + two_numbers("q", 2, 1) + two_numbers("r", 1, 1) + two_numbers("s", 3, 1) +
          two_numbers("t", 1, 0));
  const std::string text = solutions_of(c);
  for (const SolutionKind kind : solution_kinds) {
    EXPECT_THAT(text, HasSubstr("\n  " + std::string(solution_name(kind)) + " ")) << text;
    EXPECT_THAT(text, Not(HasSubstr("\n  " + std::string(solution_id(kind)) + " ")));
  }
  EXPECT_THAT(text, HasSubstr("\n  Nash product          p ")) << "the values stand below each other,";
  EXPECT_THAT(text, HasSubstr("\n  Kalai–Smorodinsky     p ")) << "counted in characters and not in bytes";
  EXPECT_THAT(text, HasSubstr("the least of those packages for the League: no"));
}

TEST(SolutionsInTheTerminal, AdjustedWinnerNamesPartiesAsInASentence) {
  const auto c = case_of(
      "title: t\nparties:\n  - {id: p, name: Greens, aliases: [the Greens], plural: true, reservation: 0}\n"
      "  - {id: q, name: Union, aliases: [the Union], reservation: 0}\n"
      "issues:\n  - {id: i, options: [a, b]}\n  - {id: j, name: The lake, options: [a, b]}\n",
      two_numbers("p", 6, 0) + two_numbers("q", 0, 4) + judged("pj", "p", "j", "a", "4") +
          judged("pk", "p", "j", "b", "0") + judged("qj", "q", "j", "a", "0") + judged("qk", "q", "j", "b", "6"));
  EXPECT_THAT(solutions_of(c), HasSubstr("the Greens have i; the Union has The lake."));
}

TEST(SolutionsInTheTerminal, SayWhichWeightsAndDisagreementValuesWereAskedFor) {
  const auto c = case_of(
      "title: t\nparties:\n  - {id: p, reservation: 0}\n  - {id: q, name: Union, aliases: [the Union], reservation: "
      "0}\n"
      "issues:\n  - {id: i, options: [a, b, c]}\n",
      two_numbers("p", 10, 1) + two_numbers("q", 1, 10) + judged("pc", "p", "i", "c", "4") +
          judged("qc", "q", "i", "c", "4"));
  EXPECT_THAT(solutions_of(c), HasSubstr("i: c\n"));
  SolutionWishes wishes;
  wishes.weights[1] = 3;
  const std::string weighted = solutions_of(c, wishes);
  EXPECT_THAT(weighted, HasSubstr("others as 1: the Union as 3."));
  EXPECT_THAT(weighted, HasSubstr("Nash product          1                  10                 1\n"));
  wishes = {};
  wishes.disagreement[0] = {"5/2", 2.5};
  const std::string from = solutions_of(c, wishes);
  EXPECT_THAT(from, HasSubstr("disagreement is worth 5/2 for p."));
  EXPECT_THAT(from, HasSubstr("disagreement          2.5                0\n"));
  wishes.disagreement[1] = {"5", 5};
  EXPECT_THAT(solutions_of(c, wishes), HasSubstr("gives everybody the disagreement value"));
}

TEST(SilenceSummary, NamesPartiesAsInASentence) {
  const auto c = case_of(
      "title: t\nparties:\n  - {id: p, name: League, aliases: [the League]}\nissues:\n  - {id: i, options: [a, b]}\n",
      judged("pa", "p", "i", "a", "accept"));
  const std::vector<Silence> silences = {{0, 0, 1}};
  EXPECT_EQ(silence_summary(*c, silences), "the League (i)");
}

}  // namespace
}  // namespace parley
