// The zone over worlds: in how many worlds is there some package that all who must consent accept?
//
// Packages that many worlds accept are found first, by a dive and by changing one clause at a time; worlds that accept
// one of them need no search of their own. Each of the others is searched exactly (find.h), and the package that it
// yields is tried on all the rest. A crew shares out the searches too, whoever's slice a world is in.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "core/crew.h"
#include "core/progress.h"
#include "robust/best.h"

namespace parley {

enum class InZone : std::uint8_t { no, yes, undecided };

struct Zone {
  std::vector<InZone> worlds;       ///< of a crew the member's own slice
  std::vector<Candidate> packages;  ///< found on the way, with the number of worlds that accept each
  std::size_t next = 0;             ///< all worlds before it have been looked at
  bool stopped = false;
};

struct ZoneOptions {
  std::uint64_t world_budget = 200'000;  ///< nodes to decide one world
  std::size_t threads = 0;               ///< 0: all
  Progress progress;
  Crew crew;                              ///< each member has the deficits of its slice of the worlds
  const Zone* from = nullptr;             ///< how far an earlier search was
  std::function<void(const Zone&)> keep;  ///< told how far this one is, now and then; may be empty
};

/// Exact but for worlds whose own search runs out of its budget.
template <class Int>
Zone find_zone(const Plan& plan, const Deficits<Int>& deficits, const ZoneOptions& options);

}  // namespace parley
