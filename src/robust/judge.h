// One package against many worlds: who consents, who does not, and why.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/crew.h"
#include "robust/robust.h"
#include "settle/plan.h"

namespace parley {

/// Numbers of worlds, by row of the compiled case.
struct RowTally {
  std::size_t consents = 0;
  std::size_t red_line = 0;
  std::size_t below = 0;
  std::size_t alone = 0;  ///< this row alone stands against
};
struct Tally {
  std::size_t worlds = 0;
  std::size_t accepted = 0;
  std::vector<RowTally> rows;

  /// Counts each world so many times: for worlds that stand for others which are the same.
  void repeat(std::size_t times);
  /// Adds up the tallies of a crew's slices.
  void add_up(const Crew& crew);
  /// All its numbers in one list, and back.
  [[nodiscard]] std::vector<std::uint64_t> counts() const;
  void set_counts(const std::vector<std::uint64_t>& counts);
};

/// Adds the worlds of a table to the tally of a full package.
template <class Int>
void add_worlds(const Compiled& compiled, const Plan& plan, const Deficits<Int>& deficits,
                const std::vector<int>& choice, Tally& tally);

/// Adds worlds [first, first + count) to the tally of a package that may leave clauses open: an open clause counts as
/// each party's own no-deal option.
void add_worlds_directly(const Compiled& compiled, const Package& package, Reading reading, const Seed& seed,
                         std::uint64_t first, std::size_t count, std::size_t threads, const Progress& progress,
                         Tally& tally);

/// The package with its shares, from tallies by reading on held-out and on searched worlds, its silences and broken
/// rules.
RatedPackage rate(const Compiled& compiled, const Package& package, const std::array<Tally, 2>& held_out,
                  const std::array<Tally, 2>& searched);

/// The full package that a choice by variable makes; issues left out stay -1.
Package package_of(const Compiled& compiled, const std::vector<int>& choice);

/// The choice that a package makes, or nothing if it leaves a clause open.
std::optional<std::vector<int>> choice_of(const Compiled& compiled, const Package& package);

}  // namespace parley
