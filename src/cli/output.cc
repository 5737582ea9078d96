#include "cli/output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "cli/stop.h"
#include "report/words.h"

namespace parley {
namespace {

/// Bytes written, or -1 with errno.
bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

void prepare_streams() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor)
    if (fcntl(descriptor, F_GETFD) < 0 && errno == EBADF) {
      // Read-only, so that writing to it still fails.
      const int opened = open("/dev/null", descriptor == 2 ? O_WRONLY : O_RDONLY);
      static_cast<void>(opened);
    }
}

void print(std::string_view text) {
  if (write_all(STDOUT_FILENO, text)) return;
  if (errno == EPIPE) throw ReaderGone{};
  throw WriteFailed(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
}

void say(std::string_view text) { static_cast<void>(write_all(STDERR_FILENO, text)); }

Style output_style() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
  return {.color = isatty(STDOUT_FILENO) == 1 && !dumb && (no_color == nullptr || *no_color == '\0')};
}

std::string problem_count(std::span<const Problem> problems) {
  const auto errors = static_cast<std::size_t>(
      std::ranges::count(problems, Severity::error, [](const Problem& p) { return p.severity; }));
  return fmt::format("{} and {}.\n", counted(errors, "error", "errors"),
                     counted(problems.size() - errors, "warning", "warnings"));
}

Meter::Meter() : terminal_(isatty(STDERR_FILENO) == 1) {}

Meter::~Meter() {
  if (shown_) say("\r\033[K");
}

Progress Meter::progress() {
  Progress progress;
  progress.stop = &stop_flag();
  if (terminal_) progress.report = [this](std::string_view what, double share) { show(what, share); };
  return progress;
}

void Meter::show(std::string_view what, double share) {
  std::string line = share < 0 ? std::string(what) : fmt::format("{} … {:.0f} %", what, 100 * share);
  line = wrap(line, terminal_width - 1).front();
  if (line == last_) return;
  say("\r\033[K" + line);
  last_ = std::move(line);
  shown_ = true;
}

}  // namespace parley
