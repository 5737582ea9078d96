// Runs the program that was built, as a user would.
#pragma once

#include <string>
#include <vector>

namespace parley {

struct Ran {
  int status = -1;  ///< exit status, or 128 and the signal that killed it
  std::string out, err;
};

struct ChildOptions {
  std::string stdout_to;     ///< a file instead of being captured; "-" closes it
  int interrupt_after = -1;  ///< milliseconds after which SIGINT is sent
};

/// Runs `parley` with these arguments.
Ran run_parley(const std::vector<std::string>& arguments, const ChildOptions& options = {});

/// Runs a line of sh in which $PARLEY is the program.
Ran run_shell(const std::string& line);

}  // namespace parley
