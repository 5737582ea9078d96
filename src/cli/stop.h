// Ctrl-C: the first one asks long work to stop, the second one ends the program at once.
#pragma once

#include <atomic>

namespace parley {

/// Catches SIGINT and SIGTERM, and lets a write to a closed pipe fail instead of killing the program.
void catch_signals();

/// True once the program was asked to stop.
const std::atomic<bool>& stop_flag();

/// The signal that asked for it, or 0.
int stopped_by();

}  // namespace parley
