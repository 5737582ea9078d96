// Reservation values, votes, and the claims that a party's preferences must meet in every world.
#pragma once

#include <cstdint>
#include <vector>

#include "core/progress.h"
#include "model/compile.h"
#include "model/draws.h"
#include "model/values.h"

namespace parley {

/// A principal's value of no-deal in a world, in integers of its scale: the sum of the no-deal's rounded factors, or
/// the number given in its place. The same in both readings.
Wide reservation_value(const Case& c, const Preferences& preferences, const PartyModel& party, const WorldDraw& world);

/// By option of `issue`: whether a party or body that an option needs consents to it, in a world and context.
std::vector<bool> vote(const Case& c, const Preferences& preferences, int voter, int issue, const WorldDraw& world,
                       Reading reading, Context& context, const std::vector<int>& red_lines_dropped);

/// Whether a party's claims hold in a world, to the last integer.
bool claims_hold(const Case& c, const PartyModel& party, const PartyDraw& of_party, const WorldDraw& world);

/// Makes each principal's preferences meet its claims, every discrete draw kept. What is drawn already stands if it
/// meets them; else it is drawn again, claim_attempts times in all (rejection: no error where more than a hundredth is
/// accepted, but for one world in four at just that, which then goes on like the others); else the claims' room is
/// found (claim_room.h) and walked through (claim_chain.h). False where claims leave no room, or none was found.
bool impose_claims(const Case& c, const Preferences& preferences, const DrawKeys& keys, std::uint64_t world,
                   WorldDraw& draw);

/// Room for what impose_claims finds, to be shared by the threads of a run.
std::shared_ptr<ClaimRooms> make_claim_rooms();

/// How often a party's preferences are drawn before its claims' room is walked through.
inline constexpr std::uint32_t claim_attempts = 128;

/// What was found in trials of a party's claims.
struct ClaimTrial {
  int party = -1;
  std::size_t worlds = 0;     ///< looked at: the first of the seed
  std::size_t walked = 0;     ///< of them, worlds in which rejection found nothing
  std::size_t empty = 0;      ///< of these, worlds in which the claims leave nothing
  std::size_t undecided = 0;  ///< of these, worlds in which no room was found and none excluded
  /// The largest nested R-hat of what claims look at, over walks from far-apart starts in the first worlds walked
  /// through: the square root of 1 + B / W, B the variance of the means of the walks from one start, W the mean of the
  /// variances within (Margossian et al. 2024). 1 where none was walked. Above 1.05 the start still shows.
  double r_hat = 1;
};

/// Trials of every party with claims. Byte-identical at any number of threads.
std::vector<ClaimTrial> try_claims(const Compiled& compiled, const Seed& seed, std::size_t threads,
                                   const Progress& progress = {});

/// The error that no world meets the claims, naming the rows.
Problem claims_problem(const Case& c, const Preferences& preferences);

}  // namespace parley
