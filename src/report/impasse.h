// Why no package is left, where none is, and what would be enough: the conflicts and ways out of the case as a whole.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "report/json.h"
#include "report/layout.h"
#include "robust/ways_out.h"
#include "settle/settle.h"
#include "settle/why_not.h"

namespace parley {

/// All is empty where the reference world has a package that all accept.
struct Impasse {
  Reading reading = Reading::cautious;  ///< of the reference world
  std::optional<Conflict> conflict;     ///< one of why_not's, to be told in full
  WhyNot why_not;
  WaysOut ways_out;  ///< of all relaxations: those among what is certain, then the others
};

Impasse find_impasse(const Compiled& compiled, Reading reading, const RobustOptions& options);

/// Sentences on what is not complete.
std::vector<std::string> impasse_notes(const Impasse& impasse);

/// `conflicts`, `relaxations` and `concessions` of docs/result.md.
Json impasse_parts(const Case& c, const Impasse& impasse);

/// The conflict with its statements; nothing where there is none.
std::string conflict_text(const Case& c, const Impasse& impasse);
/// The conflicts beside it, in a line each.
std::string other_conflicts_text(const Case& c, const Impasse& impasse);
/// What would be enough, and what is most often enough over the worlds.
std::string ways_out_text(const Case& c, const Impasse& impasse, const Style& style);

/// The impasse, or the packages that all accept, as an answer of its own.
struct ImpasseAnswer {
  std::shared_ptr<const Case> source;
  Filter filter;
  RobustOptions robust;  ///< that the worlds were drawn with
  Counts counts;         ///< of the reference world in the impasse's reading
  Impasse impasse;
};
std::string impasse_json(const ImpasseAnswer& answer);
std::string impasse_text(const ImpasseAnswer& answer, const Style& style);

}  // namespace parley
