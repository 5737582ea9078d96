#include "core/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace parley {
namespace {

TEST(Random, TheSameKeyAndCounterGiveTheSameDraw) {
  const StreamKey key = stream_key(7, {"levels", "usa"});
  EXPECT_EQ(uniform(key, 12), uniform(stream_key(7, {"levels", "usa"}), 12));
  EXPECT_NE(uniform(key, 12), uniform(key, 13));
  EXPECT_NE(uniform(key, 12), uniform(key, 12, 1));
}

TEST(Random, WordsOfAKeyAreKeptApart) {
  std::set<std::uint64_t> keys{stream_key(1, {"ab", "c"}).value, stream_key(1, {"a", "bc"}).value,
                               stream_key(1, {"abc"}).value, stream_key(1, {"abc", ""}).value,
                               stream_key(2, {"abc"}).value};
  EXPECT_EQ(keys.size(), 5U);
}

// Known answer of Random123's own test file kat_vectors: philox4x32 10, counter and key 0.
TEST(Random, TheGeneratorIsPhilox4x32With10Rounds) {
  const auto bits = random_bits(StreamKey{0}, 0, 0);

  EXPECT_EQ(bits[0], 0xe169c58d'6627e8d5U);
  EXPECT_EQ(bits[1], 0x9b00dbd8'bc57ac4cU);
}

TEST(Random, UniformsFillTheOpenUnitInterval) {
  const StreamKey key = stream_key(1, {"test"});
  double sum = 0;
  double squares = 0;
  const int n = 100000;
  for (int i = 0; i < n; ++i) {
    const double u = uniform(key, static_cast<std::uint64_t>(i));
    ASSERT_GT(u, 0);
    ASSERT_LT(u, 1);
    sum += u;
    squares += u * u;
  }
  const double mean = sum / n;
  EXPECT_NEAR(mean, 0.5, 4.5 * std::sqrt(1.0 / 12 / n));
  EXPECT_NEAR(squares / n, 1.0 / 3, 4.5 * std::sqrt(4.0 / 45 / n));
}

}  // namespace
}  // namespace parley
