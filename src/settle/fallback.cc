#include "settle/fallback.h"

#include <algorithm>
#include <map>

#include "settle/dual_relaxation.h"

namespace parley {

namespace {

/// Partial packages that later variables cannot tell apart: the choices still looked at, and the sum so far.
using FallbackState = std::pair<std::vector<int>, Wide>;

class Ranker {
 public:
  Ranker(const Gains& gains, std::size_t principal)
      : gains_(gains),
        world_(*gains.world),
        k_(principal),
        last_use_(world_.options.size()),
        levers_(world_.compiled->source->casebook.levers.size(), -1) {
    for (int v = 0; v < static_cast<int>(last_use_.size()); ++v) last_use_[v] = v;
    for (const WorldTable& table : world_.tables)
      for (int v : table.scope) last_use_[v] = std::max(last_use_[v], table.scope.back());
    std::vector<std::vector<int>> named(world_.rules.size());
    for (int v = 0; v < static_cast<int>(last_use_.size()); ++v)
      for (int r : gains.rules_of[v]) named[r].push_back(v);
    for (const auto& variables : named)
      for (int v : variables) last_use_[v] = std::max(last_use_[v], variables.back());
    for (const WorldTable& table : world_.tables)
      if (table.scope.empty()) constant_ += table.values[k_];
  }

  std::optional<Ranking> run(std::uint64_t& steps) {
    std::map<FallbackState, BigInt> layer;
    layer[{std::vector<int>(world_.options.size(), -1), constant_}] = 1;
    for (int v = 0; v < static_cast<int>(world_.options.size()); ++v) {
      std::map<FallbackState, BigInt> next;
      for (const auto& [state, number] : layer)
        for (int option = 0; option < world_.options[v]; ++option) {
          if (steps == 0) return std::nullopt;
          --steps;
          FallbackState after = state;
          if (advance(after, v, option)) next[std::move(after)] += number;
        }
      layer = std::move(next);
    }
    return ranking(layer);
  }

 private:
  /// Assigns a variable; false where a rule breaks or the principal refuses.
  bool advance(FallbackState& state, int v, int option) const {
    auto& [choice, sum] = state;
    choice[v] = option;
    for (const WorldTable& table : world_.tables) {
      if (table.scope.empty() || table.scope.back() != v) continue;
      const std::size_t cell = cell_of(world_, table, choice);
      if ((table.shut[cell] >> k_ & 1U) != 0) return false;
      sum += table.values[cell * gains_.parties + k_];
    }
    if (!gains_.rules_of[v].empty()) {
      const Package package = package_of(world_, choice);
      for (int r : gains_.rules_of[v])
        if (evaluate(*world_.rules[r], package, levers_) == Truth::no) return false;
    }
    for (int u = 0; u <= v; ++u)
      if (last_use_[u] <= v) choice[u] = -1;
    return true;
  }

  Ranking ranking(const std::map<FallbackState, BigInt>& layer) const {
    std::map<Wide, BigInt, std::greater<>> by_value;
    for (const auto& [state, number] : layer) by_value[state.second] += number;
    Ranking result;
    BigInt better = 0;
    for (const auto& [value, number] : by_value) {
      // What the zone holds is a whole number of steps; the rest is rounded down, which keeps the order.
      result.values.push_back(divide_down(value - gains_.zero[k_], gains_.step[k_]));
      result.better.push_back(better);
      better += number;
    }
    return result;
  }

  const Gains& gains_;
  const OneWorld& world_;
  std::size_t k_;
  std::vector<int> last_use_;  // by variable: the last one that is assigned while its choice still matters
  std::vector<int> levers_;
  Wide constant_ = 0;
};

}  // namespace

std::optional<Ranking> rank_packages(const Gains& gains, std::size_t principal, std::uint64_t& steps) {
  return Ranker(gains, principal).run(steps);
}

FallbackGoal::FallbackGoal(const Gains& gains, std::vector<Ranking> rankings)
    : gains_(gains), rankings_(std::move(rankings)), needed_(gains.parties, 0) {}

BigInt FallbackGoal::rank(std::size_t principal, Wide units) const {
  const Ranking& ranking = rankings_[principal];
  // Rounded values may repeat; the last of equals is the package's own, as its value is a whole number of steps.
  const auto after = std::upper_bound(ranking.values.begin(), ranking.values.end(), units, std::greater<>());
  return after == ranking.values.begin() ? BigInt(1) : ranking.better[after - ranking.values.begin() - 1] + 1;
}

double FallbackGoal::merit(std::span<const double> units) const {
  double depth = 1;
  for (std::size_t k = 0; k < units.size(); ++k)
    depth = std::max(depth, static_cast<double>(rank(k, static_cast<Wide>(units[k]))));
  return 1 / depth;
}

std::vector<std::size_t> FallbackGoal::lifted() const {
  std::vector<std::size_t> all;
  for (std::size_t k = 0; k < gains_.parties; ++k) all.push_back(k);
  return all;
}

double FallbackGoal::worth(std::span<const double> multipliers, double blur, std::span<double> gradient,
                           std::span<double> hessian) const {
  std::vector<double> wanted;
  for (std::size_t k = 0; k < gains_.parties; ++k) {
    const Wide units = best_ ? needed_[k] : gains_.start[k] + gains_.reach[k];
    wanted.push_back(std::max(1.0, static_cast<double>(units)) / reach_of(gains_, k));
  }
  return log_of_sum(wanted, multipliers, blur, gradient, hessian);
}

std::optional<Wide> FallbackGoal::level(std::span<Wide> multipliers) const {
  if (!best_) return std::nullopt;
  Wide sum = 0;
  for (std::size_t k = 0; k < multipliers.size(); ++k) sum += multipliers[k] * needed_[k];
  return sum;
}

bool FallbackGoal::possible(std::span<const Wide> most) const {
  for (std::size_t k = 0; k < most.size() && best_; ++k)
    if (most[k] < needed_[k]) return false;
  return true;
}

Offer FallbackGoal::offer(std::span<const Wide> units) {
  BigInt depth = 0;
  for (std::size_t k = 0; k < units.size(); ++k) depth = std::max(depth, rank(k, units[k]));
  if (best_ && depth > *best_) return Offer::worse;
  if (best_ && depth == *best_) return Offer::equal;
  best_ = depth;
  set_needed();
  return Offer::better;
}

void FallbackGoal::want_better() {
  better_ = 1;
  set_needed();
}

bool FallbackGoal::next_stage() {
  better_ = 0;
  set_needed();
  return false;
}

void FallbackGoal::set_needed() {
  const BigInt depth = *best_ - better_;
  for (std::size_t k = 0; k < needed_.size(); ++k) {
    const Ranking& ranking = rankings_[k];
    const auto past = std::lower_bound(ranking.better.begin(), ranking.better.end(), depth);
    needed_[k] = past == ranking.better.begin() ? gains_.start[k] + gains_.reach[k] + 1
                                                : ranking.values[past - ranking.better.begin() - 1];
  }
}

}  // namespace parley
