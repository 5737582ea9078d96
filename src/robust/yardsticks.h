// Other measures of a good package, for comparison with the share of worlds: the best worst case and the largest
// expected Nash product.
//
// The worst case of a package is the least that any principal gains over no-deal in any world (in words: on its scale
// from 0 to 1); a package that somebody refuses outright in some world, by a red line or a missing vote, has none. Its
// Nash product is the mean over worlds of the product of all gains, 0 where somebody does not consent. Both are
// averages or extremes that let one number stand for many readings, which is why the verdict does not rest on them.
// They are sought by climbing from the packages that the search met, one clause at a time: the best found, not proven.
#pragma once

#include <optional>
#include <vector>

#include "robust/best.h"

namespace parley {

struct Measured {
  std::vector<int> choice;
  double value = 0;
};

struct Yardsticks {
  std::optional<Measured> worst_case;    ///< none where every package tried is refused outright in some world
  std::optional<Measured> nash_product;  ///< none where no package tried is accepted in any world
};

/// Climbs from the first of `known` on the worlds given. Nothing where no principal has a reservation value.
template <class Int>
Yardsticks yardsticks(const Compiled& compiled, const Deficits<Int>& worlds, const std::vector<Candidate>& known);

}  // namespace parley
