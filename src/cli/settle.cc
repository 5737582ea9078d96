// parley settle and parley report: the whole answer, in the terminal, as JSON, or as a page.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/stop.h"
#include "report/page.h"
#include "report/terminal.h"
#include "text/files.h"

namespace parley {
namespace {

constexpr const char* settle_examples = R"(Examples:
  parley settle cases/ukraine-2025
  parley settle cases/ukraine-2025 --without judgements
  parley settle cases/ukraine-2025 --lever arms=stopped --worlds 2000
  parley settle cases/ukraine-2025 --json > result.json

A share of readings is not a forecast, and silence is not consent.)";

constexpr const char* report_examples = R"(Examples:
  parley report cases/ukraine-2025 --to answer.html
  parley report cases/ukraine-2025 --to before.html --as-of 2025-02-11

The page is one file that needs no network. Its path is printed when it is
written.)";

/// What is asked of the frontier.
struct FrontierWish {
  bool wanted = false;
  bool acceptable = false;
  std::size_t points = 0;  ///< 0: by the number of principals
};

Answer work_out(const CaseOptions& options, const FrontierWish& frontier) {
  Loaded loaded = load(options);
  Meter meter;
  AnswerOptions wanted;
  wanted.filter = loaded.filter;
  wanted.robust = robust_options(options, meter.progress());
  wanted.frontier = frontier.wanted;
  wanted.acceptable = frontier.acceptable;
  if (frontier.points > 0) wanted.frontier_points = frontier.points;
  Answer result = answer(loaded.source, loaded.warnings, wanted);
  result.options.robust.progress = {};
  if (stopped_by() != 0) throw Cancelled{};
  return result;
}

int settle(const CaseOptions& options, FrontierWish frontier) {
  frontier.wanted = options.json;
  const Answer result = work_out(options, frontier);
  print(options.json ? result_json(result, "settle") : settle_text(result, output_style()));
  return exit_done;
}

/// What would keep the page from being written, before an hour is spent on it.
void check_target(const std::filesystem::path& to) {
  std::error_code ignored;
  if (std::filesystem::is_directory(to, ignored))
    throw Error("is a folder", to.string(), "a file to write the page to");
  const auto folder = to.has_parent_path() ? to.parent_path() : std::filesystem::path(".");
  if (!std::filesystem::is_directory(folder, ignored))
    throw Error("there is no folder " + folder.string(), to.string(), "a folder that is there");
}

int report(const CaseOptions& options, const std::string& to) {
  check_target(to);
  const std::string page = page_with(page_template(), result_json(work_out(options, {true, false, 0}), "report"));
  write_file(to, page);
  print(to + "\n");
  return exit_done;
}

}  // namespace

void add_settle(CLI::App& app, Command& command) {
  auto options = std::make_shared<CaseOptions>();
  auto frontier = std::make_shared<FrontierWish>();
  CLI::App* sub = app.add_subcommand("settle", "What can be settled, how sure, and who blocks");
  sub->footer(settle_examples);
  add_case(*sub, *options);
  add_sources(*sub, *options);
  add_worlds(*sub, *options);
  add_json(*sub, *options);
  sub->add_flag("--acceptable", frontier->acceptable, "With --json: the frontier of the zone alone");
  sub->add_option("--frontier-points", frontier->points, "With --json: points kept at most, before they are thinned")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, std::size_t{100'000'000}).description(""));
  sub->callback(
      [options, frontier, &command] { command = [options, frontier] { return settle(*options, *frontier); }; });
}

void add_report(CLI::App& app, Command& command) {
  auto options = std::make_shared<CaseOptions>();
  auto to = std::make_shared<std::string>();
  CLI::App* sub = app.add_subcommand("report", "One self-contained page");
  sub->footer(report_examples);
  add_case(*sub, *options);
  sub->add_option("--to", *to, "The file to write")->type_name("FILE")->required();
  add_sources(*sub, *options);
  add_worlds(*sub, *options);
  sub->callback([options, to, &command] { command = [options, to] { return report(*options, *to); }; });
}

}  // namespace parley
