// What is concluded of a case under a filter, and which conclusions fall when something is taken away.
//
// A conclusion is one of four: the band of the verdict in each reading, the package that is named best, whether an
// issue is agreed, disputed or unclear, and the conflict that is given as the reason. Draws are keyed by what they are
// for (core/random.h), so two filters are compared on the same worlds: what differs, differs because of the evidence,
// or, where a search ended at its budget (`exact` is false), because of the search.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/positions.h"
#include "robust/robust.h"
#include "settle/settle.h"

namespace parley {

struct Conclusions {
  std::array<Share, 2> best_share;  ///< by Reading; held-out worlds
  std::array<Share, 2> zone_share;
  std::optional<Package> best;      ///< the most robust package, read cautiously first
  std::vector<IssueStatus> issues;  ///< by issue of the casebook
  std::optional<Conflict> conflict;
  std::array<bool, 2> exact{true, true};  ///< by Reading: the best package and the shares, for the worlds drawn
  std::string problem;  ///< why nothing could be concluded: what is left contradicts itself; else empty
};

/// Worlds that each of `runs` answers to a case may take: `most`, or fewer where the answers are many or a world holds
/// many numbers, but not fewer than a tenth.
std::size_t worlds_each(const std::shared_ptr<const Case>& c, const Filter& filter, std::size_t runs, std::size_t most);

/// Nodes that the search of each of `runs` answers may take where one alone may take `most`.
std::uint64_t nodes_each(std::size_t runs, std::uint64_t most);

/// Nodes that a question of the conflict may take where the search for packages may take `nodes`: few where those are
/// few.
std::uint64_t query_nodes(std::uint64_t nodes);

/// Whether they are in both readings.
bool is_exact(const Conclusions& found);

/// Concludes anew. `options.unknowns` and `options.best` are ignored.
Conclusions conclude(const std::shared_ptr<const Case>& c, const Filter& filter, const RobustOptions& options);

/// What is already known of a compiled case, as conclusions.
Conclusions conclusions(const Compiled& compiled, const RobustResult& result, const Positions& matrix,
                        const std::optional<Conflict>& conflict);

/// Which conclusions of one are not those of the other.
struct Fallen {
  std::array<bool, 2> band{};  ///< of the verdict, by Reading
  bool best = false;
  std::vector<int> issues;
  bool conflict = false;
  [[nodiscard]] bool any() const { return band[0] || band[1] || best || conflict || !issues.empty(); }
};
Fallen fallen(const Conclusions& before, const Conclusions& after);

/// Whether anything is computed on a row: a stance that moves values, a term, an importance or a claim.
bool is_computed_on(const Statement& row);

}  // namespace parley
