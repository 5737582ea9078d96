// Sums of fronts of three or four coordinates whose numbers are small integers.
//
// The sums are taken slice by slice, from the greatest first coordinate to the least; a table over the coordinates
// between the first and the last holds the greatest last coordinate that earlier slices reach at or above each place,
// so one look says whether a sum is dominated by them. What is left of a slice is filtered by itself, and then put into
// the table, where each entry only stops at places that are as high already. Points of a front with the same first
// coordinate lie together, so the sums of a slice are found without listing the others.
#pragma once

#include "settle/front.h"

namespace parley {

/// Whether the sums have three or four coordinates and their table stays small.
bool fits_grid(const Front<std::int32_t, UnsignedWide>& a, const Front<std::int32_t, UnsignedWide>& b);

/// As sum_of_fronts. Throws nothing; the fronts must fit.
Front<std::int32_t, UnsignedWide> sum_on_grid(const Front<std::int32_t, UnsignedWide>& a,
                                              const Front<std::int32_t, UnsignedWide>& b,
                                              const std::vector<std::int32_t>& reach, Trace& trace);

}  // namespace parley
