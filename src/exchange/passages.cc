#include "exchange/passages.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "evidence/words.h"
#include "report/words.h"
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

Json columns_json(const StatementRow& row) {
  Json json = Json::object();
  for (std::size_t c = 0; c < statement_columns.size(); ++c) {
    const auto column = static_cast<Column>(c);
    if (column != Column::start && column != Column::end && column != Column::quote && !row.text(column).empty())
      json[std::string(statement_columns[c])] = std::string(row.text(column));
  }
  return json;
}

void read_columns(const Json& json, StatementRow& row, const std::function<void(const std::string&)>& wrong) {
  for (const auto& [key, value] : json.items()) {
    const auto known = std::ranges::find(statement_columns, key);
    if (known == statement_columns.end() || !value.is_string())
      wrong(key);
    else
      row.text(static_cast<Column>(known - statement_columns.begin())) = value.get<std::string>();
  }
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
  if (left_out > 0)
    found.warnings.push_back(
        warning(counted(left_out, "row is", "rows are") + " left out: without a passage", path.string()));
  return found;
}

}  // namespace parley
