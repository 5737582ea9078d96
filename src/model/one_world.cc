#include "model/one_world.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "model/preferences.h"
#include "model/worlds.h"

namespace parley {

namespace {

constexpr std::size_t bits = 64;

std::vector<int> parties_of(const Compiled& compiled, RowKind kind) {
  std::vector<int> parties;
  for (const Row& row : compiled.rows)
    if (row.kind == kind) parties.push_back(row.party);
  std::sort(parties.begin(), parties.end());
  return parties;
}

/// Adds a factor's cells to the table of the same variables, whose scope is in ascending order.
class Adder {
 public:
  Adder(const Compiled& compiled, OneWorld& world) : compiled_(compiled), world_(world) {}

  /// Calls body(cell of the table, cell of the compiled case) for every cell of the factor.
  template <class Body>
  void for_each_cell(const Factor& factor, const Body& body) {
    std::vector<int> scope = factor.scope;
    std::sort(scope.begin(), scope.end());
    auto [at, fresh] = by_scope_.try_emplace(scope, world_.tables.size());
    if (fresh) {
      world_.tables.push_back({scope, std::vector<Wide>(factor.cells * world_.principals.size(), 0),
                               std::vector<std::uint64_t>(factor.cells, 0)});
    }
    WorldTable& table = world_.tables[at->second];
    std::vector<int> choice(compiled_.variables.size(), 0);
    for (std::size_t cell = 0; cell < factor.cells; ++cell) {
      std::size_t left = cell;
      for (std::size_t k = factor.scope.size(); k-- > 0;) {
        const std::size_t options = compiled_.variables[factor.scope[k]].options.size();
        choice[factor.scope[k]] = static_cast<int>(left % options);
        left /= options;
      }
      body(table, cell_of(world_, table, choice), factor.first_cell + cell);
    }
  }

 private:
  const Compiled& compiled_;
  OneWorld& world_;
  std::map<std::vector<int>, std::size_t> by_scope_;
};

int place_of(const std::vector<int>& parties, int party) {
  return static_cast<int>(std::find(parties.begin(), parties.end(), party) - parties.begin());
}

}  // namespace

std::uint64_t OneWorld::everyone() const {
  const std::size_t many = principals.size() + voters.size();
  return many >= bits ? ~std::uint64_t{0} : (std::uint64_t{1} << many) - 1;
}

OneWorld reference_one_world(const Compiled& compiled, Reading reading) {
  const Preferences& preferences = *compiled.preferences;
  OneWorld world;
  world.compiled = &compiled;
  const std::vector<int> principals = parties_of(compiled, RowKind::principal);
  world.voters = parties_of(compiled, RowKind::voter);
  if (principals.size() + world.voters.size() > bits)
    throw Error("more than 64 principals and voters", compiled.source->casebook.folder.string(), "64 at most");
  for (const Variable& variable : compiled.variables)
    world.options.push_back(static_cast<int>(variable.options.size()));
  for (int r = 0; r < static_cast<int>(compiled.source->casebook.rules.size()); ++r)
    if (std::find(compiled.dropped.rules.begin(), compiled.dropped.rules.end(), r) == compiled.dropped.rules.end())
      world.rules.push_back(&compiled.source->casebook.rules[r].formula);

  // With every red line taken as `oppose`, cells are values; where the true cell is lower, a red line shuts it.
  Compiled yielding = compiled;
  yielding.dropped.statements.resize(compiled.source->statements.size());
  std::iota(yielding.dropped.statements.begin(), yielding.dropped.statements.end(), 0);
  const Table<Wide> values = reference_world(yielding, reading, Valuing::every_principal);
  const Table<Wide> whole = reference_world(compiled, reading, Valuing::every_principal);

  for (int party : principals)
    world.principals.push_back({party, preferences.parties[preferences.party_model[party]].reference_scale, {}});
  for (std::size_t r = 0; r < compiled.rows.size(); ++r) {
    const Row& row = compiled.rows[r];
    if (row.kind == RowKind::principal && row.has_reservation)
      world.principals[place_of(principals, row.party)].reservation = whole.thresholds[r];
  }
  Adder adder(compiled, world);
  for (const Factor& factor : compiled.factors) {
    const Row& row = compiled.rows[factor.row];
    if (row.kind == RowKind::settlement) continue;
    const bool votes = row.kind == RowKind::voter;
    const std::size_t place =
        votes ? principals.size() + place_of(world.voters, row.party) : place_of(principals, row.party);
    adder.for_each_cell(factor, [&](WorldTable& table, std::size_t cell, std::size_t source) {
      if (!votes) table.values[cell * principals.size() + place] += values.cells[source];
      if (whole.cells[source] < (votes ? 0 : values.cells[source])) table.shut[cell] |= std::uint64_t{1} << place;
    });
  }
  return world;
}

std::size_t cell_of(const OneWorld& world, const WorldTable& table, std::span<const int> choice) {
  std::size_t cell = 0;
  for (int v : table.scope) cell = cell * world.options[v] + static_cast<std::size_t>(choice[v]);
  return cell;
}

std::vector<Wide> values_of(const OneWorld& world, std::span<const int> choice) {
  const std::size_t n = world.principals.size();
  std::vector<Wide> result(n, 0);
  for (const WorldTable& table : world.tables) {
    const std::size_t cell = cell_of(world, table, choice);
    for (std::size_t k = 0; k < n; ++k) result[k] += table.values[cell * n + k];
  }
  return result;
}

std::uint64_t refused_by(const OneWorld& world, std::span<const int> choice) {
  std::uint64_t result = 0;
  for (const WorldTable& table : world.tables) result |= table.shut[cell_of(world, table, choice)];
  return result;
}

bool keeps_rules(const OneWorld& world, std::span<const int> choice) {
  Package package(world.compiled->source->casebook.issues.size(), -1);
  for (std::size_t v = 0; v < choice.size(); ++v) {
    const Variable& variable = world.compiled->variables[v];
    package[variable.issue] = variable.options[choice[v]];
  }
  const std::vector<int> levers(world.compiled->source->casebook.levers.size(), -1);
  return std::all_of(world.rules.begin(), world.rules.end(),
                     [&](const Formula* rule) { return evaluate(*rule, package, levers) == Truth::yes; });
}

}  // namespace parley
