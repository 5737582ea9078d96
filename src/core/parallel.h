// A parallel loop over a range of numbers.
#pragma once

#include <cstddef>
#include <functional>

namespace parley {

/// Threads to use when the caller asks for `threads` (0: as many as the machine has).
std::size_t thread_count(std::size_t threads);

/// Calls body(begin, end) on consecutive blocks of [0, count) of at most `block`, on up to `threads` threads. The
/// blocks do not depend on the number of threads. The first exception thrown by a body is rethrown here once all
/// threads ended.
void parallel_for(std::size_t count, std::size_t block, std::size_t threads,
                  const std::function<void(std::size_t begin, std::size_t end)>& body);

}  // namespace parley
