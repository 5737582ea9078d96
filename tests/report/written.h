#pragma once

#include <string>

#include "report/result.h"

namespace parley {

/// The document of an answer in one piece.
inline std::string written(const Answer& answer) {
  std::string text;
  write_result(answer, [&](std::string_view piece) { text += piece; });
  return text;
}

}  // namespace parley
