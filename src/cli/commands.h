// The commands, one function each: it adds the command's arguments to the program and, when that command was typed,
// sets `command` to what is to be done.
#pragma once

#include <functional>
#include <stdexcept>

#include "core/crew.h"
#include "core/error.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own
class App;
}

namespace parley {

/// Does the work and returns an exit status.
using Command = std::function<int()>;

/// Arguments that make no sense; the program ends with status 2.
struct WrongUsage : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Work that was stopped and can be taken up again; that was said.
struct StoppedAtCheckpoint {};

/// An error of what the command line names, as wrong usage.
WrongUsage usage_error(const Error& error);

void add_new(CLI::App& app, Command& command);
void add_read(CLI::App& app, Command& command);
void add_train(CLI::App& app, Command& command);
void add_review(CLI::App& app, Command& command);
void add_agreement(CLI::App& app, Command& command);
void add_find(CLI::App& app, Command& command);
void add_suggest(CLI::App& app, Command& command);
void add_import(CLI::App& app, Command& command);
void add_export(CLI::App& app, Command& command);
void add_serve(CLI::App& app, Command& command);
void add_check(CLI::App& app, Command& command);
void add_positions(CLI::App& app, Command& command);
void add_settle(CLI::App& app, Command& command, const Crew& crew);
void add_why(CLI::App& app, Command& command);
void add_compare(CLI::App& app, Command& command);
void add_report(CLI::App& app, Command& command, const Crew& crew);
void add_completion(CLI::App& app, Command& command);

}  // namespace parley
