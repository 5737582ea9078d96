// Reservation values, votes, and the claims that a party's preferences must meet in every world.
#pragma once

#include <vector>

#include "model/draws.h"
#include "model/values.h"

namespace parley {

/// A principal's value of no-deal in a world, in integers of its scale: the sum of the no-deal's rounded factors, or
/// the number given in its place. The same in both readings.
Wide reservation_value(const Case& c, const Preferences& preferences, const PartyModel& party, const WorldDraw& world);

/// By option of `issue`: whether a party or body that an option needs consents to it, in a world and context.
std::vector<bool> vote(const Case& c, const Preferences& preferences, int voter, int issue, const WorldDraw& world,
                       Reading reading, Context& context, const std::vector<int>& red_lines_dropped);

/// Redraws what is continuous until each party's claims hold (claim_attempts times at most): rejection sampling from
/// the preferences that meet them, every discrete draw kept. False where that finds none.
bool impose_claims(const Case& c, const Preferences& preferences, const DrawKeys& keys, std::uint64_t world,
                   WorldDraw& draw);

/// The error that no world meets the claims, naming the rows.
Problem claims_problem(const Case& c, const Preferences& preferences);

}  // namespace parley
