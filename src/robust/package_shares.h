// How much of all packages each party accepts, over all worlds: an estimate, never a count.
//
// Counts are exact in one world (settle/count.cc); over worlds they would have to be made anew in each. Instead pairs
// are drawn, a package that the rules allow, uniformly among these, and a world: the share of pairs in which a party
// accepts is an unbiased estimate of its mean share of packages, and its interval is that of a proportion. A package is
// drawn option by option and drawn again while a rule is broken, so that where rules leave very little few pairs are
// found; how many is said.
#pragma once

#include <array>
#include <vector>

#include "robust/robust.h"

namespace parley {

struct PackageShares {
  std::size_t pairs = 0;        ///< wanted; those whose world counts and whose package was found are in the shares
  std::size_t rules_unmet = 0;  ///< pairs without a package: none of the draws kept the rules
  std::vector<int> parties;     ///< principals, in the casebook's order
  std::vector<std::array<Share, 2>>
      accepts;                           ///< of each, by Reading: no red line of its own, and at least its reservation
  std::array<Share, 2> accepted_by_all;  ///< by principals and by those whose votes options need
};

/// Pairs 0, 1, … of the options' seed, as many as there are worlds to search.
PackageShares package_shares(const Compiled& compiled, const RobustOptions& options);

}  // namespace parley
