#include "robust/band.h"

namespace parley {

Band band(std::size_t count, std::size_t worlds) {
  if (worlds == 0) return Band::almost_no_chance;
  auto below = [&](std::size_t percent) { return count * 100 < percent * worlds; };
  auto above = [&](std::size_t percent) { return count * 100 > percent * worlds; };
  if (below(5)) return Band::almost_no_chance;
  if (below(20)) return Band::very_unlikely;
  if (below(45)) return Band::unlikely;
  if (above(95)) return Band::almost_certain;
  if (above(80)) return Band::very_likely;
  if (above(55)) return Band::likely;
  return Band::roughly_even;
}

}  // namespace parley
