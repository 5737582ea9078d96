#include "model/positions.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace parley {

namespace {

/// What stands before what: whoever speaks for the party by rank, then hearsay, then judgements; then the later date.
/// Within one date, one source after the other; within a source the smaller set; then the id, so that the order of rows
/// in the file never matters.
auto precedence(const Case& c, int s) {
  const Statement& row = c.statements[s];
  const int rank = row.standing == Standing::speaks ? row.rank : 0;
  const int document = source_of(c, s);
  const std::string source = document >= 0 ? c.casebook.documents[document].id : std::string();
  const std::size_t size = row.options ? row.options->options.size() : 0;
  return std::tuple(-static_cast<int>(row.standing), -rank, -row.date.last, source, size, row.id);
}

auto tier(const Case& c, int s) {
  const auto key = precedence(c, s);
  return std::tuple(std::get<0>(key), std::get<1>(key), std::get<2>(key));
}

}  // namespace

void sort_by_precedence(const Case& c, std::vector<int>& rows, std::vector<int>& tiers) {
  std::sort(rows.begin(), rows.end(), [&](int a, int b) { return precedence(c, a) < precedence(c, b); });
  tiers.assign(rows.size(), 0);
  for (std::size_t k = 1; k < rows.size(); ++k)
    tiers[k] = tiers[k - 1] + (tier(c, rows[k]) != tier(c, rows[k - 1]) ? 1 : 0);
}

std::vector<Position> standing_rows(const Case& c, const std::vector<bool>& kept) {
  std::map<std::tuple<int, int, int>, Position> found;
  for (std::size_t s = 0; s < c.statements.size(); ++s) {
    const Statement& row = c.statements[s];
    if (!kept[s] || !row.moves_values() || !row.options) continue;
    for (int option : row.options->options) {
      Position& position = found[{row.issue, option, row.party}];
      position.party = row.party;
      position.issue = row.issue;
      position.option = option;
      position.rows.push_back(static_cast<int>(s));
    }
  }
  std::vector<Position> result;
  for (auto& [key, position] : found) {
    sort_by_precedence(c, position.rows, position.tiers);
    result.push_back(std::move(position));
  }
  return result;
}

std::vector<std::vector<int>> concerned_parties(const Case& c) {
  std::vector<std::set<int>> found(c.casebook.issues.size());
  for (const Statement& row : c.statements)
    if (row.moves_values() && row.options)
      found[row.issue].insert(row.party);
    else if (row.is_term())
      for (int issue : row.condition->issues()) found[issue].insert(row.party);
  std::vector<std::vector<int>> result;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto& listed = c.casebook.issues[i].concerns;
    if (listed) found[i] = {listed->begin(), listed->end()};
    result.emplace_back(found[i].begin(), found[i].end());
  }
  return result;
}

std::vector<bool> issues_left_out(const Case& c) {
  const Casebook& book = c.casebook;
  std::vector<bool> out(book.issues.size(), true);
  const auto concerned = concerned_parties(c);
  for (std::size_t i = 0; i < book.issues.size(); ++i) {
    for (int party : concerned[i])
      if (book.parties[party].kind == PartyKind::principal) out[i] = false;
    for (const Option& option : book.issues[i].options)
      if (!option.needs.empty()) out[i] = false;
  }
  for (const Rule& rule : book.rules)
    for (int issue : rule.formula.issues()) out[issue] = false;
  for (const Statement& row : c.statements)
    if ((row.moves_values() || row.is_term()) && row.condition)
      for (int issue : row.condition->issues()) out[issue] = false;
  return out;
}

namespace {

bool is_term_on(const Statement& row, int issue) {
  if (!row.is_term()) return false;
  const std::vector<int> issues = row.condition->issues();
  return std::binary_search(issues.begin(), issues.end(), issue);
}

}  // namespace

bool speaks_in_terms_alone(const Case& c, int party, int issue) {
  bool in_terms = false;
  for (const Statement& row : c.statements) {
    if (row.party != party) continue;
    if (row.moves_values() && row.options && row.issue == issue) return false;
    in_terms = in_terms || is_term_on(row, issue);
  }
  return in_terms;
}

namespace {

std::string stance_key(const Stance& stance) {
  if (const auto* word = std::get_if<StanceClass>(&stance)) return std::string(stance_name(*word));
  return std::get<Quantity>(stance).text;
}

/// Whether what a row says holds without any condition or chance of another option being meant.
bool plain(const Statement& row) { return !row.condition && !row.options->one_of; }

Cell make_cell(const Case& c, int party, int issue, int option, const Position* position) {
  Cell cell;
  cell.party = party;
  cell.issue = issue;
  cell.option = option;
  if (position == nullptr) return cell;
  cell.statements = position->rows;
  // The first row that is likelier right than not; of sources that stand together, the one with the lower stance.
  int chosen = -1;
  for (std::size_t k = 0; k < position->rows.size(); ++k) {
    const Statement& row = c.statements[position->rows[k]];
    if (row.certainty < 0.5) continue;
    if (chosen < 0) {
      chosen = static_cast<int>(k);
      continue;
    }
    const Statement& best = c.statements[position->rows[chosen]];
    if (position->tiers[k] != position->tiers[chosen]) break;
    if (source_of(c, position->rows[k]) == source_of(c, position->rows[chosen])) continue;
    if (stance_key(*row.stance) != stance_key(*best.stance)) cell.disputed_sources = true;
    const auto* a = std::get_if<StanceClass>(&*row.stance);
    const auto* b = std::get_if<StanceClass>(&*best.stance);
    if (a != nullptr && b != nullptr && *a < *b) chosen = static_cast<int>(k);
  }
  if (chosen < 0) return cell;
  const Statement& row = c.statements[position->rows[chosen]];
  cell.stance = row.stance;
  cell.conditional = !plain(row);
  cell.hearsay = row.standing == Standing::hearsay;
  cell.judgement = row.standing == Standing::judgement;
  cell.certainty = row.certainty;
  return cell;
}

bool at_least_accept(const Cell& cell) {
  if (!cell.stance || cell.conditional) return false;
  const auto* word = std::get_if<StanceClass>(&*cell.stance);
  return word != nullptr && *word >= StanceClass::accept;
}

bool demands(const Cell& cell) {
  const auto* word = cell.stance ? std::get_if<StanceClass>(&*cell.stance) : nullptr;
  return word != nullptr && *word == StanceClass::demand;
}

bool against(const Cell& cell) {
  const auto* word = cell.stance ? std::get_if<StanceClass>(&*cell.stance) : nullptr;
  return word != nullptr && *word <= StanceClass::oppose;
}

/// Agreed, disputed or unclear, from the cells of the principals that the issue concerns.
void set_status(const Case& c, std::span<const Cell* const> cells, std::size_t principals, IssueState& state) {
  std::map<int, std::vector<const Cell*>> by_option;
  std::map<int, std::set<int>> demanded;
  for (const Cell* cell : cells) {
    by_option[cell->option].push_back(cell);
    if (demands(*cell)) demanded[cell->party].insert(cell->option);
  }
  if (principals == 0) return;
  const auto& options = c.casebook.issues[state.issue].options;
  bool all_opposed = true;
  for (int option = 0; option < static_cast<int>(options.size()); ++option) {
    if (options[option].only_without_deal) continue;
    const auto& column = by_option[option];
    if (column.size() == principals &&
        std::all_of(column.begin(), column.end(), [](const Cell* cell) { return at_least_accept(*cell); }))
      state.agreed_options.push_back(option);
    if (std::none_of(column.begin(), column.end(), [](const Cell* cell) { return against(*cell); }))
      all_opposed = false;
  }
  auto disjoint = [](const std::set<int>& a, const std::set<int>& b) {
    return std::none_of(a.begin(), a.end(), [&](int option) { return b.count(option) != 0; });
  };
  bool rival_demands = false;
  for (const auto& [one, of_one] : demanded)
    for (const auto& [other, of_other] : demanded)
      if (one < other && disjoint(of_one, of_other)) rival_demands = true;
  if (!state.agreed_options.empty())
    state.status = IssueStatus::agreed;
  else if (rival_demands || all_opposed)
    state.status = IssueStatus::disputed;
}

}  // namespace

Positions positions(const Case& c, const Filter& filter) {
  const Casebook& book = c.casebook;
  const auto kept = kept_statements(c, filter);
  const auto standing = standing_rows(c, kept);
  const auto concerned = concerned_parties(c);
  const auto left_out = issues_left_out(c);
  std::map<std::tuple<int, int, int>, const Position*> at;
  std::map<std::pair<int, int>, bool> speaks;
  for (const Position& position : standing) {
    at[{position.issue, position.option, position.party}] = &position;
    speaks[{position.issue, position.party}] = true;
  }
  Positions result;
  result.issues.resize(book.issues.size());
  for (int i = 0; i < static_cast<int>(book.issues.size()); ++i) {
    IssueState& state = result.issues[i];
    state.issue = i;
    state.left_out = left_out[i];
    state.concerned = concerned[i];
    std::map<int, std::vector<int>> reasons;
    for (int s = 0; s < static_cast<int>(c.statements.size()); ++s) {
      const Statement& row = c.statements[s];
      if (!kept[s] || (row.issue != i && !is_term_on(row, i))) continue;
      state.statements.push_back(s);
      if (row.form == Form::unknown) state.unclear_rows.push_back(s);
      if (row.is_reason() && row.party >= 0) reasons[row.party].push_back(s);
    }
    std::vector<bool> in_terms_alone;
    for (int p = 0; p < static_cast<int>(book.parties.size()); ++p)
      in_terms_alone.push_back(speaks_in_terms_alone(c, p, i));
    const std::size_t first = result.cells.size();
    for (int o = 0; o < static_cast<int>(book.issues[i].options.size()); ++o) {
      for (int p = 0; p < static_cast<int>(book.parties.size()); ++p) {
        const bool is_concerned = std::find(concerned[i].begin(), concerned[i].end(), p) != concerned[i].end();
        if ((!is_concerned || in_terms_alone[p]) && !speaks[{i, p}]) continue;
        const auto position = at.find({i, o, p});
        if (book.issues[i].kind == IssueKind::numeric && position == at.end()) continue;
        result.cells.push_back(make_cell(c, p, i, o, position == at.end() ? nullptr : position->second));
        result.cells.back().reasons = reasons[p];
      }
    }
    std::vector<const Cell*> cells;
    for (std::size_t k = first; k < result.cells.size(); ++k) {
      const int p = result.cells[k].party;
      const bool is_concerned = std::find(concerned[i].begin(), concerned[i].end(), p) != concerned[i].end();
      if (is_concerned && book.parties[p].kind == PartyKind::principal) cells.push_back(&result.cells[k]);
    }
    const auto principals = std::count_if(concerned[i].begin(), concerned[i].end(),
                                          [&](int p) { return book.parties[p].kind == PartyKind::principal; });
    set_status(c, cells, static_cast<std::size_t>(principals), state);
  }
  return result;
}

}  // namespace parley
