// parley read: brings documents into a case.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/stop.h"
#include "evidence/add.h"
#include "report/json.h"
#include "report/words.h"

namespace parley {
namespace {

constexpr const char* read_examples = R"(Example:
  parley read mycase interview.html minutes.pdf

Each document is copied into the case and listed in documents.yaml; its direct
quotations with their speakers are proposed in proposals.csv. Move the rows that
are right to statements.csv and add their stances. Plain text, Markdown, HTML
and PDF are read.)";

/// Reads one file after the other; each is added whole or not at all, so what was read before an error stays.
int read(const std::string& folder, const std::vector<std::string>& files, bool json) {
  Json list = Json::array();
  std::vector<Problem> problems;
  std::size_t proposed = 0;
  for (const std::string& file : files) {
    if (stop_flag()) throw Cancelled{};
    try {
      const AddedDocument added = add_document(folder, file);
      list.push_back({{"id", added.id},
                      {"file", added.file.string()},
                      {"already_there", added.already_there},
                      {"proposed", added.proposed}});
      proposed += added.proposed;
      if (!json)
        print(fmt::format("{}: {}\n", added.id,
                          added.already_there ? "already in the case"
                                              : counted(added.proposed, "statement proposed", "statements proposed")));
    } catch (const Error& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  }
  if (json) print(dump({{"documents", std::move(list)}}));
  if (proposed > 0) say(fmt::format("Review {}/proposals.csv and move what is right to statements.csv.\n", folder));
  throw_if_errors(problems);
  return exit_done;
}

}  // namespace

void add_read(CLI::App& app, Command& command) {
  auto folder = std::make_shared<std::string>();
  auto files = std::make_shared<std::vector<std::string>>();
  auto json = std::make_shared<bool>(false);
  CLI::App* sub = app.add_subcommand("read", "Add documents; propose statements for review");
  sub->footer(read_examples);
  sub->add_option("CASE", *folder, "The case's folder")->required()->type_name("");
  sub->add_option("FILE", *files, "Documents to add")->required()->type_name("");
  sub->add_flag("--json", *json, "Print one JSON document");
  sub->callback([=, &command] { command = [=] { return read(*folder, *files, *json); }; });
}

}  // namespace parley
