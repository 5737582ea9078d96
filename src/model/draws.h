// Draws: everything unknown in one world, before the readings part ways.
//
// Each number is a function of a key (seed, purpose, ids) and the world's number (core/random.h), so worlds can be made
// in any order and a what-if keeps all draws it shares with its base. Both readings of silence use the same draws.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/random.h"
#include "model/preferences.h"

namespace parley {

/// What chance decides of one statement.
struct RowDraw {
  bool present = true;    ///< certainty: the row is taken to be right
  bool binds = true;      ///< firmness: a `reject` binds
  int meant = -1;         ///< of ?(a|b): the option that is meant
  double quantile = 0.5;  ///< of a stance given as an interval or distribution
  double otherwise = 0.5;
  double importance = 0.5;
};

/// What is drawn of one party's view of one issue.
struct IssueDraw {
  double weight = 0;
  std::size_t weight_place = 0;          ///< exact parties: which of PartyModel::exact_weights it is
  int no_deal = -1;                      ///< option of no-deal
  std::array<double, 2> ends{0.5, 0.5};  ///< quantiles of uncoded ends of a line
  std::vector<double> silence;           ///< by option: quantile of its open value
  std::vector<double> priority;          ///< by source of the issue model: the lowest stands first among equals
};

struct PartyDraw {
  std::array<double, 6> level{};  ///< by StanceClass
  double reservation = 0.5;       ///< quantile of a reservation value given as an interval or distribution
  std::vector<IssueDraw> issues;  ///< by issue model
};

struct WorldDraw {
  bool reference = false;
  bool silent_votes_yes = true;  ///< in the open reading
  std::vector<int> levers;
  std::vector<RowDraw> rows;
  std::vector<PartyDraw> parties;
};

struct ClaimRooms;

/// The keys of every draw of a case: made once for many worlds.
struct DrawKeys {
  struct OfIssue {
    StreamKey weight, no_deal;
    std::array<StreamKey, 2> ends;
    std::vector<StreamKey> silence, priority;
    std::vector<std::size_t> no_deal_order;  ///< of what no-deal may bring: falling by id, whatever the file's order
  };
  struct OfParty {
    StreamKey levels, reservation;
    StreamKey claims;  ///< of the chain that imposes them: always random
    std::vector<OfIssue> issues;
  };
  struct OfRow {
    StreamKey certainty, firmness, firmness_share, meant, quantile, otherwise, importance;
  };
  StreamKey silent_votes;
  std::shared_ptr<ClaimRooms> rooms;  ///< found so far (impose.cc): functions of the claims alone
  std::vector<StreamKey> levers;
  std::vector<std::vector<int>> lever_options;  ///< by lever: its options in the order of their ids
  std::vector<OfRow> rows;
  std::vector<OfParty> parties;
};
DrawKeys draw_keys(const Case& c, const Preferences& preferences, const Seed& seed);

/// World number `world`, claims not yet imposed; `attempt` redraws what is continuous in the preferences of parties.
void draw_world(const Case& c, const Preferences& preferences, const DrawKeys& keys, std::uint64_t world,
                WorldDraw& draw);

/// The order of importance of a party's issues that stands in a world.
ImportanceOrder standing_order(const Case& c, const PartyModel& party, const WorldDraw& world, const PartyDraw& draw);

/// Redraws levels, weights and open values of one party, keeping every discrete draw; attempt 0 is what draw_world
/// gave.
void draw_preferences(const Case& c, const PartyModel& party, const DrawKeys::OfParty& keys, std::uint64_t world,
                      std::uint32_t attempt, const WorldDraw& world_draw, PartyDraw& draw);

/// The reference world (DESIGN): levels 0, ¼, ½, ¾, 1, mean weights, what chance decides on its likelier side.
WorldDraw reference_draw(const Case& c, const Preferences& preferences);

/// The rows of an option in the order in which they stand in a world.
std::vector<int> rows_in_order(const Case& c, const IssueModel& issue, const OptionModel& option,
                               const IssueDraw& draw);

}  // namespace parley
