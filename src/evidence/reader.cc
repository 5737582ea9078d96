#include "evidence/reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "evidence/quotation.h"
#include "evidence/quotation_marks.h"
#include "evidence/speaker.h"
#include "evidence/words.h"

namespace parley {
namespace {

using nlohmann::json;

constexpr std::size_t longest_passage = 3000;
constexpr std::size_t most_statements = 200;  // of one reply

constexpr std::string_view instructions =
    "You read one passage of a document about a negotiation and list the statements in it: who said or did what, and "
    "which position it shows. Answer with one JSON object and nothing else: {\"statements\": [{\"quote\": ..., "
    "\"speaker\": ..., \"party\": ..., \"form\": ..., \"act\": ..., \"issue\": ..., \"option\": ..., \"stance\": "
    "...}]}. quote is copied from the passage character by character, as short as it can be and still show the "
    "statement. speaker, party, issue and option are ids from the lists below, or empty; where the speaker is not "
    "listed, put the name as written into \"said_by\". Leave out what the passage does not say. Do not invent "
    "anything.";

std::string listed(const Casebook& book) {
  json parties = json::array(), people = json::array(), issues = json::array();
  for (const Party& p : book.parties) parties.push_back({{"id", p.id}, {"name", p.name}, {"aliases", p.aliases}});
  for (const Person& p : book.people) people.push_back({{"id", p.id}, {"name", p.name}, {"aliases", p.aliases}});
  for (const Office& o : book.offices) people.push_back({{"id", o.id}, {"name", o.name}, {"aliases", o.aliases}});
  for (const Issue& issue : book.issues) {
    json options = json::array();
    constexpr std::size_t most = 40;  // a numeric issue may have a hundred thousand
    for (std::size_t o = 0; o < std::min(most, issue.options.size()); ++o)
      options.push_back({{"id", issue.options[o].id}, {"name", issue.options[o].name}});
    issues.push_back({{"id", issue.id}, {"name", issue.name}, {"question", issue.question}, {"options", options}});
  }
  return json({{"parties", parties},
               {"speakers", people},
               {"issues", issues},
               {"form", form_words()},
               {"act", act_words()},
               {"stance", stance_words()}})
      .dump(-1, ' ', false, json::error_handler_t::replace);
}

// The text of the first choice, however the endpoint wraps it.
std::string content_of(std::string_view reply) {
  const json body = json::parse(reply, nullptr, false);
  if (body.is_discarded()) throw Error("the reader's reply is not JSON");
  if (body.is_object() && body.contains("error")) {
    const json& error = body["error"];
    const json& message = error.is_object() && error.contains("message") ? error["message"] : error;
    throw Error("the reader answers with an error" + (message.is_string() ? ": " + message.get<std::string>() : ""));
  }
  const json::json_pointer where("/choices/0/message/content");
  if (!body.is_object() || !body.contains(where) || !body.at(where).is_string())
    throw Error("the reader's reply has no choices[0].message.content");
  return body.at(where).get<std::string>();
}

// The list in the content, which may stand in a fence, or after a model's musings.
json statements_in(std::string_view content) {
  const std::size_t begin = content.find_first_of("{[");
  const std::size_t end = content.find_last_of("}]");
  if (begin == content.npos || end == content.npos || end < begin) throw Error("the reader's content holds no JSON");
  json list = json::parse(content.substr(begin, end - begin + 1), nullptr, false);
  if (list.is_discarded()) throw Error("the reader's content is not JSON");
  if (list.is_object() && list.contains("statements")) {
    json inner = std::move(list["statements"]);  // not copied: it may be nested deeper than the stack
    list = std::move(inner);
  }
  if (!list.is_array()) throw Error("the reader's content is not {\"statements\": […]}");
  if (list.size() > most_statements)
    throw Error(
        fmt::format("the reader names {} statements in one passage, more than {}", list.size(), most_statements));
  return list;
}

// The span of words that stand in the passage as they are, but for white space and the shape of marks.
std::optional<Span> verbatim(std::u32string_view text, Span passage, const std::string& quote) {
  const auto words = utf32(quote);
  const auto inside = text.substr(passage.begin, passage.size());
  if (words.empty()) return std::nullopt;
  if (const auto at = inside.find(words); at != inside.npos)
    return Span{passage.begin + at, passage.begin + at + words.size()};
  if (fold_quotation(words).find(U"...") != std::u32string::npos) return std::nullopt;  // parts are not the words
  QuotationFinder finder(inside);
  const Anchor anchor = finder.find(words, std::nullopt);
  if (anchor.kind != AnchorKind::found && anchor.kind != AnchorKind::in_place) return std::nullopt;
  return Span{passage.begin + anchor.span.begin, passage.begin + anchor.span.end};
}

class Entry {
 public:
  Entry(const json& entry, const Casebook& book) : entry_(entry), book_(book) {}

  [[nodiscard]] std::string text(const char* key) const {
    const auto found = entry_.find(key);
    if (found == entry_.end() || !found->is_string()) return {};
    std::string value = found->get<std::string>();
    if (value.size() > 2000) value.clear();
    return value;
  }

  /// Sets a column where the case knows the word, and else names it in the note.
  void take(StatementRow& row, Column column, const char* key, bool known) {
    const std::string value(trimmed(text(key)));
    if (value.empty()) return;
    if (known)
      row.text(column) = value;
    else
      dropped_.push_back(fmt::format("{}: {}", key, value));
  }

  void fill(StatementRow& row) {
    const auto has = [](const std::vector<std::string>& words, const std::string& word) {
      return std::ranges::find(words, word) != words.end();
    };
    const auto word = [&](const char* key) { return std::string(trimmed(text(key))); };
    take(row, Column::speaker, "speaker", find_speaker(book_, word("speaker")).known());
    take(row, Column::party, "party", book_.find_party(word("party")) >= 0);
    const auto form = parse_form(word("form"));
    take(row, Column::form, "form", form && *form != Form::judgement);
    if (row.text(Column::form).empty()) row.text(Column::form) = "indirect";
    take(row, Column::act, "act", has(act_words(), word("act")));
    const int issue = book_.find_issue(word("issue"));
    take(row, Column::issue, "issue", issue >= 0);
    const bool option = issue >= 0 && book_.issues[issue].find_option(word("option")) >= 0;
    take(row, Column::option, "option", option);
    take(row, Column::stance, "stance",
         option && !row.text(Column::party).empty() && has(stance_words(), word("stance")));
    if (const auto said_by = word("said_by"); !said_by.empty()) dropped_.push_back("said by: " + said_by);
    row.text(Column::note) =
        dropped_.empty() ? std::string("proposed") : fmt::format("proposed; {}", fmt::join(dropped_, "; "));
  }

 private:
  const json& entry_;
  const Casebook& book_;
  std::vector<std::string> dropped_;
};

}  // namespace

std::vector<Span> reader_passages(const Document& document) {
  std::vector<Span> passages;
  const auto add = [&](Span span) {
    const bool joins = !passages.empty() && span.end - passages.back().begin <= longest_passage;
    if (joins)
      passages.back().end = span.end;
    else
      passages.push_back(span);
  };
  for (const Span& paragraph : prose_paragraphs(document)) {
    if (paragraph.size() <= longest_passage) {
      add(paragraph);
      continue;
    }
    auto sentence = std::ranges::lower_bound(document.sentences, paragraph.begin, {}, &Span::begin);
    for (; sentence != document.sentences.end() && sentence->end <= paragraph.end; ++sentence)
      for (std::size_t at = sentence->begin; at < sentence->end; at += longest_passage)
        add({at, std::min(sentence->end, at + longest_passage)});
  }
  return passages;
}

std::string reader_request(const Casebook& casebook, const Source& source, std::string_view passage,
                           std::string_view model) {
  const std::string about = fmt::format("The case: {}\n{}\n\nThe document: {}{}\n\nThe passage:\n", casebook.title,
                                        listed(casebook), source.title.empty() ? source.id : source.title,
                                        source.date ? ", " + source.date->text : std::string());
  json body = {{"messages",
                {{{"role", "system"}, {"content", instructions}},
                 {{"role", "user"}, {"content", about + std::string(passage)}}}},
               {"temperature", 0},
               {"stream", false}};
  if (!model.empty()) body["model"] = model;
  return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::vector<Proposed> read_reply(std::string_view reply, const Document& document, Span passage, const Source& source,
                                 const Casebook& casebook, std::string_view model, ReaderCounts& counts) {
  const json list = statements_in(content_of(reply));
  std::vector<std::pair<Span, Proposed>> found;
  for (const json& item : list) {
    if (!item.is_object() || !item.contains("quote") || !item["quote"].is_string()) {
      ++counts.malformed;
      continue;
    }
    Entry entry(item, casebook);
    const auto span = verbatim(document.text, passage, item["quote"].get<std::string>());
    if (!span) {
      ++counts.invented;
      continue;
    }
    Proposed proposed;
    proposed.evidence = fmt::format("reader {}", model.empty() ? "without a name" : model);
    StatementRow& row = proposed.row;
    row.text(Column::document) = source.id;
    row.text(Column::start) = std::to_string(span->begin);
    row.text(Column::end) = std::to_string(span->end);
    row.text(Column::quote) = utf8(std::u32string_view(document.text).substr(span->begin, span->size()));
    entry.fill(row);
    ++counts.proposed;
    found.emplace_back(*span, std::move(proposed));
  }
  std::ranges::stable_sort(found, {}, [](const auto& f) { return f.first; });
  std::vector<Proposed> proposals;
  for (auto& [span, proposed] : found) proposals.push_back(std::move(proposed));
  return proposals;
}

std::vector<Proposed> ask_reader(const SendRequest& send, const Document& document, const Source& source,
                                 const Casebook& casebook, std::string_view model, ReaderCounts& counts) {
  std::vector<Proposed> proposals;
  for (const Span& passage : reader_passages(document)) {
    if (counts.gave_up()) break;
    const auto words = utf8(std::u32string_view(document.text).substr(passage.begin, passage.size()));
    ++counts.passages;
    try {
      const auto reply = send(reader_request(casebook, source, words, model));
      for (Proposed& p : read_reply(reply, document, passage, source, casebook, model, counts))
        proposals.push_back(std::move(p));
      counts.in_a_row = 0;
    } catch (const Error& error) {
      ++counts.failed;
      if (counts.first_fault.empty()) counts.first_fault = error.problems().front().message;
      ++counts.in_a_row;
    }
  }
  return proposals;
}

}  // namespace parley
