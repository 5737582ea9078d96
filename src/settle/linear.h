// The goal of a weighted sum of gains: the utilitarian solution, and each principal's best and least value.
#pragma once

#include "settle/branch_and_bound.h"

namespace parley {

class LinearGoal : public Goal {
 public:
  LinearGoal(const Gains& gains, std::vector<Wide> weights);

  [[nodiscard]] double merit(std::span<const double> units) const override;
  void given(std::span<double> multipliers) const override;
  [[nodiscard]] std::optional<Wide> level(std::span<Wide> multipliers) const override;
  Offer offer(std::span<const Wide> units) override;
  [[nodiscard]] bool possible(std::span<const Wide> most) const override;
  void want_better() override { better_ = 1; }
  bool next_stage() override;

  [[nodiscard]] std::optional<Wide> best() const { return best_; }
  /// What no package's sum exceeds, after a search that ended at its budget.
  [[nodiscard]] Wide bound(const Certificate& root) const;

 private:
  /// How often the weights go into multipliers that are a multiple of them.
  [[nodiscard]] Wide times(std::span<const Wide> multipliers) const;

  const Gains& gains_;
  std::vector<Wide> weights_;
  std::vector<double> numbers_;
  double range_ = 1;
  std::optional<Wide> best_;
  Wide better_ = 0;
};

}  // namespace parley
