#include "casebook/quantity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <functional>

namespace parley {
namespace {

using testing::HasSubstr;

Quantity quantity(const std::string& text) {
  std::string why;
  const auto found = parse_quantity(text, why);
  EXPECT_TRUE(found) << text << ": " << why;
  return found.value_or(Quantity{Quantity::Kind::number, {{"0", 0}}, "0"});
}

std::string reason(const std::string& text) {
  std::string why;
  EXPECT_FALSE(parse_quantity(text, why)) << text;
  return why;
}

// The mean over the quantiles, by the midpoint rule.
double mean(const Quantity& q, const std::function<double(double)>& of = [](double x) { return x; }) {
  constexpr int steps = 20000;
  double sum = 0;
  for (int i = 0; i < steps; ++i) sum += of(q.quantile((i + 0.5) / steps));
  return sum / steps;
}

TEST(Number, KeepsItsTextAndHasItsValue) {
  const std::pair<const char*, double> cases[] = {{"0.25", 0.25}, {"-3", -3}, {"1e3", 1000},   {"2/3", 2.0 / 3},
                                                  {".5", 0.5},    {"-0", 0},  {"-1/4", -0.25}, {"1.5E-2", 0.015}};
  for (const auto& [text, value] : cases) {
    const auto number = parse_number(text);
    ASSERT_TRUE(number) << text;
    EXPECT_EQ(number->text, text);
    EXPECT_DOUBLE_EQ(number->value, value) << text;
  }
}

TEST(Number, WhatIsNotFiniteOrNotANumberIsRefused) {
  for (const char* const text :
       {"nan",   "NaN",  "inf",  "-inf", "Infinity", "1e999", "1e-999", "0e99999999999", "1/0", "0/0", "1/2/3",
        "1.5/2", "1/-2", "0x10", "",     "-",        ".",     "1.",     "--1",           "+1",  "1,5", "1 2",
        "1e",    "1e+",  "٣",    "2e15", "1 /2"})
    EXPECT_FALSE(parse_number(text)) << text;
  EXPECT_FALSE(parse_number(std::string(41, '1')));
}

TEST(Quantity, EachFormIsRead) {
  EXPECT_TRUE(quantity("2/3").is_number());
  for (const char* const text : {"0.2..0.6", "[0.2, 0.6]", "uniform(0.2, 0.6)", " uniform( .2 ,.6 ) "}) {
    const Quantity q = quantity(text);
    EXPECT_EQ(q.kind, Quantity::Kind::uniform);
    EXPECT_DOUBLE_EQ(q.low(), 0.2);
    EXPECT_DOUBLE_EQ(q.high(), 0.6);
  }
  EXPECT_DOUBLE_EQ(quantity("-1..-0.5").low(), -1);
  EXPECT_EQ(quantity("beta(2, 3)").high(), 1);
  EXPECT_EQ(quantity("beta(2, 3, -4, 5)").low(), -4);
  EXPECT_EQ(quantity("normal(0, 1, -2, 2)").high(), 2);
  EXPECT_EQ(quantity("triangular(1, 2, 4)").high(), 4);
}

TEST(Quantity, WhatIsWrongIsSaid) {
  EXPECT_THAT(reason("0.6..0.2"), HasSubstr("low end 0.6 is above the high end 0.2"));
  EXPECT_THAT(reason("triangular(1, 5, 4)"), HasSubstr("mode 5"));
  EXPECT_THAT(reason("triangular(1, 2)"), HasSubstr("takes (low, mode, high)"));
  EXPECT_THAT(reason("normal(0, 0, -1, 1)"), HasSubstr("deviation 0"));
  EXPECT_THAT(reason("normal(0, 1)"), HasSubstr("(mean, deviation, low, high)"));
  EXPECT_THAT(reason("beta(0, 1)"), HasSubstr("shape 0"));
  EXPECT_THAT(reason("gamma(1, 2)"), HasSubstr("no distribution `gamma`"));
  EXPECT_THAT(reason("uniform(1, 2"), HasSubstr("parenthesis"));
  EXPECT_THAT(reason("[1, 2"), HasSubstr("bracket"));
  EXPECT_THAT(reason("[1, 2, 3]"), HasSubstr("two ends"));
  EXPECT_THAT(reason("uniform(nan, 1)"), HasSubstr("`nan` is not a number"));
  EXPECT_THAT(reason("0..inf"), HasSubstr("`inf`"));
  EXPECT_THAT(reason("1e99"), HasSubstr("exponent"));
  EXPECT_THAT(reason("1/0"), HasSubstr("zero"));
  EXPECT_THAT(reason("1..2..3"), HasSubstr("not a number"));
  EXPECT_THAT(reason(""), HasSubstr("missing"));
  EXPECT_THAT(reason("uniform(1,2,3,4,5,6)"), HasSubstr("more than four"));
}

TEST(Quantity, ANumberIsItselfAtEveryShare) {
  for (const double u : {0.0, 0.3, 1.0}) EXPECT_EQ(quantity("7").quantile(u), 7);
}

TEST(Quantity, AUniformOneHasStraightQuantiles) {
  EXPECT_DOUBLE_EQ(quantity("2..6").quantile(0.25), 3);
  EXPECT_DOUBLE_EQ(quantity("3..3").quantile(0.25), 3);
}

RC_GTEST_PROP(Quantity, ATriangularOneHasTheShareOfItsAreaBelowEachQuantile, ()) {
  const double low = *rc::gen::inRange(-50, 50), mode = low + *rc::gen::inRange(0, 20);
  const double high = mode + *rc::gen::inRange(low == mode ? 1 : 0, 20);
  const double u = *rc::gen::inRange(0, 1001) / 1000.0;
  const Quantity q{Quantity::Kind::triangular, {{"", low}, {"", mode}, {"", high}}, ""};
  const double x = q.quantile(u);
  const double below = x < mode      ? (x - low) * (x - low) / ((high - low) * (mode - low))
                       : high > mode ? 1 - (high - x) * (high - x) / ((high - low) * (high - mode))
                                     : 1;
  if (low < high) RC_ASSERT(std::abs(below - u) < 1e-9);
}

RC_GTEST_PROP(Quantity, ABetaOneHasTheShareOfItsIntegralBelowEachQuantile, ()) {
  const double alpha = *rc::gen::inRange(1, 200) / 20.0, beta = *rc::gen::inRange(1, 200) / 20.0;
  const double u = *rc::gen::inRange(1, 1000) / 1000.0;
  const Quantity q{Quantity::Kind::beta, {{"", alpha}, {"", beta}, {"", -1}, {"", 3}}, ""};
  const double x = (q.quantile(u) + 1) / 4;
  if (x > 1e-12 && x < 1 - 1e-9) RC_ASSERT(std::abs(boost::math::ibeta(alpha, beta, x) - u) < 1e-6);
}

RC_GTEST_PROP(Quantity, ACutNormalOneHasTheShareOfItsBellBelowEachQuantile, ()) {
  const double m = *rc::gen::inRange(-30, 30) / 10.0, deviation = *rc::gen::inRange(1, 40) / 10.0;
  const double low = *rc::gen::inRange(-30, 30) / 10.0, high = low + *rc::gen::inRange(1, 40) / 10.0;
  const double u = *rc::gen::inRange(0, 1001) / 1000.0;
  const Quantity q{Quantity::Kind::normal, {{"", m}, {"", deviation}, {"", low}, {"", high}}, ""};
  const auto bell = [&](double x) { return 0.5 * std::erfc(-(x - m) / deviation / std::sqrt(2.0)); };
  const double mass = bell(high) - bell(low), x = q.quantile(u);
  RC_ASSERT(x >= low && x <= high);
  if (mass > 1e-6) RC_ASSERT(std::abs((bell(x) - bell(low)) / mass - u) < 1e-6);
}

TEST(Quantity, MomentsAreThoseOfTheDistribution) {
  EXPECT_NEAR(mean(quantity("triangular(0, 1, 5)")), 2, 1e-4);
  EXPECT_NEAR(mean(quantity("beta(2, 3)")), 0.4, 1e-4);
  EXPECT_NEAR(mean(quantity("beta(2, 3)"), [](double x) { return (x - 0.4) * (x - 0.4); }), 6.0 / 150, 1e-4);
  EXPECT_NEAR(mean(quantity("normal(1, 2, -100, 100)")), 1, 1e-3);
}

TEST(Quantity, QuantilesRiseAndStayInRangeForTheHardestParameters) {
  for (const char* const text :
       {"normal(0, 1, 100, 200)", "normal(0, 1, -200, -100)", "normal(0, 1e-30, -1, 1)", "normal(0, 1e15, 0, 1)",
        "normal(0, 1, 30, 31)", "beta(0.001, 0.001)", "beta(1e6, 1e6)", "beta(0.001, 1e6)", "triangular(0, 0, 0)",
        "triangular(-1e15, 0, 1e15)", "uniform(-1e15, 1e15)", "beta(1,1,5,5)"}) {
    const Quantity q = quantity(text);
    double last = q.low();
    for (int i = 0; i <= 100; ++i) {
      const double x = q.quantile(i / 100.0);
      ASSERT_TRUE(x >= last && x <= q.high()) << text << " at " << i << ": " << x;
      last = x;
    }
    EXPECT_TRUE(std::isfinite(q.quantile(std::nan("")))) << text;
  }
}

}  // namespace
}  // namespace parley
