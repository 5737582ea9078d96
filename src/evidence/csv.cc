#include "evidence/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/ascii.h"
#include "text/encoding.h"

namespace parley {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view separators = ",;\t";

std::string with_line_feeds(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      result += '\n';
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    } else {
      result += text[i];
    }
  }
  return result;
}

// Length of the well-formed UTF-8 sequence at `at` (Unicode 15, table 3-7), 0 if there is none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return tail(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool in_range = first == 0xE0 ? byte(1) >= 0xA0 : first == 0xED ? byte(1) <= 0x9F : true;
    return tail(1) && tail(2) && in_range ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool in_range = first == 0xF0 ? byte(1) >= 0x90 : first == 0xF4 ? byte(1) <= 0x8F : true;
    return tail(1) && tail(2) && tail(3) && in_range ? 4 : 0;
  }
  return 0;
}

// The offset of the first byte that is not UTF-8, or npos.
std::size_t first_malformed(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(text, i);
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

Problem encoding_problem(std::string_view bytes, std::size_t at, const SourceText& source) {
  const auto encoding = probable_encoding(bytes);
  auto message = encoding.empty() ? std::string("this is not UTF-8")
                                  : fmt::format("this is not UTF-8; it is probably {}", encoding);
  Problem problem{.place = source.place(at),
                  .message = std::move(message),
                  .expected = "UTF-8 text",
                  .hint = "save it as \"CSV UTF-8\", or with the encoding UTF-8",
                  .source_line = {}};
  return problem;
}

// The separator that the first record has most of, outside quotation marks; the comma where there is none.
char detect_separator(std::string_view text) {
  std::array<std::size_t, separators.size()> counts{};
  bool quoted = false, begun = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') {
      if (begun) break;
      continue;
    }
    begun = true;
    if (const auto k = separators.find(c); k != std::string_view::npos) ++counts[k];
  }
  return separators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

// Walks over the text once, counting lines and columns.
class Parser {
 public:
  Parser(std::string_view text, CsvFile& file, std::vector<Problem>& problems)
      : text_(text), file_(file), problems_(problems) {}

  void run() {
    skip_separator_line();
    while (at_ < text_.size()) {
      if (ends_line()) {
        step();
        continue;
      }
      read_record();
    }
  }

 private:
  [[nodiscard]] char here() const { return text_[at_]; }
  [[nodiscard]] bool ends_line() const { return here() == '\n' || here() == '\r'; }
  [[nodiscard]] bool ends_field() const { return at_ == text_.size() || here() == file_.separator || ends_line(); }

  // Passes one character (of a CRLF both), giving its bytes to `into` if there is one.
  void step(std::string* into = nullptr) {
    const std::size_t begin = at_;
    if (ends_line()) {
      at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
      ++line_;
      column_ = 1;
    } else {
      at_ += sequence_length(text_, at_);
      ++column_;
    }
    if (into != nullptr) into->append(text_, begin, at_ - begin);
  }

  // Passes all before the next of `stops`, giving it to `into`.
  void step_to(std::string_view stops, std::string& into) {
    const auto run = text_.substr(at_, std::min(text_.find_first_of(stops, at_), text_.size()) - at_);
    into.append(run);
    at_ += run.size();
    column_ += code_points(run);
  }

  void skip_separator_line() {
    const auto first = text_.substr(0, text_.find_first_of("\r\n"));
    if (first.size() != 5 || !first.starts_with("sep=") || separators.find(first[4]) == std::string_view::npos) {
      file_.separator = detect_separator(text_);
      return;
    }
    file_.separator = first[4];
    while (at_ < text_.size() && !ends_line()) step();
    if (at_ < text_.size()) step();
  }

  void read_record() {
    auto& record = file_.records.emplace_back();
    while (true) {
      record.push_back(here_is_mark() ? quoted_field() : plain_field());
      if (at_ == text_.size()) return;
      const bool last = here() != file_.separator;
      step();
      if (last) return;
    }
  }

  [[nodiscard]] bool here_is_mark() const { return at_ < text_.size() && here() == '"'; }

  CsvField plain_field() {
    CsvField field{.text = {}, .line = line_, .column = column_};
    const std::array<char, 4> stops{file_.separator, '\n', '\r', '"'};
    bool reported = false;
    for (step_to({stops.data(), stops.size()}, field.text); !ends_field();
         step_to({stops.data(), stops.size()}, field.text)) {
      if (!reported)
        report("a quotation mark inside a field that does not begin with one",
               "the whole field in quotation marks, and the marks in it doubled");
      reported = true;
      step(&field.text);
    }
    return field;
  }

  CsvField quoted_field() {
    const Place opening{file_.source.file(), line_, column_};
    step();
    CsvField field{.text = {}, .line = line_, .column = column_};
    while (at_ < text_.size()) {
      step_to("\"\n\r", field.text);
      if (at_ == text_.size()) break;
      if (here() != '"') {
        step(&field.text);
        continue;
      }
      step();
      if (!here_is_mark()) {
        if (!ends_field()) report("text after a closing quotation mark", "a separator or the end of the line");
        while (!ends_field()) step(&field.text);
        return field;
      }
      step(&field.text);
    }
    problems_.push_back(file_.source.problem(Severity::error, opening, "this quotation mark is never closed",
                                             "a closing quotation mark"));
    return field;
  }

  void report(std::string message, std::string expected) {
    problems_.push_back(file_.source.problem(Severity::error, {file_.source.file(), line_, column_}, std::move(message),
                                             std::move(expected)));
  }

  std::string_view text_;
  CsvFile& file_;
  std::vector<Problem>& problems_;
  std::size_t at_ = 0, line_ = 1, column_ = 1;
};

bool has_content(const std::vector<CsvField>& record) {
  return std::any_of(record.begin(), record.end(),
                     [](const CsvField& f) { return f.text.find_first_not_of(" \t\r\n") != std::string::npos; });
}

// Drops what a spreadsheet leaves at the right of a record.
void trim_right(std::vector<CsvField>& record, std::size_t width) {
  while (record.size() > width && record.back().text.find_first_not_of(" \t\r\n") == std::string::npos)
    record.pop_back();
}

}  // namespace

Problem CsvFile::problem(Severity severity, const CsvField& field, std::string message, std::string expected,
                         std::string hint, std::size_t skip) const {
  const auto first_line = std::string_view(field.text).substr(0, field.text.find_first_of("\r\n"));
  const std::size_t length = code_points(first_line);
  Place where = place(field);
  where.column += skip;
  return source.problem(severity, std::move(where), std::move(message), std::move(expected), std::move(hint),
                        length > skip ? length - skip : 1);
}

CsvFile parse_csv(std::string_view bytes, std::string file, std::vector<Problem>& problems) {
  const bool mark = bytes.starts_with(byte_order_mark);
  const auto text = bytes.substr(mark ? byte_order_mark.size() : 0);
  const std::size_t malformed = std::min(first_malformed(text), text.find('\0'));
  const bool unreadable = malformed != std::string_view::npos;
  CsvFile result{.source = SourceText(std::move(file), with_line_feeds(unreadable ? text.substr(0, malformed) : text)),
                 .byte_order_mark = mark,
                 .records = {}};
  if (unreadable) {
    const std::size_t end = result.source.text().size();
    if (first_malformed(text) == std::string_view::npos && probable_encoding(text) != "UTF-16")
      problems.push_back({.place = result.source.place(end),
                          .message = "a NUL byte",
                          .expected = "UTF-8 text",
                          .hint = "the file is binary or damaged",
                          .source_line = {}});
    else
      problems.push_back(encoding_problem(bytes, end, result.source));
    return result;
  }
  Parser(text, result, problems).run();
  return result;
}

CsvFile parse_csv_table(std::string_view bytes, std::string file, std::vector<Problem>& problems) {
  const std::size_t before = problems.size();
  auto table = parse_csv(bytes, std::move(file), problems);
  auto& records = table.records;
  std::erase_if(records, [](const auto& record) { return !has_content(record); });
  if (records.empty()) {
    if (!has_error(std::span(problems).subspan(before)))
      problems.push_back({.place = {table.source.file(), 0, 0},
                          .message = "the file is empty",
                          .expected = "a header row with the names of the columns",
                          .hint = {},
                          .source_line = {}});
    return table;
  }
  trim_right(records.front(), 1);
  const std::size_t width = records.front().size();
  const auto misfits = [&](std::vector<CsvField>& record) {
    trim_right(record, width);
    if (record.size() == width) return false;
    const bool more = record.size() > width;
    problems.push_back(table.problem(
        Severity::error, more ? record[width] : record.back(),
        fmt::format("this row has {} field{}, {} than the header", record.size(), record.size() == 1 ? "" : "s",
                    more ? "more" : "fewer"),
        fmt::format("{} field{}", width, width == 1 ? "" : "s"),
        more ? "a field that holds a separator must stand in quotation marks" : "empty fields need their separators"));
    return true;
  };
  records.erase(std::remove_if(records.begin() + 1, records.end(), misfits), records.end());
  return table;
}

std::string format_csv(std::span<const std::vector<std::string>> records, char separator) {
  std::string result;
  for (const auto& record : records) {
    const bool first = &record == records.data();
    for (std::size_t i = 0; i < record.size(); ++i) {
      const auto& field = record[i];
      if (i > 0) result += separator;
      const bool guard = field.find_first_of("\"\r\n") != std::string::npos ||
                         field.find(separator) != std::string::npos || (record.size() == 1 && field.empty()) ||
                         (first && (field.find_first_of(separators) != std::string::npos ||
                                    (i == 0 && field.starts_with(byte_order_mark))));
      if (!guard) {
        result += field;
        continue;
      }
      result += '"';
      for (const char c : field) result.append(c == '"' ? 2 : 1, c);
      result += '"';
    }
    result += "\r\n";
  }
  return result;
}

}  // namespace parley
