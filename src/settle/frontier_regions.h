// The frontier where tables overlap too much to be added up: region by region, each by an exact search.
//
// A region is a corner, the least that it asks for each principal. Whatever has the largest sum of gains (by positive
// weights) in a region is nondominated; it splits each region that holds it into one a principal, which asks for more
// of that principal, and a region in which nothing is found is done. When no region is left the points found are the
// frontier (Klamroth, Lacour and Vanderpooten 2015). The cost hangs on the number of points, not of packages: about two
// searches a point for two principals, more for more.
#pragma once

#include "settle/frontier.h"

namespace parley {

/// Works it out; exact unless the budgets of nodes or points end. How many packages attain each point is counted last,
/// if the budget of nodes lasts.
Frontier frontier_by_regions(const OneWorld& world, const FrontierOptions& options);

}  // namespace parley
