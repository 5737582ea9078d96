// A first, cheap sieve before the nondominated filter: most points of a cloud are dominated by one of a few.
//
// The few are those that dominate the largest part of the box of all points, which for a point is the product of its
// coordinates, each as a part of its range. One pass finds them, one leaves out what they dominate (the elimination
// filter of LESS: Godfrey, Shipley and Gryz 2005, section 4, with volume in place of entropy). Where a sample shows
// that they dominate little, as on a front, nothing is left out and little time is lost.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace parley {

/// Indices, ascending, of the points that are left; what is left out is dominated by a point that is left. Points lie
/// one after another, `dims` coordinates each. For std::int32_t, Wide and double.
template <class Value>
std::vector<std::uint32_t> eliminate(std::span<const Value> points, int dims);

}  // namespace parley
