// The coded passages of a case, as tools that mark text hold them: which words of which document, and the row about
// them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "evidence/statement_table.h"
#include "model/case.h"
#include "report/json.h"
#include "text/document.h"

namespace parley {

struct Passage {
  int document = -1;  ///< of the casebook
  Span span;          ///< in the document's text
  StatementRow row;   ///< as it stands in statements.csv
};

struct Passages {
  std::vector<std::optional<Document>> documents;  ///< of the casebook's; nothing where the text is not there
  std::vector<Passage> passages;                   ///< in the order of statements.csv
  std::vector<Problem> warnings;                   ///< how many rows have no passage and are left out
};

/// The rows of the case that have a passage in a document whose text is there.
Passages passages_of(const Case& c);

/// The columns of a row that say something, by name, but for where its passage stands.
Json columns_json(const StatementRow& row);
/// Fills in the columns that `json` names; calls `wrong` with the name of each that is no column or no text.
void read_columns(const Json& json, StatementRow& row, const std::function<void(const std::string&)>& wrong);

/// The texts of the documents alone.
std::vector<std::optional<Document>> document_texts(const Casebook& casebook);

}  // namespace parley
