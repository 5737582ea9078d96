// A result made small for the page: the names of keys are written once for each shape of object, not once an object.
//
// {"shapes": [["value", "low", "high"], …], "packed": …}: an object is [shape, value, value, …], an array [-1, item,
// …], and anything else itself. A result of 1,000 statements is then half as long; ui/src/read.ts undoes it.
#pragma once

#include <string>
#include <string_view>

namespace parley {

/// `json`, a JSON document, in that form.
std::string packed(std::string_view json);

}  // namespace parley
