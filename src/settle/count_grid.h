// Counting packages by meeting in the middle, where values are small integers.
//
// Each group of variables (groups.h) is boiled down to how many of its choices give which values. The groups are dealt
// out to two halves; in a dense table over the parties' sums each half holds how many of its choices give each sum.
// Turned into sums from above, the one table says for each entry of the other how many choices complete it. 30 issues
// of 10 options are so two tables of 10^15 choices each, of a few hundred thousand entries. (Horowitz and Sahni 1974.)
#pragma once

#include <optional>

#include "core/progress.h"
#include "model/one_world.h"
#include "settle/settle.h"

namespace parley {

/// How many packages keep the rules and are refused by none of `who` (bits as in OneWorld; of principals, reservation
/// values count too). Nothing where tables of `cells` entries in all, or 128 bits, do not suffice.
std::optional<BigInt> count_on_grid(const OneWorld& world, std::uint64_t who, std::size_t cells,
                                    const Progress& progress);

}  // namespace parley
