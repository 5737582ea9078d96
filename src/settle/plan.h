// A plan of search: the variables in the order in which they are assigned, and what each step decides.
//
// Packages are never listed. A search assigns one variable after another; a factor is paid at the step that assigns the
// last variable of its scope. Every row starts from its slack (the best that its factors could give, less its
// threshold) and each cell is a deficit (the cell less its factor's best): a partial package is hopeless as soon as a
// slack falls below zero, and a full one is accepted when none has. Rules are judged in three values after each step.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/crew.h"
#include "model/compile.h"
#include "model/worlds.h"

namespace parley {

/// A factor that a step pays: its cell is first_cell + own * option + sum of strides over the other variables' choices.
struct StepFactor {
  int factor = -1;
  int row = -1;
  std::size_t first_cell = 0;
  std::size_t own_stride = 1;
  std::vector<std::pair<int, std::size_t>> others;  ///< variable, stride

  [[nodiscard]] std::size_t base(std::span<const int> choice) const {
    std::size_t cell = first_cell;
    for (const auto& [variable, stride] : others) cell += stride * static_cast<std::size_t>(choice[variable]);
    return cell;
  }
};

struct Step {
  int variable = -1;
  int options = 0;
  int only = -1;  ///< the one option to try, if not -1
  std::vector<StepFactor> factors;
  std::vector<int> rules;  ///< that name the variable's issue
};

struct Plan {
  const Compiled* compiled = nullptr;
  std::vector<Step> steps;
  std::vector<const Formula*> rules;  ///< by casebook rule; null where dropped
};

/// Steps in the given order of variables, or in the variables' own where it is empty.
Plan make_plan(const Compiled& compiled, std::span<const int> order = {});

/// The partial package of a search: choices by variable, and the same as the casebook's options for rules.
struct Choices {
  explicit Choices(const Plan& plan);
  std::vector<int> by_variable;  ///< index into Variable::options, -1 while open
  Package package;               ///< by issue, -1 while open
  std::vector<int> levers;       ///< all open: rules name issues alone

  void assign(const Plan& plan, const Step& step, int option);
  void clear(const Plan& plan, const Step& step);
  /// False if some rule that names the step's variable is already broken.
  [[nodiscard]] bool rules_hold(const Plan& plan, const Step& step) const;
};

/// Whether a package, an index into Variable::options for each variable, keeps every rule.
bool rules_hold(const Plan& plan, const std::vector<int>& choice);

/// Slacks of every row and deficits of every cell, of one world or of many side by side (as in Table).
template <class Int>
struct Deficits {
  std::size_t worlds = 0;
  std::vector<Int> cells;
  std::vector<Int> slack;
  std::vector<std::uint8_t> valid;  ///< as in Table

  [[nodiscard]] std::size_t valid_worlds() const;
};

/// Turns cells and thresholds into deficits and slacks.
template <class Int>
Deficits<Int> make_deficits(const Compiled& compiled, Table<Int> table);

/// The order of variables for a search: those first whose choice weighs most against the slack there is. Of a crew each
/// member gives the deficits of its slice of the worlds.
template <class Int>
std::vector<int> search_order(const Compiled& compiled, const Deficits<Int>& deficits, const Crew& crew = {});

}  // namespace parley
