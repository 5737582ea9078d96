// Good packages to start a search from: climbing from a few starts, one clause at a time.
//
// A count of worlds is flat far from a good package, so the climb first goes by how near worlds are to accepting (a
// slack that is short by less than a reach counts in part, kernels.h), with a reach that shrinks to nothing. Around the
// packages so found, those that differ in one clause are counted. Nothing rests on it but time: what it finds is
// counted again exactly, and the search proves or betters it.
#pragma once

#include <vector>

#include "core/crew.h"
#include "robust/best.h"
#include "robust/box.h"

namespace parley {

/// Up to k packages that keep the rules, by variable, the best first as far as narrow worlds show, climbed to from
/// `starts` that are drawn and the first two of `start`.
std::vector<std::vector<int>> climb(const BoxLayout& layout, std::size_t k, const std::vector<Candidate>& start,
                                    std::size_t starts, const Crew& crew);

}  // namespace parley
