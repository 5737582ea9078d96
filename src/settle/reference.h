// A world taken apart: its values, and the red lines and votes that shut cells in it.
#pragma once

#include <vector>

#include "model/draws.h"
#include "model/worlds.h"
#include "settle/certain.h"

namespace parley {

/// Red lines and missing votes of a world, each with the cells that it shuts; a fixed order (kind, ids).
std::vector<Shut> world_constraints(const Compiled& compiled, Reading reading, const WorldDraw& world);

/// The world with every red line taken as `oppose` and every vote as given.
Table<Wide> world_values(const Compiled& compiled, Reading reading, const WorldDraw& world);

}  // namespace parley
