#include "exchange/table.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "core/ascii.h"
#include "evidence/words.h"
#include "text/files.h"

namespace parley {
namespace {

// Turns a table into the matrix that it stands for: columns issue and option, then the parties.
class TableReader {
 public:
  TableReader(const CsvFile& table, bool clauses, std::vector<Problem>& problems)
      : table_(table), matrix_{table}, clauses_(clauses), problems_(problems) {
    matrix_.records.clear();
  }

  void read() {
    if (table_.records.empty() || !read_header()) return;
    const std::size_t last = table_.records.size() - 1;
    read_threshold(table_.records[last], last > 0);
    for (std::size_t r = 1; r < table_.records.size() - (has_threshold_ ? 1 : 0); ++r) read_row(table_.records[r]);
    if (clauses_ && !has_threshold_)
      error(table_.records[last][0], "a table of clauses without thresholds", "a last row `threshold`");
    if (!clauses_) check_whole();
  }

  CsvFile take_matrix() { return std::move(matrix_); }
  [[nodiscard]] bool clauses() const { return clauses_; }
  std::vector<std::optional<CsvField>> thresholds;

 private:
  using Record = std::vector<CsvField>;

  void error(const CsvField& field, std::string message, std::string expected = {}, std::string hint = {}) {
    problems_.push_back(
        table_.problem(Severity::error, field, std::move(message), std::move(expected), std::move(hint)));
  }

  bool read_header() {
    const auto& header = table_.records.front();
    for (std::size_t c = 0; c < header.size(); ++c) {
      const auto name = ascii_lower(trimmed(header[c].text));
      auto* special = name == "issue" ? &issue_ : name == "option" ? &option_ : name == "clause" ? &clause_ : nullptr;
      if (special == nullptr)
        parties_.push_back(c);
      else if (*special)
        error(header[c], fmt::format("column '{}' stands twice", name), "each column once");
      else
        *special = c;
    }
    clauses_ = clauses_ || !option_;
    const auto named = clauses_ ? (clause_ ? clause_ : option_ ? option_ : issue_) : issue_;
    if (!named)
      return error(header.front(), "there is no column 'issue'",
                   "a header row: issue, option, then a party a column; or clause, then the parties"),
             false;
    if (parties_.empty()) return error(header.front(), "a table without parties", "a column for each party"), false;
    name_ = *named;
    Record record{word(header[name_], "issue"), word(header[name_], "option")};
    for (const auto c : parties_) record.push_back(header[c]);
    matrix_.records.push_back(std::move(record));
    return true;
  }

  static CsvField word(const CsvField& at, std::string_view text) {
    auto field = at;
    field.text = text;
    return field;
  }

  // The cell that names a row: of clauses the option too, where a table of issues and options is read as clauses.
  [[nodiscard]] const CsvField& name_of(const Record& record) const {
    if (clauses_ && trimmed(record[name_].text).empty() && issue_) return record[*issue_];
    return record[name_];
  }

  [[nodiscard]] bool is_threshold(const Record& record) const {
    return ascii_lower(trimmed(name_of(record).text)) == "threshold" &&
           (!option_ || clauses_ || trimmed(record[*option_].text).empty());
  }

  void read_threshold(const Record& record, bool is_row) {
    has_threshold_ = is_row && is_threshold(record);
    for (const auto c : parties_) {
      thresholds.emplace_back();
      if (!has_threshold_ || trimmed(record[c].text).empty()) continue;
      if (number(record[c])) thresholds.back() = clauses_ ? word(record[c], "0") : record[c];
    }
  }

  std::optional<Rational> number(const CsvField& field) {
    const auto text = trimmed(field.text);
    if (const auto number = parse_number(text)) return exact_rational(*number);
    const std::string why = why_no_number(text);
    error(field, fmt::format("'{}' is not a number{}{}", text, why.empty() ? "" : ": ", why), "a finite number",
          value_suggestion(text, {}));
    return std::nullopt;
  }

  void read_row(const Record& record) {
    const auto& name = name_of(record);
    if (is_threshold(record)) return error(name, "thresholds above other rows", "one row `threshold`, the last");
    clauses_ ? read_clause(record, name) : read_option(record);
  }

  void read_option(const Record& record) {
    Record row{record[*issue_], record[*option_]};
    for (std::size_t p = 0; p < parties_.size(); ++p) {
      const auto& cell = record[parties_[p]];
      const bool empty = trimmed(cell.text).empty();
      if (!empty) static_cast<void>(number(cell));
      auto& [filled, gap] = coverage_[{ascii_lower(trimmed(record[*issue_].text)), p}];
      filled = filled || !empty;
      if (empty && gap == nullptr) gap = &cell;
      row.push_back(cell);
    }
    matrix_.records.push_back(std::move(row));
  }

  // A party has a number for each option of an issue, or for none.
  void check_whole() {
    for (const auto& [key, cells] : coverage_)
      if (cells.first && cells.second != nullptr)
        error(*cells.second, "no number where the party has one for another option of the issue", "a number");
  }

  void read_clause(const Record& record, const CsvField& name) {
    if (!clause_names_.insert(ascii_lower(trimmed(name.text))).second)
      return error(name, fmt::format("clause '{}' stands twice", trimmed(name.text)), "each clause once");
    Record in{name, word(name, clause_in)}, out{name, word(name, clause_out)};
    const auto& last = table_.records.back();
    for (const auto c : parties_) {
      const bool scored = !trimmed(record[c].text).empty();
      const auto score = scored ? number(record[c]) : std::nullopt;
      const auto threshold = parse_number(trimmed(last[c].text));
      if (has_threshold_ && scored && trimmed(last[c].text).empty())
        error(record[c], "a score of a party without a threshold", "a threshold for it");
      bool rounded = false;
      const bool both = score && threshold && has_threshold_;
      in.push_back(word(record[c], both ? number_text(*score - exact_rational(*threshold), rounded) : ""));
      out.push_back(word(record[c], both ? "0" : ""));
      if (rounded) error(record[c], "a score of too many digits", "at most 40 characters");
    }
    matrix_.records.push_back(std::move(in));
    matrix_.records.push_back(std::move(out));
  }

  const CsvFile& table_;
  CsvFile matrix_;
  bool clauses_;
  std::vector<Problem>& problems_;
  std::optional<std::size_t> issue_, option_, clause_;
  std::size_t name_ = 0;
  std::vector<std::size_t> parties_;  // columns
  bool has_threshold_ = false;
  std::set<std::string> clause_names_;
  std::map<std::pair<std::string, std::size_t>, std::pair<bool, const CsvField*>> coverage_;
};

}  // namespace

MatrixImport import_table(const std::filesystem::path& csv, const std::filesystem::path& folder, bool clauses) {
  std::vector<Problem> problems;
  const auto table = parse_csv_table(read_file(csv), csv.string(), problems);
  TableReader reader(table, clauses, problems);
  reader.read();
  throw_if_errors(problems);
  const auto name = csv.filename().string();
  MatrixTerms terms{fmt::format("Made from the table {}: its thresholds are reservation values.", name),
                    reader.thresholds};
  if (reader.clauses())
    terms.note = fmt::format(
        "Made from the clauses of {}: a clause is worth its score less the party's threshold where it is included, and "
        "0 "
        "where it is left out.",
        name);
  return import_matrix(reader.take_matrix(), folder, terms, problems);
}

std::string table_of(const Scenario& scenario, std::vector<Problem>& warnings) {
  refuse_boxes(scenario, "a table");
  std::vector<std::vector<std::string>> records{{"issue", "option"}};
  std::vector<std::string> threshold{"threshold", ""};
  bool rounded = false, any = false;
  for (const auto& party : scenario.parties) {
    records.front().push_back(party.name);
    any = any || party.reservation;
    threshold.push_back(party.reservation ? number_text(*party.reservation, rounded) : "");
  }
  for (std::size_t i = 0; i < scenario.issues.size(); ++i)
    for (std::size_t o = 0; o < scenario.issues[i].options.size(); ++o) {
      auto& record = records.emplace_back();
      record = {scenario.issues[i].name, scenario.issues[i].options[o]};
      for (const auto& party : scenario.parties)
        record.push_back(party.values[i].empty() ? "" : number_text(party.weights[i] * party.values[i][o], rounded));
    }
  if (any) records.push_back(threshold);
  if (rounded) warnings.push_back(warning("numbers of more than 40 characters are rounded to 25 digits"));
  return format_csv(records);
}

}  // namespace parley
