#include "exchange/brought.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "casebook/documents.h"
#include "casebook/texts.h"
#include "evidence/slug.h"
#include "evidence/statement_reader.h"
#include "evidence/words.h"
#include "model/case_texts.h"
#include "report/words.h"
#include "text/files.h"
#include "text/read.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

std::string bytes_there(const fs::path& path) { return fs::exists(path) ? read_file(path) : std::string(); }

Span without_space(const Document& document, Span span) {
  const auto is_space = [&](std::size_t i) {
    return document.text[i] == U' ' || document.text[i] == U'\n' || document.text[i] == U'\t';
  };
  while (span.begin < span.end && is_space(span.begin)) ++span.begin;
  while (span.end > span.begin && is_space(span.end - 1)) --span.end;
  return span;
}

// The files of a case as they are and as they will be.
class Bringing {
 public:
  Bringing(const fs::path& folder, const Brought& brought) : folder_(folder), brought_(brought) {
    result_.created = !fs::exists(folder / "case.yaml");
    result_.warnings = brought.warnings;
    if (result_.created && fs::exists(folder / "statements.csv") && !bytes_there(folder / "statements.csv").empty())
      throw Error("this folder holds statements but no case", (folder / "statements.csv").string(),
                  "a folder with case.yaml, or a new one");
    texts_["case.yaml"] = result_.created ? format_case(brought.plan) : read_file(folder / "case.yaml");
    texts_["documents.yaml"] = bytes_there(folder / "documents.yaml");
    casebook_ = read_casebook(folder, texts_, problems_);
    throw_if_errors(problems_);
  }

  BroughtCase run() {
    place_texts();
    list_ = append_sources(texts_["documents.yaml"], sources_);
    texts_["documents.yaml"] = append_sources(texts_["documents.yaml"], without_files(sources_));
    problems_.clear();
    casebook_ = read_casebook(folder_, texts_, problems_);
    merge_rows();
    throw_if_errors(problems_);
    put_aside_contradictions();
    merge_proposals();
    write();
    return std::move(result_);
  }

 private:
  // As the rows are checked against, before the texts are written.
  static std::vector<Source> without_files(std::vector<Source> sources) {
    for (Source& source : sources) source.file.clear();
    return sources;
  }

  [[nodiscard]] bool is_taken(const std::string& id, const std::string& hash, const std::string& extension) const {
    const auto has = [&](const auto& things) {
      return std::ranges::any_of(things, [&](const auto& thing) { return thing.id == id; });
    };
    const fs::path file = folder_ / "documents" / (id + extension);
    return has(casebook_.documents) || has(casebook_.parties) || has(casebook_.people) || has(casebook_.offices) ||
           has(sources_) || (fs::exists(file) && sha256(read_file(file)) != hash);
  }

  void place_texts() {
    std::map<std::string, std::string, std::less<>> by_text;  // the clean text's hash, whatever its file's format
    const auto hash_of = [](const Document& document) { return sha256(utf8(document.text)); };
    for (const Source& source : casebook_.documents)
      if (!source.file.empty() && !source.missing)
        by_text.emplace(hash_of(read_document(folder_ / source.file)), source.id);
    for (const BroughtText& text : brought_.texts) {
      const std::string hash = sha256(text.bytes);
      const auto [known, fresh] = by_text.try_emplace(hash_of(parse_document(text.bytes, {}, text.source.file)));
      if (fresh) {
        Source source = text.source;
        const std::string extension = fs::path(text.source.file).extension().string();
        source.id = unused(short_id(source.id), [&](const std::string& id) { return is_taken(id, hash, extension); });
        source.file = "documents/" + source.id + extension;
        source.sha256 = hash;
        known->second = source.id;
        bytes_.push_back(&text.bytes);
        result_.documents.push_back(source.id);
        sources_.push_back(std::move(source));
      }
      ids_.push_back(known->second);
    }
  }

  // Rows as the file will have them, read once more as a person's rows are.
  void merge_rows() {
    const fs::path path = folder_ / "statements.csv";
    std::vector<Problem> ignored;
    table_ = statement_table(parse_csv_table(bytes_there(path), path.string(), ignored), problems_);
    std::map<std::string, std::size_t, std::less<>> at;
    for (std::size_t r = 0; r < table_.rows.size(); ++r) at.emplace(trimmed(table_.rows[r].text(Column::id)), r);
    for (const BroughtRow& brought : brought_.rows) {
      StatementRow row = brought.row;
      if (brought.text != no_text) row.text(Column::document) = ids_[brought.text];
      const std::string id(row.text(Column::id));
      const auto [entry, fresh] = at.try_emplace(id, table_.rows.size());
      if (fresh) {
        table_.rows.push_back(std::move(row));
      } else if (same(table_.rows[entry->second], row)) {
        ++result_.unchanged;
        continue;
      } else {
        earlier_.emplace(id, std::exchange(table_.rows[entry->second], std::move(row)));
      }
      (fresh ? result_.added : result_.replaced).push_back(id);
      touched_.insert(id);
    }
    check();
  }

  static bool same(const StatementRow& one, const StatementRow& other) {
    return std::ranges::equal(one.fields, other.fields,
                              [](const CsvField& a, const CsvField& b) { return trimmed(a.text) == trimmed(b.text); });
  }

  void check() {
    std::vector<Problem> of_rows;
    const CsvFile file =
        parse_csv_table(format_statements(table_), (folder_ / "statements.csv").string() + " to be", of_rows);
    for (const StatementRow& row : statement_table(file, of_rows).rows)
      if (touched_.contains(row.text(Column::id))) read_statement(casebook_, file, row, of_rows);
    for (Problem& problem : of_rows)
      (problem.severity == Severity::error ? problems_ : result_.warnings).push_back(std::move(problem));
  }

  // A row that the case as a whole cannot have, as one that contradicts another of its date, source and rank, becomes a
  // proposal: a person decides.
  void put_aside_contradictions() {
    for (std::size_t aside = 1; aside > 0;) {
      texts_["statements.csv"] = format_statements(table_);
      std::vector<Problem> found;
      const Case c = read_case(folder_, texts_, found);
      std::map<std::size_t, std::string> ids;  // of rows, by line
      for (const Statement& s : c.statements) ids.emplace(s.place.line, s.id);
      aside = 0;
      for (const Problem& problem : found) {
        const auto id = ids.find(problem.place.line);
        const bool of_row = problem.severity == Severity::error && problem.place.file.ends_with("statements.csv");
        if (of_row && id != ids.end() && touched_.contains(id->second) && put_aside(id->second, problem.message))
          ++aside;
      }
    }
  }

  bool put_aside(const std::string& id, const std::string& why) {
    const auto at = std::ranges::find_if(table_.rows, [&](const auto& row) { return row.text(Column::id) == id; });
    if (touched_.erase(id) == 0 || at == table_.rows.end()) return false;
    Proposed proposed;
    proposed.row = *at;
    proposed.evidence = why;
    if (const auto before = earlier_.find(id); before != earlier_.end())
      *at = before->second;
    else
      table_.rows.erase(at);
    std::erase(result_.added, id);
    std::erase(result_.replaced, id);
    aside_.push_back({no_text, std::move(proposed)});
    return true;
  }

  void merge_proposals() {
    std::vector<BroughtProposal> proposals = brought_.proposals;
    proposals.insert(proposals.end(), aside_.begin(), aside_.end());
    if (!aside_.empty())
      result_.warnings.push_back(warning(counted(aside_.size(), "row is", "rows are") +
                                             " proposed, not coded: the case cannot have them beside others, as the "
                                             "column `evidence` says",
                                         (folder_ / "proposals.csv").string()));
    if (proposals.empty()) return;
    proposals_ = read_proposals(folder_);
    std::set<std::string, std::less<>> there;
    for (const Proposed& row : proposals_.rows) there.emplace(trimmed(row.id()));
    for (const BroughtProposal& brought : proposals) {
      Proposed proposed = brought.proposed;
      if (brought.text != no_text) proposed.row.text(Column::document) = ids_[brought.text];
      if (!there.emplace(proposed.id()).second) continue;
      ++result_.proposed;
      proposals_.rows.push_back(std::move(proposed));
    }
  }

  void write() const {
    std::error_code failed;
    fs::create_directories(sources_.empty() ? folder_ : folder_ / "documents", failed);
    if (failed) throw Error("cannot make this folder: " + failed.message(), folder_.string());
    for (std::size_t i = 0; i < sources_.size(); ++i) write_file(folder_ / sources_[i].file, *bytes_[i]);
    if (!sources_.empty()) write_file(folder_ / "documents.yaml", list_);
    if (result_.created) write_file(folder_ / "case.yaml", texts_.at("case.yaml"));
    if (result_.proposed > 0) write_proposals(folder_, proposals_);
    if (result_.created || !result_.added.empty() || !result_.replaced.empty())
      write_file(folder_ / "statements.csv", texts_.at("statements.csv"));
  }

  const fs::path& folder_;
  const Brought& brought_;
  BroughtCase result_;
  std::vector<Problem> problems_;
  CaseTexts texts_;   // what the rows are checked against
  std::string list_;  // documents.yaml as it will be
  Casebook casebook_;
  std::vector<std::string> ids_;  // of each brought text
  std::vector<Source> sources_;   // the new ones
  std::vector<const std::string*> bytes_;
  StatementTable table_;
  std::set<std::string, std::less<>> touched_;   // ids of rows that are brought
  std::map<std::string, StatementRow> earlier_;  // the rows that they replace
  std::vector<BroughtProposal> aside_;
  ProposalTable proposals_;
};

}  // namespace

BroughtCase bring(const fs::path& folder, const Brought& brought) { return Bringing(folder, brought).run(); }

void set_passage(StatementRow& row, const Document& document, Span passage) {
  const Span span = without_space(document, passage);
  row.text(Column::start) = std::to_string(span.begin);
  row.text(Column::end) = std::to_string(span.end);
  row.text(Column::quote) = utf8(std::u32string_view(document.text).substr(span.begin, span.size()));
}

}  // namespace parley
