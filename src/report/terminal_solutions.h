// The solutions as text for the terminal.
#pragma once

#include <string>

#include "report/layout.h"
#include "report/solutions_answer.h"

namespace parley {

/// A table of what each party gets, then the packages; one line where the zone is empty.
std::string solutions_text(const Case& c, const Compiled& compiled, const SolutionsAnswer& answer, const Style& style);

}  // namespace parley
