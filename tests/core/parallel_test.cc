#include "core/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace parley {
namespace {

TEST(Parallel, EveryNumberIsVisitedOnceAtAnyNumberOfThreads) {
  for (std::size_t threads : {1U, 2U, 5U}) {
    std::vector<std::atomic<int>> seen(1001);
    parallel_for(seen.size(), 37, threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) ++seen[i];
    });
    for (const auto& count : seen) EXPECT_EQ(count.load(), 1);
  }
}

TEST(Parallel, AnExceptionOfABodyReachesTheCaller) {
  EXPECT_THROW(parallel_for(100, 1, 3,
                            [](std::size_t begin, std::size_t) {
                              if (begin == 50) throw std::runtime_error("here");
                            }),
               std::runtime_error);
}

TEST(Parallel, AnEmptyRangeCallsNothing) {
  parallel_for(0, 8, 2, [](std::size_t, std::size_t) { FAIL(); });
}

}  // namespace
}  // namespace parley
