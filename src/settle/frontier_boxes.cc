#include "settle/frontier_boxes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

#include "settle/nondominated.h"

namespace parley {

namespace {

using BigInt = boost::multiprecision::cpp_int;

constexpr std::size_t most_boxes = 512;
constexpr int most_slots = 128;                            // boxes that a key has room for
constexpr std::size_t most_traces = std::size_t{1} << 26;  // 512 MB
constexpr std::size_t most_sets = 10'000;                  // of one point, that are gone through one by one

/// Ranges of options, those that are left, and what a package gains that lies in all of them.
struct Box {
  std::vector<std::pair<int, int>> ranges;  ///< by variable: first and last
  std::vector<Wide> gain;                   ///< by principal

  auto operator<=>(const Box&) const = default;
};

bool apart(const Box& a, const Box& b) {
  for (std::size_t v = 0; v < a.ranges.size(); ++v)
    if (a.ranges[v].second < b.ranges[v].first || b.ranges[v].second < a.ranges[v].first) return true;
  return false;
}

/// The options of each variable that nobody refuses; nothing where a refusal hangs on more than one variable.
std::optional<std::vector<std::vector<int>>> options_left(const OneWorld& world, bool acceptable) {
  std::vector<std::vector<int>> left;
  for (int many : world.options) {
    left.emplace_back(many);
    std::iota(left.back().begin(), left.back().end(), 0);
  }
  if (!acceptable) return left;
  for (const WorldTable& table : world.tables) {
    if (std::all_of(table.shut.begin(), table.shut.end(), [](std::uint64_t who) { return who == 0; })) continue;
    if (table.scope.size() != 1) return std::nullopt;
    std::erase_if(left[table.scope[0]], [&](int o) { return table.shut[o] != 0; });
  }
  return left;
}

/// A table's boxes: its options taken together where it does not tell them apart.
class BoxesOfTable {
 public:
  BoxesOfTable(const OneWorld& world, const std::vector<std::vector<int>>& left, const WorldTable& table)
      : world_(world),
        left_(left),
        table_(table),
        n_(world.principals.size()),
        least_(table.values.begin(), table.values.begin() + n_) {
    for (std::size_t c = 0; c < table.values.size(); ++c) least_[c % n_] = std::min(least_[c % n_], table.values[c]);
    for (std::size_t at = 0; at < table.scope.size(); ++at) runs_.push_back(runs_of(at));
  }

  [[nodiscard]] const std::vector<Wide>& least() const { return least_; }

  /// Adds the table's boxes to a list until that holds as many as it may.
  void add_to(std::vector<Box>& boxes) const {
    std::vector<std::size_t> at(table_.scope.size(), 0);
    for (;;) {
      Box box = box_of(at);
      if (std::any_of(box.gain.begin(), box.gain.end(), [](Wide gain) { return gain > 0; }))
        boxes.push_back(std::move(box));
      std::size_t k = at.size();
      while (k > 0 && ++at[k - 1] == runs_[k - 1].size()) at[--k] = 0;
      if (k == 0 || boxes.size() > most_boxes) return;
    }
  }

 private:
  using Runs = std::vector<std::pair<int, int>>;

  [[nodiscard]] Runs runs_of(std::size_t at) const {
    const auto& options = left_[table_.scope[at]];
    Runs runs;
    for (int o = 0; o < static_cast<int>(options.size()); ++o) {
      if (o > 0 && same(at, options[o - 1], options[o]))
        runs.back().second = o;
      else
        runs.emplace_back(o, o);
    }
    return runs;
  }

  /// Whether two options of a variable give the same whatever is chosen for the table's other variables.
  [[nodiscard]] bool same(std::size_t at, int one, int other) const {
    std::size_t inner = n_;
    for (std::size_t k = at + 1; k < table_.scope.size(); ++k) inner *= world_.options[table_.scope[k]];
    const std::size_t outer = inner * world_.options[table_.scope[at]];
    const auto from = table_.values.begin();
    for (std::size_t first = 0; first < table_.values.size(); first += outer)
      if (!std::equal(from + first + one * inner, from + first + (one + 1) * inner, from + first + other * inner))
        return false;
    return true;
  }

  [[nodiscard]] Box box_of(const std::vector<std::size_t>& at) const {
    Box box;
    for (const auto& options : left_) box.ranges.emplace_back(0, static_cast<int>(options.size()) - 1);
    std::vector<int> choice(world_.options.size(), 0);
    for (std::size_t k = 0; k < at.size(); ++k) {
      const int v = table_.scope[k];
      box.ranges[v] = runs_[k][at[k]];
      choice[v] = left_[v][box.ranges[v].first];
    }
    const std::size_t cell = cell_of(world_, table_, choice);
    for (std::size_t k = 0; k < n_; ++k) box.gain.push_back(table_.values[cell * n_ + k] - least_[k]);
    return box;
  }

  const OneWorld& world_;
  const std::vector<std::vector<int>>& left_;
  const WorldTable& table_;
  std::size_t n_;
  std::vector<Wide> least_;
  std::vector<Runs> runs_;
};

/// An order of boxes in which few stay open: those already taken that a box still to come is apart from.
struct Order {
  std::vector<int> boxes;
  std::vector<int> open;  ///< after each: how many are open
};

class Ordering {
 public:
  explicit Ordering(std::vector<std::vector<int>> apart) : apart_(std::move(apart)) {}

  /// The best of the greedy orders that begin with each of the boxes, or with some where that would take long.
  [[nodiscard]] Order best() const {
    Order best;
    double least = 0;
    for (std::size_t first = 0; first < apart_.size(); first += stride()) {
      Order order = from(static_cast<int>(first));
      double cost = 0;
      for (int open : order.open) cost += std::exp2(open);
      if (!best.boxes.empty() && cost >= least) continue;
      best = std::move(order);
      least = cost;
    }
    return best;
  }

 private:
  [[nodiscard]] std::size_t stride() const {
    std::size_t work = 0;
    for (const auto& boxes : apart_) work += apart_.size() * boxes.size();
    return 1 + apart_.size() * work / 100'000'000;
  }

  [[nodiscard]] Order from(int first) const {
    std::vector<int> later(apart_.size());  // neighbours still to come
    for (std::size_t b = 0; b < later.size(); ++b) later[b] = static_cast<int>(apart_[b].size());
    std::vector<char> taken(later.size(), 0);
    Order order;
    int open = 0;
    while (order.boxes.size() < later.size()) {
      int next = first, least = 0, most = -1;
      for (int b = 0; b < static_cast<int>(later.size()) && !order.boxes.empty(); ++b) {
        if (taken[b] != 0) continue;
        const int grows = growth(b, later, taken), known = static_cast<int>(apart_[b].size()) - later[b];
        if (most >= 0 && std::tuple(grows, -known) >= std::tuple(least, -most)) continue;
        std::tie(next, least, most) = std::tuple(b, grows, known);
      }
      open += growth(next, later, taken);
      taken[next] = 1;
      for (int b : apart_[next]) --later[b];
      order.boxes.push_back(next);
      order.open.push_back(open);
    }
    return order;
  }

  [[nodiscard]] int growth(int box, const std::vector<int>& later, const std::vector<char>& taken) const {
    int result = later[box] > 0 ? 1 : 0;
    for (int b : apart_[box]) result -= taken[b] != 0 && later[b] == 1 ? 1 : 0;
    return result;
  }

  std::vector<std::vector<int>> apart_;
};

/// One box taken: in a set or not.
struct Step {
  int box = -1;
  UnsignedWide against = 0;  ///< open boxes that it is apart from
  UnsignedWide own = 0;      ///< its own bit, where it stays open
  UnsignedWide keep = 0;     ///< those that are still open after it
};

/// Nothing if more are open at once than a key has bits for.
std::optional<std::vector<Step>> steps_of(const std::vector<std::vector<int>>& apart, const Order& order) {
  std::vector<int> later(apart.size()), slot(apart.size(), -1);
  for (std::size_t b = 0; b < apart.size(); ++b) later[b] = static_cast<int>(apart[b].size());
  std::vector<Step> steps;
  UnsignedWide used = 0;
  for (int box : order.boxes) {
    Step step;
    step.box = box;
    for (int b : apart[box]) {
      --later[b];
      if (slot[b] >= 0) step.against |= UnsignedWide{1} << slot[b];
    }
    if (later[box] > 0) {
      int free = 0;
      while (free < most_slots && (used >> free & 1) != 0) ++free;
      if (free == most_slots) return std::nullopt;
      slot[box] = free;
      step.own = UnsignedWide{1} << free;
      used |= step.own;
    }
    for (int b : apart[box])
      if (slot[b] >= 0 && later[b] == 0) {
        used &= ~(UnsignedWide{1} << slot[b]);
        slot[b] = -1;
      }
    step.keep = used;
    steps.push_back(step);
  }
  return steps;
}

/// The sets of boxes behind a point: a set is another set and one box more, or either of two others.
class Sets {
 public:
  static constexpr std::uint32_t empty = 0;

  std::uint32_t with(std::uint32_t set, int box) { return add({set, static_cast<std::uint32_t>(box)}); }
  std::uint32_t either(std::uint32_t one, std::uint32_t other) { return add({one, other | either_bit}); }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }

  /// Calls body with each set; false if it stopped since there are too many.
  template <class Body>
  bool for_each(std::uint32_t node, const Body& body) const {
    std::vector<std::pair<std::uint32_t, std::vector<int>>> open{{node, {}}};
    std::size_t seen = 0;
    while (!open.empty()) {
      auto [at, boxes] = std::move(open.back());
      open.pop_back();
      while (at != empty && (nodes_[at].second & either_bit) == 0) {
        boxes.push_back(static_cast<int>(nodes_[at].second));
        at = nodes_[at].first;
      }
      if (at != empty) {
        open.emplace_back(nodes_[at].second & ~either_bit, boxes);
        open.emplace_back(nodes_[at].first, std::move(boxes));
        continue;
      }
      if (++seen > most_sets) return false;
      body(boxes);
    }
    return true;
  }

 private:
  static constexpr std::uint32_t either_bit = std::uint32_t{1} << 31;

  std::uint32_t add(std::pair<std::uint32_t, std::uint32_t> node) {
    nodes_.push_back(node);
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }

  std::vector<std::pair<std::uint32_t, std::uint32_t>> nodes_{{0, 0}};
};

/// Nondominated sums, and the sets of boxes that give them.
struct Sums {
  std::vector<Wide> values;  ///< by point and principal
  std::vector<std::uint32_t> sets;
};

class BoxFrontier {
 public:
  BoxFrontier(const OneWorld& world, const FrontierOptions& options, std::vector<std::vector<int>> left)
      : world_(world),
        options_(options),
        n_(world.principals.size()),
        left_(std::move(left)),
        nothing_left_(std::any_of(left_.begin(), left_.end(), [](const auto& of) { return of.empty(); })),
        base_(n_, 0) {
    if (nothing_left_) return;
    for (const WorldTable& table : world.tables) {
      const BoxesOfTable of(world, left_, table);
      for (std::size_t k = 0; k < n_; ++k) base_[k] += of.least()[k];
      of.add_to(boxes_);
      if (boxes_.size() > most_boxes) return;
    }
    std::sort(boxes_.begin(), boxes_.end());
  }

  std::optional<Frontier> run() {
    if (boxes_.size() > most_boxes) return std::nullopt;
    if (nothing_left_) return finish({});
    std::vector<std::vector<int>> apart_from(boxes_.size());
    for (int a = 0; a < static_cast<int>(boxes_.size()); ++a)
      for (int b = 0; b < static_cast<int>(boxes_.size()); ++b)
        if (apart(boxes_[a], boxes_[b])) apart_from[a].push_back(b);
    const auto steps = steps_of(apart_from, Ordering(apart_from).best());
    if (!steps) return std::nullopt;
    States states{{0, {std::vector<Wide>(n_, 0), {Sets::empty}}}};
    for (std::size_t s = 0; s < steps->size(); ++s) {
      if (options_.progress.stopped()) throw Cancelled{};
      options_.progress("working out the frontier", static_cast<double>(s) / static_cast<double>(steps->size()));
      if (!take((*steps)[s], states)) return std::nullopt;
    }
    return finish(states.begin()->second);
  }

 private:
  using States = std::map<UnsignedWide, Sums>;

  /// False where that passes a budget.
  bool take(const Step& step, States& states) {
    States next;
    std::size_t points = 0;
    for (auto& [key, sums] : states) {
      if ((key & step.against) == 0) {
        Sums with = sums;
        for (std::size_t i = 0; i < with.values.size(); ++i) with.values[i] += boxes_[step.box].gain[i % n_];
        for (std::uint32_t& set : with.sets) set = sets_.with(set, step.box);
        merge(next[(key | step.own) & step.keep], std::move(with));
      }
      merge(next[key & step.keep], std::move(sums));
      if (next.size() > options_.states || sets_.size() > most_traces) return false;
    }
    for (const auto& [key, sums] : next) points += sums.sets.size();
    states = std::move(next);
    return points <= options_.points;
  }

  void merge(Sums& into, Sums from) {
    if (into.sets.empty()) {
      into = std::move(from);
      return;
    }
    into.values.insert(into.values.end(), from.values.begin(), from.values.end());
    into.sets.insert(into.sets.end(), from.sets.begin(), from.sets.end());
    const Nondominated found = nondominated(into.values, static_cast<int>(n_));
    Sums kept;
    for (std::uint32_t p : found.kept) {
      kept.values.insert(kept.values.end(), into.values.begin() + p * n_, into.values.begin() + (p + 1) * n_);
      kept.sets.push_back(into.sets[p]);
    }
    for (const auto& [point, place] : found.equal) kept.sets[place] = sets_.either(kept.sets[place], into.sets[point]);
    into = std::move(kept);
  }

  /// What a set of boxes has in common: the first package of it, and how many there are.
  std::pair<std::vector<int>, BigInt> packages_of(const std::vector<int>& set) const {
    std::vector<int> choice;
    BigInt many = 1;
    for (std::size_t v = 0; v < left_.size(); ++v) {
      int first = 0, last = static_cast<int>(left_[v].size()) - 1;
      for (int b : set) {
        first = std::max(first, boxes_[b].ranges[v].first);
        last = std::min(last, boxes_[b].ranges[v].second);
      }
      choice.push_back(left_[v][first]);
      many *= last - first + 1;
    }
    return {std::move(choice), std::move(many)};
  }

  Frontier finish(const Sums& sums) const {
    std::vector<std::pair<std::vector<Wide>, std::uint32_t>> points;
    for (std::size_t i = 0; i < sums.sets.size(); ++i) {
      std::vector<Wide> values(n_);
      bool reaches = true;
      for (std::size_t k = 0; k < n_; ++k) {
        values[k] = base_[k] + sums.values[i * n_ + k];
        reaches = reaches && values[k] >= world_.principals[k].reservation.value_or(values[k]);
      }
      if (reaches || !options_.acceptable) points.emplace_back(std::move(values), sums.sets[i]);
    }
    std::sort(points.begin(), points.end(), std::greater<>());
    Frontier result;
    result.principals = n_;
    result.cover.assign(n_, 0);
    bool counted = true;
    for (const auto& [values, sets] : points) {
      std::vector<int> example;
      BigInt packages = 0;
      counted = sets_.for_each(sets, [&](const std::vector<int>& set) {
        auto [first, many] = packages_of(set);
        if (example.empty() || first < example) example = std::move(first);
        packages += many;
      }) && counted;
      result.add(values, example);
      result.packages.push_back(std::move(packages));
    }
    if (!counted) result.packages.clear();
    return result;
  }

  const OneWorld& world_;
  const FrontierOptions& options_;
  std::size_t n_;
  std::vector<std::vector<int>> left_;
  bool nothing_left_;
  std::vector<Wide> base_;  ///< what every package has
  std::vector<Box> boxes_;
  Sets sets_;
};

}  // namespace

std::optional<Frontier> frontier_by_boxes(const OneWorld& world, const FrontierOptions& options) {
  if (!world.rules.empty()) return std::nullopt;
  auto left = options_left(world, options.acceptable);
  if (!left) return std::nullopt;
  return BoxFrontier(world, options, std::move(*left)).run();
}

}  // namespace parley
