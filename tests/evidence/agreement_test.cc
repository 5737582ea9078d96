#include "evidence/agreement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_folder.h"

namespace parley {
namespace {

using testing::ElementsAre;
using testing::Pair;

class Agree : public testing::Test {
 protected:
  Agree() {
    folder.write("case.yaml",
                 "title: A test\nparties: [usa, russia]\npeople:\n  - {id: trump, party: usa}\n  - {id: putin, party: "
                 "russia}\nissues:\n  - id: land\n    options: [line, all]\n  - id: arms\n    options: [go, stop]\n");
    folder.write("documents.yaml",
                 "- {id: talk, file: documents/talk.txt}\n- {id: other, file: documents/other.txt}\n");
    folder.write("documents/talk.txt", "We want the line and no more. They want it all. Nobody spoke of arms today.\n");
    folder.write("documents/other.txt", "We want nothing at all from them.\n");
  }
  Agreement agreement(std::string_view rows) const {
    folder.write("statements.csv",
                 "id,document,quote,speaker,party,form,issue,option,stance,coder\n" + std::string(rows));
    auto evidence = read_evidence(folder);
    EXPECT_TRUE(evidence.messages(Severity::error).empty());
    return coder_agreement(evidence.casebook, evidence.statements, 100, 1);
  }
  static const Alpha& alpha(const Agreement& a, std::string_view name) {
    for (const auto& v : a.variables)
      if (v.name == name) return v.alpha;
    throw std::out_of_range("no such variable");
  }
  CaseFolder folder;
};

TEST_F(Agree, OverlappingPassagesOfTwoCodersAreOneUnit) {
  const auto a = agreement(
      "1,talk,We want the line and no more,trump,usa,direct,land,line,demand,ada\n"
      "2,talk,want the line,trump,usa,direct,land,line,favour,bela\n"
      "3,talk,They want it all,putin,russia,direct,land,all,demand,ada\n");
  EXPECT_EQ(a.documents, 1u);
  EXPECT_EQ(a.units, 2u);
  EXPECT_EQ(a.shared, 1u);
  ASSERT_EQ(a.differences.size(), 1u);
  EXPECT_EQ(a.differences[0].variable, "stance");
  EXPECT_THAT(a.differences[0].values, ElementsAre(Pair("ada", "demand"), Pair("bela", "favour")));
  EXPECT_EQ(alpha(a, "stance").units, 1u);
}

TEST_F(Agree, OfSeveralRowsOnOnePassageThoseAlikeAreCompared) {
  const auto a = agreement(
      "1,talk,We want the line and no more,trump,usa,direct,land,line,demand,ada\n"
      "2,talk,We want the line and no more,trump,usa,direct,land,all,reject,ada\n"
      "3,talk,We want the line and no more,trump,usa,direct,land,all,reject,bela\n"
      "4,talk,We want the line and no more,trump,usa,direct,land,line,demand,bela\n");
  EXPECT_EQ(a.units, 2u);
  EXPECT_EQ(a.shared, 2u);
  EXPECT_TRUE(a.differences.empty());
  EXPECT_EQ(*alpha(a, "option").value, 1);
  EXPECT_EQ(*alpha(a, "stance").value, 1);
}

TEST_F(Agree, SentencesThatOnlyOneHasMarkedCountAgainstThem) {
  const auto a = agreement(
      "1,talk,We want the line,trump,usa,direct,land,line,demand,ada\n"
      "2,talk,We want the line,trump,usa,direct,land,line,demand,bela\n"
      "3,talk,They want it all,putin,russia,direct,land,all,demand,bela\n");
  // Sentences: both, bela alone, nobody: the coincidences are o11 = 2, o00 = 2, o01 = o10 = 1; n1 = n0 = 3.
  EXPECT_EQ(alpha(a, "passages").units, 3u);
  EXPECT_NEAR(*alpha(a, "passages").value, 1 - 5.0 * 2 / 18, 1e-12);
}

TEST_F(Agree, DocumentsThatOneCoderHasReadAreLeftOut) {
  const auto a = agreement(
      "1,talk,We want the line,trump,usa,direct,land,line,demand,ada\n"
      "2,other,We want nothing at all,trump,usa,direct,land,line,demand,bela\n");
  EXPECT_EQ(a.documents, 0u);
  EXPECT_THAT(a.coders, ElementsAre("ada", "bela"));
}

TEST_F(Agree, AStanceIsComparedOnlyWhereItIsOnTheSameOption) {
  const auto a = agreement(
      "1,talk,We want the line,trump,usa,direct,land,line,demand,ada\n"
      "2,talk,We want the line,trump,usa,direct,land,all,reject,bela\n");
  EXPECT_EQ(alpha(a, "stance").units, 0u);
  ASSERT_EQ(a.differences.size(), 1u);
  EXPECT_EQ(a.differences[0].variable, "option");
}

}  // namespace
}  // namespace parley
