#include "robust/unknowns.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/values.h"

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

class Lister {
 public:
  Lister(const Compiled& compiled, Reading reading)
      : compiled_(compiled), case_(*compiled.source), preferences_(*compiled.preferences), reading_(reading) {}

  std::vector<Unknown> run() {
    for (const PartyModel& party : preferences_.parties) of_party(party);
    for (std::size_t s = 0; s < case_.statements.size(); ++s)
      if (compiled_.kept[s]) of_row(static_cast<int>(s));
    for (std::size_t l = 0; l < case_.casebook.levers.size(); ++l)
      if (preferences_.lever_fixed[l] < 0) of_lever(static_cast<int>(l));
    of_silent_votes();
    return std::move(unknowns_);
  }

 private:
  [[nodiscard]] const std::string& party_name(int p) const { return case_.casebook.parties[p].name; }
  [[nodiscard]] const std::string& issue_name(int i) const { return case_.casebook.issues[i].name; }
  [[nodiscard]] const std::string& option_name(int i, int o) const { return case_.casebook.issues[i].options[o].name; }

  Unknown& add(UnknownKind kind, std::string question) {
    unknowns_.emplace_back();
    unknowns_.back().kind = kind;
    unknowns_.back().reading = reading_;
    unknowns_.back().question = std::move(question);
    return unknowns_.back();
  }

  void of_party(const PartyModel& party) {
    const int p = party.party;
    const auto weighs = std::count_if(party.issues.begin(), party.issues.end(), [](const auto& i) { return i.weighs; });
    for (const IssueModel& issue : party.issues) {
      of_stances(party, issue);
      if (issue.weighs && weighs > 1 && !party.exact)
        at(add(UnknownKind::importance, fmt::format("How much does “{}” matter to {}, beside the other issues?",
                                                    issue_name(issue.issue), party_name(p))),
           p, issue.issue, -1, issue.importance_rows);
      if (issue.no_deal.size() > 1)
        at(add(UnknownKind::no_deal,
               fmt::format("What does {} expect of “{}” if there is no deal?", party_name(p), issue_name(issue.issue))),
           p, issue.issue, -1, {});
      if (std::any_of(issue.options.begin(), issue.options.end(), [](const auto& o) { return o.many_sources; }))
        at(add(UnknownKind::sources,
               fmt::format("Which source is right on what {} says of “{}”?", party_name(p), issue_name(issue.issue))),
           p, issue.issue, -1, rows_of(issue));
    }
    if (party.principal && !party.exact && speaks_in_classes(party))
      at(add(UnknownKind::levels,
             fmt::format("How much less than what it demands is worth to {} what it calls acceptable?", party_name(p))),
         p, -1, -1, {});
  }

  void of_stances(const PartyModel& party, const IssueModel& issue) {
    const auto& options = case_.casebook.issues[issue.issue].options;
    for (int o = 0; o < static_cast<int>(options.size()); ++o) {
      if (!issue.weighs || !issue.options[o].may_be_silent) continue;
      const bool counts = reading_ == Reading::open || issue.known_open[o];
      const bool end = !issue.line.empty() && (o == issue.line.front() || o == issue.line.back());
      if (!counts || (!issue.line.empty() && !end && !options[o].only_without_deal)) continue;
      at(add(UnknownKind::stance, fmt::format("What does {} make of “{}” ({})?", party_name(party.party),
                                              option_name(issue.issue, o), issue_name(issue.issue))),
         party.party, issue.issue, o, issue.options[o].rows);
    }
  }

  void of_row(int s) {
    const Statement& row = case_.statements[s];
    const bool moves = row.moves_values() && row.options;
    if (!moves || preferences_.party_model[row.party] < 0) return;
    const std::string where =
        fmt::format("{} on “{}” (statement {})", party_name(row.party), issue_name(row.issue), row.id);
    if (row.certainty < 1)
      at(add(UnknownKind::certainty, fmt::format("Is what is coded of {} right?", where)), row.party, row.issue, -1,
         {s}, s);
    if (row.options->one_of)
      at(add(UnknownKind::option_meant, fmt::format("Which option is meant by {}?", where)), row.party, row.issue, -1,
         {s}, s);
    const auto* word = std::get_if<StanceClass>(&*row.stance);
    const FirmnessScope firmness = firmness_of(case_, row);
    if (word != nullptr && *word == StanceClass::reject && firmness.share != nullptr && firmness.share->low() < 1)
      at(add(UnknownKind::firmness, fmt::format("Would the red line of {} hold?", where)), row.party, row.issue, -1,
         {s}, s);
    if (word == nullptr && !std::get<Quantity>(*row.stance).is_number())
      at(add(UnknownKind::stance, fmt::format("How good, exactly, is what is coded of {}?", where)), row.party,
         row.issue, -1, {s}, s);
  }

  void of_lever(int l) {
    const Lever& lever = case_.casebook.levers[l];
    std::string options;
    for (const LeverOption& option : lever.options)
      options += (options.empty() ? "" : " or ") + ("“" + option.name + "”");
    Unknown& unknown = add(UnknownKind::lever, fmt::format("{}: {}?", lever.name, options));
    unknown.lever = l;
    unknown.party = lever.actor;
    for (std::size_t s = 0; s < case_.statements.size(); ++s) {
      const auto& condition = case_.statements[s].condition;
      if (!compiled_.kept[s] || !condition) continue;
      const auto levers = condition->levers();
      if (std::find(levers.begin(), levers.end(), l) != levers.end()) unknown.statements.push_back(static_cast<int>(s));
    }
  }

  void of_silent_votes() {
    if (reading_ != Reading::open) return;
    for (const Row& row : compiled_.rows) {
      if (row.kind != RowKind::voter || case_.casebook.parties[row.party].silent != SilentVote::by_reading) continue;
      Unknown& unknown =
          add(UnknownKind::silent_vote,
              fmt::format("Would those who have said nothing consent where {} must?", party_name(row.party)));
      unknown.party = row.party;
      return;  // all silent votes of a world are one draw
    }
  }

  static std::vector<int> rows_of(const IssueModel& issue) {
    std::vector<int> rows;
    for (const OptionModel& option : issue.options)
      for (int s : option.rows)
        if (std::find(rows.begin(), rows.end(), s) == rows.end()) rows.push_back(s);
    return rows;
  }

  bool speaks_in_classes(const PartyModel& party) const {
    for (const IssueModel& issue : party.issues)
      for (const OptionModel& option : issue.options)
        for (int s : option.rows) {
          const auto* word = std::get_if<StanceClass>(&*case_.statements[s].stance);
          if (issue.weighs && word != nullptr && *word > StanceClass::oppose && *word < StanceClass::demand)
            return true;
        }
    return false;
  }

  static void at(Unknown& unknown, int party, int issue, int option, const std::vector<int>& statements,
                 int statement = -1) {
    unknown.party = party;
    unknown.issue = issue;
    unknown.option = option;
    unknown.statements = statements;
    unknown.statement = statement;
  }

  const Compiled& compiled_;
  const Case& case_;
  const Preferences& preferences_;
  Reading reading_;
  std::vector<Unknown> unknowns_;
};

float value_of(const Compiled& compiled, const Unknown& unknown, const WorldDraw& world) {
  const Preferences& preferences = *compiled.preferences;
  if (unknown.kind == UnknownKind::lever) return static_cast<float>(world.levers[unknown.lever]);
  if (unknown.kind == UnknownKind::silent_vote) return world.silent_votes_yes ? 1 : 0;
  if (unknown.statement >= 0) {
    const RowDraw& row = world.rows[unknown.statement];
    if (unknown.kind == UnknownKind::certainty) return row.present ? 1 : 0;
    if (unknown.kind == UnknownKind::firmness) return row.binds ? 1 : 0;
    if (unknown.kind == UnknownKind::option_meant) return static_cast<float>(row.meant);
    return static_cast<float>(row.quantile);
  }
  const int m = preferences.party_model[unknown.party];
  const PartyDraw& party = world.parties[m];
  if (unknown.kind == UnknownKind::levels)
    return static_cast<float>(party.level[static_cast<std::size_t>(StanceClass::accept)]);
  const int k = preferences.parties[m].find_issue(unknown.issue);
  const IssueModel& model = preferences.parties[m].issues[k];
  const IssueDraw& issue = party.issues[k];
  if (unknown.kind == UnknownKind::importance) return static_cast<float>(issue.weight);
  if (unknown.kind == UnknownKind::no_deal) return static_cast<float>(issue.no_deal);
  if (unknown.kind == UnknownKind::sources)
    return static_cast<float>(std::min_element(issue.priority.begin(), issue.priority.end()) - issue.priority.begin());
  if (!model.line.empty() && unknown.option == model.line.front()) return static_cast<float>(issue.ends[0]);
  if (!model.line.empty() && unknown.option == model.line.back()) return static_cast<float>(issue.ends[1]);
  return static_cast<float>(issue.silence[unknown.option]);
}

/// Upper ends of the parts into which an unknown's values fall; the last part has no end.
std::vector<float> parts(const Unknown& unknown, const std::vector<float>& values) {
  std::vector<float> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  if (sorted.empty()) return {};
  if (!is_discrete(unknown.kind)) return {sorted[sorted.size() / 3], sorted[sorted.size() * 2 / 3]};
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  sorted.pop_back();
  return sorted;
}

std::size_t part_of(const std::vector<float>& ends, float value) {
  return static_cast<std::size_t>(std::lower_bound(ends.begin(), ends.end(), value) - ends.begin());
}

void value_unknown(const Sample& searched, const Sample& held_out, std::size_t u, Unknown& unknown) {
  const std::vector<float> ends = parts(unknown, searched.values[u]);
  const std::size_t bins = ends.size() + 1;
  const std::size_t candidates = searched.accepted.size();
  std::vector<std::size_t> worlds(bins, 0);
  std::vector<std::size_t> zone(bins, 0);
  std::vector<std::size_t> counts(bins * candidates, 0);
  for (std::size_t s = 0; s < searched.valid.size(); ++s) {
    if (searched.valid[s] == 0) continue;
    const std::size_t bin = part_of(ends, searched.values[u][s]);
    ++worlds[bin];
    if (searched.in_zone[s] != 0) ++zone[bin];
    for (std::size_t x = 0; x < candidates; ++x)
      counts[bin * candidates + x] += static_cast<std::size_t>(searched.accepted[x][s]);
  }
  std::vector<std::size_t> choice(bins, 0);
  double lowest = 1;
  double highest = 0;
  for (std::size_t b = 0; b < bins; ++b) {
    const auto first = counts.begin() + static_cast<std::ptrdiff_t>(b * candidates);
    if (candidates > 0)
      choice[b] =
          static_cast<std::size_t>(std::max_element(first, first + static_cast<std::ptrdiff_t>(candidates)) - first);
    if (worlds[b] == 0) continue;
    const double share = static_cast<double>(zone[b]) / static_cast<double>(worlds[b]);
    lowest = std::min(lowest, share);
    highest = std::max(highest, share);
  }
  unknown.zone_spread = std::max(0.0, highest - lowest);
  if (candidates == 0) return;
  double sum = 0;
  double squares = 0;
  double n = 0;
  for (std::size_t s = 0; s < held_out.valid.size(); ++s) {
    if (held_out.valid[s] == 0) continue;
    const std::size_t x = choice[part_of(ends, held_out.values[u][s])];
    const int difference = held_out.accepted[x][s] - held_out.accepted[0][s];
    sum += difference;
    squares += difference * difference;
    n += 1;
  }
  if (n < 2) return;
  const double mean = sum / n;
  const double error = 1.959963984540054 * std::sqrt(std::max(0.0, squares / n - mean * mean) / (n - 1));
  unknown.gain = std::max(0.0, mean);
  unknown.low = std::max(0.0, mean - error);
  unknown.high = std::max(0.0, mean + error);
}

}  // namespace

std::vector<Unknown> list_unknowns(const Compiled& compiled, Reading reading) {
  return Lister(compiled, reading).run();
}

std::vector<float> unknown_values(const Compiled& compiled, const std::vector<Unknown>& unknowns,
                                  const WorldDraw& world) {
  std::vector<float> values;
  values.reserve(unknowns.size());
  for (const Unknown& unknown : unknowns) values.push_back(value_of(compiled, unknown, world));
  return values;
}

void value_unknowns(const Sample& searched, const Sample& held_out, std::vector<Unknown>& unknowns) {
  for (std::size_t u = 0; u < unknowns.size(); ++u) value_unknown(searched, held_out, u, unknowns[u]);
}

}  // namespace parley
