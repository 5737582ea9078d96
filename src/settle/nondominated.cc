#include "settle/nondominated.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <numeric>

#include "settle/dominance_tree.h"

namespace parley {

namespace {

using Indices = std::vector<std::uint32_t>;
constexpr std::size_t few_points = 512;  // below this, comparing is faster than counting digits

/// Indices in the order of falling keys, equal ones in their own order: radix sort, digits that never vary left out.
Indices by_falling_keys(const std::vector<std::uint64_t>& keys) {
  constexpr int digit_bits = 11;
  constexpr std::size_t digits = std::size_t{1} << digit_bits;
  const std::size_t n = keys.size();
  struct Item {
    std::uint64_t key;
    std::uint32_t index;
  };
  std::vector<Item> items(n);
  std::vector<Item> other(n);
  std::uint64_t varies = 0;
  for (std::size_t i = 0; i < n; ++i) {
    items[i] = {~keys[i], static_cast<std::uint32_t>(i)};
    varies |= keys[i] ^ keys[0];
  }
  if (n < few_points) {
    std::sort(items.begin(), items.end(),
              [](const Item& a, const Item& b) { return a.key != b.key ? a.key < b.key : a.index < b.index; });
    varies = 0;
  }
  std::array<std::uint32_t, digits> first;
  for (int shift = 0; shift < 64; shift += digit_bits) {
    if (((varies >> shift) & (digits - 1)) == 0) continue;
    first.fill(0);
    for (const Item& item : items) ++first[(item.key >> shift) & (digits - 1)];
    std::uint32_t sum = 0;
    for (std::uint32_t& count : first) sum += std::exchange(count, sum);
    for (const Item& item : items) other[first[(item.key >> shift) & (digits - 1)]++] = item;
    std::swap(items, other);
  }
  Indices order(n);
  for (std::size_t i = 0; i < n; ++i) order[i] = items[i].index;
  return order;
}

/// A key whose unsigned order is that of the number.
std::uint64_t ordered(std::int32_t value) { return static_cast<std::uint32_t>(value) ^ 0x80000000U; }

/// Collects what is kept in any order, and puts it in the order of indices at the end.
class Collector {
 public:
  void keep(std::uint32_t point) { kept_.push_back(point); }
  /// `point` equals `first`, which is kept.
  void equal(std::uint32_t point, std::uint32_t first) { equal_.emplace_back(point, first); }

  Nondominated finish() {
    Nondominated result;
    std::sort(kept_.begin(), kept_.end());
    std::sort(equal_.begin(), equal_.end());
    result.kept = std::move(kept_);
    for (const auto& [point, first] : equal_) {
      const auto at = std::lower_bound(result.kept.begin(), result.kept.end(), first);
      result.equal.emplace_back(point, static_cast<std::uint32_t>(at - result.kept.begin()));
    }
    return result;
  }

 private:
  Indices kept_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> equal_;
};

Nondominated one(std::span<const std::int32_t> points) {
  Collector collector;
  if (points.empty()) return {};
  const auto first = static_cast<std::uint32_t>(std::max_element(points.begin(), points.end()) - points.begin());
  collector.keep(first);
  for (std::uint32_t i = first + 1; i < points.size(); ++i)
    if (points[i] == points[first]) collector.equal(i, first);
  return collector.finish();
}

Indices by_first_two(std::span<const std::int32_t> points, std::size_t dims) {
  std::vector<std::uint64_t> keys(points.size() / dims);
  for (std::size_t i = 0; i < keys.size(); ++i)
    keys[i] = (ordered(points[i * dims]) << 32) | ordered(points[i * dims + 1]);
  return by_falling_keys(keys);
}

Nondominated two(std::span<const std::int32_t> points) {
  Collector collector;
  std::uint32_t last = 0;
  std::int64_t most = std::numeric_limits<std::int64_t>::min();
  for (std::uint32_t i : by_first_two(points, 2)) {
    const std::int32_t* p = &points[std::size_t{i} * 2];
    if (p[1] > most) {
      most = p[1];
      last = i;
      collector.keep(i);
    } else if (p[1] == most && p[0] == points[std::size_t{last} * 2]) {
      collector.equal(i, last);
    }
  }
  return collector.finish();
}

/// The greatest value put at or above a place.
class GreatestAbove {
 public:
  static constexpr std::int64_t nothing = std::numeric_limits<std::int64_t>::min();
  explicit GreatestAbove(std::size_t places) : most_(places + 1, nothing) {}
  [[nodiscard]] std::int64_t from(std::size_t place) const {
    std::int64_t result = nothing;
    for (std::size_t k = most_.size() - 1 - place; k > 0; k &= k - 1) result = std::max(result, most_[k]);
    return result;
  }
  void put(std::size_t place, std::int64_t value) {
    for (std::size_t k = most_.size() - 1 - place; k < most_.size(); k += k & (~k + 1))
      most_[k] = std::max(most_[k], value);
  }

 private:
  std::vector<std::int64_t> most_;
};

Nondominated three(std::span<const std::int32_t> points) {
  const Indices order = by_first_two(points, 3);
  auto at = [&](std::uint32_t i, int j) { return points[std::size_t{i} * 3 + j]; };
  std::vector<std::int32_t> second(order.size());
  for (std::uint32_t i = 0; i < second.size(); ++i) second[i] = at(i, 1);
  second = ranks<std::int32_t>(second, 1);
  const std::int32_t places = second.empty() ? 0 : *std::max_element(second.begin(), second.end()) + 1;
  GreatestAbove greatest(static_cast<std::size_t>(places));
  Collector collector;
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    std::uint32_t best = order[begin];  // of the points that share the first two coordinates
    for (end = begin; end < order.size() && at(order[end], 0) == at(best, 0) && at(order[end], 1) == at(best, 1); ++end)
      if (at(order[end], 2) > at(best, 2)) best = order[end];
    const auto place = static_cast<std::size_t>(second[best]);
    if (greatest.from(place) >= at(best, 2)) continue;
    collector.keep(best);
    greatest.put(place, at(best, 2));
    for (std::size_t k = begin; k < end; ++k)
      if (order[k] != best && at(order[k], 2) == at(best, 2)) collector.equal(order[k], best);
  }
  return collector.finish();
}

/// Sums take the high bits of a key; in what is left stand the first coordinates, so that points of the same sum that
/// are near each other are asked one after another, and find the same nodes in the cache.
template <int Dims>
void near_ones_together(std::span<const std::int32_t> points, std::vector<std::uint64_t>& sums) {
  if (sums.empty()) return;
  const auto [low, high] = std::minmax_element(sums.begin(), sums.end());
  const std::uint64_t least = *low;
  const int free_bits = std::countl_zero(*high - least);
  if (free_bits < 16) return;
  const int each = free_bits / 3;
  std::array<std::int64_t, 3> first;
  std::array<int, 3> shift;
  for (int j = 0; j < 3; ++j) {
    std::int64_t from = points[static_cast<std::size_t>(j)];
    std::int64_t to = from;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      from = std::min<std::int64_t>(from, points[i * Dims + j]);
      to = std::max<std::int64_t>(to, points[i * Dims + j]);
    }
    first[j] = from;
    shift[j] = std::max(0, 64 - std::countl_zero(static_cast<std::uint64_t>(to - from)) - each);
  }
  for (std::size_t i = 0; i < sums.size(); ++i) {
    std::uint64_t key = sums[i] - least;
    for (int j = 0; j < 3; ++j)
      key = (key << each) | (static_cast<std::uint64_t>(points[i * Dims + j] - first[j]) >> shift[j]);
    sums[i] = key;
  }
}

template <int Dims>
Nondominated many(std::span<const std::int32_t> points) {
  const std::size_t n = points.size() / Dims;
  std::vector<std::uint64_t> sums(n);
  for (std::size_t i = 0; i < n; ++i) {
    std::int64_t sum = 0;
    for (int j = 0; j < Dims; ++j) sum += points[i * Dims + j];
    sums[i] = static_cast<std::uint64_t>(sum) ^ (std::uint64_t{1} << 63);
  }
  near_ones_together<Dims>(points, sums);
  DominanceTree<Dims> tree;
  Collector collector;
  typename DominanceTree<Dims>::Point p;
  for (std::uint32_t i : by_falling_keys(sums)) {
    std::copy_n(points.begin() + static_cast<std::ptrdiff_t>(std::size_t{i} * Dims), Dims, p.begin());
    const std::uint32_t above = tree.find(p);
    if (above == DominanceTree<Dims>::none) {
      tree.insert(p, i);
      collector.keep(i);
    } else if (std::equal(p.begin(), p.end(),
                          points.begin() + static_cast<std::ptrdiff_t>(std::size_t{above} * Dims))) {
      collector.equal(i, above);
    }
  }
  return collector.finish();
}

/// Past twelve coordinates hardly any point dominates another, and no box leaves much out: one by one.
Nondominated very_many(std::span<const std::int32_t> points, std::size_t dims) {
  std::vector<std::uint64_t> sums(points.size() / dims);
  for (std::size_t i = 0; i < sums.size(); ++i) {
    std::int64_t sum = 0;
    for (std::size_t j = 0; j < dims; ++j) sum += points[i * dims + j];
    sums[i] = static_cast<std::uint64_t>(sum) ^ (std::uint64_t{1} << 63);
  }
  Indices kept;
  Collector collector;
  const auto at_least = [&](std::size_t a, std::size_t b) {
    for (std::size_t j = 0; j < dims; ++j)
      if (points[a * dims + j] < points[b * dims + j]) return false;
    return true;
  };
  for (std::uint32_t i : by_falling_keys(sums)) {
    const auto above = std::find_if(kept.begin(), kept.end(), [&](std::uint32_t k) { return at_least(k, i); });
    if (above == kept.end()) {
      kept.push_back(i);
      collector.keep(i);
    } else if (sums[*above] == sums[i]) {
      collector.equal(i, *above);
    }
  }
  return collector.finish();
}

}  // namespace

Nondominated nondominated(std::span<const std::int32_t> points, int dims) {
  switch (dims) {
    case 1:
      return one(points);
    case 2:
      return two(points);
    case 3:
      return three(points);
    case 4:
      return many<4>(points);
    case 5:
      return many<5>(points);
    case 6:
      return many<6>(points);
    case 7:
      return many<7>(points);
    case 8:
      return many<8>(points);
    case 9:
      return many<9>(points);
    case 10:
      return many<10>(points);
    case 11:
      return many<11>(points);
    case 12:
      return many<12>(points);
    default:
      return very_many(points, static_cast<std::size_t>(dims));
  }
}

template <class Value>
std::vector<std::int32_t> ranks(std::span<const Value> points, int dims) {
  const std::size_t n = points.size() / dims;
  std::vector<std::int32_t> result(points.size());
  std::vector<std::pair<Value, std::uint32_t>> column(n);
  for (int j = 0; j < dims; ++j) {
    for (std::size_t i = 0; i < n; ++i) column[i] = {points[i * dims + j], static_cast<std::uint32_t>(i)};
    std::sort(column.begin(), column.end());
    std::int32_t rank = 0;
    for (std::size_t k = 0; k < n; ++k) {
      if (k > 0 && column[k - 1].first < column[k].first) ++rank;
      result[std::size_t{column[k].second} * dims + j] = rank;
    }
  }
  return result;
}

template std::vector<std::int32_t> ranks<std::int32_t>(std::span<const std::int32_t>, int);
template std::vector<std::int32_t> ranks<std::int64_t>(std::span<const std::int64_t>, int);
template std::vector<std::int32_t> ranks<Wide>(std::span<const Wide>, int);
template std::vector<std::int32_t> ranks<double>(std::span<const double>, int);

}  // namespace parley
