// Runs another program on some bytes, with limits on its time, memory and output; no shell takes part.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

struct ChildLimits {
  std::chrono::milliseconds wall_time{30000};
  unsigned cpu_seconds = 20;
  std::size_t memory = std::size_t{1} << 30;   ///< bytes of address space
  std::size_t output = std::size_t{64} << 20;  ///< bytes on standard output
};

enum class ChildEnd { exited, killed, out_of_time, out_of_output };

struct ChildResult {
  ChildEnd end = ChildEnd::exited;
  int status = 0;  ///< exit status, or the signal that killed it
  std::string output;
  std::string errors;  ///< the first few kilobytes of standard error
};

/// The path of a program: itself if it holds a slash, else the first of that name on PATH that may be run.
std::optional<std::string> find_program(std::string_view name);

/// Runs `arguments` (the first is the program's path) with `input` on standard input, and waits for its end. The child
/// dies with its parent, and is killed with its own children when it passes a limit. Throws Error if it cannot start.
ChildResult run_child(const std::vector<std::string>& arguments, std::string_view input, const ChildLimits& limits);

}  // namespace parley
