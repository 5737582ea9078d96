// Reading documents, reviewing what was proposed, finding and comparing, as a user does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "casebook/casebook.h"
#include "cli/child.h"
#include "cli/folder.h"
#include "report/layout.h"
#include "text/document.h"

namespace parley {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class ReviewCommand : public testing::Test {
 protected:
  ReviewCommand() : c(folder.make_case()) {
    write_file(
        folder / "talk.txt",
        "A talk\n\n“Nobody wants a court,” said Tom Brook on Monday.\n\n“We can share the reservoir,” Brook added.\n\n"
        "“It is late,” said a neighbour.\n");
    EXPECT_EQ(run_parley({"read", c, folder / "talk.txt"}).status, 0);
  }
  Ran review(const std::string& lines, const std::string& options = {}) const {
    return run_shell("printf '" + lines + "' | \"$PARLEY\" review '" + c + "' " + options);
  }
  std::size_t rows() const {
    const auto text = read_file(c + "/statements.csv");
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }
  Folder folder;
  std::string c;
};

TEST_F(ReviewCommand, AcceptsEditsAndRejectsAndThenCheckPasses) {
  const std::size_t before = rows();
  const Ran ran = review(
      "edit issue quarrel\\nedit option ended\\nedit stance favour\\naccept\\naccept\\nreject nobody of the case\\n",
      "--coder ada");
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("⟦Nobody wants a court⟧"));
  EXPECT_THAT(ran.out, HasSubstr("1 accepted, 1 edited, 1 rejected, 0 skipped, 0 open"));
  EXPECT_EQ(rows(), before + 2);
  EXPECT_THAT(read_file(c + "/statements.csv"), HasSubstr(",ada,"));
  EXPECT_EQ(run_parley({"check", c}).status, 0) << run_parley({"check", c}).out;
  std::istringstream lines(ran.out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 80u) << line;
}

TEST_F(ReviewCommand, GoesOnWhereItStopped) {
  review("accept\\nquit\\n");
  const Ran ran = review("");
  EXPECT_THAT(ran.out, HasSubstr("Proposal 2 of 3"));
  EXPECT_THAT(ran.out, HasSubstr("1 accepted"));
}

TEST_F(ReviewCommand, ShowsWhatIsWrong) {
  const std::size_t before = rows();
  const auto refused = [&](const std::string& script) {
    const Ran ran = review(script);
    EXPECT_EQ(ran.status, 1) << script;
    EXPECT_EQ(rows(), before) << script;
    return ran.out;
  };
  EXPECT_THAT(refused("edit speaker tom-brok\\naccept\\n"), HasSubstr("speaker: unknown speaker 'tom-brok'"));
  EXPECT_THAT(refused("edit stance faver\\naccept\\n"),
              AllOf(HasSubstr("'faver' is not a stance"), HasSubstr("did you mean")));
  EXPECT_THAT(refused("nonsense\\n"), HasSubstr("'nonsense' is no command"));
  EXPECT_THAT(refused("edit quote Nobody wants a judge\\na\\n"),
              HasSubstr("quote: these words are not in document 'talk'"));
}

TEST_F(ReviewCommand, ReadsNoMoreOfAScriptAfterARefusal) {
  const std::size_t before = rows();
  const Ran ran = review("edit speaker tom-brok\\naccept\\nedit speaker -\\nedit stance accept\\naccept\\n");
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, HasSubstr("No more of the script was read."));
  EXPECT_EQ(rows(), before);  // what follows was meant for the next proposal
}

TEST_F(ReviewCommand, AQuotationWithoutASpeakerOfTheCaseIsNotTakenForTheSourcesOwnWord) {
  review("accept\\naccept\\n");
  const Ran ran = review("accept\\n");
  EXPECT_THAT(ran.out, HasSubstr("a quotation without a speaker"));
  EXPECT_EQ(ran.status, 1);
}

TEST_F(ReviewCommand, TakesTheLastDecisionBackAlsoOnAnotherDay) {
  const auto before = read_file(c + "/statements.csv");
  review("accept\\nquit\\n");
  EXPECT_NE(read_file(c + "/statements.csv"), before);
  const Ran ran = review("undo\\nquit\\n");
  EXPECT_THAT(ran.out, HasSubstr("Taken back: p-talk-1"));
  EXPECT_EQ(read_file(c + "/statements.csv"), before);
}

TEST_F(ReviewCommand, CtrlCLosesNothing) {
  // A shell gives what it runs beside itself no input, so the pipe comes in by another number.
  const Ran ran = run_shell("( printf 'accept\\n'; sleep 5 ) | { exec 3<&0; \"$PARLEY\" review '" + c +
                            "' <&3 & pid=$!; sleep 2; kill -INT $pid; wait $pid; }");
  EXPECT_EQ(ran.status, 130) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("1 accepted"));
  EXPECT_THAT(ran.err, HasSubstr("every decision is written"));
  EXPECT_THAT(read_file(c + "/statements.csv"), HasSubstr("p-talk-1"));
}

TEST_F(ReviewCommand, EditingFieldByFieldKeepsWhatIsLeftEmpty) {
  const Ran ran = review("edit\\n\\n\\n\\n\\n\\nquarrel\\nended\\nfavour\\n\\n\\n\\n\\n\\n\\n-\\naccept\\n");
  EXPECT_THAT(ran.out, HasSubstr("1 edited"));
  EXPECT_THAT(read_file(c + "/statements.csv"), HasSubstr("quarrel,ended,favour"));
}

TEST_F(ReviewCommand, AChangedDocumentKeepsItsDecisions) {
  review("accept\\nreject\\n");
  write_file(c + "/documents/talk.txt", "Corrected.\n\n" + read_file(c + "/documents/talk.txt"));
  const Ran ran = run_parley({"read", c});
  EXPECT_THAT(ran.out, HasSubstr("talk: read again, 0 statements proposed, 2 decisions kept"));
  EXPECT_THAT(run_parley({"read", c}).out, HasSubstr("No document has changed"));
}

TEST_F(ReviewCommand, FindsPassagesWithTheirStatements) {
  review("accept\\naccept\\n");
  const Ran ran = run_parley({"find", c, "court", "--speaker", "brook", "--json"});
  ASSERT_EQ(ran.status, 0) << ran.err;
  const json result = json::parse(ran.out);
  ASSERT_EQ(result["total"], 1);
  EXPECT_EQ(result["passages"][0]["document"], "talk");
  EXPECT_EQ(result["passages"][0]["statements"], json({"p-talk-1"}));
  const std::string text = result["passages"][0]["text"];
  const auto marks = result["passages"][0]["marks"][0];
  EXPECT_EQ(utf8(utf32(text).substr(marks[0], marks[1].get<std::size_t>() - marks[0].get<std::size_t>())), "court");
  EXPECT_EQ(json::parse(run_parley({"find", c, "court", "--from", "2030", "--json"}).out)["total"], 0);
  EXPECT_THAT(run_parley({"find", c, "court"}).out, HasSubstr("⟦court⟧"));
}

TEST_F(ReviewCommand, RefusesAQueryWithoutMeaning) {
  const Ran ran = run_parley({"find", c, "court AND"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("at character 10: nothing stands after AND"));
  EXPECT_EQ(run_parley({"find", c, "court", "--speaker", "brok"}).status, 2);
}

TEST_F(ReviewCommand, OneReportInTwoPapersIsShownAsOneSource) {
  std::string report;
  for (int i = 0; i < 60; ++i) report += "Sentence number " + std::to_string(i) + " tells more of it. ";
  write_file(folder / "one.txt", "A headline\n\n" + report + "\n");
  write_file(folder / "two.txt", "Quite another headline\n\n" + report.substr(0, report.size() - 300) + "\n");
  const Ran ran = run_parley({"read", c, folder / "one.txt", folder / "two.txt"});
  EXPECT_THAT(ran.out, HasSubstr("two carries the same report as one"));
}

TEST_F(ReviewCommand, AgreementComparesTheFilesOfCoders) {
  write_file(folder / "ada.csv",
             "id,document,quote,speaker,party,form,issue,option,stance,coder\n"
             "1,talk,Nobody wants a court,brook,,direct,quarrel,,,ada\n");
  write_file(folder / "bela.csv",
             "id,document,quote,speaker,party,form,issue,option,stance,coder\n"
             "1,talk,wants a court,brook,,mixed,quarrel,,,bela\n");
  const Ran ran = run_parley({"agreement", c, "--with", folder / "ada.csv", folder / "bela.csv", "--json"});
  ASSERT_EQ(ran.status, 0) << ran.err;
  const json result = json::parse(ran.out);
  bool differs = false;
  for (const auto& d : result["differences"])
    differs = differs || (d["variable"] == "form" && d["values"] == json({{"ada", "direct"}, {"bela", "mixed"}}));
  EXPECT_TRUE(differs);
  EXPECT_THAT(run_parley({"agreement", c}).err, HasSubstr("no document that two have coded"));
}

TEST_F(ReviewCommand, WhatIsSuggestedCanBePastedIntoACase) {
  const Ran ran = run_parley({"suggest", folder / "case/documents"});
  ASSERT_EQ(ran.status, 0) << ran.err;
  std::filesystem::create_directories(folder / "fresh");
  write_file(folder / "fresh/case.yaml", "title: Fresh\n" + ran.out);
  std::vector<Problem> problems;
  read_casebook(folder / "fresh", problems);
  for (const Problem& p : problems) ADD_FAILURE() << format_problem(p) << ran.out;
}

}  // namespace
}  // namespace parley
