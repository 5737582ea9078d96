// The search of one reading: the zone, then the best packages, on the worlds of a crew or of a process alone.
//
// A checkpoint keeps what the search came to and, while it is under way, how far it is; worlds are drawn again, since a
// draw depends on its key alone. What is looked at world by world later on is asked of the first worlds, which every
// member of a crew then has.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "robust/best.h"
#include "robust/judge.h"
#include "robust/prepared.h"
#include "robust/zone.h"

namespace parley {

/// Of each sample that is looked at world by world.
inline constexpr std::size_t first_worlds_kept = 10'000;

/// What the search of one reading found, and the worlds that it searched.
struct Searched {
  Reading reading = Reading::cautious;
  BestPackages best;
  std::vector<Candidate> zone_packages;  ///< found on the way to the zone
  std::vector<InZone> zone;              ///< of the first worlds
  std::size_t inside = 0;                ///< of all worlds, as those that follow
  std::size_t undecided = 0;
  std::size_t valid = 0;
  std::size_t empty = 0;
  bool stopped = false;
  bool more_everywhere = false;      ///< a package that every world accepts did not fit the list
  std::optional<AnyDeficits> slice;  ///< of a crew the member's; none where a checkpoint had the rest
  std::optional<AnyDeficits> first;  ///< the first worlds of all, where they are not the first of `slice`

  const AnyDeficits& worlds(const Compiled& compiled, const RobustOptions& options);
  /// Deficits whose first worlds are the first of all.
  const AnyDeficits& first_worlds(const Compiled& compiled, const RobustOptions& options);
};

/// Deficits of some worlds, of which claims may leave none.
AnyDeficits draw_part(const Compiled& compiled, Reading reading, const RobustOptions& options, std::uint64_t first,
                      std::size_t count);

/// The same in both readings, by Reading.
std::array<AnyDeficits, 2> draw_parts(const Compiled& compiled, const RobustOptions& options, std::uint64_t first,
                                      std::size_t count);

/// For each of the first `limit` worlds, 1 where the package is accepted.
template <class Int>
std::vector<char> accepted_worlds(const Plan& plan, const Deficits<Int>& deficits, const std::vector<int>& choice,
                                  std::size_t limit);

/// `worlds` are those of the member's slice, where they are drawn already.
Searched search_reading(const Compiled& compiled, Reading reading, const RobustOptions& options,
                        std::optional<AnyDeficits> worlds = {});

/// In how many of the searched worlds each package is accepted, by Reading.
std::vector<std::array<Tally, 2>> count_searched(const Compiled& compiled, std::array<Searched, 2>& searched,
                                                 const std::vector<std::vector<int>>& choices,
                                                 const RobustOptions& options);

}  // namespace parley
