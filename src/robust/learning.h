// What an answer would be worth: the value of learning one unknown before a package is chosen.
//
// The decision is which package to propose, its payoff 1 in the worlds in which all consent. Learning an unknown z is
// worth E[max over x of P(x | z)] - max over x of P(x); the packages x are the best overall and the best found under
// each answer to each question, so what is found is a lower bound. P(x | z) is regressed on the searched worlds
// (regression.h); which package to propose at z is read off there, and how often it is accepted is counted on worlds
// held out from the search, so that a maximum over noise flatters nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "robust/robust.h"
#include "robust/unknowns.h"
#include "settle/plan.h"

namespace parley {

/// Acceptance of the candidates in some worlds, the zone, and what each unknown turned out to be there.
struct Sample {
  std::vector<std::vector<char>> accepted;  ///< by candidate, by world
  std::vector<char> in_zone;                ///< by world; empty where it was not searched
  std::vector<Observed> observed;           ///< by unknown
  std::vector<char> valid;
};

/// The best package found under each answer to each unknown, among `known` and what a short search adds: those that are
/// not known yet, at most `limit`. `deficits` are of worlds 0, 1, … as observed.
template <class Int>
std::vector<std::vector<int>> best_by_answer(const Compiled& compiled, const Deficits<Int>& deficits,
                                             const std::vector<Unknown>& unknowns,
                                             const std::vector<Observed>& observed,
                                             const std::vector<std::vector<int>>& known, std::size_t limit,
                                             std::size_t threads);

/// Fills gain, interval, answers and zone spread. Candidates are in the order of the search: the first is best without
/// knowing.
void value_unknowns(const Compiled& compiled, const Sample& searched, const Sample& held_out,
                    std::vector<Unknown>& unknowns, std::size_t threads);

}  // namespace parley
