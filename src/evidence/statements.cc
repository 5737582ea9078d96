// Reading a case's statements: the rows, then their quotations in their documents, each document read once.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "evidence/quotation.h"
#include "evidence/repetition.h"
#include "evidence/statement.h"
#include "evidence/statement_reader.h"
#include "evidence/words.h"
#include "text/files.h"
#include "text/read.h"

namespace parley {
namespace {

constexpr std::size_t most_quoted = 160;

// Puts what was found in a file, from one problem on, in the order of its lines; other files' come after.
void put_in_order(std::vector<Problem>& problems, std::size_t from, const std::string& file) {
  std::stable_sort(problems.begin() + static_cast<std::ptrdiff_t>(from), problems.end(),
                   [&](const Problem& a, const Problem& b) {
                     return std::tuple(a.place.file != file, a.place) < std::tuple(b.place.file != file, b.place);
                   });
}

// Looks for quotations in the documents they name, and says what it finds.
class Anchorer {
 public:
  Anchorer(Casebook& casebook, const CsvFile& file, std::vector<Problem>& problems)
      : casebook_(casebook), file_(file), problems_(problems) {}

  // Anchors the quotations from one document; `lost` is told of each that is not there.
  template <typename Lost>
  void anchor(int document, const std::vector<CodedRow*>& rows, Lost lost) {
    const auto& source = casebook_.documents[document];
    if (source.missing || source.file.empty()) {
      report(Severity::warning, *rows.front(),
             fmt::format("the text of document '{}' is missing: {} of its quotations {} not verified", source.id,
                         rows.size(), rows.size() == 1 ? "is" : "are"));
      for (auto* row : rows) row->statement.span.reset();
      return;
    }
    Document text;
    try {
      text = read_document(casebook_.folder / source.file);
    } catch (const Error& error) {
      problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
      for (auto* row : rows) lost(row);
      return;
    }
    QuotationFinder finder(text.text);
    for (auto* row : rows)
      if (!anchor(finder, text.text, *row)) lost(row);
    documents_.push_back(document);
    texts_.push_back(shingles_of(text));
  }

  // Once all are anchored.
  void compare_documents() { note_repetitions(casebook_, documents_, texts_, problems_); }

 private:
  bool anchor(QuotationFinder& finder, std::u32string_view text, CodedRow& row) {
    auto& span = row.statement.span;
    const auto expected = span;
    const auto anchor = finder.find(utf32(row.statement.quote), expected);
    const auto& id = casebook_.documents[row.statement.document].id;
    const auto passage = "\"" + excerpt(text.substr(anchor.span.begin, anchor.span.size()), most_quoted) + "\"";
    if (anchor.kind == AnchorKind::missing) {
      report(Severity::error, row, fmt::format("this quotation is not in document '{}'", id), "words that stand there",
             anchor.span.size() == 0 ? std::string() : "the nearest passage is " + passage);
      return false;
    }
    span = anchor.span;
    const auto position = fmt::format("start {} and end {}", span->begin, span->end);
    if (anchor.kind == AnchorKind::slips)
      report(Severity::warning, row, fmt::format("this quotation stands a little differently in document '{}'", id),
             passage, "it has " + position);
    else if (anchor.kind == AnchorKind::found && expected)
      report(Severity::warning, row, fmt::format("this quotation has moved in document '{}'", id), position);
    else if (anchor.occurrences > 1 && !expected)
      report(Severity::warning, row,
             fmt::format("this quotation stands {} times in document '{}'; the first is taken", anchor.occurrences, id),
             "start and end, to say which", "the first has " + position);
    return true;
  }

  void report(Severity severity, const CodedRow& row, std::string message, std::string expected = {},
              std::string hint = {}) {
    problems_.push_back(file_.problem(severity, row.quote, std::move(message), std::move(expected), std::move(hint)));
  }

  Casebook& casebook_;
  const CsvFile& file_;
  std::vector<Problem>& problems_;
  std::vector<int> documents_;  // whose texts were read, and their shingles
  std::vector<Shingles> texts_;
};

std::vector<Statement> statements_of(Casebook& casebook, const std::string& bytes, const std::filesystem::path& path,
                                     std::vector<Problem>& problems) {
  const std::size_t before = problems.size();
  const auto file = parse_csv_table(bytes, path.string(), problems);
  auto coded = parse_statements(casebook, file, problems);
  std::map<int, std::vector<CodedRow*>> by_document;
  for (auto& row : coded)
    if (!row.statement.quote.empty()) by_document[row.statement.document].push_back(&row);
  std::set<const CodedRow*> lost;
  Anchorer anchorer(casebook, file, problems);
  for (const auto& [document, rows] : by_document)
    anchorer.anchor(document, rows, [&](const CodedRow* row) { lost.insert(row); });
  anchorer.compare_documents();
  std::vector<Statement> statements;
  for (auto& row : coded)
    if (row.kept && !lost.contains(&row)) statements.push_back(std::move(row.statement));
  put_in_order(problems, before, path.string());
  return statements;
}

}  // namespace

std::vector<Statement> read_statements(Casebook& casebook, std::vector<Problem>& problems) {
  return read_statements(casebook, {}, problems);
}

std::vector<Statement> read_statements(Casebook& casebook, std::vector<Problem>& problems,
                                       const std::filesystem::path& path) {
  std::string bytes;
  try {
    bytes = read_file(path);
  } catch (const Error& error) {
    problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    return {};
  }
  return statements_of(casebook, bytes, path, problems);
}

std::vector<Statement> read_statements(Casebook& casebook, const CaseTexts& texts, std::vector<Problem>& problems) {
  const auto path = casebook.folder / "statements.csv";
  if (texts.empty() && !std::filesystem::exists(path)) {  // as in a case that has been read and not yet reviewed
    problems.push_back({Severity::warning,
                        {path.string(), 0, 0},
                        "no statement has been coded: there is no such file",
                        {},
                        "`parley review` writes it, from what `parley read` proposes",
                        {}});
    return {};
  }
  if (const auto unsaved = texts.find("statements.csv"); unsaved != texts.end())
    return statements_of(casebook, unsaved->second, path, problems);
  return read_statements(casebook, problems, path);
}

}  // namespace parley
