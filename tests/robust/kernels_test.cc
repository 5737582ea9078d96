#include "robust/kernels.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace parley {
namespace {

using Column = std::vector<Small>;

Column column(std::size_t worlds, Small low, Small high) {
  return *rc::gen::container<Column>(worlds, rc::gen::inRange(low, high));
}

std::size_t some_worlds() { return *rc::gen::inRange<std::size_t>(0, 150) * vector_worlds; }

std::vector<const Small*> pointers(const std::vector<Column>& columns) {
  std::vector<const Small*> result;
  for (const Column& c : columns) result.push_back(c.data());
  return result;
}

// Each loop as it stands in the header's words, one world after the other; and both ways to run it.
RC_GTEST_PROP(Kernels, CountTheWorldsThatEachOptionLeavesAlive, ()) {
  const std::size_t worlds = some_worlds();
  const auto options = *rc::gen::inRange<std::size_t>(1, 5);
  const auto row_count = *rc::gen::inRange<std::size_t>(0, 4);
  const auto needed = *rc::gen::inRange<std::size_t>(0, 2 * worlds + 1);
  const Column dead = column(worlds, -1, 3);
  std::vector<Column> slack;
  std::vector<std::vector<Column>> deficit(row_count);
  std::vector<OptionRow> rows(row_count);
  for (std::size_t r = 0; r < row_count; ++r) slack.push_back(column(worlds, -5, small_limit));
  for (std::size_t r = 0; r < row_count; ++r) {
    for (std::size_t o = 0; o < options; ++o) deficit[r].push_back(column(worlds, -small_limit - 1, 1));
    rows[r].slack = slack[r].data();
    for (std::size_t o = 0; o < options; ++o) rows[r].deficit[o] = deficit[r][o].data();
  }
  const bool with_dead = *rc::gen::arbitrary<bool>();
  std::vector<std::size_t> expected(options, 0);
  for (std::size_t o = 0; o < options; ++o)
    for (std::size_t s = 0; s < worlds; ++s) {
      bool alive = !with_dead || dead[s] >= 0;
      for (std::size_t r = 0; r < row_count; ++r) alive = alive && slack[r][s] + deficit[r][o][s] >= 0;
      expected[o] += alive ? 1 : 0;
    }
  std::vector<std::size_t> fast(4, 0);
  std::vector<std::size_t> plain(4, 0);
  count_options(rows, with_dead ? dead.data() : nullptr, worlds, options, needed, fast.data());
  portable::count_options(rows, with_dead ? dead.data() : nullptr, worlds, options, needed, plain.data());
  RC_ASSERT(fast == plain);
  const bool some = std::any_of(expected.begin(), expected.end(), [&](std::size_t e) { return e >= needed; });
  for (std::size_t o = 0; o < options; ++o) RC_ASSERT((some ? fast[o] == expected[o] : fast[o] < needed));
}

RC_GTEST_PROP(Kernels, KeepTheWorldsThatAreMarkedInTheirOrder, ()) {
  const std::size_t worlds = some_worlds();
  const Column from = column(worlds, -small_limit - 1, small_limit);
  const auto living = *rc::gen::container<std::vector<std::uint8_t>>(worlds / 8, rc::gen::arbitrary<std::uint8_t>());
  Column expected;
  for (std::size_t s = 0; s < worlds; ++s)
    if ((living[s / 8] >> s % 8 & 1) != 0) expected.push_back(from[s]);
  for (const bool fast : {true, false})
    for (const bool in_place : {true, false}) {
      const auto spare = *rc::gen::inRange<std::size_t>(0, 20);
      Column to = in_place ? from : Column(expected.size() + spare);
      const std::size_t room = std::min(to.size(), expected.size() + spare);
      const Column behind(to.begin() + static_cast<std::ptrdiff_t>(room), to.end());
      (fast ? keep_worlds : portable::keep_worlds)(in_place ? to.data() : from.data(), living, to.data(), room);
      RC_ASSERT(std::equal(expected.begin(), expected.end(), to.begin()));
      RC_ASSERT(std::equal(behind.begin(), behind.end(), to.begin() + static_cast<std::ptrdiff_t>(room)));
    }
}

RC_GTEST_PROP(Kernels, SettleTheMaximumOfAFactor, ()) {
  const std::size_t worlds = some_worlds();
  const auto cells = *rc::gen::inRange<std::size_t>(1, 6);
  std::vector<Column> columns;
  for (std::size_t c = 0; c < cells; ++c) columns.push_back(column(worlds, -small_limit - 1, 1));
  const Column slack = column(worlds, -small_limit, small_limit);
  for (const bool fast : {true, false}) {
    std::vector<Column> after(cells > 1 ? cells : 0, Column(worlds));
    std::vector<Small*> to;
    for (Column& a : after) to.push_back(a.data());
    Column left = slack;
    const auto from = pointers(columns);
    if (fast)
      settle_maximum(from, to, left.data(), worlds);
    else
      portable::settle_maximum(from, to, left.data(), worlds);
    for (std::size_t s = 0; s < worlds; ++s) {
      int most = -small_limit - 1;
      for (const Column& c : columns) most = std::max<int>(most, c[s]);
      RC_ASSERT(left[s] == std::max(slack[s] + most, -small_limit));
      for (std::size_t c = 0; c < after.size(); ++c) RC_ASSERT(after[c][s] == columns[c][s] - most);
    }
  }
}

RC_GTEST_PROP(Kernels, CountNearWorldsInPart, ()) {
  const std::size_t worlds = some_worlds();
  const auto row_count = *rc::gen::inRange<std::size_t>(1, 5);
  const auto reach = static_cast<Small>(*rc::gen::inRange(1, small_limit / 2));
  std::vector<Column> rows;
  for (std::size_t r = 0; r < row_count; ++r) rows.push_back(column(worlds, -small_limit, small_limit));
  std::uint64_t expected = 0;
  for (std::size_t s = 0; s < worlds; ++s) {
    int smallest = reach;
    for (const Column& row : rows) smallest = std::min<int>(smallest, row[s]);
    expected += static_cast<std::uint64_t>(std::max<int>(smallest, -reach) + reach);
  }
  RC_ASSERT(near_count(pointers(rows), reach, worlds) == expected);
  RC_ASSERT(portable::near_count(pointers(rows), reach, worlds) == expected);
}

}  // namespace
}  // namespace parley
