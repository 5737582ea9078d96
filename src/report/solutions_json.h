// The solutions of the result document (docs/result.md).
#pragma once

#include "report/json.h"
#include "report/solutions_answer.h"

namespace parley {

Json solutions_json(const Case& c, const Compiled& compiled, const SolutionsAnswer& answer);

}  // namespace parley
