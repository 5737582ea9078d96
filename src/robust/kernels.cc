#include "robust/kernels.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace parley {

namespace {

constexpr std::size_t kernel_block = 2048;  // worlds between two looks at whether the rest can still matter

using Vector = Small __attribute__((vector_size(vector_worlds * sizeof(Small))));

[[gnu::always_inline]] inline void load(const Small* from, Vector& to) { std::memcpy(&to, from, sizeof to); }

template <std::size_t Options>
[[gnu::always_inline]] inline void count_block(std::span<const OptionRow> rows, const Small* dead, std::size_t begin,
                                               std::size_t end, std::size_t* alive) {
  Vector count[Options] = {};
  for (std::size_t s = begin; s < end; s += vector_worlds) {
    Vector signs[Options] = {};
    if (dead != nullptr) {
      load(dead + s, signs[0]);
      for (std::size_t o = 1; o < Options; ++o) signs[o] = signs[0];
    }
    for (const OptionRow& row : rows) {
      Vector slack;
      load(row.slack + s, slack);
      for (std::size_t o = 0; o < Options; ++o) {
        Vector deficit;
        load(row.deficit[o] + s, deficit);
        signs[o] |= slack + deficit;
      }
    }
    for (std::size_t o = 0; o < Options; ++o) count[o] -= signs[o] >= 0;
  }
  for (std::size_t o = 0; o < Options; ++o)
    for (std::size_t k = 0; k < vector_worlds; ++k) alive[o] += static_cast<std::size_t>(count[o][k]);
}

template <std::size_t Options>
[[gnu::always_inline]] inline void count_all(std::span<const OptionRow> rows, const Small* dead, std::size_t worlds,
                                             std::size_t needed, std::size_t* alive) {
  std::fill(alive, alive + Options, std::size_t{0});
  for (std::size_t begin = 0; begin < worlds; begin += kernel_block) {
    if (*std::max_element(alive, alive + Options) + (worlds - begin) < needed) return;
    count_block<Options>(rows, dead, begin, std::min(worlds, begin + kernel_block), alive);
  }
}

[[gnu::always_inline]] inline void count_any(std::span<const OptionRow> rows, const Small* dead, std::size_t worlds,
                                             std::size_t options, std::size_t needed, std::size_t* alive) {
  switch (options) {
    case 1:
      return count_all<1>(rows, dead, worlds, needed, alive);
    case 2:
      return count_all<2>(rows, dead, worlds, needed, alive);
    case 3:
      return count_all<3>(rows, dead, worlds, needed, alive);
    default:
      return count_all<4>(rows, dead, worlds, needed, alive);
  }
}

[[gnu::always_inline]] inline void larger(const Vector& a, Vector& b) { b = a > b ? a : b; }

[[gnu::always_inline]] inline void settle(std::span<const Small* const> columns, std::span<Small* const> after,
                                          Small* slack, std::size_t worlds) {
  const Vector floor = Vector{} - small_limit;
  for (std::size_t s = 0; s < worlds; s += vector_worlds) {
    Vector most;
    load(columns[0] + s, most);
    for (std::size_t k = 1; k < columns.size(); ++k) {
      Vector column;
      load(columns[k] + s, column);
      larger(column, most);
    }
    for (std::size_t k = 0; k < after.size(); ++k) {
      Vector column;
      load(columns[k] + s, column);
      column -= most;
      std::memcpy(after[k] + s, &column, sizeof column);
    }
    Vector left;
    load(slack + s, left);
    left += most;
    larger(floor, left);
    std::memcpy(slack + s, &left, sizeof left);
  }
}

[[gnu::always_inline]] inline std::uint64_t near(std::span<const Small* const> rows, Small reach, std::size_t worlds) {
  std::uint64_t sum = 0;
  const Vector most = Vector{} + reach;
  const Vector least = Vector{} - reach;
  for (std::size_t s = 0; s < worlds; s += vector_worlds) {
    Vector smallest = most;
    for (const Small* row : rows) {
      Vector slack;
      load(row + s, slack);
      smallest = slack < smallest ? slack : smallest;
    }
    larger(least, smallest);
    smallest += most;
    for (std::size_t k = 0; k < vector_worlds; ++k) sum += static_cast<std::uint64_t>(smallest[k]);
  }
  return sum;
}

/// Copies the worlds that are marked one after another.
void keep_each(const Small* from, std::span<const std::uint8_t> living, Small* to) {
  for (const std::uint8_t marks : living) {
    for (unsigned left = marks; left != 0; left &= left - 1) *to++ = from[std::countr_zero(left)];
    from += 8;
  }
}

#if defined(__x86_64__)
/// By marks of eight worlds, the bytes that bring those marked to the front.
constexpr auto to_front = [] {
  std::array<std::array<std::uint8_t, 16>, 256> table{};
  for (unsigned marks = 0; marks < 256; ++marks)
    for (std::size_t left = marks, at = 0; left != 0; left &= left - 1) {
      const auto first = static_cast<std::uint8_t>(2 * std::countr_zero(left));
      table[marks][at++] = first;
      table[marks][at++] = static_cast<std::uint8_t>(first + 1);
    }
  return table;
}();

[[gnu::target("avx2")]] void keep_worlds_avx2(const Small* from, std::span<const std::uint8_t> living, Small* to,
                                              std::size_t room) {
  const Small* last = to + room;
  std::size_t k = 0;
  for (; k < living.size() && last - to >= 8; ++k) {
    __m128i worlds;
    __m128i order;
    std::memcpy(&worlds, from + k * 8, sizeof worlds);
    std::memcpy(&order, to_front[living[k]].data(), sizeof order);
    worlds = _mm_shuffle_epi8(worlds, order);
    std::memcpy(to, &worlds, sizeof worlds);
    to += std::popcount(living[k]);
  }
  keep_each(from + k * 8, living.subspan(k), to);
}

bool has_avx2() {
  static const bool has = __builtin_cpu_supports("avx2") != 0;
  return has;
}

[[gnu::target("avx2")]] void count_options_avx2(std::span<const OptionRow> rows, const Small* dead, std::size_t worlds,
                                                std::size_t options, std::size_t needed, std::size_t* alive) {
  count_any(rows, dead, worlds, options, needed, alive);
}
[[gnu::target("avx2")]] void settle_maximum_avx2(std::span<const Small* const> columns, std::span<Small* const> after,
                                                 Small* slack, std::size_t worlds) {
  settle(columns, after, slack, worlds);
}
[[gnu::target("avx2")]] std::uint64_t near_count_avx2(std::span<const Small* const> rows, Small reach,
                                                      std::size_t worlds) {
  return near(rows, reach, worlds);
}
#endif

}  // namespace

namespace portable {
void count_options(std::span<const OptionRow> rows, const Small* dead, std::size_t worlds, std::size_t options,
                   std::size_t needed, std::size_t* alive) {
  count_any(rows, dead, worlds, options, needed, alive);
}
void settle_maximum(std::span<const Small* const> columns, std::span<Small* const> after, Small* slack,
                    std::size_t worlds) {
  settle(columns, after, slack, worlds);
}
void keep_worlds(const Small* from, std::span<const std::uint8_t> living, Small* to, std::size_t /*room*/) {
  keep_each(from, living, to);
}
std::uint64_t near_count(std::span<const Small* const> rows, Small reach, std::size_t worlds) {
  return near(rows, reach, worlds);
}
}  // namespace portable

void count_options(std::span<const OptionRow> rows, const Small* dead, std::size_t worlds, std::size_t options,
                   std::size_t needed, std::size_t* alive) {
#if defined(__x86_64__)
  if (has_avx2()) return count_options_avx2(rows, dead, worlds, options, needed, alive);
#endif
  portable::count_options(rows, dead, worlds, options, needed, alive);
}

void settle_maximum(std::span<const Small* const> columns, std::span<Small* const> after, Small* slack,
                    std::size_t worlds) {
#if defined(__x86_64__)
  if (has_avx2()) return settle_maximum_avx2(columns, after, slack, worlds);
#endif
  portable::settle_maximum(columns, after, slack, worlds);
}

void keep_worlds(const Small* from, std::span<const std::uint8_t> living, Small* to, std::size_t room) {
#if defined(__x86_64__)
  if (has_avx2()) return keep_worlds_avx2(from, living, to, room);
#endif
  portable::keep_worlds(from, living, to, room);
}

std::uint64_t near_count(std::span<const Small* const> rows, Small reach, std::size_t worlds) {
#if defined(__x86_64__)
  if (has_avx2()) return near_count_avx2(rows, reach, worlds);
#endif
  return portable::near_count(rows, reach, worlds);
}

}  // namespace parley
