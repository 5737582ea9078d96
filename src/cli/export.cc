// parley export: a case for other tools.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/run.h"
#include "exchange/brat_folder.h"
#include "exchange/discourse.h"
#include "exchange/genius.h"
#include "exchange/negmas.h"
#include "exchange/table.h"
#include "exchange/web_annotation.h"
#include "text/files.h"

namespace parley {
namespace {

constexpr const char* export_table_examples = R"(Example:
  parley export table cases/panama-canal --to panama.csv

A row for each option with what it is worth to each party, and the reservation
values as a last row of thresholds.)";

constexpr const char* export_genius_examples = R"(Example:
  parley export genius cases/panama-canal --to panama

Writes a domain and a profile a party. GENIUS has values from 0 to 1: others
are raised and divided, which changes no comparison of packages, and is said.
With --as-written they stand as they are, for tools that divide nothing.)";

constexpr const char* export_negmas_examples = R"(Examples:
  parley export negmas cases/panama-canal --to panama
  parley export negmas cases/panama-canal --to panama.json

Writes a folder, or one file where the name ends in .json, .yml or .yaml.)";

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

namespace fs = std::filesystem;
using Paths = std::vector<fs::path>;
using Write = std::function<Paths(const Case&, const fs::path& to, std::vector<Problem>& warnings)>;

// What writes a scenario, of a case that is all in numbers.
template <class WriteScenario>
Write in_numbers(const WriteScenario& write) {
  return [write](const Case& c, const fs::path& to, std::vector<Problem>& warnings) {
    const ScenarioImport found = scenario_of(c);
    warnings = found.warnings;
    return write(found.scenario, to, warnings);
  };
}

Paths write_discourse(const Case& c, const fs::path& to, std::vector<Problem>& warnings) {
  const Discourse discourse = discourse_of(c);
  warnings = discourse.warnings;
  if (to.extension() == ".csv")
    write_file(to, format_event_list(discourse));
  else
    write_dna(to, discourse);
  return {to};
}

Paths write_annotations(const Case& c, const fs::path& to, std::vector<Problem>& warnings) {
  const Passages passages = passages_of(c);
  warnings = passages.warnings;
  write_file(to, format_annotations(c, passages));
  return {to};
}

Paths write_brat(const Case& c, const fs::path& to, std::vector<Problem>& warnings) {
  const Passages passages = passages_of(c);
  warnings = passages.warnings;
  std::vector<std::pair<fs::path, std::string>> files;
  for (auto& [name, bytes] : format_brat(c, passages)) files.emplace_back(to / name, std::move(bytes));
  return write_files(to, files);
}

int exported(const std::string& folder, const std::string& to, const Write& write) {
  std::vector<Problem> warnings;
  const Paths paths = write(load_case(folder), to, warnings);
  for (const Problem& warning : warnings) say(format_problem(warning));
  for (const auto& path : paths) print(path.string() + "\n");
  return exit_done;
}

CLI::App* add_format(CLI::App& parent, const char* name, const char* help, const char* examples, const char* kind,
                     const Write& write, Command& command) {
  auto folder = std::make_shared<std::string>();
  auto to = std::make_shared<std::string>();
  CLI::App* sub = parent.add_subcommand(name, help);
  sub->footer(examples);
  sub->add_option("CASE", *folder, "The case's folder")->required()->type_name("");
  sub->add_option("--to", *to, "Where to write")->type_name(kind)->required();
  sub->callback([=, &command] { command = [=] { return exported(*folder, *to, write); }; });
  return sub;
}

}  // namespace

void add_export(CLI::App& app, Command& command) {
  CLI::App* parent = app.add_subcommand("export", "A case for other tools");
  parent->require_subcommand(1);
  parent->footer("`parley export FORMAT --help` shows what each writes.");
  const auto table = [](const Scenario& scenario, const fs::path& to, std::vector<Problem>& warnings) {
    write_file(to, table_of(scenario, warnings));
    return Paths{to};
  };
  add_format(*parent, "table", "A table of numbers with thresholds", export_table_examples, "FILE", in_numbers(table),
             command);
  auto as_written = std::make_shared<bool>(false);
  const auto genius = [as_written](const Scenario& scenario, const fs::path& to, std::vector<Problem>& warnings) {
    return write_genius(scenario, to, *as_written, warnings);
  };
  add_format(*parent, "genius", "A GENIUS domain and its profiles", export_genius_examples, "FOLDER",
             in_numbers(genius), command)
      ->add_flag("--as-written", *as_written, "Divide no values");
  const auto negmas = [](const Scenario& scenario, const fs::path& to, std::vector<Problem>& warnings) {
    return write_negmas(scenario, to, warnings);
  };
  add_format(*parent, "negmas", "A NegMAS scenario", export_negmas_examples, "PATH", in_numbers(negmas), command);
  add_format(*parent, "dna", "A database or event list of Discourse Network Analyzer", export_dna_examples, "FILE",
             write_discourse, command);
  add_format(*parent, "annotations", "W3C Web Annotations", export_annotations_examples, "FILE", write_annotations,
             command);
  add_format(*parent, "brat", "Texts with brat's annotations", export_brat_examples, "FOLDER", write_brat, command);
}

}  // namespace parley
