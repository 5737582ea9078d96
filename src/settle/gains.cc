#include "settle/gains.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

namespace parley {

namespace {

constexpr std::size_t joined_cells = 1024;  // a block of several tables has no more
constexpr std::size_t ruled_cells = 128;    // nor one that a rule joins

Wide absolute(Wide a) { return a < 0 ? -a : a; }

Wide unit_divisor(Wide a, Wide b) {
  a = absolute(a), b = absolute(b);
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

std::size_t cells_of(const OneWorld& world, const std::vector<int>& scope) {
  std::size_t cells = 1;
  for (int v : scope) cells *= static_cast<std::size_t>(world.options[v]);
  return cells;
}

std::vector<int> joined(const std::vector<int>& a, const std::vector<int>& b) {
  std::vector<int> all;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
  return all;
}

bool overlap(const std::vector<int>& a, const std::vector<int>& b) {
  return std::any_of(a.begin(), a.end(), [&](int v) { return std::binary_search(b.begin(), b.end(), v); });
}

std::vector<int> variables_of(const OneWorld& world, const Formula& rule) {
  const std::vector<int> issues = rule.issues();
  std::vector<int> list;
  for (int v = 0; v < static_cast<int>(world.options.size()); ++v)
    if (std::binary_search(issues.begin(), issues.end(), world.compiled->variables[v].issue)) list.push_back(v);
  return list;
}

using Scopes = std::vector<std::vector<int>>;

/// Adds a scope, joined with those that it overlaps while that stays small.
void add_scope(const OneWorld& world, Scopes& scopes, std::vector<int> scope) {
  for (bool again = true; again;) {
    again = false;
    for (std::size_t s = 0; s < scopes.size(); ++s) {
      const std::vector<int> both = joined(scopes[s], scope);
      const bool inside = both.size() == std::max(scopes[s].size(), scope.size());
      if (!overlap(scopes[s], scope) || (!inside && cells_of(world, both) > joined_cells)) continue;
      scope = both;
      scopes.erase(scopes.begin() + static_cast<std::ptrdiff_t>(s));
      again = true;
      break;
    }
  }
  scopes.push_back(std::move(scope));
}

/// Joins all that a rule names, if that stays small, so that it shuts cells of one block.
void join_by_rule(const OneWorld& world, Scopes& scopes, const std::vector<int>& named) {
  std::vector<int> all = named;
  for (const std::vector<int>& scope : scopes)
    if (overlap(scope, named)) all = joined(all, scope);
  if (named.empty() || cells_of(world, all) > ruled_cells) return;
  std::erase_if(scopes, [&](const std::vector<int>& scope) { return overlap(scope, named); });
  scopes.push_back(std::move(all));
}

/// Scopes of the blocks: those of tables and of small rules, joined where they overlap while that stays small.
Scopes block_scopes(const OneWorld& world) {
  Scopes scopes;
  for (const WorldTable& table : world.tables)
    if (!table.scope.empty()) add_scope(world, scopes, table.scope);
  for (int v = 0; v < static_cast<int>(world.options.size()); ++v)
    if (std::none_of(scopes.begin(), scopes.end(), [&](const auto& s) { return overlap(s, {v}); }))
      scopes.push_back({v});
  for (const Formula* rule : world.rules) join_by_rule(world, scopes, variables_of(world, *rule));
  std::sort(scopes.begin(), scopes.end());
  return scopes;
}

/// Where tables share variables: first each variable by itself, then the tables' own scopes and those of small rules,
/// each after all that lie inside it.
Scopes overlapping_scopes(const OneWorld& world) {
  Scopes scopes;
  const auto add = [&](const std::vector<int>& scope) {
    if (scope.size() > 1 && std::find(scopes.begin(), scopes.end(), scope) == scopes.end()) scopes.push_back(scope);
  };
  for (const WorldTable& table : world.tables) add(table.scope);
  for (const Formula* rule : world.rules)
    if (const std::vector<int> named = variables_of(world, *rule); cells_of(world, named) <= ruled_cells) add(named);
  std::sort(scopes.begin(), scopes.end(),
            [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
  Scopes all;
  for (int v = 0; v < static_cast<int>(world.options.size()); ++v) all.push_back({v});
  all.insert(all.end(), scopes.begin(), scopes.end());
  return all;
}

/// Options that a block does not tell apart become one class, and its cells those of classes.
void boil_down(const OneWorld& world, Gains::Block& block) {
  const std::size_t n = world.principals.size();
  std::vector<std::vector<std::size_t>> first(block.scope.size());  // of each class, an option
  for (std::size_t i = 0; i < block.scope.size(); ++i) {
    std::vector<std::vector<Wide>> seen(static_cast<std::size_t>(world.options[block.scope[i]]));
    for (std::size_t cell = 0; cell < block.open.size(); ++cell) {
      auto& of_option = seen[static_cast<std::size_t>(block.choices[cell][i])];
      of_option.push_back(block.open[cell]);
      for (std::size_t k = 0; k < n; ++k) of_option.push_back(block.open[cell] != 0 ? block.units[cell * n + k] : 0);
    }
    std::map<std::vector<Wide>, int> classes;
    auto& class_of = block.classes.emplace_back();
    for (std::size_t o = 0; o < seen.size(); ++o) {
      const auto [at, fresh] = classes.try_emplace(seen[o], static_cast<int>(classes.size()));
      class_of.push_back(at->second);
      if (fresh) first[i].push_back(o);
    }
  }
  Gains::Block small;
  small.scope = block.scope;
  small.classes = block.classes;
  for (std::size_t cell = 0; cell < block.open.size(); ++cell) {
    std::vector<int> choices;
    for (std::size_t i = 0; i < block.scope.size(); ++i) {
      const auto option = static_cast<std::size_t>(block.choices[cell][i]);
      const int c = block.classes[i][option];
      if (first[i][static_cast<std::size_t>(c)] == option) choices.push_back(c);
    }
    if (choices.size() < block.scope.size()) continue;
    small.choices.push_back(std::move(choices));
    small.open.push_back(block.open[cell]);
    for (std::size_t k = 0; k < n; ++k) small.units.push_back(block.units[cell * n + k]);
  }
  block = std::move(small);
}

class BlockMaker {
 public:
  BlockMaker(const OneWorld& world, std::uint64_t all) : world_(world), all_(all), paid_(world.tables.size(), false) {}

  Gains::Block make(const std::vector<int>& scope) {
    const std::size_t n = world_.principals.size();
    Gains::Block block;
    block.scope = scope;
    std::vector<const WorldTable*> tables;
    for (std::size_t t = 0; t < world_.tables.size(); ++t)
      if (!paid_[t] &&
          std::includes(scope.begin(), scope.end(), world_.tables[t].scope.begin(), world_.tables[t].scope.end())) {
        paid_[t] = true;
        tables.push_back(&world_.tables[t]);
      }
    std::vector<int> choice(world_.options.size(), -1);
    const std::size_t cells = cells_of(world_, scope);
    block.units.assign(cells * n, 0);
    for (std::size_t cell = 0; cell < cells; ++cell) {
      std::size_t left = cell;
      for (std::size_t k = scope.size(); k-- > 0;) {
        choice[scope[k]] = static_cast<int>(left % static_cast<std::size_t>(world_.options[scope[k]]));
        left /= static_cast<std::size_t>(world_.options[scope[k]]);
      }
      std::uint64_t shut = 0;
      for (const WorldTable* table : tables) {
        const std::size_t at = cell_of(world_, *table, choice);
        shut |= table->shut[at];
        for (std::size_t k = 0; k < n; ++k) block.units[cell * n + k] += table->values[at * n + k];
      }
      block.open.push_back((shut & all_) == 0 && keeps(choice) ? 1 : 0);
      block.choices.emplace_back();
      for (int v : scope) block.choices.back().push_back(choice[v]);
    }
    return block;
  }

 private:
  bool keeps(std::span<const int> choice) const {
    const Package package = package_of(world_, choice);
    const std::vector<int> levers(world_.compiled->source->casebook.levers.size(), -1);
    return std::none_of(world_.rules.begin(), world_.rules.end(),
                        [&](const Formula* rule) { return evaluate(*rule, package, levers) == Truth::no; });
  }

  const OneWorld& world_;
  std::uint64_t all_;
  std::vector<bool> paid_;  // tables that some block holds
};

/// Takes the least open cell of each block and principal into `start`, finds the step, and counts all in steps.
void count_in_steps(Gains& gains) {
  const std::size_t n = gains.parties;
  for (std::size_t k = 0; k < n; ++k) {
    Wide base = -gains.zero[k];
    Wide step = 0;
    for (Gains::Block& block : gains.blocks) {
      std::optional<Wide> least;
      for (std::size_t cell = 0; cell < block.open.size(); ++cell)
        if (block.open[cell] != 0)
          least = std::min(least.value_or(block.units[cell * n + k]), block.units[cell * n + k]);
      if (!least) continue;
      base += *least;
      for (std::size_t cell = 0; cell < block.open.size(); ++cell) {
        block.units[cell * n + k] -= *least;
        if (block.open[cell] != 0) step = unit_divisor(step, block.units[cell * n + k]);
      }
    }
    step = unit_divisor(step, base);
    if (step == 0) step = 1;
    gains.step.push_back(step);
    gains.start.push_back(base / step);
    Wide reach = 0;
    for (Gains::Block& block : gains.blocks) {
      Wide most = 0;
      for (std::size_t cell = 0; cell < block.open.size(); ++cell) {
        block.units[cell * n + k] /= step;
        if (block.open[cell] != 0) most = std::max(most, block.units[cell * n + k]);
      }
      reach += most;
    }
    gains.reach.push_back(reach);
  }
}

}  // namespace

Wide divide_down(Wide a, Wide b) { return a / b - (a % b < 0 ? 1 : 0); }
Wide divide_up(Wide a, Wide b) { return -divide_down(-a, b); }

Package package_of(const OneWorld& world, std::span<const int> choice) {
  Package package(world.compiled->source->casebook.issues.size(), -1);
  for (std::size_t v = 0; v < choice.size(); ++v)
    if (const Variable& variable = world.compiled->variables[v]; choice[v] >= 0)
      package[variable.issue] = variable.options[choice[v]];
  return package;
}

Gains make_gains(const OneWorld& world, std::span<const Wide> zero, std::span<const std::optional<Wide>> least,
                 bool overlapping) {
  Gains gains;
  gains.world = &world;
  gains.parties = world.principals.size();
  gains.zero.assign(zero.begin(), zero.end());
  BlockMaker maker(world, world.everyone());
  Scopes scopes = block_scopes(world);
  std::size_t places = 0;
  for (const std::vector<int>& scope : scopes) places += scope.size();
  gains.overlapping = overlapping || places > world.options.size();
  if (gains.overlapping) scopes = overlapping_scopes(world);
  for (const std::vector<int>& scope : scopes) {
    gains.blocks.push_back(maker.make(scope));
    if (scope.size() > 1 && gains.overlapping) boil_down(world, gains.blocks.back());
  }
  count_in_steps(gains);
  for (std::size_t k = 0; k < gains.parties; ++k) {
    const Wide lowest = gains.start[k];
    gains.floor.push_back(least[k] ? std::max(lowest, divide_up(*least[k] - zero[k], gains.step[k])) : lowest);
  }
  gains.rules_of.resize(world.options.size());
  for (std::size_t r = 0; r < world.rules.size(); ++r)
    for (int v : variables_of(world, *world.rules[r])) gains.rules_of[v].push_back(static_cast<int>(r));
  for (const Variable& variable : world.compiled->variables) {
    const auto& options = world.compiled->source->casebook.issues[variable.issue].options;
    std::vector<int> order(variable.options.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&](int a, int b) { return options[variable.options[a]].id < options[variable.options[b]].id; });
    std::vector<int>& ranks = gains.option_ranks.emplace_back(order.size());
    for (std::size_t place = 0; place < order.size(); ++place) ranks[order[place]] = static_cast<int>(place);
  }
  return gains;
}

std::vector<Wide> units_of(const Gains& gains, std::span<const int> choice) {
  std::vector<Wide> units = values_of(*gains.world, choice);
  for (std::size_t k = 0; k < units.size(); ++k) units[k] = (units[k] - gains.zero[k]) / gains.step[k];
  return units;
}

bool is_allowed(const Gains& gains, std::span<const int> choice) {
  if (refused_by(*gains.world, choice) != 0 || !keeps_rules(*gains.world, choice)) return false;
  const std::vector<Wide> units = units_of(gains, choice);
  for (std::size_t k = 0; k < units.size(); ++k)
    if (units[k] < gains.floor[k]) return false;
  return true;
}

}  // namespace parley
