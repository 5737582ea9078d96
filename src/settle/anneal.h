// Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983): good packages to begin a search with.
//
// One variable after another is changed at random; what makes the package worse is taken with a chance that falls as
// the run cools. It only finds packages; no proof rests on it. The draws are keyed, so that every run is the same.
#pragma once

#include <vector>

#include "settle/gains.h"

namespace parley {

class Goal;

class Anneal {
 public:
  Anneal(const Gains& gains, const Goal& goal);
  /// The best package of the `run`-th run from a package, which may break floors; the same one where blocks share
  /// variables, it breaks a rule, or packages are few.
  [[nodiscard]] std::vector<int> from(const std::vector<int>& choice, std::uint64_t run) const;

 private:
  struct Walk;
  /// A variable's place in the cells of its block.
  struct Place {
    std::size_t block;
    int variable;
    int stride;
    int options;
  };
  [[nodiscard]] double merit(std::span<const double> units, double scale) const;
  [[nodiscard]] bool keeps_rules_around(const Walk& walk, std::size_t block) const;
  void go(Walk& walk, std::size_t block, int cell) const;

  const Gains& gains_;
  const Goal& goal_;
  std::vector<Place> places_;                 // every variable
  std::uint64_t options_ = 0;                 // how many those have
  std::vector<std::vector<double>> numbers_;  // units of the blocks' cells
  std::vector<double> floors_;                // by principal
  std::vector<double> past_reach_;            // by principal: one more than the reach
  std::vector<std::vector<int>> rules_;       // by block
  std::vector<int> levers_;
  bool useful_ = true;  // there are many packages, and no two blocks share a variable
};

}  // namespace parley
