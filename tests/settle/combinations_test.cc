#include "settle/combinations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>

#include "model/wide.h"

namespace parley {
namespace {

template <class Int>
struct Sums {
  std::vector<std::vector<Int>> columns;
  std::vector<Int> limits;
};

template <class Int>
Sums<Int> random_sums(std::mt19937& draw) {
  Sums<Int> result;
  const std::size_t rows = 1 + draw() % 4;
  result.columns.resize(1 + draw() % 4);
  for (std::vector<Int>& column : result.columns) {
    const std::size_t cells = 1 + draw() % 5;
    for (std::size_t i = 0; i < cells * rows; ++i) column.push_back(static_cast<int>(draw() % 21) - 10);
  }
  for (std::size_t row = 0; row < rows; ++row) result.limits.push_back(static_cast<int>(draw() % 31) - 20);
  return result;
}

/// Every choice of a cell for each column, tried.
template <class Int>
std::vector<std::vector<int>> by_trying_all(const Sums<Int>& sums) {
  const std::size_t rows = sums.limits.size();
  std::vector<std::vector<int>> result;
  std::vector<int> at(sums.columns.size(), 0);
  for (;;) {
    bool enough = true;
    for (std::size_t row = 0; row < rows; ++row) {
      Int sum = 0;
      for (std::size_t c = 0; c < at.size(); ++c) sum += sums.columns[c][static_cast<std::size_t>(at[c]) * rows + row];
      enough = enough && sum >= sums.limits[row];
    }
    if (enough) result.push_back(at);
    std::size_t c = at.size();
    while (c-- > 0 && ++at[c] == static_cast<int>(sums.columns[c].size() / rows)) at[c] = 0;
    if (c == static_cast<std::size_t>(-1)) return result;
  }
}

template <class Int>
void expect_those_of_trying_all() {
  std::mt19937 draw(7);
  for (int round = 0; round < 500; ++round) {
    const Sums<Int> sums = random_sums<Int>(draw);
    auto found = combinations<Int>(sums.columns, sums.limits, {100'000, 1'000});
    ASSERT_TRUE(found) << round;
    std::sort(found->begin(), found->end());
    EXPECT_EQ(*found, by_trying_all(sums)) << round;
  }
}

TEST(Combinations, AreThoseOfTryingAll) {
  expect_those_of_trying_all<std::int64_t>();
  expect_those_of_trying_all<Wide>();
}

const std::vector<std::vector<std::int64_t>> three_of_three(3, {1, 2, 3});

TEST(Combinations, AreNotGivenWhereTheyAreMoreThanAskedFor) {
  const std::vector<std::int64_t> any{0};
  EXPECT_TRUE(combinations<std::int64_t>(three_of_three, any, {1'000, 27}));
  EXPECT_FALSE(combinations<std::int64_t>(three_of_three, any, {1'000, 26}));
}

TEST(Combinations, AreNotGivenWhereTheyTakeMoreSteps) {
  const std::vector<std::int64_t> greatest{9};  // three cells, and of each column the second that falls short
  EXPECT_TRUE(combinations<std::int64_t>(three_of_three, greatest, {6, 10}));
  EXPECT_FALSE(combinations<std::int64_t>(three_of_three, greatest, {5, 10}));
}

}  // namespace
}  // namespace parley
