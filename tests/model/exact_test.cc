#include "model/exact.h"

#include "model/case_text.h"
#include "model/worlds.h"

namespace parley {
namespace {

TEST(Exact, NumbersAreReadFromTheirText) {
  EXPECT_EQ(exact_rational({"-12.50", -12.5}), Rational(-25, 2));
  EXPECT_EQ(exact_rational({"1e3", 1000}), Rational(1000));
  EXPECT_EQ(exact_rational({"2/3", 0.6667}), Rational(2, 3));
  EXPECT_EQ(exact_rational({".1", 0.1}), Rational(1, 10));
  EXPECT_EQ(exact_rational({"007", 7}), Rational(7));
  EXPECT_EQ(exact_rational({"12e-1", 1.2}), Rational(6, 5));
}

constexpr const char* thirds = R"(title: T
parties: [{id: a, reservation: 1}]
issues: [{id: x, options: [one, two]}, {id: y, options: [one, two]}]
)";

TEST(Exact, ThirdsSumToOneWithoutRounding) {
  const auto c = case_of(thirds, judged("s1", "a", "x", "one", "1/3") + judged("s2", "a", "x", "two", "0") +
                                     judged("s3", "a", "y", "one", "2/3") + judged("s4", "a", "y", "two", "0.1"));
  const Table<Wide> table = reference_world(compile(c, {}), Reading::cautious);
  // One denominator, 30: 10 + 20 reaches 30 exactly.
  EXPECT_TRUE(table.cells[0] == 10 && table.cells[2] == 20 && table.cells[3] == 3);
  EXPECT_TRUE(table.thresholds[0] == 30);
}

TEST(Exact, AWordMakesAPartyWorded) {
  const auto c = case_of(thirds, judged("s1", "a", "x", "one", "1/3") + judged("s2", "a", "x", "two", "oppose"));
  EXPECT_FALSE(given_in_numbers(*c, 0));
}

}  // namespace
}  // namespace parley
