// How a package or a draft is received by everyone in one world: exact, with clauses left open as each party's no-deal.
#pragma once

#include <optional>
#include <vector>

#include "model/case.h"
#include "model/compile.h"
#include "model/wide.h"

namespace parley {

/// How one principal takes it, in integers of its scale.
struct PrincipalReception {
  int party = -1;
  Wide scale = 1;
  Wide value = 0;
  std::optional<Wide> reservation;
  bool red_line = false;
  std::vector<int> red_issues;  ///< whose clauses cross its red lines
  /// By issue of the casebook: what the clause is worth, and what the party's no-deal on it is; 0 where it has neither.
  std::vector<Wide> clause, no_deal;
  Wide terms = 0, no_deal_terms = 0;  ///< what its terms add to the package, and to its no-deal
  [[nodiscard]] double in_units(Wide amount) const {
    return static_cast<double>(static_cast<long double>(amount) / static_cast<long double>(scale));
  }
  [[nodiscard]] bool accepts() const { return !red_line && (!reservation || value >= *reservation); }
};

struct Reception {
  std::vector<PrincipalReception> principals;  ///< casebook's order
  std::vector<int> refusing_voters;            ///< whose needed vote is missing
  std::vector<int> broken_rules;               ///< of those that are not dropped; an open clause breaks none
  [[nodiscard]] bool accepted() const;         ///< by every principal and voter; rules apart
};

/// In the reference world of a reading. Issues that are left out of packages count as open.
Reception reception_of(const Compiled& compiled, const Package& package, Reading reading);

}  // namespace parley
