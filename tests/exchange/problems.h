// What the tests of other tools' formats expect of the problems found.
#pragma once

#include <gmock/gmock.h>

#include <string>

#include "core/error.h"

namespace parley {

/// That one of the problems has `part` in its message.
inline auto message(const std::string& part) {
  return ::testing::Contains(::testing::Field(&Problem::message, ::testing::HasSubstr(part)));
}

}  // namespace parley
