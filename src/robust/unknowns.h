// What to ask next: which unknown, if it were known before a package is chosen, would raise the chance of consent most.
//
// The worlds are split by what an unknown turned out to be (each of its values, or thirds of its range). Within each
// part the candidate that most searched worlds accept is chosen, and judged on held-out worlds: the gain over the one
// candidate that is best without knowing. Choosing and judging on different worlds keeps the gain from being flattered
// by chance; as only some packages are candidates, it is a lower bound of the expected value of the information.
#pragma once

#include <cstdint>
#include <vector>

#include "model/draws.h"
#include "robust/robust.h"

namespace parley {

/// Acceptance of the candidates in some worlds, the zone, and what each unknown turned out to be there.
struct Sample {
  std::vector<std::vector<char>> accepted;  ///< by candidate, by world
  std::vector<char> in_zone;                ///< by world; empty where it was not searched
  std::vector<std::vector<float>> values;   ///< by unknown, by world
  std::vector<char> valid;
};

/// The unknowns of a case in a fixed order (by kind and ids), with their questions and statements; gains still zero.
std::vector<Unknown> list_unknowns(const Compiled& compiled, Reading reading);

/// What each unknown is in a world: the index of a discrete value, or a quantity to be cut into thirds.
std::vector<float> unknown_values(const Compiled& compiled, const std::vector<Unknown>& unknowns,
                                  const WorldDraw& world);

/// Fills gain, interval and zone spread. Candidates are in the order of the search: the first is best without knowing.
void value_unknowns(const Sample& searched, const Sample& held_out, std::vector<Unknown>& unknowns);

}  // namespace parley
