#include "core/sobol_sequence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <vector>

#include "core/random.h"

namespace parley {
namespace {

// The first points of three coordinates in the order of the Gray code, as Joe and Kuo print them beside their direction
// numbers (SIAM Journal on Scientific Computing 30, 2008).
TEST(Sobol, ThePointsAreThoseOfJoeAndKuo) {
  const std::vector<std::array<double, 3>> published = {{0, 0, 0},          {.5, .5, .5},       {.75, .25, .25},
                                                        {.25, .75, .75},    {.375, .375, .625}, {.875, .875, .125},
                                                        {.625, .125, .875}, {.125, .625, .375}};
  for (std::uint64_t n = 0; n < published.size(); ++n)
    for (std::size_t d = 0; d < 3; ++d)
      EXPECT_EQ(sobol_point(n ^ (n >> 1), d) * 0x1p-32, published[n][d]) << n << ' ' << d;
}

TEST(Sobol, EachCoordinateHasOnePointInEachSliceAfterScrambling) {
  constexpr std::uint64_t n = 1024;
  for (const std::size_t dimension : {0U, 1U, 2U, 77U, 3666U}) {
    std::set<std::uint64_t> slices;
    for (std::uint64_t i = 0; i < n; ++i) slices.insert(owen_scramble(sobol_point(i, dimension), 99) >> (53 - 10));
    EXPECT_EQ(slices.size(), n) << dimension;
  }
}

// The first two coordinates are a (0, 2)-sequence in base 2 (Sobol 1967), which scrambling keeps (Owen 1995): of the
// first 2^8 points each box of area 2^-8 whose sides are powers of a half holds exactly one.
TEST(Sobol, ScrambledPairsFillEveryElementaryBox) {
  for (unsigned across = 0; across <= 8; ++across) {
    std::set<std::pair<std::uint64_t, std::uint64_t>> boxes;
    for (std::uint64_t i = 0; i < 256; ++i)
      boxes.insert({owen_scramble(sobol_point(i, 0), 5) >> (53 - across),
                    owen_scramble(sobol_point(i, 1), 6) >> (53 - (8 - across))});
    EXPECT_EQ(boxes.size(), 256U) << across;
  }
}

TEST(Sobol, AShuffleKeepsAlignedBlocksTogether) {
  for (const std::uint32_t size : {1U, 2U, 64U, 1024U}) {
    std::set<std::uint32_t> images;
    for (std::uint32_t i = 5 * size; i < 6 * size; ++i) images.insert(owen_shuffle(i, 42));
    EXPECT_EQ(images.size(), size);
    EXPECT_EQ(*images.begin() / size, *images.rbegin() / size);
  }
  EXPECT_NE(owen_shuffle(0, 1), owen_shuffle(0, 2));
}

TEST(Sobol, OnePointIsUniformOverTheKeys) {
  // 16 slices, 16,000 keys: the sum of squares over the expectation is chi-square with 15 degrees of freedom, whose
  // 99.99 % point is 44.26.
  std::array<int, 16> count{};
  for (std::uint64_t key = 0; key < 16000; ++key) ++count[owen_scramble(sobol_point(3, 7), mix(key)) >> 49];
  double chi = 0;
  for (const int k : count) chi += (k - 1000.0) * (k - 1000.0) / 1000.0;
  EXPECT_LT(chi, 44.26);
}

StreamKey placed(std::uint64_t seed, const char* scope, const char* name, std::size_t dimension, std::uint64_t block) {
  const Seed sobol(seed, Sequence::sobol, block);
  StreamKey key = stream_key(sobol, {name});
  place(key, stream_key(sobol, {scope}), sobol, dimension);
  return key;
}

TEST(Sobol, AKeyWithoutAPlaceAndLanesPastItStayRandom) {
  const StreamKey random = stream_key(3, {"x"});
  StreamKey same = random;
  place(same, stream_key(3, {"s"}), Seed(3), 0);
  EXPECT_EQ(uniform(same, 8), uniform(random, 8));
  place(same, stream_key(3, {"s"}), Seed(3, Sequence::sobol), sobol_dimensions);
  EXPECT_EQ(uniform(same, 8), uniform(random, 8));
  place(same, stream_key(3, {"s"}), Seed(3, Sequence::sobol), 4);
  EXPECT_NE(uniform(same, 8, 0), uniform(random, 8, 0));
  EXPECT_EQ(uniform(same, 8, 1), uniform(random, 8, 1));
}

// What the sequence is for: the mean of a smooth function of five coordinates of one scope over 1024 points, whose
// variance over scramblings is far below that of independent points; and its mean is not biased.
TEST(Sobol, AveragesOfSmoothFunctionsVaryFarLess) {
  constexpr int seeds = 64;
  constexpr std::uint64_t n = 1024;
  double squares = 0;
  double sum = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    std::vector<StreamKey> keys;
    for (std::size_t d = 0; d < 5; ++d)
      keys.push_back(placed(seed, "scope", std::array{"a", "b", "c", "d", "e"}[d], d, n));
    double mean = 0;
    for (std::uint64_t i = 0; i < n; ++i) {
      double product = 1;
      for (const StreamKey& key : keys) product *= 0.5 + uniform(key, i);
      mean += product / n;
    }
    sum += mean - 1;
    squares += (mean - 1) * (mean - 1);
  }
  const double random_variance = (std::pow(13.0 / 12, 5) - 1) / n;  // of (1/2 + u): mean 1, second moment 13/12
  EXPECT_LT(squares / seeds, random_variance / 20);
  EXPECT_NEAR(sum / seeds, 0, 4.5 * std::sqrt(squares) / seeds);
}

// Blocks are scrambled anew: the errors of two neighbouring blocks do not hang together, as those of two halves of one
// sequence do.
TEST(Sobol, ErrorsOfTwoBlocksAreNotCorrelated) {
  constexpr int seeds = 400;
  constexpr std::uint64_t n = 96;
  double both = 0;
  double one = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const StreamKey key = placed(seed, "scope", "x", 3, n);
    double first = 0;
    double second = 0;
    for (std::uint64_t i = 0; i < n; ++i) {
      first += uniform(key, i) < 0.3 ? 0.7 : -0.3;
      second += uniform(key, n + i) < 0.3 ? 0.7 : -0.3;
    }
    both += first * second;
    one += (first * first + second * second) / 2;
  }
  EXPECT_NEAR(both / one, 0, 4.5 / std::sqrt(seeds));
}

}  // namespace
}  // namespace parley
