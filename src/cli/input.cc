#include "cli/input.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "cli/stop.h"

namespace parley {

bool LineInput::is_terminal() const { return isatty(STDIN_FILENO) == 1; }

std::optional<std::string> LineInput::next() {
  for (;;) {
    if (stop_flag()) return std::nullopt;
    if (const auto end = buffer_.find('\n'); end != buffer_.npos) {
      std::string line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      if (!line.empty() && line.back() == '\r') line.pop_back();
      return line;
    }
    if (ended_) {
      if (buffer_.empty()) return std::nullopt;
      return std::exchange(buffer_, {});
    }
    // poll returns at a signal, where read would be taken up again; the time limit is for one that came just before.
    pollfd input{STDIN_FILENO, POLLIN, 0};
    const int ready = poll(&input, 1, 500);
    if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
    std::array<char, 4096> bytes{};
    const ssize_t got = ready < 0 ? -1 : read(STDIN_FILENO, bytes.data(), bytes.size());
    if (got > 0)
      buffer_.append(bytes.data(), static_cast<std::size_t>(got));
    else if (got == 0 || errno != EINTR)
      ended_ = true;
  }
}

}  // namespace parley
