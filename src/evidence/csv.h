// Comma-separated values (RFC 4180) as spreadsheets write them, with the place of every field.
//
// UTF-8 with or without a byte-order mark; records end with CRLF, LF or CR; the separator (comma, semicolon or tab) is
// the one that the first record has most of, or the one a first line "sep=;" names. A field in quotation marks may hold
// separators, line ends and doubled marks.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace parley {

/// A field and the place of its first character (after the opening mark, if there is one).
struct CsvField {
  std::string text;
  std::size_t line = 1;
  std::size_t column = 1;
};

struct CsvFile {
  SourceText source;  ///< the text with its line ends made LF, for the lines that errors show
  char separator = ',';
  bool byte_order_mark = false;
  std::vector<std::vector<CsvField>> records;  ///< lines without any character are left out

  /// A problem at a field, `skip` code points into it.
  [[nodiscard]] Problem problem(Severity severity, const CsvField& field, std::string message,
                                std::string expected = {}, std::string hint = {}, std::size_t skip = 0) const;
  [[nodiscard]] Place place(const CsvField& field) const { return {source.file(), field.line, field.column}; }
};

/// Reads all records. Adds a problem for each: bytes that are not UTF-8 (naming the encoding they probably are) or NUL,
/// after which there are no records; a quotation mark that is never closed, text after a closing mark, a mark inside a
/// field that does not begin with one.
CsvFile parse_csv(std::string_view bytes, std::string file, std::vector<Problem>& problems);

/// Reads a table: the first record is its header. Empty columns at the right and records without content are dropped;
/// a record with too many or too few fields is an error and left out. Where there is no header, that is an error.
CsvFile parse_csv_table(std::string_view bytes, std::string file, std::vector<Problem>& problems);

/// The records as CSV with CRLF line ends; a field stands in quotation marks only where reading it back needs them.
std::string format_csv(std::span<const std::vector<std::string>> records, char separator = ',');

}  // namespace parley
