// The options of a numeric issue: min, min + step, …, max, in exact arithmetic.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <string>
#include <vector>

#include "casebook/quantity.h"

namespace parley {

/// A numeric issue may have at most this many options.
inline constexpr std::size_t most_options = 100'001;

/// Its numbers from the lowest to the highest, written as decimals where they are finite, else as fractions. On failure
/// nothing, and `why` says what is wrong and `hint` what would be right.
std::vector<Number> numeric_grid(const Number& min, const Number& max, const Number& step, std::string& why,
                                 std::string& hint);

/// A rational as a decimal where that is finite, else as a fraction: "0.375", "-1/3".
std::string rational_text(const boost::multiprecision::cpp_rational& value);

}  // namespace parley
