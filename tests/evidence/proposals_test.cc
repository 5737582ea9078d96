#include "evidence/proposals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_folder.h"
#include "evidence/add.h"
#include "evidence/review.h"

namespace parley {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view proposals_yaml =
    "title: A test\nparties: [usa, russia]\npeople:\n  - {id: trump, name: Donald Trump, party: usa}\n  - {id: putin, "
    "name: Vladimir Putin, party: russia}\nissues:\n  - id: land\n    options: [line, all]\n";

class Proposals : public testing::Test {
 protected:
  Proposals() {
    folder.write("case.yaml", proposals_yaml);
    folder.write("documents/talk.txt", first);
    add_document(folder.path(), folder.path() / "documents/talk.txt");
  }
  ProposalTable table() const { return current_proposals(folder.path()); }
  std::string id(std::size_t i) const { return std::string(table().rows[i].id()); }
  void accept(std::size_t i) const {
    const auto p = table().rows[i];
    accept_proposal(folder.path(), p.id(), as_statement(p.row, "ada"), false);
  }
  std::vector<Decision> decisions() const {
    std::vector<Decision> list;
    for (const auto& p : table().rows) list.push_back(p.decision);
    return list;
  }
  void read_again(std::string_view text) const {
    folder.write("documents/talk.txt", text);
    Collector collector(folder.path());
    EXPECT_THAT(collector.changed(), SizeIs(1));
    for (const int d : collector.changed()) collector.read_again(d);
    collector.write();
  }
  const std::string first =
      "“We want the line,” Trump said.\n\n“We want it all,” Putin said.\n\n“Nobody asked us about it,” Trump said.\n";
  CaseFolder folder;
};

TEST_F(Proposals, AreRowsWithTheWordsTheyRestOn) {
  const auto t = table();
  ASSERT_THAT(t.rows, SizeIs(3));
  EXPECT_THAT(t.rows[0].evidence, HasSubstr("“said”"));
  EXPECT_EQ(parse_proposals(format_proposals(t), "again").rows.size(), 3u);
  EXPECT_EQ(format_proposals(parse_proposals(format_proposals(t), "again")), format_proposals(t));
}

TEST_F(Proposals, AnUnknownDecisionIsAnErrorWithItsPlace) {
  try {
    parse_proposals("id,decision\np1,acepted\n", "proposals.csv");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().place.line, 2u);
    EXPECT_THAT(error.problems().front().hint, HasSubstr("accepted"));
  }
}

TEST_F(Proposals, AnAcceptedOneEntersTheStatementsAndPassesTheirReader) {
  accept(0);
  const auto evidence = read_evidence(folder);
  EXPECT_THAT(evidence.problems, IsEmpty());
  ASSERT_THAT(evidence.statements, SizeIs(1));
  EXPECT_EQ(evidence.statements[0].quote, "We want the line");
  EXPECT_EQ(evidence.statements[0].coder, "ada");
  EXPECT_EQ(evidence.statements[0].note, "");
  EXPECT_THAT(decisions(), ElementsAre(Decision::accepted, Decision::open, Decision::open));
}

TEST_F(Proposals, AskFirstForThoseThatNobodyHasLookedAt) {
  skip_proposal(folder.path(), id(0));
  EXPECT_THAT(waiting(table()), ElementsAre(1u, 2u, 0u));
  EXPECT_THAT(agenda_of(folder.path()).waiting, ElementsAre(id(1), id(2), id(0)));
  reject_proposal(folder.path(), id(1), "no position");
  EXPECT_THAT(waiting(table()), ElementsAre(2u, 0u));
  EXPECT_THAT(std::string(table().rows[1].row.text(Column::note)), HasSubstr("rejected: no position"));
}

TEST_F(Proposals, DecisionsAreTakenBackTheLastOneFirst) {
  const auto before = folder.read("proposals.csv");
  accept(0);
  reject_proposal(folder.path(), id(1), "no position");
  EXPECT_EQ(undo_decision(folder.path()), id(1));
  EXPECT_EQ(undo_decision(folder.path()), id(0));
  EXPECT_EQ(undo_decision(folder.path()), std::nullopt);
  EXPECT_EQ(folder.read("proposals.csv"), before);
  EXPECT_THAT(read_evidence(folder).statements, IsEmpty());
}

TEST_F(Proposals, APowerCutBetweenTheTwoFilesLosesNothing) {
  const auto before = folder.read("proposals.csv");
  accept(0);
  folder.write("proposals.csv", before);  // as if the second file had not been written
  EXPECT_THAT(decisions(), ElementsAre(Decision::accepted, Decision::open, Decision::open));
  EXPECT_THAT(read_evidence(folder).statements, SizeIs(1));
  EXPECT_THAT(agenda_of(folder.path()).waiting, ElementsAre(id(1), id(2)));
  EXPECT_EQ(read_proposal(folder.path(), id(0)).decision, Decision::accepted);
}

TEST_F(Proposals, AcceptingTwiceAddsOneRow) {
  const auto p = table().rows[0];
  accept_proposal(folder.path(), p.id(), as_statement(p.row, ""), false);
  accept_proposal(folder.path(), p.id(), as_statement(p.row, ""), false);
  EXPECT_THAT(read_evidence(folder).statements, SizeIs(1));
}

TEST_F(Proposals, DecisionsStayWhereTheTextShifts) {
  accept(0);
  reject_proposal(folder.path(), id(1), "");
  read_again("A new beginning of the text.\n\n" + first + "\n“We will see about that,” Putin said.\n");
  EXPECT_THAT(decisions(), ElementsAre(Decision::accepted, Decision::rejected, Decision::open, Decision::open));
  const auto t = table();
  EXPECT_EQ(t.rows[2].id(), "p-talk-3");
  EXPECT_EQ(t.rows[3].id(), "p-talk-4");
  const auto text = utf32(folder.read("documents/talk.txt"));
  for (const auto& p : t.rows) {
    const auto begin = std::stoul(std::string(p.row.text(Column::start))),
               end = std::stoul(std::string(p.row.text(Column::end)));
    EXPECT_EQ(utf8(text.substr(begin, end - begin)), p.row.text(Column::quote));
  }
  std::vector<Problem> problems;
  EXPECT_THAT(read_casebook(folder.path(), problems).documents, SizeIs(1));
  EXPECT_THAT(problems, IsEmpty());  // the new SHA-256 is noted
}

TEST_F(Proposals, ADecisionOnWordsThatAreGoneIsKeptAnOpenProposalIsNot) {
  accept(0);
  read_again("“Nobody asked us about it,” Trump said.\n");
  const auto t = table();
  ASSERT_THAT(t.rows, SizeIs(2));
  EXPECT_THAT(decisions(), testing::UnorderedElementsAre(Decision::accepted, Decision::open));
}

TEST_F(Proposals, ReadingAgainWhatHasNotChangedChangesNothing) {
  accept(0);
  const auto proposals = folder.read("proposals.csv"), list = folder.read("documents.yaml");
  Collector collector(folder.path());
  EXPECT_THAT(collector.changed(), IsEmpty());
  collector.read_again(0);
  collector.write();
  EXPECT_EQ(folder.read("proposals.csv"), proposals);
  EXPECT_EQ(folder.read("documents.yaml"), list);
}

TEST_F(Proposals, WhatAnotherProgramWroteMeanwhileIsNotOverwritten) {
  folder.write("documents/talk.txt", first + "\n“We will see about that,” Putin said.\n");
  Collector collector(folder.path());
  collector.read_again(0);
  accept(0);
  EXPECT_THROW(collector.write(), Error);
  EXPECT_THAT(decisions(), ElementsAre(Decision::accepted, Decision::open, Decision::open));
}

TEST_F(Proposals, RowsOfNewDocumentsComeAfterThoseOfEarlierOnes) {
  accept(0);
  folder.write("one.txt", "“We want all of it,” Putin said.\n");
  folder.write("two.txt", "“We want peace now,” Trump said.\n");
  Collector collector(folder.path());
  collector.add(folder.path() / "one.txt");
  collector.write();
  collector.add(folder.path() / "two.txt");
  collector.write();
  std::vector<std::string> documents;
  for (const auto& p : read_proposals(folder.path()).rows) documents.emplace_back(p.document());
  EXPECT_THAT(documents, ElementsAre("talk", "talk", "talk", "one", "two"));
  EXPECT_EQ(folder.read("proposals.csv"), format_proposals(read_proposals(folder.path())));
  folder.write("documents/one.txt", "“We want all of it,” Putin said. “And we want it now.”\n");
  EXPECT_THAT(collector.changed(), ElementsAre(1));
  collector.read_again(1);
  collector.write();
  documents.clear();
  for (const auto& p : read_proposals(folder.path()).rows) documents.emplace_back(p.document());
  EXPECT_THAT(documents, ElementsAre("talk", "talk", "talk", "one", "one", "two"));
}

TEST_F(Proposals, AFileWhoseColumnsAPersonHasMovedGetsTheRowsOfANewDocument) {
  folder.write("proposals.csv", "document,id,start,end,quote,form\ntalk,p-talk-1,1,21,We want the line,direct\n");
  folder.write("one.txt", "“We want all of it,” Putin said.\n");
  Collector collector(folder.path());
  collector.add(folder.path() / "one.txt");
  collector.write();
  const auto rows = read_proposals(folder.path()).rows;
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].id(), "p-talk-1");
  EXPECT_EQ(rows[1].document(), "one");
  EXPECT_EQ(rows[1].row.text(Column::speaker), "putin");
}

TEST_F(Proposals, AFileOfManyPiecesIsReadLikeOneOfOne) {
  ProposalTable many;
  for (int i = 0; i < 4000; ++i) {
    Proposed row = read_proposals(folder.path()).rows.front();
    row.row.text(Column::id) = "p-old-" + std::to_string(i);
    row.row.text(Column::document) = "old-" + std::to_string(i / 10);
    row.row.text(Column::note) = "two lines,\n\"quoted\"" + std::string(500, 'x');
    many.rows.push_back(std::move(row));
  }
  const auto bytes = format_proposals(many);
  ASSERT_GT(bytes.size(), 2u << 20);
  folder.write("proposals.csv", bytes);
  folder.write("one.txt", "“We want all of it,” Putin said.\n");
  {
    Collector collector(folder.path());
    collector.add(folder.path() / "one.txt");
    collector.write();
  }
  EXPECT_TRUE(folder.read("proposals.csv").starts_with(bytes));
  EXPECT_THAT(read_proposals(folder.path()).rows, SizeIs(4001));

  folder.write("proposals.csv", bytes + bytes.substr(0, bytes.find('\n') + 1));  // a header where a row should be
  try {
    const Collector collector(folder.path());
    ADD_FAILURE() << "a broken file was taken";
  } catch (const Error& error) {
    const auto lines = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
    EXPECT_EQ(error.problems().front().place.line, lines + 1);
  }
}

TEST_F(Proposals, NewRowsAreNotPutIntoAFileThatAnotherProgramWroteMeanwhile) {
  folder.write("one.txt", "“We want all of it,” Putin said.\n");
  Collector collector(folder.path());
  collector.add(folder.path() / "one.txt");
  accept(0);
  EXPECT_THROW(collector.write(), Error);
  EXPECT_THAT(decisions(), ElementsAre(Decision::accepted, Decision::open, Decision::open));
}

TEST(StatementFile, ARowIsAddedWithoutTouchingTheOthers) {
  StatementRow row;
  row.text(Column::id) = "s2";
  row.text(Column::note) = "a, b";
  EXPECT_EQ(append_statement("note;id\nfirst;s1", row), "note;id\nfirst;s1\n\"a, b\";s2\n");
  EXPECT_EQ(append_statement("id,note\r\ns1,\r\n", row), "id,note\r\ns1,\r\ns2,\"a, b\"\r\n");
  EXPECT_THAT(append_statement("", row), HasSubstr("id,document,start"));
  row.text(Column::act) = "support";  // for which there is no column
  EXPECT_THAT(append_statement("id,note\ns1,x\n", row), testing::AllOf(HasSubstr("s1,"), HasSubstr("support")));
}

TEST(StatementFile, ARowIsTakenOutWithoutTouchingTheOthers) {
  const std::string text = "id,note\n\ns1,\"two\nlines\"\ns2,x\n s3 ,y\n";
  EXPECT_EQ(remove_statement(text, "s2"), "id,note\n\ns1,\"two\nlines\"\n s3 ,y\n");
  EXPECT_EQ(remove_statement(text, "s3"), "id,note\n\ns1,\"two\nlines\"\ns2,x\n");
  EXPECT_EQ(remove_statement(text, "s1"), "id,note\n\ns2,x\n s3 ,y\n");
  EXPECT_EQ(remove_statement(text, "s4"), text);
}

TEST(StatementFile, WhatIsWrongWithARowNamesItsColumn) {
  Casebook book;
  book.parties.resize(1);
  book.parties[0].id = "usa";
  StatementRow row;
  row.text(Column::id) = "p1";
  row.text(Column::form) = "judgement";
  row.text(Column::note) = "because";
  row.text(Column::party) = "uas";
  const auto problems = row_problems(book, row);
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(statement_columns[problems[0].place.line - 1], "party");
  EXPECT_THAT(problems[0].hint, HasSubstr("usa"));
}

}  // namespace
}  // namespace parley
