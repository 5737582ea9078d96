// parley read: brings documents into a case, and reads again those that have changed.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/document_files.h"
#include "cli/http.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/stop.h"
#include "evidence/add.h"
#include "evidence/index.h"
#include "evidence/reader.h"
#include "report/json.h"
#include "report/layout.h"
#include "report/words.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

constexpr const char* read_examples = R"(Examples:
  parley read mycase interview.html minutes.pdf
  parley read mycase folder-of-articles/
  parley read mycase                         what has changed in the case
  parley read mycase --as interview new.html a new version of a document

Each document is copied into the case and listed in documents.yaml; what it
says, and who says it, is proposed in proposals.csv. `parley review CASE` goes
through the proposals. A document that is there already is not read again,
unless its text has changed: then its proposals are made anew, and decisions on
words that still stand there are kept. Plain text, Markdown, HTML and PDF are
read, of a folder all files with such endings.

  parley read mycase talk.txt --reader http://localhost:8080/v1 \
    --reader-model NAME

also asks an OpenAI-compatible endpoint that you run or trust: it is sent the
text of the documents read, passage by passage, and nothing else is ever sent
anywhere. A quotation that is not in the passage word for word is thrown away.
A key is taken from the environment variable PARLEY_READER_KEY.)";

struct ReadArguments {
  std::string folder, as, reader, reader_model, model;
  std::vector<std::string> files;
  int seconds = 120;
  bool again = false, json = false;
};

/// The model that the user names, asked about each document that is read; without one, nobody is asked.
OtherProposer reader_of(const ReadArguments& arguments, ReaderCounts& counts) {
  if (arguments.reader.empty()) return {};
  const Endpoint endpoint = parse_endpoint(arguments.reader);
  const RequestLimits limits{.seconds = arguments.seconds};
  const SendRequest send = [endpoint, limits](const std::string& body) { return post_json(endpoint, body, limits); };
  return [send, model = arguments.reader_model, &counts](const Document& document, const Source& source,
                                                         const Casebook& book) {
    return ask_reader(send, document, source, book, model, counts);
  };
}

Json reader_json(const ReaderCounts& counts) {
  return {{"passages", counts.passages}, {"failed", counts.failed},       {"proposed", counts.proposed},
          {"invented", counts.invented}, {"malformed", counts.malformed}, {"first_fault", counts.first_fault}};
}

std::string reader_text(const ReaderCounts& counts) {
  std::string text =
      fmt::format("The reader was sent {} and proposed {}; thrown away: {} not in the text, {} without form.",
                  counted(counts.passages, "passage", "passages"), counted(counts.proposed, "statement", "statements"),
                  counts.invented, counts.malformed);
  if (counts.failed > 0)
    text += fmt::format(" {} had no usable reply, the first because {}.", counted(counts.failed, "passage", "passages"),
                        counts.first_fault);
  if (counts.gave_up()) text += " After three failures in a row it was not asked again.";
  return paragraph("", text);
}

/// What is done for each document: what it is called while it is read, and the work.
struct Job {
  std::string name;
  std::function<AddedDocument(Collector&)> run;
};

std::vector<Job> jobs_of(const ReadArguments& arguments, const Collector& collector) {
  std::vector<Job> jobs;
  const auto reread = [&](int document, const fs::path& file) {
    jobs.push_back({collector.casebook().documents[document].id,
                    [document, file](Collector& c) { return c.read_again(document, file); }});
  };
  if (!arguments.as.empty()) {
    const int document = collector.casebook().find_document(arguments.as);
    if (document < 0) throw WrongUsage(fmt::format("--as {}: the case has no such document", arguments.as));
    if (arguments.files.size() != 1) throw WrongUsage("--as takes one FILE, the document's new version");
    reread(document, arguments.files.front());
  } else if (arguments.files.empty() || arguments.again) {
    for (const int document : arguments.again ? collector.readable() : collector.changed()) reread(document, {});
  }
  if (arguments.as.empty())
    for (const std::string& file : without_folders(arguments.files))
      jobs.push_back({file, [file](Collector& c) { return c.add(file); }});
  return jobs;
}

std::string outcome(const AddedDocument& added, const Casebook& book) {
  if (added.already_there) return "already in the case";
  std::string text = counted(added.proposed, "statement proposed", "statements proposed");
  if (added.read_again) text = "read again, " + text;
  if (added.kept > 0) text += fmt::format(", {} kept", counted(added.kept, "decision", "decisions"));
  if (const int at = book.find_document(added.id); at >= 0 && !book.documents[at].date)
    text += "; no date found, documents.yaml can give one";
  return text;
}

std::string same_text(const std::vector<AddedDocument>& read_now, const std::map<std::string, std::string>& same) {
  std::string text;
  for (const AddedDocument& added : read_now)
    if (const auto other = same.find(added.id); other != same.end() && !added.already_there)
      text += paragraph(
          "", fmt::format("{} carries the same report as {}: the two count as one source.", added.id, other->second));
  return text;
}

Json added_json(const AddedDocument& added, const std::map<std::string, std::string>& same) {
  const auto other = same.find(added.id);
  return {{"id", added.id},
          {"file", added.file.string()},
          {"already_there", added.already_there},
          {"read_again", added.read_again},
          {"proposed", added.proposed},
          {"kept", added.kept},
          {"same_as", other == same.end() ? Json(nullptr) : Json(other->second)}};
}

/// For each document that carries the report of an earlier one, by id, the one that stands for both. An index that
/// cannot be made is no reason to fail: the documents are in the case.
std::map<std::string, std::string> same_reports(Casebook book, const Progress& progress) {
  std::map<std::string, std::string> same;
  try {
    DocumentIndex index(book, progress);
    std::vector<int> documents;
    std::vector<Problem> ignored;
    const auto texts = index.shingles(documents);
    note_repetitions(book, documents, texts, ignored);
    for (const Source& source : book.documents)
      if (source.same_as >= 0) same[source.id] = book.documents[source.same_as].id;
  } catch (const Error& error) {
    for (const Problem& problem : error.problems()) say(format_problem(problem));
  }
  return same;
}

/// Reads one document after the other; each is added whole or not at all, so what was read before an error or Ctrl-C
/// stays.
int read(const ReadArguments& arguments) {
  constexpr std::size_t at_once = 200;  // documents between two writings of the case's files
  ReaderCounts counts;
  const ReadingModel own = arguments.model.empty() ? ReadingModel{} : read_model(arguments.model);
  const ReadingModel& model = arguments.model.empty() ? shipped_model() : own;
  Collector collector(arguments.folder, reader_of(arguments, counts), model);
  const std::vector<Job> jobs = jobs_of(arguments, collector);
  std::vector<AddedDocument> read_now;
  std::vector<Problem> problems;
  std::size_t proposed = 0, done = 0;
  Meter meter;
  const Progress progress = meter.progress();
  for (const Job& job : jobs) {
    if (stop_flag()) break;
    progress("Reading " + job.name, static_cast<double>(done) / static_cast<double>(jobs.size()));
    try {
      read_now.push_back(job.run(collector));
      proposed += read_now.back().proposed;
      if (!arguments.json)
        print(fmt::format("{}: {}\n", read_now.back().id, outcome(read_now.back(), collector.casebook())));
    } catch (const Error& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    } catch (const Cancelled&) {
      break;  // in the middle of a request: the document is not added
    }
    if (++done % at_once == 0) collector.write();
  }
  collector.write();
  std::map<std::string, std::string> same;
  if (!read_now.empty() && !stop_flag()) same = same_reports(collector.casebook(), progress);
  Json list = Json::array();
  for (const AddedDocument& added : read_now) list.push_back(added_json(added, same));
  if (arguments.json)
    print(dump(
        {{"documents", std::move(list)}, {"reader", arguments.reader.empty() ? Json(nullptr) : reader_json(counts)}}));
  else if (jobs.empty())
    print("No document has changed.\n");
  else
    print(same_text(read_now, same) + (arguments.reader.empty() ? "" : reader_text(counts)));
  if (proposed > 0) say(fmt::format("Next: parley review {}\n", arguments.folder));
  if (stop_flag()) say(fmt::format("Stopped: {} of {} documents were read and are kept.\n", done, jobs.size()));
  if (counts.passages > 0 && counts.failed == counts.passages)
    problems.push_back(Error("no passage had a usable reply: " + counts.first_fault).problems().front());
  throw_if_errors(problems);
  return exit_done;
}

}  // namespace

void add_read(CLI::App& app, Command& command) {
  auto arguments = std::make_shared<ReadArguments>();
  CLI::App* sub = app.add_subcommand("read", "Add documents; propose statements for review");
  sub->footer(read_examples);
  sub->add_option("CASE", arguments->folder, "The case's folder")->required()->type_name("");
  sub->add_option("FILE", arguments->files, "Documents to add, or folders of them (default: what has changed)")
      ->type_name("");
  sub->add_option("--as", arguments->as, "FILE is a new version of this document")->type_name("ID");
  sub->add_option("--model", arguments->model, "Read with this model, made by `parley train`")->type_name("FILE");
  sub->add_option("--reader", arguments->reader, "Ask this endpoint for statements too; sends it the documents' text")
      ->type_name("URL");
  sub->add_option("--reader-model", arguments->reader_model, "The model that the endpoint is to use")
      ->type_name("NAME");
  sub->add_option("--reader-seconds", arguments->seconds, "Longest wait for a reply (default 120)")
      ->type_name("N")
      ->check(whole_number(1, 3600));
  sub->add_flag("--again", arguments->again, "Propose anew from every document of the case");
  sub->add_flag("--json", arguments->json, "Print one JSON document");
  sub->callback([=, &command] { command = [=] { return read(*arguments); }; });
}

}  // namespace parley
