// parley positions: the matrix of issues and parties, with the statements behind each cell.
#include "model/positions.h"

#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/run.h"
#include "report/terminal.h"

namespace parley {
namespace {

constexpr const char* positions_examples = R"(Examples:
  parley positions cases/ukraine-2025
  parley positions cases/ukraine-2025 --as-of 2025-02-11 --without judgements)";

int show(const CaseOptions& options) {
  const Loaded loaded = load(options);
  const Positions matrix = positions(*loaded.source, loaded.filter);
  const std::vector<std::string> warnings = each(loaded.warnings, one_line);
  print(options.json ? positions_json(*loaded.source, loaded.filter, matrix, warnings)
                     : positions_text(*loaded.source, loaded.filter, matrix, output_style()));
  return exit_done;
}

}  // namespace

void add_positions(CLI::App& app, Command& command) {
  auto options = std::make_shared<CaseOptions>();
  CLI::App* sub = app.add_subcommand("positions", "Who wants what, with the statements behind each cell");
  sub->footer(positions_examples);
  add_case(*sub, *options);
  add_sources(*sub, *options);
  add_json(*sub, *options);
  sub->callback([options, &command] { command = [options] { return show(*options); }; });
}

}  // namespace parley
