#include "model/worlds.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "core/parallel.h"
#include "model/claims.h"
#include "model/draws.h"
#include "model/values.h"

namespace parley {

namespace {

/// Evaluates the factors of a compiled case in one world: scratch that is used again for each.
class Evaluator {
 public:
  Evaluator(const Compiled& compiled, Reading reading, Valuing valuing)
      : compiled_(compiled),
        case_(*compiled.source),
        preferences_(*compiled.preferences),
        reading_(reading),
        valuing_(valuing) {
    context_.options.assign(case_.casebook.issues.size(), -1);
    cells_.resize(compiled.cells);
    thresholds_.resize(compiled.rows.size());
  }

  void evaluate(const WorldDraw& world) {
    context_.levers = world.levers;
    std::fill(cells_.begin(), cells_.end(), Wide{0});
    for (std::size_t f = 0; f < compiled_.factors.size(); ++f) {
      const FactorPlan& plan = preferences_.plans[f];
      if (plan.party_model >= 0) principal_factor(compiled_.factors[f], plan, world);
      if (plan.voter >= 0) voter_factor(compiled_.factors[f], plan, world);
      if (plan.terms_of >= 0) terms_factor(compiled_.factors[f], plan);
    }
    Wide all = 0;
    reservations_.assign(preferences_.parties.size(), 0);
    for (std::size_t m = 0; m < preferences_.parties.size(); ++m) {
      if (!preferences_.parties[m].has_reservation) continue;
      reservations_[m] = reservation_value(case_, preferences_, preferences_.parties[m], world);
      all += reservations_[m];
    }
    for (std::size_t r = 0; r < compiled_.rows.size(); ++r) thresholds_[r] = threshold(compiled_.rows[r], all);
  }

  [[nodiscard]] const std::vector<Wide>& cells() const { return cells_; }
  [[nodiscard]] const std::vector<Wide>& thresholds() const { return thresholds_; }

 private:
  [[nodiscard]] Wide threshold(const Row& row, Wide all_reservations) const {
    if (row.kind == RowKind::settlement) return all_reservations + 1;
    if (row.kind == RowKind::voter || !row.has_reservation) return 0;
    return reservations_[preferences_.party_model[row.party]];
  }

  /// Calls body(rest) for each choice of the variables of a scope after the first, with the context set to it; `rest`
  /// is their part of the cell's index.
  template <class Body>
  void for_each_context(const Factor& factor, const Body& body) {
    std::size_t count = 1;
    for (std::size_t k = 1; k < factor.scope.size(); ++k) count *= compiled_.variables[factor.scope[k]].options.size();
    for (std::size_t rest = 0; rest < count; ++rest) {
      std::size_t left = rest;
      for (std::size_t k = factor.scope.size(); k-- > 1;) {
        const Variable& variable = compiled_.variables[factor.scope[k]];
        context_.options[variable.issue] = variable.options[left % variable.options.size()];
        left /= variable.options.size();
      }
      body(rest, count);
    }
    for (std::size_t k = 1; k < factor.scope.size(); ++k)
      context_.options[compiled_.variables[factor.scope[k]].issue] = -1;
  }

  void principal_factor(const Factor& factor, const FactorPlan& plan, const WorldDraw& world) {
    const PartyModel& party = preferences_.parties[plan.party_model];
    const IssueModel& issue = party.issues[plan.issue_model];
    const PartyDraw& of_party = world.parties[plan.party_model];
    const IssueDraw& draw = of_party.issues[plan.issue_model];
    const bool by_value = valuing_ == Valuing::every_principal || compiled_.rows[factor.row].has_reservation;
    const auto& options = compiled_.variables[factor.scope[0]].options;
    for_each_context(factor, [&](std::size_t rest, std::size_t stride) {
      value_options(case_, issue, world, of_party, draw, reading_, context_, compiled_.dropped.statements, valued_);
      for (std::size_t o = 0; o < options.size(); ++o) {
        const Valued& valued = valued_[options[o]];
        const Wide value = issue.weighs ? integer_value(party, world, draw, valued) : 0;
        const std::size_t cell = o * stride + rest;
        cells_[factor.first_cell + cell] = (by_value ? value : 0) - (valued.red_line ? party.red_line : 0);
        if (plan.settlement_factor >= 0) cells_[compiled_.factors[plan.settlement_factor].first_cell + cell] += value;
      }
    });
  }

  void terms_factor(const Factor& factor, const FactorPlan& plan) {
    const PartyModel& party = preferences_.parties[plan.terms_of];
    const bool by_value = valuing_ == Valuing::every_principal || compiled_.rows[factor.row].has_reservation;
    const Variable& main = compiled_.variables[factor.scope[0]];
    for_each_context(factor, [&](std::size_t rest, std::size_t stride) {
      for (std::size_t o = 0; o < main.options.size(); ++o) {
        context_.options[main.issue] = main.options[o];
        const Wide value = terms_value(case_, party, plan.terms, context_);
        const std::size_t cell = o * stride + rest;
        cells_[factor.first_cell + cell] = by_value ? value : 0;
        if (plan.settlement_factor >= 0) cells_[compiled_.factors[plan.settlement_factor].first_cell + cell] += value;
      }
    });
    context_.options[main.issue] = -1;
  }

  void voter_factor(const Factor& factor, const FactorPlan& plan, const WorldDraw& world) {
    const Issue& issue = case_.casebook.issues[plan.issue];
    const auto& options = compiled_.variables[factor.scope[0]].options;
    for_each_context(factor, [&](std::size_t rest, std::size_t stride) {
      const std::vector<bool> consents =
          vote(case_, preferences_, plan.voter, plan.issue, world, reading_, context_, compiled_.dropped.statements);
      for (std::size_t o = 0; o < options.size(); ++o) {
        const auto& needs = issue.options[options[o]].needs;
        const bool needed = std::find(needs.begin(), needs.end(), plan.voter) != needs.end();
        cells_[factor.first_cell + o * stride + rest] = needed && !consents[options[o]] ? -1 : 0;
      }
    });
  }

  const Compiled& compiled_;
  const Case& case_;
  const Preferences& preferences_;
  Reading reading_;
  Valuing valuing_;
  Context context_;
  std::vector<Wide> cells_;
  std::vector<Wide> thresholds_;
  std::vector<Wide> reservations_;  ///< by party model
  std::vector<Valued> valued_;
};

/// Worlds that stand next to each other, on their way into a table: of each cell a cache line is written at once, where
/// a world by itself would touch as many lines as it has cells.
template <class Int>
class Tile {
 public:
  static constexpr std::size_t worlds = 16;

  /// Takes a world; the place is its own among those of the tile.
  void take(std::size_t place, const Evaluator& evaluator) {
    const std::size_t cells = evaluator.cells().size(), rows = evaluator.thresholds().size();
    numbers_.resize(std::max(numbers_.size(), (place + 1) * (cells + rows)));
    Int* to = numbers_.data() + place * (cells + rows);
    for (const Wide cell : evaluator.cells()) *to++ = static_cast<Int>(cell);
    for (const Wide threshold : evaluator.thresholds()) *to++ = static_cast<Int>(threshold);
  }

  /// Writes the first `count` worlds taken as those from `first` on; those that are not valid are left as they are.
  void put(std::size_t first, std::size_t count, Table<Int>& table) const {
    const std::size_t cells = table.cells.size() / table.worlds, rows = table.thresholds.size() / table.worlds;
    for (std::size_t c = 0; c < cells + rows; ++c) {
      Int* to =
          c < cells ? table.cells.data() + c * table.worlds : table.thresholds.data() + (c - cells) * table.worlds;
      for (std::size_t k = 0; k < count; ++k)
        if (table.valid[first + k] != 0) to[first + k] = numbers_[k * (cells + rows) + c];
    }
  }

 private:
  std::vector<Int> numbers_;  ///< by world
};

/// Gives all worlds of a table what one of them has.
template <class Int>
void repeat(const Evaluator& evaluator, Table<Int>& table) {
  const auto fill = [&](std::span<const Wide> from, std::vector<Int>& to) {
    for (std::size_t k = 0; k < from.size(); ++k)
      std::fill_n(to.data() + k * table.worlds, table.worlds, static_cast<Int>(from[k]));
  };
  fill(evaluator.cells(), table.cells);
  fill(evaluator.thresholds(), table.thresholds);
}

/// Grows to `size` zeros piece by piece: memory that is touched first may take seconds, and one may stop meanwhile.
template <class Int>
void grow(std::vector<Int>& numbers, std::size_t size, const Progress& progress) {
  constexpr std::size_t piece = std::size_t{1} << 22;
  numbers.reserve(size);
  while (numbers.size() < size) {
    if (progress.stopped()) throw Cancelled{};
    numbers.resize(std::min(size, numbers.size() + piece));
  }
}

template <class Int>
Table<Int> make_table(const Compiled& compiled, std::size_t worlds, const Progress& progress = {}) {
  Table<Int> table;
  table.worlds = worlds;
  grow(table.cells, compiled.cells * worlds, progress);
  grow(table.thresholds, compiled.rows.size() * worlds, progress);
  table.valid.assign(worlds, 1);
  return table;
}

/// One table for each of some readings.
template <class Int>
std::vector<AnyTable> draw_tables(const Compiled& compiled, std::span<const Reading> wanted, const Seed& seed,
                                  std::uint64_t first, std::size_t count, std::size_t threads,
                                  const Progress& progress) {
  const Case& c = *compiled.source;
  const Preferences& preferences = *compiled.preferences;
  const DrawKeys keys = draw_keys(c, preferences, seed);
  std::vector<Table<Int>> tables;
  for (std::size_t r = 0; r < wanted.size(); ++r) tables.push_back(make_table<Int>(compiled, count, progress));
  const auto draw_block = [&](std::size_t begin, std::size_t end) {
    if (progress.stopped()) throw Cancelled{};
    std::vector<Evaluator> evaluators;
    for (const Reading reading : wanted) evaluators.emplace_back(compiled, reading, Valuing::by_reservation);
    std::vector<Tile<Int>> tiles(wanted.size());
    WorldDraw world;
    for (std::size_t s = begin; s < end; ++s) {
      draw_world(c, preferences, keys, first + s, world);
      const bool valid = impose_claims(c, preferences, keys, first + s, world);
      const std::size_t place = (s - begin) % Tile<Int>::worlds;
      for (std::size_t r = 0; r < tables.size(); ++r) {
        tables[r].valid[s] = valid ? 1 : 0;
        if (valid) {
          evaluators[r].evaluate(world);
          tiles[r].take(place, evaluators[r]);
        }
        if (place + 1 == Tile<Int>::worlds || s + 1 == end) tiles[r].put(s - place, place + 1, tables[r]);
      }
    }
  };
  if (has_one_world(compiled)) {
    WorldDraw world;
    draw_world(c, preferences, keys, first, world);
    for (std::size_t r = 0; r < wanted.size(); ++r) {
      Evaluator evaluator(compiled, wanted[r], Valuing::by_reservation);
      evaluator.evaluate(world);
      repeat(evaluator, tables[r]);
    }
  } else {
    constexpr std::size_t block = 64;
    parallel_for(count, block, threads, draw_block);
  }
  return {std::make_move_iterator(tables.begin()), std::make_move_iterator(tables.end())};
}

std::vector<AnyTable> draw_as_needed(const Compiled& compiled, std::span<const Reading> wanted, const Seed& seed,
                                     std::uint64_t first, std::size_t count, std::size_t threads,
                                     const Progress& progress) {
  switch (compiled.width) {
    case Width::bits_32:
      return draw_tables<std::int32_t>(compiled, wanted, seed, first, count, threads, progress);
    case Width::bits_64:
      return draw_tables<std::int64_t>(compiled, wanted, seed, first, count, threads, progress);
    case Width::bits_128:
      break;
  }
  return draw_tables<Wide>(compiled, wanted, seed, first, count, threads, progress);
}

}  // namespace

bool has_one_world(const Compiled& compiled) {
  const Preferences& preferences = *compiled.preferences;
  const auto is_drawn = [](int fixed) { return fixed < 0; };
  if (!preferences.chancy_rows.empty() ||
      std::any_of(preferences.lever_fixed.begin(), preferences.lever_fixed.end(), is_drawn))
    return false;
  for (const Row& row : compiled.rows)
    if (row.kind == RowKind::voter) return false;
  return std::all_of(preferences.parties.begin(), preferences.parties.end(), [](const PartyModel& party) {
    return party.exact && party.claims.empty() &&
           std::all_of(party.issues.begin(), party.issues.end(), [&](const IssueModel& issue) {
             const bool silent = issue.weighs && std::any_of(issue.options.begin(), issue.options.end(),
                                                             [](const auto& option) { return option.may_be_silent; });
             return !silent && issue.sources.size() <= 1 && issue.no_deal.size() <= 1;
           });
  });
}

template <class Int>
std::size_t Table<Int>::valid_worlds() const {
  return static_cast<std::size_t>(std::count(valid.begin(), valid.end(), std::uint8_t{1}));
}
template struct Table<std::int32_t>;
template struct Table<std::int64_t>;
template struct Table<Wide>;

AnyTable draw_worlds(const Compiled& compiled, Reading reading, const Seed& seed, std::uint64_t first,
                     std::size_t count, std::size_t threads, const Progress& progress) {
  AnyTable table = draw_slice(compiled, reading, seed, first, count, threads, progress);
  if (count > 0 && std::visit([](const auto& worlds) { return worlds.valid_worlds(); }, table) == 0)
    throw no_world_left(compiled);
  return table;
}

Error no_world_left(const Compiled& compiled) { return Error(claims_problem(*compiled.source, *compiled.preferences)); }

AnyTable draw_slice(const Compiled& compiled, Reading reading, const Seed& seed, std::uint64_t first, std::size_t count,
                    std::size_t threads, const Progress& progress) {
  const Reading wanted[] = {reading};
  return std::move(draw_as_needed(compiled, wanted, seed, first, count, threads, progress).front());
}

std::array<AnyTable, 2> draw_readings(const Compiled& compiled, const Seed& seed, std::uint64_t first,
                                      std::size_t count, std::size_t threads, const Progress& progress) {
  std::vector<AnyTable> tables = draw_as_needed(compiled, readings, seed, first, count, threads, progress);
  return {std::move(tables[0]), std::move(tables[1])};
}

Table<Wide> one_world(const Compiled& compiled, Reading reading, const WorldDraw& world, Valuing valuing) {
  Table<Wide> table = make_table<Wide>(compiled, 1);
  Evaluator evaluator(compiled, reading, valuing);
  evaluator.evaluate(world);
  Tile<Wide> tile;
  tile.take(0, evaluator);
  tile.put(0, 1, table);
  return table;
}

Table<Wide> reference_world(const Compiled& compiled, Reading reading, Valuing valuing) {
  return one_world(compiled, reading, reference_draw(*compiled.source, *compiled.preferences), valuing);
}

std::size_t cell_index(const Compiled& compiled, const Factor& factor, const std::vector<int>& choice) {
  std::size_t index = 0;
  for (int v : factor.scope) index = index * compiled.variables[v].options.size() + static_cast<std::size_t>(choice[v]);
  return index;
}

}  // namespace parley
