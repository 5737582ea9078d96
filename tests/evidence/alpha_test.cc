// Krippendorff's alpha against the worked examples of its author: "Computing Krippendorff's Alpha-Reliability"
// (University of Pennsylvania, 2011), sections A, B and C.
#include "evidence/alpha.h"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

namespace parley {
namespace {

// One string a coder, one character a unit; '.' where the coder gave no value.
std::vector<CodedUnit> units_of(const std::vector<std::string_view>& coders) {
  std::vector<CodedUnit> units(coders.front().size());
  for (const auto& coder : coders)
    for (std::size_t u = 0; u < coder.size(); ++u)
      if (coder[u] != '.') units[u].push_back(coder[u] >= 'a' ? coder[u] - 'a' : coder[u] - '0');
  return units;
}

double alpha(const std::vector<std::string_view>& coders, Metric metric) {
  return krippendorff_alpha(units_of(coders), metric).value.value();
}

const std::vector<std::string_view> four_observers = {"123321412...", "1233224125.3", ".3332342251.", "12332441251."};

TEST(Alpha, TwoObserversAndTwoValues) {
  EXPECT_NEAR(alpha({"0100000010", "1110010000"}, Metric::nominal), 0.095, 5e-4);
}

TEST(Alpha, TwoObserversAndNominalValues) {
  EXPECT_NEAR(alpha({"aabbdcccedda",
                     "babbbcccedd"
                     "d"},
                    Metric::nominal),
              0.692, 5e-4);
}

TEST(Alpha, FourObserversWithMissingValues) {
  EXPECT_NEAR(alpha(four_observers, Metric::nominal), 0.743, 5e-4);
  EXPECT_NEAR(alpha(four_observers, Metric::ordinal), 0.815, 5e-4);
}

TEST(Alpha, UnitsWithOneValueCountNothing) {
  const Alpha a = krippendorff_alpha(units_of(four_observers), Metric::nominal);
  EXPECT_EQ(a.units, 11u);
  EXPECT_EQ(a.values, 40u);
}

TEST(Alpha, OfTwoValuesTheOrderSaysNothing) {
  const std::vector<std::string_view> two = {"0100000010", "1110010000"};
  EXPECT_DOUBLE_EQ(alpha(two, Metric::nominal), alpha(two, Metric::ordinal));
}

TEST(Alpha, DoesNotHangOnTheOrderOfCodersOrUnits) {
  EXPECT_DOUBLE_EQ(alpha({four_observers[2], four_observers[0], four_observers[3], four_observers[1]}, Metric::ordinal),
                   alpha(four_observers, Metric::ordinal));
}

TEST(Alpha, IsNothingWhereNothingVaries) {
  EXPECT_FALSE(krippendorff_alpha(units_of({"aaa", "aaa"}), Metric::nominal).value);
  EXPECT_FALSE(krippendorff_alpha({}, Metric::nominal).value);
  EXPECT_EQ(krippendorff_alpha(units_of({"aaa", "aaa"}), Metric::nominal).agreement, 1.0);
}

TEST(Alpha, ItsIntervalHoldsItAndIsTheSameForASeed) {
  const auto units = units_of(four_observers);
  const Alpha a = krippendorff_alpha(units, Metric::nominal, 1000, 7),
              b = krippendorff_alpha(units, Metric::nominal, 1000, 7);
  EXPECT_LT(a.low, *a.value);
  EXPECT_GT(a.high, *a.value);
  EXPECT_GE(a.low, -1);
  EXPECT_LE(a.high, 1);
  EXPECT_EQ(a.low, b.low);
  EXPECT_EQ(a.high, b.high);
}

}  // namespace
}  // namespace parley
