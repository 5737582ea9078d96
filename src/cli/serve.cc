// parley serve: the case as a page that works on it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <thread>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/stop.h"
#include "serve/server.h"

namespace parley {
namespace {

constexpr const char* serve_examples = R"(Examples:
  parley serve mycase
  parley serve mycase --port 8080
  parley serve mycase --host 192.168.1.20   others can reach it: a token is made

The page's address is printed when it can be opened. Ctrl-C ends it. Nothing of
the case is written but what a person does in the page (docs/serve.md).)";

int serve(const CaseOptions& options, ServeOptions wanted) {
  wanted.folder = options.folder;
  wanted.robust = robust_options(options, {});
  Server server(std::move(wanted));
  if (!server.token().empty())
    say(fmt::format("Whoever has this address can read and change the case; the token after # is asked for: {}\n",
                    server.token()));
  std::jthread answering([&server] { server.run(); });
  print(server.url() + "\n");
  while (!stop_flag()) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  server.stop();
  say("Stopped.\n");
  return exit_done;
}

}  // namespace

void add_serve(CLI::App& app, Command& command) {
  auto options = std::make_shared<CaseOptions>();
  auto wanted = std::make_shared<ServeOptions>();
  CLI::App* sub = app.add_subcommand("serve", "A page to work on the case");
  sub->footer(serve_examples);
  add_case(*sub, *options);
  sub->add_option("--host", wanted->host, "The address to listen on (default: 127.0.0.1, this machine alone)")
      ->type_name("ADDRESS");
  sub->add_option("--port", wanted->port, "Its port (default: any that is free)")
      ->type_name("N")
      ->check(whole_number(0, 65535));
  sub->add_option("--token", wanted->token, "What a browser must show (default: none on this machine, else made)")
      ->type_name("TEXT");
  sub->add_option("--seed", options->seed, "Seed of the draws (default 1)")->type_name("N")->check(any_seed());
  sub->add_option("--worlds", options->worlds, "Worlds to draw (default 10000)")
      ->type_name("N")
      ->check(whole_number(1, 10'000'000));
  sub->add_option("--threads", options->threads, "Threads to compute with (default: all); changes no answer")
      ->type_name("N")
      ->check(whole_number(0, 1024));
  sub->callback([=, &command] { command = [=] { return serve(*options, *wanted); }; });
}

}  // namespace parley
