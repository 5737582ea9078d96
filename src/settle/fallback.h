// Fallback bargaining with impasse (Brams and Kilgour 2001): every party falls back, rank by rank, from the package it
// likes best, until some package is among those that all have come down to; none falls back below no deal.
//
// A package's rank for a party is one more than the number of packages that it likes better, among all that the rules
// allow. The ranks of a party come from the numbers of packages of each value, counted variable by variable.
#pragma once

#include <optional>
#include <vector>

#include "settle/branch_and_bound.h"
#include "settle/settle.h"

namespace parley {

/// The values that packages have for one principal, and how many are better than each.
struct Ranking {
  std::vector<Wide> values;    ///< in steps as in Gains, largest first, each once
  std::vector<BigInt> better;  ///< packages above each
};

/// Over the packages that the rules allow and that the principal does not refuse by itself. Counts `steps` down;
/// nothing where they do not suffice.
std::optional<Ranking> rank_packages(const Gains& gains, std::size_t principal, std::uint64_t& steps);

class FallbackGoal : public Goal {
 public:
  FallbackGoal(const Gains& gains, std::vector<Ranking> rankings);

  [[nodiscard]] double merit(std::span<const double> units) const override;
  [[nodiscard]] std::vector<std::size_t> lifted() const override;
  double worth(std::span<const double> multipliers, double blur, std::span<double> gradient,
               std::span<double> hessian) const override;
  [[nodiscard]] std::optional<Wide> level(std::span<Wide> multipliers) const override;
  [[nodiscard]] bool possible(std::span<const Wide> most) const override;
  Offer offer(std::span<const Wide> units) override;
  void want_better() override;
  bool next_stage() override;

  /// The depth: how far down the party that falls back furthest has to go.
  [[nodiscard]] const std::optional<BigInt>& best() const { return best_; }

 private:
  [[nodiscard]] BigInt rank(std::size_t principal, Wide units) const;
  void set_needed();

  const Gains& gains_;
  std::vector<Ranking> rankings_;
  std::optional<BigInt> best_;
  int better_ = 0;
  std::vector<Wide> needed_;  // the least units within the depth
};

}  // namespace parley
