// Integers of 128 bits: what exact cases are computed in before they are packed (DESIGN: "past 128 bits it is
// rounded").
#pragma once

namespace parley {

__extension__ using Wide = __int128;
__extension__ using UnsignedWide = unsigned __int128;

}  // namespace parley
