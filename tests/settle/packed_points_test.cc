#include "settle/packed_points.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace parley {
namespace {

/// Two to five points of some coordinates, each in a range of its own length.
std::vector<std::int32_t> points_of(std::size_t dims) {
  std::vector<std::int32_t> points(dims * static_cast<std::size_t>(*rc::gen::inRange(2, 6)));
  for (std::size_t j = 0; j < dims; ++j) {
    const int length = 1 << *rc::gen::inRange(0, 12);
    const int low = *rc::gen::inRange(-1000, 1000);
    for (std::size_t at = j; at < points.size(); at += dims) points[at] = *rc::gen::inRange(low, low + length);
  }
  return points;
}

template <int Words>
void agrees(const std::vector<std::int32_t>& points, std::size_t dims, const Packing& packing) {
  const auto guards = packing.guards<Words>();
  for (std::size_t a = 0; a < points.size(); a += dims)
    for (std::size_t b = 0; b < points.size(); b += dims) {
      auto left = packing.pack<Words>(&points[a]);
      for (int w = 0; w < Words; ++w) left[w] |= guards[w];
      bool expected = true;
      for (std::size_t j = 0; j < dims; ++j) expected = expected && points[a + j] >= points[b + j];
      RC_ASSERT(is_at_least<Words>(left, packing.pack<Words>(&points[b]), guards) == expected);
    }
}

RC_GTEST_PROP(PackedPoints, CompareAsTheirCoordinatesDo, ()) {
  const auto dims = static_cast<std::size_t>(*rc::gen::inRange(1, 9));
  const auto points = points_of(dims);
  const Packing packing(points, dims, 0);
  if (packing.words() == 1) agrees<1>(points, dims, packing);
  if (packing.words() <= 2) agrees<2>(points, dims, packing);
}

RC_GTEST_PROP(PackedPoints, GiveBackWhatWasPacked, ()) {
  const auto dims = static_cast<std::size_t>(*rc::gen::inRange(2, 9));
  const auto points = points_of(dims);
  const Packing packing(points, dims, 1);
  RC_PRE(packing.words() <= 2);
  for (std::size_t a = 0; a < points.size(); a += dims) {
    const auto packed = packing.pack<2>(&points[a + 1]);
    for (std::size_t j = 0; j + 1 < dims; ++j) RC_ASSERT(packing.value<2>(packed, j) == points[a + 1 + j]);
  }
}

TEST(PackedPoints, AWordOfZerosIsAtLeastNoPoint) {
  const std::vector<std::int32_t> points{5, 5, 5, 9, 9, 9};
  const Packing packing(points, 3, 0);
  const auto guards = packing.guards<1>();
  EXPECT_FALSE(is_at_least<1>(guards, packing.pack<1>(points.data()), guards));
}

TEST(PackedPoints, HoldTheWidestRangeThereIs) {
  const std::int32_t low = std::numeric_limits<std::int32_t>::min();
  const std::int32_t high = std::numeric_limits<std::int32_t>::max();
  const std::vector<std::int32_t> points{low, high, high, low};
  const Packing packing(points, 2, 0);
  ASSERT_EQ(packing.words(), 2U);
  const auto packed = packing.pack<2>(points.data());
  EXPECT_EQ(packing.value<2>(packed, 0), low);
  EXPECT_EQ(packing.value<2>(packed, 1), high);
}

}  // namespace
}  // namespace parley
