// The program parley: arguments in, an answer on standard output, everything else on standard error.
#pragma once

#include "core/crew.h"

namespace parley {

/// Exit statuses; one that a signal stopped ends with 128 and its number (130 after Ctrl-C).
enum ExitStatus { exit_done = 0, exit_case_errors = 1, exit_wrong_usage = 2, exit_stopped = 128 };

/// Runs the program, as one of a crew where there are several. Every command that is built in is listed here; nothing
/// is thrown.
int run(int argc, char** argv, const Crew& crew = {});

}  // namespace parley
