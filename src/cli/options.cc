#include "cli/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/stop.h"

namespace parley {
namespace {

int day(const std::string& text, std::string_view option) {
  const auto date = parse_date(text);
  if (!date) throw WrongUsage(fmt::format("{} {} is no date; expected one like 2025-02-14", option, text));
  return date->last;
}

std::pair<std::string, std::string> lever_setting(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == 0 || equals == text.npos || equals + 1 == text.size())
    throw WrongUsage(fmt::format("--lever {} is incomplete; expected NAME=OPTION", text));
  return {text.substr(0, equals), text.substr(equals + 1)};
}

Filter filter_of(const Case& c, const CaseOptions& options) {
  Filter filter;
  if (c.casebook.as_of) filter.as_of = c.casebook.as_of->last;
  if (!options.as_of.empty()) filter.as_of = day(options.as_of, "--as-of");
  if (!options.known_at.empty()) filter.known_at = day(options.known_at, "--known-at");
  filter.without = options.without;
  for (const std::string& text : options.levers)
    if (!filter.levers.insert(lever_setting(text)).second)
      throw WrongUsage(fmt::format("--lever {}: this lever is fixed already", text));
  try {
    check_filter(c, filter);
  } catch (const Error& error) {
    throw usage_error(error);
  }
  return filter;
}

}  // namespace

WrongUsage usage_error(const Error& error) {
  std::string message;
  for (const Problem& p : error.problems()) {
    if (!message.empty()) message += "\n";
    message += p.message;
    if (!p.expected.empty()) message += "; expected " + p.expected;
    if (!p.hint.empty()) message += "; " + p.hint;
  }
  return WrongUsage(message);
}

void add_case(CLI::App& app, CaseOptions& options) {
  app.add_option("CASE", options.folder, "The case's folder")->required()->type_name("");
}

void add_json(CLI::App& app, CaseOptions& options) {
  app.add_flag("--json", options.json, "Print one JSON document (docs/result.md)");
}

void add_sources(CLI::App& app, CaseOptions& options) {
  app.add_option("--as-of", options.as_of, "Leave out what was said after it (default: the case's)")
      ->type_name("DATE")
      ->check(not_empty());
  app.add_option("--known-at", options.known_at, "Leave out what was published after it")
      ->type_name("DATE")
      ->check(not_empty());
  app.add_option("--without", options.without, "Leave out a document, a speaker or `judgements`")
      ->type_name("SOURCE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_worlds(CLI::App& app, CaseOptions& options) {
  app.add_option("--lever", options.levers, "Fix a lever")
      ->type_name("NAME=OPTION")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option("--seed", options.seed, "Seed of the draws (default 1)")->type_name("N")->check(any_seed());
  app.add_option("--sequence", options.sequence, "random (default), or sobol: scrambled, more even, fewer worlds do")
      ->type_name("NAME")
      ->check(one_word_of({"random", "sobol"}));
  app.add_option("--worlds", options.worlds, "Worlds to draw (default 10000)")
      ->type_name("N")
      ->check(whole_number(1, 10'000'000));
  app.add_option("--precision", options.precision,
                 "Draw as many worlds as bring every share's interval within it, say .01")
      ->type_name("P")
      ->check(decimal(0.001, 0.1))
      ->excludes("--worlds");
  app.add_option("--nodes", options.nodes,
                 "Nodes that the search of each reading may take; past it a bound is given (default 100000)")
      ->type_name("N")
      ->check(whole_number(1, 1'000'000'000'000));
  app.add_option("--threads", options.threads, "Threads to use (default: all); changes no answer")
      ->type_name("N")
      ->check(whole_number(0, 1024));
}

void add_checkpoint(CLI::App& app, CaseOptions& options) {
  app.add_option("--checkpoint", options.checkpoint,
                 "Keep there what a long run has worked out; the same command goes on from it")
      ->type_name("FILE")
      ->check(not_empty());
}

Loaded load(const CaseOptions& options) {
  std::vector<Problem> problems;
  Case c = read_case(options.folder, problems);
  throw_if_errors(problems);
  if (stop_flag()) throw Cancelled{};
  Loaded loaded;
  loaded.source = std::make_shared<const Case>(std::move(c));
  loaded.filter = filter_of(*loaded.source, options);
  loaded.warnings = std::move(problems);
  if (!loaded.warnings.empty())
    say(fmt::format("{} warning{}; `parley check {}` shows {}.\n", loaded.warnings.size(),
                    loaded.warnings.size() == 1 ? "" : "s", options.folder,
                    loaded.warnings.size() == 1 ? "it" : "them"));
  return loaded;
}

Package asked_package(const Case& c, const std::string& text) {
  try {
    return parse_package(c, text);
  } catch (const Error& error) {
    throw usage_error(error);
  }
}

RobustOptions robust_options(const CaseOptions& options, const Progress& progress) {
  RobustOptions robust;
  robust.worlds = options.precision > 0 ? worlds_for(options.precision) : options.worlds;
  robust.nodes = options.nodes;
  robust.seed = Seed(options.seed, options.sequence == "sobol" ? Sequence::sobol : Sequence::random, robust.worlds);
  robust.threads = options.threads;
  robust.progress = progress;
  return robust;
}

}  // namespace parley
