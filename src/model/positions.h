// Positions: which row stands, for each party and option, and what the matrix shows of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/case.h"

namespace parley {

/// The rows that speak to one party's stance on one option, best first: rank, then date, then within one source the
/// smaller set. Rows of one rank and date from several sources stand together in a tier, whose order each world draws.
struct Position {
  int party = -1;
  int issue = -1;
  int option = -1;
  std::vector<int> rows;   ///< indices of statements
  std::vector<int> tiers;  ///< of each row: equal numbers stand together
};

/// What a cell of the matrix shows.
struct Cell {
  int party = -1;
  int issue = -1;
  int option = -1;
  std::optional<Stance> stance;   ///< of the row that stands first in the reference world; none is silence
  bool conditional = false;       ///< a condition decides, or an earlier row passes on when its condition fails
  bool disputed_sources = false;  ///< sources of one rank and date differ
  bool hearsay = false;           ///< the row that stands is hearsay
  bool judgement = false;         ///< the row that stands is an analyst's judgement
  double certainty = 1;           ///< of the row that stands
  std::vector<int> statements;    ///< all rows that bear on the cell, best first
  std::vector<int> reasons;       ///< interests: the party's rows with act `reason` on the issue
};

enum class IssueStatus { agreed, disputed, unclear };

struct IssueState {
  int issue = -1;
  bool left_out = false;       ///< concerns no principal, and nothing else names it
  std::vector<int> concerned;  ///< parties
  IssueStatus status = IssueStatus::unclear;
  std::vector<int>
      agreed_options;             ///< where agreed: the options that every principal concerned accepts, unconditionally
  std::vector<int> unclear_rows;  ///< statements that say something here is unknown or unclear
  std::vector<int> statements;    ///< all kept statements on the issue, in the order of the file
};

struct Positions {
  std::vector<Cell>
      cells;  ///< every party that has a stance somewhere or is concerned, issue by issue, option by option
  std::vector<IssueState> issues;  ///< one an issue, in the casebook's order
};

/// The matrix of a case under a filter.
Positions positions(const Case& c, const Filter& filter);

/// The position of each (party, issue, option) that some kept row that moves values speaks to.
std::vector<Position> standing_rows(const Case& c, const std::vector<bool>& kept);

/// Whom each issue concerns: its list, or else every party to which any statement of the case gives a stance there, or
/// a term that names the issue.
std::vector<std::vector<int>> concerned_parties(const Case& c);

/// Whether a party's terms name an issue on which it has no stance: its options are then worth nothing by themselves,
/// which is not silence.
bool speaks_in_terms_alone(const Case& c, int party, int issue);

/// Of each issue, whether it is left out of packages: it concerns no principal, and no rule, `needs` or condition names
/// it.
std::vector<bool> issues_left_out(const Case& c);

/// Sorts indices of statements of one party and issue, best first, and says which stand together in a tier.
void sort_by_precedence(const Case& c, std::vector<int>& rows, std::vector<int>& tiers);

}  // namespace parley
