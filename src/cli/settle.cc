// parley settle and parley report: the whole answer, in the terminal, as JSON, or as a page.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "cli/arguments.h"
#include "cli/checkpoint_file.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/print.h"
#include "cli/run.h"
#include "cli/stop.h"
#include "report/pack.h"
#include "report/page.h"
#include "report/regions.h"
#include "report/result.h"
#include "report/terminal.h"
#include "text/files.h"

namespace parley {
namespace {

constexpr const char* settle_examples = R"(Examples:
  parley settle cases/ukraine-2025
  parley settle cases/ukraine-2025 --without judgements
  parley settle cases/ukraine-2025 --lever arms=stopped --worlds 2000
  parley settle cases/ukraine-2025 --sources --course
  parley settle cases/ukraine-2025 --json > result.json

A share of readings is not a forecast, and silence is not consent.)";

constexpr const char* report_examples = R"(Examples:
  parley report cases/ukraine-2025 --to answer.html
  parley report cases/ukraine-2025 --to before.html --as-of 2025-02-11
  parley report cases/ukraine-2025 --pdf answer.pdf

The page is one file that needs no network. Its path is printed when it is
written.)";

/// What is asked beside the answer itself.
struct Wish {
  bool frontier = false;
  bool acceptable = false;
  std::size_t points = 0;  ///< of the frontier; 0: by the number of principals
  bool sources = false;
  bool course = false;
  bool beside = false;                                 ///< the map and the drafts compared
  std::vector<std::string> weights{}, disagreement{};  ///< of solutions: PARTY=NUMBER
};

/// The principal and the number that an option names; the number of a kind that `expected` says.
std::pair<int, Number> of_principal(const Case& c, std::string_view option, const std::string& text,
                                    std::string_view expected) {
  const std::size_t equals = text.find('=');
  const std::optional<Number> number = equals == text.npos ? std::nullopt : parse_number(text.substr(equals + 1));
  if (!number) throw WrongUsage(fmt::format("{} {} is no PARTY=NUMBER; expected {}", option, text, expected));
  const std::string id = text.substr(0, equals);
  std::vector<std::string> principals;
  for (std::size_t p = 0; p < c.casebook.parties.size(); ++p) {
    if (c.casebook.parties[p].kind != PartyKind::principal) continue;
    if (c.casebook.parties[p].id == id) return {static_cast<int>(p), *number};
    principals.push_back(c.casebook.parties[p].id);
  }
  throw WrongUsage(fmt::format("{} {}: '{}' is no principal of the case; expected one of {}", option, text, id,
                               fmt::join(principals, ", ")));
}

SolutionWishes solution_wishes(const Case& c, const Wish& wish) {
  SolutionWishes wishes;
  for (const std::string& text : wish.weights) {
    constexpr double most = 1000;
    constexpr std::string_view expected = "a whole number from 1 to 1000";
    const auto [party, number] = of_principal(c, "--weight", text, expected);
    if (number.value < 1 || number.value > most || number.value != std::floor(number.value))
      throw WrongUsage(fmt::format("--weight {} does not fit; expected {}", text, expected));
    if (!wishes.weights.emplace(party, static_cast<int>(number.value)).second)
      throw WrongUsage(fmt::format("--weight {}: this party has a weight already", text));
  }
  for (const std::string& text : wish.disagreement) {
    const auto [party, number] = of_principal(c, "--disagreement", text, "a value in the party's own units");
    if (!wishes.disagreement.emplace(party, number).second)
      throw WrongUsage(fmt::format("--disagreement {}: this party has a value already", text));
  }
  return wishes;
}

/// The answer, and for a page what stands beside it.
struct Work {
  Answer answer;
  Beside beside;
};

/// Where mpirun passes on what is said there is no terminal whose line could be written again: a line now and then.
Progress in_lines(Progress progress) {
  using Clock = std::chrono::steady_clock;
  const auto last = std::make_shared<Clock::time_point>();
  progress.report = [last](std::string_view what, double share) {
    if (Clock::now() - *last < std::chrono::seconds(10)) return;
    *last = Clock::now();
    say(share < 0 ? fmt::format("parley: {}\n", what) : fmt::format("parley: {} … {:.0f} %\n", what, 100 * share));
  };
  return progress;
}

Work work_out(const CaseOptions& options, const Wish& wish, const Crew& crew) {
  Loaded loaded = load(options);
  Work work;
  std::vector<Problem> problems;
  if (wish.beside) work.beside.regions = read_regions(options.folder, loaded.source->casebook, problems);
  throw_if_errors(problems);
  Meter meter;
  AnswerOptions wanted;
  wanted.filter = loaded.filter;
  wanted.robust = robust_options(options, meter.progress());
  wanted.robust.crew = crew;
  if (!crew.alone() && crew.rank == 0) wanted.robust.progress = in_lines(wanted.robust.progress);
  wanted.frontier = wish.frontier;
  wanted.acceptable = wish.acceptable;
  if (wish.points > 0) wanted.frontier_points = wish.points;
  wanted.solutions = solution_wishes(*loaded.source, wish);
  wanted.sources = wish.sources;
  wanted.course = wish.course;
  std::optional<Checkpoint> checkpoint;
  if (!crew.alone() || !options.checkpoint.empty()) {
    const std::string key =
        run_key(options, fmt::format("{} {} {} {} {} {} {}", wish.sources, wish.course, wish.beside, wish.frontier,
                                     wish.acceptable, fmt::join(wish.weights, ","), fmt::join(wish.disagreement, ",")));
    expect_same_key(key, crew);
    if (!options.checkpoint.empty()) checkpoint = open_checkpoint(options.checkpoint, key, crew);
  }
  if (checkpoint) wanted.robust.checkpoint = &*checkpoint;
  try {
    work.answer = answer(loaded.source, loaded.warnings, wanted);
    if (wish.beside) work.beside.comparisons = compare_drafts(loaded.source, wanted);
    if (stopped_by() != 0) throw Cancelled{};
  } catch (const Cancelled&) {
    if (!checkpoint) throw;
    checkpoint->write(*checkpoint);
    say(fmt::format("parley: stopped; the same command goes on from {}\n", options.checkpoint));
    throw StoppedAtCheckpoint{};
  }
  if (checkpoint) checkpoint->write(*checkpoint);
  work.answer.options.robust.progress = {};
  work.answer.options.robust.crew = {};
  work.answer.options.robust.checkpoint = nullptr;
  static_cast<void>(crew.sum(1));  // nothing is said before all have done their part
  return work;
}

int settle(const CaseOptions& options, Wish wish, const Crew& crew) {
  if (options.json) wish.frontier = wish.sources = wish.course = true;
  const Answer result = work_out(options, wish, crew).answer;
  if (crew.rank != 0) return exit_done;
  if (options.json)
    write_result(result, print);
  else
    print(settle_text(result, output_style()));
  return exit_done;
}

/// Whether a file is there that is no earlier page, and would be lost.
bool holds_something_else(const std::filesystem::path& to, std::string_view begins) {
  constexpr std::size_t most = std::size_t{1} << 32;
  const std::string bytes = read_file(to, most);
  return !bytes.empty() && !bytes.starts_with(begins);
}

/// What would keep a page that begins so from being written, before an hour is spent on it.
void check_target(const std::filesystem::path& to, std::string_view begins) {
  std::error_code ignored;
  if (std::filesystem::is_directory(to, ignored))
    throw Error("is a folder", to.string(), "a file to write the page to");
  if (std::filesystem::exists(to, ignored) && holds_something_else(to, begins))
    throw Error("holds something else than a page, which would be lost", to.string(),
                "a new file, or an earlier page to replace");
  const auto folder = to.has_parent_path() ? to.parent_path() : std::filesystem::path(".");
  if (!std::filesystem::is_directory(folder, ignored))
    throw Error("there is no folder " + folder.string(), to.string(), "a folder that is there");
}

/// Where the page goes; one of the two at least.
struct Targets {
  std::string to, pdf;
};

int report(const CaseOptions& options, const Targets& targets, const Crew& crew) {
  if (targets.to.empty() && targets.pdf.empty()) throw WrongUsage("--to or --pdf is required");
  std::string chromium;
  if (crew.rank == 0 && !targets.to.empty()) check_target(targets.to, "<!doctype html");
  if (crew.rank == 0 && !targets.pdf.empty()) {
    check_target(targets.pdf, "%PDF");
    chromium = find_chromium();
  }
  const Work work = work_out(options, {.frontier = true, .sources = true, .course = true, .beside = true}, crew);
  if (crew.rank != 0) return exit_done;
  const std::string page = page_with(page_template(), packed(page_json(work.answer, work.beside)), work.beside.regions);
  if (!targets.to.empty()) {
    write_file(targets.to, page);
    print(targets.to + "\n");
  }
  if (!targets.pdf.empty()) {
    print_pdf(chromium, page, targets.pdf);
    print(targets.pdf + "\n");
  }
  return exit_done;
}

}  // namespace

void add_settle(CLI::App& app, Command& command, const Crew& crew) {
  auto options = std::make_shared<CaseOptions>();
  auto wish = std::make_shared<Wish>();
  CLI::App* sub = app.add_subcommand("settle", "What can be settled, how sure, and who blocks");
  sub->footer(settle_examples);
  add_case(*sub, *options);
  add_sources(*sub, *options);
  add_worlds(*sub, *options);
  add_checkpoint(*sub, *options);
  add_json(*sub, *options);
  sub->add_flag("--acceptable", wish->acceptable, "With --json: the frontier of the zone alone");
  sub->add_option("--frontier-points", wish->points, "With --json: points kept at most, before they are thinned")
      ->type_name("N")
      ->check(whole_number(1, 100'000'000));
  sub->add_option("--weight", wish->weights, "Solutions: count a party as so many (default 1)")
      ->type_name("PARTY=N")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  sub->add_option("--disagreement", wish->disagreement, "Solutions: gains count from this value (default: of no deal)")
      ->type_name("PARTY=VALUE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  sub->add_flag("--sources", wish->sources, "What falls without each source (always with --json)");
  sub->add_flag("--course", wish->course, "The verdict over time, and what moved it (always with --json)");
  sub->callback(
      [options, wish, crew, &command] { command = [options, wish, crew] { return settle(*options, *wish, crew); }; });
}

void add_report(CLI::App& app, Command& command, const Crew& crew) {
  auto options = std::make_shared<CaseOptions>();
  auto targets = std::make_shared<Targets>();
  CLI::App* sub = app.add_subcommand("report", "One self-contained page");
  sub->footer(report_examples);
  add_case(*sub, *options);
  sub->add_option("--to", targets->to, "The file to write")->type_name("FILE");
  sub->add_option("--pdf", targets->pdf, "The same on paper, by Chromium; with --to, or instead")->type_name("FILE");
  add_sources(*sub, *options);
  add_worlds(*sub, *options);
  add_checkpoint(*sub, *options);
  sub->callback([options, targets, crew, &command] {
    command = [options, targets, crew] { return report(*options, *targets, crew); };
  });
}

}  // namespace parley
