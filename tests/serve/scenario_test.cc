#include "serve/scenario.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "model/case_texts.h"
#include "model/positions.h"
#include "serve/case_files.h"
#include "serve/case_folder.h"

namespace parley {
namespace {

Edit stance(std::string party, std::string issue, std::string option, std::string to) {
  Edit edit;
  edit.party = std::move(party);
  edit.issue = std::move(issue);
  edit.option = std::move(option);
  edit.to = std::move(to);
  return edit;
}

/// The stance in each cell of a party, "price=low accept", of the case that the texts make.
std::string stances(const CaseFolder& folder, const CaseTexts& texts, const std::string& party) {
  std::vector<Problem> problems;
  const Case c = read_case(folder.path(), texts, problems);
  for (const Problem& p : problems) EXPECT_EQ(p.severity, Severity::warning) << format_problem(p);
  std::string out;
  for (const Cell& cell : positions(c, {}).cells)
    if (c.casebook.parties[cell.party].id == party && cell.stance)
      out += c.casebook.issues[cell.issue].id + "=" + c.casebook.issues[cell.issue].options[cell.option].id + " " +
             std::string(stance_name(std::get<StanceClass>(*cell.stance))) + "; ";
  return out;
}

TEST(Scenario, ASupposedStanceMovesItsCellAloneAndIsAJudgement) {
  const CaseFolder folder;
  CaseFiles files(folder.path());
  ASSERT_EQ(stances(folder, files.texts(), "south"),
            "price=low favour; price=high favour; date=spring accept; date=autumn accept; ");
  const CaseTexts after = apply_edits(folder.path(), files.texts(), {stance("south", "price", "low", "reject")});
  EXPECT_EQ(stances(folder, after, "south"),
            "price=low reject; price=high favour; date=spring accept; date=autumn accept; ");
  std::vector<Problem> problems;
  const Case c = read_case(folder.path(), after, problems);
  EXPECT_EQ(c.statements.back().standing, Standing::judgement);
  EXPECT_TRUE(c.statements.back().quote.empty()) << "nobody's words";
  EXPECT_EQ(folder.read("statements.csv"), CaseFolder::statements_csv) << "the folder is as it was";
}

TEST(Scenario, ARedLineGivesWayAndSilenceCanBeSupposed) {
  const CaseFolder folder;
  CaseFiles files(folder.path());
  EXPECT_EQ(
      stances(folder, apply_edits(folder.path(), files.texts(), {stance("north", "price", "high", "oppose")}), "north"),
      "price=low accept; price=high oppose; date=spring accept; ");
  EXPECT_EQ(
      stances(folder, apply_edits(folder.path(), files.texts(), {stance("north", "price", "high", "silent")}), "north"),
      "price=low accept; date=spring accept; ");
}

TEST(Scenario, WhatTheCaseDoesNotHaveIsAnError) {
  const CaseFolder folder;
  CaseFiles files(folder.path());
  EXPECT_THROW(apply_edits(folder.path(), files.texts(), {stance("east", "price", "high", "accept")}), Error);
  EXPECT_THROW(apply_edits(folder.path(), files.texts(), {stance("north", "price", "middle", "accept")}), Error);
}

TEST(Scenario, AFileIsReadBackAsItWasWritten) {
  const Json list = Json::parse(R"json([
    {"kind": "stance", "party": "north", "issue": "price", "option": "high", "to": "accept"},
    {"kind": "importance", "party": "south", "issue": "date", "to": "low"},
    {"kind": "statement", "id": "s2", "fields": {"note": "a \"quoted\": text, # with\nall {of} it"}},
    {"kind": "added", "fields": {"id": "x1", "form": "judgement"}},
    {"kind": "dropped", "id": "s3"},
    {"kind": "as_of", "to": "2024-05-01"},
    {"kind": "lever", "id": "loan", "to": "given"},
    {"kind": "rule", "id": "winter", "to": "price = low -> date = spring"},
    {"kind": "no_rule", "id": "winter"}])json");
  const KeptScenario scenario{"Ünïcode: “a title”", "", read_edits(list)};
  const KeptScenario again = parse_scenario(format_scenario(scenario), "name");
  EXPECT_EQ(again.title, scenario.title);
  EXPECT_EQ(edits_json(again.edits), edits_json(scenario.edits));
  EXPECT_EQ(edits_json(again.edits), list);
}

TEST(Scenario, ARowsNewIdIsLikeTheCasesOtherIdsAndAnotherToolsIdStays) {
  const auto named = [](const std::string& id) {
    return Json{{"kind", "added"}, {"fields", {{"id", id}, {"form", "judgement"}}}};
  };
  const auto list = [](const Json& edit) { return read_edits(Json::array({edit})); };
  for (const std::string& id : {std::string("../../passwd"), std::string("part/best"), std::string("=cmd()"),
                                std::string("ﷺ"), std::string(101, 'a')})
    EXPECT_THROW(list(named(id)), Error) << id;
  EXPECT_NO_THROW(list(named("c-1_x")));
  EXPECT_NO_THROW(list({{"kind", "statement"}, {"id", "a/b"}, {"fields", {{"id", "a/b"}, {"note", "x"}}}}));
  EXPECT_THROW(list({{"kind", "statement"}, {"id", "a"}, {"fields", {{"id", "a/b"}}}}), Error);
}

TEST(Scenario, EveryMistakeOfAListIsTold) {
  const Json list =
      Json::parse(R"([{"kind": "stances"}, {"kind": "stance"}, 3, {"kind": "added", "fields": {"stanse": "x"}}])");
  try {
    read_edits(list);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().size(), 7U);
  }
}

}  // namespace
}  // namespace parley
