// What an unknown weighs: how much of the difference between worlds, in whether a package is accepted, is its doing.
//
// That is told by Sobol' indices (sobol.h). A world and another one are drawn, and for each unknown a mixture: the
// first world with the unknown's draws taken from the other.
#pragma once

#include <cstdint>
#include <vector>

#include "robust/robust.h"
#include "robust/unknowns.h"

namespace parley {

/// Fills the Sobol' indices of whether `package` is accepted, from `count` worlds from `first` on and as many from
/// `second` on.
void weigh_unknowns(const Compiled& compiled, const Package& package, Reading reading, const Seed& seed,
                    std::uint64_t first, std::uint64_t second, std::size_t count, std::size_t threads,
                    std::vector<Unknown>& unknowns);

}  // namespace parley
