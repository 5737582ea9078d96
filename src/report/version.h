// The version of Parley and of the result document.
#pragma once

#include <string_view>

namespace parley {

/// "0.1.0"
std::string_view version();

/// Raised where a program that reads result.json must change.
inline constexpr int result_version = 1;

}  // namespace parley
