// Raiffa's sequential solution among a finite number of packages.
//
// Raiffa (1953; Luce and Raiffa 1957, section 6.7) starts from disagreement and goes half of the way (of n parties, an
// n-th) to what each could get with the others held where they are; from there again, and so on to the frontier. Among
// packages the point so reached may lie beyond all of them. Here each step is rounded up to a whole number of each
// party's steps of value, and is taken as long as some package reaches it; then the packages are the best that go from
// the last point towards the ideal one seen from there, as in Kalai–Smorodinsky's solution.
#pragma once

#include <vector>

#include "settle/branch_and_bound.h"
#include "settle/leximin.h"

namespace parley {

struct Raiffa {
  Gains rest;                     ///< gains measured from the last point that packages reach
  std::vector<Measure> measures;  ///< the full gains that are left from there
  std::size_t steps = 0;
  std::uint64_t nodes = 0;
  bool proven = true;
};

/// From the zero of `gains`, of which some package reaches the floors.
Raiffa raiffa_steps(const Gains& gains, std::span<const int> weights, const SearchLimits& limits);

}  // namespace parley
