#include "exchange/web_annotation.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "evidence/quotation.h"
#include "report/json.h"
#include "text/files.h"

namespace parley {
namespace {

constexpr std::size_t context = 32;  // code points before and after the words, as other tools keep them
constexpr const char* statement_key = "parley:statement";

std::string part(const Document& document, std::size_t begin, std::size_t end) {
  return utf8(std::u32string_view(document.text).substr(begin, end - begin));
}

std::string words_of(const StatementRow& row) {
  std::vector<std::string> words;
  for (const Column column : {Column::party, Column::stance, Column::issue, Column::option})
    if (!row.text(column).empty()) words.emplace_back(row.text(column));
  return fmt::format("{}", fmt::join(words, " "));
}

class AnnotationReader {
 public:
  AnnotationReader(std::string file, const Casebook& casebook, std::span<const std::optional<Document>> texts)
      : file_(std::move(file)), casebook_(casebook), texts_(texts) {}

  Brought read(const Json& json) {
    for (const Json* const annotation : annotations(json)) read_annotation(*annotation);
    throw_if_errors(problems_);
    return std::move(brought_);
  }

 private:
  void problem(Severity severity, std::string message, std::string expected) {
    Problem problem;
    problem.severity = severity;
    problem.place.file = file_;
    problem.message = fmt::format("annotation {}: {}", number_, std::move(message));
    problem.expected = std::move(expected);
    (severity == Severity::error ? problems_ : brought_.warnings).push_back(std::move(problem));
  }

  static std::vector<const Json*> annotations(const Json& json) {
    std::vector<const Json*> list;
    const Json* holder = &json;
    if (json.is_object() && json.contains("first") && json["first"].is_object()) holder = &json["first"];
    const Json* items = holder->is_object() && holder->contains("items") ? &(*holder)["items"] : holder;
    if (items->is_array())
      for (const Json& item : *items) list.push_back(&item);
    else
      list.push_back(items);
    return list;
  }

  static std::string text_at(const Json& json, const char* key) {
    return json.is_object() && json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : "";
  }

  // The parts of what may be one thing or a list of them.
  static std::vector<const Json*> each_of(const Json& json, const char* key) {
    std::vector<const Json*> list;
    if (!json.is_object() || !json.contains(key)) return list;
    if (!json[key].is_array()) return {&json[key]};
    for (const Json& item : json[key]) list.push_back(&item);
    return list;
  }

  [[nodiscard]] int document_named(const std::string& source) const {
    const auto is_named = [&](const Source& d) {
      return source == d.id || (!d.url.empty() && source == d.url) ||
             (!d.file.empty() && (source == d.file || source.ends_with("/" + d.file)));
    };
    const auto found = std::ranges::find_if(casebook_.documents, is_named);
    return found == casebook_.documents.end() ? -1 : static_cast<int>(found - casebook_.documents.begin());
  }

  void read_annotation(const Json& json) {
    ++number_;
    const auto targets = each_of(json, "target");
    if (targets.empty())
      return problem(Severity::error, "it has no target", "a target with a source and a TextQuoteSelector");
    for (const Json* const target : targets) {
      const std::string source = target->is_string() ? target->get<std::string>() : text_at(*target, "source");
      const int d = document_named(source);
      if (d < 0)
        problem(Severity::error, fmt::format("the case has no document '{}'", source),
                "the url, file or id of a document of the case");
      else if (!texts_[d])
        problem(Severity::warning, fmt::format("left out: the text of '{}' is not there", source), "");
      else
        read_target(json, *target, d);
    }
  }

  void read_target(const Json& annotation, const Json& target, int d) {
    std::string exact;
    std::size_t at = 0, end = 0;
    for (const Json* const selector : each_of(target, "selector")) {
      if (const std::string quote = text_at(*selector, "exact"); !quote.empty()) exact = quote;
      if (!selector->is_object() || !selector->contains("start") || !selector->contains("end")) continue;
      if (!(*selector)["start"].is_number_unsigned() || !(*selector)["end"].is_number_unsigned()) continue;
      at = (*selector)["start"].get<std::size_t>();
      end = (*selector)["end"].get<std::size_t>();
    }
    const Document& document = *texts_[d];
    if (exact.empty() && at < end && end <= document.text.size()) exact = part(document, at, end);
    if (exact.empty())
      return problem(Severity::error, "it selects no words", "a TextQuoteSelector, or a TextPositionSelector");
    const Anchor anchor =
        QuotationFinder(document.text).find(utf32(exact), at < end ? std::optional(Span{at, end}) : std::nullopt);
    if (anchor.kind == AnchorKind::missing)
      return problem(Severity::warning, fmt::format("left out: its words are not in '{}'", casebook_.documents[d].id),
                     "");
    StatementRow row;
    const bool ours = annotation.contains(statement_key) && annotation[statement_key].is_object();
    if (ours)
      read_columns(annotation[statement_key], row, [&](const std::string& key) {
        problem(Severity::error, fmt::format("the statement has no column '{}'", key),
                "columns of statements.csv, each a text");
      });
    row.text(Column::document) = casebook_.documents[d].id;
    set_passage(row, document, anchor.span);
    if (ours && !row.text(Column::id).empty())
      brought_.rows.push_back({no_text, std::move(row)});
    else
      propose(annotation, std::move(row));
  }

  void propose(const Json& annotation, StatementRow row) {
    std::vector<std::string> notes;
    for (const Json* const body : each_of(annotation, "body"))
      if (const std::string words = body->is_string() ? body->get<std::string>() : text_at(*body, "value");
          !words.empty())
        notes.push_back(words);
    row.text(Column::form) = form_name(Form::indirect);
    row.text(Column::note) = fmt::format("{}", fmt::join(notes, "; "));
    const std::string identity = text_at(annotation, "id") + '\n' + std::string(row.text(Column::document)) + '\n' +
                                 std::string(row.text(Column::quote)) + '\n' + std::string(row.text(Column::note));
    row.text(Column::id) = "w-" + sha256(identity).substr(0, 12);
    Proposed proposed;
    proposed.row = std::move(row);
    proposed.evidence = "a web annotation";
    brought_.proposals.push_back({no_text, std::move(proposed)});
  }

  std::string file_;
  const Casebook& casebook_;
  std::span<const std::optional<Document>> texts_;
  std::vector<Problem> problems_;
  Brought brought_;
  std::size_t number_ = 0;
};

}  // namespace

std::string format_annotations(const Case& c, const Passages& passages) {
  const std::string name = "urn:parley:" + c.casebook.id;
  Json items = Json::array();
  for (const Passage& passage : passages.passages) {
    const Document& document = *passages.documents[passage.document];
    const Source& source = c.casebook.documents[passage.document];
    const Span& span = passage.span;
    Json annotation = {{"id", name + ":" + std::string(passage.row.text(Column::id))},
                       {"type", "Annotation"},
                       {"motivation", "classifying"}};
    if (!passage.row.text(Column::coder).empty())
      annotation["creator"] = {{"type", "Person"}, {"name", std::string(passage.row.text(Column::coder))}};
    annotation["body"] = {{"type", "TextualBody"},
                          {"purpose", "classifying"},
                          {"format", "text/plain"},
                          {"value", words_of(passage.row)}};
    annotation["target"] = {
        {"source", source.url.empty() ? source.file : source.url},
        {"selector",
         Json::array({{{"type", "TextQuoteSelector"},
                       {"exact", part(document, span.begin, span.end)},
                       {"prefix", part(document, span.begin - std::min(span.begin, context), span.begin)},
                       {"suffix", part(document, span.end, std::min(document.text.size(), span.end + context))}},
                      {{"type", "TextPositionSelector"}, {"start", span.begin}, {"end", span.end}}})}};
    annotation[statement_key] = columns_json(passage.row);
    items.push_back(std::move(annotation));
  }
  return dump({{"@context", Json::array({"http://www.w3.org/ns/anno.jsonld", {{"parley", "urn:parley:"}}})},
               {"id", name},
               {"type", "AnnotationPage"},
               {"items", std::move(items)}});
}

Brought read_annotations(std::string_view bytes, const std::string& file, const Casebook& casebook,
                         std::span<const std::optional<Document>> texts) {
  const Json json = read_json(SourceText(file, std::string(bytes)), "a page of web annotations");
  return AnnotationReader(file, casebook, texts).read(json);
}

}  // namespace parley
