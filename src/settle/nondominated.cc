#include "settle/nondominated.h"

#include <algorithm>
#include <array>
#include <bit>
#include <compare>
#include <limits>
#include <numeric>
#include <optional>
#include <type_traits>

#include "settle/dominance_tree.h"
#include "settle/elimination.h"

namespace parley {

namespace {

using Indices = std::vector<std::uint32_t>;
constexpr std::size_t few_points = 512;  // below this, comparing is faster than counting digits
constexpr std::size_t first_thinning = 4096;
constexpr std::size_t thinning_growth = 4;

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

/// Indices in the order of falling keys, equal ones in their own order.
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

/// A key whose unsigned order is that of the number.
std::uint64_t ordered(std::int32_t value) { return static_cast<std::uint32_t>(value) ^ 0x80000000U; }
std::uint64_t ordered(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);  // no zero is less than another
  constexpr std::uint64_t sign = std::uint64_t{1} << 63;
  return (bits & sign) != 0 ? ~bits : bits | sign;
}

/// Indices in the order of falling values.
template <class ValueOf>
Indices by_falling(std::size_t n, const ValueOf& value_of) {
  if constexpr (std::is_same_v<decltype(value_of(0)), Wide>) {
    Indices order(n);
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return value_of(b) < value_of(a); });
    return order;
  } else {
    std::vector<std::uint64_t> keys(n);
    for (std::size_t i = 0; i < n; ++i) keys[i] = ordered(value_of(i));
    return by_falling_keys(keys);
  }
}

/// Collects what is kept in any order, and puts it in the order of indices at the end.
class Collector {
 public:
  void keep(std::uint32_t point) { kept_.push_back(point); }
  /// `point` equals `first`, which is kept.
  void equal(std::uint32_t point, std::uint32_t first) { equal_.emplace_back(point, first); }

  Nondominated finish() {
    Nondominated result;
    if (!kept_.empty()) {
      std::vector<char> is_kept(std::size_t{*std::max_element(kept_.begin(), kept_.end())} + 1, 0);
      for (const std::uint32_t point : kept_) is_kept[point] = 1;
      result.kept.reserve(kept_.size());
      for (std::uint32_t point = 0; point < is_kept.size(); ++point)
        if (is_kept[point] != 0) result.kept.push_back(point);
    }
    std::sort(equal_.begin(), equal_.end());
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

/// Indices in the order of falling points, compared coordinate by coordinate.
Indices by_falling_points(std::span<const std::int32_t> points, std::size_t dims) {
  std::vector<std::uint64_t> keys(points.size() / dims);
  for (std::size_t i = 0; i < keys.size(); ++i)
    keys[i] = (ordered(points[i * dims]) << 32) | ordered(points[i * dims + 1]);
  Indices order = by_falling_keys(keys);
  const auto rest = [&](std::uint32_t i) { return points.subspan(i * dims + 2, dims - 2); };
  for (auto begin = order.begin(), end = begin; begin != order.end(); begin = end) {
    end = std::find_if(begin + 1, order.end(), [&](std::uint32_t i) { return keys[i] != keys[*begin]; });
    if (end - begin == 1) continue;
    std::sort(begin, end, [&](std::uint32_t a, std::uint32_t b) {
      const auto way =
          std::lexicographical_compare_three_way(rest(b).begin(), rest(b).end(), rest(a).begin(), rest(a).end());
      return way != 0 ? way < 0 : a < b;
    });
  }
  return order;
}

/// Needs no ranks: one sort by the first coordinate, and by the second where that is the same.
template <class Value>
Nondominated two(std::span<const Value> points) {
  const auto at = [&](std::uint32_t i, int j) { return points[std::size_t{i} * 2 + j]; };
  Indices order = by_falling(points.size() / 2, [&](std::size_t i) { return points[i * 2]; });
  Collector collector;
  std::optional<std::uint32_t> last;
  for (auto begin = order.begin(), end = begin; begin != order.end(); begin = end) {
    end = std::find_if(begin + 1, order.end(), [&](std::uint32_t i) { return at(i, 0) < at(*begin, 0); });
    std::sort(begin, end,
              [&](std::uint32_t a, std::uint32_t b) { return at(a, 1) != at(b, 1) ? at(b, 1) < at(a, 1) : a < b; });
    if (last && !(at(*last, 1) < at(*begin, 1))) continue;
    last = *begin;
    collector.keep(*last);
    for (auto i = begin + 1; i != end && at(*i, 1) == at(*last, 1); ++i) collector.equal(*i, *last);
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
  const Indices order = by_falling_points(points, 3);
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

template <int Dims>
Nondominated many(std::span<const std::int32_t> points);

/// What no other dominates of the points of a tree, which is built anew of it alone.
template <int Dims>
void thin_out(DominanceTree<Dims>& tree) {
  auto items = tree.items();
  std::vector<std::int32_t> points;
  points.reserve(items.size() * Dims);
  for (const auto& item : items) points.insert(points.end(), item.point.begin(), item.point.end());
  const Nondominated found = [&] {
    if constexpr (Dims == 3)
      return three(points);
    else
      return many<Dims>(points);
  }();
  for (std::size_t k = 0; k < found.kept.size(); ++k) items[k] = items[found.kept[k]];
  items.resize(found.kept.size());
  tree.rebuild(std::move(items));
}

/// In the order of falling points the first coordinate is dealt with, and the tree is asked of the others; a point of
/// it that another dominates in those is never needed again.
template <int Dims>
Nondominated many(std::span<const std::int32_t> points) {
  DominanceTree<Dims - 1> tree;
  std::size_t thin_out_at = first_thinning;
  Collector collector;
  typename DominanceTree<Dims - 1>::Point rest;
  for (std::uint32_t i : by_falling_points(points, Dims)) {
    const std::int32_t* p = &points[std::size_t{i} * Dims];
    std::copy_n(p + 1, Dims - 1, rest.begin());
    const std::uint32_t above = tree.find(rest);
    if (above == DominanceTree<Dims - 1>::none) {
      tree.insert(rest, i);
      collector.keep(i);
    } else if (std::equal(p, p + Dims, &points[std::size_t{above} * Dims])) {
      collector.equal(i, above);
    }
    if (tree.size() < thin_out_at) continue;
    thin_out(tree);
    thin_out_at = std::max(first_thinning, tree.size() * thinning_growth);
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

/// For one, three and more coordinates.
Nondominated in_coordinates(std::span<const std::int32_t> points, int dims) {
  switch (dims) {
    case 1:
      return one(points);
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

/// What the sieve leaves, filtered; the answer speaks of all points.
template <class Value>
Nondominated after_sieve(std::span<const Value> points, int dims) {
  const Indices left = eliminate(points, dims);
  const auto d = static_cast<std::ptrdiff_t>(dims);
  std::vector<Value> fewer;
  if (left.size() * dims < points.size()) {
    fewer.reserve(left.size() * dims);
    for (const std::uint32_t i : left) fewer.insert(fewer.end(), points.begin() + i * d, points.begin() + (i + 1) * d);
    points = fewer;
  }
  Nondominated result;
  if (dims == 2)
    result = two(points);
  else if constexpr (std::is_same_v<Value, std::int32_t>)
    result = in_coordinates(points, dims);
  else
    result = in_coordinates(ranks<Value>(points, dims), dims);
  for (std::uint32_t& point : result.kept) point = left[point];
  for (auto& [point, place] : result.equal) point = left[point];
  return result;
}

}  // namespace

Nondominated nondominated(std::span<const std::int32_t> points, int dims) { return after_sieve(points, dims); }
Nondominated nondominated(std::span<const Wide> points, int dims) { return after_sieve(points, dims); }
Nondominated nondominated(std::span<const double> points, int dims) { return after_sieve(points, dims); }

template <class Value>
std::vector<std::int32_t> ranks(std::span<const Value> points, int dims) {
  const std::size_t n = points.size() / dims;
  std::vector<std::int32_t> result(points.size());
  const auto at = [&](std::size_t i, int j) { return points[i * dims + j]; };
  for (int j = 0; j < dims; ++j) {
    const Indices order = by_falling(n, [&](std::size_t i) { return at(i, j); });
    std::int32_t rank = 0;
    for (std::size_t k = n; k-- > 0;) {
      if (k + 1 < n && at(order[k + 1], j) < at(order[k], j)) ++rank;
      result[std::size_t{order[k]} * dims + j] = rank;
    }
  }
  return result;
}

template std::vector<std::int32_t> ranks<std::int32_t>(std::span<const std::int32_t>, int);
template std::vector<std::int32_t> ranks<Wide>(std::span<const Wide>, int);
template std::vector<std::int32_t> ranks<double>(std::span<const double>, int);

}  // namespace parley
