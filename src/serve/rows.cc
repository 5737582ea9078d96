#include "serve/rows.h"

#include <algorithm>

namespace parley {
namespace {

/// The lines of a text, each with its end.
std::vector<std::string_view> lines_with_ends(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    std::size_t end = text.find_first_of("\r\n");
    end = end == text.npos ? text.size() : end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::string bytes_of(const std::vector<std::string_view>& lines, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < std::min(end, lines.size()); ++i) text += lines[i];
  return text;
}

std::size_t column_of(const std::vector<std::string>& columns, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(columns, name) - columns.begin());
}

}  // namespace

RowText::RowText(std::string_view bytes) {
  std::vector<Problem> problems;
  const CsvFile file = parse_csv_table(bytes, "statements.csv", problems);
  throw_if_errors(problems);
  if (file.records.empty()) throw Error("there is no header", "statements.csv", "the names of the columns");
  const auto lines = lines_with_ends(bytes);
  if (lines.front().ends_with("\r\n")) line_end_ = "\r\n";
  separator_ = file.separator;
  for (const CsvField& field : file.records.front()) columns_.push_back(field.text);
  const std::size_t id = column_of(columns_, "id");
  if (id == columns_.size()) throw Error("there is no column `id`", "statements.csv", "the name of each row");
  // A record ends where the next one begins; records stand at the beginning of a line.
  const auto begin_of = [&](std::size_t record) {
    return record < file.records.size() ? file.records[record].front().line - 1 : lines.size();
  };
  head_ = bytes_of(lines, 0, begin_of(1));
  for (std::size_t r = 1; r < file.records.size(); ++r) {
    Record record;
    for (const CsvField& field : file.records[r]) record.fields.push_back(field.text);
    record.id = record.fields[id];
    record.bytes = bytes_of(lines, begin_of(r), begin_of(r + 1));
    records_.push_back(std::move(record));
  }
}

std::vector<std::string> RowText::ids() const {
  std::vector<std::string> list;
  for (const Record& record : records_) list.push_back(record.id);
  return list;
}

RowText::Record* RowText::row(std::string_view id) {
  const auto at = std::ranges::find(records_, id, &Record::id);
  return at == records_.end() ? nullptr : &*at;
}

std::optional<Fields> RowText::find(std::string_view id) const {
  const auto at = std::ranges::find(records_, id, &Record::id);
  if (at == records_.end()) return std::nullopt;
  Fields fields;
  for (std::size_t k = 0; k < columns_.size(); ++k)
    if (!at->fields[k].empty()) fields[columns_[k]] = at->fields[k];
  return fields;
}

std::string RowText::format(const std::vector<std::string>& fields) const {
  const std::vector<std::string> record[] = {fields};
  std::string text = format_csv(record, separator_);
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  return text + line_end_;
}

void RowText::add_column(const std::string& name) {
  if (std::ranges::find(statement_columns, name) == statement_columns.end())
    throw Error("statements have no column `" + name + "`", "statements.csv");
  columns_.push_back(name);
  const std::size_t end = head_.find_last_not_of("\r\n") + 1;
  head_.insert(end, separator_ + name);
  for (Record& each : records_) {
    each.fields.emplace_back();
    each.bytes = format(each.fields);
  }
}

void RowText::set(std::string_view id, const Fields& fields) {
  Record* const record = row(id);
  if (record == nullptr) throw Error("there is no statement '" + std::string(id) + "'", "statements.csv");
  for (const auto& [name, value] : fields) {
    const std::size_t column = column_of(columns_, name);
    if (column == columns_.size() && value.empty()) continue;
    if (column == columns_.size()) add_column(name);
    record->fields[column] = value;
  }
  record->bytes = format(record->fields);
}

void RowText::add(const Fields& fields) {
  const auto id = fields.find("id");
  if (id == fields.end() || id->second.empty()) throw Error("a statement without an id", "statements.csv", "an id");
  if (row(id->second) != nullptr) throw Error("the id '" + id->second + "' is taken", "statements.csv", "another one");
  Record record{id->second, std::vector<std::string>(columns_.size()), {}};
  std::string& last = records_.empty() ? head_ : records_.back().bytes;
  if (!last.ends_with('\n') && !last.ends_with('\r')) last += line_end_;
  records_.push_back(std::move(record));
  set(id->second, fields);
}

void RowText::drop(std::string_view id) {
  if (std::erase_if(records_, [&](const Record& record) { return record.id == id; }) == 0)
    throw Error("there is no statement '" + std::string(id) + "'", "statements.csv");
}

std::string RowText::unused(std::string_view stem) const {
  for (std::size_t n = 1;; ++n) {
    std::string id = std::string(stem) + std::to_string(n);
    if (std::ranges::find(records_, id, &Record::id) == records_.end()) return id;
  }
}

std::string RowText::text() const {
  std::string out = head_;
  for (const Record& record : records_) out += record.bytes;
  return out;
}

std::optional<std::string> merge_rows(std::string_view base_bytes, std::string_view mine_bytes,
                                      std::string_view theirs_bytes) {
  RowText base(base_bytes), mine(mine_bytes), theirs(theirs_bytes);
  if (mine.columns_ != theirs.columns_ || base.columns_ != theirs.columns_) return std::nullopt;
  const auto fields = [](RowText& text, const std::string& id) -> std::optional<std::vector<std::string>> {
    const auto* record = text.row(id);
    return record == nullptr ? std::nullopt : std::optional(record->fields);
  };
  std::vector<std::string> all = theirs.ids();
  for (const std::string& id : base.ids())
    if (theirs.row(id) == nullptr) all.push_back(id);
  for (const std::string& id : all) {
    const auto was = fields(base, id), here = fields(mine, id), there = fields(theirs, id);
    if (was == there || here == there) continue;
    if (was != here) return std::nullopt;
    if (!there) {
      mine.drop(id);
      continue;
    }
    if (here) {
      *mine.row(id) = *theirs.row(id);
    } else {
      std::string& last = mine.records_.empty() ? mine.head_ : mine.records_.back().bytes;
      if (!last.ends_with('\n') && !last.ends_with('\r')) last += mine.line_end_;
      mine.records_.push_back(*theirs.row(id));
    }
  }
  return mine.text();
}

}  // namespace parley
