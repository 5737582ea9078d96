#include "settle/nondominated.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <random>

namespace parley {
namespace {

using Points = std::vector<std::int32_t>;

bool at_least(const Points& points, std::size_t a, std::size_t b, int dims) {
  for (int j = 0; j < dims; ++j)
    if (points[a * dims + j] < points[b * dims + j]) return false;
  return true;
}

/// The definition, point by point.
Nondominated naive(const Points& points, int dims) {
  Nondominated result;
  const std::size_t n = points.size() / dims;
  for (std::size_t i = 0; i < n; ++i) {
    bool beaten = false;
    std::size_t first = i;
    for (std::size_t k = 0; k < n && !beaten; ++k) {
      if (!at_least(points, k, i, dims)) continue;
      if (!at_least(points, i, k, dims))
        beaten = true;
      else
        first = std::min(first, k);
    }
    if (beaten) continue;
    if (first == i) {
      result.kept.push_back(static_cast<std::uint32_t>(i));
    } else {
      const auto place = std::find(result.kept.begin(), result.kept.end(), first) - result.kept.begin();
      result.equal.emplace_back(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(place));
    }
  }
  return result;
}

RC_GTEST_PROP(Nondominated, AgreesWithTheDefinitionInEveryNumberOfCoordinates, ()) {
  const int dims = *rc::gen::inRange(1, 15);
  const int spread = *rc::gen::element(2, 5, 40, 100000);
  const int count = *rc::gen::inRange(0, 700);
  Points points;
  for (int k = 0; k < count * dims; ++k) points.push_back(*rc::gen::inRange(-spread, spread));
  const Nondominated found = nondominated(points, dims);
  const Nondominated expected = naive(points, dims);
  RC_ASSERT(found.kept == expected.kept);
  RC_ASSERT(found.equal == expected.equal);
}

RC_GTEST_PROP(Nondominated, KeepsEveryPointOfAFront, ()) {
  const int dims = *rc::gen::inRange(2, 7);
  Points points;
  for (int k = 0; k < 600; ++k) {
    int left = 1000;
    for (int j = 0; j + 1 < dims; ++j) {
      const int part = *rc::gen::inRange(0, left + 1);
      points.push_back(part);
      left -= part;
    }
    points.push_back(left);
  }
  const Nondominated found = nondominated(points, dims);
  RC_ASSERT(found.kept.size() + found.equal.size() == 600U);
}

/// A cloud large enough for the sieve and for thinning the tree out, with ties in every coordinate and equal points.
Points whole_cloud(int dims, int count, int spread, unsigned seed) {
  std::mt19937 random(seed);
  Points points;
  for (int k = 0; k < count * dims; ++k) points.push_back(static_cast<std::int32_t>(random() % spread));
  return points;
}

TEST(Nondominated, AgreesWithTheDefinitionOnLargeCloudsAndFronts) {
  for (const int dims : {2, 3, 4, 6}) {
    Points points = whole_cloud(dims, 4800, dims < 4 ? 400 : 30, static_cast<unsigned>(dims));
    for (const bool front : {false, true}) {
      if (front)  // the last coordinate falls as the others grow; past three so that no point dominates another
        for (std::size_t i = 0; i < points.size(); i += static_cast<std::size_t>(dims)) {
          int sum = 0;
          for (int j = 0; j + 1 < dims; ++j) sum += points[i + static_cast<std::size_t>(j)];
          std::int32_t& last = points[i + static_cast<std::size_t>(dims) - 1];
          last = (dims < 4 ? last % 3 : 0) - sum;
        }
      const Nondominated found = nondominated(points, dims);
      const Nondominated expected = naive(points, dims);
      EXPECT_EQ(found.kept, expected.kept) << dims;
      EXPECT_EQ(found.equal, expected.equal) << dims;
    }
  }
}

TEST(Nondominated, IsTheSameForEveryKindOfNumber) {
  const Points points = whole_cloud(4, 5000, 50, 1);
  const Nondominated found = nondominated(points, 4);
  std::vector<double> reals;
  std::vector<Wide> wide;
  for (const std::int32_t x : points) {
    reals.push_back((x - 25) / 8.0);
    wide.push_back(static_cast<Wide>(x - 25) << 70);
  }
  EXPECT_EQ(nondominated(reals, 4).kept, found.kept);
  EXPECT_EQ(nondominated(reals, 4).equal, found.equal);
  EXPECT_EQ(nondominated(wide, 4).kept, found.kept);
  EXPECT_EQ(nondominated(wide, 4).equal, found.equal);
}

TEST(Nondominated, TakesTheLowestNumbersThereAre) {
  constexpr std::int32_t low = std::numeric_limits<std::int32_t>::min();
  for (int dims = 1; dims <= 6; ++dims) {
    const Points points(static_cast<std::size_t>(dims) * 3, low);
    const Nondominated found = nondominated(points, dims);
    EXPECT_EQ(found.kept, std::vector<std::uint32_t>{0}) << dims;
    EXPECT_EQ(found.equal.size(), 2U) << dims;
  }
}

TEST(Nondominated, RanksKeepOrderAndEquality) {
  const std::vector<double> points{0.5, 3, -1, 3, 0.5, 7};
  EXPECT_EQ(ranks<double>(points, 2), (std::vector<std::int32_t>{1, 0, 0, 0, 1, 1}));
  EXPECT_EQ(ranks<double>(std::vector<double>{0.0, -0.0, -2, 1e300, -1e300}, 1),
            (std::vector<std::int32_t>{2, 2, 1, 3, 0}));
}

}  // namespace
}  // namespace parley
