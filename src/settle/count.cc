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

/// What a merged state knows, as bytes: slacks of the rows counted, then the choices that matter later.
using State = std::string;
using Layer = std::unordered_map<State, BigInt>;

class Counter {
 public:
  Counter(const Compiled& compiled, const Deficits<Wide>& deficits, std::vector<int> rows, const SettleOptions& options)
      : compiled_(compiled), deficits_(deficits), rows_(std::move(rows)), options_(options) {
    position_.assign(compiled.rows.size(), -1);
    for (std::size_t k = 0; k < rows_.size(); ++k) position_[rows_[k]] = static_cast<int>(k);
    plan_ = make_plan(compiled, order());
    prepare();
  }

  Count run() {
    Layer layer;
    std::vector<Wide> slack;
    for (int row : rows_) slack.push_back(deficits_.slack[row]);
    if (std::any_of(slack.begin(), slack.end(), [](Wide s) { return s < 0; })) return {0, 0};
    layer[encode(0, slack, Choices(plan_))] = 1;
    BigInt sure = 0;
    for (std::size_t depth = 0; depth < plan_.steps.size(); ++depth) {
      if (options_.progress.stopped()) throw Cancelled{};
      Layer next;
      for (const auto& [state, number] : layer) expand(depth, state, number, next);
      layer = std::move(next);
      if (layer.size() > options_.states) {
        BigInt open = 0;
        for (const auto& [state, number] : layer) open += number * remaining_[depth + 1];
        return {sure, sure + open};
      }
    }
    for (const auto& [state, number] : layer) sure += number;
    return {sure, sure};
  }

 private:
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

  void prepare() {
    const std::size_t n = plan_.steps.size();
    remaining_.assign(n + 1, 1);
    for (std::size_t d = n; d-- > 0;) remaining_[d] = remaining_[d + 1] * plan_.steps[d].options;
    least_.assign((n + 1) * rows_.size(), 0);
    std::vector<std::size_t> step_of(n);
    for (std::size_t d = 0; d < n; ++d) step_of[plan_.steps[d].variable] = d;
    open_.assign(n + 1, {});
    std::vector<std::size_t> last_use(n, 0);
    for (std::size_t d = n; d-- > 0;) {
      for (std::size_t k = 0; k < rows_.size(); ++k) least_[d * rows_.size() + k] = least_[(d + 1) * rows_.size() + k];
      for (const StepFactor& factor : plan_.steps[d].factors) {
        const int k = position_[factor.row];
        if (k < 0) continue;
        const Factor& source = compiled_.factors[factor.factor];
        const auto first = deficits_.cells.begin() + static_cast<std::ptrdiff_t>(source.first_cell);
        least_[d * rows_.size() + k] += *std::min_element(first, first + static_cast<std::ptrdiff_t>(source.cells));
        for (const auto& [variable, stride] : factor.others) last_use[variable] = std::max(last_use[variable], d);
      }
    }
    for (std::size_t r = 0; r < plan_.rules.size(); ++r) {
      if (plan_.rules[r] == nullptr) continue;
      std::vector<int> scope;
      std::size_t last = 0;
      for (std::size_t d = 0; d < n; ++d)
        if (std::find(plan_.steps[d].rules.begin(), plan_.steps[d].rules.end(), static_cast<int>(r)) !=
            plan_.steps[d].rules.end()) {
          scope.push_back(plan_.steps[d].variable);
          last = d;
        }
      for (int variable : scope) last_use[variable] = std::max(last_use[variable], last);
    }
    for (std::size_t d = 1; d <= n; ++d)
      for (std::size_t e = 0; e < d; ++e)
        if (last_use[plan_.steps[e].variable] >= d) open_[d].push_back(plan_.steps[e].variable);
  }

  State encode(std::size_t depth, const std::vector<Wide>& slack, const Choices& choices) const {
    State state;
    state.reserve(slack.size() * sizeof(Wide) + open_[depth].size() * sizeof(int));
    for (std::size_t k = 0; k < slack.size(); ++k) {
      // Capped: what follows takes off less than it has, whatever is chosen.
      const Wide least = least_[depth * rows_.size() + k];
      const Wide kept = slack[k] + least >= 0 ? -least : slack[k];
      state.append(reinterpret_cast<const char*>(&kept), sizeof kept);
    }
    for (int variable : open_[depth])
      state.append(reinterpret_cast<const char*>(&choices.by_variable[variable]), sizeof(int));
    return state;
  }

  void expand(std::size_t depth, const State& state, const BigInt& number, Layer& next) const {
    const Step& step = plan_.steps[depth];
    Choices choices(plan_);
    std::vector<Wide> slack(rows_.size());
    state.copy(reinterpret_cast<char*>(slack.data()), slack.size() * sizeof(Wide));
    std::size_t at = slack.size() * sizeof(Wide);
    for (int variable : open_[depth]) {
      int choice = 0;
      state.copy(reinterpret_cast<char*>(&choice), sizeof choice, at);
      at += sizeof choice;
      const auto opened =
          std::find_if(plan_.steps.begin(), plan_.steps.end(), [&](const Step& s) { return s.variable == variable; });
      choices.assign(plan_, *opened, choice);
    }
    std::vector<Wide> after(slack.size());
    for (int option = 0; option < step.options; ++option) {
      choices.assign(plan_, step, option);
      if (!choices.rules_hold(plan_, step)) continue;
      after = slack;
      bool alive = true;
      for (const StepFactor& factor : step.factors) {
        const int k = position_[factor.row];
        if (k < 0) continue;
        after[k] +=
            deficits_.cells[factor.base(choices.by_variable) + factor.own_stride * static_cast<std::size_t>(option)];
        alive = alive && after[k] >= 0;
      }
      if (alive) next[encode(depth + 1, after, choices)] += number;
    }
  }

  const Compiled& compiled_;
  const Deficits<Wide>& deficits_;
  std::vector<int> rows_;
  const SettleOptions& options_;
  std::vector<int> position_;  ///< by row of the case: its place in rows_, or -1
  Plan plan_;
  std::vector<BigInt> remaining_;       ///< by depth: packages of what follows
  std::vector<Wide> least_;             ///< by depth and row: the most that what follows can take off, negative
  std::vector<std::vector<int>> open_;  ///< by depth: variables assigned before whose choices matter later
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

  /// Packages that none of `who` refuses: on a grid where that fits, else by merged states.
  [[nodiscard]] Count count(std::uint64_t who) const {
    if (options_.progress.stopped()) throw Cancelled{};
    if (const auto exact = count_on_grid(world_, who, options_.cells, options_.progress)) return {*exact, *exact};
    return Counter(compiled_, deficits_, rows_of(who), options_).run();
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
  const Counting counting(compiled, options);
  const auto& principals = counting.world().principals;
  counts.allowed = counting.count(0);
  for (std::size_t k = 0; k < principals.size(); ++k) {
    options.progress("counting packages", static_cast<double>(k) / static_cast<double>(principals.size() + 1));
    counts.parties.push_back(principals[k].party);
    counts.accepted.push_back(counting.count(std::uint64_t{1} << k));
  }
  counts.accepted_by_all = counting.count(counting.world().everyone());
  for (const std::uint64_t set : sets_of(principals.size())) {
    SetCount& entry = counts.sets.emplace_back();
    for (std::size_t k = 0; k < principals.size(); ++k)
      if (((set >> k) & 1) != 0) entry.parties.push_back(principals[k].party);
    entry.packages = set == counting.world().everyone() ? counts.accepted_by_all : counting.count(set);
  }
  return counts;
}

}  // namespace parley
