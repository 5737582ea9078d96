// parley export and import: coded passages, for tools that mark text.
#include "cli/coded.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/output.h"
#include "cli/run.h"
#include "exchange/brat_folder.h"
#include "exchange/discourse.h"
#include "exchange/web_annotation.h"
#include "report/json.h"
#include "report/words.h"
#include "text/files.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

constexpr const char* export_dna_examples = R"(Examples:
  parley export dna cases/ukraine-2025 --to ukraine.dna
  parley export dna cases/ukraine-2025 --to ukraine.csv

Writes a database of Discourse Network Analyzer 3, or its event list where the
name ends in .csv. A concept is "issue: option"; every stance from `tolerate` up
is agreement. Rows that have no room there are counted. The password of each
coder in the database is "parley".)";

constexpr const char* export_annotations_examples = R"(Example:
  parley export annotations cases/ukraine-2025 --to ukraine.jsonld

Writes a page of W3C Web Annotations: each passage with its words, position and
row.)";

constexpr const char* export_brat_examples = R"(Example:
  parley export brat cases/ukraine-2025 --to ukraine-brat

Writes a folder: each document's clean text with its annotations, and
annotation.conf.)";

constexpr const char* import_dna_examples = R"(Examples:
  parley import dna debate.dna --to debate
  parley import dna events.csv --to debate

Reads a database of Discourse Network Analyzer 2 or 3, or its event list where
the name ends in .csv. Agreement becomes `favour`, disagreement `oppose`. Where
there is no case it is made: a party for each organization, an issue with the
options yes and no for each concept; concepts "A: b" and "A: c" are options of
one issue. In a case that is there each name must be known.)";

constexpr const char* import_annotations_examples = R"(Example:
  parley import annotations notes.jsonld --to mycase

Reads W3C Web Annotations of the case's documents. Those that Parley wrote are
rows; others become proposals, for `parley review`.)";

constexpr const char* import_brat_examples = R"(Example:
  parley import brat annotated --to mycase

Reads NAME.ann beside NAME.txt. Entities `Statement` are rows; attributions, of
Source, Cue and Content, become proposals, for `parley review`.)";

bool is_csv(const fs::path& path) { return path.extension() == ".csv"; }

using WriteCoded = std::vector<fs::path> (*)(const Case& c, const fs::path& to, std::vector<Problem>& warnings);
using ReadCoded = Brought (*)(const fs::path& from, const fs::path& folder);

std::vector<fs::path> write_discourse(const Case& c, const fs::path& to, std::vector<Problem>& warnings) {
  const Discourse discourse = discourse_of(c);
  warnings = discourse.warnings;
  if (is_csv(to))
    write_file(to, format_event_list(discourse));
  else
    write_dna(to, discourse);
  return {to};
}

std::vector<fs::path> write_annotations(const Case& c, const fs::path& to, std::vector<Problem>& warnings) {
  const Passages passages = passages_of(c);
  warnings = passages.warnings;
  write_file(to, format_annotations(c, passages));
  return {to};
}

std::vector<fs::path> write_brat(const Case& c, const fs::path& to, std::vector<Problem>& warnings) {
  const Passages passages = passages_of(c);
  warnings = passages.warnings;
  std::error_code failed;
  fs::create_directories(to, failed);
  if (failed) throw Error("cannot make this folder: " + failed.message(), to.string());
  std::vector<fs::path> written;
  for (const auto& [name, bytes] : format_brat(c, passages)) {
    written.push_back(to / name);
    write_file(written.back(), bytes);
  }
  return written;
}

Brought read_discourse(const fs::path& from, const fs::path& folder) {
  return brought_from(is_csv(from) ? parse_event_list(read_file(from), from.string()) : read_dna(from), folder,
                      from.string());
}

Casebook casebook_in(const fs::path& folder) {
  std::vector<Problem> problems;
  Casebook casebook = read_casebook(folder, problems);
  throw_if_errors(problems);
  return casebook;
}

Brought read_annotation_file(const fs::path& from, const fs::path& folder) {
  const Casebook casebook = casebook_in(folder);
  return read_annotations(read_file(from), from.string(), casebook, document_texts(casebook));
}

Brought read_brat(const fs::path& from, const fs::path& folder) { return read_brat_folder(from, casebook_in(folder)); }

int coded_exported(const std::string& folder, const std::string& to, WriteCoded write) {
  std::vector<Problem> warnings;
  const auto paths = write(load_case(folder), to, warnings);
  for (const Problem& warning : warnings) say(format_problem(warning));
  for (const auto& path : paths) print(path.string() + "\n");
  return exit_done;
}

int coded_imported(const std::string& from, const std::string& folder, bool json, ReadCoded read) {
  const BroughtCase done = bring(folder, read(from, folder));
  for (const Problem& warning : done.warnings) say(format_problem(warning));
  if (json) {
    Json warnings = Json::array();
    for (const Problem& warning : done.warnings) warnings.push_back(problem_json(warning));
    print(dump({{"created", done.created},
                {"documents", done.documents},
                {"added", done.added},
                {"replaced", done.replaced},
                {"unchanged", done.unchanged},
                {"proposed", done.proposed},
                {"warnings", std::move(warnings)}}));
    return exit_done;
  }
  print(fmt::format("{}{}; {}: {} added, {} replaced, {} unchanged", done.created ? "Made the case. " : "",
                    counted(done.documents.size(), "new document", "new documents"),
                    counted(done.added.size() + done.replaced.size() + done.unchanged, "row", "rows"),
                    done.added.size(), done.replaced.size(), done.unchanged));
  if (done.proposed > 0) print("; " + counted(done.proposed, "new proposal", "new proposals"));
  print(".\n");
  return exit_done;
}

void add_export_format(CLI::App& parent, const char* name, const char* help, const char* examples, const char* kind,
                       WriteCoded write, Command& command) {
  auto folder = std::make_shared<std::string>();
  auto to = std::make_shared<std::string>();
  CLI::App* sub = parent.add_subcommand(name, help);
  sub->footer(examples);
  sub->add_option("CASE", *folder, "The case's folder")->required()->type_name("");
  sub->add_option("--to", *to, "Where to write")->type_name(kind)->required();
  sub->callback([=, &command] { command = [=] { return coded_exported(*folder, *to, write); }; });
}

void add_import_format(CLI::App& parent, const char* name, const char* help, const char* examples, const char* what,
                       const char* about, ReadCoded read, Command& command) {
  auto from = std::make_shared<std::string>();
  auto folder = std::make_shared<std::string>();
  auto json = std::make_shared<bool>(false);
  CLI::App* sub = parent.add_subcommand(name, help);
  sub->footer(examples);
  sub->add_option(what, *from, about)->required()->type_name("");
  sub->add_option("--to", *folder, "The case's folder")->type_name("CASE")->required();
  sub->add_flag("--json", *json, "Print one JSON document");
  sub->callback([=, &command] { command = [=] { return coded_imported(*from, *folder, *json, read); }; });
}

}  // namespace

void add_coded_exports(CLI::App& parent, Command& command) {
  add_export_format(parent, "dna", "A database or event list of Discourse Network Analyzer", export_dna_examples,
                    "FILE", write_discourse, command);
  add_export_format(parent, "annotations", "W3C Web Annotations", export_annotations_examples, "FILE",
                    write_annotations, command);
  add_export_format(parent, "brat", "Texts with brat's annotations", export_brat_examples, "FOLDER", write_brat,
                    command);
}

void add_coded_imports(CLI::App& parent, Command& command) {
  add_import_format(parent, "dna", "A database or event list of Discourse Network Analyzer", import_dna_examples,
                    "FILE", "The database, or the event list as .csv", read_discourse, command);
  add_import_format(parent, "annotations", "W3C Web Annotations", import_annotations_examples, "FILE",
                    "The annotations, a JSON-LD file", read_annotation_file, command);
  add_import_format(parent, "brat", "Texts with brat's annotations", import_brat_examples, "FOLDER",
                    "The folder with NAME.txt and NAME.ann", read_brat, command);
}

}  // namespace parley
