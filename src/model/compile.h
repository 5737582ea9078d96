// The compiled case: what the lenses compute on.
//
// A package is one option for each variable (an issue that is not left out). Every condition of consent is a row of
// integers: a principal's value against its reservation, a voter's missing votes against none, and the sum of all
// principals' gains against the least gain that makes a package a settlement. Each row is a sum of small factors over
// one or a few variables; a red line that binds is a cell far below anything that could make up for it. A world is one
// set of cells; cells are laid out world by world side by side, so that a search runs over many worlds at once.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/error.h"
#include "model/case.h"
#include "model/positions.h"

namespace parley {

/// How silence is taken.
enum class Reading { cautious, open };
inline constexpr Reading readings[] = {Reading::cautious, Reading::open};
std::string_view reading_name(Reading reading);

/// An issue as the search sees it.
struct Variable {
  int issue = -1;
  std::vector<int> options;  ///< casebook indices of the options that can be agreed
};

enum class RowKind { principal, voter, settlement };

/// A row of the compiled case: sum of its factors must reach its threshold.
struct Row {
  RowKind kind = RowKind::principal;
  int party = -1;
  bool has_reservation = false;  ///< of a principal: consents by value too
};

/// A factor: a table over the options of `scope`, the last variable running fastest, at `first_cell` of its row's
/// world.
struct Factor {
  int row = -1;
  std::vector<int> scope;
  std::size_t first_cell = 0;
  std::size_t cells = 1;
};

struct Preferences;  // how cells are drawn; model/worlds.cc

/// Constraints that a what-if has dropped (see give_way in settle).
struct Dropped {
  std::vector<int> statements;  ///< red lines taken as `oppose`
  std::vector<int> rules;
  std::vector<int> voters;  ///< parties whose votes are taken as given
};

/// Bits of the integers that a search over worlds needs.
enum class Width { bits_32, bits_64, bits_128 };

struct Compiled {
  std::shared_ptr<const Case> source;
  Filter filter;
  Dropped dropped;
  std::vector<bool> kept;           ///< of each statement
  std::vector<Variable> variables;  ///< in the order of their issues' ids, so that no answer hangs on the file's order
  std::vector<Row> rows;  ///< principals, voters, settlement last (absent where no principal has a reservation)
  std::vector<Factor> factors;
  std::size_t cells = 0;      ///< of one world, all rows together
  std::vector<int> left_out;  ///< issues
  Width width = Width::bits_32;
  std::vector<std::string> notes;  ///< what was rounded, in words
  std::shared_ptr<const Preferences> preferences;
};

/// Compiles a case under a filter. Throws Error where a factor would be larger than a million cells.
Compiled compile(const std::shared_ptr<const Case>& c, const Filter& filter, const Dropped& dropped = {});

}  // namespace parley
