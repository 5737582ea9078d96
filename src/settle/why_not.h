// Why there is no deal, in full: every minimal conflict, every minimal relaxation, and what each would cost.
//
// A conflict is a minimal set of constraints that leaves no package, a relaxation a minimal set whose removal leaves
// one. Each relaxation meets every conflict and is minimal in that, and the other way round (Reiter 1987, Theorem 4.4:
// hitting sets), so the two lists explain each other. They are enumerated together as MARCO does (Liffiton, Previti,
// Malik, Mushtaha 2016): a subset not decided yet is taken from the map (power_set.h) and searched for a package; where
// there is one the subset is grown until nothing can be added, which gives a relaxation, else shrunk until nothing can
// be left out, which gives a conflict. A search that runs out of its budget decides nothing: what hangs on it is not
// listed, and the lists are said not to be complete.
#pragma once

#include <cstdint>
#include <vector>

#include "model/wide.h"
#include "settle/elements.h"
#include "settle/settle.h"

namespace parley {

/// By how much one party would have to go below its reservation value, in integers of its scale.
struct Concession {
  int party = -1;
  Found found = Found::no;  ///< yes: `least` is exact; no: no concession of this party opens the zone; else not known
  Wide least = 0;
  Wide scale = 1;  ///< integers a unit of the party's value
  Wide span = 0;   ///< from the least to the most that its options could add up to
  [[nodiscard]] double value() const { return static_cast<double>(least) / static_cast<double>(scale); }
};

/// What it takes that a relaxation's elements give way. Rules have no price: they are counted, and one that is `fixed`
/// cannot give way at all.
struct Cost {
  bool possible = true;
  int rules = 0;
  bool steps_known = true;
  int steps = 0;  ///< class steps of red lines (1 each: `reject` to `oppose`) and of votes (to `tolerate`)
  /// Of each reservation value, the least that opens the zone when the rest of the relaxation is dropped.
  std::vector<Concession> concessions;
};

struct Relaxation {
  Conflict::Among among = Conflict::Among::certain;
  std::vector<ConflictElement> elements;
  std::vector<int> steps;  ///< of each element: its class steps; 0 for rules and reservation values
  Cost cost;
  Package opens;  ///< a package that would then be left
};

/// What was found among the elements of one family.
struct Explanation {
  std::vector<Conflict> conflicts;      ///< fewest elements first, then by kind and id
  std::vector<Relaxation> relaxations;  ///< cheapest first (docs/mathematics.md)
  bool conflicts_complete = true;       ///< else there may be more than those listed
  bool relaxations_complete = true;
};

struct WhyNot {
  Explanation certain;                  ///< among red lines, rules and votes that hold in every world
  Explanation reference;                ///< with the reservation values of the reference world
  std::vector<Concession> concessions;  ///< by party id: what opens the reference world; none where it is open
};

struct WhyNotOptions {
  Reading reading = Reading::cautious;
  std::size_t limit = 50;               ///< of each list
  std::uint64_t query_nodes = 500'000;  ///< budget of one search
  std::uint64_t nodes = 10'000'000;     ///< of all searches of a family together
  std::size_t rounds = 1'000;           ///< of subsets taken from the map
  Progress progress;
};

WhyNot why_not(const Compiled& compiled, const WhyNotOptions& options);

/// Conflicts and relaxations among given elements, over all packages or those with the options of `choice` (by
/// variable, -1 where open).
Explanation explain(const Elements& elements, Conflict::Among among, const WhyNotOptions& options,
                    std::span<const int> choice = {});

/// The cheapest relaxation among given elements in which no `fixed` rule gives way.
struct WayOut {
  Found found = Found::no;  ///< no: nothing but a fixed rule would help; else not known
  bool open = false;        ///< some package is left as it is: nothing need give way
  Relaxation relaxation;
  std::uint64_t nodes = 0;  ///< that it took
};
WayOut cheapest_way_out(const Elements& elements, PackageSearch& search, const WhyNotOptions& options);

/// What would have to give way in the reference world for a package to pass, clauses that it leaves open being filled
/// in whatever way; packages that settle nothing count.
Explanation explain_package(const Compiled& compiled, const Package& package, const WhyNotOptions& options);

}  // namespace parley
