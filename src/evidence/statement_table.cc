#include "evidence/statement_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "evidence/words.h"
#include "text/files.h"

namespace parley {

StatementTable statement_table(const CsvFile& file, std::vector<Problem>& problems, std::span<const std::string> more) {
  StatementTable table{.separator = file.separator,
                       .byte_order_mark = file.byte_order_mark,
                       .more_columns = {more.begin(), more.end()},
                       .rows = {}};
  if (file.records.empty()) return table;
  const auto& header = file.records.front();
  std::vector<std::string> names(statement_columns.begin(), statement_columns.end());
  names.insert(names.end(), more.begin(), more.end());
  std::vector<std::optional<std::size_t>> where(names.size());
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string name(trimmed(header[i].text));
    const auto known = std::find(names.begin(), names.end(), name);
    if (known == names.end()) {
      problems.push_back(
          file.problem(Severity::error, header[i],
                       name.empty() ? std::string("a column without a name") : fmt::format("unknown column '{}'", name),
                       fmt::format("one of {}", fmt::join(names, ", ")), suggestion(name, names)));
      continue;
    }
    auto& slot = where[static_cast<std::size_t>(known - names.begin())];
    if (slot)
      problems.push_back(
          file.problem(Severity::error, header[i], fmt::format("column '{}' stands twice", name), "each column once"));
    else
      slot = i;
  }
  if (!where[0]) {
    problems.push_back(file.problem(Severity::error, header.front(), "there is no column 'id'",
                                    "a header row with at least the column id"));
    return table;
  }
  for (std::size_t r = 1; r < file.records.size(); ++r) {
    auto& row = table.rows.emplace_back();
    row.more.resize(more.size());
    for (std::size_t c = 0; c < where.size(); ++c) {
      const auto& record = file.records[r];
      auto& field = c < row.fields.size() ? row.fields[c] : row.more[c - row.fields.size()];
      field = where[c] ? record[*where[c]] : CsvField{{}, record.front().line, record.front().column};
    }
  }
  return table;
}

std::string format_statements(const StatementTable& table) {
  std::vector<std::vector<std::string>> records{{statement_columns.begin(), statement_columns.end()}};
  records.front().insert(records.front().end(), table.more_columns.begin(), table.more_columns.end());
  for (const auto& row : table.rows) {
    auto& record = records.emplace_back();
    for (const auto& field : row.fields) record.push_back(field.text);
    for (const auto& field : row.more) record.push_back(field.text);
    record.resize(records.front().size());
  }
  return (table.byte_order_mark ? "\xEF\xBB\xBF" : "") + format_csv(records, table.separator);
}

void write_statements(const std::filesystem::path& path, const StatementTable& table) {
  write_file(path, format_statements(table));
}

}  // namespace parley
