// A package with everything that is said of it: shares, who blocks and in whose words, silences, clause by clause.
#include <algorithm>
#include <cmath>
#include <tuple>

#include "model/claims.h"
#include "model/reference_view.h"
#include "robust/judge.h"

namespace parley {

namespace {
constexpr double z = 1.959963984540054;  // of 95 %
}

Share make_share(std::size_t count, std::size_t worlds) {
  // Wilson's score interval (Wilson 1927) at 95 %.
  Share share;
  share.count = count;
  share.worlds = worlds;
  if (worlds == 0) return share;
  const auto n = static_cast<double>(worlds);
  share.value = static_cast<double>(count) / n;
  const double centre = (share.value + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(share.value * (1 - share.value) / n + z * z / (4 * n * n));
  share.low = count == 0 ? 0 : std::max(0.0, centre - half);
  share.high = count == worlds ? 1 : std::min(1.0, centre + half);
  return share;
}

std::size_t worlds_for(double precision) {
  // The interval is widest at a share of one half, where its half width is z / (2 sqrt(n + z^2)).
  return static_cast<std::size_t>(std::max(1.0, std::ceil(z * z / (4 * precision * precision) - z * z)));
}

namespace {

void add_once(std::vector<int>& list, int item) {
  if (item >= 0 && std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

/// Rows that stand against a package's clauses: red lines, stances below tolerate, and clauses worth less than
/// no-deal's.
std::vector<int> rows_against(const Compiled& compiled, ReferenceView& view, int party, bool votes) {
  const Preferences& preferences = *compiled.preferences;
  std::vector<int> rows;
  const int m = preferences.party_model[party];
  if (m < 0) return rows;
  for (std::size_t k = 0; k < preferences.parties[m].issues.size(); ++k) {
    const int option = view.option(m, k);
    if (option < 0) continue;
    const Valued valued = view.value(m, k, false)[option];
    const int no_deal = view.world().parties[m].issues[k].no_deal;
    const bool below = !votes && no_deal >= 0 && valued.value < view.value(m, k, true)[no_deal].value;
    if (valued.red_line || !valued.yes || below) add_once(rows, valued.statement);
  }
  return rows;
}

std::vector<int> voters_of(const Compiled& compiled, int voter) {
  const Party& party = compiled.source->casebook.parties[voter];
  return party.kind == PartyKind::body ? party.members : std::vector<int>{voter};
}

/// Members that have said nothing on an option of the package that needs the voter.
std::size_t silent_members(const Compiled& compiled, ReferenceView& view, const Package& package, int voter) {
  const Casebook& book = compiled.source->casebook;
  const Preferences& preferences = *compiled.preferences;
  std::size_t silent = 0;
  for (int member : voters_of(compiled, voter)) {
    bool is_silent = false;
    for (std::size_t i = 0; i < package.size(); ++i) {
      if (package[i] < 0) continue;
      const auto& needs = book.issues[i].options[package[i]].needs;
      if (std::find(needs.begin(), needs.end(), voter) == needs.end()) continue;
      const int m = preferences.party_model[member];
      const int k = m < 0 ? -1 : preferences.parties[m].find_issue(static_cast<int>(i));
      is_silent = is_silent || k < 0 || view.value(m, static_cast<std::size_t>(k), false)[package[i]].no_say;
    }
    if (is_silent) ++silent;
  }
  return silent;
}

PartyVerdict verdict_of(const Compiled& compiled, std::size_t r, const Tally& tally, ReferenceView& view,
                        const Package& package) {
  const Row& row = compiled.rows[r];
  PartyVerdict verdict;
  verdict.party = row.party;
  verdict.votes = row.kind == RowKind::voter;
  const RowTally counts = r < tally.rows.size() ? tally.rows[r] : RowTally{};
  verdict.consents = make_share(counts.consents, tally.worlds);
  verdict.red_line = make_share(counts.red_line, tally.worlds);
  verdict.below_reservation = make_share(counts.below, tally.worlds);
  verdict.blocks_alone = make_share(counts.alone, tally.worlds);
  if (verdict.votes) verdict.silent_members = silent_members(compiled, view, package, row.party);
  if (counts.consents == tally.worlds) return verdict;
  const std::vector<int> speakers = verdict.votes ? voters_of(compiled, row.party) : std::vector<int>{row.party};
  for (int party : speakers)
    for (int s : rows_against(compiled, view, party, verdict.votes)) {
      // Of a vote only what bears on options that need it.
      const Statement& statement = compiled.source->statements[s];
      const auto& needs = compiled.source->casebook.issues[statement.issue]
                              .options[package[statement.issue] < 0 ? 0 : package[statement.issue]]
                              .needs;
      if (verdict.votes && std::find(needs.begin(), needs.end(), row.party) == needs.end()) continue;
      add_once(verdict.statements, s);
    }
  return verdict;
}

std::vector<Silence> silences(const Compiled& compiled, ReferenceView& view, const Package& package) {
  const Preferences& preferences = *compiled.preferences;
  std::vector<Silence> result;
  for (std::size_t m = 0; m < preferences.parties.size(); ++m) {
    const PartyModel& party = preferences.parties[m];
    if (!party.principal) continue;
    for (std::size_t k = 0; k < party.issues.size(); ++k) {
      const int option = package[party.issues[k].issue];
      if (!party.issues[k].weighs || option < 0) continue;
      if (view.value(static_cast<int>(m), k, false)[option].silent)
        result.push_back({party.party, party.issues[k].issue, option});
    }
  }
  std::sort(result.begin(), result.end(), [](const Silence& a, const Silence& b) {
    return std::pair(a.party, a.issue) < std::pair(b.party, b.issue);
  });
  return result;
}

}  // namespace

RatedPackage rate(const Compiled& compiled, const Package& package, const std::array<Tally, 2>& held_out,
                  const std::array<Tally, 2>& searched) {
  const Casebook& book = compiled.source->casebook;
  RatedPackage rated;
  rated.package = package;
  for (int issue : compiled.left_out) rated.package[issue] = -1;
  std::vector<std::size_t> rows;
  for (std::size_t r = 0; r < compiled.rows.size(); ++r)
    if (compiled.rows[r].kind != RowKind::settlement) rows.push_back(r);
  std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
    const Row& x = compiled.rows[a];
    const Row& y = compiled.rows[b];
    return std::pair(x.kind == RowKind::voter, x.party) < std::pair(y.kind == RowKind::voter, y.party);
  });
  for (Reading reading : readings) {
    const auto at = static_cast<std::size_t>(reading);
    rated.share[at] = make_share(held_out[at].accepted, held_out[at].worlds);
    rated.searched[at] = make_share(searched[at].accepted, searched[at].worlds);
    ReferenceView view(compiled, rated.package, reading);
    for (std::size_t r : rows) rated.parties[at].push_back(verdict_of(compiled, r, held_out[at], view, rated.package));
    if (reading == Reading::cautious) rated.silence = silences(compiled, view, rated.package);
  }
  const std::vector<int> levers(book.levers.size(), -1);
  for (std::size_t r = 0; r < book.rules.size(); ++r) {
    const auto& dropped = compiled.dropped.rules;
    if (std::find(dropped.begin(), dropped.end(), static_cast<int>(r)) != dropped.end()) continue;
    if (evaluate(book.rules[r].formula, rated.package, levers) == Truth::no)
      rated.broken_rules.push_back(book.rules[r].id);
  }
  return rated;
}

namespace {

/// What a party's terms add to a package and to its no-deal, and which of them the package meets.
Clause terms_clause(const Compiled& compiled, const ReferenceView& view, int m) {
  const Case& c = *compiled.source;
  const PartyModel& party = compiled.preferences->parties[m];
  const Context context = view.context(m, false);
  const auto own_units = [&](Wide value) { return static_cast<double>(value) / static_cast<double>(party.scale); };
  Clause clause;
  clause.party = party.party;
  clause.weight = 1;
  clause.value = own_units(terms_value(c, party, party.terms, context));
  clause.no_deal = own_units(terms_value(c, party, party.terms, view.context(m, true)));
  for (int s : party.terms)
    if (evaluate(*c.statements[s].condition, context.options, context.levers) == Truth::yes)
      clause.statements.push_back(s);
  return clause;
}

}  // namespace

std::vector<Clause> clauses(const Compiled& compiled, const Package& package, Reading reading) {
  const Preferences& preferences = *compiled.preferences;
  ReferenceView view(compiled, package, reading);
  std::vector<Clause> result;
  for (std::size_t m = 0; m < preferences.parties.size(); ++m) {
    const PartyModel& party = preferences.parties[m];
    if (!party.principal) continue;
    for (std::size_t k = 0; k < party.issues.size(); ++k) {
      const int option = view.option(static_cast<int>(m), k);
      const int no_deal = view.world().parties[m].issues[k].no_deal;
      Clause clause;
      clause.party = party.party;
      clause.issue = party.issues[k].issue;
      clause.weight = view.world().parties[m].issues[k].weight;
      if (option >= 0) {
        const Valued valued = view.value(static_cast<int>(m), k, false)[option];
        clause.value = valued.value;
        add_once(clause.statements, valued.statement);
      }
      if (no_deal >= 0) {
        const Valued valued = view.value(static_cast<int>(m), k, true)[no_deal];
        clause.no_deal = valued.value;
        add_once(clause.statements, valued.statement);
      }
      result.push_back(std::move(clause));
    }
    if (!party.terms.empty()) result.push_back(terms_clause(compiled, view, static_cast<int>(m)));
  }
  const auto place = [](const Clause& clause) { return std::tuple(clause.party, clause.issue < 0, clause.issue); };
  std::sort(result.begin(), result.end(), [&](const Clause& a, const Clause& b) { return place(a) < place(b); });
  return result;
}

}  // namespace parley
