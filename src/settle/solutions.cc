#include "settle/solutions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/parallel.h"
#include "settle/fallback.h"
#include "settle/frontier_boxes.h"
#include "settle/id_order.h"
#include "settle/leximin.h"
#include "settle/linear.h"
#include "settle/nash.h"
#include "settle/raiffa.h"

namespace parley {

namespace {

constexpr std::size_t most_looked_at = 20'000;  // points of a frontier, to look for the best among them

double in_units(const OneWorld& world, std::size_t k, Wide value) {
  return static_cast<double>(value) / static_cast<double>(world.principals[k].scale);
}

std::vector<Wide> one(std::size_t n, std::size_t k, Wide weight) {
  std::vector<Wide> weights(n, 0);
  weights[k] = weight;
  return weights;
}

class Solver {
 public:
  Solver(const OneWorld& world, const SolutionOptions& options)
      : world_(world), options_(options), n_(world.principals.size()), weights_(options.weights) {
    weights_.resize(n_, 1);
    limits_.nodes = options.nodes;
    limits_.steps = options.steps;
    limits_.packages = options.packages;
    limits_.progress = options.progress;
  }

  Solutions run() {
    if (!find_disagreement()) return std::move(result_);
    gains_ = make_gains(world_, result_.disagreement, least());
    gains_.nondominated = nondominated_;
    if (!everybody_can_gain() && !find_ideal()) return std::move(result_);
    result_.list.resize(options_.kinds.size());
    parallel_for(result_.list.size(), 1, options_.threads,
                 [&](std::size_t begin, std::size_t) { result_.list[begin] = solve(options_.kinds[begin]); });
    return std::move(result_);
  }

 private:
  struct Extreme {
    std::optional<Wide> value;
    std::vector<int> package;  ///< one that has it, or the best found where that is not proven
    bool proven = true;
  };

  [[nodiscard]] SearchLimits any_one() const {
    SearchLimits limits = limits_;
    limits.any = true;
    limits.packages = 1;
    return limits;
  }

  /// The best value of each of some principals, or with `sign` -1 the least; of the first alone where that shows that
  /// there is no package.
  std::vector<Extreme> extremes(const Gains& gains, const std::vector<std::size_t>& who, Wide sign) const {
    std::vector<Extreme> result(who.size());
    const auto find = [&](std::size_t i) {
      const std::size_t k = who[i];
      LinearGoal goal(gains, one(n_, k, sign));
      const SearchResult found = search(gains, goal, any_one());
      result[i].proven = found.proven;
      if (!goal.best()) return;
      result[i].package = found.packages.front();
      const Wide units = found.proven ? *goal.best() : goal.bound(found.root);
      result[i].value = gains.zero[k] + gains.step[k] * sign * units;
    };
    if (who.empty()) return result;
    find(0);
    if (result[0].value)
      parallel_for(who.size() - 1, 1, options_.threads, [&](std::size_t i, std::size_t) { find(i + 1); });
    return result;
  }

  /// Notes what an extreme shows of the zone; false where there is none.
  bool take(const Extreme& extreme) {
    result_.points_proven = result_.points_proven && extreme.proven;
    result_.zone = extreme.value    ? Solutions::Zone::some
                   : extreme.proven ? Solutions::Zone::empty
                                    : Solutions::Zone::unknown;
    return extreme.value.has_value();
  }

  /// False where the zone is empty, or no package of it was found.
  bool find_disagreement() {
    std::vector<std::optional<Wide>> floors;
    std::vector<Wide> zero;
    for (const OneWorld::Principal& principal : world_.principals) {
      floors.push_back(principal.reservation);
      zero.push_back(principal.reservation.value_or(0));
    }
    Gains zone = make_gains(world_, zero, floors);
    if (zone.overlapping) zone.nondominated = nondominated_ = nondominated_by_boxes();
    result_.disagreement = zero;
    std::vector<std::size_t> who;
    for (std::size_t k = 0; k < n_; ++k) {
      const bool given = k < options_.disagreement.size() && options_.disagreement[k];
      if (given) result_.disagreement[k] = *options_.disagreement[k];
      result_.least_of_zone.push_back(!given && !floors[k]);
      if (result_.least_of_zone[k]) who.push_back(k);
    }
    const std::vector<Extreme> worst = extremes(zone, who, -1);
    for (std::size_t i = 0; i < who.size(); ++i) {
      if (!take(worst[i])) return false;
      result_.disagreement[who[i]] = *worst[i].value;
    }
    if (result_.zone == Solutions::Zone::unknown) {  // nothing has been looked for yet
      LinearGoal any(zone, std::vector<Wide>(n_, 0));
      const SearchResult found = search(zone, any, any_one());
      if (!any.best()) {
        result_.zone = found.proven ? Solutions::Zone::empty : Solutions::Zone::unknown;
        return false;
      }
      result_.zone = Solutions::Zone::some;
    }
    return true;
  }

  /// Packages that no other dominates, of those that nobody refuses by a red line or a vote, where they can be found.
  [[nodiscard]] std::shared_ptr<const std::vector<std::vector<int>>> nondominated_by_boxes() const {
    OneWorld all = world_;
    for (OneWorld::Principal& principal : all.principals) principal.reservation.reset();
    FrontierOptions wanted;
    wanted.acceptable = true;
    wanted.progress = options_.progress;
    const auto frontier = frontier_by_boxes(all, wanted);
    if (!frontier || frontier->size() > most_looked_at) return nullptr;
    std::vector<std::vector<int>> packages;
    for (std::size_t i = 0; i < frontier->size(); ++i) packages.push_back(frontier->example(i, world_.options.size()));
    return std::make_shared<const std::vector<std::vector<int>>>(std::move(packages));
  }

  /// What a package must give each principal: its reservation value and its disagreement value.
  std::vector<std::optional<Wide>> least() const {
    std::vector<std::optional<Wide>> floors;
    for (std::size_t k = 0; k < n_; ++k)
      floors.emplace_back(
          std::max(result_.disagreement[k], world_.principals[k].reservation.value_or(result_.disagreement[k])));
    return floors;
  }

  /// Whether ideal values are not asked for, and some package shows that no principal's full gain is zero.
  bool everybody_can_gain() {
    if (std::find(options_.kinds.begin(), options_.kinds.end(), SolutionKind::kalai_smorodinsky) !=
        options_.kinds.end())
      return false;
    Gains above = gains_;
    for (Wide& floor : above.floor) floor = std::max<Wide>(floor, 1);
    LinearGoal any(above, std::vector<Wide>(n_, 0));
    search(above, any, any_one());
    all_gain_ = any.best().has_value();
    if (all_gain_) full_.assign(n_, 1);
    return all_gain_;
  }

  bool find_ideal() {
    std::vector<std::size_t> all(n_);
    std::iota(all.begin(), all.end(), 0);
    const std::vector<Extreme> best = extremes(gains_, all, 1);
    for (std::size_t k = 0; k < n_; ++k) {
      if (!take(best[k])) {
        result_.disagreement_fits = result_.zone == Solutions::Zone::unknown;
        result_.zone = Solutions::Zone::some;
        result_.ideal.clear();
        result_.ideal_packages.clear();
        return false;
      }
      result_.ideal.push_back(*best[k].value);
      result_.ideal_packages.push_back(best[k].package);
      full_.push_back((*best[k].value - gains_.zero[k]) / gains_.step[k]);
    }
    return true;
  }

  Solution solve(SolutionKind kind) {
    switch (kind) {
      case SolutionKind::nash:
        return nash();
      case SolutionKind::kalai_smorodinsky:
        return leximin(kind, shares_of_full());
      case SolutionKind::leximin:
        return leximin(kind, own_units());
      case SolutionKind::utilitarian:
        return utilitarian();
      case SolutionKind::fallback:
        return fallback();
      case SolutionKind::raiffa:
        return raiffa();
    }
    return {};
  }

  static Solution taken(SolutionKind kind, SearchResult&& found) {
    Solution solution;
    solution.kind = kind;
    solution.packages = std::move(found.packages);
    solution.complete = found.complete;
    solution.proven = found.proven;
    solution.nodes = found.nodes;
    solution.certificate = std::move(found.root);
    return solution;
  }

  // -- Nash ----------------------------------------------------------------------------------------------------------

  /// The largest number of principals that gain at all, and the best product among those who do.
  Solution nash() {
    std::vector<std::size_t> able;
    for (std::size_t k = 0; k < n_; ++k)
      if (full_[k] > 0) able.push_back(k);
    Solution best;
    best.kind = SolutionKind::nash;
    std::size_t many = able.size();
    for (;; --many) {
      std::vector<char> chosen(able.size(), 0);
      std::fill_n(chosen.begin(), many, 1);
      BigRational product = 0;
      bool proven = true;
      do {
        std::vector<std::size_t> who;
        for (std::size_t i = 0; i < able.size(); ++i)
          if (chosen[i] != 0) who.push_back(able[i]);
        proven = nash_among(who, best, product) && proven;
      } while (proven && std::prev_permutation(chosen.begin(), chosen.end()));
      best.proven = proven;
      if (!proven) best.complete = false;
      if (!best.packages.empty() || !proven || many == 0) break;
    }
    // Where it is not known that so many can gain, or other sets of as many were not looked at, the bound is that no
    // mean of gains is above the greatest of them.
    const bool all_looked_at = many == able.size() && (all_gain_ || !best.packages.empty());
    if (best.proven)
      best.bound = best.value;
    else if (!all_looked_at)
      best.bound = most_gain(able);
    return best;
  }

  /// The greatest full gain of some principals, in their own units.
  [[nodiscard]] double most_gain(const std::vector<std::size_t>& who) const {
    double most = 0;
    for (std::size_t k : who) most = std::max(most, in_units(world_, k, full_[k] * gains_.step[k]));
    return most;
  }

  /// Takes the best among packages from which all of `who` gain if they beat what there is; false at the budget's end.
  bool nash_among(const std::vector<std::size_t>& who, Solution& best, BigRational& product) {
    Gains gains = gains_;
    std::vector<int> weights(n_, 0);
    for (std::size_t k : who) {
      gains.floor[k] = std::max<Wide>(gains.floor[k], 1);
      weights[k] = weights_[k];
    }
    SearchResult found;
    BigRational own = 1;
    double log_units = 0;
    int total = 0;
    for (std::size_t k : who) {
      const BigRational unit(BigInt(gains.step[k]), BigInt(world_.principals[k].scale));
      for (int i = 0; i < weights[k]; ++i) own *= unit;
      log_units += weights[k] * std::log(in_units(world_, k, gains.step[k]));
      total += weights[k];
    }
    double log_best = 0;
    double log_bound = 0;
    if (who.empty()) {
      LinearGoal any(gains, std::vector<Wide>(n_, 0));
      found = search(gains, any, limits_);
    } else {
      NashGoal goal(gains, weights);
      found = search(gains, goal, limits_);
      log_bound = goal.log_bound(found.root);
      if (goal.best()) own *= BigRational(*goal.best());
      if (!found.packages.empty())
        for (const std::vector<Wide> units = units_of(gains, found.packages.front()); std::size_t k : who)
          log_best += weights[k] * std::log(static_cast<double>(units[k]));
    }
    best.nodes += found.nodes;
    if (!found.proven && !who.empty()) best.bound = std::exp((log_bound + log_units) / total);
    if (found.packages.empty()) return found.proven;
    const bool proven = found.proven;
    if (best.packages.empty() || own > product) {
      const std::uint64_t nodes = best.nodes;
      const double bound = best.bound;
      best = taken(SolutionKind::nash, std::move(found));
      best.nodes = nodes;
      best.bound = bound;
      best.value = who.empty() ? 0 : std::exp((log_best + log_units) / total);
      product = own;
    } else if (own == product) {
      for (auto& package : found.packages) best.packages.push_back(std::move(package));
      put_in_order(best);
    }
    return proven;
  }

  /// Sorts by option ids and keeps to the limit.
  void put_in_order(Solution& solution) const {
    std::sort(solution.packages.begin(), solution.packages.end(), [&](const auto& a, const auto& b) {
      for (std::size_t v = 0; v < a.size(); ++v)
        if (a[v] != b[v]) return gains_.option_ranks[v][a[v]] < gains_.option_ranks[v][b[v]];
      return false;
    });
    if (solution.packages.size() <= options_.packages) return;
    solution.packages.resize(options_.packages);
    solution.complete = false;
  }

  // -- Raising the least ---------------------------------------------------------------------------------------------

  std::vector<Measure> shares_of_full() const {
    std::vector<Measure> measures;
    for (std::size_t k = 0; k < n_; ++k) measures.push_back({1, BigInt(full_[k]) * weights_[k]});
    return measures;
  }

  std::vector<Measure> own_units() const {
    std::vector<Measure> measures;
    for (std::size_t k = 0; k < n_; ++k) {
      const BigInt of = BigInt(world_.principals[k].scale) * weights_[k];
      measures.push_back({BigInt(gains_.step[k]), full_[k] > 0 ? of : BigInt(0)});
    }
    return measures;
  }

  Solution leximin(SolutionKind kind, const std::vector<Measure>& measures) {
    LeximinGoal goal(gains_, measures);
    Solution solution = taken(kind, search(gains_, goal, limits_));
    if (kind == SolutionKind::kalai_smorodinsky && !result_.points_proven) solution.proven = false;
    if (!goal.best().empty()) solution.value = goal.least();
    solution.bound = solution.proven ? solution.value : goal.bound(solution.certificate);
    return solution;
  }

  // -- The others ----------------------------------------------------------------------------------------------------

  /// Weights of the sum of values in own units, made whole.
  std::vector<BigInt> whole_weights() const {
    BigInt all = 1;
    for (const OneWorld::Principal& principal : world_.principals) all = lcm(all, BigInt(principal.scale));
    std::vector<BigInt> weights;
    BigInt divisor = 0;
    for (std::size_t k = 0; k < n_; ++k) {
      weights.push_back(all / BigInt(world_.principals[k].scale) * BigInt(gains_.step[k]) * weights_[k]);
      divisor = gcd(divisor, weights.back());
    }
    for (BigInt& weight : weights) weight /= divisor;
    return weights;
  }

  Solution utilitarian() {
    std::vector<Wide> weights;
    BigInt most = 0;
    const std::vector<BigInt> whole = n_ == 0 ? std::vector<BigInt>{} : whole_weights();
    for (std::size_t k = 0; k < n_; ++k) most += whole[k] * (abs(BigInt(gains_.start[k])) + BigInt(gains_.reach[k]));
    Solution solution;
    solution.kind = SolutionKind::utilitarian;
    if (most >> 120 != 0) {
      solution.worked_out = false;
      return solution;
    }
    for (const BigInt& weight : whole) weights.push_back(static_cast<Wide>(weight));
    LinearGoal goal(gains_, weights);
    solution = taken(SolutionKind::utilitarian, search(gains_, goal, limits_));
    double base = 0;
    double unit = 1;
    for (std::size_t k = 0; k < n_; ++k) {
      base += weights_[k] * in_units(world_, k, gains_.zero[k]);
      unit = weights_[k] * in_units(world_, k, gains_.step[k]) / static_cast<double>(weights[k]);
    }
    if (goal.best()) solution.value = base + unit * static_cast<double>(*goal.best());
    solution.bound =
        solution.proven ? solution.value : base + unit * static_cast<double>(goal.bound(solution.certificate));
    return solution;
  }

  Solution fallback() {
    Solution solution;
    solution.kind = SolutionKind::fallback;
    std::vector<Ranking> rankings;
    std::uint64_t steps = options_.rank_steps;
    for (std::size_t k = 0; k < n_; ++k) {
      std::optional<Ranking> ranking = rank_packages(gains_, k, steps);
      if (!ranking) {
        solution.worked_out = false;
        return solution;
      }
      rankings.push_back(std::move(*ranking));
    }
    FallbackGoal goal(gains_, std::move(rankings));
    solution = taken(SolutionKind::fallback, search(gains_, goal, limits_));
    if (goal.best()) solution.value = static_cast<double>(*goal.best());
    solution.bound = solution.proven ? solution.value : 1;
    return solution;
  }

  Solution raiffa() {
    Raiffa steps = raiffa_steps(gains_, weights_, limits_);
    LeximinGoal goal(steps.rest, steps.measures);
    Solution solution = taken(SolutionKind::raiffa, search(steps.rest, goal, limits_));
    solution.nodes += steps.nodes;
    solution.proven = solution.proven && steps.proven;
    if (!goal.best().empty()) solution.value = goal.least();
    solution.bound = solution.proven ? solution.value : goal.bound(solution.certificate);
    return solution;
  }

  const OneWorld& world_;
  const SolutionOptions& options_;
  std::size_t n_;
  std::vector<int> weights_;
  SearchLimits limits_;
  std::shared_ptr<const std::vector<std::vector<int>>> nondominated_;
  Gains gains_;
  std::vector<Wide> full_;  // by principal: its ideal in units; 1 where all_gain_
  bool all_gain_ = false;   // some package is known from which all gain
  Solutions result_;
};

}  // namespace

std::string_view solution_id(SolutionKind kind) {
  constexpr std::string_view ids[] = {"nash", "kalai-smorodinsky", "leximin", "utilitarian", "fallback", "raiffa"};
  return ids[static_cast<int>(kind)];
}

Solutions find_solutions(const OneWorld& world, const SolutionOptions& options) {
  const OrderedWorld ordered = in_order_of_ids(world);
  SolutionOptions asked = options;
  asked.weights = to_order(ordered, options.weights, 1);
  asked.disagreement = to_order(ordered, options.disagreement, std::optional<Wide>{});
  Solutions result = Solver(ordered.world, asked).run();
  from_order(ordered, result.disagreement);
  from_order(ordered, result.least_of_zone);
  from_order(ordered, result.ideal);
  from_order(ordered, result.ideal_packages);
  for (Solution& solution : result.list) from_order(ordered, solution.certificate.multipliers);
  if (world.principals.size() == 2) result.adjusted_winner = adjusted_winner(world);
  return result;
}

}  // namespace parley
