// parley why: who accepts a package, who does not, and because of which statements; of no package, why there is none
// that all accept.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/stop.h"
#include "report/impasse.h"
#include "report/terminal.h"

namespace parley {
namespace {

constexpr const char* why_examples = R"(PACKAGE is a draft's name, or issue=option,issue=option,… An issue that it
leaves open counts, for each party, as what that party expects without a deal.
Without PACKAGE: which red lines, rules, votes and reservation values together
leave no package, and what would be enough that one passes.

Examples:
  parley why cases/ukraine-2025
  parley why cases/ukraine-2025 territory=line,membership=no-member
  parley why cases/ukraine-2025 moscow-aims --reading open)";

int why_none(const CaseOptions& options, const Loaded& loaded, Reading reading) {
  Meter meter;
  ImpasseAnswer result;
  result.source = loaded.source;
  result.filter = loaded.filter;
  result.robust = robust_options(options, meter.progress());
  const Compiled compiled = compile(loaded.source, loaded.filter);
  SettleOptions settle;
  settle.reading = reading;
  settle.progress = result.robust.progress;
  result.counts = count_packages(compiled, settle);
  result.impasse = find_impasse(compiled, reading, result.robust);
  if (stopped_by() != 0) throw Cancelled{};
  result.robust.progress = {};
  print(options.json ? impasse_json(result) : impasse_text(result, output_style()));
  return exit_done;
}

int why(const CaseOptions& options, const std::string& text, Reading reading) {
  const Loaded loaded = load(options);
  if (text.empty()) return why_none(options, loaded, reading);
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
    result.in_all[static_cast<int>(r)] = reception_of(compiled, package, r).principals;
    WhyNotOptions why_not;
    why_not.reading = r;
    why_not.progress = result.options.robust.progress;
    result.gives_way[static_cast<int>(r)] = explain_package(compiled, package, why_not);
  }
  for (const Variable& variable : compiled.variables)
    if (package[variable.issue] < 0) result.open.push_back(variable.issue);
  if (stopped_by() != 0) throw Cancelled{};
  result.options.robust.progress = {};
  print(options.json ? package_json(result) : why_text(result, reading, output_style()));
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
  sub->add_option("PACKAGE", *package, "A draft's name, or issue=option,…; none: why no package passes")->type_name("");
  sub->add_option("--reading", *reading, "Of silence, in the reference world: cautious or open")
      ->type_name("READING")
      ->check(one_word_of({"cautious", "open"}));
  add_sources(*sub, *options);
  add_worlds(*sub, *options);
  add_json(*sub, *options);
  sub->callback([=, &command] {
    command = [=] { return why(*options, *package, *reading == "open" ? Reading::open : Reading::cautious); };
  });
}

}  // namespace parley
