#include <fmt/format.h>

#include <algorithm>

#include "report/terminal.h"
#include "report/words.h"

namespace parley {
namespace {

constexpr const char* settles_nothing_sentence =
    "Nobody refuses it, but where it leaves everybody just where no deal would, it settles nothing and is not counted.";

constexpr std::size_t ways_shown = 5;

std::string decimal(double value) {
  std::string text = fmt::format("{:.2f}", value);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : minus_words(std::move(text));
}

std::string clauses_of_package(const PackageAnswer& a, const Style& style) {
  const Case& c = *a.source;
  std::string text = heading(style, "The package");
  for (std::size_t i = 0; i < a.rated.package.size(); ++i) {
    const Issue& issue = c.casebook.issues[i];
    if (a.rated.package[i] >= 0) text += row({issue.name, clause_words(issue, a.rated.package[i])}, {28, 48}, "  ");
  }
  const auto open = each(a.open, [&](int i) { return c.casebook.issues[i].name; });
  if (!open.empty()) {
    const bool by_number =
        std::ranges::any_of(c.casebook.parties, [](const Party& p) { return p.reservation.has_value(); });
    text += paragraph("  ", "It leaves open " + list_words(open) +
                                ": there, each party gets what it expects without a deal" +
                                (by_number ? ", and nothing where a reservation value is given instead." : "."));
  }
  for (const std::string& id : a.rated.broken_rules) {
    const auto rule = std::ranges::find(c.casebook.rules, id, &Rule::id);
    text += paragraph(
        "  ", fmt::format("It breaks the rule {}: {}", id, rule == c.casebook.rules.end() ? "" : rule->formula.text));
  }
  return text;
}

/// Whether some option of the package needs the party's consent.
bool is_needed(const PackageAnswer& a, int party) {
  for (std::size_t i = 0; i < a.rated.package.size(); ++i) {
    if (a.rated.package[i] < 0) continue;
    const auto& needs = a.source->casebook.issues[i].options[a.rated.package[i]].needs;
    if (std::ranges::find(needs, party) != needs.end()) return true;
  }
  return false;
}

std::string who_accepts(const PackageAnswer& a, const Style& style) {
  const Case& c = *a.source;
  std::string text = heading(style, "Who accepts it (readings in 100, cautious–open)");
  const std::vector<std::size_t> columns = {26, 9, 12, 12, 9};
  text += row({"", "consents", "crosses a red line", "below no-deal", "blocks alone"}, columns, "  ");
  for (std::size_t p = 0; p < a.rated.parties[0].size(); ++p) {
    const PartyVerdict &cautious = a.rated.parties[0][p], &open = a.rated.parties[1][p];
    if (cautious.votes && !is_needed(a, cautious.party)) continue;
    const auto pair = [](const Share& x, const Share& y) { return share_pair({x, y}); };
    std::string name = c.casebook.parties[cautious.party].name;
    if (cautious.votes) name += " (its vote)";
    text += row({name, pair(cautious.consents, open.consents), pair(cautious.red_line, open.red_line),
                 cautious.votes ? "" : pair(cautious.below_reservation, open.below_reservation),
                 pair(cautious.blocks_alone, open.blocks_alone)},
                columns, "  ");
    if (cautious.silent_members > 0)
      text +=
          paragraph("    ", counted(cautious.silent_members, "member has said nothing.", "members have said nothing."));
  }
  return text;
}

/// Whether a package that nobody refuses in any world of a reading still fails to count in some.
bool settles_nothing(const PackageAnswer& a) {
  for (std::size_t r = 0; r < std::size(readings); ++r) {
    const bool refused = std::ranges::any_of(
        a.rated.parties[r], [](const PartyVerdict& party) { return party.consents.count < party.consents.worlds; });
    if (!refused && a.rated.share[r].count < a.rated.share[r].worlds) return true;
  }
  return false;
}

std::string because_of(const PackageAnswer& a, const Style& style) {
  const Case& c = *a.source;
  std::string text;
  for (std::size_t p = 0; p < a.rated.parties[0].size(); ++p) {
    std::vector<int> rows = a.rated.parties[0][p].statements;
    for (int s : a.rated.parties[1][p].statements)
      if (std::ranges::find(rows, s) == rows.end()) rows.push_back(s);
    if (rows.empty()) continue;
    text += paragraph("  ", capital(in_sentence(c.casebook.parties[a.rated.parties[0][p].party])) + ", because of");
    for (int s : rows) text += statement_text(c, s, "    ");
  }
  if (!text.empty()) text = heading(style, "What stands against it") + text;
  if (!a.rated.silence.empty()) {
    text += heading(style, "On whose silence it rests");
    for (const Silence& s : a.rated.silence) text += paragraph("  - ", silence_words(c, s) + ".");
  }
  return text;
}

std::string what_would_give_way(const PackageAnswer& a, Reading reading, const Style& style) {
  const Case& c = *a.source;
  const Explanation& why = a.gives_way[static_cast<int>(reading)];
  if (why.relaxations.empty() && why.relaxations_complete) return {};
  std::string text = heading(
      style, fmt::format("What would have to give way, in the reference world ({} reading)", reading_name(reading)));
  if (why.relaxations.empty()) return text + paragraph("  ", "Not known: the search ended at its budget.");
  if (!a.open.empty())
    text += paragraph(
        "  ", "Over all ways to fill the clauses that it leaves open, the least that is enough: all of one of these.");
  const std::size_t shown = std::min(ways_shown, why.relaxations.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const auto parts = relaxation_parts(c, why.relaxations[i]);
    if (a.open.empty())
      for (const std::string& part : parts) text += paragraph("  - ", capital(part));
    else
      text += paragraph(fmt::format("  {}. ", i + 1), capital(list_words(parts)));
  }
  if (shown < why.relaxations.size())
    text += paragraph("  ", fmt::format("{} more with --json.", why.relaxations.size() - shown));
  return text;
}

const PrincipalReception& reception(const PackageAnswer& a, int party, Reading reading) {
  const std::vector<PrincipalReception>& all = a.in_all[static_cast<int>(reading)];
  return *std::find_if(all.begin(), all.end(), [&](const PrincipalReception& p) { return p.party == party; });
}

/// The exact sum, held against the reservation value: that of no-deal, or the number given in its place.
std::string in_all(const PackageAnswer& a, int party, Reading reading, const std::vector<std::size_t>& columns) {
  const PrincipalReception& p = reception(a, party, reading);
  if (!p.reservation) return row({"in all", "", decimal(p.in_units(p.value)), "", "no-deal unknown"}, columns, "    ");
  return row({"in all", "", decimal(p.in_units(p.value)), decimal(p.in_units(*p.reservation)),
              p.value >= *p.reservation ? "at or above no-deal" : "below no-deal"},
             columns, "    ");
}

std::string clause_by_clause(const PackageAnswer& a, Reading reading, const Style& style) {
  const Case& c = *a.source;
  const std::vector<Clause>& all = a.clauses[static_cast<int>(reading)];
  if (all.empty()) return {};
  std::string text =
      heading(style, fmt::format("Clause by clause, in the reference world ({} reading)", reading_name(reading)));
  const std::vector<std::size_t> columns = {24, 7, 7, 8, 24};
  int party = -1;
  const auto total = [&] { return in_all(a, party, reading, columns); };
  for (const Clause& clause : all) {
    if (clause.weight == 0) continue;  // an issue that does not concern the party
    if (clause.party != party) {
      if (party >= 0) text += total();
      party = clause.party;
      text +=
          row({c.casebook.parties[party].name, "weight", "value", "no-deal", "statements"}, {26, 7, 7, 8, 24}, "  ");
    }
    const bool has_no_deal = !c.casebook.parties[party].reservation && reception(a, party, reading).reservation;
    text +=
        row({clause.issue < 0 ? "its terms" : c.casebook.issues[clause.issue].name, decimal(clause.weight),
             decimal(clause.value), has_no_deal ? decimal(clause.no_deal) : "", statement_list(c, clause.statements)},
            columns, "    ");
  }
  return text + total();
}

}  // namespace

std::string why_text(const PackageAnswer& a, Reading reading, const Style& style) {
  return paragraph("", title_text(*a.source, a.options.filter)) + "\n" +
         paragraph("", consent_sentence(a.rated.share) + ".") +
         (settles_nothing(a) ? paragraph("", settles_nothing_sentence) : "") + paragraph("", share_caveat) +
         clauses_of_package(a, style) + who_accepts(a, style) + because_of(a, style) +
         what_would_give_way(a, reading, style) + clause_by_clause(a, reading, style);
}

}  // namespace parley
