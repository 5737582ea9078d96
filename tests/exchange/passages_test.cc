// Web annotations and brat's: the coded passages of a case out and in again.
#include "exchange/passages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "exchange/brat_folder.h"
#include "exchange/coded_case.h"
#include "exchange/problems.h"
#include "exchange/web_annotation.h"

namespace parley {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Marked : public testing::Test {
 protected:
  [[nodiscard]] Case loaded() const { return load_case(folder.folder()); }
  [[nodiscard]] Brought annotated(const std::string& text) const {
    const Case c = loaded();
    return read_annotations(text, "notes.jsonld", c.casebook, document_texts(c.casebook));
  }
  [[nodiscard]] std::vector<Problem> problems(const std::string& text) const {
    try {
      (void)annotated(text);
    } catch (const Error& error) {
      return error.problems();
    }
    return {};
  }
  void write_brat() const {
    const Case c = loaded();
    for (const auto& [name, bytes] : format_brat(c, passages_of(c))) folder.write("brat/" + name, bytes);
  }
  CodedCaseFolder folder;
};

TEST_F(Marked, RowsWithoutAPassageAreLeftOutAndCounted) {
  const Passages found = passages_of(loaded());
  EXPECT_THAT(found.passages, SizeIs(4));
  EXPECT_THAT(found.warnings, message("1 row is left out: without a passage"));
}

TEST_F(Marked, AnAnnotationSelectsItsWordsByTheStandard) {
  const json page = json::parse(format_annotations(loaded(), passages_of(loaded())));
  EXPECT_EQ(page["@context"][0], "http://www.w3.org/ns/anno.jsonld");
  EXPECT_EQ(page["type"], "AnnotationPage");
  const json& first = page["items"][0];
  EXPECT_EQ(first["target"]["source"], "documents/brief.md");
  const json& quote = first["target"]["selector"][0];
  EXPECT_EQ(quote["exact"], "takes a low fee");
  EXPECT_THAT(quote["prefix"].get<std::string>(), HasSubstr("the town "));
  EXPECT_THAT(quote["suffix"].get<std::string>(), HasSubstr(".\nNever"));
  const Document text = *document_texts(loaded().casebook)[0];
  const std::size_t start = first["target"]["selector"][1]["start"], end = first["target"]["selector"][1]["end"];
  EXPECT_EQ(utf8(text.text.substr(start, end - start)), "takes a low fee");
  EXPECT_EQ(first["parley:statement"]["stance"], "accept");
}

TEST_F(Marked, AnnotationsComeBackAsTheRowsThatTheyWere) {
  const std::string page = format_annotations(loaded(), passages_of(loaded()));
  folder.write("case/statements.csv", "id\n");
  const BroughtCase done = bring(folder.folder(), annotated(page));
  EXPECT_THAT(done.added, testing::ElementsAre("s1", "s2", "s3", "s5"));
  EXPECT_EQ(format_annotations(loaded(), passages_of(loaded())), page);
  EXPECT_EQ(bring(folder.folder(), annotated(page)).unchanged, 4u);
}

TEST_F(Marked, AnnotationsOfOthersBecomeProposals) {
  const Brought found = annotated(
      R"([{"id": "urn:x", "body": [{"value": "a concession"}], "target": {"source": "brief",
           "selector": {"type": "TextQuoteSelector", "exact": "Never a high one"}}}])");
  ASSERT_EQ(found.proposals.size(), 1u);
  EXPECT_EQ(found.proposals[0].proposed.row.text(Column::quote), "Never a high one");
  EXPECT_EQ(found.proposals[0].proposed.row.text(Column::note), "a concession");
  EXPECT_EQ(bring(folder.folder(), found).proposed, 1u);
  EXPECT_EQ(bring(folder.folder(), found).proposed, 0u);
  EXPECT_THAT(read_proposals(folder.folder()).rows, SizeIs(1));
}

TEST_F(Marked, WhatIsWrongWithAnnotationsIsSaid) {
  const auto broken = problems("{\n  \"items\": [,]}");
  EXPECT_THAT(broken, message("this is no JSON"));
  EXPECT_EQ(broken.at(0).place, (Place{"notes.jsonld", 2, 13}));
  const auto large = problems("{\n  \"items\": 1e999}");
  EXPECT_THAT(large, message("this number is too large"));
  EXPECT_EQ(large.at(0).place.line, 2u);
  EXPECT_THAT(problems("[{}]"), message("annotation 1: it has no target"));
  EXPECT_THAT(problems(R"([{"target": "nowhere"}])"), message("the case has no document 'nowhere'"));
  EXPECT_THAT(problems(R"([{"target": "brief"}])"), message("it selects no words"));
  EXPECT_THAT(problems(R"({"target": {"source": "brief", "selector": {"exact": "Smith said"}},
                           "parley:statement": {"stanse": "accept"}})"),
              message("the statement has no column 'stanse'"));
  EXPECT_THAT(annotated(R"({"target": {"source": "brief", "selector": {"exact": "not there"}}})").warnings,
              message("its words are not in 'brief'"));
  const Brought unknown = annotated(R"({"target": {"source": "brief", "selector": {"exact": "Smith said"}},
                                        "parley:statement": {"id": "s9", "party": "moon", "form": "indirect"}})");
  EXPECT_THROW(bring(folder.folder(), unknown), Error);
  EXPECT_THAT(folder.read("case/statements.csv"), testing::Not(HasSubstr("s9")));
}

TEST_F(Marked, BratHasAPartOfAPassageForEachLine) {
  write_brat();
  const std::string text = folder.read("brat/brief.txt"), ann = folder.read("brat/brief.ann");
  const std::u32string characters = utf32(text);
  const std::size_t at = characters.find(U"low fee.\nNever");
  ASSERT_NE(at, std::u32string::npos);
  EXPECT_THAT(ann, HasSubstr("Statement " + std::to_string(at) + " " + std::to_string(at + 8) + ";" +
                             std::to_string(at + 9) + " " + std::to_string(at + 25) + "\tlow fee. Never a high one\n"));
  EXPECT_THAT(ann, HasSubstr("Stance T2 reject\n"));
  EXPECT_THAT(folder.read("brat/annotation.conf"), HasSubstr("Issue\tArg:Statement, Value:fee|pier\n"));
}

TEST_F(Marked, BratComesBackAsTheRowsThatItWas) {
  write_brat();
  const std::string page = format_annotations(loaded(), passages_of(loaded()));
  folder.write("case/statements.csv", "id\n");
  const BroughtCase done = bring(folder.folder(), read_brat_folder(folder.path() / "brat", loaded().casebook));
  EXPECT_THAT(done.added, SizeIs(4));
  EXPECT_THAT(done.documents, IsEmpty());
  EXPECT_EQ(format_annotations(loaded(), passages_of(loaded())), page);
}

TEST_F(Marked, AnAttributeChangedInBratChangesTheRow) {
  write_brat();
  std::string ann = folder.read("brat/brief.ann");
  ann.replace(ann.find("Stance T1 accept"), 16, "Stance T1 demand");
  folder.write("brat/brief.ann", ann);
  const BroughtCase done = bring(folder.folder(), read_brat_folder(folder.path() / "brat", loaded().casebook));
  EXPECT_THAT(done.replaced, testing::Contains("s1"));
  EXPECT_EQ(std::get<StanceClass>(*loaded().statements[0].stance), StanceClass::demand);
}

TEST_F(Marked, BratsOffsetsBeyondTheTextAreErrors) {
  folder.write("brat/other.txt", "hello world\n");
  folder.write("brat/other.ann", "T1\tStatement 0 5\thello\nT2\tStatement 6 9999\tworld\n");
  try {
    (void)read_brat_folder(folder.path() / "brat", loaded().casebook);
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.problems(), message("T2 ends at 9999, beyond the text"));
    EXPECT_EQ(error.problems().at(0).place.line, 2u);
  }
}

TEST_F(Marked, AttributionsInBratBecomeProposalsOfNewTexts) {
  folder.write("brat/other.txt", "Ann Smith said that the pier is closed.\n");
  folder.write("brat/other.ann",
               "T1\tSource 0 9\tAnn Smith\nT2\tCue 10 14\tsaid\nT3\tContent 15 38\tthat the pier is closed\n"
               "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n");
  const BroughtCase done = bring(folder.folder(), read_brat_folder(folder.path() / "brat", loaded().casebook));
  EXPECT_THAT(done.documents, testing::ElementsAre("other"));
  ASSERT_EQ(done.proposed, 1u);
  const ProposalTable proposals = read_proposals(folder.folder());
  const Proposed& proposed = proposals.rows[0];
  EXPECT_EQ(proposed.row.text(Column::quote), "that the pier is closed");
  EXPECT_EQ(proposed.row.text(Column::speaker), "smith");
  EXPECT_EQ(proposed.row.text(Column::document), "other");
}

}  // namespace
}  // namespace parley
