#include "settle/elimination.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace parley {
namespace {

using Reals = std::vector<double>;

Reals even_cloud(int dims, std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> draw(-1, 1);
  Reals points(count * static_cast<std::size_t>(dims));
  for (double& x : points) x = draw(random);
  return points;
}

bool is_above(const Reals& points, std::size_t a, std::size_t b, std::size_t dims) {
  bool above = false;
  for (std::size_t j = 0; j < dims; ++j) {
    if (points[a * dims + j] < points[b * dims + j]) return false;
    above = above || points[a * dims + j] > points[b * dims + j];
  }
  return above;
}

TEST(Elimination, LeavesOutOnlyWhatAPointThatIsLeftDominates) {
  for (const int dims : {2, 3, 6}) {
    const Reals points = even_cloud(dims, 20'000, 7);
    const std::vector<std::uint32_t> left = eliminate<double>(points, dims);
    ASSERT_TRUE(std::is_sorted(left.begin(), left.end()));
    std::size_t at = 0;
    for (std::uint32_t i = 0; i < 20'000; ++i) {
      if (at < left.size() && left[at] == i) {
        ++at;
        continue;
      }
      EXPECT_TRUE(std::any_of(left.begin(), left.end(), [&](std::uint32_t l) {
        return is_above(points, l, i, static_cast<std::size_t>(dims));
      })) << i;
    }
  }
}

TEST(Elimination, LeavesLittleOfAUniformCloud) {
  EXPECT_LT(eliminate<double>(even_cloud(2, 20'000, 1), 2).size(), 200U);
  EXPECT_LT(eliminate<double>(even_cloud(4, 20'000, 1), 4).size(), 5'000U);
}

TEST(Elimination, LeavesAFrontAsItIs) {
  Reals points;
  for (int i = 0; i < 10'000; ++i) points.insert(points.end(), {static_cast<double>(i), static_cast<double>(-i)});
  EXPECT_EQ(eliminate<double>(points, 2).size(), 10'000U);
}

TEST(Elimination, PutsUpWithACoordinateThatNeverVaries) {
  Reals points = even_cloud(3, 20'000, 3);
  for (std::size_t i = 0; i < points.size(); i += 3) points[i] = 5;
  EXPECT_LT(eliminate<double>(points, 3).size(), 200U);
}

}  // namespace
}  // namespace parley
