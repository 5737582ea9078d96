// The rows of statements.csv as a person wrote them: every field's text kept, with its place.
//
// Reading statements interprets these rows; adding to a case writes them back, so that nothing a person wrote is lost.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "evidence/csv.h"

namespace parley {

enum class Column {
  id,
  document,
  start,
  end,
  quote,
  speaker,
  party,
  form,
  act,
  issue,
  option,
  stance,
  importance,
  condition,
  otherwise,
  claim,
  date,
  certainty,
  coder,
  note,
};

inline constexpr std::array<std::string_view, 20> statement_columns = {
    "id",     "document", "start",      "end",       "quote",     "speaker", "party", "form",      "act",   "issue",
    "option", "stance",   "importance", "condition", "otherwise", "claim",   "date",  "certainty", "coder", "note"};

/// One row; a column that the file does not have is an empty field.
struct StatementRow {
  std::array<CsvField, statement_columns.size()> fields;
  std::vector<CsvField> more;  ///< of the table's further columns, in their order; all of them or none

  [[nodiscard]] const CsvField& operator[](Column column) const { return fields[static_cast<std::size_t>(column)]; }
  [[nodiscard]] std::string& text(Column column) { return fields[static_cast<std::size_t>(column)].text; }
  [[nodiscard]] std::string_view text(Column column) const { return (*this)[column].text; }
};

struct StatementTable {
  char separator = ',';                   ///< kept when the table is written back
  bool byte_order_mark = false;           ///< likewise
  std::vector<std::string> more_columns;  ///< after the twenty; statements.csv has none
  std::vector<StatementRow> rows;
};

/// The rows of a parsed file, which may have `more` columns than the twenty. Problems: an unknown column (with "did you
/// mean"), a column named twice, no column `id`; without `id` there are no rows.
StatementTable statement_table(const CsvFile& file, std::vector<Problem>& problems,
                               std::span<const std::string> more = {});

/// The table as CSV, all its columns in the order above.
std::string format_statements(const StatementTable& table);

/// Writes the table atomically. Throws Error if that fails.
void write_statements(const std::filesystem::path& path, const StatementTable& table);

}  // namespace parley
