// What is known of each party's preferences, before anything is drawn: the part of the compiled case that worlds are
// drawn from. Internal to the model; the lenses see only cells (compile.h, worlds.h).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/case.h"
#include "model/compile.h"
#include "model/wide.h"

namespace parley {

/// A worded party's values are multiples of 2^-24, in the reference world of a unit near it (reference_scale.h).
inline constexpr int value_bits = 24;

/// The rows that speak to one option, best first (positions.h).
struct OptionModel {
  std::vector<int> rows;
  std::vector<int> tiers;
  bool many_sources = false;  ///< some tier holds rows of several sources
  bool may_be_silent = true;  ///< in some world no row may be there to speak to it
};

/// One party's view of one issue.
struct IssueModel {
  int issue = -1;
  bool weighs = false;               ///< of a principal that the issue concerns: it has a weight
  std::vector<OptionModel> options;  ///< by casebook option
  std::vector<int> line;             ///< ordered and numeric issues: options that can be agreed, in order
  std::vector<double> at;            ///< their places on the line
  std::vector<bool> known_open;      ///< options that take their open value in both readings: no-deal's and drafts'
  std::vector<int> sources;          ///< documents of the rows (-1 among them), each once
  std::vector<int> importance_rows;  ///< best first
  std::vector<int> importance_tiers;
  std::vector<int> condition_issues;  ///< that its rows' conditions name
  double lowest = 0;                  ///< what silence may be worth: [0, 1], or the range of the party's own numbers
  double highest = 1;
  std::vector<NoDealOption> no_deal;  ///< empty where the party's no-deal does not name the issue
};

/// How a party's issues are ordered by importance.
struct ImportanceOrder {
  static constexpr int unknown = -1;
  std::vector<int> worded;    ///< issue models with a class, or unknown
  std::vector<int> classes;   ///< of each of them: ImportanceClass, or `unknown`
  std::vector<int> numbered;  ///< issue models with a number
  std::vector<const Quantity*> numbers;
  std::vector<int> rows;  ///< statements of the numbers
};

struct PartyModel {
  int party = -1;
  bool principal = false;
  bool exact = false;            ///< given all in numbers: own units
  bool has_reservation = false;  ///< undropped
  std::vector<IssueModel>
      issues;  ///< those that concern it, to which it has a stance, or that its no-deal names, by id
  Wide scale = Wide{1} << value_bits;  ///< integers a unit of value
  Wide reference_scale = scale;        ///< the same in the reference world
  Wide red_line = Wide{1} << 26;       ///< taken off where a red line is crossed: more than all gains together
  Wide grid = 0;  ///< exact parties: of the reference world's drawn and interpolated values; 0: the scale
  std::vector<std::vector<std::pair<Wide, Wide>>>
      exact_values;  ///< exact parties: by weight and statement, weight x stance (and otherwise) x scale
  std::vector<std::vector<double>>
      exact_weights;  ///< exact parties: by issue model, those of its importance rows, then 1 where none may stand
  bool importance_certain = false;  ///< no draw decides which importance stands: the order is the same in every world
  ImportanceOrder importance;       ///< where it is certain
  std::vector<int> claims;  ///< statements that claim something of its drafts or importances, or of a whole draft
  std::vector<int> terms;   ///< statements that are terms; an exact party's alone

  [[nodiscard]] int find_issue(int issue) const;  ///< -1 if it has no view of it
};

/// How the cells of one factor of the compiled case come about.
struct FactorPlan {
  int party_model = -1;  ///< of a principal's factor
  int issue_model = -1;
  int voter = -1;              ///< casebook party, of a voter's factor
  int issue = -1;              ///< casebook issue of the main variable
  int settlement_factor = -1;  ///< of a principal's factor: to which its values are added; -1 for none
  int terms_of = -1;           ///< party model, of a factor that is a sum of terms
  std::vector<int> terms;      ///< their statements
};

struct Preferences {
  std::vector<FactorPlan> plans;       ///< one a factor of the compiled case
  std::vector<PartyModel> parties;     ///< those that matter: principals, voters, members of bodies that vote
  std::vector<int> party_model;        ///< by casebook party, -1 for none
  std::vector<int> lever_fixed;        ///< by lever: its option, or -1 where each world draws one
  std::vector<double> firmness_share;  ///< by statement; the share where it is a number
  std::vector<int> chancy_rows;        ///< statements of which something is drawn
  std::vector<std::string> notes;      ///< what was rounded, in words
};

/// Builds it. Throws Error where claims name what cannot be compared.
Preferences make_preferences(const Case& c, const Filter& filter, const std::vector<bool>& kept);

/// The order in which the given rows (by issue model, -1 for none) put a party's weighing issues.
ImportanceOrder importance_order(const Case& c, const PartyModel& party, const std::vector<int>& rows);

/// Value of a class in the reference world; levels are oppose 0, ¼, ½, ¾, demand 1.
double reference_level(StanceClass stance);

/// The firmness that applies to a statement's red line, and the scope that draws it together ("all", a party's or the
/// row's id).
struct FirmnessScope {
  const Quantity* share = nullptr;  ///< null: 1
  std::string scope;
};
FirmnessScope firmness_of(const Case& c, const Statement& row);

}  // namespace parley
