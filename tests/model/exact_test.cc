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

// A third of the way and two thirds of it reach one exactly, as no multiples of 2^-24 do.
TEST(Exact, WhatLiesBetweenTwoNumbersIsNotRoundedInTheReferenceWorld) {
  const auto c = case_of(R"(title: T
parties: [{id: a, reservation: 1}]
issues: [{id: x, kind: numeric, min: 0, max: 3, step: 1}, {id: y, kind: numeric, min: 0, max: 3, step: 1}]
)",
                         judged("s1", "a", "x", "0", "0") + judged("s2", "a", "x", "3", "1") +
                             judged("s3", "a", "y", "0", "0") + judged("s4", "a", "y", "3", "1"));
  const Table<Wide> table = reference_world(compile(c, {}), Reading::cautious);
  EXPECT_TRUE(table.cells[1] + table.cells[4 + 2] == table.thresholds[0]);
}

// The weight 2 is right in four worlds of ten; in the others none is given, which is 1.
TEST(Exact, AnImportanceWeighsInTheWorldsInWhichItsRowIsRight) {
  const auto c = case_of(R"(title: T
parties: [{id: a, reservation: 0}]
issues: [{id: x, options: [one, two]}]
)",
                         judged("s1", "a", "x", "one", "3") + judged("s2", "a", "x", "two", "0") +
                             judged("s3", "a", "x", "", "", "2,,,,,0.4"));
  const Compiled compiled = compile(c, {});
  EXPECT_TRUE(reference_world(compiled, Reading::cautious).cells[0] == 3);
  constexpr std::size_t worlds = 4000;
  const AnyTable table = draw_worlds(compiled, Reading::cautious, {}, 0, worlds, 1);
  std::size_t heavy = 0;
  std::visit(
      [&](const auto& of_width) {
        for (std::size_t s = 0; s < worlds; ++s) {
          EXPECT_TRUE(of_width.cells[s] == 3 || of_width.cells[s] == 6);
          heavy += of_width.cells[s] == 6 ? 1 : 0;
        }
      },
      table);
  EXPECT_NEAR(static_cast<double>(heavy) / worlds, 0.4, 0.03);
}

}  // namespace
}  // namespace parley
