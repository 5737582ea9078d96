// parley review: goes through the proposals of a case, one after the other; a person decides.
#include "evidence/review.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <map>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/stop.h"
#include "evidence/quotation.h"
#include "evidence/words.h"
#include "report/layout.h"
#include "report/words.h"
#include "text/read.h"

namespace parley {
namespace {

constexpr const char* review_examples = R"(Examples:
  parley review mycase
  parley review mycase --coder ada
  printf 'edit stance favour\naccept\n' | parley review mycase

Each proposal is shown with its passage; one command a line:
  accept               it becomes a row of statements.csv as it is shown
  edit FIELD VALUE     change a field first (edit stance favour; - empties it)
  edit                 go through the fields one by one
  reject [REASON]      it is no statement of the case
  skip                 ask again when all others are decided
  undo                 take the last decision back, also one of another day
  quit                 stop here; the next review goes on from here
The first letter is enough. Each decision is written at once, so that nothing is
lost by Ctrl-C. A row is checked as `parley check` checks it before it is
accepted; what is wrong is shown, and you are asked again.)";

constexpr std::string_view question = "accept, edit, reject, skip, undo, quit? ";

/// The fields that a person may change, in the order in which `edit` goes through them.
constexpr Column editable[] = {Column::quote,     Column::speaker,   Column::party,      Column::form,
                               Column::act,       Column::issue,     Column::option,     Column::stance,
                               Column::condition, Column::otherwise, Column::importance, Column::claim,
                               Column::date,      Column::certainty, Column::note};

std::string_view column_name(Column column) { return statement_columns[static_cast<std::size_t>(column)]; }
std::string name_of(Column column) { return std::string(column_name(column)); }

/// "brook (Tom Brook)": an id with what it names.
std::string with_name(const Casebook& book, Column column, const std::string& id) {
  std::string name;
  if (column == Column::speaker) name = speaker_name(book, id);
  if (const int party = book.find_party(id); column == Column::party && party >= 0) name = book.parties[party].name;
  if (const int issue = book.find_issue(id); column == Column::issue && issue >= 0) name = book.issues[issue].name;
  return name.empty() || name == id ? id : fmt::format("{} ({})", id, name);
}

/// The words between the lines of a problem, for a row that has no file.
std::string problem_text(const Problem& problem) {
  std::string text = problem.message;
  if (!problem.expected.empty()) text += "; expected " + problem.expected;
  if (!problem.hint.empty()) text += "; " + problem.hint;
  const std::size_t column = problem.place.line;
  const std::string_view name = column >= 1 && column <= statement_columns.size() ? statement_columns[column - 1] : "";
  return paragraph(fmt::format("  {}{}", problem.severity == Severity::error ? "error: " : "warning: ",
                               name.empty() ? "" : fmt::format("{}: ", name)),
                   text);
}

class Session {
 public:
  Session(const std::string& folder, std::string coder) : folder_(folder), coder_(std::move(coder)) {
    std::vector<Problem> problems;
    book_ = read_casebook(folder_, problems);
    throw_if_errors(problems);
  }

  int run() {
    load();
    if (agenda_.counts.all() == 0) {
      print("There are no proposals; `parley read` makes them.\n");
      return exit_done;
    }
    while (!stopped_) {
      if (agenda_.waiting.empty()) {
        all_decided();
        continue;
      }
      begin();
      while (!decided_ && !stopped_) obey();
    }
    print("\n" + summary());
    if (stop_flag()) say("Stopped; every decision is written.\n");
    return refused_ > 0 && !input_.is_terminal() ? exit_case_errors : exit_done;
  }

 private:
  /// When the files that decisions go to were last written.
  using Written = std::array<std::filesystem::file_time_type, 2>;
  [[nodiscard]] Written written() const {
    std::error_code missing;
    return {std::filesystem::last_write_time(folder_ / "proposals.csv", missing),
            std::filesystem::last_write_time(folder_ / "statements.csv", missing)};
  }

  void load() {
    agenda_ = agenda_of(folder_);
    written_ = written();
  }

  void begin() {
    current_ = read_proposal(folder_, agenda_.waiting.front());
    row_ = as_statement(current_.row, coder_);
    edited_ = decided_ = false;
    show();
  }

  /// The text of the proposal's document; null where there is none.
  const Document* document() {
    const int index = book_.find_document(trimmed(current_.document()));
    if (index < 0 || book_.documents[index].missing || book_.documents[index].file.empty()) return nullptr;
    const auto [found, fresh] = documents_.try_emplace(index);
    try {
      if (fresh) found->second = read_document(book_.folder / book_.documents[index].file);
    } catch (const Error&) {
      found->second.reset();
    }
    return found->second ? &*found->second : nullptr;
  }

  static std::optional<Span> where(const Document& text, const StatementRow& row) {
    QuotationFinder finder(text.text);
    return place_of(finder, row);
  }

  /// The sentences around the words, which are marked.
  std::string passage() {
    const Document* text = document();
    const std::string quote(row_.text(Column::quote));
    if (text == nullptr) return fmt::format("⟦{}⟧ (the text is not there)", quote);
    const auto span = where(*text, row_);
    if (!span) return fmt::format("⟦{}⟧ (not found in the text)", quote);
    constexpr std::size_t most = 400;  // code points on each side
    std::size_t begin = span->begin, end = span->end;
    const auto& sentences = text->sentences;
    const auto first = std::ranges::partition_point(sentences, [&](const Span& s) { return s.end <= span->begin; });
    const auto last = std::ranges::partition_point(sentences, [&](const Span& s) { return s.begin < span->end; });
    if (first != sentences.end()) begin = std::min(begin, (first == sentences.begin() ? first : first - 1)->begin);
    if (last != sentences.begin()) end = std::max(end, (last == sentences.end() ? last - 1 : last)->end);
    const bool cut_before = span->begin - begin > most, cut_after = end - span->end > most;
    if (cut_before) begin = span->begin - most;
    if (cut_after) end = span->end + most;
    const std::u32string_view all = text->text;
    return fmt::format("{}{}⟦{}⟧{}{}", cut_before ? "… " : "", utf8(all.substr(begin, span->begin - begin)),
                       utf8(all.substr(span->begin, span->size())), utf8(all.substr(span->end, end - span->end)),
                       cut_after ? " …" : "");
  }

  void show() {
    const Proposed& p = current_;
    const ProposalCounts& counts = agenda_.counts;
    const int index = book_.find_document(trimmed(p.document()));
    std::string title =
        fmt::format("Proposal {} of {}: {}, {}", counts.all() - agenda_.waiting.size() + 1, counts.all(), p.id(),
                    index < 0 ? p.document() : std::string_view(book_.documents[index].id));
    if (index >= 0 && book_.documents[index].date) title += ", " + book_.documents[index].date->text;
    title += ", confidence " + (p.confidence.empty() ? "not measured" : p.confidence);
    if (p.decision == Decision::skipped) title += ", skipped before";
    std::string text = "\n";
    for (const std::string& line : wrap(title, terminal_width)) text += style_.bold(line) + "\n";
    std::string words = paragraph("  ", passage());
    // Bold is added once the lines are broken: what a document holds cannot steer the terminal.
    if (style_.color) {
      replace(words, "⟦", "\033[1m⟦");
      replace(words, "⟧", "⟧\033[22m");
    }
    text += words;
    for (const Column column : editable) {
      const std::string value(trimmed(row_.text(column)));
      const bool main = column == Column::speaker || column == Column::party || column == Column::form ||
                        column == Column::issue || column == Column::option || column == Column::stance;
      if (column == Column::quote || (value.empty() && !main)) continue;
      text += paragraph(fmt::format("  {:<12}", column_name(column)),
                        value.empty() ? "-" : with_name(book_, column, value));
    }
    if (!p.evidence.empty()) text += paragraph(fmt::format("  {:<12}", "rests on"), p.evidence);
    print(text);
  }

  static void replace(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size())
      text.replace(at, from.size(), to);
  }

  /// The answer to a question; where it comes from a script it is shown, so that the output can be read.
  std::optional<std::string> ask(std::string_view what) {
    print(what);
    auto line = input_.next();
    if (!input_.is_terminal() || !line) print(line ? printable(*line) + "\n" : "\n");
    return line;
  }

  void obey() {
    const auto line = ask(question);
    if (!line) {
      stopped_ = true;
      return;
    }
    const std::string_view typed = trimmed(*line);
    const std::string_view word = typed.substr(0, typed.find(' '));
    const std::string_view rest = trimmed(typed.substr(word.size()));
    const auto is = [&](std::string_view name) { return !word.empty() && name.starts_with(word); };
    const std::string id(trimmed(current_.id()));
    if (is("accept")) return accept();
    if (is("edit")) return rest.empty() ? edit_all() : edit(rest);
    if (is("reject")) return decide(Decision::rejected, [&] { reject_proposal(folder_, id, rest); });
    if (is("skip")) return decide(Decision::skipped, [&] { skip_proposal(folder_, id); });
    if (is("undo")) return undo();
    if (is("quit")) {
      stopped_ = true;
      return;
    }
    if (!word.empty() && word != "?" && !is("help")) refuse(fmt::format("'{}' is no command here.", word));
    print(paragraph("  ",
                    "accept · edit FIELD VALUE · edit · reject [REASON] · skip · undo · quit; the first letter is "
                    "enough. Fields: " +
                        list_words(each(editable, name_of)) + "."));
  }

  /// Nothing waits: the last decision may still be taken back.
  void all_decided() {
    const auto line = ask("\nAll proposals are decided. undo, quit? ");
    const std::string_view word = line ? trimmed(*line) : std::string_view();
    if (word.empty() || !std::string_view("undo").starts_with(word))
      stopped_ = true;
    else if (undo_decision(folder_))
      load();
    else
      refuse("There is no decision to take back.");
  }

  /// What a script goes on to say after a refusal was meant for another proposal, so it is not read.
  void refuse(const std::string& why) {
    ++refused_;
    print(paragraph("  ", why));
    if (input_.is_terminal()) return;
    stopped_ = true;
    print(paragraph("  ", "No more of the script was read."));
  }

  void decide(Decision decision, const auto& work) {
    const bool alone = written() == written_;  // else another program has decided something meanwhile
    work();
    if (alone) {
      agenda_.decide(current_.decision, decision);
      written_ = written();
    } else {
      load();
    }
    decided_ = true;
  }

  void undo() {
    if (const auto id = undo_decision(folder_)) {
      print(paragraph("  ", fmt::format("Taken back: {} waits again.", *id)));
      decided_ = true;
      load();
      // What was taken back is asked next.
      auto& waiting = agenda_.waiting;
      const auto at = std::ranges::find(waiting, *id);
      if (at == waiting.end()) return;
      std::rotate(waiting.begin(), at, at + 1);
      begin();
    } else {
      refuse("There is no decision to take back.");
    }
  }

  /// Shows what is wrong with the row, its quotation too; true if there is an error.
  bool show_problems() {
    auto problems = row_problems(book_, row_);
    const Document* text = document();
    if (text != nullptr && !where(*text, row_)) {
      Problem missing;
      missing.place.line = static_cast<std::size_t>(Column::quote) + 1;
      missing.message = fmt::format("these words are not in document '{}'", row_.text(Column::document));
      missing.expected = "words that stand there";
      problems.push_back(missing);
    }
    for (const Problem& p : problems) print(problem_text(p));
    return has_error(problems);
  }

  void accept() {
    if (show_problems()) return refuse("Not accepted; edit it, reject it or skip it.");
    decide(edited_ ? Decision::edited : Decision::accepted,
           [&] { accept_proposal(folder_, row_.text(Column::id), row_, edited_); });
  }

  void set(Column column, std::string_view value) {
    row_.text(column) = value == "-" ? std::string() : std::string(value);
    edited_ = true;
    if (column != Column::quote) return;
    const Document* text = document();
    const auto span = text == nullptr ? std::nullopt : where(*text, row_);
    row_.text(Column::start) = span ? std::to_string(span->begin) : "";
    row_.text(Column::end) = span ? std::to_string(span->end) : "";
  }

  void edit(std::string_view rest) {
    const std::string_view name = rest.substr(0, rest.find_first_of(" ="));
    std::string_view value = trimmed(rest.substr(name.size()));
    if (value.starts_with('=')) value = trimmed(value.substr(1));
    const auto column = std::ranges::find(editable, name, column_name);
    if (column == std::end(editable)) {
      const auto near = did_you_mean(name, each(editable, name_of));
      return refuse(fmt::format("There is no field {}{}", name, near ? fmt::format("; did you mean {}?", *near) : "."));
    }
    if (value.empty()) {
      const auto typed = ask(fmt::format("  {} [{}]: ", column_name(*column), row_.text(*column)));
      if (!typed || trimmed(*typed).empty()) return;
      set(*column, trimmed(*typed));
    } else {
      set(*column, value);
    }
    show_problems();
  }

  void edit_all() {
    print("  An empty line keeps what stands in [brackets], - empties it.\n");
    for (const Column column : editable) {
      const auto typed = ask(fmt::format("  {} [{}]: ", column_name(column), printable(row_.text(column))));
      if (!typed) return;
      if (!trimmed(*typed).empty()) set(column, trimmed(*typed));
    }
    show();
    show_problems();
  }

  [[nodiscard]] std::string summary() const {
    const ProposalCounts& c = agenda_.counts;
    return fmt::format("{}: {} accepted, {} edited, {} rejected, {} skipped, {} open.\n",
                       counted(c.all(), "proposal", "proposals"), c.accepted, c.edited, c.rejected, c.skipped, c.open);
  }

  std::filesystem::path folder_;
  std::string coder_;
  Casebook book_;
  Agenda agenda_;
  Written written_{};
  Proposed current_;
  std::map<int, std::optional<Document>> documents_;
  StatementRow row_;  // as it would be accepted
  bool edited_ = false, decided_ = false, stopped_ = false;
  std::size_t refused_ = 0;
  LineInput input_;
  Style style_ = output_style();
};

}  // namespace

void add_review(CLI::App& app, Command& command) {
  auto folder = std::make_shared<std::string>();
  auto coder = std::make_shared<std::string>();
  CLI::App* sub = app.add_subcommand("review", "Go through what was proposed: accept, edit or reject");
  sub->footer(review_examples);
  sub->add_option("CASE", *folder, "The case's folder")->required()->type_name("");
  sub->add_option("--coder", *coder, "Who decides: goes into the column coder")->type_name("NAME");
  sub->callback([=, &command] { command = [=] { return Session(*folder, *coder).run(); }; });
}

}  // namespace parley
