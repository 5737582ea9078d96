#include "settle/raiffa.h"

#include <algorithm>

#include "settle/linear.h"

namespace parley {

namespace {

/// What each party can get where no other falls below the floors; empty where no package reaches them.
std::vector<Wide> ideal_from(const Gains& gains, const SearchLimits& limits, Raiffa& raiffa) {
  std::vector<Wide> ideal;
  for (std::size_t k = 0; k < gains.parties; ++k) {
    std::vector<Wide> weights(gains.parties, 0);
    weights[k] = 1;
    LinearGoal goal(gains, std::move(weights));
    const SearchResult found = search(gains, goal, limits);
    raiffa.nodes += found.nodes;
    raiffa.proven = raiffa.proven && found.proven;
    if (!goal.best()) return {};
    ideal.push_back(*goal.best());
  }
  return ideal;
}

}  // namespace

Raiffa raiffa_steps(const Gains& gains, std::span<const int> weights, const SearchLimits& limits) {
  Raiffa raiffa;
  raiffa.rest = gains;
  SearchLimits one = limits;
  one.any = true;
  Wide all = 0;
  for (int weight : weights) all += weight;
  std::vector<Wide> ideal = ideal_from(raiffa.rest, one, raiffa);
  while (raiffa.proven && std::any_of(ideal.begin(), ideal.end(), [](Wide m) { return m > 0; })) {
    Gains next = raiffa.rest;
    for (std::size_t k = 0; k < next.parties; ++k) {
      const Wide step = divide_up(ideal[k] * weights[k], all);
      next.start[k] -= step;
      next.zero[k] += step * next.step[k];
      next.floor[k] = std::max<Wide>(next.floor[k] - step, 0);
    }
    std::vector<Wide> from_there = ideal_from(next, one, raiffa);
    if (from_there.empty()) break;
    raiffa.rest = std::move(next);
    ideal = std::move(from_there);
    ++raiffa.steps;
  }
  for (std::size_t k = 0; k < ideal.size(); ++k) raiffa.measures.push_back({1, BigInt(ideal[k]) * weights[k]});
  raiffa.measures.resize(gains.parties, {1, 0});
  return raiffa;
}

}  // namespace parley
