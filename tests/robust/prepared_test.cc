#include "robust/prepared.h"

#include <gtest/gtest.h>

#include "model/case_text.h"

namespace parley {
namespace {

void expect_same(const Share& a, const Share& b) {
  EXPECT_EQ(a.count, b.count);
  EXPECT_EQ(a.worlds, b.worlds);
}

void expect_same(const RatedPackage& a, const RatedPackage& b) {
  EXPECT_EQ(a.package, b.package);
  EXPECT_EQ(a.broken_rules, b.broken_rules);
  EXPECT_EQ(a.silence.size(), b.silence.size());
  for (const std::size_t r : {0U, 1U}) {
    expect_same(a.share[r], b.share[r]);
    ASSERT_EQ(a.parties[r].size(), b.parties[r].size());
    for (std::size_t p = 0; p < a.parties[r].size(); ++p) {
      expect_same(a.parties[r][p].consents, b.parties[r][p].consents);
      expect_same(a.parties[r][p].red_line, b.parties[r][p].red_line);
      expect_same(a.parties[r][p].below_reservation, b.parties[r][p].below_reservation);
      expect_same(a.parties[r][p].blocks_alone, b.parties[r][p].blocks_alone);
      EXPECT_EQ(a.parties[r][p].statements, b.parties[r][p].statements);
    }
  }
}

TEST(PreparedWorlds, JudgeEveryPackageAsTheLensDoes) {
  const std::string yaml = R"yaml(title: T
firmness: 0.6
parties:
  - {id: a, no_deal: {x: one, y: one}}
  - {id: b, no_deal: {x: one, y: one}}
  - {id: v, kind: voice}
issues:
  - {id: x, options: [one, {id: two, needs: [v]}, three]}
  - {id: y, options: [one, two]}
rules:
  - {id: both, formula: "!(x = two & y = two)"}
)yaml";
  const auto c =
      case_of(yaml, judged("s1", "a", "x", "two", "favour") + judged("s2", "a", "x", "one", "accept") +
                        judged("s3", "b", "x", "two", "0.6") + judged("s4", "b", "y", "one", "0.2..0.9") +
                        judged("s5", "a", "y", "two", "tolerate") + judged("s6", "b", "x", "three", "reject") +
                        judged("s7", "b", "x", "one", "0.3..0.8"));
  RobustOptions options;
  options.worlds = 1300;
  options.seed = 5;
  const Compiled compiled = compile(c, {});
  const PreparedWorlds prepared = prepare_worlds(compiled, options);
  std::size_t consents = 0;
  for (const char* x : {"x=one,y=one", "x=one,y=two", "x=two,y=one", "x=two,y=two", "x=three,y=one", "x=three,y=two",
                        "x=two", "y=two"}) {
    SCOPED_TRACE(x);
    const RatedPackage rated = judge(prepared, parse_package(*c, x));
    expect_same(rated, judge(compiled, parse_package(*c, x), options));
    consents += rated.share[1].count;
  }
  EXPECT_GT(consents, 0U);
}

}  // namespace
}  // namespace parley
