// Seeded instances for benchmarks, documented so that others can make the same.
//
// random_case(n, o, p, seed): n issues with o options each, p principals; for each party and option a stance uniform
// over oppose, tolerate, accept, favour, demand and silence; an importance uniform over the four classes; every issue
// concerns every party; the no-deal of each party is the first option of each issue. Draws come from keyed streams
// (core/random.h) with the words "bench", kind, party id ("p0"…), issue id ("i00"…), option id ("o0"…).
//
// numbers_case(n, o, p, points, threshold, seed): n issues with o options each, p principals given all in numbers,
// whose interests are opposed: on each issue a party has at stake a number of points uniform on [1/2, 3/2) x points /
// n; each option shares the issue out, by shares uniform on the simplex, and a party gets its share of what it has at
// stake, times p / 2, rounded. Each party's reservation value is `threshold` times the sum of its best values, rounded.
//
// boxes_case(n, o, p, boxes, seed): n ordered issues with o options each, p principals of reservation value 0 who each
// have so many terms, as in ANAC 2014's nonlinear domains: over 1 to 4 issues (uniform), of each a run of options
// whose ends are uniform, worth a whole number uniform on 1 to 60.
#pragma once

#include <cstdint>
#include <memory>

#include "model/case.h"

namespace parley {

std::shared_ptr<const Case> random_case(int issues, int options, int parties, std::uint64_t seed);

std::shared_ptr<const Case> numbers_case(int issues, int options, int parties, int points, double threshold,
                                         std::uint64_t seed);

std::shared_ptr<const Case> boxes_case(int issues, int options, int parties, int boxes, std::uint64_t seed);

}  // namespace parley
