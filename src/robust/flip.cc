#include "robust/flip.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <set>
#include <tuple>

#include "core/parallel.h"
#include "robust/band.h"
#include "robust/best.h"
#include "robust/course.h"
#include "robust/searched.h"

namespace parley {

namespace {

constexpr int most_steps = 5;
constexpr std::size_t trial_worlds = 500;  // on which every move is tried
constexpr std::size_t least_trial_worlds = 50;
constexpr std::size_t trial_numbers = 40'000'000;  // drawn for all trials of one number of steps together, about
constexpr std::uint64_t trial_nodes = 100'000;     // of their searches together, and
constexpr std::uint64_t least_trial_nodes = 100;   // of one, to
constexpr std::uint64_t most_trial_nodes = 20'000;
constexpr std::size_t trials_side_by_side = 64;
constexpr std::uint64_t judged_nodes = 1'000'000;  // of the search for the best package of one move
constexpr std::size_t judged_moves = 3;            // on all worlds, and more until one changes the band
constexpr std::size_t most_judged = 6;             // of one number of steps, and
constexpr std::size_t most_judged_in_all = 12;

struct Move {
  int statement = -1;
  bool otherwise = false;
  StanceClass from{}, to{};
  std::array<double, 2> change{};  ///< of the best share, on the trial's worlds
  [[nodiscard]] double size() const { return std::max(std::abs(change[0]), std::abs(change[1])); }
};

std::optional<StanceClass> class_of(const std::optional<Stance>& stance) {
  const auto* word = stance ? std::get_if<StanceClass>(&*stance) : nullptr;
  return word == nullptr ? std::nullopt : std::optional(*word);
}

/// Every move of one stance by so many steps, by the ids of its rows.
std::vector<Move> moves_of(const Case& c, const Filter& filter, int steps) {
  const std::vector<bool> kept = kept_statements(c, filter);
  const std::vector<bool> shadowed = overshadowed(c, kept);
  std::vector<int> rows;
  for (int s = 0; s < static_cast<int>(c.statements.size()); ++s)
    if (kept[s] && c.statements[s].moves_values() && !shadowed[s]) rows.push_back(s);
  std::ranges::sort(rows, {}, [&](int s) { return c.statements[s].id; });
  std::vector<Move> moves;
  for (int s : rows) {
    const Statement& row = c.statements[s];
    for (const bool otherwise : {false, true}) {
      const auto from = class_of(otherwise ? row.otherwise : row.stance);
      if (!from) continue;
      for (const int sign : {-1, 1}) {
        const int to = static_cast<int>(*from) + sign * steps;
        if (to < static_cast<int>(StanceClass::reject) || to > static_cast<int>(StanceClass::demand)) continue;
        // Of a whole draft it is said whether it is better than no deal, or worse.
        if (row.draft >= 0 && static_cast<StanceClass>(to) == StanceClass::tolerate) continue;
        moves.push_back({s, otherwise, *from, static_cast<StanceClass>(to), {}});
      }
    }
  }
  return moves;
}

/// A stance, and whether it is moved up.
using Way = std::tuple<int, bool, bool>;
Way way_of(const Move& move) { return {move.statement, move.otherwise, move.to > move.from}; }

/// Every way followed to its end, where that is more than a step.
std::vector<Move> moves_to_ends(const Case& c, const Filter& filter) {
  std::vector<Move> ends;
  std::set<Way> seen;
  for (int steps = most_steps; steps > 1; --steps)
    for (Move& move : moves_of(c, filter, steps))
      if (seen.insert(way_of(move)).second) ends.push_back(move);
  return ends;
}

std::shared_ptr<const Case> moved(const Case& c, const Move& move) {
  auto other = std::make_shared<Case>(c);
  Statement& row = other->statements[move.statement];
  (move.otherwise ? row.otherwise : row.stance) = move.to;
  return other;
}

/// The best share in each reading on a few worlds, searched and counted on the same.
std::array<double, 2> best_on_few(const std::shared_ptr<const Case>& c, const Filter& filter,
                                  const RobustOptions& options, std::size_t worlds, std::uint64_t nodes) {
  const Compiled compiled = compile(c, filter);
  std::array<double, 2> shares{};
  const std::array<AnyDeficits, 2> parts = draw_parts(compiled, options, 0, worlds);
  for (const Reading reading : readings) {
    std::visit(
        [&](const auto& deficits) {
          if (deficits.valid_worlds() == 0) throw no_world_left(compiled);
          const Plan plan = make_plan(compiled, search_order(compiled, deficits));
          if (const auto found = best_in_short(plan, deficits, nodes))
            shares[static_cast<std::size_t>(reading)] =
                static_cast<double>(found->count) / static_cast<double>(deficits.valid_worlds());
        },
        parts[static_cast<std::size_t>(reading)]);
  }
  return shares;
}

bool another_band(const Share& base, double share) {
  constexpr std::size_t fine = 1'000'000;
  const double bounded = std::clamp(share, 0.0, 1.0);
  return band(static_cast<std::size_t>(bounded * fine), fine) != band(base);
}

/// Whether a move may change the band, going by its trial with three standard errors to spare.
bool is_near(const Conclusions& base, const Move& move, std::size_t worlds) {
  for (std::size_t at = 0; at < 2; ++at) {
    if (move.change[at] == 0) continue;
    const double moved = base.best_share[at].value + move.change[at];
    const double spare = 3 * std::sqrt(std::max(std::abs(move.change[at]), 0.002) / static_cast<double>(worlds));
    if (another_band(base.best_share[at], moved - spare) || another_band(base.best_share[at], moved + spare))
      return true;
  }
  return false;
}

/// On how much every move of a step is tried.
struct Trial {
  std::size_t worlds = 0;
  std::uint64_t nodes = 0;
};

Trial trial_of(const Compiled& compiled, std::size_t moves, const RobustOptions& options) {
  const std::size_t numbers = moves * std::max<std::size_t>(1, compiled.cells);
  return {std::min({options.worlds, trial_worlds, std::max(least_trial_worlds, trial_numbers / numbers)}),
          std::clamp(trial_nodes / moves, least_trial_nodes, most_trial_nodes)};
}

/// Fills the moves' changes and returns those that came near another band, the largest change first. A crew shares out
/// the moves and exchanges the bits of what came of each.
std::vector<Move> near_moves(const std::shared_ptr<const Case>& c, const Filter& filter, const RobustOptions& options,
                             const Conclusions& base, std::vector<Move> moves,
                             const std::function<void(double)>& told) {
  if (moves.empty()) return {};
  const Trial trial = trial_of(compile(c, filter), moves.size(), options);
  RobustOptions alone = options;
  alone.threads = 1;
  alone.progress.report = nullptr;
  const std::array<double, 2> before = best_on_few(c, filter, alone, trial.worlds, trial.nodes);
  std::vector<std::uint64_t> tried(moves.size() * 3, 0);
  const auto try_move = [&](std::size_t k) {
    if (options.progress.stopped()) throw Cancelled{};
    try {
      const std::array<double, 2> after = best_on_few(moved(*c, moves[k]), filter, alone, trial.worlds, trial.nodes);
      for (std::size_t at = 0; at < 2; ++at) tried[k * 3 + at] = std::bit_cast<std::uint64_t>(after[at] - before[at]);
      tried[k * 3 + 2] = 1;
    } catch (const Error&) {
      return;  // with the stance moved a party's claims contradict each other
    }
  };
  const Crew& crew = options.crew;
  const std::size_t mine = moves.size() > crew.rank ? (moves.size() - crew.rank + crew.size - 1) / crew.size : 0;
  for (std::size_t first = 0; first < mine; first += trials_side_by_side) {
    told(static_cast<double>(first) / static_cast<double>(mine));
    parallel_for(std::min(trials_side_by_side, mine - first), 1, options.threads,
                 [&](std::size_t begin, std::size_t end) {
                   for (std::size_t k = begin; k < end; ++k) try_move(crew.rank + (first + k) * crew.size);
                 });
  }
  crew.sum(tried);
  std::vector<Move> near;
  for (std::size_t k = 0; k < moves.size(); ++k) {
    for (std::size_t at = 0; at < 2; ++at) moves[k].change[at] = std::bit_cast<double>(tried[k * 3 + at]);
    if (tried[k * 3 + 2] != 0 && is_near(base, moves[k], trial.worlds)) near.push_back(moves[k]);
  }
  std::ranges::stable_sort(near, [](const Move& a, const Move& b) { return a.size() > b.size(); });
  return near;
}

}  // namespace

Flips find_flips(const std::shared_ptr<const Case>& c, const Filter& filter, const RobustOptions& options,
                 const Conclusions& base) {
  Flips flips;
  flips.looked = true;
  RobustOptions quiet = options;
  quiet.progress.report = nullptr;
  quiet.nodes = std::min(options.nodes, judged_nodes);
  std::set<Way> hopeful;  // whose end comes near another band
  std::size_t judged = 0;
  for (int steps = 1; steps <= most_steps && flips.list.empty(); ++steps) {
    const auto told = [&](double share) { options.progress("moving each stance", (steps - 1 + share) / most_steps); };
    if (steps == 2)
      for (const Move& end : near_moves(c, filter, options, base, moves_to_ends(*c, filter), told))
        hopeful.insert(way_of(end));
    std::vector<Move> moves = moves_of(*c, filter, steps);
    if (steps > 1) std::erase_if(moves, [&](const Move& move) { return !hopeful.contains(way_of(move)); });
    const std::vector<Move> near = near_moves(c, filter, options, base, std::move(moves), told);
    std::size_t judged_here = 0;
    for (const Move& move : near) {
      if (judged == most_judged_in_all || judged_here == most_judged ||
          (judged_here >= judged_moves && !flips.list.empty()))
        break;
      ++judged;
      ++judged_here;
      const Conclusions after = conclude(moved(*c, move), filter, quiet);
      const Fallen changed = fallen(base, after);
      if (after.problem.empty() && (changed.band[0] || changed.band[1]))
        flips.list.push_back({move.statement, move.otherwise, move.from, move.to, after.best_share});
    }
    flips.untried += near.size() - judged_here;
    if (!flips.list.empty()) flips.steps = steps;
  }
  const auto change = [&](const Flip& flip) {
    double most = 0;
    for (std::size_t at = 0; at < 2; ++at)
      most = std::max(most, std::abs(flip.best_share[at].value - base.best_share[at].value));
    return most;
  };
  std::ranges::stable_sort(flips.list, [&](const Flip& a, const Flip& b) { return change(a) > change(b); });
  return flips;
}

}  // namespace parley
