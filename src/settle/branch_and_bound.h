// The best packages by some goal, proven best: branch and bound whose pruning is done in whole numbers.
//
// What is still wanted (packages at least as good as the best one found, every floor reached) lies in a set of gains of
// which a goal can say, for whole multipliers l, a number h that l·gains reaches at each of its points. A part of the
// search where the best cells of the blocks, each taken by itself, sum to less than h holds nothing that is wanted: it
// is closed, and so is every single cell that would bring the sum below h (Lagrangian bound and reduced-cost fixing).
// The multipliers come from a relaxation in floating point (dual_relaxation.h); nothing hangs on how well that goes:
// any multipliers prune safely.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/progress.h"
#include "settle/gains.h"
#include "settle/settle.h"

namespace parley {

/// How a package compares with the best found so far: as good may mean in all that is being compared at this stage.
enum class Offer { worse, as_good, equal, better };

/// What is wanted. A goal holds the best gains found so far and is told of every package that is met.
class Goal {
 public:
  Goal() = default;
  Goal(const Goal&) = delete;
  Goal& operator=(const Goal&) = delete;
  virtual ~Goal() = default;

  /// A number that grows as a package gets better, roughly: for climbing.
  [[nodiscard]] virtual double merit(std::span<const double> units) const = 0;
  /// Principals that the relaxation finds multipliers for, because the goal wants more for each.
  [[nodiscard]] virtual std::vector<std::size_t> lifted() const;
  /// Multipliers that are given, for a goal that is a sum; in parts of each principal's reach, as below.
  virtual void given(std::span<double> multipliers) const;
  /// A concave function of the multipliers of `lifted`, with its gradient and its Hessian (row by row) added; the
  /// relaxation makes the most that blocks can reach, less this, as small as possible. `blur` may smooth it.
  virtual double worth(std::span<const double> multipliers, double blur, std::span<double> gradient,
                       std::span<double> hessian) const;
  /// About how large that most is at the best multipliers.
  [[nodiscard]] virtual double size() const;
  /// A number that no wanted package's sum of multipliers times units is below; may first lower the multipliers.
  /// Nothing while no package has been found.
  [[nodiscard]] virtual std::optional<Wide> level(std::span<Wide> multipliers) const = 0;
  /// Whether a package that gives nobody less is at least as good.
  [[nodiscard]] virtual bool rises() const { return true; }
  /// False where no package with at most these units can be wanted.
  [[nodiscard]] virtual bool possible(std::span<const Wide> most) const;
  /// Raises the least units to what every wanted package gives each principal.
  virtual void raise(std::span<Wide> least) const;
  /// Compares a package, and keeps it if it is better.
  virtual Offer offer(std::span<const Wide> units) = 0;
  /// From now on only better packages are wanted, not equally good ones.
  virtual void want_better() {}
  /// The next thing to compare, once packages cannot be better in what has been compared; false if there is none.
  virtual bool next_stage() { return false; }
};

struct SearchLimits {
  std::uint64_t nodes = 1'000'000;
  std::size_t steps = 4096;   ///< to finish a node package by package, instead of branching; the answer is the same
  std::size_t packages = 10;  ///< listed at most
  bool any = false;           ///< one of the best packages will do, whichever it is: ties are not looked for
  bool count = false;         ///< counts all that the goal wants from the beginning, and looks for nothing better
  Progress progress;
};

/// No allowed package's sum of multipliers times units exceeds `most`: anyone can check it, table by table. Where
/// tables share variables, numbers are moved between their cells and the options of these variables (messages.h), which
/// changes no package's sum.
struct Certificate {
  std::vector<Wide> multipliers;
  std::vector<Wide> messages;  ///< by link and class; empty where no variables are shared
  Wide most = 0;
};

struct SearchResult {
  std::vector<std::vector<int>> packages;  ///< best ones, in lexicographic order of option ids; empty if there is none
  bool complete = false;                   ///< all of the best are listed
  bool proven = false;                     ///< the search went through: nothing is better, or there is no package
  std::uint64_t nodes = 0;
  BigInt count;      ///< where that is asked for: how many packages are wanted, if proven
  Certificate root;  ///< over everything; empty where some block has no open cell
};

SearchResult search(const Gains& gains, Goal& goal, const SearchLimits& limits);

}  // namespace parley
