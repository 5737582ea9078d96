#include "settle/front_grid.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace parley {

namespace {

using SmallFront = Front<std::int32_t, UnsignedWide>;
constexpr std::size_t cell_limit = std::size_t{1} << 22;

struct Range {
  std::int64_t low = 0;
  std::int64_t high = 0;
  [[nodiscard]] std::int64_t size() const { return high - low + 1; }
};

Range range_of(const SmallFront& front, int j) {
  Range range{std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
  for (std::size_t i = 0; i < front.size(); ++i) {
    range.low = std::min<std::int64_t>(range.low, front.point(i)[j]);
    range.high = std::max<std::int64_t>(range.high, front.point(i)[j]);
  }
  return range;
}

Range range_of_sums(const SmallFront& a, const SmallFront& b, int j) {
  const Range x = range_of(a, j);
  const Range y = range_of(b, j);
  return {x.low + y.low, x.high + y.high};
}

/// One sum of a slice.
struct Sum {
  std::uint64_t key;   ///< place and last coordinate: the greater comes first in the slice
  std::uint32_t a, b;  ///< the points it is of
};

class Slices {
 public:
  Slices(const SmallFront& a, const SmallFront& b, const std::vector<std::int32_t>& reach, Trace& trace)
      : a_(a), b_(b), reach_(reach), trace_(trace), dims_(a.dims) {
    for (int j = 0; j < dims_; ++j) ranges_.push_back(range_of_sums(a, b, j));
    wide_ = dims_ == 4 ? ranges_[2].size() : 1;
    most_.assign(static_cast<std::size_t>(ranges_[1].size() * wide_), none);
    in_slice_.assign(static_cast<std::size_t>(wide_), none);
    sort_by_first();
    result_.dims = dims_;
  }

  SmallFront run() {
    for (std::int64_t x = ranges_[0].high; x >= ranges_[0].low; --x) {
      if (!reach_.empty() && x < reach_[0]) break;
      gather(x);
      filter(x);
    }
    return std::move(result_);
  }

 private:
  static constexpr std::int32_t none = std::numeric_limits<std::int32_t>::min();
  static constexpr std::uint32_t sign_bit = 0x80000000U;  ///< turned, it makes the order of bits that of numbers

  /// Points of `a` with the same first coordinate side by side: those of coordinate low + k begin at runs_[k].
  void sort_by_first() {
    const Range range = range_of(a_, 0);
    low_ = range.low;
    runs_.assign(static_cast<std::size_t>(range.size()) + 1, 0);
    for (std::size_t i = 0; i < a_.size(); ++i) ++runs_[static_cast<std::size_t>(a_.point(i)[0] - low_) + 1];
    std::partial_sum(runs_.begin(), runs_.end(), runs_.begin());
    std::vector<std::uint32_t> at(runs_.begin(), runs_.end() - 1);
    sorted_.resize(a_.size());
    for (std::size_t i = 0; i < a_.size(); ++i) {
      const std::int32_t* p = a_.point(i);
      Item& item = sorted_[at[static_cast<std::size_t>(p[0] - low_)]++];
      item.index = static_cast<std::uint32_t>(i);
      item.second = p[1];
      item.third = dims_ == 4 ? p[2] : 0;
      item.last = p[dims_ - 1];
    }
  }

  /// The sums of slice x that no earlier slice dominates.
  void gather(std::int64_t x) {
    sums_.clear();
    for (std::size_t k = 0; k < b_.size(); ++k) {
      const std::int32_t* q = b_.point(k);
      const std::int64_t first = x - q[0] - low_;
      if (first < 0 || first + 1 >= static_cast<std::int64_t>(runs_.size())) continue;
      const std::int64_t second = q[1] - ranges_[1].low;
      const std::int64_t third = dims_ == 4 ? q[2] - ranges_[2].low : 0;
      const std::int32_t last = q[dims_ - 1];
      for (std::uint32_t i = runs_[static_cast<std::size_t>(first)]; i < runs_[static_cast<std::size_t>(first) + 1];
           ++i) {
        const Item& p = sorted_[i];
        const auto place = static_cast<std::size_t>((p.second + second) * wide_ + p.third + third);
        const std::int32_t w = p.last + last;
        if (most_[place] >= w || !reaches(p, q, w)) continue;
        sums_.push_back({(static_cast<std::uint64_t>(place) << 32) | (static_cast<std::uint32_t>(w) ^ sign_bit),
                         p.index, static_cast<std::uint32_t>(k)});
      }
    }
  }

  struct Item {
    std::uint32_t index;
    std::int32_t second, third, last;
  };

  [[nodiscard]] bool reaches(const Item& p, const std::int32_t* q, std::int32_t w) const {
    if (reach_.empty()) return true;
    return p.second + q[1] >= reach_[1] && (dims_ == 3 || p.third + q[2] >= reach_[2]) &&
           w >= reach_[static_cast<std::size_t>(dims_) - 1];
  }

  /// Keeps the nondominated sums of a slice, and puts them into the table.
  void filter(std::int64_t x) {
    if (sums_.empty()) return;
    // In the order of falling places and last coordinates, whatever dominates a sum comes before it.
    std::sort(sums_.begin(), sums_.end(),
              [](const Sum& s, const Sum& t) { return s.key != t.key ? s.key > t.key : s.b < t.b; });
    std::fill(in_slice_.begin(), in_slice_.end(), none);
    for (std::size_t begin = 0, end = 0; begin < sums_.size(); begin = end) {
      const std::uint64_t key = sums_[begin].key;
      end = begin + 1;
      while (end < sums_.size() && sums_[end].key == key) ++end;
      const auto place = static_cast<std::int64_t>(key >> 32);
      const auto w = static_cast<std::int32_t>(static_cast<std::uint32_t>(key) ^ sign_bit);
      const std::int64_t third = place % wide_;
      if (in_slice_[static_cast<std::size_t>(third)] >= w) continue;
      for (std::int64_t t = third; t >= 0 && in_slice_[static_cast<std::size_t>(t)] < w; --t)
        in_slice_[static_cast<std::size_t>(t)] = w;
      keep(x, place, w, begin, end);
    }
    for (const auto& [place, w] : kept_) raise(place, w);
    kept_.clear();
  }

  void keep(std::int64_t x, std::int64_t place, std::int32_t w, std::size_t begin, std::size_t end) {
    UnsignedWide packages = 0;
    for (std::size_t s = begin; s < end; ++s) packages += a_.packages[sums_[s].a] * b_.packages[sums_[s].b];
    result_.values.push_back(static_cast<std::int32_t>(x));
    result_.values.push_back(static_cast<std::int32_t>(place / wide_ + ranges_[1].low));
    if (dims_ == 4) result_.values.push_back(static_cast<std::int32_t>(place % wide_ + ranges_[2].low));
    result_.values.push_back(w);
    result_.packages.push_back(packages);
    result_.trace.push_back(trace_.join(a_.trace[sums_[begin].a], b_.trace[sums_[begin].b]));
    kept_.emplace_back(place, w);
  }

  /// Every place at or below `place` holds at least w.
  void raise(std::int64_t place, std::int32_t w) {
    const std::int64_t third = place % wide_;
    for (std::int64_t row = place / wide_; row >= 0; --row) {
      std::int32_t* cells = most_.data() + row * wide_;
      if (cells[third] >= w) return;
      for (std::int64_t t = third; t >= 0 && cells[t] < w; --t) cells[t] = w;
    }
  }

  const SmallFront& a_;
  const SmallFront& b_;
  const std::vector<std::int32_t>& reach_;
  Trace& trace_;
  int dims_;
  std::vector<Range> ranges_;  ///< of the sums, by coordinate
  std::int64_t wide_ = 1;      ///< places of the third coordinate
  std::int64_t low_ = 0;       ///< least first coordinate of `a`
  std::vector<std::uint32_t> runs_;
  std::vector<Item> sorted_;
  std::vector<std::int32_t> most_;
  std::vector<std::int32_t> in_slice_;
  std::vector<Sum> sums_;
  std::vector<std::pair<std::int64_t, std::int32_t>> kept_;
  SmallFront result_;
};

}  // namespace

bool fits_grid(const SmallFront& a, const SmallFront& b) {
  if (a.dims < 3 || a.dims > 4 || a.size() == 0 || b.size() == 0) return false;
  std::size_t cells = 1;
  for (int j = 0; j + 1 < a.dims; ++j) {
    const auto size = static_cast<std::size_t>(range_of_sums(a, b, j).size());
    if (size > cell_limit) return false;
    if (j > 0) cells *= size;
  }
  // A table much larger than the number of sums costs more than it saves.
  return cells <= cell_limit && cells <= 64 * a.size() * b.size();
}

SmallFront sum_on_grid(const SmallFront& a, const SmallFront& b, const std::vector<std::int32_t>& reach, Trace& trace) {
  return Slices(a, b, reach, trace).run();
}

}  // namespace parley
