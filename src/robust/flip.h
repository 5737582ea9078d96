// The flip: the stance whose move by the fewest class steps changes the band of the verdict.
//
// Words are read: "cannot be realistic" is coded as `oppose`, and another reader may call it `reject`. So each coded
// stance that a world can stand on is moved a step up and a step down, then, where its end comes near, two, and so on,
// and the case is judged anew on the same worlds, until the best share falls into another band in some reading. Moves
// are tried on a few worlds first, as few as their number asks for; those that come near another band are judged on
// all, some of them.
#pragma once

#include <array>
#include <vector>

#include "robust/conclusions.h"

namespace parley {

struct Flip {
  int statement = -1;
  bool otherwise = false;  ///< the stance that holds where the row's condition fails
  StanceClass from = StanceClass::oppose;
  StanceClass to = StanceClass::oppose;
  std::array<Share, 2> best_share;  ///< by Reading, with the stance moved; held-out worlds
};

struct Flips {
  bool looked = false;      ///< false: it was not asked for
  int steps = 0;            ///< the fewest that change the band; 0: no move of one stance does
  std::vector<Flip> list;   ///< the largest change first
  std::size_t untried = 0;  ///< moves of as few steps or fewer that came near another band and were not judged
};

/// Tries every stance that `filter` keeps. `base` are the conclusions of the filter itself on `options.worlds`.
Flips find_flips(const std::shared_ptr<const Case>& c, const Filter& filter, const RobustOptions& options,
                 const Conclusions& base);

}  // namespace parley
