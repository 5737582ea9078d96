// Lines from standard input, typed or scripted, that Ctrl-C interrupts.
#pragma once

#include <optional>
#include <string>

namespace parley {

class LineInput {
 public:
  /// Whether a person types.
  [[nodiscard]] bool is_terminal() const;
  /// The next line without its end; nothing at the end of the input or once the program was asked to stop.
  std::optional<std::string> next();

 private:
  std::string buffer_;
  bool ended_ = false;
};

}  // namespace parley
