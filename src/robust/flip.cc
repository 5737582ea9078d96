#include "robust/flip.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "robust/band.h"
#include "robust/best.h"
#include "robust/course.h"
#include "robust/searched.h"

namespace parley {

namespace {

constexpr int most_steps = 5;
constexpr std::size_t trial_worlds = 500;           // on which every move is tried
constexpr std::size_t trial_total = 200'000;        // worlds of all trials of one number of steps together, about
constexpr std::uint64_t trial_nodes = 2'000'000;    // of their searches together, and
constexpr std::uint64_t most_trial_nodes = 20'000;  // of one
constexpr std::uint64_t judged_nodes = 1'000'000;   // of the search for the best package of one move
constexpr std::size_t judged_moves = 3;             // on all worlds, and more until one changes the band
constexpr std::size_t most_judged = 10;

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
  std::vector<int> rows;
  for (int s = 0; s < static_cast<int>(c.statements.size()); ++s)
    if (kept[s] && c.statements[s].moves_values() && !is_overshadowed(c, kept, s)) rows.push_back(s);
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
          const BestPackages found = best_packages(plan, deficits, 1, nodes, {}, {});
          if (!found.best.empty())
            shares[static_cast<std::size_t>(reading)] =
                static_cast<double>(found.best.front().count) / static_cast<double>(deficits.valid_worlds());
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

}  // namespace

Flips find_flips(const std::shared_ptr<const Case>& c, const Filter& filter, const RobustOptions& options,
                 const Conclusions& base) {
  Flips flips;
  flips.looked = true;
  RobustOptions quiet = options;
  quiet.progress.report = nullptr;
  quiet.nodes = std::min(options.nodes, judged_nodes);
  for (int steps = 1; steps <= most_steps && flips.list.empty(); ++steps) {
    options.progress("moving each stance", static_cast<double>(steps - 1) / most_steps);
    std::vector<Move> moves = moves_of(*c, filter, steps);
    if (moves.empty()) continue;
    const std::size_t worlds =
        std::min({options.worlds, trial_worlds, std::max<std::size_t>(50, trial_total / moves.size())});
    const std::uint64_t nodes = std::clamp<std::uint64_t>(trial_nodes / moves.size(), 200, most_trial_nodes);
    const std::array<double, 2> before = best_on_few(c, filter, quiet, worlds, nodes);
    // A crew shares out the moves and exchanges the bits of what came of each.
    std::vector<std::uint64_t> tried(moves.size() * 3, 0);
    for (std::size_t k = options.crew.rank; k < moves.size(); k += options.crew.size) {
      if (options.progress.stopped()) throw Cancelled{};
      try {
        const std::array<double, 2> after = best_on_few(moved(*c, moves[k]), filter, quiet, worlds, nodes);
        for (std::size_t at = 0; at < 2; ++at) tried[k * 3 + at] = std::bit_cast<std::uint64_t>(after[at] - before[at]);
        tried[k * 3 + 2] = 1;
      } catch (const Error&) {
        continue;  // with the stance moved a party's claims contradict each other
      }
    }
    options.crew.sum(tried);
    std::vector<Move> near;
    for (std::size_t k = 0; k < moves.size(); ++k) {
      for (std::size_t at = 0; at < 2; ++at) moves[k].change[at] = std::bit_cast<double>(tried[k * 3 + at]);
      if (tried[k * 3 + 2] != 0 && is_near(base, moves[k], worlds)) near.push_back(moves[k]);
    }
    std::ranges::stable_sort(near, [](const Move& a, const Move& b) { return a.size() > b.size(); });
    std::size_t judged = 0;
    for (const Move& move : near) {
      if (judged == most_judged || (judged >= judged_moves && !flips.list.empty())) break;
      ++judged;
      const Conclusions after = conclude(moved(*c, move), filter, quiet);
      const Fallen changed = fallen(base, after);
      if (after.problem.empty() && (changed.band[0] || changed.band[1]))
        flips.list.push_back({move.statement, move.otherwise, move.from, move.to, after.best_share});
    }
    flips.untried = near.size() - judged;
    if (!flips.list.empty()) flips.steps = steps;
  }
  const auto change = [&](const Flip& flip) {
    double most = 0;
    for (std::size_t at = 0; at < 2; ++at)
      most = std::max(most, std::abs(flip.best_share[at].value - base.best_share[at].value));
    return most;
  };
  std::ranges::stable_sort(flips.list, [&](const Flip& a, const Flip& b) { return change(a) > change(b); });
  if (flips.list.empty()) flips.untried = 0;
  return flips;
}

}  // namespace parley
