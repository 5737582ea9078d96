// Claims imposed on a world, and trials of how well that works.
#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

#include "core/parallel.h"
#include "model/claim_chain.h"
#include "model/claim_forms.h"
#include "model/claim_room.h"
#include "model/claims.h"

namespace parley {

/// Rooms by all that they depend on. Whoever is first to need one works it out; who that is changes nothing.
struct ClaimRooms {
  std::mutex mutex;
  std::map<std::vector<double>, ClaimRoom> found;
};

std::shared_ptr<ClaimRooms> make_claim_rooms() { return std::make_shared<ClaimRooms>(); }

namespace {

constexpr std::size_t rooms_kept = 4096;

/// Everything that find_room looks at.
std::vector<double> signature(const ClaimForms& forms, const ClaimPoint& here) {
  std::vector<double> all;
  const auto add = [&](auto... values) { (all.push_back(static_cast<double>(values)), ...); };
  add(forms.party().party, forms.weights().rest, forms.weights().worded.size(), here.weight.size());
  for (std::size_t i = 0; i < forms.weights().worded.size(); ++i)
    add(forms.weights().worded[i], forms.weights().classes[i]);
  for (const double weight : here.weight) add(weight);
  for (const auto& free : forms.free()) add(static_cast<int>(free.kind), free.issue, free.which);
  for (const auto& form : forms.forms()) {
    add(form.constant, form.reservation, form.room, form.parts.size());
    for (const auto& part : form.parts) {
      add(part.issue, part.constant, part.level[0], part.level[1], part.level[2], part.free.size());
      for (const auto& [free, slope] : part.free) add(free, slope);
      add(part.bent.size());
      for (const auto& bent : part.bent) add(bent.side, bent.option, bent.sign);
    }
  }
  if (forms.is_bent()) {
    const std::vector<double> bends = forms.bends();
    all.insert(all.end(), bends.begin(), bends.end());
  }
  return all;
}

/// A point that depends on the forms alone.
ClaimPoint middle(const ClaimForms& forms, const ClaimPoint& drawn) {
  ClaimPoint point = drawn;
  for (int k : forms.weights().worded)
    point.weight[k] = forms.weights().rest / static_cast<double>(forms.weights().worded.size());
  point.level = {0.25, 0.5, 0.75};
  std::fill(point.free.begin(), point.free.end(), 0.5);
  return point;
}

ClaimRoom room_of(const ClaimForms& forms, const ClaimPoint& drawn, ClaimRooms& rooms) {
  const ClaimPoint here = middle(forms, drawn);
  const std::vector<double> key = signature(forms, here);
  {
    const std::lock_guard lock(rooms.mutex);
    if (const auto known = rooms.found.find(key); known != rooms.found.end()) return known->second;
  }
  ClaimRoom room = find_room(forms, here);
  const std::lock_guard lock(rooms.mutex);
  if (rooms.found.size() < rooms_kept) rooms.found.emplace(key, room);
  return room;
}

/// Redraws until the claims hold; false where that finds nothing. The draw is then the first again.
bool reject(const Case& c, const ClaimForms& forms, const DrawKeys::OfParty& keys, std::uint64_t world,
            const WorldDraw& world_draw, PartyDraw& draw) {
  const PartyModel& party = forms.party();
  for (std::uint32_t attempt = 1; attempt < claim_attempts; ++attempt) {
    draw_preferences(c, party, keys, world, attempt, world_draw, draw);
    if (forms.inside(forms.point_of(draw))) return true;
  }
  draw_preferences(c, party, keys, world, 0, world_draw, draw);
  return false;
}

/// From the room's point, keeping of the draw what no form looks at.
ClaimPoint start_of(const ClaimForms& forms, const ClaimRoom& room, const ClaimPoint& drawn) {
  ClaimPoint start = room.point;
  if (!forms.uses_levels() && !forms.is_bent()) start.level = drawn.level;
  return start;
}

enum class Imposed { holds, walked, empty, undecided };

Imposed impose(const Case& c, const PartyModel& party, const DrawKeys::OfParty& keys, ClaimRooms& rooms,
               std::uint64_t world, const WorldDraw& world_draw, PartyDraw& draw) {
  if (claims_hold(c, party, draw, world_draw)) return Imposed::holds;
  const ClaimForms forms(c, party, world_draw, draw);
  if (forms.never()) return Imposed::empty;
  if (reject(c, forms, keys, world, world_draw, draw)) return Imposed::holds;
  const ClaimPoint drawn = forms.point_of(draw);
  const ClaimRoom room = room_of(forms, drawn, rooms);
  if (room.kind != ClaimRoom::Kind::found)
    return room.kind == ClaimRoom::Kind::empty ? Imposed::empty : Imposed::undecided;
  ClaimPoint point = start_of(forms, room, drawn);
  walk(forms, keys.claims, world, point);
  forms.write(point, draw);
  return Imposed::walked;
}

bool claims_something(const PartyModel& party) { return party.principal && !party.claims.empty(); }

}  // namespace

bool impose_claims(const Case& c, const Preferences& preferences, const DrawKeys& keys, std::uint64_t world,
                   WorldDraw& draw) {
  for (std::size_t m = 0; m < preferences.parties.size(); ++m) {
    if (!claims_something(preferences.parties[m])) continue;
    const Imposed imposed =
        impose(c, preferences.parties[m], keys.parties[m], *keys.rooms, world, draw, draw.parties[m]);
    if (imposed == Imposed::empty || imposed == Imposed::undecided) return false;
  }
  return true;
}

namespace {

constexpr std::size_t trial_worlds = 200;
constexpr std::size_t mixing_worlds = 2;  // of these, the first walked through, whose mixing is measured
constexpr std::size_t starts = 4;
constexpr std::size_t walks = 64;           // from each start
constexpr std::uint32_t start_draws = 128;  // levels tried for starts

std::vector<double> coordinates(const ClaimPoint& point) {
  std::vector<double> all = point.weight;
  all.insert(all.end(), point.level.begin(), point.level.end());
  all.insert(all.end(), point.free.begin(), point.free.end());
  return all;
}

double squared_distance(const ClaimPoint& a, const ClaimPoint& b) {
  const std::vector<double> x = coordinates(a);
  const std::vector<double> y = coordinates(b);
  double sum = 0;
  for (std::size_t k = 0; k < x.size(); ++k) sum += (x[k] - y[k]) * (x[k] - y[k]);
  return sum;
}

/// Of points at levels drawn anywhere that leave room: the room's own, then the one farthest from all chosen, and so
/// on.
std::vector<ClaimPoint> far_apart(const ClaimForms& forms, const ClaimPoint& room, StreamKey key, std::uint64_t world) {
  std::vector<ClaimPoint> found;
  for (std::uint32_t draw = 0; draw < start_draws; ++draw) {
    std::array<double, 3> level{};
    for (std::uint32_t l = 0; l < 3; ++l) level[l] = uniform(key, world, draw * 3 + l);
    std::sort(level.begin(), level.end());
    ClaimRoom at = find_room_at(forms, room, level);
    if (at.kind == ClaimRoom::Kind::found) found.push_back(std::move(at.point));
  }
  std::vector<ClaimPoint> chosen{room};
  std::vector<double> distance(found.size(), HUGE_VAL);
  while (chosen.size() < starts && !found.empty()) {
    for (std::size_t k = 0; k < found.size(); ++k)
      distance[k] = std::min(distance[k], squared_distance(found[k], chosen.back()));
    const auto farthest = std::max_element(distance.begin(), distance.end()) - distance.begin();
    chosen.push_back(found[static_cast<std::size_t>(farthest)]);
  }
  chosen.resize(starts, room);
  return chosen;
}

/// Nested R-hat of one coordinate: `ends` by start, then walk.
double nested_r_hat(const std::vector<std::vector<double>>& ends, std::size_t coordinate) {
  double mean_of_means = 0;
  double squares = 0;
  double within = 0;
  for (std::size_t s = 0; s < starts; ++s) {
    double mean = 0;
    double square = 0;
    for (std::size_t w = 0; w < walks; ++w) {
      const double x = ends[s * walks + w][coordinate];
      mean += x / walks;
      square += x * x / walks;
    }
    within += std::max(0.0, square - mean * mean) * walks / (walks - 1) / starts;
    mean_of_means += mean / starts;
    squares += mean * mean / starts;
  }
  const double between = std::max(0.0, squares - mean_of_means * mean_of_means) * starts / (starts - 1);
  if (within <= 1e-12) return between <= 1e-12 ? 1 : HUGE_VAL;
  return std::sqrt(1 + between / within);
}

double mixing(const ClaimForms& forms, const ClaimPoint& room, StreamKey key, std::uint64_t world, std::size_t threads,
              const Progress& progress) {
  const StreamKey trial{mix(key.value ^ mix(world))};
  const std::vector<ClaimPoint> from = far_apart(forms, room, trial, starts * walks);
  std::vector<std::vector<double>> ends(starts * walks);
  parallel_for(ends.size(), 8, threads, [&](std::size_t begin, std::size_t end) {
    if (progress.stopped()) throw Cancelled{};
    // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): it has scratch space, one a thread
    const ClaimForms own = forms;
    for (std::size_t w = begin; w < end; ++w) {
      ClaimPoint point = from[w / walks];
      walk(own, trial, w, point);
      ends[w] = coordinates(point);
    }
  });
  double worst = 1;
  for (std::size_t k = 0; k < ends[0].size(); ++k) worst = std::max(worst, nested_r_hat(ends, k));
  return worst;
}

}  // namespace

std::vector<ClaimTrial> try_claims(const Compiled& compiled, const Seed& seed, std::size_t threads,
                                   const Progress& progress) {
  const Case& c = *compiled.source;
  const Preferences& preferences = *compiled.preferences;
  const DrawKeys keys = draw_keys(c, preferences, seed);
  std::vector<ClaimTrial> trials;
  for (std::size_t m = 0; m < preferences.parties.size(); ++m) {
    const PartyModel& party = preferences.parties[m];
    if (!claims_something(party)) continue;
    std::vector<Imposed> imposed(trial_worlds);
    parallel_for(trial_worlds, 8, threads, [&](std::size_t begin, std::size_t end) {
      if (progress.stopped()) throw Cancelled{};
      WorldDraw draw;
      for (std::size_t s = begin; s < end; ++s) {
        draw_world(c, preferences, keys, s, draw);
        imposed[s] = impose(c, party, keys.parties[m], *keys.rooms, s, draw, draw.parties[m]);
      }
    });
    ClaimTrial trial;
    trial.party = party.party;
    trial.worlds = trial_worlds;
    std::size_t measured = 0;
    for (std::size_t s = 0; s < trial_worlds; ++s) {
      if (imposed[s] != Imposed::holds) ++trial.walked;
      if (imposed[s] == Imposed::empty) ++trial.empty;
      if (imposed[s] == Imposed::undecided) ++trial.undecided;
      if (imposed[s] != Imposed::walked || measured == mixing_worlds) continue;
      ++measured;
      WorldDraw draw;
      draw_world(c, preferences, keys, s, draw);
      const ClaimForms forms(c, party, draw, draw.parties[m]);
      const ClaimPoint drawn = forms.point_of(draw.parties[m]);
      const ClaimPoint start = start_of(forms, room_of(forms, drawn, *keys.rooms), drawn);
      trial.r_hat = std::max(trial.r_hat, mixing(forms, start, keys.parties[m].claims, s, threads, progress));
    }
    trials.push_back(trial);
  }
  return trials;
}

}  // namespace parley
