// One minimal conflict: why there is no deal, found by leaving out one constraint after another.
//
// A set of constraints is a conflict if no package meets all of them, minimal if dropping any one lets a package
// through (a minimal unsatisfiable subset; deletion-based extraction: Bakker et al. 1993; Marques-Silva 2010), as many
// at once as can be left out. The oracle is the exact search of find.h, so each answer "no package" is a proof. First
// among what is certain in every world; where that leaves packages, in the reference world, where reservation values
// take part too. All conflicts: why_not.h.
#include <algorithm>

#include "settle/elements.h"
#include "settle/runs.h"
#include "settle/settle.h"

namespace parley {

namespace {

std::optional<Conflict> shrink(const Elements& elements, Conflict::Among among, const SettleOptions& options) {
  PackageSearch search(elements);
  const auto feasible = [&](const Subset& on) {
    if (options.progress.stopped()) throw Cancelled{};
    NodeBudget budget{options.query_nodes, options.query_nodes};
    return search.find(on, budget);
  };
  Subset on(elements.list.size(), true);
  if (feasible(on) != Found::no) return std::nullopt;
  Conflict conflict;
  conflict.among = among;
  // Values give way last to first: what is left names red lines and rules before reservation values.
  change_in_runs(on.size(), [&](std::size_t begin, std::size_t end) {
    options.progress("finding a minimal conflict", static_cast<double>(begin) / static_cast<double>(on.size()));
    Subset fewer = on;
    std::fill(fewer.end() - static_cast<std::ptrdiff_t>(end), fewer.end() - static_cast<std::ptrdiff_t>(begin), false);
    const Found found = feasible(fewer);
    if (found == Found::no) on = std::move(fewer);
    if (found == Found::out_of_budget && end == begin + 1) ++conflict.undecided;
    return found == Found::no;
  });
  for (std::size_t e = 0; e < on.size(); ++e)
    if (on[e]) conflict.elements.push_back(elements.list[e].element);
  return conflict;
}

}  // namespace

std::optional<Conflict> find_conflict(const Compiled& compiled, const SettleOptions& options) {
  if (compiled.variables.empty()) return std::nullopt;
  if (auto conflict = shrink(certain_elements(compiled), Conflict::Among::certain, options)) return conflict;
  return shrink(reference_elements(compiled, options.reading), Conflict::Among::reference, options);
}

Compiled give_way(const Compiled& compiled, const ConflictElement& element) {
  Dropped dropped = compiled.dropped;
  switch (element.kind) {
    case ConflictElement::Kind::red_line:
      dropped.statements.insert(dropped.statements.end(), element.statements.begin(), element.statements.end());
      break;
    case ConflictElement::Kind::rule:
      dropped.rules.push_back(element.rule);
      break;
    case ConflictElement::Kind::vote:
      dropped.voters.push_back(element.party);
      break;
    case ConflictElement::Kind::reservation:
      break;
  }
  return compile(compiled.source, compiled.filter, dropped);
}

}  // namespace parley
