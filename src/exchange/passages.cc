#include "exchange/passages.h"

#include <fmt/format.h>

#include <map>

#include "evidence/words.h"
#include "text/read.h"

namespace parley {

std::vector<std::optional<Document>> document_texts(const Casebook& casebook) {
  std::vector<std::optional<Document>> texts(casebook.documents.size());
  for (std::size_t d = 0; d < texts.size(); ++d) {
    const Source& source = casebook.documents[d];
    if (!source.missing && !source.file.empty()) texts[d] = read_document(casebook.folder / source.file);
  }
  return texts;
}

Passages passages_of(const Case& c) {
  Passages found;
  found.documents = document_texts(c.casebook);
  const auto path = c.casebook.folder / "statements.csv";
  std::vector<Problem> ignored;
  std::map<std::string, StatementRow, std::less<>> rows;
  for (StatementRow& row : statement_table(parse_csv_table(read_file(path), path.string(), ignored), ignored).rows)
    rows.emplace(trimmed(row.text(Column::id)), row);
  std::size_t left_out = 0;
  for (const Statement& s : c.statements) {
    if (s.span && s.document >= 0 && found.documents[s.document])
      found.passages.push_back({s.document, *s.span, rows[s.id]});
    else
      ++left_out;
  }
  if (left_out > 0) {
    Problem problem;
    problem.severity = Severity::warning;
    problem.place.file = path.string();
    problem.message = fmt::format("{} left out: without a passage",
                                  left_out == 1 ? "1 row is" : fmt::format("{} rows are", left_out));
    found.warnings.push_back(std::move(problem));
  }
  return found;
}

}  // namespace parley
