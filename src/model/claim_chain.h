// A random walk over the preferences that claims leave.
//
// Hit-and-run (Smith 1984; for weights under preference statements Tervonen, van Valkenhoef, Basturk and Postmus 2013):
// from a point, in a direction drawn at random, to a uniform point of the line inside the set. Given the values the set
// of weights is a polytope, and the line's ends are worked out; given the weights the set of levels and silent values
// is a polytope too unless a value is bent, and a point of the line is found by shrinking what is left of it towards
// where the walk stands until one is inside, which leaves the uniform distribution as it is on a set of any shape (Neal
// 2003). The two take turns. The walk has a fixed length; how well that mixes is measured (claims.h, claim_mixing).
#pragma once

#include <cstdint>

#include "core/random.h"
#include "model/claim_forms.h"

namespace parley {

/// Turns of a walk; in each as many steps on the weights, and on the values, as there are of them.
inline constexpr int chain_turns = 64;

/// Walks from `point`, which must be inside.
void walk(const ClaimForms& forms, StreamKey key, std::uint64_t counter, ClaimPoint& point);

}  // namespace parley
