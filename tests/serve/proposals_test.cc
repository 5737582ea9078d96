#include "serve/proposals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "serve/case_folder.h"
#include "text/read.h"

namespace parley {
namespace {

using testing::HasSubstr;

/// With every column that an accepted proposal fills.
constexpr const char* statements_csv =
    "id,document,start,end,quote,speaker,party,form,issue,option,stance,coder,note\n"
    "s1,paper,,,North will never pay the high price.,north,north,indirect,price,high,reject,ada,\"a note, with a "
    "comma\"\n"
    "s4,,,,,,south,judgement,date,spring|autumn,accept,ada,It does not mind.\n";

class Deciding : public testing::Test {
 protected:
  Deciding() {
    folder.write("statements.csv", statements_csv);
    folder.write("proposals.csv", CaseFolder::proposals_csv);
  }

  [[nodiscard]] Json listed() const { return proposals_json(current_proposals(folder.path()))["proposals"]; }
  /// What a person decides who has seen the list as it is now.
  [[nodiscard]] ProposalDecision on(const std::string& id, Decision decision, Fields fields = {}) const {
    ProposalDecision wanted{id, decision, {}, std::move(fields), {}};
    for (const Json& each : listed())
      if (each["id"] == id) wanted.seen = each["fields"].get<Fields>();
    return wanted;
  }
  [[nodiscard]] std::vector<std::string> waiting_ids() const {
    std::vector<std::string> ids;
    for (const Json& each : listed()) ids.push_back(each["id"]);
    return ids;
  }

  CaseFolder folder;
  Workbench bench{folder.path(), {}};
};

TEST_F(Deciding, AnAcceptedOneIsARowOfStatementsAndUndoneWithTheRest) {
  EXPECT_TRUE(decide(bench, on("p1", Decision::accepted)));
  EXPECT_EQ(folder.read("statements.csv").find(statements_csv), 0U) << "every other byte is as it was";
  EXPECT_THAT(folder.read("statements.csv"), HasSubstr("\np1,paper,,,would take a low price in spring.,south"));
  EXPECT_EQ(waiting_ids(), std::vector<std::string>{"p2"});
  bench.files().undo();
  EXPECT_EQ(folder.read("statements.csv"), statements_csv);
  EXPECT_EQ(waiting_ids(), (std::vector<std::string>{"p1", "p2"}));
}

TEST_F(Deciding, TheLastDecisionIsNamedWhereThereIsOneToTakeBack) {
  const auto last = [&] { return proposals_json(current_proposals(folder.path()))["last"]; };
  EXPECT_EQ(last(), nullptr);
  ASSERT_TRUE(decide(bench, on("p2", Decision::skipped)));
  EXPECT_EQ(last(), "p2");
  ASSERT_TRUE(decide(bench, on("p1", Decision::rejected)));
  EXPECT_EQ(last(), "p1");
  take_back(bench);
  EXPECT_EQ(last(), "p2");
  take_back(bench);
  EXPECT_EQ(last(), nullptr);
}

TEST_F(Deciding, ACorrectedOneStandsAsCorrectedAndItsNewWordsInTheirPlace) {
  EXPECT_TRUE(decide(bench, on("p1", Decision::accepted, {{"stance", "accept"}, {"quote", "a low price"}})));
  const RowText rows(folder.read("statements.csv"));
  EXPECT_EQ(rows.find("p1")->at("stance"), "accept");
  const Document paper = read_document(folder.path() / "documents/paper.md");
  const std::size_t start = std::stoul(rows.find("p1")->at("start")), end = std::stoul(rows.find("p1")->at("end"));
  EXPECT_EQ(utf8(paper.text.substr(start, end - start)), "a low price");
  EXPECT_EQ(read_proposals(folder.path()).rows[0].decision, Decision::edited);
}

TEST_F(Deciding, WhatTheCheckerRefusesIsNotWrittenAndTheFieldIsNamed) {
  try {
    decide(bench, on("p2", Decision::accepted));
    ADD_FAILURE() << "its speaker is not in the case";
  } catch (const Error& error) {
    EXPECT_THAT(error.problems().front().message, HasSubstr("speaker: "));
  }
  EXPECT_THROW(decide(bench, on("p1", Decision::accepted, {{"quote", "words that nobody said"}})), Error);
  EXPECT_THROW(decide(bench, on("p1", Decision::accepted, {{"stanse", "accept"}})), Error);
  EXPECT_EQ(folder.read("statements.csv"), statements_csv);
  EXPECT_EQ(folder.read("proposals.csv"), CaseFolder::proposals_csv);
}

TEST_F(Deciding, WhatAnotherProgramDecidedOrWroteMeanwhileStays) {
  const ProposalDecision first = on("p1", Decision::accepted), second = on("p2", Decision::rejected);
  reject_proposal(folder.path(), "p1", "in the terminal");
  EXPECT_FALSE(decide(bench, first));
  EXPECT_EQ(folder.read("statements.csv"), statements_csv);
  const std::string more = std::string(statements_csv) + "s6,,,,,,south,judgement,date,spring,accept,ada,More.\n";
  folder.write("statements.csv", more);
  EXPECT_TRUE(decide(bench, second));
  EXPECT_EQ(folder.read("statements.csv"), more);
  EXPECT_TRUE(waiting_ids().empty());
}

TEST_F(Deciding, TheLastDecisionIsTakenBackAlsoByAServerThatWasStartedAnew) {
  EXPECT_TRUE(decide(bench, on("p1", Decision::accepted)));
  EXPECT_TRUE(decide(bench, on("p2", Decision::skipped)));
  Workbench later(folder.path(), {});
  EXPECT_EQ(take_back(later), "p2");
  EXPECT_EQ(take_back(later), "p1");
  EXPECT_THROW(take_back(later), Error);
  EXPECT_EQ(folder.read("statements.csv"), statements_csv);
}

}  // namespace
}  // namespace parley
