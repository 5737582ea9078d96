#include "cli/run.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <filesystem>
#include <memory>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/stop.h"
#include "core/progress.h"
#include "report/version.h"
#include "report/words.h"

namespace parley {
namespace {

constexpr const char* about = R"(Parley works out what a negotiation can settle.

It reads what the parties have said, ties every position to the sentence that
shows it, and computes which settlements every party could accept, how sure
that is, what blocks the rest, and what to find out next.
)";

constexpr const char* run_examples = R"(To begin:
  parley new mycase                      a case folder that explains itself
  parley check mycase                    everything that is wrong or missing
  parley positions mycase                who wants what, and in which words
  parley settle mycase                   what can be settled, and who blocks
  parley report mycase --to answer.html  one page to hand on

`parley COMMAND --help` shows a command's options and examples.
Exit status: 0 done, 1 the case has errors, 2 wrong usage, 130 after Ctrl-C.)";

std::string suggestion(std::string_view word, const std::vector<std::string>& candidates) {
  const auto near = did_you_mean(word, candidates);
  return near ? fmt::format("; did you mean {}?", *near) : std::string();
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(sub->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

/// The command that was typed, or the innermost of its parts.
CLI::App& chosen(CLI::App& app) {
  const auto subs = app.get_subcommands();
  return subs.empty() ? app : chosen(*subs.front());
}

/// A word in the place of a command that is none.
void refuse_unknown_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return;
  const auto names = command_names(app);
  if (std::ranges::find(names, argv[1]) == names.end())
    throw WrongUsage(fmt::format("there is no command {}{}", argv[1], suggestion(argv[1], names)));
}

/// A command of which several processes would do the same work.
void refuse_alone(const CLI::App& app) {
  const std::string name = app.get_subcommands().front()->get_name();
  if (name != "settle" && name != "report")
    throw WrongUsage(fmt::format("parley {} runs as one process; only settle and report share out their work", name));
}

/// "parley import matrix", or without its last word.
std::string typed(const CLI::App& app, bool last = true) {
  std::string words = "parley";
  for (const CLI::App* at = &app; !at->get_subcommands().empty();) {
    at = at->get_subcommands().front();
    if (last || !at->get_subcommands().empty()) words += " " + at->get_name();
  }
  return words;
}

int wrong_usage(CLI::App& app, std::string_view message) {
  say(fmt::format("parley: {}\nSee `{} --help`.\n", message, typed(app)));
  return exit_wrong_usage;
}

int parse_error(CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
    if (const auto* wanted = dynamic_cast<const CLI::CallForVersion*>(&error))
      print(std::string(wanted->what()) + "\n");
    else
      print(chosen(app).help(app.get_subcommands().empty() ? "" : typed(app, false)));
    return exit_done;
  }
  const CLI::App& command = chosen(app);
  const auto left_over = app.remaining(true);
  const auto names = command.get_subcommands().empty() ? command_names(command) : std::vector<std::string>{};
  if (!names.empty() && !left_over.empty() && !left_over.front().starts_with('-'))
    return wrong_usage(app, fmt::format("there is no format {}; expected {}{}", left_over.front(),
                                        list_words(names, "or"), suggestion(left_over.front(), names)));
  for (const std::string& word : left_over)
    if (word.starts_with('-') && word.size() > 1)
      return wrong_usage(app, fmt::format("there is no option {}{}", word,
                                          suggestion(word.substr(0, word.find('=')), option_names(command))));
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && !left_over.empty())
    return wrong_usage(app, fmt::format("'{}' is one word too many", left_over.front()));
  if (!names.empty()) return wrong_usage(app, fmt::format("a format is missing; expected {}", list_words(names, "or")));
  return wrong_usage(app, error.what());
}

int run_command(const Command& command) {
  try {
    return command();
  } catch (const Error& error) {
    for (const Problem& problem : error.problems()) say(format_problem(problem));
    if (error.problems().size() > 1) say(problem_count(error.problems()));
    return exit_case_errors;
  }
}

}  // namespace

int run(int argc, char** argv, const Crew& crew) {
  prepare_streams();
  catch_signals();
  CLI::App app(about, "parley");
  Command command;
  app.footer(run_examples);
  app.set_version_flag("--version", fmt::format("parley {}", version()), "Print the version and exit");
  app.set_help_flag("-h,--help", "Print this help and exit");
  app.formatter(help_format());
  app.require_subcommand(1);
  add_new(app, command);
  add_read(app, command);
  add_train(app, command);
  add_review(app, command);
  add_agreement(app, command);
  add_find(app, command);
  add_suggest(app, command);
  add_import(app, command);
  add_check(app, command);
  add_positions(app, command);
  add_settle(app, command, crew);
  add_why(app, command);
  add_compare(app, command);
  add_report(app, command, crew);
  add_export(app, command);
  add_serve(app, command);
  add_completion(app, command);
  try {
    refuse_unknown_command(app, argc, argv);
    if (argc < 2) {
      say(app.help());
      return exit_wrong_usage;
    }
    try {
      app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return parse_error(app, error);
    }
    if (!crew.alone()) refuse_alone(app);
    const int status = run_command(command);
    return stopped_by() != 0 ? exit_stopped + stopped_by() : status;
  } catch (const WrongUsage& error) {
    return wrong_usage(app, error.what());
  } catch (const StoppedAtCheckpoint&) {
    return exit_stopped + stopped_by();
  } catch (const Cancelled&) {
    say("parley: stopped; nothing was written.\n");
    return exit_stopped + stopped_by();
  } catch (const ReaderGone&) {
    return exit_stopped + 13;  // as if by SIGPIPE
  } catch (const WriteFailed& error) {
    say(fmt::format("parley: {}\n", error.what()));
    return exit_case_errors;
  } catch (const std::bad_alloc&) {
    say("parley: there is not enough memory for this case\n");
    return exit_case_errors;
  } catch (const std::filesystem::filesystem_error& error) {
    say(fmt::format("{}: error: cannot be used: {}\n", error.path1().string(), error.code().message()));
    return exit_case_errors;
  } catch (const std::exception& error) {
    say(fmt::format("parley: {}\n", error.what()));
    return exit_case_errors;
  }
}

}  // namespace parley
