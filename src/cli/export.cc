// parley export: a case for other tools; here, one all in numbers.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "cli/coded.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/run.h"
#include "exchange/genius.h"
#include "exchange/negmas.h"
#include "exchange/table.h"
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

using Paths = std::vector<std::filesystem::path>;
using Write = std::function<Paths(const Scenario&, const std::string& to, std::vector<Problem>& warnings)>;

int exported(const std::string& folder, const std::string& to, const Write& write) {
  const ScenarioImport found = scenario_of(load_case(folder));
  std::vector<Problem> warnings = found.warnings;
  const Paths paths = write(found.scenario, to, warnings);
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
  const auto table = [](const Scenario& scenario, const std::string& to, std::vector<Problem>& warnings) {
    write_file(to, table_of(scenario, warnings));
    return Paths{to};
  };
  add_format(*parent, "table", "A table of numbers with thresholds", export_table_examples, "FILE", table, command);
  auto as_written = std::make_shared<bool>(false);
  const auto genius = [as_written](const Scenario& scenario, const std::string& to, std::vector<Problem>& warnings) {
    return write_genius(scenario, to, *as_written, warnings);
  };
  add_format(*parent, "genius", "A GENIUS domain and its profiles", export_genius_examples, "FOLDER", genius, command)
      ->add_flag("--as-written", *as_written, "Divide no values");
  const auto negmas = [](const Scenario& scenario, const std::string& to, std::vector<Problem>& warnings) {
    return write_negmas(scenario, to, warnings);
  };
  add_format(*parent, "negmas", "A NegMAS scenario", export_negmas_examples, "PATH", negmas, command);
  add_coded_exports(*parent, command);
}

}  // namespace parley
