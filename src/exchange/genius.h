// The negotiation scenarios of GENIUS (Lin et al., Computational Intelligence 30(1), 2014): one XML file for the
// domain, one for each party's profile.
//
// A discrete issue gives each item an evaluation; GENIUS divides an issue's evaluations by the greatest where any is
// above
// 1. An integer issue has a function of its number x, lowest number l: `slope` and `offset` mean offset + slope·(x −
// l), `parameter0` and `parameter1` of older files parameter0 + parameter1·x, cut to [0, 1]. A real issue has such a
// line, a triangle (parameter0 to parameter1 with its top, 1, at parameter2), or a constant. A package is worth the sum
// of weight × evaluation over the issues. As written, nothing is divided or cut, and offset + slope·x is taken: so
// NegMAS reads them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "exchange/scenario.h"

namespace parley {

/// A real issue is cut into this many equal steps.
inline constexpr int real_issue_steps = 100;

struct GeniusText {
  std::string file;  ///< its path, for places and, without folders and ending, the party's name
  std::string bytes;
};

/// Reads a domain and its profiles. Throws Error with everything that is wrong in all of them.
ScenarioImport read_genius(const GeniusText& domain, const std::vector<GeniusText>& profiles, bool as_written);

/// The same from files.
ScenarioImport read_genius(const std::filesystem::path& domain, const std::vector<std::filesystem::path>& profiles,
                           bool as_written);

/// Writes a domain and a profile a party into `folder`, which may be new: TITLE-domain.xml and PARTY.xml. Read again,
/// in the way of `as_written`, they give the same values, but where `warnings` say that GENIUS needs others. Throws
/// Error where the folder cannot be written.
std::vector<std::filesystem::path> write_genius(const Scenario& scenario, const std::filesystem::path& folder,
                                                bool as_written, std::vector<Problem>& warnings);

}  // namespace parley
