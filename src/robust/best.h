// The k packages that the most worlds accept: branch and bound over worlds held side by side.
//
// A node is a box of packages (box.h); its bound is the number of worlds in which no row is hopeless, so the bound of a
// single package is its count. Options that cannot lead into the list of the k best are closed, and the variable is
// split that leaves the least open. Boxes are searched from the highest bound down, in rounds: the best of those kept
// are searched side by side, each depth-first as far as its bounds stay above a mark halfway between the list and the
// greatest bound, and what lies below the mark, or past a number of nodes, is kept for later. Rounds and their sizes
// are fixed and the list changes only between them, so the number of threads changes nothing. Exact for the worlds
// given, within a budget of nodes; past it the greatest bound kept says how much better a package could be.
//
// It is the search of a probabilistic constraint over scenarios (Luedtke, Ahmed and Nemhauser 2010) with bounds that
// are combinatorial where theirs are linear: weaker, and so much cheaper that more is proven in the same time
// (docs/mathematics.md).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/crew.h"
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

/// A part of all packages that is kept for later: the options that are open, by variable.
struct KeptBox {
  std::vector<std::uint8_t> open;
  std::size_t bound = 0;  ///< no package of it is accepted by more worlds
  /// Of a heap whose first has the highest bound; equal ones in the order of what is open, so that no order is left to
  /// chance.
  friend bool operator<(const KeptBox& a, const KeptBox& b) {
    return a.bound != b.bound ? a.bound < b.bound : a.open < b.open;
  }
};

/// How far a search is, between two rounds.
struct SearchState {
  std::vector<Candidate> best;
  std::vector<KeptBox> boxes;  ///< a heap
  std::uint64_t nodes = 0;
};

struct SearchOptions {
  std::size_t best = 10;                   ///< packages to find
  std::uint64_t nodes = 1'000'000;         ///< budget
  std::size_t threads = 0;                 ///< 0: all
  std::span<const std::uint8_t> hopeless;  ///< worlds known to accept no package; may be empty
  Progress progress;
  Crew crew;  ///< each member has the deficits of its slice of the worlds; boxes of a round then take turns
  const SearchState* from = nullptr;             ///< how far an earlier search was
  std::function<void(const SearchState&)> keep;  ///< told before each round how far this one is; may be empty
  std::size_t starts = 8;                        ///< of climbs to packages that the search starts from
};

/// The k best; `start` may hold candidates known beforehand, with their counts.
template <class Int>
BestPackages best_packages(const Plan& plan, const Deficits<Int>& deficits, const SearchOptions& options,
                           const std::vector<Candidate>& start = {});

/// The best one alone as far as a short search on one thread tells, among many such searches.
template <class Int>
std::optional<Candidate> best_in_short(const Plan& plan, const Deficits<Int>& deficits, std::uint64_t nodes,
                                       const std::vector<Candidate>& start = {});

/// Slack of every row in every world for a full package.
template <class Int>
std::vector<Int> final_slacks(const Plan& plan, const Deficits<Int>& deficits, const std::vector<int>& choice);

/// For each world, a negative number where the package is not accepted; where some choices are open (-1), that shows
/// that no package with the others is.
template <class Int>
std::vector<Int> rejected_worlds(const Plan& plan, const Deficits<Int>& deficits, const std::vector<int>& choice);

}  // namespace parley
