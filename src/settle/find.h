// Is there a package in one world that every row accepts? Depth-first search with bounds, exact within a budget.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "settle/plan.h"

namespace parley {

enum class Found { yes, no, out_of_budget };

/// A slack that no package spends: such a row has no say in which option is tried first.
inline constexpr std::int64_t never_spent = std::int64_t{1} << 57;

/// Searches one world. `slack` and `cells` are that world's (as make_deficits of one world gives them); `accepts`, if
/// given, must be true of the full choice as well. On `yes`, `choice` holds it by variable. Counts nodes down from
/// `budget`.
template <class Int>
Found find_package(const Plan& plan, std::span<const Int> cells, std::span<const Int> slack, std::uint64_t& budget,
                   std::vector<int>& choice, const std::function<bool(std::span<const int>)>& accepts = {});

}  // namespace parley
