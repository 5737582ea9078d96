#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "case_folder.h"
#include "evidence/statement.h"
#include "evidence/statement_table.h"

namespace parley {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view statements_yaml = R"(title: A test
as_of: 2025-02-14
parties:
  - id: usa
    name: United States
    rank: 1
  - id: ukraine
    name: Ukraine
    aliases: [Kyiv]
    rank: 2
people:
  - id: hegseth
    name: Pete Hegseth
  - id: zelenskyy
    name: Volodymyr Zelenskyy
    party: ukraine
    rank: 5
  - id: bystander
    name: A Bystander
offices:
  - id: secretary
    name: Secretary of Defense
    party: usa
    rank: 7
    holders: [{person: hegseth, from: 2025-01-25}]
  - id: envoy
    name: Envoy
    party: usa
    rank: 3
    holders: [{person: hegseth, from: 2025-01-01}]
issues:
  - id: territory
    name: Territory
    kind: ordered
    options: [{id: line}, {id: middle}, {id: pre-2014}]
  - id: nato
    name: NATO membership
    options: [{id: member}, {id: none}]
  - id: price
    kind: numeric
    min: 0
    max: 10
    step: 5
drafts:
  - id: plan-a
    clauses: {territory: line}
  - id: plan-b
    clauses: {territory: middle}
)";

constexpr std::string_view documents_yaml = R"(- id: talk
  file: documents/talk.txt
  date: 2025-02-12
- id: lost
  url: https://example.org/lost
  date: 2025-02-13
)";

constexpr std::string_view talk =
    "“The United States does not believe that NATO membership for Ukraine is a realistic outcome,” Hegseth said.\n\n"
    "“We must start by recognizing that returning to pre-2014 borders is an unrealistic objective,” he added.\n";

class Statements : public testing::Test {
 protected:
  Statements() {
    folder.write("case.yaml", statements_yaml);
    folder.write("documents.yaml", documents_yaml);
    folder.write("documents/talk.txt", talk);
  }
  Evidence read(const std::string& csv) const {
    folder.write("statements.csv", csv);
    return read_evidence(folder);
  }
  // One row with a passage, and these columns besides.
  Evidence row(const std::string& columns, const std::string& fields) const {
    return read("id,document,quote" + (columns.empty() ? "" : "," + columns) + "\ns1,talk,NATO membership" +
                (fields.empty() ? "" : "," + fields) + "\n");
  }
  CaseFolder folder;
};

TEST_F(Statements, ARowIsReadWithAllItsColumns) {
  const auto e = read(
      "id,document,start,end,quote,speaker,party,form,act,issue,option,stance,importance,condition,otherwise,claim,"
      "date,"
      "certainty,coder,note\n"
      "s1,talk,41,56,NATO membership,hegseth,usa,direct,reject,nato,member,reject,high,territory = line,oppose,"
      "plan-a > plan-b,2025-02-11,0.75,ab,said so\n");
  ASSERT_THAT(e.problems, IsEmpty()) << format_problem(e.problems.front());
  ASSERT_THAT(e.statements, SizeIs(1));
  const auto& s = e.statements[0];
  EXPECT_EQ(s.id, "s1");
  EXPECT_EQ(s.document, 0);
  EXPECT_EQ(s.span, (Span{41, 56}));
  EXPECT_EQ(s.quote, "NATO membership");
  EXPECT_EQ(s.speaker, "hegseth");
  EXPECT_EQ(s.party, 0);
  EXPECT_EQ(s.form, Form::direct);
  EXPECT_EQ(s.act, "reject");
  EXPECT_EQ(s.issue, 1);
  ASSERT_TRUE(s.options);
  EXPECT_THAT(s.options->options, ElementsAre(0));
  EXPECT_EQ(std::get<StanceClass>(*s.stance), StanceClass::reject);
  EXPECT_EQ(std::get<ImportanceClass>(*s.importance), ImportanceClass::high);
  EXPECT_EQ(s.condition->text, "territory = line");
  EXPECT_EQ(std::get<StanceClass>(*s.otherwise), StanceClass::oppose);
  EXPECT_EQ(s.claim->better_draft, 0);
  EXPECT_EQ(s.claim->worse_draft, 1);
  EXPECT_EQ(s.date.text, "2025-02-11");
  EXPECT_TRUE(s.dated);
  EXPECT_EQ(s.certainty, 0.75);
  EXPECT_EQ(s.coder, "ab");
  EXPECT_EQ(s.note, "said so");
  EXPECT_EQ(s.standing, Standing::speaks);
  EXPECT_EQ(s.rank, 7);
  EXPECT_EQ(s.place.line, 2u);
  EXPECT_TRUE(s.moves_values());
}

TEST_F(Statements, EveryWordOfEveryColumnIsKnown) {
  for (const char* form : {"direct", "indirect", "mixed", "deed", "rule", "fact", "forecast", "unknown"})
    EXPECT_EQ(form_name(row("form", form).statements.at(0).form), form);
  for (const char* stance : {"demand", "favour", "accept", "tolerate", "oppose", "reject"})
    EXPECT_EQ(stance_name(std::get<StanceClass>(
                  *row("party,issue,option,stance", std::string("usa,nato,member,") + stance).statements.at(0).stance)),
              stance);
  for (const char* importance : {"critical", "high", "medium", "low"})
    EXPECT_EQ(importance_name(std::get<ImportanceClass>(
                  *row("party,issue,importance", std::string("usa,nato,") + importance).statements.at(0).importance)),
              importance);
}

TEST_F(Statements, ColumnsMayStandInAnyOrder) {
  EXPECT_THAT(read("quote,id,document\nNATO membership,s1,talk\n").statements, SizeIs(1));
}

TEST_F(Statements, BeforeAnythingIsCodedAMissingFileIsAWarning) {
  EXPECT_FALSE(has_error(read_evidence(folder).problems));
}

TEST_F(Statements, AnEmptyFileIsAnError) { EXPECT_TRUE(has_error(read("").problems)); }

TEST_F(Statements, AHeaderAloneIsACaseWithoutStatements) { EXPECT_THAT(read("id\n").problems, IsEmpty()); }

TEST_F(Statements, AnUnknownColumnIsAnErrorWithASuggestion) {
  const auto e = read("id,stanse\n");
  ASSERT_THAT(e.problems, SizeIs(1));
  EXPECT_EQ(e.problems[0].place.line, 1u);
  EXPECT_EQ(e.problems[0].place.column, 4u);
  EXPECT_THAT(e.problems[0].hint, HasSubstr("'stance'"));
}

TEST_F(Statements, ARepeatedColumnAndAMissingIdAreErrors) {
  EXPECT_THAT(read("id,note,note\n").messages(Severity::error), ElementsAre(HasSubstr("stands twice")));
  EXPECT_THAT(read("note\nx\n").messages(Severity::error), ElementsAre(HasSubstr("no column 'id'")));
}

TEST_F(Statements, AllErrorsOfARowComeAtOnceWithTheirPlaces) {
  const auto e = row("speaker,party,form,issue,option,stance", "hegset,us,directt,natoo,member,acept");
  std::vector<std::size_t> columns;
  for (const auto& problem : e.problems) columns.push_back(problem.place.column);
  EXPECT_THAT(columns, testing::UnorderedElementsAre(25, 32, 35, 43, 56));
  for (const auto& problem : e.problems) {
    EXPECT_EQ(problem.place.line, 2u);
    EXPECT_FALSE(problem.expected.empty());
  }
  EXPECT_THAT(e.statements, IsEmpty());
}

TEST_F(Statements, MisspeltWordsAreCorrected) {
  EXPECT_THAT(row("form", "judgment").problems.at(0).hint, HasSubstr("'judgement'"));
  EXPECT_THAT(row("party,issue,option,stance", "usa,nato,member,favor").problems.at(0).hint, HasSubstr("'favour'"));
  EXPECT_THAT(row("party,issue,importance", "usa,nato,hihg").problems.at(0).hint, HasSubstr("'high'"));
  EXPECT_THAT(row("speaker", "Pete Hegseth").problems.at(0).hint, HasSubstr("'hegseth'"));
  EXPECT_THAT(row("party", "Kyiv").problems.at(0).hint, HasSubstr("'ukraine'"));
}

TEST_F(Statements, NumbersIntervalsAndDistributionsStandForStances) {
  for (const char* stance : {"0.25", "2/3", "0.2..0.6", "\"[0.2, 0.6]\"", "\"beta(2, 3)\""}) {
    const auto e = row("party,issue,option,stance", std::string("usa,nato,member,") + stance);
    ASSERT_THAT(e.problems, IsEmpty()) << stance << format_problem(e.problems.front());
    EXPECT_TRUE(std::holds_alternative<Quantity>(*e.statements[0].stance));
  }
}

TEST_F(Statements, NumbersThatAreNotFiniteAreErrors) {
  for (const char* number : {"nan", "NaN", "inf", "-inf", "1e999", "infinity", "0x10", "1,5"}) {
    const auto field = "\"" + std::string(number) + "\"";
    EXPECT_TRUE(has_error(row("party,issue,option,stance", "usa,nato,member," + field).problems)) << number;
    EXPECT_TRUE(has_error(row("party,issue,importance", "usa,nato," + field).problems)) << number;
    EXPECT_TRUE(has_error(row("certainty", field).problems)) << number;
  }
}

TEST_F(Statements, ADecimalCommaIsExplained) {
  EXPECT_THAT(row("certainty", "\"0,5\"").problems.at(0).hint, HasSubstr("0.5"));
  EXPECT_THAT(row("party,issue,option,stance", "usa,nato,member,\"0,5\"").problems.at(0).hint, HasSubstr("0.5"));
}

TEST_F(Statements, CertaintyLiesBetweenZeroAndOne) {
  EXPECT_EQ(row("certainty", "0").statements.at(0).certainty, 0);
  EXPECT_EQ(row("certainty", "1").statements.at(0).certainty, 1);
  EXPECT_TRUE(has_error(row("certainty", "1.01").problems));
  EXPECT_TRUE(has_error(row("certainty", "-0.1").problems));
}

TEST_F(Statements, ImportanceIsNotNegative) {
  EXPECT_TRUE(has_error(row("party,issue,importance", "usa,nato,-1").problems));
}

TEST_F(Statements, ASpeakerOfThePartySpeaksAtTheHighestRankHeldThatDay) {
  const auto rank = [&](const std::string& fields) { return row("speaker,party,date", fields).statements.at(0).rank; };
  EXPECT_EQ(rank("hegseth,usa,2025-02-11"), 7);
  EXPECT_EQ(rank("hegseth,usa,2025-01-10"), 3);
  EXPECT_EQ(rank("secretary,usa,"), 7);
  EXPECT_EQ(rank("usa,usa,"), 1);
  EXPECT_EQ(rank("zelenskyy,ukraine,"), 5);
}

TEST_F(Statements, AnyoneElseMakesItHearsayOfHalfCertainty) {
  for (const char* fields : {"bystander,usa", "zelenskyy,usa", "ukraine,usa", "secretary,ukraine", ",usa"}) {
    const auto s = row("speaker,party", fields).statements.at(0);
    EXPECT_EQ(s.standing, Standing::hearsay) << fields;
    EXPECT_EQ(s.certainty, 0.5);
  }
  EXPECT_EQ(row("speaker,party,certainty", "bystander,usa,0.9").statements.at(0).certainty, 0.9);
}

TEST_F(Statements, ASpeakerOutOfOfficeIsHearsayAndTheReaderIsTold) {
  const auto e = row("speaker,party,date", "hegseth,usa,2024-06");
  EXPECT_EQ(e.statements.at(0).standing, Standing::hearsay);
  EXPECT_THAT(e.messages(Severity::warning), ElementsAre(HasSubstr("hearsay")));
}

TEST_F(Statements, AJudgementNeedsAReasonAndNoPassage) {
  const auto e =
      read("id,party,form,issue,option,stance,note\ns1,usa,judgement,nato,member,oppose,they said so often\n");
  ASSERT_THAT(e.problems, IsEmpty());
  EXPECT_EQ(e.statements[0].standing, Standing::judgement);
  EXPECT_EQ(e.statements[0].certainty, 1);
  EXPECT_FALSE(e.statements[0].span);
  EXPECT_THAT(read("id,form\ns1,judgement\n").messages(Severity::error), ElementsAre(HasSubstr("reason")));
}

TEST_F(Statements, AStatementNeedsItsPassage) {
  EXPECT_THAT(read("id,party\ns1,usa\n").messages(Severity::error), ElementsAre(HasSubstr("passage")));
  EXPECT_THAT(read("id,document\ns1,talk\n").messages(Severity::error), ElementsAre(HasSubstr("words")));
  EXPECT_THAT(read("id,quote\ns1,NATO\n").messages(Severity::error), ElementsAre(HasSubstr("document")));
}

TEST_F(Statements, WhatNeedsAnotherColumnSaysWhich) {
  EXPECT_TRUE(has_error(row("option", "member").problems));
  EXPECT_TRUE(has_error(row("party,issue,stance", "usa,nato,accept").problems));
  EXPECT_TRUE(has_error(row("issue,option,stance", "nato,member,accept").problems));
  EXPECT_TRUE(has_error(row("party,importance", "usa,high").problems));
  EXPECT_TRUE(has_error(row("party,issue,option,condition", "usa,nato,member,territory = line").problems));
  EXPECT_TRUE(has_error(row("party,issue,option,stance,otherwise", "usa,nato,member,accept,oppose").problems));
  EXPECT_TRUE(has_error(row("claim", "plan-a > plan-b").problems));
  EXPECT_FALSE(has_error(row("party,issue,option", "usa,nato,member").problems));
}

TEST_F(Statements, IdsAreUnique) {
  const auto e = read("id,document,quote\ns1,talk,NATO\ns1,talk,NATO\n");
  EXPECT_THAT(e.messages(Severity::error), ElementsAre(HasSubstr("line 2")));
  EXPECT_THAT(e.statements, SizeIs(1));
  EXPECT_TRUE(has_error(read("id,document,quote\n,talk,NATO\n").problems));
}

TEST_F(Statements, AnOptionMayBeASetOrADraft) {
  const auto set = [&](const std::string& text) {
    return row("party,issue,option,stance", "usa,territory," + text + ",accept").statements.at(0).options.value();
  };
  EXPECT_THAT(set("line|middle").options, ElementsAre(0, 1));
  EXPECT_THAT(set("!line").options, ElementsAre(1, 2));
  EXPECT_THAT(set(">=middle").options, ElementsAre(1, 2));
  EXPECT_THAT(set("*").options, ElementsAre(0, 1, 2));
  EXPECT_TRUE(set("?(line|middle)").one_of);
  EXPECT_EQ(row("party,option,stance", "usa,draft:plan-b,accept").statements.at(0).draft, 1);
  EXPECT_THAT(row("party,option,stance", "usa,draft:plan-bb,accept").problems.at(0).hint, HasSubstr("plan-b"));
  EXPECT_TRUE(has_error(row("party,option,stance", "usa,draft:plan-b,0.5").problems));
  EXPECT_TRUE(has_error(row("party,issue,option,stance", "usa,nato,draft:plan-b,accept").problems));
}

TEST_F(Statements, ErrorsInsideFormulasHaveTheirPlace) {
  const auto e = row("party,issue,option,stance,condition", "usa,nato,member,accept,\"territory = lin\"");
  ASSERT_THAT(e.problems, SizeIs(1));
  EXPECT_EQ(e.problems[0].place.column, 61u);  // of "lin": the field's text begins at 49
}

TEST_F(Statements, ClaimsCompareDraftsOrWeights) {
  const auto claim = [&](const std::string& text) {
    return row("party,claim", "usa," + text).statements.at(0).claim.value();
  };
  EXPECT_EQ(claim("plan-b >= plan-a").better_draft, 1);
  EXPECT_THAT(claim("importance(nato) > importance(territory) + importance(price)").lighter, ElementsAre(0, 2));
  EXPECT_THAT(claim("importance( nato )>importance(territory)").heavier, ElementsAre(1));
}

TEST_F(Statements, IllFormedClaimsAreErrorsAtTheirPlace) {
  const auto column = [&](const std::string& text) {
    const auto e = row("party,claim", "usa," + text);
    EXPECT_THAT(e.problems, SizeIs(1)) << text;
    EXPECT_THAT(e.statements, IsEmpty());
    return e.problems.at(0).place.column - 28;  // of the claim's first character
  };
  EXPECT_EQ(column("plan-a"), 1u);
  EXPECT_EQ(column("plan-a < plan-b"), 8u);
  EXPECT_EQ(column("plan-a > plan-c"), 10u);
  EXPECT_EQ(column("plan-a > plan-a"), 10u);
  EXPECT_EQ(column("plan-a >"), 1u);
  EXPECT_EQ(column("plan-a > plan-b > plan-a"), 17u);
  EXPECT_EQ(column("importance(nato) > importance(nto)"), 31u);
  EXPECT_EQ(column("importance(nato) > importance(nato)"), 20u);
  EXPECT_EQ(column("importance(nato) > territory"), 20u);
}

TEST_F(Statements, AQuotationIsFoundWhereverItStands) {
  const auto e = row("", "");
  EXPECT_THAT(e.problems, IsEmpty());
  EXPECT_EQ(e.statements.at(0).span, (Span{41, 56}));
}

TEST_F(Statements, AQuotationThatMovedIsFoundWithAWarning) {
  const auto e = row("start,end", "10,25");
  EXPECT_EQ(e.statements.at(0).span, (Span{41, 56}));
  EXPECT_THAT(e.messages(Severity::warning), ElementsAre(HasSubstr("moved")));
}

TEST_F(Statements, AQuotationThatIsNotInItsDocumentIsAnErrorThatShowsTheNearest) {
  const auto e = read("id,document,quote\ns1,talk,NATO membership for Ukraine is a likely outcome\n");
  ASSERT_THAT(e.messages(Severity::error), ElementsAre(HasSubstr("not in document 'talk'")));
  EXPECT_THAT(e.problems[0].hint, HasSubstr("realistic outcome"));
  EXPECT_EQ(e.problems[0].place.column, 9u);
  EXPECT_THAT(e.statements, IsEmpty());
}

TEST_F(Statements, AMissingTextIsAWarningAndTheRowStaysUnverified) {
  const auto e = read("id,document,start,end,quote\ns1,lost,3,9,anything\n");
  EXPECT_FALSE(has_error(e.problems));
  EXPECT_THAT(e.messages(Severity::warning), ElementsAre(HasSubstr("missing")));
  ASSERT_THAT(e.statements, SizeIs(1));
  EXPECT_FALSE(e.statements[0].span);
}

TEST_F(Statements, PositionsAreCountsAndStandTogether) {
  EXPECT_TRUE(has_error(row("start", "41").problems));
  EXPECT_TRUE(has_error(row("start,end", "41,x").problems));
  EXPECT_TRUE(has_error(row("start,end", "-1,56").problems));
  EXPECT_TRUE(has_error(row("start,end", "56,41").problems));
}

TEST_F(Statements, TheDateIsTheRowsElseTheDocumentsElseTheCases) {
  EXPECT_EQ(row("date", "2025-02").statements.at(0).date.text, "2025-02");
  EXPECT_EQ(row("", "").statements.at(0).date.text, "2025-02-12");
  EXPECT_FALSE(row("", "").statements.at(0).dated);
  EXPECT_EQ(read("id,form,note\ns1,judgement,why\n").statements.at(0).date.text, "2025-02-14");
  EXPECT_TRUE(has_error(row("date", "Feb 12").problems));
}

TEST_F(Statements, ADateAfterThePublicationIsAWarning) {
  EXPECT_THAT(row("date", "2025-02-13").messages(Severity::warning), ElementsAre(HasSubstr("after")));
  EXPECT_THAT(row("date", "2025-02").messages(Severity::warning), IsEmpty());
}

TEST_F(Statements, WindowsFilesFromSpreadsheetsAreRead) {
  const auto e = read("\xEF\xBB\xBFid;document;quote;;\r\ns1;talk;NATO membership;;\r\n;;;;\r\n");
  EXPECT_THAT(e.problems, IsEmpty());
  EXPECT_THAT(e.statements, SizeIs(1));
}

TEST_F(Statements, WrittenBackEveryFieldIsAsItWas) {
  std::vector<Problem> problems;
  const std::string csv = "note,id,stance\r\n\"a \"\"b\"\"\nc\",s1, 2/3 \r\n";
  const auto table = statement_table(parse_csv_table(csv, "s.csv", problems), problems);
  write_statements(folder.path() / "out.csv", table);
  const auto again = statement_table(parse_csv_table(folder.read("out.csv"), "out.csv", problems), problems);
  ASSERT_THAT(problems, IsEmpty());
  ASSERT_THAT(again.rows, SizeIs(1));
  EXPECT_EQ(again.rows[0].text(Column::note), "a \"b\"\nc");
  EXPECT_EQ(again.rows[0].text(Column::stance), " 2/3 ");
  EXPECT_EQ(again.rows[0].text(Column::coder), "");
}

TEST_F(Statements, EverythingWrongWithARowIsToldAtOnceInTheOrderOfLines) {
  const auto e = read(
      "id,document,quote,party,form,issue,option,stance,date\n"
      "s1,talk,words that nobody said,usa,direct,nato,member,demnd,\n"
      "s1,talk,NATO membership,usa,dirct,nato,,,2025-02-30\n"
      "s2,talk,NATO\n");
  std::vector<std::pair<std::size_t, std::string>> told;
  for (const Problem& problem : e.problems) told.emplace_back(problem.place.line, problem.message);
  EXPECT_THAT(told, ElementsAre(testing::Pair(2, HasSubstr("this quotation is not in document 'talk'")),
                                testing::Pair(2, HasSubstr("'demnd' is not a stance")),
                                testing::Pair(3, HasSubstr("id 's1' stands already in line 2")),
                                testing::Pair(3, HasSubstr("unknown form 'dirct'")),
                                testing::Pair(3, HasSubstr("'2025-02-30' is not a date")),
                                testing::Pair(4, HasSubstr("3 fields"))));
  EXPECT_THAT(e.statements, IsEmpty());
}

}  // namespace
}  // namespace parley
