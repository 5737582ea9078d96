// Changing one thing after another, as many at once as go: where a change that is refused for some is refused for all
// of which they are a part, the end is that of trying each alone, with far fewer trials where most are taken.
#pragma once

#include <algorithm>
#include <cstddef>

namespace parley {

/// Goes through [0, count): `change(begin, end)` changes a whole run and says true, or leaves it as it was and says
/// false. A run that is taken is followed by one of twice its length, one that is refused is halved; each place ends
/// changed, or refused by itself.
template <class Change>
void change_in_runs(std::size_t count, const Change& change) {
  std::size_t length = 1;
  for (std::size_t begin = 0; begin < count;) {
    const std::size_t end = std::min(count, begin + length);
    const bool taken = change(begin, end);
    length = taken ? 2 * (end - begin) : std::max<std::size_t>(1, (end - begin) / 2);
    if (taken || end == begin + 1) begin = end;
  }
}

}  // namespace parley
