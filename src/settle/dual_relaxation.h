// Good multipliers: the dual of the relaxation in which every block may mix its cells, by Newton steps.
//
// For multipliers l the blocks reach at most phi(l), the sum over blocks of the largest l·units. With the floors (a
// multiplier each, of which every unit is worth the floor) and the goal's own worth of l, the best bound is where phi -
// worth - floors is least. Its largest is blurred to blur * log sum exp(. / blur), so that it is smooth: Newton's
// method needs few steps, the blur shrinks from round to round, and a node starts where its parent ended. The weights
// of the blurred largest are the shares in which the blocks mix their cells.
#pragma once

#include <span>
#include <vector>

#include "settle/branch_and_bound.h"

namespace parley {

/// A cell that is still open at a node of the search, and its share of the relaxation's mixture.
struct Part {
  int cell = 0;
  double share = 0;
  double offset = 0;  ///< what messages add to it (messages.h)
};

/// The units that a principal's multipliers count in: all that blocks can add to its gain.
double reach_of(const Gains& gains, std::size_t k);

/// log(wanted · multipliers) + blur * sum of logs: the worth of a goal that raises all in proportion to `wanted`.
double log_of_sum(std::span<const double> wanted, std::span<const double> multipliers, double blur,
                  std::span<double> gradient, std::span<double> hessian);

class DualRelaxation {
 public:
  DualRelaxation(const Gains& gains, const Goal& goal);

  [[nodiscard]] std::vector<double> beginning() const;
  /// The blurs to go through, from the first node or at a later one.
  [[nodiscard]] std::span<const double> blurs(bool from_beginning) const;
  /// One Newton step from `at`; sets the shares of all parts. False where it hardly moved.
  bool improve(std::vector<std::vector<Part>>& blocks, std::vector<double>& at, double blur);
  /// The multipliers for units, of the goal and of the floors.
  void multipliers(std::span<const double> at, std::vector<double>& by_goal, std::vector<double>& by_floors) const;

 private:
  double value(const std::vector<std::vector<Part>>& blocks, std::span<const double> at, double blur);
  double derivatives(std::vector<std::vector<Part>>& blocks, std::span<const double> at, double blur);
  double add_own(std::span<const double> at, double blur);
  void set_multipliers(std::span<const double> at);

  const Gains& gains_;
  const Goal& goal_;
  std::size_t n_;
  std::vector<std::vector<double>> numbers_;  // of the blocks' cells, in parts of each principal's reach
  std::vector<double> start_;
  std::vector<double> floors_;
  std::vector<std::size_t> party_of_;  // by variable: first those that the goal lifts, then those with a floor
  std::size_t lifted_ = 0;
  std::vector<double> given_;
  std::vector<double> blurs_;
  std::vector<double> sum_, mean_, total_, covariance_, gradient_, hessian_, step_, probe_, weights_;
};

}  // namespace parley
