// Two drafts side by side, in one world: what each gives whom, what it breaks, and what would be better for all.
//
// A draft may leave clauses open; each party then counts what it expects there without a deal. Values are compared
// clause by clause and in all, red lines apart: no clause makes up for one. What improves on a draft is every package
// of the zone that gives no principal less and one of them more: the frontier of the zone, with each reservation value
// raised to what the draft gives.
#pragma once

#include <vector>

#include "core/progress.h"
#include "model/reception.h"
#include "settle/frontier.h"

namespace parley {

struct CompareOptions {
  Reading reading = Reading::cautious;
  std::size_t improvements = 5;  ///< packages to list for each draft
  std::size_t points = 100'000;  ///< budget of the frontier (FrontierOptions)
  Progress progress;
};

/// A package that is better than a draft for all.
struct Improvement {
  Package package;
  std::vector<Wide> gain;  ///< by principal, over the draft; the case's order, integers of its scale
};

/// What is to be said of one draft.
struct DraftView {
  Package package;
  Reception reception;
  /// Clauses that cost nobody anything: at least no-deal to each principal, nobody's red line, no vote missing.
  std::vector<int> unopposed;  ///< issues
  /// The draft without them; it rests on padding where all accept the draft and its unopposed clauses alone make it so.
  /// A draft that has no others hides nothing, and does not.
  Reception without_unopposed;
  bool rests_on_padding = false;
  std::vector<Improvement> improvements;  ///< the greatest least gain first, as shares of what each could gain
  bool improvements_exact = true;         ///< false: the frontier was thinned or not worked out, there may be others
};

/// Looks at one draft. Throws Cancelled when stopped.
DraftView view_draft(const Compiled& compiled, const Package& package, const CompareOptions& options);

}  // namespace parley
