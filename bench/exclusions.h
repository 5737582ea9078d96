// Seeded worlds for benchmarks of solutions, documented so that others can make the same.
//
// random_world(n, o, p, e, seed): n issues with o options each, p principals; the value of each option to each
// principal is uniform over 0, 1, …, 1000, and values add up; each principal's reservation value is 500 n, the mean of
// a package drawn at random; e rules exclude a pair of options of two different issues each, drawn uniformly. Draws
// come from keyed streams (core/random.h) with the words "bench", kind, and ids as in random_case (generate.h) or the
// rule's number.
#pragma once

#include <cstdint>
#include <memory>

#include "model/one_world.h"

namespace parley {

struct RandomWorld {
  Compiled compiled;
  OneWorld world;  ///< of `compiled`
};

std::unique_ptr<const RandomWorld> random_world(int issues, int options, int parties, int exclusions,
                                                std::uint64_t seed);

}  // namespace parley
