#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

#include "casebook/date.h"
#include "evidence/csv.h"
#include "evidence/words.h"
#include "exchange/discourse.h"
#include "exchange/utf16.h"

namespace parley {
namespace {

constexpr std::array<std::string_view, 13> event_columns = {
    "statement ID", "time", "document ID", "document title", "author",  "source",   "section",
    "type",         "text", "person",      "organization",   "concept", "agreement"};
constexpr std::array<std::size_t, 5> must_be_there = {8, 9, 10, 11, 12};

class EventList {
 public:
  EventList(std::string_view bytes, std::string file) : csv_(parse_csv_table(bytes, std::move(file), problems_)) {}

  Discourse read() {
    if (!csv_.records.empty()) read_header();
    if (!has_error(problems_))
      for (std::size_t r = 1; r < csv_.records.size(); ++r) read_row(csv_.records[r]);
    throw_if_errors(problems_);
    return std::move(found_);
  }

 private:
  void error(const CsvField& field, std::string message, std::string expected) {
    problems_.push_back(csv_.problem(Severity::error, field, std::move(message), std::move(expected)));
  }

  void read_header() {
    const auto& header = csv_.records.front();
    for (std::size_t c = 0; c < header.size(); ++c) {
      const auto known = std::ranges::find(event_columns, trimmed(header[c].text));
      if (known != event_columns.end()) where_[static_cast<std::size_t>(known - event_columns.begin())] = c;
    }
    for (const std::size_t column : must_be_there)
      if (!where_[column])
        error(header.front(), fmt::format("there is no column '{}'", event_columns[column]),
              "an event list of Discourse Network Analyzer with the default variables");
    if (!where_[2] && !where_[3])
      error(header.front(), "there is no column 'document ID' or 'document title'", "one of the two");
  }

  [[nodiscard]] std::string field(const std::vector<CsvField>& record, std::size_t column) const {
    return where_[column] ? std::string(trimmed(record[*where_[column]].text)) : std::string();
  }

  void read_row(const std::vector<CsvField>& record) {
    DiscourseStatement s;
    s.id = static_cast<std::int64_t>(found_.statements.size()) + 1;
    if (where_[0] && !number(record[*where_[0]], s.id)) return;
    std::int64_t truth = 0;
    if (!number(record[*where_[12]], truth)) return;
    s.agreement = truth > 0;
    s.person = field(record, 9);
    s.organization = field(record, 10);
    s.concept_name = field(record, 11);
    const std::string passage = field(record, 8);
    if (passage.empty()) return error(record[*where_[8]], "a statement without its text", "the passage");
    const std::u32string code_points = utf32(passage);
    s.document = document(record);
    DiscourseDocument& d = found_.documents[s.document];
    std::size_t& units = units_[s.document];
    if (!d.text.empty()) {
      d.text += "\n\n";
      units += 2;
    }
    s.begin = units;
    units += Utf16Offsets(code_points).units();
    s.end = units;
    d.text += utf8(code_points);
    found_.statements.push_back(std::move(s));
  }

  bool number(const CsvField& at, std::int64_t& value) {
    const auto text = trimmed(at.text);
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed == std::errc() && end == text.data() + text.size()) return true;
    error(at, fmt::format("'{}' is no whole number", text), "a whole number");
    return false;
  }

  std::size_t document(const std::vector<CsvField>& record) {
    const auto [known, fresh] = by_name_.try_emplace(field(record, where_[2] ? 2 : 3), found_.documents.size());
    if (!fresh) return known->second;
    DiscourseDocument d;
    d.id = static_cast<std::int64_t>(found_.documents.size()) + 1;
    d.title = field(record, 3);
    d.author = field(record, 4);
    d.source = field(record, 5);
    d.section = field(record, 6);
    d.type = field(record, 7);
    d.notes = "Only the coded passages, from an event list, in which ';' stands as ',' and '\"' as '\\''.";
    if (where_[1]) {
      const auto date = parse_date(field(record, 1).substr(0, 10));
      if (!date) error(record[*where_[1]], fmt::format("'{}' is no time", field(record, 1)), "2025-02-14 12:30:00");
      if (date) d.seconds = std::int64_t{date->first} * 86'400;
    }
    found_.documents.push_back(std::move(d));
    units_.push_back(0);
    return known->second;
  }

  std::vector<Problem> problems_;
  CsvFile csv_;
  Discourse found_;
  std::array<std::optional<std::size_t>, event_columns.size()> where_;
  std::map<std::string, std::size_t> by_name_;
  std::vector<std::size_t> units_;  // how long each document is by now
};

// As the tool does, so that its readers need no rules for marks within marks.
std::string event_text(std::string text) {
  std::ranges::replace(text, ';', ',');
  std::ranges::replace(text, '"', '\'');
  return '"' + text + '"';
}

std::string time_text(std::int64_t seconds) {
  const int day = day_of(seconds);
  const std::int64_t rest = seconds - std::int64_t{day} * 86'400;
  return fmt::format("{} {:02}:{:02}:{:02}", format_day(day), rest / 3600, rest / 60 % 60, rest % 60);
}

}  // namespace

Discourse parse_event_list(std::string_view bytes, std::string file) {
  return EventList(bytes, std::move(file)).read();
}

std::string format_event_list(const Discourse& discourse) {
  std::string out;
  for (const auto column : event_columns) out += fmt::format("{}\"{}\"", out.empty() ? "" : ";", column);
  out += "\n";
  std::vector<std::u32string> texts;
  std::vector<Utf16Offsets> offsets;
  for (const auto& d : discourse.documents) {
    texts.push_back(utf32(d.text));
    offsets.emplace_back(texts.back());
  }
  for (const auto& s : discourse.statements) {
    const auto& d = discourse.documents[s.document];
    const std::size_t begin = offsets[s.document].code_point_of(s.begin),
                      end = offsets[s.document].code_point_of(s.end);
    const auto passage = std::u32string_view(texts[s.document]).substr(begin, end - begin);
    out += fmt::format("{};{};{}", s.id, time_text(d.seconds), d.id);
    for (const auto& text :
         {d.title, d.author, d.source, d.section, d.type, utf8(passage), s.person, s.organization, s.concept_name})
      out += ";" + event_text(text);
    out += s.agreement ? ";1\n" : ";0\n";
  }
  return out;
}

}  // namespace parley
