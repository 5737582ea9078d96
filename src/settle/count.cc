// Counting packages without listing them.
//
// The variables are taken one after another, as in a search, but partial packages that cannot be told apart by anything
// that is still to come are merged, and only their number is kept: a decision diagram, built layer by layer. What tells
// them apart is the slack of each row, capped where whatever follows will be accepted and cut where nothing can be, and
// the choices of variables that later factors or undecided rules still look at. Exact as long as the states of a layer
// fit the budget; past it the count is bounded, by the packages already sure and by all that are still open.
#include <algorithm>
#include <bit>
#include <limits>
#include <string>
#include <unordered_map>

#include "settle/count_grid.h"
#include "settle/plan.h"
#include "settle/settle.h"

namespace parley {

namespace {

constexpr std::size_t fewer_states = 8;
constexpr std::size_t full_counts = 3;  // whose states the counts of single parties share, and those of sets

/// What a merged state knows, as bytes: slacks of the rows counted, then the choices that matter later.
using State = std::string;
using Layer = std::unordered_map<State, BigInt>;

/// The number at a place of a state's bytes; moves the place on.
template <class Number>
Number read(const State& state, std::size_t& at) {
  Number number{};
  state.copy(reinterpret_cast<char*>(&number), sizeof number, at);
  at += sizeof number;
  return number;
}

template <class Number>
void write(State& state, Number number) {
  state.append(reinterpret_cast<const char*>(&number), sizeof number);
}

/// A variable chosen before that factors still to come look at: for each option the first one that they cannot tell
/// from it.
struct StillSeen {
  int variable = -1;
  std::vector<int> stands_for;
};

/// For each option of a place of a factor's scope, the first one with which every cell is the same.
std::vector<int> first_alike(const Compiled& compiled, const Deficits<Wide>& deficits, const Factor& factor,
                             std::size_t place) {
  const auto options_at = [&](std::size_t k) { return compiled.variables[factor.scope[k]].options.size(); };
  std::size_t inner = 1;
  for (std::size_t k = place + 1; k < factor.scope.size(); ++k) inner *= options_at(k);
  const std::size_t options = options_at(place);
  const auto cells = deficits.cells.begin() + static_cast<std::ptrdiff_t>(factor.first_cell);
  const auto slice = [&](std::size_t outer, std::size_t option) {
    return cells + static_cast<std::ptrdiff_t>((outer * options + option) * inner);
  };
  const auto alike = [&](std::size_t one, std::size_t other) {
    for (std::size_t outer = 0; outer < factor.cells / (inner * options); ++outer)
      if (!std::equal(slice(outer, one), slice(outer, one + 1), slice(outer, other))) return false;
    return true;
  };
  std::vector<int> first;
  for (std::size_t option = 0; option < options; ++option) {
    std::size_t one = 0;
    while (one < option && !alike(one, option)) ++one;
    first.push_back(static_cast<int>(one));
  }
  return first;
}

class Counter {
 public:
  Counter(const Compiled& compiled, const Deficits<Wide>& deficits, std::vector<int> rows, const SettleOptions& options)
      : compiled_(compiled), deficits_(deficits), rows_(std::move(rows)), options_(options), n_(rows_.size()) {
    position_.assign(compiled.rows.size(), -1);
    for (std::size_t k = 0; k < n_; ++k) position_[rows_[k]] = static_cast<int>(k);
    plan_ = make_plan(compiled, order());
    prepare_rows();
    prepare_rules();
  }

  Count run() {
    slack_.clear();
    for (int row : rows_) slack_.push_back(deficits_.slack[row]);
    if (std::any_of(slack_.begin(), slack_.end(), [](Wide s) { return s < 0; })) return {0, 0};
    seen_.assign(n_, std::vector<int>(plan_.steps.size(), -1));
    Layer layer{{encode(0, slack_, Choices(plan_)), 1}};
    for (std::size_t depth = 0; depth < plan_.steps.size(); ++depth) {
      Layer next;
      std::size_t done = 0;
      for (const auto& [state, number] : layer) {
        if (++done % 1024 == 0 && options_.progress.stopped()) throw Cancelled{};
        expand(depth, state, number, next);
        if (next.size() > options_.states) return bounded(depth, layer);
      }
      layer = std::move(next);
    }
    return bounded(plan_.steps.size(), layer);
  }

 private:
  /// The packages that are sure to be counted, and those that still may be.
  [[nodiscard]] Count bounded(std::size_t depth, const Layer& layer) const {
    Count count;
    for (const auto& [state, number] : layer) {
      const BigInt packages = number * remaining_[depth];
      count.upper += packages;
      if (depth >= rules_end_ && is_sure(depth, state)) count.lower += packages;
    }
    return count;
  }

  [[nodiscard]] bool is_sure(std::size_t depth, const State& state) const {
    std::size_t at = 0;
    for (std::size_t k = 0; k < n_; ++k)
      if (!is_met(depth, k, read<Wide>(state, at))) return false;
    return true;
  }

  /// Whether what follows takes off less than the row has, whatever is chosen.
  [[nodiscard]] bool is_met(std::size_t depth, std::size_t k, Wide slack) const {
    return slack + least_[depth * n_ + k] >= 0;
  }

  /// Variables that few others depend on first, so that few choices stay open between layers.
  std::vector<int> order() const {
    const std::size_t n = compiled_.variables.size();
    std::vector<std::vector<char>> linked(n, std::vector<char>(n, 0));
    auto link = [&](const std::vector<int>& scope) {
      for (int a : scope)
        for (int b : scope) linked[a][b] = 1;
    };
    for (const Factor& factor : compiled_.factors)
      if (position_[factor.row] >= 0) link(factor.scope);
    std::vector<int> variable_of(compiled_.source->casebook.issues.size(), -1);
    for (std::size_t v = 0; v < n; ++v) variable_of[compiled_.variables[v].issue] = static_cast<int>(v);
    for (const Rule& rule : compiled_.source->casebook.rules) {
      std::vector<int> scope;
      for (int issue : rule.formula.issues())
        if (variable_of[issue] >= 0) scope.push_back(variable_of[issue]);
      link(scope);
    }
    std::vector<int> result;
    std::vector<char> done(n, 0);
    while (result.size() < n) {
      int best = -1;
      std::size_t least = std::numeric_limits<std::size_t>::max();
      for (std::size_t v = 0; v < n; ++v) {
        if (done[v] != 0) continue;
        std::size_t open = 0;  // variables that would stay open if v came next
        done[v] = 1;
        for (std::size_t a = 0; a < n; ++a) {
          if (done[a] == 0) continue;
          for (std::size_t b = 0; b < n; ++b)
            if (done[b] == 0 && linked[a][b] != 0) {
              open += 16 * compiled_.variables[a].options.size();
              break;
            }
        }
        done[v] = 0;
        if (open < least) {
          least = open;
          best = static_cast<int>(v);
        }
      }
      done[best] = 1;
      result.push_back(best);
    }
    return result;
  }

  /// What can still be taken off each row after each step, and the choices that it still looks at.
  void prepare_rows() {
    const std::size_t n = plan_.steps.size();
    remaining_.assign(n + 1, 1);
    for (std::size_t d = n; d-- > 0;) remaining_[d] = remaining_[d + 1] * plan_.steps[d].options;
    least_.assign((n + 1) * n_, 0);
    still_seen_.assign((n + 1) * n_, {});
    std::vector<std::size_t> step_of(n);
    for (std::size_t d = 0; d < n; ++d) step_of[plan_.steps[d].variable] = d;
    for (std::size_t d = n; d-- > 0;) {
      for (std::size_t k = 0; k < n_; ++k) {
        least_[d * n_ + k] = least_[(d + 1) * n_ + k];
        still_seen_[d * n_ + k] = still_seen_[(d + 1) * n_ + k];
        std::erase_if(still_seen_[d * n_ + k],
                      [&](const StillSeen& seen) { return seen.variable == plan_.steps[d].variable; });
      }
      for (const StepFactor& of_step : plan_.steps[d].factors) {
        if (position_[of_step.row] < 0) continue;
        const auto k = static_cast<std::size_t>(position_[of_step.row]);
        const Factor& factor = compiled_.factors[of_step.factor];
        const auto first = deficits_.cells.begin() + static_cast<std::ptrdiff_t>(factor.first_cell);
        least_[d * n_ + k] += *std::min_element(first, first + static_cast<std::ptrdiff_t>(factor.cells));
        for (std::size_t place = 0; place < factor.scope.size(); ++place)
          if (step_of[factor.scope[place]] < d)
            tell_apart(still_seen_[d * n_ + k], factor.scope[place], first_alike(compiled_, deficits_, factor, place));
      }
    }
  }

  /// Options of a variable are from now on told apart where `first` tells them apart, too.
  static void tell_apart(std::vector<StillSeen>& seen, int variable, const std::vector<int>& first) {
    const auto at =
        std::find_if(seen.begin(), seen.end(), [&](const StillSeen& other) { return other.variable == variable; });
    if (at == seen.end()) {
      seen.push_back({variable, first});
      return;
    }
    std::vector<int> both;
    for (std::size_t option = 0; option < first.size(); ++option) {
      std::size_t one = 0;
      while (first[one] != first[option] || at->stands_for[one] != at->stands_for[option]) ++one;
      both.push_back(static_cast<int>(one));
    }
    at->stands_for = std::move(both);
  }

  /// The variables that undecided rules still look at after each step.
  void prepare_rules() {
    const std::size_t n = plan_.steps.size();
    std::vector<std::size_t> last_use(n, 0);
    for (std::size_t r = 0; r < plan_.rules.size(); ++r) {
      std::vector<std::size_t> named;
      for (std::size_t d = 0; d < n; ++d)
        if (std::find(plan_.steps[d].rules.begin(), plan_.steps[d].rules.end(), static_cast<int>(r)) !=
            plan_.steps[d].rules.end())
          named.push_back(d);
      for (std::size_t d : named) last_use[d] = std::max(last_use[d], named.back());
      if (!named.empty()) rules_end_ = std::max(rules_end_, named.back() + 1);
    }
    ruled_.assign(n + 1, {});
    for (std::size_t d = 1; d <= n; ++d)
      for (std::size_t e = 0; e < d; ++e)
        if (last_use[e] >= d) ruled_[d].push_back(e);
  }

  /// Of a row that is met neither the slack nor any choice matters any more.
  State encode(std::size_t depth, const std::vector<Wide>& slack, const Choices& choices) const {
    State state;
    for (std::size_t k = 0; k < n_; ++k) write(state, is_met(depth, k, slack[k]) ? -least_[depth * n_ + k] : slack[k]);
    for (std::size_t k = 0; k < n_; ++k) {
      if (is_met(depth, k, slack[k])) continue;
      for (const StillSeen& seen : still_seen_[depth * n_ + k]) write(state, seen.stands_for[seen_[k][seen.variable]]);
    }
    for (std::size_t step : ruled_[depth]) write(state, choices.by_variable[plan_.steps[step].variable]);
    return state;
  }

  /// Sets slack_, the choices that each row sees, and returns those that rules see.
  Choices decode(std::size_t depth, const State& state) {
    std::size_t at = 0;
    for (Wide& slack : slack_) slack = read<Wide>(state, at);
    for (std::size_t k = 0; k < n_; ++k)
      for (const StillSeen& seen : still_seen_[depth * n_ + k])
        seen_[k][seen.variable] = is_met(depth, k, slack_[k]) ? 0 : read<int>(state, at);
    Choices choices(plan_);
    for (std::size_t step : ruled_[depth]) choices.assign(plan_, plan_.steps[step], read<int>(state, at));
    return choices;
  }

  void expand(std::size_t depth, const State& state, const BigInt& number, Layer& next) {
    const Step& step = plan_.steps[depth];
    Choices choices = decode(depth, state);
    std::vector<Wide> after;
    for (int option = 0; option < step.options; ++option) {
      choices.assign(plan_, step, option);
      if (!choices.rules_hold(plan_, step)) continue;
      after = slack_;
      for (std::vector<int>& seen : seen_) seen[step.variable] = option;
      bool alive = true;
      for (const StepFactor& factor : step.factors) {
        const int k = position_[factor.row];
        if (k < 0 || is_met(depth, static_cast<std::size_t>(k), slack_[k])) continue;
        after[k] += deficits_.cells[factor.base(seen_[k]) + factor.own_stride * static_cast<std::size_t>(option)];
        alive = alive && after[k] >= 0;
      }
      if (alive) next[encode(depth + 1, after, choices)] += number;
    }
  }

  const Compiled& compiled_;
  const Deficits<Wide>& deficits_;
  std::vector<int> rows_;
  const SettleOptions& options_;
  std::size_t n_;              ///< rows counted
  std::vector<int> position_;  ///< by row of the case: its place in rows_, or -1
  Plan plan_;
  std::vector<BigInt> remaining_;  ///< by depth: packages of what follows
  std::vector<Wide> least_;        ///< by depth and row: the most that what follows can take off, negative
  std::vector<std::vector<StillSeen>> still_seen_;  ///< by depth and row
  std::vector<std::vector<std::size_t>> ruled_;     ///< by depth: steps before whose choices rules still look at
  std::size_t rules_end_ = 0;                       ///< the depth from which no rule is undecided
  std::vector<Wide> slack_;                         ///< of the state that is expanded
  std::vector<std::vector<int>> seen_;              ///< likewise, by row and variable: the choice as the row sees it
};

}  // namespace

namespace {

/// One count after another over the same world.
class Counting {
 public:
  Counting(const Compiled& compiled, const SettleOptions& options)
      : compiled_(compiled),
        options_(options),
        world_(reference_one_world(compiled, options.reading)),
        deficits_(make_deficits(compiled, reference_world(compiled, options.reading))) {}

  [[nodiscard]] const OneWorld& world() const { return world_; }

  /// Packages that none of `who` refuses: on a grid where that fits, else by merged states; of fewer states where the
  /// budget was not enough for some of `who` alone, and where there are many counts `like` this one.
  Count count(std::uint64_t who, std::size_t like = 1) {
    if (options_.progress.stopped()) throw Cancelled{};
    if (const auto exact = count_on_grid(world_, who, options_.cells, options_.progress)) return {*exact, *exact};
    SettleOptions options = options_;
    std::optional<BigInt> most;
    for (const auto& [some, count] : bounded_)
      if ((some & who) == some) most = std::min(most.value_or(count.upper), count.upper);
    if (like > full_counts) options.states = options.states * full_counts / like;
    if (most) options.states /= fewer_states;
    Count count = Counter(compiled_, deficits_, rows_of(who), options).run();
    if (!count.exact() && most) count.upper = std::min(count.upper, *most);
    if (!count.exact()) bounded_.emplace_back(who, count);
    return count;
  }

 private:
  [[nodiscard]] std::vector<int> rows_of(std::uint64_t who) const {
    std::vector<int> rows;
    for (int r = 0; r < static_cast<int>(compiled_.rows.size()); ++r) {
      const Row& row = compiled_.rows[r];
      if (row.kind != RowKind::settlement && ((who >> place_of(row)) & 1) != 0) rows.push_back(r);
    }
    return rows;
  }

  [[nodiscard]] std::size_t place_of(const Row& row) const {
    if (row.kind == RowKind::voter)
      return world_.principals.size() +
             static_cast<std::size_t>(std::find(world_.voters.begin(), world_.voters.end(), row.party) -
                                      world_.voters.begin());
    return static_cast<std::size_t>(
        std::find_if(world_.principals.begin(), world_.principals.end(),
                     [&](const OneWorld::Principal& principal) { return principal.party == row.party; }) -
        world_.principals.begin());
  }

  const Compiled& compiled_;
  const SettleOptions& options_;
  OneWorld world_;
  Deficits<Wide> deficits_;
  std::vector<std::pair<std::uint64_t, Count>> bounded_;  ///< those for whom the budget was not enough
};

/// Sets of two members and more, the small ones first; of many principals only the pairs.
std::vector<std::uint64_t> sets_of(std::size_t principals) {
  constexpr std::size_t few = 6;
  std::vector<std::uint64_t> sets;
  if (principals <= few) {
    for (std::uint64_t set = 0; set < (std::uint64_t{1} << principals); ++set)
      if (std::popcount(set) >= 2) sets.push_back(set);
    std::stable_sort(sets.begin(), sets.end(),
                     [](std::uint64_t a, std::uint64_t b) { return std::popcount(a) < std::popcount(b); });
  } else {
    for (std::size_t a = 0; a < principals; ++a)
      for (std::size_t b = a + 1; b < principals; ++b)
        sets.push_back((std::uint64_t{1} << a) | (std::uint64_t{1} << b));
  }
  return sets;
}

}  // namespace

Counts count_packages(const Compiled& compiled, const SettleOptions& options) {
  Counts counts;
  BigInt total = 1;
  for (const Variable& variable : compiled.variables) total *= variable.options.size();
  counts.total = {total, total};
  Counting counting(compiled, options);
  const auto& principals = counting.world().principals;
  counts.allowed = counting.count(0);
  for (std::size_t k = 0; k < principals.size(); ++k) {
    options.progress("counting packages", static_cast<double>(k) / static_cast<double>(principals.size() + 1));
    counts.parties.push_back(principals[k].party);
    counts.accepted.push_back(counting.count(std::uint64_t{1} << k, principals.size()));
  }
  counts.accepted_by_all = counting.count(counting.world().everyone());
  const std::vector<std::uint64_t> sets = sets_of(principals.size());
  for (const std::uint64_t set : sets) {
    SetCount& entry = counts.sets.emplace_back();
    for (std::size_t k = 0; k < principals.size(); ++k)
      if (((set >> k) & 1) != 0) entry.parties.push_back(principals[k].party);
    entry.packages = set == counting.world().everyone() ? counts.accepted_by_all : counting.count(set, sets.size());
  }
  return counts;
}

}  // namespace parley
