#include "core/error.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>

namespace parley {
namespace {

using Candidates = std::vector<std::string>;

TEST(FormatProblem, ShowsThePlaceTheLineACaretAndTheHint) {
  const Problem problem{Severity::error,
                        {"case.yaml", 12, 5},
                        "no such option `lin`",
                        "an option of territory",
                        "did you mean `line`?",
                        "    lin: 1",
                        3};
  EXPECT_EQ(format_problem(problem),
            "case.yaml:12:5: error: no such option `lin`; expected an option of territory\n"
            "  12 |     lin: 1\n"
            "     |     ^^^\n"
            "  hint: did you mean `line`?\n");
}

TEST(FormatProblem, OfAWholeFileHasNoLine) {
  EXPECT_EQ(format_problem({Severity::warning, {"a.yaml", 0, 0}, "is empty", {}, {}, {}, 1}),
            "a.yaml: warning: is empty\n");
  EXPECT_EQ(format_problem({Severity::error, {}, "nothing to do", {}, {}, {}, 1}), "error: nothing to do\n");
}

TEST(FormatProblem, CountsColumnsInCodePointsAndKeepsTabsBeforeTheCaret) {
  const Problem problem{Severity::error, {"f", 1, 5}, "bad", {}, {}, "\té: x", 1};
  EXPECT_EQ(format_problem(problem), "f:1:5: error: bad\n  1 | \té: x\n    | \t   ^\n");
}

TEST(FormatProblem, NeverSendsControlCharactersOrMalformedBytesToATerminal) {
  const Problem problem{
      Severity::error, {"f\x1b[2J", 1, 1}, "bad `\x1b[31m\x80`", {}, {}, std::string("\xff\0\r", 3), 1};
  const std::string text = format_problem(problem);
  EXPECT_EQ(std::ranges::count(text, '\x1b'), 0);
  EXPECT_EQ(text, "f\uFFFD[2J:1:1: error: bad `\uFFFD[31m\uFFFD`\n  1 | \uFFFD\uFFFD\uFFFD\n    | ^\n");
}

TEST(FormatProblem, CutsAnEndlessLineAroundTheFragment) {
  const Problem problem{
      Severity::error, {"f", 1, 5001}, "bad", {}, {}, std::string(5000, 'a') + "X" + std::string(5000, 'b'), 1};
  const std::string text = format_problem(problem);
  EXPECT_LT(text.size(), 500u);
  const std::size_t x = text.find('X'), caret = text.find('^');
  ASSERT_NE(x, std::string::npos);
  const std::size_t line = text.rfind('\n', x), caret_line = text.rfind('\n', caret);
  EXPECT_EQ(x - line - std::string("…").size() + 1, caret - caret_line) << text;
}

TEST(FormatProblem, KeepsTheUnderlineWithinTheLine) {
  const Problem problem{Severity::error, {"f", 1, 3}, "bad", {}, {}, "abcd", 99};
  EXPECT_EQ(format_problem(problem), "f:1:3: error: bad\n  1 | abcd\n    |   ^^\n");
}

TEST(ErrorClass, SaysAllItsProblems) {
  const Problem a{Severity::error, {"f", 1, 1}, "first", {}, {}, {}, 1},
      b{Severity::warning, {"f", 2, 1}, "second", {}, {}, {}, 1};
  const Error error(std::vector<Problem>{a, b});
  EXPECT_STREQ(error.what(), "f:1:1: error: first\nf:2:1: warning: second");
  EXPECT_EQ(error.problems().size(), 2u);
  EXPECT_STREQ(Error("is missing", "a.yaml", "a file").what(), "a.yaml: error: is missing; expected a file");
}

TEST(ErrorClass, IsThrownForErrorsAndNotForWarnings) {
  const Problem warning{Severity::warning, {}, "w", {}, {}, {}, 1}, error{Severity::error, {}, "e", {}, {}, {}, 1};
  EXPECT_FALSE(has_error(std::vector<Problem>{warning}));
  EXPECT_NO_THROW(throw_if_errors(std::vector<Problem>{warning}));
  EXPECT_THROW(throw_if_errors(std::vector<Problem>{warning, error}), Error);
}

TEST(DidYouMean, FindsTheNearestWord) {
  const Candidates words{"territory", "talks", "minerals"};
  EXPECT_EQ(did_you_mean("teritory", words), "territory");
  EXPECT_EQ(did_you_mean("Mineral", words), "minerals");
  EXPECT_EQ(did_you_mean("tlaks", words), "talks");
  EXPECT_EQ(did_you_mean("TALKS", words), "talks");
  EXPECT_EQ(did_you_mean("guarantees", words), std::nullopt);
  EXPECT_EQ(did_you_mean("x", Candidates{"y"}), std::nullopt);
}

TEST(DidYouMean, GivesTiesToTheFirst) { EXPECT_EQ(did_you_mean("cat", Candidates{"car", "cap"}), "car"); }

TEST(DidYouMean, IsNotSlowedByHugeWords) {
  const std::string huge(1u << 20, 'a');
  EXPECT_EQ(did_you_mean(huge, Candidates{huge + "b"}), std::nullopt);
}

// The recursion of the definition, without a table.
std::size_t distance(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a.size() + b.size();
  std::size_t best = std::min({distance(a.substr(1), b) + 1, distance(a, b.substr(1)) + 1,
                               distance(a.substr(1), b.substr(1)) + (a[0] == b[0] ? 0 : 1)});
  if (a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0])
    best = std::min(best, distance(a.substr(2), b.substr(2)) + 1);
  return best;
}

RC_GTEST_PROP(DidYouMean, AgreesWithTheDefinitionOfTheDistance, ()) {
  const auto word = rc::gen::resize(6, rc::gen::container<std::string>(rc::gen::elementOf(std::string("abc"))));
  const std::string a = *word, b = *word;
  const bool near = distance(a, b) <= std::max(a.size(), b.size()) / 3;
  RC_ASSERT(did_you_mean(a, Candidates{b}).has_value() == near);
}

TEST(SourceText, TurnsOffsetsIntoPlaces) {
  const SourceText source("f", "aé\r\nb\n");
  EXPECT_EQ(source.place(0), (Place{"f", 1, 1}));
  EXPECT_EQ(source.place(3), (Place{"f", 1, 3}));
  EXPECT_EQ(source.place(5), (Place{"f", 2, 1}));
  EXPECT_EQ(source.place(99), (Place{"f", 3, 1}));
  EXPECT_EQ(source.line(1), "aé");
  EXPECT_EQ(source.line(2), "b");
  EXPECT_EQ(source.line(3), "");
  EXPECT_EQ(source.line(9), "");
}

TEST(SourceText, DoesNotCountAByteOrderMark) {
  const SourceText source("f", "\xEF\xBB\xBFid");
  EXPECT_EQ(source.place(3), (Place{"f", 1, 1}));
  EXPECT_EQ(source.place(0), (Place{"f", 1, 1}));
  EXPECT_EQ(source.line(1), "id");
}

TEST(SourceText, FillsTheLineOfAProblem) {
  const SourceText source("f", "one\ntwo\n");
  const Problem problem = source.problem(Severity::error, source.place(4), "bad", "good", "hint", 3);
  EXPECT_EQ(problem.source_line, "two");
  EXPECT_EQ(problem.place, (Place{"f", 2, 1}));
  EXPECT_EQ(problem.width, 3u);
}

}  // namespace
}  // namespace parley
