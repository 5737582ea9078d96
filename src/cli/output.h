// Where the program writes: answers to standard output, checked; all else to standard error.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/progress.h"
#include "report/layout.h"

namespace parley {

/// Standard output could not be written.
struct WriteFailed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The program at the other end of the pipe has gone, as `head` does.
struct ReaderGone {};

/// Fills descriptors 0 to 2 where they are closed, so that no file that is opened later can take their place.
void prepare_streams();

/// Writes all of `text` to standard output. Throws WriteFailed, ReaderGone.
void print(std::string_view text);

/// Writes to standard error; failures are ignored, there is nobody left to tell.
void say(std::string_view text);

/// Bold and dim where standard output is a terminal and NO_COLOR is unset or empty.
Style output_style();

/// "2 errors and 1 warning.", with a line end.
std::string problem_count(std::span<const Problem> problems);

/// A line of progress on standard error while it is a terminal; wiped when it goes out of scope.
class Meter {
 public:
  Meter();
  ~Meter();
  Meter(const Meter&) = delete;
  Meter& operator=(const Meter&) = delete;
  /// Reports here and stops at the first Ctrl-C. The meter must outlive it.
  [[nodiscard]] Progress progress();

 private:
  void show(std::string_view what, double share);
  bool shown_ = false;
  bool terminal_ = false;
  std::string last_;
};

}  // namespace parley
