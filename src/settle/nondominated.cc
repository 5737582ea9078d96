#include "settle/nondominated.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <type_traits>

#include "settle/dominance_tree.h"
#include "settle/elimination.h"
#include "settle/falling_order.h"
#include "settle/packed_points.h"

namespace parley {

namespace {

constexpr std::size_t first_thinning = 4096;
constexpr std::size_t thinning_growth = 4;

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

/// Needs no ranks: one sort by the first coordinate, and by the second where that is the same.
template <class Value>
Nondominated two(std::span<const Value> points) {
  const auto at = [&](std::uint32_t i, int j) { return points[std::size_t{i} * 2 + j]; };
  Indices order = by_falling(points, 2, 0);
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
  const FallingPoints falling = by_falling_points(points, 3);
  const auto [low, high] = value_range(points, 3, 1);
  const bool short_range = high - low < static_cast<std::int64_t>(points.size());
  std::vector<std::int32_t> second(falling.index.size());
  for (std::size_t k = 0; k < second.size(); ++k)
    second[k] = short_range ? static_cast<std::int32_t>(falling.at(k)[1] - low) : falling.at(k)[1];
  if (!short_range) second = ranks<std::int32_t>(second, 1);
  GreatestAbove greatest(static_cast<std::size_t>(*std::max_element(second.begin(), second.end())) + 1);
  Collector collector;
  for (std::size_t k = 0, end = 0; k < second.size(); k = end) {
    end = falling.end_of_run(k, 2);  // the first has the greatest third coordinate
    const std::int32_t third = falling.at(k)[2];
    if (greatest.from(static_cast<std::size_t>(second[k])) >= third) continue;
    greatest.put(static_cast<std::size_t>(second[k]), third);
    collector.keep(falling.index[k]);
    for (std::size_t i = k + 1; i < end && falling.at(i)[2] == third; ++i)
      collector.equal(falling.index[i], falling.index[k]);
  }
  return collector.finish();
}

Nondominated in_coordinates(std::span<const std::int32_t> points, std::size_t dims);

/// What no other dominates of the points of a tree, which is built anew of it alone.
template <int Words>
void thin_out(DominanceTree<Words>& tree, const Packing& packing) {
  auto points = tree.points();
  std::vector<std::int32_t> numbers;
  numbers.reserve(points.size() * packing.coordinates());
  for (const auto& point : points)
    for (std::size_t j = 0; j < packing.coordinates(); ++j) numbers.push_back(packing.value<Words>(point, j));
  const Nondominated found = in_coordinates(numbers, packing.coordinates());
  for (std::size_t k = 0; k < found.kept.size(); ++k) points[k] = points[found.kept[k]];
  points.resize(found.kept.size());
  tree.rebuild(std::move(points));
}

/// In the order of falling points the first coordinate is dealt with, and the tree is asked of the others; a point of
/// it that another dominates in those is never needed again.
template <int Words>
Nondominated many(std::span<const std::int32_t> points, std::size_t dims, const Packing& packing) {
  DominanceTree<Words> tree(packing);
  std::size_t thin_out_at = first_thinning;
  Collector collector;
  const FallingPoints falling = by_falling_points(points, dims);
  for (std::size_t k = 0, end = 0; k < falling.index.size(); k = end) {
    end = falling.end_of_run(k, dims);
    const PackedPoint<Words> rest = packing.pack<Words>(falling.at(k) + 1);
    if (tree.covers(rest)) continue;
    tree.insert(rest);
    collector.keep(falling.index[k]);
    for (std::size_t i = k + 1; i < end; ++i) collector.equal(falling.index[i], falling.index[k]);
    if (tree.size() < thin_out_at) continue;
    thin_out(tree, packing);
    thin_out_at = std::max(first_thinning, tree.size() * thinning_growth);
  }
  return collector.finish();
}

/// Of many coordinates hardly any point dominates another, and no box leaves much out: one by one.
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
Nondominated in_coordinates(std::span<const std::int32_t> points, std::size_t dims) {
  if (points.empty()) return {};
  if (dims == 1) return one(points);
  if (dims == 3) return three(points);
  const Packing packing(points, dims, 1);
  switch (packing.words()) {
    case 1:
      return many<1>(points, dims, packing);
    case 2:
      return many<2>(points, dims, packing);
    case 3:
      return many<3>(points, dims, packing);
    case 4:
      return many<4>(points, dims, packing);
    default:
      return very_many(points, dims);
  }
}

/// The points themselves where no range is longer than their number, which ranks could not make shorter; else nothing.
template <class Value>
std::span<const std::int32_t> small_numbers(std::span<const Value> points, std::size_t dims) {
  if constexpr (std::is_same_v<Value, std::int32_t>) {
    for (std::size_t j = 0; j < dims; ++j) {
      const auto [low, high] = value_range(points, dims, j);
      if (high - low > static_cast<std::int64_t>(points.size() / dims)) return {};
    }
    return points;
  }
  return {};
}

/// What the sieve leaves, filtered; the answer speaks of all points.
template <class Value>
Nondominated after_sieve(std::span<const Value> points, int dims) {
  if (points.empty()) return {};
  const Indices left = eliminate(points, dims);
  const auto d = static_cast<std::size_t>(dims);
  std::vector<Value> fewer;
  if (left.size() * d < points.size()) {
    fewer.reserve(left.size() * d);
    for (const std::uint32_t i : left) fewer.insert(fewer.end(), &points[i * d], &points[i * d] + d);
    points = fewer;
  }
  Nondominated result;
  if (dims == 2)
    result = two(points);
  else if (const auto small = small_numbers(points, d); !small.empty())
    result = in_coordinates(small, d);
  else
    result = in_coordinates(ranks<Value>(points, dims), d);
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
    const Indices order = by_falling(points, static_cast<std::size_t>(dims), static_cast<std::size_t>(j));
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
