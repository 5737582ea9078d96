// The goal of raising the least: gains in units of each party's own (its full gain, or its own scale) are compared
// smallest first, then the next smallest, and so on.
//
// Stage j takes the first j - 1 places as known and as high as they can be. What is then still wanted has in its i-th
// place at least t_i (i < j) and t_j in all later ones, so that l·gains is at least the sum of l_k s_k, largest first,
// times these, smallest first (the rearrangement inequality). In the first stage that is a sum of whole numbers; in
// later ones it is lowered by a share of 2^-40 for rounding. One stage is enough where few packages tie in it.
#pragma once

#include "settle/branch_and_bound.h"
#include "settle/settle.h"

namespace parley {

/// What a gain is measured in: `units * times / of` is the share that is compared; `of` 0 leaves the party out.
struct Measure {
  BigInt times = 1;
  BigInt of = 1;
};

class LeximinGoal : public Goal {
 public:
  LeximinGoal(const Gains& gains, std::vector<Measure> measures);

  [[nodiscard]] double merit(std::span<const double> units) const override;
  [[nodiscard]] std::vector<std::size_t> lifted() const override { return counted_; }
  double worth(std::span<const double> multipliers, double blur, std::span<double> gradient,
               std::span<double> hessian) const override;
  [[nodiscard]] std::optional<Wide> level(std::span<Wide> multipliers) const override;
  [[nodiscard]] bool possible(std::span<const Wide> most) const override;
  void raise(std::span<Wide> least) const override;
  Offer offer(std::span<const Wide> units) override;
  void want_better() override;
  bool next_stage() override;

  /// The best units; empty where none was found.
  [[nodiscard]] const std::vector<Wide>& best() const { return best_units_; }
  /// Its least share; 0 where none is compared.
  [[nodiscard]] double least() const;
  /// What no package's least share exceeds, after a search that ended at its budget.
  [[nodiscard]] double bound(const Certificate& root) const;

 private:
  struct Share {
    BigInt up;
    BigInt down;
  };
  [[nodiscard]] std::vector<Share> sorted_shares(std::span<const Wide> units) const;
  void set_levels();

  const Gains& gains_;
  std::vector<Measure> measures_;
  std::vector<std::size_t> counted_;  // principals that are compared
  std::vector<double> per_share_;     // units a share of 1, by principal
  std::vector<Wide> best_units_;
  std::vector<Share> best_;  // sorted
  std::size_t stage_ = 0;
  bool better_ = false;
  std::vector<std::vector<Wide>> needed_;  // by place and principal: the least units that reach it
  std::vector<double> places_;             // the shares that are wanted, smallest first
};

}  // namespace parley
