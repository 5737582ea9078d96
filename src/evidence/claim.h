// Claims: comparisons that a party has made, of drafts or of the weight of issues.
#pragma once

#include <string_view>

#include "casebook/casebook.h"
#include "evidence/csv.h"
#include "evidence/statement.h"

namespace parley {

/// Reads `draft-a > draft-b` or `importance(x) > importance(y) + importance(z)`, with `>=` for `>`. Problems (unknown
/// names with "did you mean", a wrong sign, the same draft or issue on both sides) are added at their place in `field`;
/// the claim is then nothing.
std::optional<Claim> parse_claim(const Casebook& casebook, const CsvFile& file, const CsvField& field,
                                 std::vector<Problem>& problems);

}  // namespace parley
