#include "core/crew.h"

#include <gtest/gtest.h>

#include "core/crew_of_threads.h"

namespace parley {
namespace {

TEST(Crew, SharesOutAListWithoutGapOrOverlap) {
  for (const std::size_t size : {1U, 2U, 3U, 7U})
    for (const std::size_t count : {0U, 1U, 2U, 6U, 7U, 8U, 1000U}) {
      std::size_t next = 0;
      for (std::size_t rank = 0; rank < size; ++rank) {
        Crew crew;
        crew.rank = rank;
        crew.size = size;
        const Slice slice = crew.slice(count);
        EXPECT_EQ(slice.first, next);
        EXPECT_LE(slice.count, count / size + 1);
        next += slice.count;
      }
      EXPECT_EQ(next, count);
    }
}

TEST(Crew, OfOneHasNothingToAddUp) {
  const Crew crew;
  std::vector<char> marks{1, 0, 1};
  crew.join(marks);
  EXPECT_EQ(crew.sum(3), 3U);
  EXPECT_EQ(crew.list(4), std::vector<std::uint64_t>{4});
  EXPECT_EQ(marks, (std::vector<char>{1, 0, 1}));
}

TEST(Crew, ComesToTheSameNumbersOnEveryMember) {
  run_crew(3, [](const Crew& crew) {
    EXPECT_EQ(crew.sum(crew.rank + 1), 6U);
    EXPECT_EQ(crew.list(10 * crew.rank), (std::vector<std::uint64_t>{0, 10, 20}));
    std::vector<std::uint64_t> largest{crew.rank, 5 - crew.rank};
    crew.max(largest);
    EXPECT_EQ(largest, (std::vector<std::uint64_t>{2, 5}));
    std::vector<char> marks(200, 0);
    std::vector<char> all = marks;
    for (std::size_t k = 0; k < marks.size(); ++k) {
      all[k] = k * 7 % 5 < 2 ? 1 : 0;
      if (k % crew.size == crew.rank) marks[k] = all[k];
    }
    crew.join(marks);
    EXPECT_EQ(marks, all);
  });
}

TEST(Crew, EndsTogetherWhenAMemberFails) {
  EXPECT_THROW(run_crew(3,
                        [](const Crew& crew) {
                          if (crew.rank == 1) throw std::runtime_error("out of memory");
                          for (int k = 0; k < 5; ++k) static_cast<void>(crew.sum(1));
                        }),
               std::runtime_error);
}

}  // namespace
}  // namespace parley
