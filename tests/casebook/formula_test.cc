#include "casebook/formula.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <memory>

#include "casebook/case_folder.h"

namespace parley {
namespace {

// Issues a (choice: x y z), o (ordered: low mid high, and none without a deal), n (0, 5, …, 50); levers l (on off).
Casebook small_casebook() {
  Casebook book;
  const auto option = [](std::string id) {
    Option o;
    o.id = std::move(id);
    return o;
  };
  Issue a, o, n;
  a.id = "a";
  for (const char* const id : {"x", "y", "z"}) a.options.push_back(option(id));
  o.id = "o";
  o.kind = IssueKind::ordered;
  for (const char* const id : {"low", "mid", "none", "high"}) o.options.push_back(option(id));
  o.options[2].only_without_deal = true;
  n.id = "n";
  n.kind = IssueKind::numeric;
  for (int i = 0; i <= 10; ++i) {
    n.options.push_back(option(std::to_string(5 * i)));
    n.options.back().position = {std::to_string(5 * i), 5.0 * i};
  }
  book.issues = {a, o, n};
  Lever lever;
  lever.id = "l";
  lever.options = {{"on", "on"}, {"off", "off"}};
  book.levers = {lever};
  return book;
}

std::string formula_problems_of(std::string_view text) {
  std::vector<Problem> problems;
  parse_formula(text, small_casebook(), {"f", 1, 1}, text, problems);
  return listed(problems);
}

Truth value(std::string_view text, std::vector<int> options, std::vector<int> levers) {
  std::vector<Problem> problems;
  const Formula formula = parse_formula(text, small_casebook(), {"f", 1, 1}, text, problems);
  EXPECT_EQ(listed(problems), "") << text;
  return evaluate(formula, options, levers);
}

TEST(Formula, EqualityAndSetsNameOptions) {
  EXPECT_EQ(value("a = x", {0, -1, -1}, {-1}), Truth::yes);
  EXPECT_EQ(value("a = x", {1, -1, -1}, {-1}), Truth::no);
  EXPECT_EQ(value("a = x", {-1, -1, -1}, {-1}), Truth::open);
  EXPECT_EQ(value("a in (x|z)", {2, -1, -1}, {-1}), Truth::yes);
  EXPECT_EQ(value("a != x|z", {2, -1, -1}, {-1}), Truth::no);
  EXPECT_EQ(value("l = off", {-1, -1, -1}, {1}), Truth::yes);
}

TEST(Formula, ABarBeforeARelationJoinsFormulas) {
  EXPECT_EQ(value("a = x | o = mid", {1, 1, -1}, {-1}), Truth::yes);
  EXPECT_EQ(value("a = x | y | not o = mid", {1, 1, -1}, {-1}), Truth::yes);
  EXPECT_EQ(value("a = x | (o = mid)", {1, 1, -1}, {-1}), Truth::yes);
}

TEST(Formula, NotBindsTightestThenAndOrArrowsToTheRight) {
  EXPECT_EQ(value("not false and false", {}, {}), Truth::no);
  EXPECT_EQ(value("true or false and false", {}, {}), Truth::yes);
  EXPECT_EQ(value("false -> true -> false", {}, {}), Truth::yes);
  EXPECT_EQ(value("false -> false <-> false", {}, {}), Truth::no);
  EXPECT_EQ(value("!true|true & false", {}, {}), Truth::no);
}

TEST(Formula, OrderRelationsLeaveOutWhatHasNoPlaceInTheOrder) {
  EXPECT_EQ(value("o <= high", {-1, 2, -1}, {-1}), Truth::no);
  EXPECT_EQ(value("o > low", {-1, 3, -1}, {-1}), Truth::yes);
  EXPECT_EQ(value("o < mid", {-1, 0, -1}, {-1}), Truth::yes);
  EXPECT_EQ(value("o != none", {-1, 2, -1}, {-1}), Truth::no);
}

TEST(Formula, NumbersAreComparedByValue) {
  EXPECT_EQ(value("n = 5.0", {-1, -1, 1}, {-1}), Truth::yes);
  EXPECT_EQ(value("n >= 1e1", {-1, -1, 2}, {-1}), Truth::yes);
  EXPECT_EQ(value("n in 10..20|50", {-1, -1, 3}, {-1}), Truth::yes);
  EXPECT_EQ(value("n in 10..20|50", {-1, -1, 10}, {-1}), Truth::yes);
  EXPECT_EQ(value("n in 10..20|50", {-1, -1, 5}, {-1}), Truth::no);
}

TEST(Formula, NamesItsIssuesAndLevers) {
  std::vector<Problem> problems;
  const Formula f = parse_formula("n = 5 and (a = x -> l = on) or n > 5", small_casebook(), {}, {}, problems);
  EXPECT_EQ(f.issues(), (std::vector<int>{0, 2}));
  EXPECT_EQ(f.levers(), (std::vector<int>{0}));
}

TEST(Formula, AllUnknownNamesAreToldAtOnce) {
  EXPECT_EQ(formula_problems_of("b = x and a = w or l = of"),
            "1:1 error there is no issue or lever `b` (there are `a`, `o`, `n` and `l`)\n"
            "1:15 error issue `a` has no option `w` (there are `x`, `y` and `z`)\n"
            "1:24 error lever `l` has no option `of` (did you mean `off`?)\n");
}

TEST(Formula, ColumnsAreCountedInCodePointsFromTheOrigin) {
  std::vector<Problem> problems;
  parse_formula("a = x and é = y", small_casebook(), {"f", 7, 11}, "", problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].place, (Place{"f", 7, 21}));
}

TEST(Formula, SyntaxErrorsTeach) {
  EXPECT_EQ(formula_problems_of("(a = x"), "1:1 error this parenthesis is not closed; expected `)`\n");
  EXPECT_EQ(formula_problems_of("a in (x|y"), "1:6 error this parenthesis is not closed; expected `)`\n");
  EXPECT_EQ(
      formula_problems_of("a = x)"),
      "1:6 error this parenthesis was not opened or closes too early; expected the end, or `and`, `or`, `->`, `<->`\n");
  EXPECT_EQ(formula_problems_of("a = x y"),
            "1:7 error unexpected `y`; expected the end, or `and`, `or`, `->`, `<->`\n");
  EXPECT_EQ(formula_problems_of("a == x"), "1:4 error unexpected `=`; expected an option (write `=` once)\n");
  EXPECT_EQ(formula_problems_of("a ≠ x"),
            "1:3 error unexpected `≠`; expected `=`, `!=`, `in`, `<`, `<=`, `>` or `>=` after a (write `!=`)\n");
  EXPECT_EQ(formula_problems_of("a ="), "1:4 error this ends too early; expected an option\n");
  EXPECT_EQ(formula_problems_of(""), "1:1 error this ends too early; expected an issue or a lever\n");
  EXPECT_EQ(formula_problems_of("()"),
            "1:2 error this parenthesis was not opened or closes too early; expected an issue or a lever\n");
  EXPECT_EQ(formula_problems_of("a = x and and"), "1:11 error unexpected `and`; expected an issue or a lever\n");
}

TEST(Formula, OrderNeedsAnOrder) {
  EXPECT_EQ(formula_problems_of("a < y"),
            "1:3 error the options of issue `a` have no order; expected `=`, `!=` or `in` (an issue of `kind: ordered` "
            "has one)\n");
  EXPECT_EQ(formula_problems_of("l >= on"),
            "1:3 error the options of lever `l` have no order; expected `=`, `!=` or `in`\n");
  EXPECT_EQ(formula_problems_of("o < none"),
            "1:3 error `none` exists only without a deal and has no place in the order\n");
}

TEST(Formula, ANumberOffTheGridGetsTheNearest) {
  EXPECT_EQ(formula_problems_of("n = 12"), "1:5 error `12` is not on the grid of issue `n` (the nearest is `10`)\n");
  EXPECT_EQ(
      formula_problems_of("n < cheap"),
      "1:5 error issue `n` has no option `cheap`; expected a number (the options are numbers from `0` to `50`)\n");
  EXPECT_EQ(formula_problems_of("n in 20..5"), "1:8 error the low end of this range is above its high end\n");
}

TEST(Formula, EndlessDepthIsRefusedAndEndlessChainsAreNot) {
  EXPECT_NE(formula_problems_of(std::string(5000, '(')).find("nested deeper than 200"), std::string::npos);
  EXPECT_EQ(formula_problems_of(std::string(5000, '!') + "a = x"), "");
  EXPECT_NE(formula_problems_of(std::string(20000, 'a')).find("longer than the 10000"), std::string::npos);
  std::string chain = "a = x";
  for (int i = 0; i < 800; ++i) chain += " -> a = x";
  EXPECT_EQ(formula_problems_of(chain), "");
}

// A formula as a tree, written out with every parenthesis or none that it needs, and its value by definition.
struct Tree {
  enum Kind { atom, negation, conjunction, disjunction, implication, equivalence } kind = atom;
  int variable = 0;          // 0..2 issues, 3 the lever
  std::vector<int> options;  // of an atom
  std::string text;
  std::vector<Tree> parts;
};

Truth naive(const Tree& t, const std::vector<int>& chosen) {
  if (t.kind == Tree::atom) {
    const int option = chosen[static_cast<std::size_t>(t.variable)];
    if (option < 0) return Truth::open;
    return std::ranges::find(t.options, option) != t.options.end() ? Truth::yes : Truth::no;
  }
  const auto degree = [](Truth v) { return v == Truth::no ? 0 : v == Truth::open ? 1 : 2; };
  const auto truth = [](int d) { return d == 0 ? Truth::no : d == 1 ? Truth::open : Truth::yes; };
  const int p = degree(naive(t.parts[0], chosen));
  if (t.kind == Tree::negation) return truth(2 - p);
  const int q = degree(naive(t.parts[1], chosen));
  if (t.kind == Tree::conjunction) return truth(std::min(p, q));
  if (t.kind == Tree::disjunction) return truth(std::max(p, q));
  if (t.kind == Tree::implication) return truth(std::max(2 - p, q));
  return truth(std::max(std::min(p, q), std::min(2 - p, 2 - q)));
}

Tree random_tree(int depth) {
  Tree t;
  t.kind = depth == 0 ? Tree::atom : static_cast<Tree::Kind>(*rc::gen::inRange(0, 6));
  if (t.kind != Tree::atom) {
    t.parts.push_back(random_tree(depth - 1));
    if (t.kind != Tree::negation) t.parts.push_back(random_tree(depth - 1));
    return t;
  }
  t.variable = *rc::gen::inRange(0, 4);
  const std::vector<std::vector<std::string>> ids = {
      {"x", "y", "z"}, {"low", "mid", "none", "high"}, {"0", "5", "10"}, {"on", "off"}};
  const auto& names = ids[static_cast<std::size_t>(t.variable)];
  const bool differs = *rc::gen::arbitrary<bool>();
  const int all = t.variable == 2 ? 11 : static_cast<int>(names.size());
  std::vector<int> named;
  for (int i = 0; i < static_cast<int>(names.size()); ++i)
    if (*rc::gen::arbitrary<bool>()) named.push_back(i);
  if (named.empty()) named.push_back(0);
  t.text = std::string(1, "aonl"[t.variable]) + (differs ? " != " : " = ");
  for (std::size_t i = 0; i < named.size(); ++i)
    t.text += (i > 0 ? "|" : "") + names[static_cast<std::size_t>(named[i])];
  for (int i = 0; i < all; ++i)
    if ((std::ranges::find(named, i) != named.end()) != differs) t.options.push_back(i);
  return t;
}

// Parentheses only where a part binds less tightly than what is around it needs.
std::string printed(const Tree& t, int around = 0) {
  if (t.kind == Tree::atom) return t.text;
  constexpr int strength[] = {0, 5, 4, 3, 2, 1};
  constexpr const char* joint[] = {"", "", " and ", " or ", " -> ", " <-> "};
  const int own = strength[t.kind];
  const std::string text = t.kind == Tree::negation
                               ? "not " + printed(t.parts[0], own)
                               : printed(t.parts[0], own + 1) + joint[t.kind] +
                                     printed(t.parts[1], own + (t.kind == Tree::implication ? 0 : 1));
  return own < around ? "(" + text + ")" : text;
}

RC_GTEST_PROP(Formula, AgreesWithANaiveEvaluator, ()) {
  const Tree tree = random_tree(*rc::gen::inRange(0, 5));
  const std::string text = printed(tree);
  const Casebook book = small_casebook();
  std::vector<Problem> problems;
  const Formula formula = parse_formula(text, book, {"f", 1, 1}, text, problems);
  RC_ASSERT(listed(problems) == "");
  for (int i = 0; i < 20; ++i) {
    const std::vector<int> chosen{*rc::gen::inRange(-1, 3), *rc::gen::inRange(-1, 4), *rc::gen::inRange(-1, 11),
                                  *rc::gen::inRange(-1, 2)};
    RC_LOG() << text << "\n";
    RC_ASSERT(evaluate(formula, std::span(chosen).first(3), std::span(chosen).subspan(3)) == naive(tree, chosen));
  }
}

std::string set_of(std::string_view text, int issue) {
  const Casebook book = small_casebook();
  std::vector<Problem> problems;
  const OptionSet set = parse_option_set(text, book, issue, {"f", 1, 1}, text, problems);
  if (!problems.empty()) return listed(problems);
  std::string out = set.one_of ? "?" : "";
  for (const int option : set.options)
    out += (out.empty() || out == "?" ? "" : " ") +
           book.issues[static_cast<std::size_t>(issue)].options[static_cast<std::size_t>(option)].id;
  return out;
}

TEST(OptionSet, EachFormNamesItsOptions) {
  EXPECT_EQ(set_of("mid", 1), "mid");
  EXPECT_EQ(set_of("low|high", 1), "low high");
  EXPECT_EQ(set_of("(low|high)", 1), "low high");
  EXPECT_EQ(set_of("!(low | mid)", 1), "high");
  EXPECT_EQ(set_of("<=mid", 1), "low mid");
  EXPECT_EQ(set_of("< mid", 1), "low");
  EXPECT_EQ(set_of(">=mid", 1), "mid high");
  EXPECT_EQ(set_of("?(low|mid)", 1), "?low mid");
  EXPECT_EQ(set_of(">40", 2), "45 50");
  EXPECT_EQ(set_of("10..20", 2), "10 15 20");
  EXPECT_EQ(set_of("5.0|1e1", 2), "5 10");
}

TEST(OptionSet, WhatExistsOnlyWithoutADealIsMeantOnlyWhenNamed) {
  EXPECT_EQ(set_of("*", 1), "low mid high");
  EXPECT_EQ(set_of("!mid", 1), "low high");
  EXPECT_EQ(set_of("none", 1), "none");
  EXPECT_EQ(set_of("low|none", 1), "low none");
  EXPECT_EQ(set_of("low..high", 1), "low mid high");
}

TEST(OptionSet, ProblemsTeach) {
  EXPECT_EQ(set_of("<low", 1), "1:1 error this names no option of issue `o` that can be agreed\n");
  EXPECT_EQ(set_of("!low|mid", 1), "1:2 error `!` before several options needs parentheses; expected `!(a|b)`\n");
  EXPECT_EQ(set_of("<x", 0),
            "1:1 error the options of issue `a` have no order; expected `=`, `!=` or `in` (an issue of `kind: ordered` "
            "has one)\n");
  EXPECT_EQ(set_of("7", 2), "1:1 error `7` is not on the grid of issue `n` (the nearest is `5`)\n");
  EXPECT_EQ(set_of("hihg", 1), "1:1 error issue `o` has no option `hihg` (did you mean `high`?)\n");
  EXPECT_EQ(set_of("low,mid", 1), "1:4 error unexpected `,`; expected the end or `|`\n");
  EXPECT_EQ(set_of("", 1), "1:1 error this ends too early; expected an option\n");
  EXPECT_EQ(set_of("?(low", 1), "1:2 error this parenthesis is not closed; expected `)`\n");
}

}  // namespace
}  // namespace parley
