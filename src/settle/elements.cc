#include "settle/elements.h"

#include <algorithm>
#include <map>

#include "settle/reference.h"

namespace parley {

namespace {

/// More than any sum of values, and far from the ends of the type.
constexpr Wide far_below = Wide{1} << 120;
constexpr Wide no_threshold = -(Wide{1} << 119);
constexpr Wide short_limit = Wide{1} << 45;  // thousands of such numbers together are less than never_spent

/// The same search in 64 bits, several times as fast: what costs a row more than its slack costs it that and one. A row
/// without a threshold keeps more than it can spend. Nothing where a row's numbers are too large.
std::optional<Deficits<std::int64_t>> in_short(const Compiled& compiled, const Deficits<Wide>& wide) {
  Deficits<std::int64_t> result;
  for (const Wide slack : wide.slack) {
    const bool spent = slack < -no_threshold / 2;
    if (spent && slack >= short_limit) return std::nullopt;
    result.slack.push_back(spent ? static_cast<std::int64_t>(std::max<Wide>(slack, -1)) : never_spent);
  }
  result.cells.resize(wide.cells.size());
  for (const Factor& factor : compiled.factors)
    for (std::size_t k = factor.first_cell; k < factor.first_cell + factor.cells; ++k) {
      const Wide slack = result.slack[static_cast<std::size_t>(factor.row)];
      if (slack == never_spent && wide.cells[k] > -far_below / 2 && wide.cells[k] < -short_limit) return std::nullopt;
      result.cells[k] = static_cast<std::int64_t>(std::max<Wide>(wide.cells[k], -slack - 1));
    }
  return result;
}

void add_rules(const Compiled& compiled, std::vector<Shut>& elements) {
  const auto& rules = compiled.source->casebook.rules;
  std::map<std::string, int> by_id;
  for (int r = 0; r < static_cast<int>(rules.size()); ++r) by_id[rules[r].id] = r;
  for (const auto& [id, r] : by_id) {
    const auto& dropped = compiled.dropped.rules;
    if (std::find(dropped.begin(), dropped.end(), r) != dropped.end()) continue;
    Shut shut;
    shut.element.kind = ConflictElement::Kind::rule;
    shut.element.rule = r;
    elements.push_back(std::move(shut));
  }
}

void add_reservations(const Compiled& compiled, std::vector<Shut>& elements) {
  std::map<std::string, int> principals;
  for (const Row& row : compiled.rows)
    if (row.kind == RowKind::principal && row.has_reservation)
      principals[compiled.source->casebook.parties[row.party].id] = row.party;
  for (const auto& [id, party] : principals) {
    Shut shut;
    shut.element.kind = ConflictElement::Kind::reservation;
    shut.element.party = party;
    elements.push_back(std::move(shut));
  }
}

}  // namespace

Elements certain_elements(const Compiled& compiled) {
  Elements elements{&compiled, certain_constraints(compiled), {}, false};
  add_rules(compiled, elements.list);
  elements.world.worlds = 1;
  elements.world.valid.assign(1, 1);
  elements.world.cells.assign(compiled.cells, 0);
  elements.world.thresholds.assign(compiled.rows.size(), 0);
  return elements;
}

Elements world_elements(const Compiled& compiled, Reading reading, const WorldDraw& world) {
  Elements elements{&compiled, world_constraints(compiled, reading, world), world_values(compiled, reading, world),
                    true};
  add_rules(compiled, elements.list);
  add_reservations(compiled, elements.list);
  for (std::size_t r = 0; r < compiled.rows.size(); ++r)  // PackageSearch::settles judges instead
    if (compiled.rows[r].kind == RowKind::settlement) elements.world.thresholds[r] = no_threshold;
  return elements;
}

Elements reference_elements(const Compiled& compiled, Reading reading) {
  return world_elements(compiled, reading, reference_draw(*compiled.source, *compiled.preferences));
}

std::size_t row_of(const Compiled& compiled, RowKind kind, int party) {
  const auto row = std::find_if(compiled.rows.begin(), compiled.rows.end(),
                                [&](const Row& r) { return r.kind == kind && r.party == party; });
  return static_cast<std::size_t>(row - compiled.rows.begin());
}

PackageSearch::PackageSearch(const Elements& elements, std::span<const int> choice) : elements_(elements) {
  const Compiled& compiled = *elements.compiled;
  std::map<std::size_t, std::vector<std::size_t>> shut;
  for (std::size_t e = 0; e < elements.list.size(); ++e)
    for (std::size_t cell : elements.list[e].cells) shut[cell].push_back(e);
  shut_.assign(shut.begin(), shut.end());
  plan_ = make_plan(compiled);
  switch_to(Subset(elements.list.size(), true));
  plan_ = make_plan(compiled, search_order(compiled, make_deficits(compiled, table_)));
  if (choice.empty()) return;
  for (Step& step : plan_.steps) step.only = choice[step.variable];
}

void PackageSearch::switch_to(const Subset& on) {
  const Compiled& compiled = *elements_.compiled;
  table_ = elements_.world;
  for (std::size_t e = 0; e < on.size(); ++e) {
    const Shut& shut = elements_.list[e];
    const ConflictElement& element = shut.element;
    switch (element.kind) {
      case ConflictElement::Kind::rule:
        plan_.rules[element.rule] = on[e] ? &compiled.source->casebook.rules[element.rule].formula : nullptr;
        break;
      case ConflictElement::Kind::reservation:
        if (!on[e]) table_.thresholds[row_of(compiled, RowKind::principal, element.party)] = no_threshold;
        break;
      case ConflictElement::Kind::vote:
        if (on[e]) break;
        table_.thresholds[row_of(compiled, RowKind::voter, element.party)] = no_threshold;
        for (std::size_t k = 0; k < shut.cells.size(); ++k) table_.cells[shut.cells[k]] = -shut.steps[k];
        break;
      case ConflictElement::Kind::red_line:
        break;
    }
  }
  for (const auto& [cell, by] : shut_)  // a cell stays shut only if all that shut it are on
    if (std::all_of(by.begin(), by.end(), [&](std::size_t e) { return on[e]; })) table_.cells[cell] = -far_below;
}

Found PackageSearch::find(const Subset& on, NodeBudget& budget, const std::optional<Floor>& floor) {
  switch_to(on);
  if (floor) table_.thresholds[floor->row] = floor->threshold;
  const Deficits<Wide> deficits = make_deficits(*elements_.compiled, table_);
  std::function<bool(std::span<const int>)> accepts;
  if (elements_.by_value) accepts = [this](std::span<const int> full) { return settles(full); };
  const std::uint64_t given = std::min(budget.query, budget.all);
  std::uint64_t left = given;
  const auto brief = in_short(*elements_.compiled, deficits);
  const Found found = brief ? find_package<std::int64_t>(plan_, brief->cells, brief->slack, left, choice_, accepts)
                            : find_package<Wide>(plan_, deficits.cells, deficits.slack, left, choice_, accepts);
  // Setting up a search counts too: in easy cases that is most of the work.
  budget.all -= std::min(budget.all, given - left + elements_.world.cells.size() / 16 + 1);
  return found;
}

Found PackageSearch::most_of(std::size_t row, const Subset& on, NodeBudget& budget, Wide& most) {
  const auto query = [&](Wide threshold) { return find(on, budget, Floor{row, threshold}); };
  if (const Found some = query(no_threshold); some != Found::yes) return some;
  most = row_value(row);
  Wide above = 1;  // no package reaches it
  for (const Factor& factor : elements_.compiled->factors) {
    if (factor.row != static_cast<int>(row)) continue;
    const auto first = table_.cells.begin() + static_cast<std::ptrdiff_t>(factor.first_cell);
    above += *std::max_element(first, first + static_cast<std::ptrdiff_t>(factor.cells));
  }
  while (most + 1 < above) {
    const Wide middle = most + (above - most) / 2;
    const Found found = query(middle);
    if (found == Found::out_of_budget) return found;
    if (found == Found::yes)
      most = row_value(row);
    else
      above = middle;
  }
  return Found::yes;
}

Wide PackageSearch::row_value(std::size_t row) const {
  Wide value = 0;
  for (const Factor& factor : elements_.compiled->factors)
    if (factor.row == static_cast<int>(row))
      value += table_.cells[factor.first_cell + cell_index(*elements_.compiled, factor, choice_)];
  return value;
}

/// Whether a package moves some principal off its reservation value: else it settles nothing.
bool PackageSearch::settles(std::span<const int> choice) const {
  const Compiled& compiled = *elements_.compiled;
  std::vector<Wide> value(compiled.rows.size(), 0);
  const std::vector<int> full(choice.begin(), choice.end());
  for (const Factor& factor : compiled.factors)
    value[factor.row] += elements_.world.cells[factor.first_cell + cell_index(compiled, factor, full)];
  bool any = false;
  for (std::size_t r = 0; r < compiled.rows.size(); ++r) {
    if (compiled.rows[r].kind != RowKind::principal || !compiled.rows[r].has_reservation) continue;
    any = true;
    if (value[r] != elements_.world.thresholds[r]) return true;
  }
  return !any;
}

}  // namespace parley
