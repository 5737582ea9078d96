#include "evidence/brat.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parley {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(Brat, EntitiesAndTheirTiesAreRead) {
  const auto read = parse_brat(
                        "T1\tSource 0 5\tSmith\nT2\tCue 6 10\tsaid\nT3\tContent 11 20;25 30\tx\nE1\tAttribution:T2 "
                        "Source:T1 Cue:T2 Content:T3\n",
                        "a.ann")
                        .attributions;
  ASSERT_EQ(read.size(), 1u);
  EXPECT_THAT(read[0].source, ElementsAre(Span{0, 5}));
  EXPECT_THAT(read[0].content, ElementsAre(Span{11, 20}, Span{25, 30}));
}

TEST(Brat, AttributesAndNotesBelongToTheirEntity) {
  const auto read = parse_brat(
                        "A1\tStance T2 reject\nT1\tStatement 0 5\tSmith\nT2\tStatement 6 10\tsaid\nA2\tNegated T1\n"
                        "#1\tAnnotatorNotes T2\tas in 1991\nA3\tStance T9 accept\n",
                        "a.ann")
                        .entities;
  ASSERT_EQ(read.size(), 2u);
  EXPECT_THAT(read[0].attributes, ElementsAre(Pair("Negated", "")));
  EXPECT_THAT(read[1].attributes, ElementsAre(Pair("Stance", "reject")));
  EXPECT_EQ(read[1].note, "as in 1991");
  EXPECT_EQ(read[1].place.line, 3u);
}

TEST(Brat, AnEntityWithoutOffsetsIsAnErrorWithItsLine) {
  try {
    parse_brat("T1\tSource 0 5\tSmith\nT2\tCue six ten\tsaid\n", "a.ann");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().place.line, 2u);
  }
}

TEST(Brat, WordsThatAreNotWhereTheirOffsetsSayAreErrorsWithTheirPlace) {
  const auto brat = parse_brat(
      "T1\tSource 0 5\tSmith\nT2\tCue 6 10\tsaid\nT3\tContent 16 21;11 15\tit is over \nT4\tContent 11 21\tover\n",
      "a.ann");
  EXPECT_TRUE(misplaced(brat, U"Smith said over\nit is").empty());
  const auto problems = misplaced(brat, U"“Smith said over\nit is");
  ASSERT_EQ(problems.size(), 3u);  // T4 has but a space more at its front
  EXPECT_EQ(problems[1].place, (Place{"a.ann", 2, 13}));
  EXPECT_EQ(problems[1].expected, "“ sai”, which stands there");
}

}  // namespace
}  // namespace parley
