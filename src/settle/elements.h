// The constraints that may give way, and whether some package meets those that do not.
//
// An element is a red line, a rule, a vote that is not given, or a reservation value. Each can be switched off by
// itself, and switching one off only enlarges the set of packages. The search is the exact one of find.h on tables that
// are made once; a query changes the cells, thresholds and rules of what is switched and nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/draws.h"
#include "model/worlds.h"
#include "settle/certain.h"
#include "settle/find.h"

namespace parley {

/// What may give way, in a fixed order (red lines, votes, rules, reservation values; each by id), and the rest.
struct Elements {
  const Compiled* compiled = nullptr;
  std::vector<Shut> list;
  Table<Wide> world;      ///< cells without what the elements shut; thresholds with all elements on
  bool by_value = false;  ///< packages that settle nothing are left out
};

/// Red lines, rules and votes that hold in every world.
Elements certain_elements(const Compiled& compiled);

/// Red lines, rules, votes and reservation values of one world.
Elements world_elements(const Compiled& compiled, Reading reading, const WorldDraw& world);

/// The same of the reference world.
Elements reference_elements(const Compiled& compiled, Reading reading);

/// Which elements are on.
using Subset = std::vector<bool>;

/// Nodes that one search may take, and all that are to come; of the latter each search takes some for being set up.
struct NodeBudget {
  std::uint64_t query = 0;
  std::uint64_t all = 0;
};

/// Looks for packages; keeps what its queries have in common. `elements` must outlive it.
class PackageSearch {
 public:
  /// Over all packages, or over those that have the option `choice[v]` of each variable v where it is not -1.
  explicit PackageSearch(const Elements& elements, std::span<const int> choice = {});

  /// A row that must reach another threshold than its own.
  struct Floor {
    std::size_t row = 0;
    Wide threshold = 0;
  };

  /// Whether some package meets the elements that are on.
  Found find(const Subset& on, NodeBudget& budget, const std::optional<Floor>& floor = {});

  /// The package of the last `find` that said yes, by variable.
  [[nodiscard]] const std::vector<int>& choice() const { return choice_; }

  /// The most that a row can reach over the packages that meet the elements that are on: `yes` with `most`, `no` where
  /// there is no such package. A vote that is off counts less the class steps by which it is missed.
  Found most_of(std::size_t row, const Subset& on, NodeBudget& budget, Wide& most);

 private:
  void switch_to(const Subset& on);
  [[nodiscard]] Wide row_value(std::size_t row) const;
  [[nodiscard]] bool settles(std::span<const int> choice) const;

  const Elements& elements_;
  std::vector<std::pair<std::size_t, std::vector<std::size_t>>> shut_;  ///< cell, the elements that shut it
  Plan plan_;
  Table<Wide> table_;
  std::vector<int> choice_;
};

/// The row of a principal's value or of a voter's missing votes.
std::size_t row_of(const Compiled& compiled, RowKind kind, int party);

}  // namespace parley
