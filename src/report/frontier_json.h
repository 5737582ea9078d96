// The frontier as JSON and in a sentence.
#pragma once

#include <string>

#include "report/json.h"
#include "settle/frontier.h"

namespace parley {

/// The frontier of the reference world, with whose values it is of. A frontier refers to no compiled case, so that an
/// answer can be moved about.
struct NamedFrontier {
  std::vector<OneWorld::Principal> principals;
  bool acceptable = false;  ///< of the zone, not of all that the rules allow
  Frontier frontier;
};

/// "frontier" of docs/result.md; at most `most` points are listed.
Json frontier_json(const Case& c, const std::vector<Variable>& variables, const NamedFrontier& named, std::size_t most);

/// One of its points.
Json point_json(const Case& c, const std::vector<Variable>& variables, const NamedFrontier& named, std::size_t point);

/// What was worked out, and how exact it is.
std::string frontier_sentence(const Case& c, const NamedFrontier& named);

}  // namespace parley
