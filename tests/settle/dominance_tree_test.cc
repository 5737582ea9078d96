#include "settle/dominance_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace parley {
namespace {

/// Points of three coordinates from 0 to `most`.
std::vector<std::int32_t> cloud(std::size_t n, int most, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> number(0, most);
  std::vector<std::int32_t> points(3 * n);
  std::generate(points.begin(), points.end(), [&] { return number(random); });
  return points;
}

bool covered(const std::vector<std::int32_t>& points, std::size_t first, const std::int32_t* q) {
  for (std::size_t at = 0; at < first * 3; at += 3)
    if (points[at] >= q[0] && points[at + 1] >= q[1] && points[at + 2] >= q[2]) return true;
  return false;
}

/// Asks the tree before and after each point is put in, and compares with going through the points.
template <int Words>
void follow(const std::vector<std::int32_t>& points) {
  const Packing packing(points, 3, 0);
  DominanceTree<Words> tree(packing);
  for (std::size_t i = 0; i * 3 < points.size(); ++i) {
    const std::int32_t* q = &points[points.size() - 3 - i * 3];
    ASSERT_EQ(tree.covers(packing.pack<Words>(q)), covered(points, i, q)) << i;
    tree.insert(packing.pack<Words>(&points[i * 3]));
    ASSERT_TRUE(tree.covers(packing.pack<Words>(&points[i * 3])));
  }
  EXPECT_EQ(tree.size(), points.size() / 3);
}

TEST(DominanceTree, AnswersAsGoingThroughItsPointsDoes) { follow<1>(cloud(3000, 1000, 1)); }

TEST(DominanceTree, AnswersTheSameInTwoWords) { follow<2>(cloud(1000, 1000, 2)); }

TEST(DominanceTree, HoldsManyPointsThatNoCutCanTellApart) { follow<1>(cloud(3000, 1, 3)); }

TEST(DominanceTree, BuiltAnewOfSomePointsItHoldsThoseAlone) {
  const auto points = cloud(2000, 300, 4);
  const Packing packing(points, 3, 0);
  DominanceTree<1> tree(packing);
  std::vector<PackedPoint<1>> half;
  for (std::size_t i = 0; i < 1000; ++i) half.push_back(packing.pack<1>(&points[i * 3]));
  tree.rebuild(half);
  EXPECT_EQ(tree.size(), half.size());
  auto held = tree.points();
  std::sort(held.begin(), held.end());
  std::sort(half.begin(), half.end());
  EXPECT_EQ(held, half);
  for (std::size_t i = 1000; i < 2000; ++i)
    EXPECT_EQ(tree.covers(packing.pack<1>(&points[i * 3])), covered(points, 1000, &points[i * 3]));
}

}  // namespace
}  // namespace parley
