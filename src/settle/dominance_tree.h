// A growing set of points that can be asked whether one of them is at least a given point in every coordinate.
//
// A binary tree of boxes. A node knows the greatest value of each coordinate below it, so a question leaves out every
// node that is smaller somewhere. Leaves hold up to 32 points; a full one is cut at the median of its widest
// coordinate. Points come in an order that would make the tree lopsided, so it is built anew, in balance, as it grows.
// (A k-d tree with bounds in place of cells, as the ND-tree of Jaszkiewicz and Lust 2018 has them.) Points are packed,
// so that nodes are small and a comparison takes a few instructions. Questions come in an order too: what answered the
// last ones is asked first.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "settle/packed_points.h"

namespace parley {

template <int Words>
class DominanceTree {
 public:
  using Point = PackedPoint<Words>;

  /// Of points of `packing`, which is referred to.
  explicit DominanceTree(const Packing& packing) : packing_(packing), guards_(packing.guards<Words>()) {
    clear();
    nodes_[0].leaf = make_leaf();
  }

  /// Whether a point is at least `q` everywhere.
  [[nodiscard]] bool covers(const Point& q) {
    if (std::any_of(recent_.begin(), recent_.end(), [&](const Point& p) { return is_at_least<Words>(p, q, guards_); }))
      return true;
    if (!is_at_least<Words>(nodes_[0].most, q, guards_)) return false;
    std::array<std::uint32_t, 2 * deepest> stack;
    std::size_t top = 0;
    stack[top++] = 0;
    while (top > 0) {
      const Node& node = nodes_[stack[--top]];
      if (node.leaf != none) {
        if (covers(leaves_[node.leaf], q)) return true;
        continue;
      }
      if (is_at_least<Words>(nodes_[node.children].most, q, guards_)) stack[top++] = node.children;
      if (is_at_least<Words>(nodes_[node.children + 1].most, q, guards_)) stack[top++] = node.children + 1;
    }
    return false;
  }

  void insert(const Point& p) {
    std::uint32_t at = 0;
    std::size_t depth = 0;
    while (true) {
      raise(nodes_[at].most, p);
      if (nodes_[at].leaf != none) break;
      at = nodes_[at].children + (packing_.field<Words>(p, cuts_[at].dim) >= cuts_[at].value ? 1 : 0);
      ++depth;
    }
    Leaf& leaf = leaves_[nodes_[at].leaf];
    put(leaf, p);
    if (leaf.size == capacity) split(at, depth);
    if (++size_ == balance_at_) rebuild(points());
  }

  [[nodiscard]] std::size_t size() const { return size_; }

  [[nodiscard]] std::vector<Point> points() const {
    std::vector<Point> points;
    points.reserve(size_);
    for (const Leaf& leaf : leaves_)
      for (int k = 0; k < leaf.size; ++k) points.push_back(point(leaf, k));
    return points;
  }

  /// The same tree as if it held these points alone, one or more, in balance.
  void rebuild(std::vector<Point> points) {
    size_ = points.size();
    balance_at_ = std::max(first_balance, size_ * growth);
    clear();
    build(0, points.data(), points.data() + points.size(), 0);
  }

 private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::size_t first_balance = 1024;
  static constexpr std::size_t growth = 4;  ///< between two times that the tree is built anew
  static constexpr int capacity = 32;
  static constexpr int stride = 8;  ///< points of a leaf that are compared before one looks whether one was found
  static constexpr std::size_t deepest = 120;

  struct Leaf {
    std::uint64_t word[Words][capacity] = {};  ///< with guards; zeros where there is no point
    int size = 0;
    std::uint32_t more = none;  ///< the next leaf of a node that cannot be cut any deeper
  };
  struct Node {
    Point most;                  ///< with guards
    std::uint32_t leaf = none;   ///< of a node without children
    std::uint32_t children = 0;  ///< the lower one; the upper follows it
  };
  struct Cut {
    std::size_t dim = 0;
    std::uint64_t value = 0;  ///< the least field of the upper child
  };

  [[nodiscard]] bool covers(const Leaf& first, const Point& q) {
    for (const Leaf* leaf = &first;; leaf = &leaves_[leaf->more]) {
      for (int begin = 0; begin < leaf->size; begin += stride) {
        std::uint64_t less[stride] = {};
        for (int w = 0; w < Words; ++w)
          for (int k = 0; k < stride; ++k) less[k] |= ~(leaf->word[w][begin + k] - q[w]) & guards_[w];
        for (int k = 0; k < stride; ++k)
          if (less[k] == 0 && begin + k < leaf->size) {
            remember(*leaf, begin + k);
            return true;
          }
      }
      if (leaf->more == none) return false;
    }
  }

  void remember(const Leaf& leaf, int k) {
    for (int w = 0; w < Words; ++w) recent_[oldest_][w] = leaf.word[w][k];
    oldest_ = (oldest_ + 1) % recent_.size();
  }

  /// Raises each coordinate of `most`, with guards, to that of `p`.
  void raise(Point& most, const Point& p) const {
    for (int w = 0; w < Words; ++w) {
      const std::uint64_t less = ~(most[w] - p[w]) & guards_[w];
      std::uint64_t lowest = 1;  // bit of the field
      for (std::uint64_t left = less == 0 ? 0 : guards_[w]; left != 0; left &= left - 1) {
        const std::uint64_t guard = left & (~left + 1);
        const std::uint64_t field = guard - lowest;
        if ((less & guard) != 0) most[w] = (most[w] & ~field) | (p[w] & field);
        lowest = guard << 1;
      }
    }
  }

  [[nodiscard]] Point without_guards(Point p) const {
    for (int w = 0; w < Words; ++w) p[w] &= ~guards_[w];
    return p;
  }

  void clear() {
    recent_.fill(guards_);
    nodes_.clear();
    cuts_.clear();
    leaves_.clear();
    make_node();
  }

  std::uint32_t make_node() {
    nodes_.push_back({guards_});
    cuts_.emplace_back();
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }

  std::uint32_t make_leaf() {
    leaves_.emplace_back();
    return static_cast<std::uint32_t>(leaves_.size() - 1);
  }

  void put(Leaf& leaf, const Point& p) {
    for (int w = 0; w < Words; ++w) leaf.word[w][leaf.size] = p[w] | guards_[w];
    ++leaf.size;
  }

  [[nodiscard]] Point point(const Leaf& leaf, int k) const {
    Point p;
    for (int w = 0; w < Words; ++w) p[w] = leaf.word[w][k];
    return without_guards(p);
  }

  /// The coordinate in which points spread most, and whether they do.
  std::pair<std::size_t, bool> widest(const Point* first, const Point* last) const {
    std::size_t best = 0;
    std::uint64_t most = 0;
    for (std::size_t j = 0; j < packing_.coordinates(); ++j) {
      std::uint64_t low = packing_.field<Words>(*first, j);
      std::uint64_t high = low;
      for (const Point* p = first + 1; p < last; ++p) {
        const std::uint64_t field = packing_.field<Words>(*p, j);
        low = std::min(low, field);
        high = std::max(high, field);
      }
      if (high - low <= most) continue;
      most = high - low;
      best = j;
    }
    return {best, most > 0};
  }

  /// Puts points below a cut before the others, near their median; where the others begin.
  Point* part(Point* first, Point* last, std::size_t dim) const {
    const auto field = [&](const Point& p) { return packing_.field<Words>(p, dim); };
    Point* middle = first + (last - first) / 2;
    std::nth_element(first, middle, last, [&](const Point& a, const Point& b) { return field(a) < field(b); });
    const std::uint64_t median = field(*middle);
    middle = std::partition(first, middle, [&](const Point& p) { return field(p) < median; });
    if (middle == first) middle = std::partition(first, last, [&](const Point& p) { return field(p) <= median; });
    return middle;
  }

  /// Makes two children of a node, one of each part of the points.
  void cut(std::uint32_t at, std::size_t dim, const Point* middle, const Point* last) {
    cuts_[at].dim = dim;
    cuts_[at].value = std::numeric_limits<std::uint64_t>::max();
    for (const Point* p = middle; p != last; ++p)
      cuts_[at].value = std::min(cuts_[at].value, packing_.field<Words>(*p, dim));
    nodes_[at].leaf = none;
    const std::uint32_t children = make_node();
    make_node();
    nodes_[at].children = children;
  }

  /// Fills a node: a leaf that is half full, or two nodes of half the points each.
  void build(std::uint32_t at, Point* first, Point* last, std::size_t depth) {
    const auto [dim, spreads] = widest(first, last);
    if (last - first <= capacity / 2 || !spreads || depth >= deepest) {
      fill_leaf(at, first, last);
      return;
    }
    Point* middle = part(first, last, dim);
    cut(at, dim, middle, last);
    const std::uint32_t children = nodes_[at].children;
    build(children, first, middle, depth + 1);
    build(children + 1, middle, last, depth + 1);
    for (const std::uint32_t child : {children, children + 1})
      raise(nodes_[at].most, without_guards(nodes_[child].most));
  }

  void fill_leaf(std::uint32_t at, const Point* first, const Point* last) {
    nodes_[at].leaf = make_leaf();
    for (const Point* p = first; p != last; ++p) {
      if (leaves_[nodes_[at].leaf].size == capacity - 1) chain(at);  // one place stays free for what is inserted
      put(leaves_[nodes_[at].leaf], *p);
      raise(nodes_[at].most, *p);
    }
  }

  /// A fresh leaf before the one that a node has.
  void chain(std::uint32_t at) {
    const std::uint32_t fresh = make_leaf();
    leaves_[fresh].more = nodes_[at].leaf;
    nodes_[at].leaf = fresh;
  }

  void split(std::uint32_t at, std::size_t depth) {
    const std::uint32_t old = nodes_[at].leaf;
    std::array<Point, capacity> points;
    for (int k = 0; k < capacity; ++k) points[k] = point(leaves_[old], k);
    Point* first = points.data();
    Point* last = first + capacity;
    const auto [dim, spreads] = widest(first, last);
    if (depth + 1 >= deepest || !spreads || leaves_[old].more != none) {
      chain(at);
      return;
    }
    Point* middle = part(first, last, dim);
    cut(at, dim, middle, last);
    leaves_[old] = {};
    const std::uint32_t low = nodes_[at].children;
    nodes_[low].leaf = old;
    nodes_[low + 1].leaf = make_leaf();
    for (const Point* p = first; p != last; ++p) {
      const std::uint32_t child = p < middle ? low : low + 1;
      raise(nodes_[child].most, *p);
      put(leaves_[nodes_[child].leaf], *p);
    }
  }

  const Packing& packing_;
  Point guards_;
  std::vector<Node> nodes_;
  std::vector<Cut> cuts_;  ///< by node that has children
  std::vector<Leaf> leaves_;
  std::array<Point, 8> recent_;  ///< what answered the last questions, with guards
  std::size_t oldest_ = 0;       ///< of those
  std::size_t size_ = 0;
  std::size_t balance_at_ = first_balance;
};

}  // namespace parley
