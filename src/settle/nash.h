// The goal of the Nash product: the product of gains, each to the power of its party's weight.
//
// Wherever the product is at least P, l·gains >= W (P / prod w_k^w_k * prod l_k^w_k)^(1/W) with W the sum of the
// weights: the inequality of the weighted arithmetic and geometric means. It is evaluated in long double and lowered by
// a share of 2^-40, far more than the rounding of the few dozen operations in it; products themselves are compared in
// whole numbers.
#pragma once

#include "settle/branch_and_bound.h"
#include "settle/settle.h"

namespace parley {

class NashGoal : public Goal {
 public:
  /// A weight of 0 leaves a party out of the product. The floors of the others must be 1 or more.
  NashGoal(const Gains& gains, std::vector<int> weights);

  [[nodiscard]] double merit(std::span<const double> units) const override;
  [[nodiscard]] std::vector<std::size_t> lifted() const override;
  double worth(std::span<const double> multipliers, double blur, std::span<double> gradient,
               std::span<double> hessian) const override;
  [[nodiscard]] double size() const override { return total_; }
  [[nodiscard]] std::optional<Wide> level(std::span<Wide> multipliers) const override;
  Offer offer(std::span<const Wide> units) override;

  /// The product of the best units; nothing where none was found.
  [[nodiscard]] const std::optional<BigInt>& best() const { return best_; }
  /// The natural logarithm of what no product of units exceeds, after a search that ended at its budget.
  [[nodiscard]] double log_bound(const Certificate& root) const;

 private:
  const Gains& gains_;
  std::vector<int> weights_;
  int total_ = 0;
  bool plain_ = true;  // all weights are 0 or 1
  std::optional<BigInt> best_;
  long double log_best_ = 0;
};

}  // namespace parley
