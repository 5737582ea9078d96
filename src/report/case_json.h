// The case itself in the result document: who, about what, from which sources, in whose words.
#pragma once

#include <vector>

#include "report/json.h"

namespace parley {

/// "case" of docs/result.md. `left_out` are the issues that no package holds.
Json case_json(const Case& c, const Positions& matrix);
Json documents_json(const Case& c);
/// Every statement by date, then id, with the words around its quotation. Reads the case's documents.
Json statements_json(const Case& c, const std::vector<bool>& kept);

}  // namespace parley
