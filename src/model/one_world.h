// One world, as the lenses that need exactly one see it: what a package is worth to each principal, and what shuts it.
//
// A principal's value of a package is a sum of small tables, each over one or a few variables; all principals' values
// stand side by side in a table's cell, so that a frontier adds them together. Red lines and missing votes shut cells
// and are kept apart from the values: a frontier over all packages ignores them, one over the zone does not.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/compile.h"
#include "model/wide.h"

namespace parley {

/// A sum of these is what a package is worth.
struct WorldTable {
  std::vector<int> scope;           ///< variables, ascending; the last runs fastest
  std::vector<Wide> values;         ///< by cell and principal: values[cell * principals + k]
  std::vector<std::uint64_t> shut;  ///< by cell: OneWorld's bits of those who refuse it whatever else is chosen
};

struct OneWorld {
  struct Principal {
    int party = -1;
    Wide scale = 1;                   ///< integers a unit of its own values
    std::optional<Wide> reservation;  ///< absent: it consents by its red lines alone
  };
  const Compiled* compiled = nullptr;  ///< variables and rules
  std::vector<Principal> principals;   ///< in the order of case.yaml; bit k of `shut` is a red line of principal k
  std::vector<int> voters;             ///< parties whose votes some option needs; their bits follow the principals'
  std::vector<int> options;            ///< by variable: how many
  std::vector<WorldTable> tables;      ///< one for each scope that occurs
  std::vector<const Formula*> rules;   ///< those that are not dropped

  /// Who may refuse, as bits: every principal and voter.
  [[nodiscard]] std::uint64_t everyone() const;
};

/// The reference world taken apart so. `compiled` must outlive it. Throws Error where principals and voters are more
/// than 64.
OneWorld reference_one_world(const Compiled& compiled, Reading reading);

/// The cell of a table for a choice of one option index for each variable.
std::size_t cell_of(const OneWorld& world, const WorldTable& table, std::span<const int> choice);

/// What a package is worth to each principal.
std::vector<Wide> values_of(const OneWorld& world, std::span<const int> choice);

/// Those who refuse a package by a red line or a missing vote, as bits; reservation values are not looked at.
std::uint64_t refused_by(const OneWorld& world, std::span<const int> choice);

/// Whether the package keeps every rule.
bool keeps_rules(const OneWorld& world, std::span<const int> choice);

}  // namespace parley
