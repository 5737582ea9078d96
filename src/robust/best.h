// The k packages that the most worlds accept: branch and bound over worlds held side by side.
//
// A node is a partial package; its bound is the number of worlds in which no slack is negative yet, so a leaf's bound
// is its count. Children are visited from the highest bound; a node goes no further when its bound cannot enter the
// list of the k best. Worlds with no acceptable package at all are taken out at the root, and once fewer than half of
// the worlds are alive at a node its subtree runs on the living ones alone. Exact for the worlds given, within a budget
// of nodes; past it the greatest bound left open says how much better a package could be.
#pragma once

#include <cstdint>
#include <vector>

#include "core/progress.h"
#include "settle/plan.h"

namespace parley {

/// A package by variable, and the number of worlds that accept it.
struct Candidate {
  std::vector<int> choice;
  std::size_t count = 0;
  /// More worlds first, then the order of issue and option ids.
  friend bool operator<(const Candidate& a, const Candidate& b) {
    return a.count != b.count ? a.count > b.count : a.choice < b.choice;
  }
  friend bool operator==(const Candidate& a, const Candidate& b) = default;
};

struct BestPackages {
  std::vector<Candidate> best;  ///< at most k, none with count 0
  std::size_t bound = 0;        ///< no package is accepted by more worlds
  bool proven = true;           ///< `best` is exact
  bool stopped = false;         ///< by the user
  std::uint64_t nodes = 0;
};

/// The k best; `start` may hold candidates known beforehand, with their counts.
template <class Int>
BestPackages best_packages(const Plan& plan, const Deficits<Int>& deficits, std::size_t k, std::uint64_t node_budget,
                           const std::vector<Candidate>& start, const Progress& progress);

/// For each world, a negative number where the package is not accepted.
template <class Int>
std::vector<Int> rejected_worlds(const Plan& plan, const Deficits<Int>& deficits, const std::vector<int>& choice);

/// Slack of every row in every world for a full package.
template <class Int>
std::vector<Int> final_slacks(const Plan& plan, const Deficits<Int>& deficits, const std::vector<int>& choice);

}  // namespace parley
