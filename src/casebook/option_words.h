// Options as a sentence names them: a name in quotation marks, a number with its issue's unit.
#pragma once

#include <span>
#include <string>

#include "casebook/casebook.h"

namespace parley {

/// "“The line of control”", "5 percent a year".
std::string option_words(const Issue& issue, int option);

/// "“a”, “b” or “c”", in the order given; of numbers, "0 to 3.5 or 8 percent a year", from the lowest.
std::string option_words(const Issue& issue, std::span<const int> options);

/// How many runs of numbers next to each other these are.
std::size_t runs(std::span<const int> options);

}  // namespace parley
