// One row of statements.csv made a statement: every field read, then what the row as a whole must have.
#pragma once

#include <optional>
#include <vector>

#include "casebook/casebook.h"
#include "casebook/texts.h"
#include "evidence/csv.h"
#include "evidence/statement.h"
#include "evidence/statement_table.h"

namespace parley {

/// A statement and the field of its quotation, for what is said about it later.
struct CodedRow {
  Statement statement;
  CsvField quote;
  bool kept = true;  ///< false where the row has an error: only its quotation is still looked for
};

/// Reads a row against the casebook; the quotation is not yet looked for, and `span` holds the position as written.
/// Adds every problem of the row. Nothing where any of them is an error.
std::optional<Statement> read_statement(const Casebook& casebook, const CsvFile& file, const StatementRow& row,
                                        std::vector<Problem>& problems);

/// As read_statements of a case's folder, with `texts` in place of its statements.csv.
std::vector<Statement> read_statements(Casebook& casebook, const CaseTexts& texts, std::vector<Problem>& problems);

/// Reads all rows of a file so, and what concerns them together: ids that stand twice, firmness of rows that do not
/// exist. A row with an error is among them where its document and its quotation are there.
std::vector<CodedRow> parse_statements(const Casebook& casebook, const CsvFile& file, std::vector<Problem>& problems);

}  // namespace parley
