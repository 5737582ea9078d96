#include "settle/frontier.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

#include "settle/frontier_boxes.h"
#include "settle/frontier_regions.h"
#include "settle/groups.h"

namespace parley {

namespace {

using BigInt = boost::multiprecision::cpp_int;

constexpr Wide furthest = Wide{1} << 126;  // below every value that counts

Wide common_divisor(Wide a, Wide b) {
  while (b != 0) a = std::exchange(b, a % b);
  return a < 0 ? -a : a;
}

/// Values as small integers: of each principal less what every package has, divided by what divides all differences.
struct Units {
  std::vector<Wide> least;  ///< by table and principal
  std::vector<Wide> step;   ///< by principal
  std::vector<Wide> base;   ///< by principal: sum of the least
  std::vector<Wide> range;  ///< by principal: the greatest sum, in steps
};

Units units_of(const OneWorld& world) {
  const std::size_t n = world.principals.size();
  Units units;
  units.step.assign(n, 0);
  units.base.assign(n, 0);
  units.range.assign(n, 0);
  for (const WorldTable& table : world.tables)
    for (std::size_t k = 0; k < n; ++k) {
      Wide low = table.values[k];
      Wide high = low;
      for (std::size_t c = k; c < table.values.size(); c += n) {
        low = std::min(low, table.values[c]);
        high = std::max(high, table.values[c]);
      }
      for (std::size_t c = k; c < table.values.size(); c += n)
        units.step[k] = common_divisor(units.step[k], table.values[c] - low);
      units.least.push_back(low);
      units.base[k] += low;
      units.range[k] += high - low;
    }
  for (std::size_t k = 0; k < n; ++k) {
    if (units.step[k] == 0) units.step[k] = 1;
    units.range[k] /= units.step[k];
  }
  return units;
}

/// The least sum, in steps, that meets a principal's reservation value; far below zero where it has none.
Wide least_sum(const OneWorld& world, const Units& units, std::size_t k) {
  if (!world.principals[k].reservation) return -furthest;
  const Wide short_of = *world.principals[k].reservation - units.base[k];
  if (short_of <= 0) return -furthest;
  return (short_of + units.step[k] - 1) / units.step[k];
}

template <class Int, class Number>
class Builder {
 public:
  Builder(const OneWorld& world, const Units& units, const FrontierOptions& options)
      : world_(world),
        units_(units),
        options_(options),
        dims_(world.principals.size()),
        groups_(groups_of(world)),
        package_(world.compiled->source->casebook.issues.size(), -1),
        levers_(world.compiled->source->casebook.levers.size(), -1),
        choice_(world.options.size(), -1) {
    result_.principals = dims_;
    result_.cover.assign(dims_, 0);
    for (std::size_t v = 0; v < world.options.size(); ++v) {
      leaves_.emplace_back();
      for (int o = 0; o < world.options[v]; ++o) leaves_.back().push_back(result_.trace.leaf(static_cast<int>(v), o));
    }
    for (std::size_t t = 0; t < world.tables.size(); ++t) cells_.push_back(small_cells(t));
  }

  Frontier run() {
    std::vector<PointSet> fronts;
    if (std::any_of(world_.rules.begin(), world_.rules.end(),
                    [&](const Formula* rule) { return evaluate(*rule, package_, levers_) == Truth::no; }))
      return std::move(result_);
    for (const Group& group : groups_) {
      auto front = front_of(group);
      if (!front) {
        result_.worked_out = false;
        return std::move(result_);
      }
      if (front->size() == 0) return std::move(result_);
      fronts.push_back(std::move(*front));
    }
    std::stable_sort(fronts.begin(), fronts.end(),
                     [](const PointSet& a, const PointSet& b) { return a.size() < b.size(); });
    finish(add_up(fronts));
    return std::move(result_);
  }

 private:
  using PointSet = Front<Int, Number>;

  std::vector<Int> small_cells(std::size_t t) const {
    std::vector<Int> cells;
    const auto& values = world_.tables[t].values;
    for (std::size_t c = 0; c < values.size(); ++c) {
      const std::size_t k = c % dims_;
      cells.push_back(static_cast<Int>((values[c] - units_.least[t * dims_ + k]) / units_.step[k]));
    }
    return cells;
  }

  PointSet nothing() const {
    PointSet front;
    front.dims = static_cast<int>(dims_);
    front.values.assign(dims_, 0);
    front.packages.assign(1, 1);
    front.trace.assign(1, Trace::nothing);
    return front;
  }

  void choose(int variable, int option) {
    const Variable& v = world_.compiled->variables[variable];
    choice_[variable] = option;
    package_[v.issue] = option < 0 ? -1 : v.options[option];
  }

  [[nodiscard]] bool allowed(const Group& group, std::size_t place) const {
    for (int t : group.tables[place])
      if (options_.acceptable && world_.tables[t].shut[cell_of(world_, world_.tables[t], choice_)] != 0) return false;
    return std::all_of(group.rules[place].begin(), group.rules[place].end(),
                       [&](int r) { return evaluate(*world_.rules[r], package_, levers_) != Truth::no; });
  }

  /// Sums so far, by the choices that later tables or rules look at.
  using States = std::map<std::vector<int>, PointSet>;

  /// What may follow a state: candidates of one next state, before the filter.
  struct Pool {
    PointSet points;
    std::vector<std::uint32_t> order;  ///< which came first
  };

  /// The front of one group by itself; nothing if it has too many states.
  std::optional<PointSet> front_of(const Group& group) {
    States states;
    states.emplace(std::vector<int>(), nothing());
    for (std::size_t place = 0; place < group.variables.size(); ++place) {
      if (options_.progress.stopped()) throw Cancelled{};
      std::map<std::vector<int>, Pool> pools;
      std::uint32_t order = 0;
      for (int option = 0; option < world_.options[group.variables[place]]; ++option)
        for (const auto& [key, points] : states) extend(group, place, key, points, option, order++, pools);
      if (pools.size() > options_.states) return std::nullopt;
      states.clear();
      for (auto& [key, pool] : pools)
        states.emplace(key, thinned(nondominated_part(std::move(pool.points), pool.order)));
    }
    for (int v : group.variables) choose(v, -1);
    return states.empty() ? PointSet() : std::move(states.begin()->second);
  }

  void extend(const Group& group, std::size_t place, const std::vector<int>& key, const PointSet& points, int option,
              std::uint32_t order, std::map<std::vector<int>, Pool>& pools) {
    if (place > 0)
      for (std::size_t k = 0; k < key.size(); ++k) choose(group.open[place - 1][k], key[k]);
    const int variable = group.variables[place];
    choose(variable, option);
    if (allowed(group, place)) {
      std::vector<int> next;
      for (int v : group.open[place]) next.push_back(choice_[v]);
      Pool& pool = pools[next];
      pool.points.dims = static_cast<int>(dims_);
      std::vector<Int> gain(dims_, 0);
      for (int t : group.tables[place]) {
        const std::size_t cell = cell_of(world_, world_.tables[t], choice_);
        for (std::size_t k = 0; k < dims_; ++k) gain[k] = static_cast<Int>(gain[k] + cells_[t][cell * dims_ + k]);
      }
      for (std::size_t i = 0; i < points.size(); ++i) {
        for (std::size_t k = 0; k < dims_; ++k)
          pool.points.values.push_back(static_cast<Int>(points.point(i)[k] + gain[k]));
        pool.points.packages.push_back(points.packages[i]);
        pool.points.trace.push_back(result_.trace.join(points.trace[i], leaves_[variable][option]));
        pool.order.push_back(order);
      }
    }
    choose(variable, -1);
    if (place > 0)
      for (int v : group.open[place - 1]) choose(v, -1);
  }

  /// The fronts added up, the smallest first; sums that can no longer reach a reservation value are dropped.
  PointSet add_up(const std::vector<PointSet>& fronts) {
    std::vector<Wide> still(dims_, 0);  // the most that the fronts to come can add
    for (const PointSet& front : fronts)
      for (std::size_t k = 0; k < dims_; ++k) still[k] += most(front, k);
    PointSet sum = nothing();
    double done = 0;
    for (const PointSet& front : fronts) {
      if (options_.progress.stopped()) throw Cancelled{};
      options_.progress("working out the frontier", done++ / static_cast<double>(fronts.size()));
      for (std::size_t k = 0; k < dims_; ++k) still[k] -= most(front, k);
      sum = thinned(sum_of_fronts(sum, front, reach(still), result_.trace));
    }
    return sum;
  }

  static Wide most(const PointSet& front, std::size_t k) {
    Wide best = front.point(0)[k];
    for (std::size_t i = 1; i < front.size(); ++i) best = std::max<Wide>(best, front.point(i)[k]);
    return best;
  }

  [[nodiscard]] std::vector<Int> reach(const std::vector<Wide>& still) const {
    if (!options_.acceptable) return {};
    std::vector<Int> result;
    for (std::size_t k = 0; k < dims_; ++k) {
      const Wide least = least_sum(world_, units_, k);
      const Wide wanted = std::clamp<Wide>(least - still[k], 0, units_.range[k] + 1);
      result.push_back(static_cast<Int>(wanted));
    }
    return result;
  }

  /// At most so many points as the budget allows; what that may miss is added to the cover.
  PointSet thinned(PointSet points) {
    if (points.size() <= options_.points) return points;
    counted_ = false;
    std::vector<Int> least(dims_, std::numeric_limits<std::int32_t>::max());
    std::vector<Int> side(dims_, 1);
    for (std::size_t k = 0; k < dims_; ++k) {
      Int low = points.point(0)[k];
      for (std::size_t i = 1; i < points.size(); ++i) low = std::min(low, points.point(i)[k]);
      least[k] = low;
    }
    PointSet kept;
    while (kept.size() == 0 || kept.size() > options_.points / 2) {
      for (Int& s : side) s = static_cast<Int>(s * 2);
      kept = one_a_box(points, least, side);
    }
    for (std::size_t k = 0; k < dims_; ++k) result_.cover[k] += static_cast<Wide>(side[k] - 1) * units_.step[k];
    return kept;
  }

  PointSet one_a_box(const PointSet& points, const std::vector<Int>& least, const std::vector<Int>& side) const {
    std::map<std::vector<Int>, std::size_t> boxes;
    PointSet kept;
    kept.dims = points.dims;
    std::vector<Int> box(dims_);
    for (std::size_t i = 0; i < points.size(); ++i) {
      for (std::size_t k = 0; k < dims_; ++k) box[k] = static_cast<Int>((points.point(i)[k] - least[k]) / side[k]);
      if (!boxes.try_emplace(box, i).second) continue;
      kept.values.insert(kept.values.end(), points.point(i), points.point(i) + dims_);
      kept.packages.push_back(points.packages[i]);
      kept.trace.push_back(points.trace[i]);
    }
    return kept;
  }

  void finish(const PointSet& sum) {
    std::vector<std::uint32_t> order(sum.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::lexicographical_compare(sum.point(b), sum.point(b) + dims_, sum.point(a), sum.point(a) + dims_);
    });
    result_.values.reserve(order.size() * dims_);
    for (std::uint32_t i : order) {
      for (std::size_t k = 0; k < dims_; ++k)
        result_.values.push_back(units_.base[k] + static_cast<Wide>(sum.point(i)[k]) * units_.step[k]);
      if (counted_) result_.packages.push_back(big(sum.packages[i]));
      result_.traces.push_back(sum.trace[i]);
    }
  }

  static BigInt big(const Number& number) {
    if constexpr (std::is_same_v<Number, BigInt>) {
      return number;
    } else {
      return (BigInt(static_cast<std::uint64_t>(number >> 64)) << 64) | static_cast<std::uint64_t>(number);
    }
  }

  const OneWorld& world_;
  const Units& units_;
  const FrontierOptions& options_;
  std::size_t dims_;
  std::vector<Group> groups_;
  Package package_;
  std::vector<int> levers_;
  std::vector<int> choice_;
  std::vector<std::vector<std::uint32_t>> leaves_;  ///< traces by variable and option
  std::vector<std::vector<Int>> cells_;             ///< by table, in steps
  bool counted_ = true;
  Frontier result_;
};

}  // namespace

bool Frontier::exact() const {
  return worked_out && std::all_of(cover.begin(), cover.end(), [](Wide c) { return c == 0; });
}

std::vector<int> Frontier::example(std::size_t point, std::size_t variables) const {
  std::vector<int> choice(variables, -1);
  trace.read(traces[point], choice);
  return choice;
}

void Frontier::add(std::span<const Wide> point, std::span<const int> choice) {
  values.insert(values.end(), point.begin(), point.end());
  std::uint32_t all = Trace::nothing;
  for (std::size_t v = 0; v < choice.size(); ++v) all = trace.join(all, trace.leaf(static_cast<int>(v), choice[v]));
  traces.push_back(all);
}

namespace {

/// Whether a group without rules has more choices to keep open than the budget allows: adding up would be in vain.
bool too_many_states(const OneWorld& world, const FrontierOptions& options) {
  for (const Group& group : groups_of(world)) {
    if (std::any_of(group.rules.begin(), group.rules.end(), [](const auto& rules) { return !rules.empty(); })) continue;
    for (const std::vector<int>& open : group.open) {
      double states = 1;
      for (int v : open) states *= world.options[v];
      if (states > static_cast<double>(options.states)) return true;
    }
  }
  return false;
}

Frontier added_up(const OneWorld& world, const FrontierOptions& options) {
  const Units units = units_of(world);
  BigInt packages = 1;
  for (int o : world.options) packages *= o;
  const Wide range = *std::max_element(units.range.begin(), units.range.end());
  if (packages >> 127 != 0) return Builder<Wide, BigInt>(world, units, options).run();
  if (range >= (Wide{1} << 30)) return Builder<Wide, UnsignedWide>(world, units, options).run();
  return Builder<std::int32_t, UnsignedWide>(world, units, options).run();
}

}  // namespace

Frontier find_frontier(const OneWorld& world, const FrontierOptions& options) {
  if (world.principals.empty()) throw Error("a frontier of no principals", {}, "one or more");
  if (!too_many_states(world, options)) {
    Frontier frontier = added_up(world, options);
    if (frontier.worked_out) return frontier;
  }
  auto by_boxes = frontier_by_boxes(world, options);
  return by_boxes ? std::move(*by_boxes) : frontier_by_regions(world, options);
}

}  // namespace parley
