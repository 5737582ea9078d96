// Changing rows of statements.csv and leaving every other byte as it is.
//
// A person's file keeps its order, its columns, its quotation marks and its line ends: a changed row is written anew,
// the others are copied. Two versions that grew from one base are joined row by row, as long as no row was changed in
// both.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/statement_table.h"

namespace parley {

/// Fields of a row by column name.
using Fields = std::map<std::string, std::string, std::less<>>;

/// The text of statements.csv, to be changed row by row.
class RowText {
 public:
  /// Throws Error where it is no table with a column `id`.
  explicit RowText(std::string_view bytes);

  [[nodiscard]] std::vector<std::string> ids() const;
  /// The row's fields that are not empty; nothing if there is no such row.
  [[nodiscard]] std::optional<Fields> find(std::string_view id) const;
  /// Changes fields of a row. A column of statements.csv that the file does not have yet is added where it is needed.
  /// Throws Error if there is no such row, or statements have no such column.
  void set(std::string_view id, const Fields& fields);
  /// A row at the end. Throws Error if the id is taken.
  void add(const Fields& fields);
  void drop(std::string_view id);
  /// An id that no row has: `stem` and a number.
  [[nodiscard]] std::string unused(std::string_view stem) const;
  [[nodiscard]] std::string text() const;

 private:
  struct Record {
    std::string id;
    std::vector<std::string> fields;
    std::string bytes;  ///< as they stand in the file, with their line end
  };
  [[nodiscard]] Record* row(std::string_view id);
  void add_column(const std::string& name);
  [[nodiscard]] std::string format(const std::vector<std::string>& fields) const;
  friend std::optional<std::string> merge_rows(std::string_view, std::string_view, std::string_view);

  std::string head_;  ///< everything before the first row
  std::vector<std::string> columns_;
  std::vector<Record> records_;
  char separator_ = ',';
  std::string line_end_ = "\n";
};

/// `mine` with what `theirs` changed of `base`; nothing where both changed one row, or the columns differ.
std::optional<std::string> merge_rows(std::string_view base, std::string_view mine, std::string_view theirs);

}  // namespace parley
