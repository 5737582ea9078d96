// parley check: everything that is wrong or missing, all at once.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/run.h"
#include "report/json.h"
#include "report/regions.h"
#include "report/words.h"

namespace parley {
namespace {

constexpr const char* check_examples = R"(Examples:
  parley check cases/ukraine-2025
  parley check mycase --json | jq '.problems[].message'

Each problem names its file, line and column, shows the line, and says what was
expected. Exit status 1 if there is an error; warnings alone end with 0.)";

std::string report_json(std::span<const Problem> problems) {
  Json list = Json::array();
  for (const Problem& p : problems) list.push_back(problem_json(p));
  return dump({{"parley", made_by("check")}, {"ok", !has_error(problems)}, {"problems", std::move(list)}});
}

std::string summary(const Case& c) {
  std::size_t judgements = 0;
  for (const Statement& s : c.statements) judgements += s.form == Form::judgement ? 1 : 0;
  return fmt::format(
      "{}: {}, {}, {}, of which {}.\n", c.casebook.title, counted(c.casebook.parties.size(), "party", "parties"),
      counted(c.casebook.issues.size(), "issue", "issues"), counted(c.statements.size(), "statement", "statements"),
      judgements == 1 ? "1 is a judgement" : fmt::format("{} are judgements", judgements));
}

int check(const CaseOptions& options) {
  std::vector<Problem> problems;
  Case c;
  try {
    c = read_case(options.folder, problems);
    read_regions(options.folder, c.casebook, problems);
  } catch (const Error& error) {
    problems.insert(problems.end(), error.problems().begin(), error.problems().end());
  }
  if (options.json) {
    print(report_json(problems));
  } else {
    std::string text;
    for (const Problem& p : problems) text += format_problem(p);
    if (!has_error(problems)) text += summary(c);
    print(text + problem_count(problems));
  }
  return has_error(problems) ? exit_case_errors : exit_done;
}

}  // namespace

void add_check(CLI::App& app, Command& command) {
  auto options = std::make_shared<CaseOptions>();
  CLI::App* sub = app.add_subcommand("check", "Everything that is wrong or missing, all at once");
  sub->footer(check_examples);
  add_case(*sub, *options);
  add_json(*sub, *options);
  sub->callback([options, &command] { command = [options] { return check(*options); }; });
}

}  // namespace parley
