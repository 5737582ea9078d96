// parley why: who accepts a package, who does not, and because of which statements.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/stop.h"
#include "report/terminal.h"

namespace parley {
namespace {

constexpr const char* why_examples = R"(PACKAGE is a draft's name, or issue=option,issue=option,… An issue that it
leaves open counts, for each party, as what that party expects without a deal.

Examples:
  parley why cases/ukraine-2025 territory=line,nato=never
  parley why cases/ukraine-2025 plan-a --reading open)";

int why(const CaseOptions& options, const std::string& text, const std::string& reading) {
  const Loaded loaded = load(options);
  const Package package = asked_package(*loaded.source, text);
  Meter meter;
  PackageAnswer result;
  result.source = loaded.source;
  result.options.filter = loaded.filter;
  result.options.robust = robust_options(options, meter.progress());
  const Compiled compiled = compile(loaded.source, loaded.filter);
  result.rated = judge(compiled, package, result.options.robust);
  for (const Reading r : readings) {
    result.clauses[static_cast<int>(r)] = clauses(compiled, package, r);
    WhyNotOptions why_not;
    why_not.reading = r;
    why_not.progress = result.options.robust.progress;
    result.gives_way[static_cast<int>(r)] = explain_package(compiled, package, why_not);
  }
  for (const Variable& variable : compiled.variables)
    if (package[variable.issue] < 0) result.open.push_back(variable.issue);
  if (stopped_by() != 0) throw Cancelled{};
  result.options.robust.progress = {};
  print(options.json ? package_json(result)
                     : why_text(result, reading == "open" ? Reading::open : Reading::cautious, output_style()));
  return exit_done;
}

}  // namespace

void add_why(CLI::App& app, Command& command) {
  auto options = std::make_shared<CaseOptions>();
  auto package = std::make_shared<std::string>();
  auto reading = std::make_shared<std::string>("cautious");
  CLI::App* sub = app.add_subcommand("why", "Who accepts a package, who refuses it, and why");
  sub->footer(why_examples);
  add_case(*sub, *options);
  sub->add_option("PACKAGE", *package, "A draft's name, or issue=option,…")->required()->type_name("");
  sub->add_option("--reading", *reading, "Of silence, in the table of clauses: cautious or open")
      ->type_name("READING")
      ->check(one_word_of({"cautious", "open"}));
  add_sources(*sub, *options);
  add_worlds(*sub, *options);
  add_json(*sub, *options);
  sub->callback([=, &command] { command = [=] { return why(*options, *package, *reading); }; });
}

}  // namespace parley
