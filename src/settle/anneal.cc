#include "settle/anneal.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "core/random.h"
#include "settle/branch_and_bound.h"

namespace parley {

namespace {

constexpr std::uint64_t first_moves = 64;  // an option, of the first run; every later one has twice as many as the last
constexpr std::uint64_t most_moves = 2048;
constexpr double few = 4096;  // so many packages are soon gone through
constexpr double hot = 0.1;   // as a share of the merit
constexpr double cold = 0.002;
constexpr double least_log = -38;  // below the logarithm of any chance
constexpr double per_missing = 3;  // what a floor that is missed by all of a party's reach takes off, as such a share

}  // namespace

struct Anneal::Walk {
  std::vector<int> choice;
  Package package;
  std::vector<int> cells;  // by block
  std::vector<double> units;
};

Anneal::Anneal(const Gains& gains, const Goal& goal)
    : gains_(gains), goal_(goal), levers_(gains.world->compiled->source->casebook.levers.size(), -1) {
  std::size_t scopes = 0;
  for (const Gains::Block& block : gains.blocks) {
    scopes += block.scope.size();
    numbers_.emplace_back(block.units.begin(), block.units.end());
    int stride = 1;
    for (std::size_t i = block.scope.size(); i-- > 0;) {
      const int options = gains.world->options[block.scope[i]];
      places_.push_back({rules_.size(), block.scope[i], stride, options});
      stride *= options;
      options_ += static_cast<std::uint64_t>(options);
    }
    std::vector<int>& rules = rules_.emplace_back();
    for (int v : block.scope) rules.insert(rules.end(), gains.rules_of[v].begin(), gains.rules_of[v].end());
    std::sort(rules.begin(), rules.end());
    rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
  }
  for (std::size_t k = 0; k < gains.parties; ++k) {
    floors_.push_back(static_cast<double>(gains.floor[k]));
    past_reach_.push_back(static_cast<double>(gains.reach[k]) + 1);
  }
  double packages = 1;
  for (int options : gains.world->options) packages *= options;
  useful_ = scopes == gains.world->options.size() && packages > few;
}

double Anneal::merit(std::span<const double> units, double scale) const {
  double missing = 0;
  for (std::size_t k = 0; k < units.size(); ++k)
    if (const double below = floors_[k] - units[k]; below > 0) missing += below / past_reach_[k];
  return goal_.merit(units) - per_missing * scale * missing;
}

bool Anneal::keeps_rules_around(const Walk& walk, std::size_t block) const {
  return std::all_of(rules_[block].begin(), rules_[block].end(),
                     [&](int r) { return evaluate(*gains_.world->rules[r], walk.package, levers_) == Truth::yes; });
}

void Anneal::go(Walk& walk, std::size_t block, int cell) const {
  const Gains::Block& b = gains_.blocks[block];
  const double* to = numbers_[block].data() + static_cast<std::size_t>(cell) * gains_.parties;
  const double* from = numbers_[block].data() + static_cast<std::size_t>(walk.cells[block]) * gains_.parties;
  for (std::size_t k = 0; k < gains_.parties; ++k) walk.units[k] += to[k] - from[k];
  walk.cells[block] = cell;
  for (std::size_t i = 0; i < b.scope.size(); ++i) {
    const int option = b.choices[cell][i];
    walk.choice[b.scope[i]] = option;
    const Variable& variable = gains_.world->compiled->variables[b.scope[i]];
    walk.package[variable.issue] = variable.options[option];
  }
}

std::vector<int> Anneal::from(const std::vector<int>& choice, std::uint64_t run) const {
  if (!useful_ || !keeps_rules(*gains_.world, choice)) return choice;
  Walk walk{choice, package_of(*gains_.world, choice), {}, {gains_.start.begin(), gains_.start.end()}};
  for (std::size_t b = 0; b < gains_.blocks.size(); ++b) {
    std::size_t cell = 0;
    for (int v : gains_.blocks[b].scope)
      cell = cell * static_cast<std::size_t>(gains_.world->options[v]) + static_cast<std::size_t>(choice[v]);
    walk.cells.push_back(static_cast<int>(cell));
    for (std::size_t k = 0; k < gains_.parties; ++k) walk.units[k] += numbers_[b][cell * gains_.parties + k];
  }
  const StreamKey key = stream_key(run, {"anneal"});
  const std::uint64_t all = options_ * std::min(most_moves, first_moves << std::min<std::uint64_t>(run - 1, 32));
  const double scale = std::abs(goal_.merit(walk.units)) + 1e-300;
  double now = merit(walk.units, scale);
  double most = now;
  std::vector<int> best = choice;
  const double cooling = std::pow(cold / hot, 1.0 / static_cast<double>(all));
  double heat = hot * scale;
  std::vector<double> after(gains_.parties);
  for (std::uint64_t move = 0; move < all; ++move, heat *= cooling) {
    const auto [where, chance] = random_bits(key, move);
    const Place& place = places_[(where >> 32U) % places_.size()];
    const std::size_t b = place.block;
    const int option = static_cast<int>((where & 0xffffffffU) % static_cast<std::uint64_t>(place.options));
    const int before = walk.cells[b];
    const int cell = before + (option - walk.choice[place.variable]) * place.stride;
    if (cell == before || gains_.blocks[b].open[cell] == 0) continue;
    const double* to = numbers_[b].data() + static_cast<std::size_t>(cell) * gains_.parties;
    const double* back = numbers_[b].data() + static_cast<std::size_t>(before) * gains_.parties;
    for (std::size_t k = 0; k < gains_.parties; ++k) after[k] = walk.units[k] + to[k] - back[k];
    const double then = merit(after, scale);
    if (then - now < heat * least_log) continue;
    const double luck = std::ldexp(static_cast<double>(chance >> 11U) + 0.5, -53);
    if (then < now && (then - now) < heat * std::log(luck)) continue;
    go(walk, b, cell);
    if (!keeps_rules_around(walk, b)) {
      go(walk, b, before);
      continue;
    }
    now = then;
    if (now > most) {
      most = now;
      best = walk.choice;
    }
  }
  return best;
}

}  // namespace parley
