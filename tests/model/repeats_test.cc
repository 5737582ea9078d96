#include "model/repeats.h"

#include <gmock/gmock.h>

#include "model/case_text.h"
#include "model/draws.h"
#include "model/positions.h"

namespace parley {
namespace {

using testing::ElementsAre;

constexpr const char* one_issue = R"(title: T
parties: [{id: a, no_deal: {w: one}}]
issues:
  - {id: w, options: [one, two]}
)";

// Hearsay on two, printed by three papers of which the first two carry one report.
std::shared_ptr<const Case> three_papers(bool same) {
  auto c = std::make_shared<Case>(*case_of(one_issue, judged("s3", "a", "w", "two", "accept", ",,,,,0.5") +
                                                          judged("s1", "a", "w", "two", "accept", ",,,,,0.5") +
                                                          judged("s2", "a", "w", "two", "accept", ",,,,,0.5")));
  for (const char* id : {"p", "q", "r"}) {
    Source source;
    source.id = id;
    c->casebook.documents.push_back(source);
  }
  if (same) c->casebook.documents[1].same_as = 0;
  for (int s = 0; s < 3; ++s) {
    c->statements[s].form = Form::indirect;
    c->statements[s].standing = Standing::hearsay;
    c->statements[s].document = s;
    c->statements[s].quote = "two";
  }
  return c;
}

// In how many of the worlds some row is present.
double share_with_some(const std::shared_ptr<const Case>& c) {
  const Compiled compiled = compile(c, {});
  const DrawKeys keys = draw_keys(*c, *compiled.preferences, 1);
  WorldDraw draw;
  int some = 0;
  for (int s = 0; s < 4000; ++s) {
    draw_world(*c, *compiled.preferences, keys, static_cast<std::uint64_t>(s), draw);
    some += draw.rows[0].present || draw.rows[1].present || draw.rows[2].present ? 1 : 0;
  }
  return some / 4000.0;
}

TEST(Repeats, RowsOfOneReportShareTheirDraws) {
  EXPECT_THAT(drawn_as(*three_papers(true)), ElementsAre(1, 1, 2));
  EXPECT_THAT(drawn_as(*three_papers(false)), ElementsAre(0, 1, 2));
  EXPECT_NEAR(share_with_some(three_papers(false)), 0.875, 0.03);
  EXPECT_NEAR(share_with_some(three_papers(true)), 0.75, 0.03);
}

TEST(Repeats, RowsThatDifferDoNot) {
  auto c = std::make_shared<Case>(*three_papers(true));
  c->statements[0].stance = StanceClass::oppose;
  EXPECT_THAT(drawn_as(*c), ElementsAre(0, 1, 2));
}

TEST(Repeats, ASourceLeftOutIsLeftOutOfEveryPaperThatCarriesIt) {
  for (const char* paper : {"p", "q"}) {
    Filter filter;
    filter.without = {paper};
    EXPECT_THAT(kept_statements(*three_papers(true), filter), ElementsAre(false, false, true));
  }
  Filter filter;
  filter.without = {"q"};
  EXPECT_THAT(kept_statements(*three_papers(false), filter), ElementsAre(true, false, true));
}

}  // namespace
}  // namespace parley
