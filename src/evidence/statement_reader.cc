#include "evidence/statement_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <span>

#include "evidence/claim.h"
#include "evidence/speaker.h"
#include "evidence/words.h"

namespace parley {
namespace {

// What stands for the date of a row that has none, from no source at all: before every other.
const DateSpan no_date{.text = {}, .first = -719162, .last = -719162};

class RowReader {
 public:
  RowReader(const Casebook& casebook, const CsvFile& file, const StatementRow& row, std::vector<Problem>& problems)
      : casebook_(casebook), file_(file), row_(row), problems_(problems), before_(problems.size()) {}

  /// Every field; not kept where any has an error.
  CodedRow read() {
    statement_.place = file_.place(row_[Column::id]);
    read_id();
    read_source();
    read_words();
    read_speaker_and_party();
    read_date();
    read_issue_and_option();
    read_stances();
    read_importance();
    if (const auto* field = given(Column::claim)) statement_.claim = parse_claim(casebook_, file_, *field, problems_);
    read_certainty();
    statement_.quote = row_.text(Column::quote);
    statement_.coder = text(Column::coder);
    statement_.note = row_.text(Column::note);
    check_passage();
    check_what_needs_what();
    set_standing();
    const bool kept = !has_error(std::span(problems_).subspan(before_));
    return {std::move(statement_), row_[Column::quote], kept};
  }

 private:
  [[nodiscard]] std::string_view text(Column column) const { return trimmed(row_.text(column)); }
  [[nodiscard]] bool has(Column column) const { return !text(column).empty(); }

  // The field without white space around it, or null where it is empty.
  const CsvField* given(Column column) {
    const auto& field = row_[column];
    const auto inner = trimmed(field.text);
    if (inner.empty()) return nullptr;
    auto& copy = fields_[column];
    copy = {std::string(inner), field.line, field.column};
    for (const char c :
         std::string_view(field.text).substr(0, static_cast<std::size_t>(inner.data() - field.text.data()))) {
      copy.column = c == '\n' || c == '\r' ? 1 : copy.column + 1;
      copy.line += c == '\n' ? 1 : 0;
    }
    return &copy;
  }

  void error(const CsvField& field, std::string message, std::string expected = {}, std::string hint = {}) {
    problems_.push_back(
        file_.problem(Severity::error, field, std::move(message), std::move(expected), std::move(hint)));
  }
  void error(Column column, std::string message, std::string expected = {}, std::string hint = {}) {
    const auto* field = given(column);
    error(field != nullptr ? *field : row_[column], std::move(message), std::move(expected), std::move(hint));
  }
  void warning(Column column, std::string message, std::string expected = {}, std::string hint = {}) {
    const auto* field = given(column);
    problems_.push_back(file_.problem(Severity::warning, field != nullptr ? *field : row_[column], std::move(message),
                                      std::move(expected), std::move(hint)));
  }

  void read_id() {
    const auto* field = given(Column::id);
    if (field == nullptr) return error(Column::id, "a row without an id", "an id that no other row has");
    const auto odd = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 127; };
    if (std::any_of(field->text.begin(), field->text.end(), odd))
      error(*field, fmt::format("'{}' is not an id", field->text), "letters, digits, '-' and '_'");
    statement_.id = field->text;
  }

  void read_source() {
    if (const auto* field = given(Column::document)) {
      statement_.document = casebook_.find_document(field->text);
      if (statement_.document < 0) {
        std::vector<std::string> ids;
        for (const auto& source : casebook_.documents) ids.push_back(source.id);
        error(*field, fmt::format("unknown document '{}'", field->text), "the id of a document in documents.yaml",
              suggestion(field->text, ids));
      }
    }
    const auto start = read_offset(Column::start), end = read_offset(Column::end);
    if (has(Column::start) != has(Column::end))
      error(has(Column::start) ? Column::start : Column::end, "start and end stand together or not at all",
            "both, or neither");
    else if (start && end && *start >= *end)
      error(Column::end, fmt::format("the quotation ends at {}, before it starts at {}", *end, *start),
            "an end greater than the start");
    else if (start && end)
      statement_.span = Span{*start, *end};
  }

  std::optional<std::size_t> read_offset(Column column) {
    const auto* field = given(column);
    if (field == nullptr) return std::nullopt;
    std::size_t value = 0;
    const auto& digits = field->text;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (result.ec == std::errc() && result.ptr == digits.data() + digits.size()) return value;
    error(*field, fmt::format("'{}' is not a position", digits), "a count of code points, 0 or more");
    return std::nullopt;
  }

  template <typename Value, typename Parse>
  void read_word(Column column, Value& value, const std::vector<std::string>& words, Parse parse) {
    const auto* field = given(column);
    if (field == nullptr) return;
    if (const auto parsed = parse(field->text))
      value = *parsed;
    else
      error(*field, fmt::format("unknown {} '{}'", statement_columns[static_cast<std::size_t>(column)], field->text),
            fmt::format("one of {}", fmt::join(words, ", ")), suggestion(field->text, words));
  }

  void read_words() {
    read_word(Column::form, statement_.form, form_words(), parse_form);
    read_word(Column::act, statement_.act, act_words(), [](const std::string& word) {
      const auto& words = act_words();
      return std::find(words.begin(), words.end(), word) != words.end() ? std::optional(word) : std::nullopt;
    });
  }

  void read_speaker_and_party() {
    if (const auto* field = given(Column::speaker)) {
      statement_.speaker = field->text;
      speaker_ = find_speaker(casebook_, field->text);
      if (!speaker_.known())
        error(*field, fmt::format("unknown speaker '{}'", field->text), "the id of a person, an office or a party",
              id_suggestion(field->text, casebook_.people, casebook_.offices, casebook_.parties));
    }
    if (const auto* field = given(Column::party)) {
      statement_.party = casebook_.find_party(field->text);
      if (statement_.party < 0)
        error(*field, fmt::format("unknown party '{}'", field->text), "the id of a party",
              id_suggestion(field->text, casebook_.parties));
    }
  }

  void read_date() {
    const auto* field = given(Column::date);
    const std::optional<DateSpan> published =
        statement_.document >= 0 ? casebook_.documents[statement_.document].date : std::nullopt;
    date_ = published ? published : casebook_.as_of;
    if (field != nullptr) {
      if (auto said = parse_date(field->text)) {
        date_ = said;
        statement_.dated = true;
        if (published && said->first > published->last)
          warning(Column::date, "said after its document was published", "a date not after " + published->text);
      } else {
        error(*field, fmt::format("'{}' is not a date", field->text),
              "a day (2025-02-14), a month (2025-02), a year, or an interval (2025-02-10/2025-02-14)");
      }
    }
    statement_.date = date_.value_or(no_date);
  }

  void read_issue_and_option() {
    const auto* option = given(Column::option);
    const bool of_draft = option != nullptr && option->text.starts_with("draft:");
    if (const auto* field = given(Column::issue)) {
      statement_.issue = casebook_.find_issue(field->text);
      if (statement_.issue < 0)
        error(*field, fmt::format("unknown issue '{}'", field->text), "the id of an issue",
              id_suggestion(field->text, casebook_.issues));
      else if (of_draft)
        error(*field, "a row about a draft has no issue", "an empty issue");
    }
    if (option == nullptr) return;
    if (of_draft) return read_draft(*option);
    if (!has(Column::issue)) return error(*option, "an option without its issue", "the issue that the option answers");
    if (statement_.issue < 0) return;
    auto set =
        parse_option_set(option->text, casebook_, statement_.issue, file_.place(*option), line_of(*option), problems_);
    if (!set.options.empty()) statement_.options = std::move(set);
  }

  void read_draft(const CsvField& option) {
    const auto name = trimmed(std::string_view(option.text).substr(6));
    statement_.draft = casebook_.find_draft(name);
    if (statement_.draft >= 0) return;
    std::vector<std::string> ids;
    for (const auto& draft : casebook_.drafts) ids.push_back(draft.id);
    error(option, fmt::format("unknown draft '{}'", name), "draft: and the id of a draft", suggestion(name, ids));
  }

  [[nodiscard]] std::string line_of(const CsvField& field) const { return file_.source.line(field.line); }

  std::optional<Quantity> read_quantity(const CsvField& field, const char* what,
                                        const std::vector<std::string>& words) {
    std::string why;
    auto quantity = parse_quantity(field.text, why);
    if (quantity) return quantity;
    const bool is_word =
        std::isalpha(static_cast<unsigned char>(field.text.front())) != 0 && field.text.find('(') == std::string::npos;
    if (is_word) why.clear();
    error(field, fmt::format("'{}' is not {}{}{}", field.text, what, why.empty() ? "" : ": ", why),
          fmt::format("{}, or a finite number, an interval or a distribution", fmt::join(words, ", ")),
          value_suggestion(field.text, words));
    return std::nullopt;
  }

  std::optional<Stance> read_stance(Column column) {
    const auto* field = given(column);
    if (field == nullptr) return std::nullopt;
    if (const auto word = parse_stance_class(field->text)) return Stance(*word);
    if (auto quantity = read_quantity(*field, "a stance", stance_words())) return Stance(*std::move(quantity));
    return std::nullopt;
  }

  void read_stances() {
    statement_.stance = read_stance(Column::stance);
    statement_.otherwise = read_stance(Column::otherwise);
    if (const auto* field = given(Column::condition))
      statement_.condition = parse_formula(field->text, casebook_, file_.place(*field), line_of(*field), problems_);
  }

  void read_importance() {
    const auto* field = given(Column::importance);
    if (field == nullptr) return;
    if (const auto word = parse_importance_class(field->text)) {
      statement_.importance = *word;
    } else if (auto quantity = read_quantity(*field, "an importance", importance_words())) {
      if (quantity->low() < 0) error(*field, "an importance below 0", "0 or more");
      statement_.importance = *std::move(quantity);
    }
  }

  void read_certainty() {
    const auto* field = given(Column::certainty);
    if (field == nullptr) return;
    const auto number = parse_number(field->text);
    if (!number || number->value < 0 || number->value > 1)
      error(*field, fmt::format("'{}' is not a certainty", field->text), "a number from 0 to 1",
            value_suggestion(field->text, {}));
    else
      statement_.certainty = number->value;
  }

  void check_passage() {
    const bool judgement = statement_.form == Form::judgement;
    if (judgement && !has(Column::note)) error(Column::note, "a judgement without its reason", "the reason, in note");
    if (has(Column::quote) && !has(Column::document))
      error(Column::document, "a quotation without its document", "the id of the document that holds the quotation");
    else if (!judgement && !has(Column::document))
      error(Column::document, "a statement without its passage",
            "document and quote, or form judgement with a reason in note");
    else if (!judgement && !has(Column::quote))
      error(Column::quote, "a statement without the words that show it",
            "the exact words of the document, or form judgement with a reason in note");
    else if (!has(Column::quote) && has(Column::start))
      error(Column::quote, "a position without its quotation", "the exact words that stand there");
  }

  void check_what_needs_what() {
    const bool is_term = has(Column::stance) && has(Column::condition) && !has(Column::issue) && !has(Column::option);
    if (is_term)
      check_term();
    else if (has(Column::stance) && !has(Column::option))
      error(Column::stance, "a stance without an option",
            "the option or draft that the stance is on; or, of a term, a number, a condition and no issue");
    if (has(Column::stance) && !has(Column::party))
      error(Column::party, "a stance without a party", "the party whose stance it is");
    if (has(Column::importance) && !has(Column::issue))
      error(Column::importance, "an importance without an issue", "the issue that is important");
    if (has(Column::importance) && !has(Column::party))
      error(Column::party, "an importance without a party", "the party to which the issue is important");
    if (has(Column::claim) && !has(Column::party))
      error(Column::party, "a claim without a party", "the party that claims it");
    if (has(Column::condition) && !has(Column::stance))
      error(Column::condition, "a condition without a stance", "the stance that holds under the condition");
    if (has(Column::otherwise) && !has(Column::condition))
      error(Column::otherwise, "'otherwise' without a condition", "the condition that may fail");
    if (statement_.draft >= 0) check_draft_stance();
  }

  // A term is worth its number to packages that meet its condition.
  void check_term() {
    const auto* number = statement_.stance ? std::get_if<Quantity>(&*statement_.stance) : nullptr;
    if (statement_.stance && (number == nullptr || !number->is_number()))
      error(Column::stance, "the worth of a term is a number", "a number; or the issue and option of the stance");
    if (has(Column::otherwise)) error(Column::otherwise, "a term is worth nothing otherwise", "an empty field");
    if (statement_.condition && statement_.condition->issues().empty())
      error(Column::condition, "a term's condition names no issue", "a formula over issues");
  }

  void check_draft_stance() {
    if (has(Column::condition))
      error(Column::condition, "a stance on a draft takes no condition", "an empty condition");
    if (!statement_.stance) return;
    const auto* word = std::get_if<StanceClass>(&*statement_.stance);
    if (word == nullptr)
      error(Column::stance, "a stance on a draft is a word", fmt::format("one of {}", fmt::join(stance_words(), ", ")));
    else if (*word == StanceClass::tolerate)
      warning(Column::stance, "'tolerate' on a draft says neither that it beats no deal nor that it does not",
              "accept or better, or oppose or reject");
  }

  void set_standing() {
    const auto rank = speaking_rank(casebook_, speaker_, statement_.party, date_);
    statement_.standing = statement_.form == Form::judgement ? Standing::judgement
                          : rank                             ? Standing::speaks
                                                             : Standing::hearsay;
    if (statement_.standing == Standing::speaks) statement_.rank = *rank;
    if (statement_.is_term() && (statement_.certainty < 1 || statement_.standing == Standing::hearsay))
      error(has(Column::certainty) ? Column::certainty : Column::speaker, "a term that is not certain",
            "certainty 1, and a speaker who speaks for the party or form judgement");
    if (statement_.standing != Standing::hearsay) return;
    if (!has(Column::certainty)) statement_.certainty = 0.5;
    if (speaker_.person >= 0 && speaking_rank(casebook_, speaker_, statement_.party, std::nullopt))
      warning(Column::speaker,
              fmt::format("'{}' does not speak for '{}' on {}, so the row is hearsay", statement_.speaker,
                          casebook_.parties[statement_.party].id, date_ ? date_->text : std::string("that date")),
              "a date within a term of office");
  }

  const Casebook& casebook_;
  const CsvFile& file_;
  const StatementRow& row_;
  std::vector<Problem>& problems_;
  std::size_t before_;
  std::map<Column, CsvField> fields_;
  Statement statement_;
  Speaker speaker_;
  std::optional<DateSpan> date_;
};

// Whether an earlier row has this row's id, which is reported.
bool repeats_an_id(const CsvFile& file, const StatementRow& row, std::map<std::string, std::size_t>& first,
                   std::vector<Problem>& problems) {
  const auto& field = row[Column::id];
  const auto [entry, fresh] = first.emplace(trimmed(field.text), field.line);
  if (fresh || entry->first.empty()) return false;
  problems.push_back(file.problem(Severity::error, field,
                                  fmt::format("id '{}' stands already in line {}", entry->first, entry->second),
                                  "an id that no other row has"));
  return true;
}

}  // namespace

std::optional<Statement> read_statement(const Casebook& casebook, const CsvFile& file, const StatementRow& row,
                                        std::vector<Problem>& problems) {
  CodedRow read = RowReader(casebook, file, row, problems).read();
  if (!read.kept) return std::nullopt;
  return std::move(read.statement);
}

std::vector<CodedRow> parse_statements(const Casebook& casebook, const CsvFile& file, std::vector<Problem>& problems) {
  const auto table = statement_table(file, problems);
  std::map<std::string, std::size_t> first;
  std::vector<CodedRow> coded;
  for (const auto& row : table.rows) {
    const bool repeats = repeats_an_id(file, row, first, problems);
    CodedRow read = RowReader(casebook, file, row, problems).read();
    read.kept = read.kept && !repeats;
    if (read.kept || (read.statement.document >= 0 && !read.statement.quote.empty())) coded.push_back(std::move(read));
  }
  return coded;
}

}  // namespace parley
