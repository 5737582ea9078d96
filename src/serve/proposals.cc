#include "serve/proposals.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "evidence/words.h"
#include "text/read.h"

namespace parley {
namespace {

const std::vector<std::string> written = {"statements.csv", "proposals.csv"};

Fields fields_of(const StatementRow& row) {
  Fields fields;
  for (std::size_t k = 0; k < statement_columns.size(); ++k)
    if (!row.fields[k].text.empty()) fields[std::string(statement_columns[k])] = row.fields[k].text;
  return fields;
}

/// The proposal, if it is the one that was seen and waits.
std::optional<Proposed> as_seen(const std::filesystem::path& folder, const ProposalDecision& decision) {
  const ProposalTable table = current_proposals(folder);
  const auto at = std::ranges::find(table.rows, decision.id, [](const Proposed& p) { return trimmed(p.id()); });
  if (at == table.rows.end() || !at->waits() || fields_of(at->row) != decision.seen) return std::nullopt;
  return *at;
}

/// Other words stand elsewhere.
void place_quote(const Case& c, StatementRow& row) {
  row.text(Column::start).clear();
  row.text(Column::end).clear();
  const int index = c.casebook.find_document(trimmed(row.text(Column::document)));
  if (index < 0) return;
  const Source& source = c.casebook.documents[static_cast<std::size_t>(index)];
  if (source.missing || source.file.empty()) return;
  const Document text = read_document(c.casebook.folder / source.file);
  QuotationFinder finder(text.text);
  const auto span = place_of(finder, row);
  if (!span) return;
  row.text(Column::start) = std::to_string(span->begin);
  row.text(Column::end) = std::to_string(span->end);
}

/// The problems of a row that stands in no file yet, each with the name of its field.
std::vector<Problem> named_by_field(std::vector<Problem> problems) {
  for (Problem& p : problems) {
    if (p.place.line >= 1 && p.place.line <= statement_columns.size())
      p.message = fmt::format("{}: {}", statement_columns[p.place.line - 1], p.message);
    p.place = {};
    p.source_line.clear();
  }
  return problems;
}

/// The row as it is to stand in statements.csv, checked there.
StatementRow checked_row(Workbench& bench, const StatementRow& proposed, const Fields& fields) {
  StatementRow row = as_statement(proposed, "hand");
  for (const auto& [name, value] : fields) {
    const auto column = std::ranges::find(statement_columns, name);
    if (column == statement_columns.end()) throw Error(fmt::format("statements have no column `{}`", name));
    if (name == "id") throw Error("a proposal keeps its id");
    row.fields[static_cast<std::size_t>(column - statement_columns.begin())].text = value;
  }
  const auto now = bench.now();
  const Case& c = *now->source();
  if (row.text(Column::quote) != proposed.text(Column::quote)) place_quote(c, row);
  const auto problems = row_problems(c.casebook, row);
  if (has_error(problems)) throw Error(named_by_field(problems));
  CaseTexts texts = now->texts();
  texts["statements.csv"] = append_statement(texts["statements.csv"], row);
  const auto after = bench.version(std::move(texts));
  if (after->errors() > now->errors()) throw Error(after->problems());
  return row;
}

}  // namespace

Json proposals_json(const ProposalTable& table) {
  Json list = Json::array();
  const auto waits = waiting(table);
  for (std::size_t k = 0; k < std::min(waits.size(), most_listed); ++k) {
    const Proposed& p = table.rows[waits[k]];
    list.push_back({{"id", trimmed(p.id())},
                    {"skipped", p.decision == Decision::skipped},
                    {"confidence", p.confidence},
                    {"evidence", p.evidence},
                    {"fields", Json(fields_of(p.row))}});
  }
  const ProposalCounts counts = count_proposals(table);
  const auto last = last_decided(table);
  return {{"proposals", std::move(list)},
          {"waiting", waits.size()},
          {"accepted", counts.accepted + counts.edited},
          {"rejected", counts.rejected},
          {"last", last ? Json(trimmed(table.rows[*last].id())) : Json(nullptr)}};
}

bool decide(Workbench& bench, const ProposalDecision& decision) {
  CaseFiles& files = bench.files();
  const auto proposed = as_seen(files.folder(), decision);
  if (!proposed) return false;
  StatementRow row;
  const bool accepts = decision.decision == Decision::accepted;
  if (accepts) row = checked_row(bench, proposed->row, decision.fields);
  const bool edited = fields_of(row) != fields_of(as_statement(proposed->row, "hand"));
  const std::string_view doing = accepts                                   ? "accepting"
                                 : decision.decision == Decision::rejected ? "rejecting"
                                                                           : "skipping";
  bool done = false;
  files.watch(fmt::format("{} the proposal {}", doing, decision.id), written, [&] {
    if (!as_seen(files.folder(), decision)) return;  // between the check and the lock another one was faster
    if (accepts)
      accept_proposal(files.folder(), decision.id, row, edited);
    else if (decision.decision == Decision::rejected)
      reject_proposal(files.folder(), decision.id, decision.reason);
    else
      skip_proposal(files.folder(), decision.id);
    done = true;
  });
  return done;
}

std::string take_back(Workbench& bench) {
  CaseFiles& files = bench.files();
  std::optional<std::string> id;
  files.watch("taking a decision back", written, [&] { id = undo_decision(files.folder()); });
  if (!id) throw Error("there is no decision to take back");
  return *id;
}

}  // namespace parley
