#include "exchange/matrix.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "casebook/casebook.h"
#include "core/ascii.h"
#include "evidence/csv.h"
#include "evidence/slug.h"
#include "evidence/statement_table.h"
#include "evidence/words.h"
#include "exchange/new_case.h"
#include "model/exact.h"
#include "text/files.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

// A stance of the matrix: who, on what, in which words, and why.
struct Judgement {
  std::string issue, option, party;  // ids
  std::string stance, reason;
  std::size_t line = 0;
};

// Reads a matrix against a case, or, where there is none, into a plan of one.
class MatrixReader {
 public:
  MatrixReader(const CsvFile& file, const Casebook* casebook, std::vector<Problem>& problems)
      : file_(file), casebook_(casebook), problems_(problems) {}

  void read() {
    if (file_.records.empty() || !read_header()) return;
    for (std::size_t r = 1; r < file_.records.size(); ++r) read_row(file_.records[r]);
    if (file_.records.size() == 1)
      error(file_.records[0][0], "a matrix without rows", "a row for each issue and option");
  }

  std::vector<Judgement> judgements;
  NewCase plan;

 private:
  void error(const CsvField& field, std::string message, std::string expected = {}, std::string hint = {}) {
    problems_.push_back(
        file_.problem(Severity::error, field, std::move(message), std::move(expected), std::move(hint)));
  }

  bool read_header() {
    const auto& header = file_.records.front();
    for (std::size_t c = 0; c < header.size(); ++c) {
      const auto name = ascii_lower(trimmed(header[c].text));
      auto* special = name == "issue" ? &issue_ : name == "option" ? &option_ : name == "reason" ? &reason_ : nullptr;
      if (special == nullptr)
        read_party(c, header[c]);
      else if (*special)
        error(header[c], fmt::format("column '{}' stands twice", name), "each column once");
      else
        *special = c;
    }
    if (!issue_)
      error(header.front(), "there is no column 'issue'", "a header row: issue, option, then a party a column");
    if (!option_)
      error(header.front(), "there is no column 'option'", "a header row: issue, option, then a party a column");
    if (parties_.empty() && issue_ && option_)
      error(header.front(), "a matrix without parties", "a column for each party");
    return issue_ && option_;
  }

  void read_party(std::size_t column, const CsvField& field) {
    const auto name = std::string(trimmed(field.text));
    if (name.empty()) return error(field, "a column without a name", "issue, option, reason, or a party");
    std::string id;
    if (casebook_ != nullptr) {
      const int party = find_named(casebook_->parties, name);
      if (party < 0)
        return error(field, fmt::format("unknown party '{}'", name),
                     "the id or name of a party, or issue, option, reason",
                     suggest(casebook_->parties, name, {"issue", "option", "reason"}));
      id = casebook_->parties[party].id;
    } else {
      id = short_id(name);
    }
    const bool repeated = std::any_of(parties_.begin(), parties_.end(), [&](const auto& p) { return p.second == id; });
    if (repeated) return error(field, fmt::format("party '{}' stands twice", name), "each party once");
    parties_.emplace_back(column, id);
    plan.parties.push_back({id, name});
  }

  void read_row(const std::vector<CsvField>& record) {
    const auto& issue_field = record[*issue_];
    const auto& option_field = record[*option_];
    const auto issue_name = trimmed(issue_field.text), option_name = trimmed(option_field.text);
    if (issue_name.empty()) error(issue_field, "a row without an issue", "the issue, in every row");
    if (option_name.empty()) error(option_field, "a row without an option", "the option");
    std::optional<std::pair<std::string, std::string>> ids;
    if (!issue_name.empty() && !option_name.empty())
      ids = casebook_ != nullptr ? known(issue_field, option_field) : planned(issue_name, option_name);
    if (ids && !seen_.insert(*ids).second)
      error(option_field, fmt::format("issue '{}' has option '{}' twice", issue_name, option_name), "each option once");
    for (const auto& [column, party] : parties_) {
      const auto stance = read_cell(record[column]);
      if (!stance || !ids) continue;
      judgements.push_back({ids->first, ids->second, party, *stance,
                            reason_ ? std::string(trimmed(record[*reason_].text)) : std::string(), issue_field.line});
    }
  }

  // The stance in a cell, as statements.csv writes it; nothing for silence and after an error.
  std::optional<std::string> read_cell(const CsvField& field) {
    const auto text = trimmed(field.text);
    if (text.empty()) return std::nullopt;
    if (parse_stance_class(ascii_lower(text))) return ascii_lower(text);
    std::string why;
    if (parse_quantity(text, why)) return std::string(text);
    error(field, fmt::format("'{}' is not a stance", text),
          fmt::format("{}, a finite number, or nothing", fmt::join(stance_words(), ", ")),
          value_suggestion(text, stance_words()));
    return std::nullopt;
  }

  std::optional<std::pair<std::string, std::string>> known(const CsvField& issue_field, const CsvField& option_field) {
    const auto issue_name = trimmed(issue_field.text), option_name = trimmed(option_field.text);
    const int i = find_named(casebook_->issues, issue_name);
    if (i < 0) {
      error(issue_field, fmt::format("unknown issue '{}'", issue_name), "the id or name of an issue",
            suggest(casebook_->issues, issue_name, {}));
      return std::nullopt;
    }
    const auto& issue = casebook_->issues[i];
    const int o = find_named(issue.options, option_name);
    if (o < 0) {
      error(option_field, fmt::format("issue '{}' has no option '{}'", issue.id, option_name),
            "the id or name of an option", suggest(issue.options, option_name, {}));
      return std::nullopt;
    }
    plan.issue(issue.id, issue.name);
    return std::pair(issue.id, issue.options[o].id);
  }

  // Names that differ in case alone are one; others whose ids would be the same are told apart.
  std::pair<std::string, std::string> planned(std::string_view issue_name, std::string_view option_name) {
    auto& issue_id = issue_ids_[ascii_lower(issue_name)];
    if (issue_id.empty())
      issue_id = unused(short_id(issue_name), [&](const std::string& id) {
        return std::any_of(plan.issues.begin(), plan.issues.end(), [&](const auto& issue) { return issue.id == id; });
      });
    auto& issue = plan.issue(issue_id, issue_name);
    auto& option_id = option_ids_[{issue_id, ascii_lower(option_name)}];
    if (option_id.empty()) {
      option_id = unused(short_id(option_name), [&](const std::string& id) {
        return std::any_of(issue.options.begin(), issue.options.end(), [&](const auto& o) { return o.id == id; });
      });
      issue.options.push_back({option_id, std::string(option_name)});
    }
    return {issue_id, option_id};
  }

  template <typename Items>
  static std::string suggest(const Items& items, std::string_view name, std::vector<std::string> candidates) {
    for (const auto& item : items) {
      candidates.push_back(item.id);
      if (!item.name.empty()) candidates.push_back(item.name);
      candidates.insert(candidates.end(), item.aliases.begin(), item.aliases.end());
    }
    return suggestion(name, candidates);
  }

  const CsvFile& file_;
  const Casebook* casebook_;
  std::vector<Problem>& problems_;
  std::optional<std::size_t> issue_, option_, reason_;
  std::vector<std::pair<std::size_t, std::string>> parties_;  // column and id
  std::set<std::pair<std::string, std::string>> seen_;
  std::map<std::string, std::string> issue_ids_;                           // by name
  std::map<std::pair<std::string, std::string>, std::string> option_ids_;  // by the issue's id and name
};

// Puts the judgements into the table, each under the id of its cell.
void merge(const std::vector<Judgement>& judgements, const std::string& file_name, StatementTable& table,
           MatrixImport& result) {
  std::map<std::string, std::size_t, std::less<>> rows;
  for (std::size_t i = 0; i < table.rows.size(); ++i) rows.emplace(trimmed(table.rows[i].text(Column::id)), i);
  for (const auto& judgement : judgements) {
    const auto is_other = [&](const std::string& id) {
      const auto found = rows.find(id);
      if (found == rows.end()) return false;
      const auto& row = table.rows[found->second];
      return trimmed(row.text(Column::issue)) != judgement.issue ||
             trimmed(row.text(Column::option)) != judgement.option ||
             trimmed(row.text(Column::party)) != judgement.party;
    };
    const auto id = unused(fmt::format("m-{}-{}-{}", judgement.issue, judgement.option, judgement.party), is_other);
    const auto [entry, fresh] = rows.emplace(id, table.rows.size());
    if (fresh) table.rows.emplace_back();
    auto& row = table.rows[entry->second];
    const bool same = !fresh && trimmed(row.text(Column::stance)) == judgement.stance &&
                      (judgement.reason.empty() || trimmed(row.text(Column::note)) == judgement.reason);
    if (same) {
      ++result.unchanged;
      continue;
    }
    (fresh ? result.added : result.replaced).push_back(id);
    row.text(Column::stance) = judgement.stance;
    if (!judgement.reason.empty()) row.text(Column::note) = judgement.reason;
    if (!fresh) continue;
    if (judgement.reason.empty()) row.text(Column::note) = fmt::format("matrix {}, row {}", file_name, judgement.line);
    row.text(Column::id) = id;
    row.text(Column::party) = judgement.party;
    row.text(Column::form) = "judgement";
    row.text(Column::issue) = judgement.issue;
    row.text(Column::option) = judgement.option;
  }
}

StatementTable read_table(const fs::path& path) {
  if (!fs::exists(path)) return {};
  std::vector<Problem> problems;
  auto table = statement_table(parse_csv_table(read_file(path), path.string(), problems), problems);
  throw_if_errors(problems);
  return table;
}

// Reservation values go into a case that is made; one that exists must have the same.
void set_reservations(const CsvFile& file, const MatrixTerms& terms, const Casebook* casebook, NewCase& plan,
                      std::vector<Problem>& problems) {
  for (std::size_t p = 0; p < terms.reservations.size() && p < plan.parties.size(); ++p) {
    if (!terms.reservations[p]) continue;
    const auto& field = *terms.reservations[p];
    plan.parties[p].reservation = trimmed(field.text);
    if (casebook == nullptr) continue;
    const auto& reservation = casebook->parties[casebook->find_party(plan.parties[p].id)].reservation;
    const auto given = parse_number(trimmed(field.text));
    const bool same = reservation && reservation->is_number() && given &&
                      exact_rational(reservation->parameters[0]) == exact_rational(*given);
    if (same) continue;
    problems.push_back(file.problem(
        Severity::error, field, fmt::format("the case has another reservation value for '{}'", plan.parties[p].id),
        reservation ? reservation->text : "a `reservation` in case.yaml", "change it in case.yaml"));
  }
}

}  // namespace

MatrixImport import_matrix(const fs::path& csv, const fs::path& folder) {
  std::vector<Problem> problems;
  const auto file = parse_csv_table(read_file(csv), csv.string(), problems);
  return import_matrix(file, folder, {"Made from the matrix " + csv.filename().string() + ".", {}}, problems);
}

MatrixImport import_matrix(const CsvFile& file, const fs::path& folder, const MatrixTerms& terms,
                           std::vector<Problem>& problems) {
  const auto statements = folder / "statements.csv";
  const bool exists = fs::exists(folder / "case.yaml");
  auto table = read_table(statements);
  if (!exists && !table.rows.empty())
    throw Error("this folder holds statements but no case", statements.string(),
                "a folder with case.yaml, or a new one");
  std::optional<Casebook> casebook;
  if (exists) casebook = read_casebook(folder, problems);
  MatrixReader reader(file, casebook ? &*casebook : nullptr, problems);
  reader.read();
  if (!has_error(problems)) set_reservations(file, terms, casebook ? &*casebook : nullptr, reader.plan, problems);
  throw_if_errors(problems);

  MatrixImport result;
  result.created = !exists;
  for (const auto& party : reader.plan.parties) result.parties.push_back(party.id);
  for (const auto& issue : reader.plan.issues) result.issues.push_back(issue.id);
  merge(reader.judgements, fs::path(file.source.file()).filename().string(), table, result);
  if (!exists) {
    reader.plan.title =
        folder.filename().empty() ? folder.parent_path().filename().string() : folder.filename().string();
    reader.plan.note = terms.note;
    make_case(folder, reader.plan, table);
  } else if (!result.added.empty() || !result.replaced.empty()) {
    write_statements(statements, table);
  }
  return result;
}

}  // namespace parley
