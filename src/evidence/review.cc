#include "evidence/review.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "evidence/statement_reader.h"
#include "evidence/words.h"
#include "text/files.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view proposed_note = "proposed";

std::string statements_bytes(const fs::path& folder) {
  const auto path = folder / "statements.csv";
  return fs::exists(path) ? read_file(path) : std::string();
}

StatementTable statements_table(std::string_view bytes, const fs::path& folder) {
  if (bytes.empty()) return {};
  std::vector<Problem> problems;
  auto table = statement_table(parse_csv_table(bytes, (folder / "statements.csv").string(), problems), problems);
  throw_if_errors(problems);
  return table;
}

std::size_t next_number(const fs::path& folder) {
  std::size_t last = 0;
  visit_proposals(folder, [&](ProposalTable& piece) {
    for (const Proposed& p : piece.rows) last = std::max(last, p.decided);
  });
  return last + 1;
}

void set_decision(const fs::path& folder, std::string_view id, Decision decision, std::string_view reason = {}) {
  Proposed proposed = read_proposal(folder, id);
  proposed.decision = decision;
  proposed.decided = next_number(folder);
  if (!reason.empty()) {
    std::string& note = proposed.row.text(Column::note);
    note += (note.empty() ? "" : "; ") + fmt::format("rejected: {}", reason);
  }
  replace_proposal(folder, proposed);
}

// One field a line, so that a problem's line says which field it is about.
CsvFile as_file(StatementRow& row) {
  std::string text;
  for (std::size_t c = 0; c < row.fields.size(); ++c) {
    std::string line(trimmed(row.fields[c].text));
    std::ranges::replace_if(line, [](char x) { return x == '\n' || x == '\r'; }, ' ');
    row.fields[c] = {line, c + 1, 1};
    text += line + "\n";
  }
  return {.source = SourceText("", std::move(text)), .records = {}};
}

// Takes proposals whose row is coded as accepted, in their order.
class CodedOnes {
 public:
  explicit CodedOnes(const fs::path& folder) {
    for (const auto& row : statements_table(statements_bytes(folder), folder).rows)
      ids_.emplace(trimmed(row.text(Column::id)));
  }
  void note(const Proposed& p) {
    last_ = std::max(last_, p.decided);
    any_ = any_ || is_one(p);
  }
  void accept(Proposed& p) {
    if (!is_one(p)) return;
    p.decided = ++last_;
    p.decision = Decision::accepted;
  }
  [[nodiscard]] bool any() const { return any_; }

 private:
  [[nodiscard]] bool is_one(const Proposed& p) const { return p.waits() && ids_.contains(trimmed(p.id())); }

  std::set<std::string, std::less<>> ids_;
  std::size_t last_ = 0;  // decision
  bool any_ = false;
};

// When a proposal is asked: those that nobody has looked at come first.
std::size_t turn_of(const Proposed& p) { return p.decision == Decision::open ? 0 : p.decided; }

// Where the lines [first, last) of `bytes` stand, however they end.
std::pair<std::size_t, std::size_t> lines_at(std::string_view bytes, std::size_t first, std::size_t last) {
  std::size_t line = 1, at = 0, begin = bytes.size();
  while (at < bytes.size() && line < last) {
    if (line == first && begin == bytes.size()) begin = at;
    const std::size_t end = bytes.find_first_of("\r\n", at);
    if (end == bytes.npos) return {begin, bytes.size()};
    at = end + (bytes.substr(end, 2) == "\r\n" ? 2 : 1);
    ++line;
  }
  return {begin, at};
}

}  // namespace

ProposalTable current_proposals(const fs::path& folder) {
  auto table = read_proposals(folder);
  CodedOnes coded(folder);
  for (const Proposed& p : table.rows) coded.note(p);
  for (Proposed& p : table.rows) coded.accept(p);
  return table;
}

Agenda agenda_of(const fs::path& folder) {
  CodedOnes coded(folder);
  std::vector<std::pair<std::size_t, std::string>> waiting;
  Agenda agenda;
  const auto read = [&] {
    agenda = {};
    waiting.clear();
    visit_proposals(folder, [&](ProposalTable& piece) {
      for (const Proposed& p : piece.rows) {
        coded.note(p);
        agenda.counts.add(p.decision);
        if (p.waits()) waiting.emplace_back(turn_of(p), trimmed(p.id()));
      }
    });
  };
  read();
  if (coded.any()) {
    rewrite_proposals(folder, [&](ProposalTable& piece) {
      for (Proposed& p : piece.rows) coded.accept(p);
    });
    read();
  }
  std::ranges::stable_sort(waiting, {}, [](const auto& one) { return one.first; });
  for (auto& [turn, id] : waiting) agenda.waiting.push_back(std::move(id));
  return agenda;
}

Proposed read_proposal(const fs::path& folder, std::string_view id) {
  auto found = find_proposal(folder, id);
  if (!found) throw Error(fmt::format("the proposal '{}' is there no more", id), (folder / "proposals.csv").string());
  return *std::move(found);
}

void Agenda::decide(Decision before, Decision now) {
  counts.add(before, -1);
  counts.add(now);
  if (now == Decision::skipped)
    std::ranges::rotate(waiting, waiting.begin() + 1);
  else
    waiting.erase(waiting.begin());
}

std::vector<std::size_t> waiting(const ProposalTable& table) {
  std::vector<std::size_t> list;
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    if (table.rows[i].waits()) list.push_back(i);
  std::ranges::stable_sort(list, {}, [&](std::size_t i) { return turn_of(table.rows[i]); });
  return list;
}

std::vector<Problem> row_problems(const Casebook& casebook, const StatementRow& row) {
  StatementRow copy = row;
  const CsvFile file = as_file(copy);
  std::vector<Problem> problems;
  read_statement(casebook, file, copy, problems);
  const auto form = parse_form(copy.text(Column::form));
  const bool said = form == Form::direct || form == Form::mixed || form == Form::indirect;
  if (said && copy.text(Column::speaker).empty())
    problems.push_back(file.problem(Severity::error, copy[Column::speaker], "a quotation without a speaker",
                                    "the id of a person, an office or a party",
                                    "who is not in case.yaml yet must be added there; then review again"));
  return problems;
}

std::optional<Span> place_of(QuotationFinder& text, const StatementRow& row) {
  const auto begin = plain_number(row.text(Column::start)), end = plain_number(row.text(Column::end));
  std::optional<Span> expected;
  if (begin && end && *begin < *end) expected = Span{*begin, *end};
  const Anchor anchor = text.find(utf32(row.text(Column::quote)), expected);
  if (anchor.kind == AnchorKind::missing) return std::nullopt;
  return anchor.span;
}

StatementRow as_statement(StatementRow row, std::string_view coder) {
  std::string& note = row.text(Column::note);
  if (note.starts_with(proposed_note)) {
    const std::size_t rest = note.find_first_not_of("; ", proposed_note.size());
    note = rest == note.npos ? std::string() : note.substr(rest);
  }
  if (!coder.empty()) row.text(Column::coder) = coder;
  row.more.clear();
  return row;
}

void accept_proposal(const fs::path& folder, std::string_view id, const StatementRow& row, bool edited) {
  read_proposal(folder, id);
  const auto bytes = statements_bytes(folder);
  const auto coded = statements_table(bytes, folder);
  const bool there = std::ranges::any_of(
      coded.rows, [&](const StatementRow& r) { return trimmed(r.text(Column::id)) == row.text(Column::id); });
  if (!there) write_file(folder / "statements.csv", append_statement(bytes, row));
  set_decision(folder, id, edited ? Decision::edited : Decision::accepted);
}

void reject_proposal(const fs::path& folder, std::string_view id, std::string_view reason) {
  set_decision(folder, id, Decision::rejected, reason);
}

void skip_proposal(const fs::path& folder, std::string_view id) { set_decision(folder, id, Decision::skipped); }

std::optional<std::size_t> last_decided(const ProposalTable& table) {
  const auto last = std::ranges::max_element(table.rows, {}, &Proposed::decided);
  if (last == table.rows.end() || last->decided == 0) return std::nullopt;
  return static_cast<std::size_t>(last - table.rows.begin());
}

std::optional<std::string> undo_decision(const fs::path& folder) {
  Proposed last;
  visit_proposals(folder, [&](ProposalTable& piece) {
    if (const auto index = last_decided(piece); index && piece.rows[*index].decided > last.decided)
      last = std::move(piece.rows[*index]);
  });
  if (last.decided == 0) return std::nullopt;
  const bool coded = last.decision == Decision::accepted || last.decision == Decision::edited;
  std::string id(trimmed(last.id()));
  last.decision = Decision::open;
  last.decided = 0;
  std::string& note = last.row.text(Column::note);
  if (const auto reason = note.rfind("rejected: "); reason != note.npos)
    note.resize(reason >= 2 && note.compare(reason - 2, 2, "; ") == 0 ? reason - 2 : reason);
  replace_proposal(folder, last);
  if (coded) {
    const auto bytes = statements_bytes(folder);
    if (const auto without = remove_statement(bytes, id); without != bytes)
      write_file(folder / "statements.csv", without);
  }
  return id;
}

std::string append_statement(std::string_view bytes, const StatementRow& row) {
  std::vector<Problem> problems;
  if (trimmed(bytes).empty()) return format_statements({.more_columns = {}, .rows = {row}});
  const auto file = parse_csv_table(bytes, "statements.csv", problems);
  auto table = statement_table(file, problems);
  throw_if_errors(problems);
  std::vector<std::string> record;
  std::set<std::string_view> there;
  for (const CsvField& name : file.records.front()) {
    const auto column = std::ranges::find(statement_columns, trimmed(name.text));
    there.insert(*column);
    record.push_back(row.fields[static_cast<std::size_t>(column - statement_columns.begin())].text);
  }
  for (std::size_t c = 0; c < row.fields.size(); ++c)
    if (!row.fields[c].text.empty() && !there.contains(statement_columns[c])) {
      table.rows.push_back(row);
      return format_statements(table);
    }
  std::string line = format_csv(std::vector<std::vector<std::string>>{record}, file.separator);
  const bool carriage = bytes.find('\r') != bytes.npos;
  if (!carriage) line.erase(line.size() - 2, 1);
  std::string result(bytes);
  if (result.back() != '\n' && result.back() != '\r') result += carriage ? "\r\n" : "\n";
  return result + line;
}

std::string remove_statement(std::string_view bytes, std::string_view id) {
  std::vector<Problem> problems;
  const auto file = parse_csv_table(bytes, "statements.csv", problems);
  const auto table = statement_table(file, problems);
  throw_if_errors(problems);
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (trimmed(table.rows[r].text(Column::id)) != id) continue;
    const std::size_t first = file.records[r + 1].front().line;
    std::size_t last = r + 2 < file.records.size() ? file.records[r + 2].front().line : static_cast<std::size_t>(-1);
    const auto [begin, end] = lines_at(bytes, first, last);
    return std::string(bytes.substr(0, begin)) + std::string(bytes.substr(end));
  }
  return std::string(bytes);
}

}  // namespace parley
