// What is said of a draft: whether it stands, and whether only clauses that nobody opposes make it stand.
#include "settle/compare.h"

#include <gmock/gmock.h>

#include "model/case_text.h"

namespace parley {
namespace {

using testing::ElementsAre;

// Land is worth something to one of the two and nothing, or less, to the other; the song pleases both.
DraftView draft_of(const std::string& land_to_b) {
  const auto c = case_of(
      "title: t\nparties:\n  - {id: a, reservation: 1}\n  - {id: b, reservation: 2}\n"
      "issues:\n  - {id: land, options: [keep, give]}\n  - {id: song, options: [old, new]}\n",
      judged("s1", "a", "land", "keep", "5") + judged("s2", "a", "land", "give", "0") +
          judged("s3", "b", "land", "keep", land_to_b) + judged("s4", "b", "land", "give", "0") +
          judged("s5", "a", "song", "old", "0") + judged("s6", "a", "song", "new", "1") +
          judged("s7", "b", "song", "old", "0") + judged("s8", "b", "song", "new", "3"));
  const Compiled compiled = compile(c, {});
  return view_draft(compiled, {0, 1}, {});
}

TEST(DraftView, RestsOnPaddingWhereAClauseThatSomebodyOpposesIsMadeUpForByOnesThatNobodyDoes) {
  const DraftView view = draft_of("-1");
  EXPECT_TRUE(view.reception.accepted());
  EXPECT_THAT(view.unopposed, ElementsAre(1));
  EXPECT_FALSE(view.without_unopposed.accepted());
  EXPECT_TRUE(view.rests_on_padding);
}

TEST(DraftView, DoesNotRestOnPaddingWhereNobodyOpposesAnyClause) {
  const DraftView view = draft_of("0");
  EXPECT_TRUE(view.reception.accepted());
  EXPECT_THAT(view.unopposed, ElementsAre(0, 1));
  EXPECT_FALSE(view.rests_on_padding);
}

}  // namespace
}  // namespace parley
