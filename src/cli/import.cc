// parley import: judgements and other tools' negotiations, as cases.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/run.h"
#include "exchange/brat_folder.h"
#include "exchange/discourse.h"
#include "exchange/genius.h"
#include "exchange/matrix.h"
#include "exchange/negmas.h"
#include "exchange/table.h"
#include "exchange/web_annotation.h"
#include "report/json.h"
#include "report/words.h"
#include "text/files.h"

namespace parley {
namespace {

constexpr const char* import_matrix_examples = R"(Example:
  parley import matrix judgements.csv --to mycase

The file has a row for each issue and option: the columns `issue` and `option`,
one column a party with stance words or numbers, and optionally a `reason`:

  issue,option,Ukraine,Russia,reason
  Territory,line of control,tolerate,favour,each holds what it holds

Each cell becomes a judgement in statements.csv. Where there is no case it is
made. Importing again adds nothing twice.)";

constexpr const char* import_table_examples = R"(Examples:
  parley import table values.csv --to mycase
  parley import table clauses.csv --clauses --to mycase

The file has a row for each option with a number for each party, and may end
with a row of thresholds, which become reservation values:

  issue,option,Town,Harbour
  Fee,low,10,0
  Fee,high,4,30
  threshold,,8,12

With --clauses, or where there is no column `option`, each row is a clause that
is in or out, and a party accepts what has a mean score at or above its
threshold: a clause is worth its score less the threshold where it is in, and
nothing where it is out.)";

constexpr const char* import_negmas_examples = R"(Examples:
  parley import negmas scenarios/Trade --to trade
  parley import negmas trade.json --to trade

Reads a folder as NegMAS writes it, or one file with `domain` and `ufuns`.
Values are taken as written.)";

constexpr const char* import_genius_examples = R"(Example:
  parley import genius Laptop-domain.xml Laptop-buyer.xml Laptop-seller.xml
    --to laptop

The domain's issues and each profile's values, weights and reservation value
become a new case all in numbers. As GENIUS does, an issue's evaluations are
divided by the greatest where any is above 1. A discount factor is kept in the
case's note; nothing is computed on it.)";

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

namespace fs = std::filesystem;

int added(const MatrixImport& done, bool json) {
  if (json) {
    print(dump({{"created", done.created},
                {"parties", done.parties},
                {"issues", done.issues},
                {"added", done.added},
                {"replaced", done.replaced},
                {"unchanged", done.unchanged}}));
  } else {
    print(fmt::format("{}{}, {}: {} added, {} replaced, {} unchanged.\n", done.created ? "Made the case. " : "",
                      counted(done.parties.size(), "party", "parties"), counted(done.issues.size(), "issue", "issues"),
                      counted(done.added.size(), "judgement", "judgements"), done.replaced.size(), done.unchanged));
  }
  return exit_done;
}

int imported(const CaseImport& done, bool json) {
  for (const Problem& warning : done.warnings) say(format_problem(warning));
  if (json) {
    Json warnings = Json::array();
    for (const Problem& warning : done.warnings) warnings.push_back(problem_json(warning));
    print(dump({{"created", true},
                {"parties", done.parties},
                {"issues", done.issues},
                {"judgements", done.judgements},
                {"note", done.note},
                {"warnings", std::move(warnings)}}));
  } else {
    print(fmt::format("Made the case. {}, {}: {} added.\n{}\n", counted(done.parties.size(), "party", "parties"),
                      counted(done.issues.size(), "issue", "issues"),
                      counted(done.judgements, "judgement", "judgements"),
                      fmt::join(wrap(done.note, terminal_width), "\n")));
  }
  return exit_done;
}

int brought(const BroughtCase& done, bool json) {
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

Brought read_discourse(const fs::path& from, const fs::path& folder) {
  return brought_from(from.extension() == ".csv" ? parse_event_list(read_file(from), from.string()) : read_dna(from),
                      folder, from.string());
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

/// What every `parley import FORMAT` has.
struct ImportArguments {
  std::vector<std::string> files;
  std::string folder;
  bool json = false;
};

CLI::App* add_format(CLI::App& import, const char* name, const char* help, const char* examples,
                     const std::shared_ptr<ImportArguments>& arguments) {
  CLI::App* sub = import.add_subcommand(name, help);
  sub->footer(examples);
  sub->add_option("--to", arguments->folder, "The case's folder")->type_name("CASE")->required();
  sub->add_flag("--json", arguments->json, "Print one JSON document");
  return sub;
}

void add_matrix(CLI::App& import, Command& command) {
  auto arguments = std::make_shared<ImportArguments>();
  auto file = std::make_shared<std::string>();
  CLI::App* sub = add_format(import, "matrix", "A matrix of judgements, for analysts with no time",
                             import_matrix_examples, arguments);
  sub->add_option("FILE", *file, "The matrix, a CSV file")->required()->type_name("");
  sub->callback(
      [=, &command] { command = [=] { return added(import_matrix(*file, arguments->folder), arguments->json); }; });
}

void add_genius(CLI::App& import, Command& command) {
  auto arguments = std::make_shared<ImportArguments>();
  auto domain = std::make_shared<std::string>();
  auto as_written = std::make_shared<bool>(false);
  CLI::App* sub = add_format(import, "genius", "A GENIUS domain and its profiles", import_genius_examples, arguments);
  sub->add_option("DOMAIN", *domain, "The domain, an XML file")->required()->type_name("");
  sub->add_option("PROFILE", arguments->files, "The profiles, an XML file a party")->required()->type_name("");
  sub->add_flag("--as-written", *as_written, "Divide no evaluations, as NegMAS has it");
  sub->callback([=, &command] {
    command = [=] {
      const std::vector<std::filesystem::path> profiles(arguments->files.begin(), arguments->files.end());
      return imported(write_case(arguments->folder, read_genius(*domain, profiles, *as_written)), arguments->json);
    };
  });
}

void add_table(CLI::App& import, Command& command) {
  auto arguments = std::make_shared<ImportArguments>();
  auto file = std::make_shared<std::string>();
  auto clauses = std::make_shared<bool>(false);
  CLI::App* sub = add_format(import, "table", "A table of numbers with thresholds", import_table_examples, arguments);
  sub->add_option("FILE", *file, "The table, a CSV file")->required()->type_name("");
  sub->add_flag("--clauses", *clauses, "Each row is a clause, in or out");
  sub->callback([=, &command] {
    command = [=] { return added(import_table(*file, arguments->folder, *clauses), arguments->json); };
  });
}

void add_negmas(CLI::App& import, Command& command) {
  auto arguments = std::make_shared<ImportArguments>();
  auto path = std::make_shared<std::string>();
  CLI::App* sub = add_format(import, "negmas", "A NegMAS scenario", import_negmas_examples, arguments);
  sub->add_option("PATH", *path, "The scenario's folder, or one file")->required()->type_name("");
  sub->callback([=, &command] {
    command = [=] { return imported(write_case(arguments->folder, read_negmas(*path)), arguments->json); };
  });
}

/// A format that marks text.
void add_coded(CLI::App& import, const char* name, const char* help, const char* examples, const char* what,
               const char* about, Brought (*read)(const fs::path& from, const fs::path& folder), Command& command) {
  auto arguments = std::make_shared<ImportArguments>();
  auto from = std::make_shared<std::string>();
  CLI::App* sub = add_format(import, name, help, examples, arguments);
  sub->add_option(what, *from, about)->required()->type_name("");
  sub->callback([=, &command] {
    command = [=] { return brought(bring(arguments->folder, read(*from, arguments->folder)), arguments->json); };
  });
}

}  // namespace

void add_import(CLI::App& app, Command& command) {
  CLI::App* import = app.add_subcommand("import", "Other tools' formats, a matrix of judgements");
  import->require_subcommand(1);
  import->footer("`parley import FORMAT --help` shows what each reads.");
  add_matrix(*import, command);
  add_table(*import, command);
  add_genius(*import, command);
  add_negmas(*import, command);
  add_coded(*import, "dna", "A database or event list of Discourse Network Analyzer", import_dna_examples, "FILE",
            "The database, or the event list as .csv", read_discourse, command);
  add_coded(*import, "annotations", "W3C Web Annotations", import_annotations_examples, "FILE",
            "The annotations, a JSON-LD file", read_annotation_file, command);
  add_coded(*import, "brat", "Texts with brat's annotations", import_brat_examples, "FOLDER",
            "The folder with NAME.txt and NAME.ann", read_brat, command);
}

}  // namespace parley
