#include <fmt/format.h>

#include <algorithm>

#include "report/terminal.h"
#include "report/words.h"

namespace parley {
namespace {

constexpr std::size_t least_cell = 11;  // "tolerate *j" and the shorter ids
constexpr std::size_t least_option = 20;

std::string marks(const Cell& cell) {
  std::string text;
  if (cell.conditional) text += '*';
  if (cell.disputed_sources) text += '?';
  if (cell.hearsay) text += '~';
  if (cell.judgement) text += 'j';
  return text;
}

/// `concerned`: of a party that has no cell, as none has between the numbers that are coded.
std::string cell_words(const Case& c, const Cell* cell, bool concerned) {
  if (cell == nullptr) return concerned ? "·" : "";
  if (!cell->stance && cell->statements.empty()) return "·";
  std::string text = cell->stance ? stance_words(cell->stance) : "·";
  if (cell->stance && std::holds_alternative<StanceClass>(*cell->stance) &&
      std::get<StanceClass>(*cell->stance) == StanceClass::reject)
    text = "REJECT";
  if (const std::string m = marks(*cell); !m.empty()) text += " " + m;
  if (!cell->statements.empty()) text += "\n" + statement_list(c, cell->statements);
  return text;
}

/// One issue's cells for at most as many parties as fit the width.
std::string block(const Case& c, const IssueState& state, const std::vector<const Cell*>& cells,
                  const std::vector<int>& parties) {
  const Issue& issue = c.casebook.issues[state.issue];
  const std::size_t cell_width = std::min<std::size_t>(18, (terminal_width - 2 - least_option) / parties.size() - 2);
  std::vector<std::size_t> columns(parties.size() + 1, cell_width);
  columns[0] = terminal_width - 2 - parties.size() * (cell_width + 2);
  std::vector<std::string> names = {""};
  for (int p : parties) names.push_back(c.casebook.parties[p].name);
  std::string text = row(names, columns, "  ");
  for (std::size_t o = 0; o < issue.options.size(); ++o) {
    std::vector<std::string> line = {issue.options[o].name + (issue.options[o].only_without_deal ? " (no deal)" : "")};
    bool said = false;
    for (int p : parties) {
      const auto at = std::ranges::find_if(
          cells, [&](const Cell* cell) { return cell->party == p && cell->option == static_cast<int>(o); });
      const bool concerned = std::ranges::find(state.concerned, p) != state.concerned.end();
      line.push_back(cell_words(c, at == cells.end() ? nullptr : *at, concerned));
      said = said || (at != cells.end() && (*at)->stance);
    }
    if (said || issue.kind != IssueKind::numeric) text += row(line, columns, "  ");
  }
  return text;
}

/// The terms that name an issue, party by party.
std::string terms_text(const Case& c, const IssueState& state) {
  std::string text;
  for (int p = 0; p < static_cast<int>(c.casebook.parties.size()); ++p) {
    std::vector<int> terms;
    for (int s : state.statements)
      if (c.statements[s].is_term() && c.statements[s].party == p) terms.push_back(s);
    if (!terms.empty())
      text += paragraph("  ", fmt::format("Named in {} of {}: {}", counted(terms.size(), "term", "terms"),
                                          in_sentence(c.casebook.parties[p]), statement_list(c, terms)));
  }
  return text;
}

std::string issue_text(const Case& c, const Positions& matrix, const IssueState& state, const Style& style) {
  const Issue& issue = c.casebook.issues[state.issue];
  std::vector<const Cell*> cells;
  std::vector<int> parties;
  for (const Cell& cell : matrix.cells) {
    if (cell.issue != state.issue) continue;
    cells.push_back(&cell);
    if (std::ranges::find(parties, cell.party) == parties.end()) parties.push_back(cell.party);
  }
  std::string status = state.left_out ? "left out of packages" : std::string(status_name(state.status));
  std::string text = heading(style, fmt::format("{} ({})", printable(issue.name), status));
  if (!issue.question.empty()) text += paragraph("  ", issue.question);
  const std::size_t fit = (terminal_width - 2 - least_option) / (least_cell + 2);
  for (std::size_t p = 0; p < parties.size(); p += fit)
    text += block(c, state, cells, {parties.begin() + p, parties.begin() + std::min(parties.size(), p + fit)});
  const std::string terms = terms_text(c, state);
  if (parties.empty() && terms.empty()) text += "  Nobody has spoken on it.\n";
  text += terms;
  for (int s : state.unclear_rows) text += statement_text(c, s, "  unclear: ");
  return text;
}

}  // namespace

std::string positions_text(const Case& c, const Filter& filter, const Positions& matrix, const Style& style) {
  std::string text = paragraph("", title_text(c, filter));
  for (const IssueState& state : matrix.issues) text += issue_text(c, matrix, state, style);
  text += heading(style, "Legend");
  text += paragraph("  ", "demand > favour > accept > tolerate > oppose; REJECT is a red line; · nothing was said.");
  text += paragraph(
      "  ",
      "* conditional, or on an option that is one of several that may be meant\n? sources differ   ~ hearsay   j an "
      "analyst’s judgement\nUnder each stance stand the "
      "statements that bear on it, the one that stands first.");
  for (const Source& source : c.casebook.documents)
    if (source.same_as >= 0)
      text += paragraph("  ", fmt::format("{} carries the same report as {}: they count as one source.", source.id,
                                          c.casebook.documents[source.same_as].id));
  return text;
}

}  // namespace parley
