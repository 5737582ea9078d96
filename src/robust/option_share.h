// For each option of each issue: in how many worlds is it part of a package that all who must consent accept?
//
// The first worlds that were searched are looked at. Packages that the search met show for many worlds at once which
// options they allow; what they leave open is decided world by world by an exact search (find.h) among the packages
// with that option, and what it finds is tried on all the other worlds.
#pragma once

#include <cstdint>
#include <vector>

#include "robust/best.h"
#include "robust/zone.h"

namespace parley {

/// Of the worlds looked at, those in which some acceptable package has the option, and those left undecided.
struct OptionWorlds {
  int variable = -1;
  int option = -1;  ///< index into Variable::options
  std::size_t inside = 0;
  std::size_t undecided = 0;
};

/// Every option of every variable. `in_zone` says what is known of each world; a search of one world ends after
/// `world_budget` nodes.
template <class Int>
std::vector<OptionWorlds> option_worlds(const Compiled& compiled, const Deficits<Int>& worlds,
                                        const std::vector<InZone>& in_zone, const std::vector<Candidate>& known,
                                        std::uint64_t world_budget, std::size_t threads, const Progress& progress);

}  // namespace parley
