// The subsets of a few elements that are not decided yet, kept as a SAT problem.
//
// The map of MARCO (Liffiton, Previti, Malik, Mushtaha 2016, Section 4): one variable an element, one clause for each
// conflict found (not all of it) and one for each relaxation found (not none of it). A sequential counter (Sinz 2005)
// bounds how many elements may be off, so that subsets come in the order of their size, the largest first: the smallest
// relaxations are found first, and a list that is cut short holds them.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/progress.h"

namespace parley {

class PowerSet {
 public:
  /// The progress, which may stop a search for a subset, must outlive it.
  PowerSet(std::size_t elements, const Progress& progress);
  ~PowerSet();
  PowerSet(const PowerSet&) = delete;
  PowerSet& operator=(const PowerSet&) = delete;

  /// A subset that is not excluded, with as few elements off as can be, if is_fewest(); nothing if all are excluded.
  /// Throws Cancelled.
  std::optional<std::vector<bool>> largest();
  /// Whether each subset given so far had the fewest elements off: not past 32, nor where that took too long to prove.
  [[nodiscard]] bool is_fewest() const { return fewest_; }

  /// From now on subsets have this element.
  void keep(std::size_t element);
  void exclude_supersets(const std::vector<bool>& set);
  void exclude_subsets(const std::vector<bool>& set);
  void exclude(const std::vector<bool>& set);

 private:
  struct Solver;
  std::unique_ptr<Solver> solver_;
  std::size_t elements_;
  std::size_t off_ = 0;
  bool fewest_ = true;
};

}  // namespace parley
