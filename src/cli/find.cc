// parley find: passages of a case's documents that hold some words.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/stop.h"
#include "evidence/index.h"
#include "evidence/proposals.h"
#include "evidence/speaker.h"
#include "evidence/words.h"
#include "report/json.h"
#include "report/layout.h"
#include "report/version.h"
#include "report/words.h"
#include "text/files.h"

namespace parley {
namespace {

constexpr const char* find_examples = R"(Examples:
  parley find mycase reservoir
  parley find mycase '"joint commission" OR arbit*' --speaker brook
  parley find mycase 'water NOT fee' --from 2025-02 --to 2025-03-15 --json

All words must stand in the passage, in any form ("negotiate" finds
"negotiated"); "a phrase" in quotation marks; word* for all that begin so; AND,
OR, NOT in capitals, parentheses, NEAR(a b, 10). --speaker, --party and --issue
keep passages on which a coded or proposed statement is of that speaker, party
or issue. The documents are indexed in CASE/.parley, which may be deleted; only
new and changed ones are read.)";

struct FindArguments {
  std::string folder, query, speaker, party, issue, from, to;
  std::size_t limit = 20;
  bool json = false;
};

/// What is coded or proposed of a passage.
struct Coded {
  std::string id;
  Span span;
  std::optional<DateSpan> date;
};

using CodedByDocument = std::map<int, std::vector<Coded>>;

using PlacesById = std::unordered_map<std::string_view, int>;

/// Adds a row that has a place in a document and is of whom and what is asked for.
void add_row(const PlacesById& documents, const FindArguments& arguments, const StatementRow& row,
             CodedByDocument& coded) {
  const auto text = [&](Column column) { return trimmed(row.text(column)); };
  const auto is = [&](const std::string& wanted, Column column) { return wanted.empty() || wanted == text(column); };
  if (!is(arguments.speaker, Column::speaker) || !is(arguments.party, Column::party) ||
      !is(arguments.issue, Column::issue))
    return;
  const auto document = documents.find(text(Column::document));
  const auto begin = plain_number(text(Column::start)), end = plain_number(text(Column::end));
  if (document == documents.end() || !begin || !end) return;
  coded[document->second].push_back({std::string(text(Column::id)), {*begin, *end}, parse_date(text(Column::date))});
}

/// Rows as they are written: a search answers even where `parley check` has complaints.
CodedByDocument read_coded(const Casebook& book, const FindArguments& arguments) {
  CodedByDocument coded;
  PlacesById documents;
  for (std::size_t d = 0; d < book.documents.size(); ++d) documents.emplace(book.documents[d].id, static_cast<int>(d));
  std::vector<Problem> ignored;
  if (const auto path = book.folder / "statements.csv"; std::filesystem::exists(path))
    for (const auto& row : statement_table(parse_csv_table(read_file(path), path.string(), ignored), ignored).rows)
      add_row(documents, arguments, row, coded);
  visit_proposals(book.folder, [&](ProposalTable& piece) {
    for (const Proposed& p : piece.rows)
      if (p.waits()) add_row(documents, arguments, p.row, coded);
  });
  return coded;
}

template <typename... Lists>
void expect_id(std::string_view option, const std::string& id, const Lists&... lists) {
  if (id.empty()) return;
  std::vector<std::string> ids;
  (..., [&] {
    for (const auto& item : lists) ids.push_back(item.id);
  }());
  if (std::ranges::find(ids, id) != ids.end()) return;
  const auto near = did_you_mean(id, ids);
  throw WrongUsage(
      fmt::format("{} {} is not in the case{}", option, id, near ? fmt::format("; did you mean {}?", *near) : ""));
}

std::optional<DateSpan> date_of(const std::string& text, std::string_view option) {
  if (text.empty()) return std::nullopt;
  const auto date = parse_date(text);
  if (!date) throw WrongUsage(fmt::format("{} {} is no date; expected one like 2025-02-14", option, text));
  return date;
}

/// A passage with what is coded of it.
struct Hit {
  FoundPassage passage;
  std::vector<const Coded*> coded;
};

class Filters {
 public:
  Filters(const Casebook& book, const FindArguments& arguments)
      : book_(book),
        arguments_(arguments),
        coded_(read_coded(book, arguments)),
        from_(date_of(arguments.from, "--from")),
        to_(date_of(arguments.to, "--to")) {
    expect_id("--speaker", arguments.speaker, book.people, book.offices, book.parties);
    expect_id("--party", arguments.party, book.parties);
    expect_id("--issue", arguments.issue, book.issues);
  }

  std::optional<Hit> keep(const FoundPassage& passage) const {
    Hit hit{passage, {}};
    bool dated = in_time(book_.documents[passage.document].date);
    if (const auto rows = coded_.find(passage.document); rows != coded_.end())
      for (const Coded& c : rows->second) {
        if (c.span.begin >= passage.span.end || passage.span.begin >= c.span.end) continue;
        if (c.date && (from_ || to_)) dated = dated || in_time(c.date);
        hit.coded.push_back(&c);
      }
    const bool of_somebody = !arguments_.speaker.empty() || !arguments_.party.empty() || !arguments_.issue.empty();
    if (!dated || (of_somebody && hit.coded.empty())) return std::nullopt;
    return hit;
  }

 private:
  [[nodiscard]] bool in_time(const std::optional<DateSpan>& date) const {
    if (!from_ && !to_) return true;
    return date && (!from_ || date->last >= from_->first) && (!to_ || date->first <= to_->last);
  }

  const Casebook& book_;
  const FindArguments& arguments_;
  CodedByDocument coded_;
  std::optional<DateSpan> from_, to_;
};

/// A passage's text without the marks, and where they stood, in code points.
std::pair<std::string, Json> unmarked(const std::string& marked) {
  std::string text;
  Json marks = Json::array();
  std::size_t at = 0, begin = 0;
  for (const char c : marked) {
    if (c == '\2') {
      begin = at;
    } else if (c == '\3') {
      marks.push_back({begin, at});
    } else {
      text += c;
      at += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    }
  }
  return {text, marks};
}

std::string shown(std::string text) {
  constexpr std::size_t most = 700;  // bytes of a long paragraph, around its first mark
  const std::size_t mark = text.find('\2');
  const auto is_inside = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U; };
  if (text.size() > most && mark != text.npos) {
    std::size_t begin = mark > most / 3 ? text.find(' ', mark - most / 3) : 0;
    if (begin == text.npos || begin > mark) begin = 0;
    std::size_t end = std::min(text.size(), begin + most);
    while (end < text.size() && is_inside(end)) ++end;
    text = (begin > 0 ? "…" : "") + text.substr(begin, end - begin) + (end < text.size() ? " …" : "");
  }
  std::string result;
  for (const char c : text) result += c == '\2' ? "⟦" : c == '\3' ? "⟧" : std::string(1, c);
  return result;
}

// A passage without a stop may hold hundreds of statements.
std::vector<std::string> first_ids(const std::vector<const Coded*>& coded) {
  constexpr std::size_t most = 12;
  auto ids = each(coded, [](const Coded* c) { return c->id; });
  if (ids.size() <= most) return ids;
  const std::size_t rest = ids.size() - most;
  ids.resize(most);
  ids.push_back(fmt::format("{} more", rest));
  return ids;
}

std::string found_json(const Casebook& book, DocumentIndex& index, const FindArguments& arguments,
                       const std::vector<Hit>& hits, std::size_t total) {
  Json list = Json::array();
  for (const Hit& hit : hits) {
    const Source& source = book.documents[hit.passage.document];
    auto [text, marks] = unmarked(index.marked_text(arguments.query, hit.passage));
    list.push_back({{"document", source.id},
                    {"title", source.title},
                    {"date", source.date ? Json(source.date->text) : Json(nullptr)},
                    {"start", hit.passage.span.begin},
                    {"end", hit.passage.span.end},
                    {"text", std::move(text)},
                    {"marks", std::move(marks)},
                    {"statements", each(hit.coded, [](const Coded* c) { return c->id; })}});
  }
  return dump({{"parley", {{"version", version()}, {"command", "find"}}},
               {"query", arguments.query},
               {"total", total},
               {"passages", std::move(list)}});
}

std::string found_text(const Casebook& book, DocumentIndex& index, const FindArguments& arguments,
                       const std::vector<Hit>& hits, std::size_t total, const Style& style) {
  std::string text = paragraph(
      "", fmt::format("{} of {} {} the query{}", counted(total, "passage", "passages"),
                      counted(book.documents.size(), "document", "documents"), total == 1 ? "matches" : "match",
                      hits.size() < total ? fmt::format("; the best {}:", hits.size()) : "."));
  for (const Hit& hit : hits) {
    const Source& source = book.documents[hit.passage.document];
    std::string title = source.id;
    if (source.date) title += ", " + source.date->text;
    if (!source.title.empty()) title += ": " + source.title;
    text += "\n";
    for (const std::string& line : wrap(title, terminal_width)) text += style.bold(line) + "\n";
    text += paragraph("  ", shown(index.marked_text(arguments.query, hit.passage)));
    if (!hit.coded.empty()) text += paragraph("  statements: ", list_words(first_ids(hit.coded)));
  }
  return text;
}

int find(const FindArguments& arguments) {
  std::vector<Problem> problems;
  const Casebook book = read_casebook(arguments.folder, problems);
  throw_if_errors(problems);
  const Filters filters(book, arguments);
  Meter meter;
  DocumentIndex index(book, meter.progress());
  for (const Problem& problem : index.update().problems) say(format_problem(problem));
  if (index.update().rebuilt) say("The index was damaged or of another version, and was made anew.\n");
  std::vector<Hit> hits;
  std::size_t total = 0;
  try {
    for (const FoundPassage& passage : index.find(arguments.query)) {
      if (stop_flag()) throw Cancelled{};
      auto hit = filters.keep(passage);
      if (!hit) continue;
      if (total++ < arguments.limit) hits.push_back(*std::move(hit));
    }
  } catch (const Error& error) {
    const Problem& p = error.problems().front();
    if (p.place.file != "query") throw;
    throw WrongUsage(fmt::format("the query has no meaning at character {}: {}; expected {}", p.place.column, p.message,
                                 p.expected));
  }
  print(arguments.json ? found_json(book, index, arguments, hits, total)
                       : found_text(book, index, arguments, hits, total, output_style()));
  return exit_done;
}

}  // namespace

void add_find(CLI::App& app, Command& command) {
  auto arguments = std::make_shared<FindArguments>();
  CLI::App* sub = app.add_subcommand("find", "Passages of the documents that hold some words");
  sub->footer(find_examples);
  sub->add_option("CASE", arguments->folder, "The case's folder")->required()->type_name("");
  sub->add_option("QUERY", arguments->query, "Words, \"a phrase\", AND, OR, NOT, word*")->required()->type_name("");
  sub->add_option("--speaker", arguments->speaker, "Only where this person, office or party speaks")->type_name("ID");
  sub->add_option("--party", arguments->party, "Only what is coded or proposed of this party")->type_name("ID");
  sub->add_option("--issue", arguments->issue, "Only what is coded or proposed on this issue")->type_name("ID");
  sub->add_option("--from", arguments->from, "Only what was published or said on DATE or later")->type_name("DATE");
  sub->add_option("--to", arguments->to, "Only what was published or said on DATE or earlier")->type_name("DATE");
  sub->add_option("--limit", arguments->limit, "Passages to show (default 20)")
      ->type_name("N")
      ->check(whole_number(0, 1'000'000));
  sub->add_flag("--json", arguments->json, "Print one JSON document");
  sub->callback([=, &command] { command = [=] { return find(*arguments); }; });
}

}  // namespace parley
