#include "settle/falling_order.h"

#include <algorithm>
#include <array>
#include <bit>
#include <compare>
#include <numeric>
#include <type_traits>
#include <utility>

#include "settle/packed_points.h"

namespace parley {

namespace {

constexpr std::size_t few_points = 512;  // below this, comparing is faster than counting digits

struct Item {
  std::uint64_t key;
  std::uint32_t index;
  friend bool operator<(const Item& a, const Item& b) { return a.key != b.key ? a.key < b.key : a.index < b.index; }
};

/// Sorts by the three highest digits that vary, by counting; what is alike in those is sorted by comparing.
void sort_items(std::vector<Item>& items, std::uint64_t varies) {
  constexpr int digit_bits = 11;
  constexpr std::size_t digits = std::size_t{1} << digit_bits;
  std::vector<int> shifts;
  for (int shift = 55; shift >= 0 && shifts.size() < 3; shift -= digit_bits)
    if (((varies >> shift) & (digits - 1)) != 0) shifts.push_back(shift);
  if (shifts.empty()) return;
  std::vector<Item> other(items.size());
  std::array<std::uint32_t, digits> first;
  std::reverse(shifts.begin(), shifts.end());
  for (const int shift : shifts) {
    first.fill(0);
    for (const Item& item : items) ++first[(item.key >> shift) & (digits - 1)];
    std::uint32_t sum = 0;
    for (std::uint32_t& count : first) sum += std::exchange(count, sum);
    for (const Item& item : items) other[first[(item.key >> shift) & (digits - 1)]++] = item;
    std::swap(items, other);
  }
  for (auto begin = items.begin(), end = begin; begin != items.end(); begin = end) {
    end = std::find_if(begin + 1, items.end(),
                       [&](const Item& item) { return (item.key ^ begin->key) >> shifts.front() != 0; });
    if (end - begin > 1) std::sort(begin, end);
  }
}

/// A key whose unsigned order is that of the number.
std::uint64_t ordered(std::int32_t value) { return static_cast<std::uint32_t>(value) ^ 0x80000000U; }
std::uint64_t ordered(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);  // no zero is less than another
  constexpr std::uint64_t sign = std::uint64_t{1} << 63;
  return (bits & sign) != 0 ? ~bits : bits | sign;
}

/// Keys of as many first coordinates as 64 bits hold, and how many those are.
std::pair<std::vector<std::uint64_t>, std::size_t> leading_keys(std::span<const std::int32_t> points,
                                                                std::size_t dims) {
  std::vector<std::uint64_t> keys(points.size() / dims, 0);
  int used = 0;
  for (std::size_t j = 0; j < dims; ++j) {
    const auto [low, high] = value_range(points, dims, j);
    const auto bits = static_cast<int>(std::bit_width(static_cast<std::uint64_t>(high - low)));
    if (used + bits > 64) return {std::move(keys), j};
    for (std::size_t i = 0; i < keys.size(); ++i)
      keys[i] = (keys[i] << bits) | static_cast<std::uint64_t>(points[i * dims + j] - low);
    used += bits;
  }
  return {std::move(keys), dims};
}

}  // namespace

Indices by_falling_keys(const std::vector<std::uint64_t>& keys) {
  const std::size_t n = keys.size();
  std::vector<Item> items(n);
  std::uint64_t varies = 0;
  for (std::size_t i = 0; i < n; ++i) {
    items[i] = {~keys[i], static_cast<std::uint32_t>(i)};
    varies |= keys[i] ^ keys[0];
  }
  if (n < few_points)
    std::sort(items.begin(), items.end());
  else
    sort_items(items, varies);
  Indices order(n);
  for (std::size_t i = 0; i < n; ++i) order[i] = items[i].index;
  return order;
}

template <class Value>
Indices by_falling(std::span<const Value> points, std::size_t dims, std::size_t j) {
  const std::size_t n = points.size() / dims;
  const auto value = [&](std::size_t i) { return points[i * dims + j]; };
  if constexpr (std::is_same_v<Value, Wide>) {
    Indices order(n);
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return value(b) < value(a); });
    return order;
  } else {
    std::vector<std::uint64_t> keys(n);
    for (std::size_t i = 0; i < n; ++i) keys[i] = ordered(value(i));
    return by_falling_keys(keys);
  }
}

template Indices by_falling<std::int32_t>(std::span<const std::int32_t>, std::size_t, std::size_t);
template Indices by_falling<Wide>(std::span<const Wide>, std::size_t, std::size_t);
template Indices by_falling<double>(std::span<const double>, std::size_t, std::size_t);

std::size_t FallingPoints::end_of_run(std::size_t k, std::size_t coordinates) const {
  std::size_t end = k + 1;
  while (end < index.size() && std::equal(at(end), at(end) + coordinates, at(k))) ++end;
  return end;
}

FallingPoints by_falling_points(std::span<const std::int32_t> points, std::size_t dims) {
  const auto [keys, sorted] = leading_keys(points, dims);
  Indices order = by_falling_keys(keys);
  const auto rest = [&](std::uint32_t i) { return points.subspan(i * dims + sorted, dims - sorted); };
  for (auto begin = order.begin(), end = begin; sorted < dims && begin != order.end(); begin = end) {
    end = std::find_if(begin + 1, order.end(), [&](std::uint32_t i) { return keys[i] != keys[*begin]; });
    if (end - begin == 1) continue;
    std::sort(begin, end, [&](std::uint32_t a, std::uint32_t b) {
      const auto way =
          std::lexicographical_compare_three_way(rest(b).begin(), rest(b).end(), rest(a).begin(), rest(a).end());
      return way != 0 ? way < 0 : a < b;
    });
  }
  std::vector<std::int32_t> falling(points.size());
  for (std::size_t k = 0; k < order.size(); ++k) std::copy_n(&points[order[k] * dims], dims, &falling[k * dims]);
  return {std::move(order), std::move(falling), dims};
}

}  // namespace parley
