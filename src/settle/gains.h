// The packages of one world as a search for solutions sees them: whole-number gains, in blocks.
//
// Each principal's value is measured from a zero (its disagreement value) in steps: the greatest common divisor of all
// that can be told apart in it. A gain is then a small whole number of steps, and every comparison of gains is exact.
// Tables that share variables are joined into one block as long as that stays small; cells that a red line, a missing
// vote or a rule shuts are closed. The best cell of each block, taken by itself, bounds any sum of gains from above.
// Where blocks would still share variables, each variable has a block of its own too, and the others are boiled down:
// options of a variable that a block does not tell apart are one class (messages.h).
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "model/one_world.h"

namespace parley {

struct Gains {
  struct Block {
    std::vector<int> scope;                 ///< variables, ascending; the last runs fastest
    std::vector<Wide> units;                ///< by cell and principal, never negative in an open cell
    std::vector<char> open;                 ///< by cell: not shut by itself
    std::vector<std::vector<int>> choices;  ///< by cell: an option, or a class, for each variable of the scope
    std::vector<std::vector<int>> classes;  ///< by place in the scope and option: its class; empty: cells hold options
  };
  const OneWorld* world = nullptr;
  std::size_t parties = 0;
  std::vector<Wide> zero;   ///< by principal: the value at which it gains nothing
  std::vector<Wide> step;   ///< a value is zero + step * units
  std::vector<Wide> start;  ///< units before any block is added
  std::vector<Wide> reach;  ///< the most that the blocks can add
  std::vector<Wide> floor;  ///< the least units allowed
  std::vector<Block> blocks;
  bool overlapping = false;  ///< blocks share variables; each variable's own block stands at the variable's place
  std::vector<std::vector<int>> rules_of;      ///< by variable: indices into the world's rules that name it
  std::vector<std::vector<int>> option_ranks;  ///< by variable: the place of each option in the order of ids
  /// Where they are known: packages that nobody refuses, one for each point of values that no other such dominates.
  std::shared_ptr<const std::vector<std::vector<int>>> nondominated;
};

/// `least`: for each principal, the value that a package must reach, if any. Only cells that nobody refuses are open.
/// `overlapping`: each variable has a block of its own even where blocks would not share variables.
Gains make_gains(const OneWorld& world, std::span<const Wide> zero, std::span<const std::optional<Wide>> least,
                 bool overlapping = false);

/// The units of a package.
std::vector<Wide> units_of(const Gains& gains, std::span<const int> choice);

/// Whether a package is one of those looked at: nobody refuses it, the rules are kept, every floor is reached.
bool is_allowed(const Gains& gains, std::span<const int> choice);

/// A package by issue from a choice by variable, -1 where open.
Package package_of(const OneWorld& world, std::span<const int> choice);

/// The quotient rounded up, and down; the divisor is positive.
Wide divide_up(Wide a, Wide b);
Wide divide_down(Wide a, Wide b);

}  // namespace parley
