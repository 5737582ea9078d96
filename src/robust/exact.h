// Full packages against worlds, exactly; and some of a table's worlds by themselves.
#pragma once

#include "robust/best.h"

namespace parley {

/// In how many worlds the package is accepted.
template <class Int>
std::size_t accepted_count(const Plan& plan, const Deficits<Int>& deficits, const std::vector<int>& choice);

/// The first worlds of a table.
template <class Int>
Deficits<Int> first_worlds(const Deficits<Int>& deficits, std::size_t count);

/// The deficits of one world, its cells together: what find_package reads.
template <class Int>
struct WorldDeficits {
  std::vector<Int> cells, slack;
};
template <class Int>
WorldDeficits<Int> world_of(const Deficits<Int>& deficits, std::size_t world);

}  // namespace parley
