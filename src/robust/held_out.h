// Packages counted on worlds that no search has seen, as many as were searched and right after them.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "robust/judge.h"

namespace parley {

/// Tallies of packages over the held-out worlds, and which of the first of those worlds accept each.
struct HeldOut {
  std::vector<std::vector<int>> choices;
  std::vector<Tally> tallies;
  std::vector<std::vector<char>> accepted;
  std::vector<char> valid;

  [[nodiscard]] std::size_t find(const std::vector<int>& choice) const {
    return static_cast<std::size_t>(std::find(choices.begin(), choices.end(), choice) - choices.begin());
  }
};

/// Of some packages in each reading, by Reading. A crew counts each its slice; a checkpoint keeps the counts.
std::array<HeldOut, 2> hold_out(const Compiled& compiled, std::array<std::vector<std::vector<int>>, 2> choices,
                                const RobustOptions& options);

}  // namespace parley
