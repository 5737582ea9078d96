// Ways out over worlds: how often a relaxation opens the zone, and which one is the cheapest in each world.
//
// A relaxation of the reference world need not open any other. So each that is listed is tried in a sample of the drawn
// worlds; and in each of these worlds the cheapest relaxation of all its own red lines, rules, votes and reservation
// values is found anew (settle/why_not.h). The sample is small, since every world takes many exact searches: shares
// come with their interval, and with the number of worlds.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "robust/robust.h"
#include "settle/why_not.h"

namespace parley {

/// A relaxation that is the cheapest in some worlds.
struct CheapestWay {
  std::vector<ConflictElement> elements;  ///< none: there is a package as it is
  std::array<Share, 2> share;             ///< by Reading
};

struct WaysOut {
  std::size_t worlds = 0;                   ///< of the sample, each in both readings
  std::vector<std::array<Share, 2>> opens;  ///< of each relaxation given, by Reading; of the worlds that were decided
  std::array<std::size_t, 2> undecided{};   ///< worlds whose cheapest way was not found within the budget; left out
  std::vector<CheapestWay> cheapest;        ///< the most frequent first, both readings together
  std::array<Share, 2> only_fixed;          ///< worlds that no relaxation opens unless a fixed rule gives way
};

/// Worlds 0, 1, … of the options' seed: `sample` at most, and no more once ten million nodes were searched.
WaysOut ways_out(const Compiled& compiled, std::span<const Relaxation> relaxations, const RobustOptions& options,
                 std::size_t sample = 1000);

}  // namespace parley
