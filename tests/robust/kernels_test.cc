#include "robust/kernels.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace parley {
namespace {

// The loop written plainly, one world after the other.
RC_GTEST_PROP(Kernels, CountAndWriteWhatAPlainLoopDoes, ()) {
  const auto worlds = *rc::gen::inRange<std::size_t>(0, 1500);
  const auto rows = *rc::gen::inRange<std::size_t>(0, 5);
  auto column = [&] { return *rc::gen::container<std::vector<std::int32_t>>(worlds, rc::gen::inRange(-1000, 1000)); };
  const std::vector<std::int32_t> dead = column();
  std::vector<std::vector<std::int32_t>> before;
  std::vector<std::vector<std::int32_t>> deficit;
  std::vector<std::vector<std::int32_t>> after(rows, std::vector<std::int32_t>(worlds));
  std::vector<Change<std::int32_t>> counting;
  std::vector<Change<std::int32_t>> writing;
  for (std::size_t r = 0; r < rows; ++r) {
    before.push_back(column());
    deficit.push_back(column());
  }
  for (std::size_t r = 0; r < rows; ++r) {
    counting.push_back({before[r].data(), deficit[r].data(), nullptr});
    writing.push_back({before[r].data(), deficit[r].data(), after[r].data()});
  }
  std::size_t expected = 0;
  std::vector<bool> alive(worlds);
  for (std::size_t s = 0; s < worlds; ++s) {
    bool lives = dead[s] >= 0;
    for (std::size_t r = 0; r < rows; ++r) lives = lives && before[r][s] + deficit[r][s] >= 0;
    alive[s] = lives;
    expected += lives ? 1 : 0;
  }
  RC_ASSERT(apply_changes<std::int32_t>(counting, dead.data(), nullptr, worlds) == expected);
  std::vector<std::int32_t> dead_after(worlds);
  RC_ASSERT(apply_changes<std::int32_t>(writing, dead.data(), dead_after.data(), worlds) == expected);
  for (std::size_t s = 0; s < worlds; ++s) {
    RC_ASSERT((dead_after[s] >= 0) == alive[s]);
    for (std::size_t r = 0; r < rows; ++r) RC_ASSERT(after[r][s] == before[r][s] + deficit[r][s]);
  }
}

}  // namespace
}  // namespace parley
