#include "robust/conclusions.h"

#include <algorithm>

#include "robust/band.h"

namespace parley {

namespace {

constexpr std::uint64_t least_nodes = 5000;          // of each of many answers
constexpr std::uint64_t queries_worth = 200;         // nodes of a conflict's question for one of the search
constexpr std::size_t numbers_in_all = 250'000'000;  // that the worlds of many answers hold together, about

/// Two conflicts are the same where the same things stand against each other, in whosever words.
bool same(const std::optional<Conflict>& one, const std::optional<Conflict>& other) {
  if (!one || !other) return one.has_value() == other.has_value();
  return one->among == other->among &&
         std::ranges::equal(one->elements, other->elements, [](const ConflictElement& a, const ConflictElement& b) {
           return a.kind == b.kind && a.party == b.party && a.rule == b.rule && a.issue == b.issue &&
                  a.options == b.options;
         });
}

}  // namespace

bool is_computed_on(const Statement& row) { return row.moves_values() || row.is_term() || row.importance || row.claim; }

Conclusions conclusions(const Compiled& compiled, const RobustResult& result, const Positions& matrix,
                        const std::optional<Conflict>& conflict) {
  Conclusions found;
  for (const Reading reading : readings) {
    const auto at = static_cast<std::size_t>(reading);
    found.best_share[at] = result.readings[at].best_share;
    found.zone_share[at] = result.readings[at].zone_share;
    found.exact[at] = is_exact(result.readings[at]);
  }
  if (!result.best.empty()) found.best = result.best.front().package;
  found.issues.assign(compiled.source->casebook.issues.size(), IssueStatus::unclear);
  for (const IssueState& state : matrix.issues) found.issues[state.issue] = state.status;
  found.conflict = conflict;
  return found;
}

bool is_exact(const Conclusions& found) { return found.exact[0] && found.exact[1]; }

std::size_t worlds_each(const std::shared_ptr<const Case>& c, const Filter& filter, std::size_t runs,
                        std::size_t most) {
  const std::size_t numbers = std::max<std::size_t>(1, runs * compile(c, filter).cells);
  return std::clamp(numbers_in_all / numbers, most / 10, most);
}

std::uint64_t nodes_each(std::size_t runs, std::uint64_t most) {
  return std::min(most, std::max(least_nodes, most / std::max<std::size_t>(1, runs)));
}

std::uint64_t query_nodes(std::uint64_t nodes) {
  const std::uint64_t most = SettleOptions{}.query_nodes;
  return nodes < most / queries_worth ? nodes * queries_worth : most;
}

Conclusions conclude(const std::shared_ptr<const Case>& c, const Filter& filter, const RobustOptions& options) {
  RobustOptions plain = options;
  plain.unknowns = false;
  plain.comparisons = false;
  plain.best = 1;
  SettleOptions settle;
  settle.progress = options.progress;
  settle.query_nodes = query_nodes(options.nodes);
  const Positions matrix = positions(*c, filter);
  try {
    const Compiled compiled = compile(c, filter);
    const RobustResult result = robust(compiled, plain);
    if (result.cut || options.progress.stopped()) throw Cancelled{};
    return conclusions(compiled, result, matrix, find_conflict(compiled, settle));
  } catch (const Error& error) {
    // Less evidence can contradict itself where all of it did not: a claim on a draft without the stances behind it.
    Conclusions none;
    none.issues.assign(c->casebook.issues.size(), IssueStatus::unclear);
    for (const IssueState& state : matrix.issues) none.issues[state.issue] = state.status;
    none.problem = error.problems().front().message;
    return none;
  }
}

Fallen fallen(const Conclusions& before, const Conclusions& after) {
  Fallen result;
  for (std::size_t at = 0; at < 2; ++at) result.band[at] = band(before.best_share[at]) != band(after.best_share[at]);
  result.best = before.best != after.best;
  for (std::size_t i = 0; i < before.issues.size(); ++i)
    if (before.issues[i] != after.issues[i]) result.issues.push_back(static_cast<int>(i));
  result.conflict = !same(before.conflict, after.conflict);
  return result;
}

}  // namespace parley
