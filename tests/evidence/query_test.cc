#include "evidence/query.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace parley {
namespace {

TEST(Query, WordsAreJoinedByAnd) { EXPECT_EQ(fts_query("  water  fee "), "water AND fee"); }

TEST(Query, WordsWithOtherCharactersAreMadePhrases) {
  EXPECT_EQ(fts_query("cease-fire"), "\"cease-fire\"");
  EXPECT_EQ(fts_query("text:water U.S. it's"), "\"text:water\" AND \"U.S.\" AND \"it's\"");
  EXPECT_EQ(fts_query("Київ"), "Київ");
  EXPECT_EQ(fts_query("OR* water"), "\"OR\"* AND water");
}

TEST(Query, PhrasesPrefixesAndOperatorsAreKept) {
  EXPECT_EQ(fts_query("Arbit* fee", [](const std::string& beginning) { return std::vector{beginning + "ration"}; }),
            "(Arbit* OR \"arbitration\") AND fee");
  EXPECT_EQ(fts_query("\"joint commission\" OR arbit*"), "\"joint commission\" OR arbit*");
  EXPECT_EQ(fts_query("“joint commission” NOT (fee OR tax)"), "\"joint commission\" NOT (fee OR tax)");
  EXPECT_EQ(fts_query("NEAR(water fee, 5) and"), "NEAR(\"water\" \"fee\", 5) AND and");
}

TEST(Query, WhatHasNoLettersSaysNothing) { EXPECT_EQ(fts_query("water & — fee"), "water AND fee"); }

TEST(Query, WhatHasNoMeaningIsRefusedWithItsPlace) {
  const std::vector<std::pair<std::string, std::size_t>> bad = {{"", 1},
                                                                {" - ", 4},
                                                                {"\"water", 1},
                                                                {"AND water", 1},
                                                                {"water OR", 9},
                                                                {"(water", 1},
                                                                {"water)", 6},
                                                                {"water AND OR fee", 11},
                                                                {"water ()", 8},
                                                                {"NEAR(water, 3)", 1},
                                                                {"NEAR(water fee", 6}};
  for (const auto& [typed, column] : bad) try {
      ADD_FAILURE() << typed << " gives " << fts_query(typed);
    } catch (const Error& error) {
      EXPECT_EQ(error.problems().front().place.column, column) << typed;
    }
}

}  // namespace
}  // namespace parley
