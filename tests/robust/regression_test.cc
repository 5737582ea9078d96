#include "robust/regression.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/random.h"

namespace parley {
namespace {

TEST(Expectation, OfADiscreteUnknownIsTheShareUnderEachOfItsValues) {
  Observed observed;
  observed.discrete = true;
  observed.values = {0, 0, 0, 0, 2, 2, 5};
  const std::vector<char> valid(7, 1);
  const Expectation expectation(observed, valid, {{1, 0, 0, 0, 1, 1, 0}, {0, 0, 1, 1, 0, 0, 1}});
  const auto at = [&](float value) {
    std::vector<double> expected(2);
    expectation.at({&value, 1}, expected);
    return expected;
  };
  EXPECT_NEAR(at(0)[0], 0.25, 1e-5);
  EXPECT_NEAR(at(0)[1], 0.5, 1e-5);
  EXPECT_NEAR(at(2)[0], 1, 1e-5);
  EXPECT_NEAR(at(5)[1], 1, 1e-5);
  const float two = 2;
  EXPECT_EQ(expectation.best({&two, 1}), 0U);
}

TEST(Expectation, LeavesOutWorldsThatDoNotCount) {
  Observed observed;
  observed.discrete = true;
  observed.values = {0, 0, 0, 0};
  const Expectation expectation(observed, std::vector<char>{1, 0, 0, 1}, {{1, 0, 0, 0}});
  std::vector<double> expected(1);
  const float zero = 0;
  expectation.at({&zero, 1}, expected);
  EXPECT_NEAR(expected[0], 0.5, 1e-5);
}

TEST(Expectation, OfANumberFollowsACurve) {
  // The chance of a yes is z squared.
  const std::size_t worlds = 100'000;
  Observed observed;
  std::vector<char> yes(worlds);
  const StreamKey z = stream_key(1, {"z"}), chance = stream_key(1, {"chance"});
  for (std::size_t s = 0; s < worlds; ++s) {
    observed.values.push_back(static_cast<float>(uniform(z, s)));
    yes[s] = uniform(chance, s) < std::pow(uniform(z, s), 2) ? 1 : 0;
  }
  const Expectation expectation(observed, std::vector<char>(worlds, 1), {yes});
  for (const float at : {0.05F, 0.3F, 0.5F, 0.77F, 0.95F}) {
    std::vector<double> expected(1);
    expectation.at({&at, 1}, expected);
    EXPECT_NEAR(expected[0], at * at, 0.02) << at;
  }
}

TEST(Expectation, OfSeveralNumbersAddsACurveForEach) {
  // The chance of a yes is half of the sum of the first and of one less the third; the second says nothing.
  const std::size_t worlds = 100'000;
  Observed observed;
  observed.width = 3;
  std::vector<char> yes(worlds);
  const StreamKey key = stream_key(1, {"z"}), chance = stream_key(1, {"chance"});
  for (std::size_t s = 0; s < worlds; ++s) {
    for (std::uint32_t d = 0; d < 3; ++d) observed.values.push_back(static_cast<float>(uniform(key, s, d)));
    const auto numbers = observed.at(s);
    yes[s] = uniform(chance, s) < (numbers[0] + 1 - numbers[2]) / 2 ? 1 : 0;
  }
  const Expectation expectation(observed, std::vector<char>(worlds, 1), {yes});
  for (const std::vector<float>& at : {std::vector<float>{0.1F, 0.9F, 0.9F}, {0.8F, 0.1F, 0.2F}}) {
    std::vector<double> expected(1);
    expectation.at(at, expected);
    EXPECT_NEAR(expected[0], (at[0] + 1 - at[2]) / 2, 0.02);
  }
}

}  // namespace
}  // namespace parley
