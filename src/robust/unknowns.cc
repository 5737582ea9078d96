#include "robust/unknowns.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "core/parallel.h"
#include "model/claims.h"
#include "model/repeats.h"
#include "robust/questions.h"

namespace parley {

namespace {

bool is_discrete(UnknownKind kind) {
  switch (kind) {
    case UnknownKind::stance:
    case UnknownKind::importance:
    case UnknownKind::levels:
      return false;
    default:
      return true;
  }
}

/// A stance class between the ends, whose level is drawn.
bool is_between(const Statement& row) {
  const auto* word = row.stance ? std::get_if<StanceClass>(&*row.stance) : nullptr;
  return word != nullptr && *word > StanceClass::oppose && *word < StanceClass::demand;
}

class Lister {
 public:
  Lister(const Compiled& compiled, Reading reading)
      : compiled_(compiled), case_(*compiled.source), preferences_(*compiled.preferences), reading_(reading) {}

  std::vector<Unknown> run() {
    for (const PartyModel& party : preferences_.parties) of_party(party);
    const std::vector<int> shared = drawn_as(case_);
    for (std::size_t s = 0; s < case_.statements.size(); ++s)
      if (compiled_.kept[s] && (shared[s] == static_cast<int>(s) || !compiled_.kept[shared[s]]))
        of_row(static_cast<int>(s));
    for (std::size_t l = 0; l < case_.casebook.levers.size(); ++l)
      if (preferences_.lever_fixed[l] < 0) of_lever(static_cast<int>(l));
    of_silent_votes();
    for (Unknown& unknown : unknowns_) unknown.question = question(case_, preferences_, unknown);
    std::ranges::stable_sort(unknowns_, {}, [&](const Unknown& unknown) { return key(unknown); });
    return std::move(unknowns_);
  }

 private:
  /// What an unknown is of, by ids: so that no order of the file's rows matters.
  [[nodiscard]] std::tuple<UnknownKind, std::string, std::string, std::string, std::string> key(
      const Unknown& u) const {
    const Casebook& book = case_.casebook;
    return {u.kind, u.party < 0 ? "" : book.parties[u.party].id, u.issue < 0 ? "" : book.issues[u.issue].id,
            u.option < 0 ? "" : book.issues[u.issue].options[u.option].id,
            u.statement >= 0 ? case_.statements[u.statement].id
            : u.lever >= 0   ? book.levers[u.lever].id
                             : std::string()};
  }

  Unknown& add(UnknownKind kind, int party, int issue = -1, int option = -1, std::vector<int> statements = {}) {
    Unknown unknown;
    unknown.kind = kind;
    unknown.reading = reading_;
    unknown.party = party;
    unknown.issue = issue;
    unknown.option = option;
    unknown.statements = std::move(statements);
    unknowns_.push_back(std::move(unknown));
    return unknowns_.back();
  }

  void of_party(const PartyModel& party) {
    const int p = party.party;
    std::vector<int> importances;
    std::vector<int> between;
    std::size_t weighs = 0;
    for (const IssueModel& issue : party.issues) {
      of_stances(party, issue);
      if (issue.no_deal.size() > 1) add(UnknownKind::no_deal, p, issue.issue);
      if (std::ranges::any_of(issue.options, &OptionModel::many_sources))
        add(UnknownKind::sources, p, issue.issue, -1, rows_of(issue));
      if (!issue.weighs) continue;
      ++weighs;
      importances.insert(importances.end(), issue.importance_rows.begin(), issue.importance_rows.end());
      for (int s : rows_of(issue))
        if (is_between(case_.statements[s])) between.push_back(s);
    }
    if (!party.principal || party.exact) return;
    if (weighs > 1) add(UnknownKind::importance, p, -1, -1, importances);
    if (!between.empty()) add(UnknownKind::levels, p, -1, -1, between);
  }

  void of_stances(const PartyModel& party, const IssueModel& issue) {
    const auto& options = case_.casebook.issues[issue.issue].options;
    for (int o = 0; o < static_cast<int>(options.size()); ++o) {
      if (!issue.weighs || !issue.options[o].may_be_silent) continue;
      const bool counts = reading_ == Reading::open || issue.known_open[o];
      const bool end = !issue.line.empty() && (o == issue.line.front() || o == issue.line.back());
      if (!counts || (!issue.line.empty() && !end && !options[o].only_without_deal)) continue;
      add(UnknownKind::stance, party.party, issue.issue, o, issue.options[o].rows);
    }
  }

  void of_row(int s) {
    const Statement& row = case_.statements[s];
    if (!row.moves_values() || !row.options || preferences_.party_model[row.party] < 0) return;
    const auto add_row = [&](UnknownKind kind) { add(kind, row.party, row.issue, -1, {s}).statement = s; };
    if (row.certainty < 1) add_row(UnknownKind::certainty);
    if (row.options->one_of) add_row(UnknownKind::option_meant);
    const auto* word = std::get_if<StanceClass>(&*row.stance);
    const FirmnessScope firmness = firmness_of(case_, row);
    if (word != nullptr && *word == StanceClass::reject && firmness.share != nullptr && firmness.share->low() < 1)
      add_row(UnknownKind::firmness);
    if (word == nullptr && !std::get<Quantity>(*row.stance).is_number()) add_row(UnknownKind::stance);
  }

  void of_lever(int l) {
    std::vector<int> statements;
    for (std::size_t s = 0; s < case_.statements.size(); ++s) {
      const auto& condition = case_.statements[s].condition;
      if (compiled_.kept[s] && condition && std::ranges::binary_search(condition->levers(), l))
        statements.push_back(static_cast<int>(s));
    }
    add(UnknownKind::lever, case_.casebook.levers[l].actor, -1, -1, statements).lever = l;
  }

  /// All silent votes of a world are one draw.
  void of_silent_votes() {
    if (reading_ != Reading::open) return;
    const auto row = std::ranges::find_if(compiled_.rows, [&](const Row& r) {
      return r.kind == RowKind::voter && case_.casebook.parties[r.party].silent == SilentVote::by_reading;
    });
    if (row != compiled_.rows.end()) add(UnknownKind::silent_vote, row->party);
  }

  static std::vector<int> rows_of(const IssueModel& issue) {
    std::vector<int> rows;
    for (const OptionModel& option : issue.options)
      for (int s : option.rows)
        if (std::ranges::find(rows, s) == rows.end()) rows.push_back(s);
    return rows;
  }

  const Compiled& compiled_;
  const Case& case_;
  const Preferences& preferences_;
  Reading reading_;
  std::vector<Unknown> unknowns_;
};

/// Where an unknown's draws stand in a world.
struct Spot {
  int m = -1;    ///< party model
  int k = -1;    ///< issue model
  int end = -1;  ///< of a line: 0 or 1; -1: the option's own silence
};

Spot spot_of(const Preferences& preferences, const Unknown& unknown) {
  Spot spot;
  if (unknown.party < 0) return spot;
  spot.m = preferences.party_model[unknown.party];
  if (spot.m < 0 || unknown.issue < 0) return spot;
  spot.k = preferences.parties[spot.m].find_issue(unknown.issue);
  if (spot.k < 0) return spot;
  const std::vector<int>& line = preferences.parties[spot.m].issues[spot.k].line;
  if (!line.empty() && unknown.option == line.front()) spot.end = 0;
  if (spot.end < 0 && !line.empty() && unknown.option == line.back()) spot.end = 1;
  return spot;
}

std::size_t width_of(const Preferences& preferences, const Unknown& unknown) {
  if (unknown.kind == UnknownKind::levels) return 3;
  if (unknown.kind != UnknownKind::importance) return 1;
  const PartyModel& party = preferences.parties[preferences.party_model[unknown.party]];
  return static_cast<std::size_t>(std::ranges::count_if(party.issues, &IssueModel::weighs));
}

void write_numbers(const Preferences& preferences, const Unknown& unknown, const Spot& spot, const WorldDraw& world,
                   std::span<float> out) {
  const auto write = [&](double x) { out[0] = static_cast<float>(x); };
  if (unknown.kind == UnknownKind::lever) return write(world.levers[unknown.lever]);
  if (unknown.kind == UnknownKind::silent_vote) return write(world.silent_votes_yes ? 1 : 0);
  if (unknown.statement >= 0) {
    const RowDraw& row = world.rows[unknown.statement];
    if (unknown.kind == UnknownKind::certainty) return write(row.present ? 1 : 0);
    if (unknown.kind == UnknownKind::firmness) return write(row.binds ? 1 : 0);
    if (unknown.kind == UnknownKind::option_meant) return write(row.meant);
    return write(row.quantile);
  }
  const PartyDraw& party = world.parties[spot.m];
  if (unknown.kind == UnknownKind::levels) {
    for (std::size_t d = 0; d < 3; ++d)
      out[d] = static_cast<float>(party.level[static_cast<std::size_t>(StanceClass::tolerate) + d]);
    return;
  }
  if (unknown.kind == UnknownKind::importance) {
    std::size_t d = 0;
    for (std::size_t k = 0; k < party.issues.size(); ++k)
      if (preferences.parties[spot.m].issues[k].weighs) out[d++] = static_cast<float>(party.issues[k].weight);
    return;
  }
  const IssueDraw& issue = party.issues[spot.k];
  if (unknown.kind == UnknownKind::no_deal) return write(issue.no_deal);
  if (unknown.kind == UnknownKind::sources)
    return write(static_cast<double>(std::ranges::min_element(issue.priority) - issue.priority.begin()));
  write(spot.end >= 0 ? issue.ends[spot.end] : issue.silence[unknown.option]);
}

}  // namespace

std::vector<Unknown> list_unknowns(const Compiled& compiled, Reading reading) {
  return Lister(compiled, reading).run();
}

std::vector<Observed> observe(const Compiled& compiled, const std::vector<Unknown>& unknowns, const Seed& seed,
                              std::uint64_t first, std::size_t count, std::size_t threads) {
  const Case& c = *compiled.source;
  const Preferences& preferences = *compiled.preferences;
  const DrawKeys keys = draw_keys(c, preferences, seed);
  std::vector<Observed> observed(unknowns.size());
  std::vector<Spot> spots;
  for (std::size_t u = 0; u < unknowns.size(); ++u) {
    observed[u].width = width_of(preferences, unknowns[u]);
    observed[u].discrete = is_discrete(unknowns[u].kind);
    observed[u].values.resize(observed[u].width * count);
    spots.push_back(spot_of(preferences, unknowns[u]));
  }
  parallel_for(count, 128, threads, [&](std::size_t begin, std::size_t end) {
    WorldDraw world;
    for (std::size_t s = begin; s < end; ++s) {
      draw_world(c, preferences, keys, first + s, world);
      impose_claims(c, preferences, keys, first + s, world);
      for (std::size_t u = 0; u < unknowns.size(); ++u)
        write_numbers(preferences, unknowns[u], spots[u], world,
                      std::span(observed[u].values).subspan(s * observed[u].width, observed[u].width));
    }
  });
  return observed;
}

bool take_draws(const Compiled& compiled, const Unknown& unknown, const WorldDraw& from, WorldDraw& to) {
  const Preferences& preferences = *compiled.preferences;
  if (unknown.kind == UnknownKind::lever) {
    to.levers[unknown.lever] = from.levers[unknown.lever];
    return false;
  }
  if (unknown.kind == UnknownKind::silent_vote) {
    to.silent_votes_yes = from.silent_votes_yes;
    return false;
  }
  if (unknown.statement >= 0) {
    const RowDraw& row = from.rows[unknown.statement];
    RowDraw& other = to.rows[unknown.statement];
    if (unknown.kind == UnknownKind::certainty) other.present = row.present;
    if (unknown.kind == UnknownKind::firmness) other.binds = row.binds;
    if (unknown.kind == UnknownKind::option_meant) other.meant = row.meant;
    if (unknown.kind == UnknownKind::stance) other.quantile = row.quantile;
    return false;
  }
  const Spot spot = spot_of(preferences, unknown);
  const PartyModel& model = preferences.parties[spot.m];
  const PartyDraw& party = from.parties[spot.m];
  PartyDraw& other = to.parties[spot.m];
  if (unknown.kind == UnknownKind::no_deal) other.issues[spot.k].no_deal = party.issues[spot.k].no_deal;
  if (unknown.kind == UnknownKind::sources) other.issues[spot.k].priority = party.issues[spot.k].priority;
  if (is_discrete(unknown.kind)) return false;
  const bool all = !model.claims.empty();
  if (all || unknown.kind == UnknownKind::levels) other.level = party.level;
  for (std::size_t k = 0; k < model.issues.size(); ++k) {
    if (all || unknown.kind == UnknownKind::importance) other.issues[k].weight = party.issues[k].weight;
    if (!all) continue;
    other.issues[k].ends = party.issues[k].ends;
    other.issues[k].silence = party.issues[k].silence;
  }
  if (all) other.reservation = party.reservation;
  if (unknown.kind == UnknownKind::stance && !all) {
    if (spot.end >= 0)
      other.issues[spot.k].ends[spot.end] = party.issues[spot.k].ends[spot.end];
    else
      other.issues[spot.k].silence[unknown.option] = party.issues[spot.k].silence[unknown.option];
  }
  return all;
}

Answers::Answers(const Compiled& compiled, const Unknown& unknown, const Observed& observed,
                 const std::vector<char>& valid)
    : kind_(unknown.kind) {
  const Preferences& preferences = *compiled.preferences;
  if (kind_ == UnknownKind::importance) {
    words_ = heaviest_words(*compiled.source, preferences, unknown);
    return;
  }
  std::vector<float> sorted;
  for (std::size_t s = 0; s < observed.worlds(); ++s)
    if (valid[s] != 0) sorted.push_back(observed.at(s)[observed.width == 3 ? 1 : 0]);
  std::ranges::sort(sorted);
  if (sorted.empty()) return;
  if (observed.discrete) {
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    ends_ = sorted;
    for (float value : ends_)
      words_.push_back(value_words(*compiled.source, preferences, unknown, static_cast<int>(value)));
  } else {
    ends_ = {sorted[sorted.size() / 3], sorted[sorted.size() * 2 / 3]};
    words_ = third_words(unknown);
  }
}

std::size_t Answers::of(std::span<const float> numbers) const {
  if (kind_ == UnknownKind::importance)
    return static_cast<std::size_t>(std::ranges::max_element(numbers) - numbers.begin());
  const float value = numbers[numbers.size() == 3 ? 1 : 0];
  const auto at = static_cast<std::size_t>(std::ranges::lower_bound(ends_, value) - ends_.begin());
  return std::min(at, words_.size() - 1);
}

}  // namespace parley
