// Changes in the text of a case's files: what was not meant to change stays byte for byte.
#include <gtest/gtest.h>

#include "serve/case_folder.h"
#include "serve/rows.h"
#include "serve/yaml_edit.h"

namespace parley {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, text.npos) << from;
  return at == text.npos ? text : text.replace(at, from.size(), to);
}

const std::string csv = CaseFolder::statements_csv;
const std::string yaml = CaseFolder::case_yaml;

TEST(Rows, NothingChangedGivesTheSameBytes) {
  for (const std::string& text : {csv, replaced(csv, "s5,,,,north", "\ns5,,,,north"),
                                  std::string("id;note\r\na;\"two\r\nlines; \"\"so\"\"\"\r\nb;x"),
                                  std::string("\xEF\xBB\xBFid,note\na,1\n"), std::string("id,note\n")})
    EXPECT_EQ(RowText(text).text(), text);
}

TEST(Rows, ASetFieldChangesItsRowAlone) {
  RowText rows(csv);
  rows.set("s2", {{"stance", "reject"}});
  EXPECT_EQ(rows.text(), replaced(csv, "high|low,favour", "high|low,reject"));
}

TEST(Rows, AnAddedRowStandsAtTheEndInTheFilesOwnColumnsAndLineEnds) {
  RowText rows("note;id\r\nx;a");
  rows.add({{"id", "b"}, {"note", "one; two"}});
  EXPECT_EQ(rows.text(), "note;id\r\nx;a\r\n\"one; two\";b\r\n");
  EXPECT_THROW(rows.add({{"id", "b"}}), Error);
  EXPECT_THROW(rows.add({{"id", "c"}, {"stanse", "accept"}}), Error) << "statements have no such column";
}

TEST(Rows, AColumnThatIsNeededIsAdded) {
  RowText rows("id,note\na,1\nb,2\n");
  rows.set("b", {{"stance", "accept"}, {"party", ""}});
  EXPECT_EQ(rows.text(), "id,note,stance\na,1,\nb,2,accept\n");
}

TEST(Rows, ADroppedRowGoesWithItsLines) {
  RowText rows("id,note\na,\"1\n2\"\nb,3\n");
  rows.drop("a");
  EXPECT_EQ(rows.text(), "id,note\nb,3\n");
  EXPECT_THROW(rows.drop("a"), Error);
}

TEST(Rows, RowsThatTwoPeopleChangedApartAreJoined) {
  const std::string mine = replaced(csv, "favour", "oppose"), theirs = replaced(csv, "It can pay that.", "So it said.");
  EXPECT_EQ(merge_rows(csv, mine, theirs), replaced(mine, "It can pay that.", "So it said."));
  const std::string more = csv + "s6,,,,south,judgement,price,low,oppose,New.\n";
  EXPECT_EQ(merge_rows(csv, mine, more), mine + "s6,,,,south,judgement,price,low,oppose,New.\n");
  const std::string less = replaced(csv, "s3,,,,north,judgement,date,spring,accept,It has said so often.\n", "");
  EXPECT_EQ(merge_rows(csv, mine, less), replaced(less, "favour", "oppose"));
}

TEST(Rows, OneRowThatTwoPeopleChangedIsNotJoined) {
  EXPECT_EQ(merge_rows(csv, replaced(csv, "favour", "oppose"), replaced(csv, "favour", "demand")), std::nullopt);
  const std::string less = replaced(csv, "s3,,,,north,judgement,date,spring,accept,It has said so often.\n", "");
  EXPECT_EQ(merge_rows(csv, less, replaced(csv, "so often", "seldom")), std::nullopt);
  const std::string same = replaced(csv, "favour", "oppose");
  EXPECT_EQ(merge_rows(csv, same, same), same);
}

TEST(YamlEdit, TheDateIsReplacedOrPutIn) {
  EXPECT_EQ(with_as_of(yaml, "2024-05-15"), replaced(yaml, "2024-06-01", "2024-05-15"));
  const std::string without = replaced(yaml, "as_of: 2024-06-01\n", "");
  EXPECT_EQ(with_as_of(without, "2024-06-01"), yaml);
}

TEST(YamlEdit, ARuleIsChangedAddedAndTakenAwayAndCommentsStay) {
  EXPECT_EQ(with_rule(yaml, "winter", "price = low", ""),
            replaced(yaml, "price = high -> date = autumn", "\"price = low\""));
  const std::string more = with_rule(yaml, "other", "date = spring", "Supposed.");
  EXPECT_EQ(more, replaced(yaml, "rules:\n",
                           "rules:\n  - id: other\n    formula: \"date = spring\"\n    note: \"Supposed.\"\n"));
  EXPECT_EQ(without_rule(more, "other"), yaml);
  const std::string none = without_rule(yaml, "winter");
  EXPECT_EQ(none.find("winter"), none.npos);
  EXPECT_NE(none.find("# What was drafted.\ndrafts:"), none.npos);
  EXPECT_NE(with_rule(none, "other", "date = spring", "").find("\nrules:\n  - id: other"), std::string::npos)
      << with_rule(none, "other", "date = spring", "");
  EXPECT_THROW(without_rule(yaml, "summer"), Error);
}

TEST(YamlEdit, ALeverIsSaidToStandSo) {
  EXPECT_EQ(with_lever(yaml, "loan", "given"), replaced(yaml, "  - id: loan\n", "  - id: loan\n    now: given\n"));
  EXPECT_EQ(with_lever(with_lever(yaml, "loan", "given"), "loan", "refused"), with_lever(yaml, "loan", "refused"));
  EXPECT_EQ(with_lever("levers: [{id: a, options: [{id: b}]}]\nparties: []\n", "a", "b"),
            "levers: [{id: a, now: b, options: [{id: b}]}]\nparties: []\n");
}

TEST(YamlEdit, WhatCannotBeChangedInPlaceIsRefused) {
  EXPECT_THROW(with_rule("rules: [{id: a, formula: x = y}]\n", "b", "x = z", ""), Error);
  EXPECT_THROW(with_as_of("as_of: >-\n  2024-06-01\nparties: []\n", "2024-06-02"), Error);
  EXPECT_THROW(with_as_of("[1, 2]", "2024-06-02"), Error);
}

}  // namespace
}  // namespace parley
