// A negotiation all in numbers, as other tools hold it: issues with their options, and for each party a weight an
// issue, a value an option, and a reservation value, all exact. What is read from a file of another tool becomes a
// Scenario before it becomes a case, and a case becomes one before it is written for another tool.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "casebook/quantity.h"
#include "core/error.h"
#include "model/case.h"
#include "model/exact.h"

namespace parley {

struct ScenarioIssue {
  std::string name;
  bool numeric = false;              ///< its options are the numbers min, min + step, …, max
  std::vector<std::string> options;  ///< names; of a numeric issue the numbers
  Number min = {}, max = {}, step = {};
};

/// The options `first` to `last` of an issue.
struct ScenarioBound {
  int issue = -1;
  int first = 0, last = 0;
};

/// Worth something to packages within all of the bounds or, if `outside`, to those that are not.
struct ScenarioBox {
  std::vector<ScenarioBound> bounds;
  bool outside = false;
  Rational worth = 0;
  std::string reason;  ///< where it is from
};

struct ScenarioParty {
  std::string name;
  std::optional<Rational> reservation;
  std::vector<Rational> weights;              ///< one an issue
  std::vector<std::vector<Rational>> values;  ///< by issue and option; empty where the issue does not concern it
  std::vector<std::string> reasons;           ///< one an issue: where its values are from
  std::vector<ScenarioBox> boxes;             ///< over and above the values; a nonlinear profile has nothing else
  std::string discount;                       ///< its factor as written, where it is one
};

struct Scenario {
  std::string title, note;
  std::vector<ScenarioIssue> issues;
  std::vector<ScenarioParty> parties;
};

/// A scenario that was read, and what there is to say of it.
struct ScenarioImport {
  Scenario scenario;
  std::vector<Problem> warnings;
};

/// What was written to a new case.
struct CaseImport {
  std::vector<std::string> parties, issues;  ///< ids
  std::size_t judgements = 0;
  std::vector<Problem> warnings;
  std::string note;  ///< the case's
};

/// The value of a package, one option an issue.
Rational value_of(const ScenarioParty& party, const std::vector<int>& package);

/// Writes a case of the scenario into `folder`, which may be new: every value and weight a judgement with its reason.
/// Boxes become terms. Throws Error, having written nothing, where there is a case already.
CaseImport write_case(const std::filesystem::path& folder, const ScenarioImport& import);

/// The case as a scenario, with exact values; what another tool has no room for and does no harm is warned of. Throws
/// Error with everything that keeps it from being one: parties that speak in words, bodies, rules, conditions, options
/// on which a party is silent, terms that are no boxes.
ScenarioImport scenario_of(const Case& c);

/// Throws Error, naming the parties, where some have boxes: for what has no room for them.
void refuse_boxes(const Scenario& scenario, const std::string& format);

/// A number's exact text, as a decimal or a fraction, where a case can hold it; else the nearest that it can, with
/// `rounded` set.
std::string number_text(const Rational& value, bool& rounded);

/// A number as a decimal of at most `digits` significant digits, to the nearest, with `rounded` set where it is not the
/// number itself.
std::string decimal_text(const Rational& value, int digits, bool& rounded);

/// A party's name as that of a file, without ending: itself where it is letters, digits, '-', '_', '.' and spaces that
/// begin with a letter or digit, else an id made of it.
std::string file_stem(const std::string& name);

/// Writes each file whole or not at all, making the folder where there is none; gives their paths. Throws Error if that
/// fails, and has taken away again what was not there before.
std::vector<std::filesystem::path> write_files(const std::filesystem::path& folder,
                                               const std::vector<std::pair<std::filesystem::path, std::string>>& files);

}  // namespace parley
