// A growing set of points that can be asked whether one of them is at least a given point in every coordinate.
//
// A binary tree of boxes. A node knows the greatest value of each coordinate below it, so a question leaves out every
// node that is smaller somewhere. Leaves hold up to 32 points, one coordinate beside another, so that a leaf is asked
// with a few vector instructions; a full one is cut at the median of its widest coordinate. Points come in an order
// that would make the tree lopsided, so it is built anew, in balance, each time it has doubled. (A k-d tree with bounds
// in place of cells, as the ND-tree of Jaszkiewicz and Lust 2018 has them.)
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <vector>

namespace parley {

template <int Dims>
class DominanceTree {
 public:
  using Point = std::array<std::int32_t, Dims>;
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  DominanceTree() { nodes_.push_back({lowest(), 0, 0, make_leaf()}); }

  /// The id of a point that is at least `q` everywhere, or `none`.
  [[nodiscard]] std::uint32_t find(const Point& q) const {
    if (!reaches(nodes_[0], q)) return none;
    std::array<std::uint32_t, 128> stack;  // the tree is at most as deep
    std::size_t top = 0;
    stack[top++] = 0;
    while (top > 0) {
      const Node& node = nodes_[stack[--top]];
      if (node.leaf != none) {
        const std::uint32_t id = find_in(leaves_[node.leaf], q);
        if (id != none) return id;
        continue;
      }
      if (reaches(nodes_[node.children], q)) stack[top++] = node.children;
      if (reaches(nodes_[node.children + 1], q)) stack[top++] = node.children + 1;
    }
    return none;
  }

  void insert(const Point& p, std::uint32_t id) {
    std::uint32_t at = 0;
    std::size_t depth = 0;
    while (true) {
      Node& node = nodes_[at];
      for (int j = 0; j < Dims; ++j) node.most[j] = std::max(node.most[j], p[j]);
      if (node.leaf != none) break;
      at = node.children + (p[node.dim] >= node.cut ? 1 : 0);
      ++depth;
    }
    Leaf& leaf = leaves_[nodes_[at].leaf];
    put(leaf, leaf.size++, p, id);
    if (leaf.size == capacity) split(at, depth);
    if (++size_ == balance_at_) rebuild(items());
  }

  struct Item {
    Point point;
    std::uint32_t id;
  };

  [[nodiscard]] std::size_t size() const { return size_; }

  [[nodiscard]] std::vector<Item> items() const {
    std::vector<Item> items;
    items.reserve(size_);
    for (const Leaf& leaf : leaves_)
      for (int k = 0; k < leaf.size; ++k) {
        Item& item = items.emplace_back();
        for (int j = 0; j < Dims; ++j) item.point[j] = leaf.value[j][k];
        item.id = leaf.id[k];
      }
    return items;
  }

  /// The same tree as if it held these points alone, one or more, in balance.
  void rebuild(std::vector<Item> items) {
    size_ = items.size();
    balance_at_ = std::max(first_balance, size_ * 2);
    nodes_.clear();
    leaves_.clear();
    nodes_.push_back({lowest(), 0, 0, none, 0});
    build(0, items.data(), items.data() + items.size());
  }

 private:
  static constexpr std::size_t first_balance = 1024;
  static constexpr int capacity = 32;
  static constexpr std::size_t deepest = 120;

  struct Leaf {
    std::int32_t value[Dims][capacity];
    std::uint32_t id[capacity];
    int size = 0;
    std::uint32_t more = none;  ///< the next leaf of a node that cannot be cut any deeper
  };
  struct Node {
    Point most;
    int dim = 0;
    std::int32_t cut = 0;
    std::uint32_t leaf = none;
    std::uint32_t children = 0;  ///< the lower one; the upper follows it
  };

  /// Fills a node with items: a leaf that is half full, or two nodes of half the items each.
  void build(std::uint32_t at, Item* first, Item* last) {
    Point least = first->point;
    Point most = first->point;
    for (const Item* item = first; item != last; ++item)
      for (int j = 0; j < Dims; ++j) {
        least[j] = std::min(least[j], item->point[j]);
        most[j] = std::max(most[j], item->point[j]);
      }
    nodes_[at].most = most;
    int widest_dim = 0;
    for (int j = 1; j < Dims; ++j)
      if (most[j] - std::int64_t{least[j]} > most[widest_dim] - std::int64_t{least[widest_dim]}) widest_dim = j;
    Item* middle = first + (last - first) / 2;
    const auto below = [&](const Item& a, const Item& b) { return a.point[widest_dim] < b.point[widest_dim]; };
    if (last - first > capacity / 2) {
      std::nth_element(first, middle, last, below);
      const std::int32_t cut = middle->point[widest_dim];
      middle = std::partition(first, middle, [&](const Item& item) { return item.point[widest_dim] < cut; });
      if (middle == first)
        middle = std::partition(first, last, [&](const Item& item) { return item.point[widest_dim] <= cut; });
    }
    if (last - first <= capacity / 2 || middle == last) {
      fill_leaf(at, first, last);
      return;
    }
    const auto children = static_cast<std::uint32_t>(nodes_.size());
    nodes_[at].dim = widest_dim;
    nodes_[at].cut = std::min_element(middle, last, below)->point[widest_dim];
    nodes_[at].children = children;
    nodes_.push_back({lowest(), 0, 0, none, 0});
    nodes_.push_back({lowest(), 0, 0, none, 0});
    build(children, first, middle);
    build(children + 1, middle, last);
  }

  void fill_leaf(std::uint32_t at, const Item* first, const Item* last) {
    nodes_[at].leaf = make_leaf();
    for (const Item* item = first; item != last; ++item) {
      Leaf* leaf = &leaves_[nodes_[at].leaf];
      if (leaf->size == capacity - 1) {  // one place stays free for what is inserted
        const std::uint32_t fresh = make_leaf();
        leaves_[fresh].more = nodes_[at].leaf;
        nodes_[at].leaf = fresh;
        leaf = &leaves_[fresh];
      }
      put(*leaf, leaf->size++, item->point, item->id);
    }
  }

  static Point lowest() {
    Point p;
    p.fill(std::numeric_limits<std::int32_t>::min());
    return p;
  }

  static bool reaches(const Node& node, const Point& q) {
    bool below = false;
    for (int j = 0; j < Dims; ++j) below |= node.most[j] < q[j];
    return !below;
  }

  [[nodiscard]] std::uint32_t find_in(const Leaf& first, const Point& q) const {
    for (const Leaf* leaf = &first;; leaf = &leaves_[leaf->more]) {
      std::int32_t below[capacity] = {};
      for (int j = 0; j < Dims; ++j)
        for (int k = 0; k < capacity; ++k) below[k] |= leaf->value[j][k] < q[j] ? -1 : 0;
      std::int32_t all = -1;
      for (const std::int32_t b : below) all &= b;
      if (all == 0)
        for (int k = 0; k < leaf->size; ++k)
          if (below[k] == 0) return leaf->id[k];
      if (leaf->more == none) return none;
    }
  }

  static void put(Leaf& leaf, int place, const Point& p, std::uint32_t id) {
    for (int j = 0; j < Dims; ++j) leaf.value[j][place] = p[j];
    leaf.id[place] = id;
  }

  std::uint32_t make_leaf() {
    Leaf leaf;
    for (auto& row : leaf.value) std::fill(std::begin(row), std::end(row), std::numeric_limits<std::int32_t>::min());
    leaves_.push_back(leaf);
    return static_cast<std::uint32_t>(leaves_.size() - 1);
  }

  void split(std::uint32_t at, std::size_t depth) {
    const std::uint32_t old = nodes_[at].leaf;
    const auto [dim, cut] = widest(leaves_[old]);
    if (depth >= deepest || dim < 0) {  // chain a fresh leaf before the full one
      const std::uint32_t fresh = make_leaf();
      leaves_[fresh].more = old;
      nodes_[at].leaf = fresh;
      return;
    }
    const Leaf full = leaves_[old];
    const std::uint32_t low = old;
    const std::uint32_t high = make_leaf();
    leaves_[low] = leaves_[high];
    Node children[2];
    for (Node& child : children) child.most = lowest();
    children[0].leaf = low;
    children[1].leaf = high;
    for (int k = 0; k < capacity; ++k) {
      Point p;
      for (int j = 0; j < Dims; ++j) p[j] = full.value[j][k];
      const int side = p[dim] >= cut ? 1 : 0;
      for (int j = 0; j < Dims; ++j) children[side].most[j] = std::max(children[side].most[j], p[j]);
      Leaf& leaf = leaves_[side == 1 ? high : low];
      put(leaf, leaf.size++, p, full.id[k]);
    }
    nodes_[at].dim = dim;
    nodes_[at].cut = cut;
    nodes_[at].leaf = none;
    nodes_[at].children = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back(children[0]);
    nodes_.push_back(children[1]);
  }

  /// The coordinate of greatest spread, and a value of it with points on both sides; -1 if the leaf is chained.
  static std::pair<int, std::int32_t> widest(const Leaf& leaf) {
    if (leaf.more != none) return {-1, 0};
    int best = -1;
    std::int64_t most = 0;
    for (int j = 0; j < Dims; ++j) {
      const auto [low, high] = std::minmax_element(leaf.value[j], leaf.value[j] + capacity);
      const std::int64_t spread = static_cast<std::int64_t>(*high) - *low;
      if (spread > most) {
        most = spread;
        best = j;
      }
    }
    if (best < 0) return {-1, 0};
    std::array<std::int32_t, capacity> sorted;
    std::copy(leaf.value[best], leaf.value[best] + capacity, sorted.begin());
    std::sort(sorted.begin(), sorted.end());
    std::int32_t cut = sorted[capacity / 2];
    if (cut == sorted[0]) cut = *std::upper_bound(sorted.begin(), sorted.end(), cut);
    return {best, cut};
  }

  std::vector<Node> nodes_;
  std::vector<Leaf> leaves_;
  std::size_t size_ = 0;
  std::size_t balance_at_ = first_balance;
};

}  // namespace parley
