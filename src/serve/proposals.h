// Proposals in the workspace: those that wait for a person, and what the person decides about one.
//
// A decision says which fields were seen. Where the proposal has others by now, or waits no more, nothing is written:
// somebody else, here or in `parley review`, was first.
#pragma once

#include <string>

#include "evidence/review.h"
#include "report/json.h"
#include "serve/rows.h"
#include "serve/workbench.h"

namespace parley {

/// Of those that wait, the first that are listed at once.
inline constexpr std::size_t most_listed = 500;

/// Those that wait, in the order in which they are asked, and how many there are of each decision: docs/serve.md.
Json proposals_json(const ProposalTable& table);

/// What a person decides about a proposal.
struct ProposalDecision {
  std::string id;
  Decision decision = Decision::accepted;  ///< or rejected, or skipped
  Fields seen;                             ///< its fields that are not empty, as the person saw them
  Fields fields;                           ///< of an accepted one, those that stand otherwise
  std::string reason;                      ///< of a rejected one; may be empty
};

/// Writes it, so that it can be undone; an accepted row only if the checker agrees. False, and nothing is written, if
/// the proposal is another one by now or waits no more. Throws Error.
bool decide(Workbench& bench, const ProposalDecision& decision);

/// Takes the last decision back, also one of another day; the id of its proposal. Throws Error if there is none.
std::string take_back(Workbench& bench);

}  // namespace parley
