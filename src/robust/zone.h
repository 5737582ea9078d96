// The zone over worlds: in how many worlds is there some package that all who must consent accept?
//
// Packages that many worlds accept are found first, by a dive and by changing one clause at a time; worlds that accept
// one of them need no search of their own. Each of the others is searched exactly (find.h), and the package that it
// yields is tried on all the rest.
#pragma once

#include <cstdint>
#include <vector>

#include "core/progress.h"
#include "robust/best.h"

namespace parley {

enum class InZone : std::uint8_t { no, yes, undecided };

struct Zone {
  std::vector<InZone> worlds;
  std::vector<Candidate> packages;  ///< found on the way, with the number of worlds that accept each
  bool stopped = false;
};

/// Exact but for worlds whose own search runs out of `world_budget` nodes.
template <class Int>
Zone find_zone(const Plan& plan, const Deficits<Int>& deficits, std::uint64_t world_budget, std::size_t threads,
               const Progress& progress);

}  // namespace parley
