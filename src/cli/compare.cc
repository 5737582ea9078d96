// parley compare: two drafts, clause by clause.
#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/stop.h"
#include "report/comparison.h"

namespace parley {
namespace {

constexpr const char* compare_examples = R"(A and B are drafts' names, or issue=option,issue=option,… A draft may leave
issues open; there each party counts what it expects without a deal.

Examples:
  parley compare cases/ukraine-2025 washington-outline moscow-aims
  parley compare cases/ukraine-2025 kyiv-swap territory=swap,kursk=kept)";

std::string draft_name(const Case& c, const std::string& text) {
  const int draft = c.casebook.find_draft(text);
  if (draft < 0) return text;
  const std::string& name = c.casebook.drafts[draft].name;
  return name.empty() ? text : name;
}

int compare_two(const CaseOptions& options, const std::string& first, const std::string& second) {
  const Loaded loaded = load(options);
  const Case& c = *loaded.source;
  const std::array<Package, 2> drafts = {asked_package(c, first), asked_package(c, second)};
  Meter meter;
  AnswerOptions wanted;
  wanted.filter = loaded.filter;
  wanted.robust = robust_options(options, meter.progress());
  Comparison result = compare(loaded.source, {draft_name(c, first), draft_name(c, second)}, drafts, wanted);
  if (stopped_by() != 0) throw Cancelled{};
  print(options.json ? comparison_json(result) : comparison_text(result, output_style()));
  return exit_done;
}

}  // namespace

void add_compare(CLI::App& app, Command& command) {
  auto options = std::make_shared<CaseOptions>();
  auto first = std::make_shared<std::string>();
  auto second = std::make_shared<std::string>();
  CLI::App* sub = app.add_subcommand("compare", "Two drafts: who gains, who loses, what is better for all");
  sub->footer(compare_examples);
  add_case(*sub, *options);
  sub->add_option("A", *first, "A draft's name, or issue=option,…")->required()->type_name("");
  sub->add_option("B", *second, "The other draft")->required()->type_name("");
  add_sources(*sub, *options);
  add_worlds(*sub, *options);
  add_json(*sub, *options);
  sub->callback([=, &command] { command = [=] { return compare_two(*options, *first, *second); }; });
}

}  // namespace parley
