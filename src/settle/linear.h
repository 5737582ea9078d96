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
  [[nodiscard]] bool rises() const override;
  [[nodiscard]] bool possible(std::span<const Wide> most) const override;
  void want_better() override { better_ = 1; }
  bool next_stage() override;

  [[nodiscard]] std::optional<Wide> best() const { return best_; }
  /// From the beginning only packages whose sum is at least this are wanted.
  void want(Wide at_least) { at_least_ = at_least; }
  /// What no package's sum exceeds, after a search that ended at its budget.
  [[nodiscard]] Wide bound(const Certificate& root) const;

 private:
  /// How often the weights go into multipliers that are a multiple of them.
  [[nodiscard]] Wide times(std::span<const Wide> multipliers) const;

  const Gains& gains_;
  std::vector<Wide> weights_;
  std::vector<double> numbers_;
  double range_ = 1;
  /// The least sum that is wanted, where there is one.
  [[nodiscard]] std::optional<Wide> wanted() const {
    if (!best_ || (at_least_ && *best_ + better_ < *at_least_)) return at_least_;
    return *best_ + better_;
  }

  std::optional<Wide> best_;
  std::optional<Wide> at_least_;
  Wide better_ = 0;
};

}  // namespace parley
