// Values, red lines and votes of one party in one world: what its rows say of each option of an issue, in a context.
#pragma once

#include <span>
#include <vector>

#include "model/draws.h"

namespace parley {

/// The context in which conditions are judged: the option of each issue of the casebook, -1 where it is open (what
/// hangs on it is then false), and of each lever.
struct Context {
  std::vector<int> options;
  std::vector<int> levers;
};

/// What one option is to a party.
struct Valued {
  double value = 0;        ///< before weighting
  int statement = -1;      ///< the row that gives it, or -1: silence, an interpolation, or `oppose` past the last row
  bool otherwise = false;  ///< the row's `otherwise` gives it
  bool red_line = false;
  bool silent = false;  ///< nothing was said of it, nor of options on both sides of it
  bool yes = false;     ///< a vote on it: tolerate or better, where the party has said something to go by
  bool no_say = false;  ///< nothing to go by: it votes as the silent do
};

/// Values of every option of `issue` in `context`, where options[issue] is ignored: each option is judged in its own
/// place. `out` has the size of issue.options; options that nobody can choose in this context still get a value.
void value_options(const Case& c, const IssueModel& issue, const WorldDraw& world, const PartyDraw& party_draw,
                   const IssueDraw& draw, Reading reading, Context& context, std::span<const int> red_lines_dropped,
                   std::vector<Valued>& out);

/// What terms of an exact party are worth in a context, in integers of its scale: the sum of those whose conditions
/// hold.
Wide terms_value(const Case& c, const PartyModel& party, std::span<const int> terms, const Context& context);

/// weight x value as an integer of the party's scale in that world: exact for an exact party's coded options, else
/// rounded once.
Wide integer_value(const PartyModel& party, const WorldDraw& world, const IssueDraw& draw, const Valued& valued);

/// A worded party's value as an integer of its scale in that world.
Wide rounded(const PartyModel& party, const WorldDraw& world, double value);

/// Whether a party or body consents to an option that needs it, given its own valued option, or its members'.
bool silent_vote(const Party& party, const WorldDraw& world, Reading reading);

}  // namespace parley
