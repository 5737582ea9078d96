// What is wrong with a case.yaml is told at its line and column, all of it at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_folder.h"

namespace parley {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

// Problems of a case with these lines after `title`, `parties` (a, b, and the body c of them) and the issues i and o:
// eight lines, so that the first of `more` is line 9.
std::string problems_after(const std::string& more) {
  return listed(read_yaml("title: t\nparties:\n  - a\n  - b\n  - {id: c, kind: body, members: [a, b]}\nissues:\n"
                          "  - {id: i, options: [x, y, {id: w, only_without_deal: true}]}\n"
                          "  - {id: n, kind: numeric, min: 0, max: 10, step: 2}\n" +
                          more)
                    .problems);
}

std::string problems_of(const std::string& yaml) { return listed(read_yaml(yaml).problems); }

// Of what makes reading impossible.
std::string thrown(const std::filesystem::path& folder) {
  std::vector<Problem> problems;
  try {
    read_casebook(folder, problems);
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing was thrown";
}

TEST(BadCase, TheFrameOfTheseTestsIsGood) { EXPECT_EQ(problems_after(""), ""); }

TEST(BadCase, AFolderThatIsNoCaseSaysWhatIsMissing) {
  const CaseFolder folder("");
  std::filesystem::remove(folder.path() / "case.yaml");
  EXPECT_THAT(thrown(folder.path()), HasSubstr("no case.yaml"));
  EXPECT_THAT(thrown(folder.path()), HasSubstr("parley new"));
  EXPECT_THAT(thrown(folder.path() / "none"), HasSubstr("no such folder"));
  folder.write("file", "x");
  EXPECT_THAT(thrown(folder.path() / "file"), HasSubstr("no folder"));
  std::filesystem::create_directory(folder.path() / "case.yaml");
  EXPECT_THAT(thrown(folder.path()), HasSubstr("directory"));
}

TEST(BadCase, AnEmptyFileIsSaidToBeEmpty) {
  for (const char* const text : {"", "\n\n", "# only a comment\n", "---\n", "~"})
    EXPECT_THAT(thrown(CaseFolder(text).path()), HasSubstr("case.yaml: error: the file is empty")) << text;
}

TEST(BadCase, ABinaryFileIsNoText) {
  EXPECT_THAT(problems_of("title: t\nx: \x89PNG"), HasSubstr("2:4 error this is not UTF-8"));
  EXPECT_THAT(problems_of(std::string("\x7f"
                                      "ELF\0\0",
                                      6)),
              HasSubstr("1:1 error there is a control character"));
  EXPECT_THAT(problems_of("title: \xC0\xAF"), HasSubstr("1:8 error this is not UTF-8"));
  EXPECT_THAT(problems_of("title: t\nnote: a\x04 b"), HasSubstr("2:8 error there is a control character"));
  EXPECT_THAT(problems_of("title: t\nnote: \"a\\0b\""), HasSubstr("2:7 error this holds a control character"));
}

TEST(BadCase, AFileInUtf16IsSaidToBeThatAndNotShown) {
  const std::string utf16("\xFF\xFEt\0i\0t\0l\0e\0:\0 \0t\0", 18);
  EXPECT_THAT(problems_of(utf16), HasSubstr("1:1 error this is not UTF-8; it is probably UTF-16"));
}

TEST(BadCase, WhatIsNotYamlIsToldWithAHint) {
  EXPECT_THAT(problems_of("title: a: b\n"), HasSubstr("1:9 error this is not YAML"));
  EXPECT_THAT(problems_of("title: a: b\n"), HasSubstr("needs quotes"));
  EXPECT_THAT(problems_of("title: t\nparties:\n\t- a\n"), HasSubstr("spaces, not tabs"));
  EXPECT_THAT(problems_of("title: [a"), HasSubstr("this is not YAML"));
  EXPECT_THAT(problems_of("title: \"a"), HasSubstr("this is not YAML"));
}

TEST(BadCase, SomethingElseThanAMapping) {
  EXPECT_EQ(problems_of("hello"),
            "1:1 error a case is a text here; expected a mapping with `title`, `parties` and `issues`\n");
  EXPECT_EQ(problems_of("- a"),
            "1:1 error a case is a list here; expected a mapping with `title`, `parties` and `issues`\n");
}

TEST(BadCase, ASecondDocument) {
  EXPECT_THAT(problems_after("---\ntitle: u\n"), HasSubstr("10:1 error a second document begins here"));
}

TEST(BadCase, AliasesTagsAndMergeKeysAreRefused) {
  EXPECT_THAT(problems_after("note: &n hello\npeople: [{id: p, name: *n}]\n"),
              HasSubstr("10:24 error aliases are not read"));
  EXPECT_THAT(problems_after("note: !!str hello\n"), HasSubstr("9:7 error this begins with a tag"));
  EXPECT_THAT(problems_after("people: [{id: p, <<: {name: x}}]\n"), HasSubstr("9:18 error merge keys are not read"));
  EXPECT_THAT(problems_after("rules: [i = *x]\n"), HasSubstr("9:13 error unexpected `*`"));
}

TEST(BadCase, ABillionLaughsAreOneProblemEach) {
  std::string yaml = "a: &a [x,x,x,x,x,x,x,x,x]\n";
  for (char c = 'b'; c < 'm'; ++c) {
    const std::string last = "*" + std::string(1, static_cast<char>(c - 1));
    yaml += std::string(1, c) + ": &" + c + " [" + last + "," + last + "," + last + "," + last + "]\n";
  }
  const ReadCase read = read_yaml(yaml);
  EXPECT_GT(read.problems.size(), 20u);
  EXPECT_LT(read.problems.size(), 500u);
}

TEST(BadCase, EndlessDepthIsRefused) {
  EXPECT_THAT(problems_of("title: " + std::string(100000, '[')),
              HasSubstr("error this is not YAML: nested too deeply"));
  EXPECT_THAT(problems_of("title: " + std::string(100000, '{')), HasSubstr("error this is not YAML"));
  std::string dashes;
  for (int i = 0; i < 20000; ++i) dashes += "- ";
  EXPECT_THAT(problems_of(dashes), HasSubstr("error this is not YAML"));
}

TEST(BadCase, UnknownAndMissingKeys) {
  EXPECT_EQ(problems_of("titel: t\nparties: [a]\nissues: [{id: i, options: [x]}]\n"),
            "1:1 error a case has no key `titel`; expected one of `title`, `note`, `as_of`, `parties`, `no_deal`, "
            "`people`, `offices`, "
            "`issues`, `levers`, `rules`, `firmness` and `drafts` (did you mean `title`?)\n");
  EXPECT_EQ(problems_of("note: t\nparties: [a]\nissues: [{name: i, options: [x]}]\n"),
            "1:1 error a case without `title`; expected the key `title`\n"
            "3:10 error an issue without `id`; expected the key `id`\n");
  EXPECT_EQ(problems_of("title:\nparties: []\nissues: []\n"),
            "1:1 error `title` has no value\n2:10 error a case without parties; expected at least one\n"
            "3:9 error a case without issues; expected at least one\n");
}

TEST(BadCase, DuplicateKeys) {
  EXPECT_EQ(problems_after("note: a\nnote: b\n"), "10:1 error the key `note` is already given above\n");
  EXPECT_EQ(problems_after("people: [{id: p, id: q}]\n"), "9:18 error the key `id` is already given above\n");
}

TEST(BadCase, DuplicateIds) {
  EXPECT_THAT(problems_after("people: [a]\n"),
              HasSubstr("9:10 error the id `a` is already that of the party at line 3"));
  EXPECT_THAT(problems_after("people: [p, p]\n"),
              HasSubstr("9:13 error the id `p` is already that of the person at line 9"));
  EXPECT_THAT(problems_after("levers: [{id: i, options: [on]}]\n"),
              HasSubstr("9:15 error the id `i` is already that of the issue at line 7"));
  EXPECT_EQ(problems_after("levers: [{id: l, options: [on, on]}]\n"),
            "9:32 error lever `l` has an option `on` already; expected an id of its own\n");
  EXPECT_EQ(problems_after("rules: [{id: r, formula: i = x}, {id: r, formula: i = y}]\n"),
            "9:39 error there is a rule `r` already; expected an id of its own\n");
  EXPECT_EQ(problems_after("rules: [{id: rule-2, formula: i = x}, i = y]\n"),
            "9:39 error there is a rule `rule-2` already; expected an id of its own\n");
  EXPECT_EQ(problems_after("drafts: [{id: d, clauses: {i: x}}, {id: d, clauses: {i: y}}]\n"),
            "9:41 error there is a draft `d` already; expected an id of its own\n");
}

TEST(BadCase, IllFormedIds) {
  EXPECT_EQ(
      problems_after("people: [a b]\n"),
      "9:10 error `a b` is not an id; expected letters a to z, digits, `-` and `_`, a letter first, at most 100\n");
  EXPECT_THAT(problems_after("people: [{id: 1st}]\n"), HasSubstr("9:15 error `1st` is not an id"));
  EXPECT_THAT(problems_after("people: [é]\n"), HasSubstr("9:10 error `é` is not an id"));
  EXPECT_THAT(problems_after("people: [{id: [a]}]\n"), HasSubstr("9:15 error this is a list; expected an id"));
  EXPECT_EQ(problems_after("levers: [{id: not, options: [on]}]\n"),
            "9:15 error `not` is a word of formulas and cannot be an id\n");
}

TEST(BadCase, WrongTypes) {
  EXPECT_EQ(problems_after("note: [a]\n"), "9:7 error this is a list; expected a text\n");
  EXPECT_EQ(problems_after("note: ''\n"), "9:7 error this is empty; expected a text\n");
  EXPECT_EQ(problems_after("people: {p: q}\n"),
            "9:9 error `people` is a mapping; expected a list (each item begins with `- `)\n");
  EXPECT_EQ(problems_after("people:\n  -\n  - p\n"), "10:3 error this item of `people` has no value\n");
  EXPECT_EQ(problems_after("people: [{id: p, rank: high}]\n"),
            "9:24 error this is not a rank; expected a whole number between -1000000 and 1000000\n");
  EXPECT_EQ(problems_after("people: [[p]]\n"), "9:10 error a person is a list here; expected a mapping with `id`\n");
  EXPECT_EQ(problems_after("rules: [{formula: i = x, fixed: yes}]\n"),
            "9:33 error `fixed` cannot be `yes`; expected `false` or `true`\n");
  EXPECT_EQ(problems_after("as_of: 2025-02-30\n"),
            "9:8 error `2025-02-30` is not a date; expected a day (2025-02-14), month (2025-02), year (2025), or "
            "interval of these with `/`\n");
  EXPECT_EQ(problems_after("as_of: 2025-02\n"),
            "9:8 error `as_of` is longer than a day; expected a day, such as 2025-02-28\n");
  EXPECT_EQ(problems_after("no_deal: x\n"), "9:10 error this no-deal is not a mapping; expected `issue: option`\n");
}

TEST(BadCase, UnknownReferencesAreToldWithWhatWasMeant) {
  const std::string problems = listed(read_yaml(R"(title: t
parties:
  - {id: ukraine, name: Ukraine}
  - {id: nato, kind: body, members: [ukrane]}
people:
  - {id: speaker, party: Ukraine}
offices:
  - {id: president, party: speaker, holders: [speker]}
issues:
  - {id: territory, concerns: [russia], options: [{id: line, name: The line, needs: [natto]}, {id: swap}]}
levers:
  - {id: arms, actor: ukrain, options: [on, off], now: of}
drafts:
  - {id: d, clauses: {teritory: line, territory: The line}}
no_deal: {territory: swapp}
)")
                                          .problems);
  EXPECT_EQ(problems,
            "4:38 error there is no party `ukrane`; expected the id of a party (did you mean `ukraine`?)\n"
            "6:26 error there is no party `Ukraine`; expected the id of a party (did you mean `ukraine`?)\n"
            "8:28 error `speaker` is the person at line 6; expected the id of a party\n"
            "8:47 error there is no person `speker`; expected the id of a person (did you mean `speaker`?)\n"
            "10:32 error there is no party `russia`; expected the id of a party (there are `nato` and `ukraine`)\n"
            "10:86 error there is no party `natto`; expected the id of a party (did you mean `nato`?)\n"
            "12:23 error there is no party `ukrain`; expected the id of a party (did you mean `ukraine`?)\n"
            "12:56 error lever `arms` has no option `of` (did you mean `off`?)\n"
            "14:23 error there is no issue `teritory`; expected the id of an issue (did you mean `territory`?)\n"
            "14:50 error issue `territory` has no option `The line` (did you mean `line`?)\n"
            "15:22 error issue `territory` has no option `swapp` (did you mean `swap`?)\n");
}

TEST(BadCase, IssuesWithoutOptionsThatCanBeAgreed) {
  const std::string head = "title: t\nparties: [a]\nissues:\n  - ";
  EXPECT_EQ(problems_of(head + "id: i\n"),
            "4:5 error the issue `i` has no options; expected the key `options` with a list of them\n");
  EXPECT_EQ(problems_of(head + "{id: i, options: []}\n"),
            "4:22 error the issue `i` has no options; expected the key `options` with a list of them\n");
  EXPECT_EQ(problems_of(head + "{id: i, options: [{id: x, only_without_deal: true}]}\n"),
            "4:22 error no option of issue `i` can be agreed; expected an option without `only_without_deal`\n");
  EXPECT_EQ(
      problems_of(head + "{id: i, kind: orderd, options: [x]}\n"),
      "4:19 error `kind` cannot be `orderd`; expected `choice`, `ordered` or `numeric` (did you mean `ordered`?)\n");
  EXPECT_EQ(problems_of(head + "{id: i, min: 0, options: [x]}\n"),
            "4:18 error `min` has no meaning here: it belongs to `kind: numeric`\n");
}

TEST(BadCase, NumericIssuesWithoutAGrid) {
  const std::string head = "title: t\nparties: [a]\nissues:\n  - {id: n, kind: numeric, ";
  EXPECT_EQ(problems_of(head + "min: 5, max: 1, step: 1}\n"), "4:41 error `min` 5 is above `max` 1\n");
  EXPECT_EQ(problems_of(head + "min: 0, max: 1, step: 0}\n"), "4:50 error `step` 0 is not above 0\n");
  EXPECT_EQ(problems_of(head + "min: 0, max: 1, step: -1}\n"), "4:50 error `step` -1 is not above 0\n");
  EXPECT_EQ(problems_of(head + "min: 0, max: 11, step: 2}\n"),
            "4:41 error `max` 11 is not `min` plus a whole number of steps (the last number of the grid is 10)\n");
  EXPECT_THAT(problems_of(head + "min: 0, max: 1e9, step: 1}\n"), HasSubstr("4:52 error there are 1000000001 steps"));
  EXPECT_EQ(problems_of(head + "min: 0, max: 100000, step: 1}\n"), "");
  EXPECT_EQ(
      problems_of(head + "min: .nan, max: .inf, step: x}\n"),
      "4:33 error `.nan` is not a number; expected a number\n4:44 error `.inf` is not a number; expected a number\n"
      "4:56 error `x` is not a number; expected a number\n");
  EXPECT_EQ(problems_of(head + "max: 1}\n"),
            "4:5 error the numeric issue `n` has no `min`; expected `min`, `max` and `step`\n"
            "4:5 error the numeric issue `n` has no `step`; expected `min`, `max` and `step`\n");
  EXPECT_THAT(problems_of(head + "min: 0, max: 1, step: 1, options: [a]}\n"),
              HasSubstr("error a numeric issue has no list of options"));
}

TEST(BadCase, NoDealsThatDoNotAddUp) {
  EXPECT_EQ(problems_after("no_deal: {i: {x: 0.5, y: 0.4}}\n"),
            "9:14 error these shares sum to 0.9; expected shares that sum to 1 (thirds can be written as 1/3)\n");
  EXPECT_EQ(problems_after("no_deal: {i: {x: 1/3, y: 2/3}}\n"), "");
  EXPECT_EQ(problems_after("no_deal: {i: {x: 1.5, y: -0.5}}\n"),
            "9:18 error a share lies between 0 and 1\n9:26 error a share lies between 0 and 1\n");
  EXPECT_EQ(problems_after("no_deal: {i: [x, x]}\n"), "9:18 error `x` is named twice\n");
  EXPECT_EQ(problems_after("no_deal: {i: []}\n"), "9:14 error this names no option; expected an option of issue `i`\n");
  EXPECT_EQ(problems_after("no_deal: {n: 7}\n"), "9:14 error issue `n` has no option `7` (the nearest is `6`)\n");
  EXPECT_EQ(problems_after("no_deal: {i: {x: nan}}\n"), "9:18 error `nan` is not a number; expected a number\n");
}

TEST(BadCase, NoDealAndReservationExcludeEachOther) {
  EXPECT_EQ(problems_of("title: t\nparties:\n  - {id: a, no_deal: {i: x}, reservation: 4}\n  - {id: v, kind: voice, "
                        "reservation: 4}\nissues: [{id: i, options: [x]}]\n"),
            "3:43 error `a` has a no-deal and a reservation value; expected one of the two\n"
            "4:39 error `reservation` has no meaning here: it belongs to a principal\n");
}

TEST(BadCase, BodiesThatCannotDecide) {
  const std::string issues = "issues: [{id: i, options: [x]}]\n", head = "title: t\nparties:\n  - a\n  - ";
  EXPECT_EQ(problems_of(head + "{id: b, kind: body}\n" + issues),
            "4:5 error the body `b` has no members; expected the key `members` with ids of parties\n");
  EXPECT_EQ(problems_of(head + "{id: b, kind: body, members: [b]}\n" + issues),
            "4:35 error `b` is itself a body; expected a party that is no body (a body cannot be its own member)\n");
  EXPECT_EQ(problems_of(head + "{id: b, kind: body, members: [d]}\n  - {id: d, kind: body, members: [b]}\n" + issues),
            "4:35 error `d` is itself a body; expected a party that is no body (list its members here)\n"
            "5:35 error `b` is itself a body; expected a party that is no body (list its members here)\n");
  EXPECT_EQ(problems_of(head + "{id: b, kind: body, members: [a, a]}\n" + issues),
            "4:38 error `a` is named twice under `members`\n");
  EXPECT_EQ(problems_of(head + "{id: b, kind: body, members: [a], rule: quota}\n" + issues),
            "4:5 error the rule of `b` is `quota`, and no quota is given; expected the key `quota`\n");
  EXPECT_EQ(problems_of(head + "{id: b, kind: body, members: [a], rule: quota, quota: 2}\n" + issues),
            "4:59 warning the members of `b` cannot reach this quota together (no option that needs this body can be "
            "agreed)\n");
  EXPECT_EQ(problems_of(head + "{id: b, kind: body, members: [a], quota: 2}\n" + issues),
            "4:46 error `quota` has no meaning here: it belongs to `rule: quota`\n");
  EXPECT_EQ(
      problems_of(head + "{id: b, kind: body, members: [a], rule: quota, quota: 1, weights: {a: -1, c: 2}}\n" + issues),
      "4:75 error a weight is below 0; expected a number of 0 or more\n"
      "4:79 error there is no party `c`; expected the id of a party (there are `a` and `b`)\n");
  EXPECT_EQ(problems_of(head + "{id: b, members: [a]}\n" + issues),
            "4:22 error `members` has no meaning here: it belongs to `kind: body`\n");
}

TEST(BadCase, ASingleMemberThatIsABody) {
  EXPECT_EQ(problems_of("title: t\nparties:\n  - {id: b, kind: body, members: b}\nissues: [{id: i, options: [x]}]\n"),
            "3:34 error `b` is itself a body; expected a party that is no body (a body cannot be its own member)\n");
}

TEST(BadCase, HoldersWhoseTimesMakeNoSense) {
  const std::string head = "people: [p, q]\noffices:\n  - {id: z, party: a, holders: [";
  EXPECT_EQ(problems_after(head + "{person: p, from: 2025, to: 2024}]}\n"),
            "11:61 error this ends before it begins; expected a day after 2025\n");
  EXPECT_EQ(problems_after(head + "{person: p, to: 2024-05-01}, {person: q, from: 2024-05-01}]}\n"), "");
  EXPECT_EQ(problems_after(head + "{person: p, to: 2024}, {person: q, from: 2024}]}\n"), "");
  EXPECT_EQ(problems_after(head + "{person: p, to: 2024-05-03}, {person: q, from: 2024-05-01}]}\n"),
            "11:62 warning two people hold the office `z` at one time (give each holder `from` and `to`)\n");
  EXPECT_EQ(problems_after(head + "p, {person: p, from: 2024}]}\n"),
            "11:36 error `p` already holds the office `z` at that time\n");
}

TEST(BadCase, FirmnessIsAShare) {
  EXPECT_EQ(problems_after("firmness: 1.5\n"),
            "9:11 error this reaches beyond 0 and 1; expected a share, or an interval of shares\n");
  EXPECT_EQ(problems_after("firmness: {al: 1}\n"),
            "9:12 error a firmness has no key `al`; expected one of `all` and `statements` (did you mean `all`?)\n");
  EXPECT_EQ(problems_after("firmness: {statements: {s1: [0.9, 0.5]}}\n"),
            "9:29 error the low end 0.9 is above the high end 0.5; expected a number, an interval such as 0.2..0.6, or "
            "a distribution\n");
}

TEST(BadCase, FormulasAreToldWithinTheirScalar) {
  EXPECT_EQ(problems_after("rules:\n  - i = z\n"),
            "10:9 error issue `i` has no option `z` (there are `x`, `y` and `w`)\n");
  EXPECT_EQ(problems_after("rules:\n  - \"i = z\"\n"),
            "10:10 error issue `i` has no option `z` (there are `x`, `y` and `w`)\n");
  EXPECT_EQ(problems_after("rules:\n  - (i = x\n"), "10:5 error this parenthesis is not closed; expected `)`\n");
  EXPECT_EQ(problems_after("rules:\n  - >\n    i = x\n    and j = y\n"),
            "12:9 error there is no issue or lever `j` (there are `i` and `n`)\n");
  EXPECT_EQ(problems_after("rules:\n  - |\n    i = x\n\n    and j = y\n"),
            "13:9 error there is no issue or lever `j` (there are `i` and `n`)\n");
  EXPECT_EQ(problems_after("rules:\n  - id: r\n    formula: i = x\n      or n = 3\n"),
            "12:14 error `3` is not on the grid of issue `n` (the nearest is `2`)\n");
}

TEST(BadCase, DraftsHoldOnlyWhatCanBeAgreed) {
  EXPECT_EQ(problems_after("drafts: [{id: d, clauses: {i: w}}]\n"),
            "9:31 error `w` exists only without a deal, and a draft is one; expected an option that can be agreed\n");
  EXPECT_EQ(problems_after("drafts: [{id: d, clauses: {}}]\n"),
            "9:27 error the draft `d` has no clauses; expected `issue: option`\n");
}

TEST(BadCase, TheFragmentIsUnderlined) {
  const ReadCase read =
      read_yaml("title: t\nparties: [a]\nissues: [{id: i, options: [x]}]\nnotes: é\nrules: ['i = zzz']\n");
  ASSERT_EQ(read.problems.size(), 2u);
  EXPECT_THAT(format_problem(read.problems[0]), HasSubstr("  4 | notes: é\n    | ^^^^^\n"));
  EXPECT_THAT(format_problem(read.problems[1]), HasSubstr("  5 | rules: ['i = zzz']\n    |              ^^^\n"));
  EXPECT_THAT(read.problems[0].place.file, EndsWith("/case.yaml"));
}

TEST(BadCase, ThousandsOfProblemsAreCutShort) {
  std::string yaml = "title: t\nparties: [a]\nissues: [{id: i, options: [x]}]\nrules:\n";
  for (int i = 0; i < 5000; ++i) yaml += "  - i = zzz\n";
  const ReadCase read = read_yaml(yaml);
  EXPECT_EQ(read.problems.size(), 201u);
  EXPECT_THAT(listed(read.problems), HasSubstr("more problems than the 200"));
}

}  // namespace
}  // namespace parley
