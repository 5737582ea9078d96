// parley suggest: what a case might be about, from its documents alone.
#include "evidence/suggest.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "casebook/casebook.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/document_files.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/stop.h"
#include "evidence/slug.h"
#include "report/json.h"
#include "report/layout.h"
#include "report/version.h"
#include "report/words.h"
#include "text/read.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

constexpr const char* suggest_examples = R"(Examples:
  parley suggest mycase > candidates.yaml
  parley suggest folder-of-articles/ --limit 20
  parley suggest mycase --json | jq '.issues[].name'

Candidates for parties, people, issues and options, the likeliest first, each
with passages: a fragment of case.yaml to choose from, paste and correct. It
needs no case.yaml: a folder with documents is enough. What case.yaml names
already is left out. Rules, not a model; English only.)";

struct SuggestArguments {
  std::string folder;
  std::size_t limit = 12;
  bool json = false;
};

/// The documents that the case lists; where it lists none, or is no case yet, the files of its folder.
class Texts {
 public:
  explicit Texts(const std::string& folder) {
    if (fs::exists(fs::path(folder) / "case.yaml")) list(folder);
    if (files_.empty())
      for (const std::string& file : without_folders({folder}))
        files_.push_back({fs::path(file).stem().string(), file});
  }

  [[nodiscard]] std::size_t size() const { return files_.size(); }
  [[nodiscard]] const std::string& name(std::size_t i) const { return files_[i].name; }
  /// Names and aliases that the case has.
  [[nodiscard]] const std::set<std::string>& known() const { return known_; }

  /// One document; an empty one, and a message at the first time, where it cannot be read.
  Document read(std::size_t i) {
    if (stop_flag()) throw Cancelled{};
    if (files_[i].broken) return {};
    try {
      return read_document(files_[i].path);
    } catch (const Error& error) {
      files_[i].broken = true;
      for (const Problem& problem : error.problems()) say(format_problem(problem));
      return {};
    }
  }

  /// Names of the documents that could be read.
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> list;
    for (const auto& file : files_)
      if (!file.broken) list.push_back(file.name);
    return list;
  }

 private:
  struct File {
    std::string name;
    fs::path path;
    bool broken = false;
  };

  void list(const std::string& folder) {
    std::vector<Problem> ignored;
    const Casebook book = read_casebook(folder, ignored);
    const auto add = [&](const auto& items) {
      for (const auto& item : items) {
        known_.insert(item.name);
        known_.insert(item.aliases.begin(), item.aliases.end());
      }
    };
    add(book.parties);
    add(book.people);
    add(book.issues);
    for (const Source& source : book.documents)
      if (!source.missing && !source.file.empty()) files_.push_back({source.id, book.folder / source.file});
  }

  std::vector<File> files_;
  std::set<std::string> known_;
};

/// Passages as comments under an entry.
std::string comments(const Texts& texts, const std::vector<SuggestedPassage>& passages, std::string_view indent,
                     std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(most, passages.size()); ++i) {
    const SuggestedPassage& p = passages[i];
    const std::string passage = fmt::format("{}: {}", texts.name(p.document), printable(p.around));
    for (const std::string& line : wrap(passage, 76 - indent.size())) text += fmt::format("{}# {}\n", indent, line);
  }
  return text;
}

class Fragment {
 public:
  explicit Fragment(const Texts& texts) : texts_(texts) {}

  std::string write(const Suggestions& s) {
    std::string text = fmt::format("# Candidates from {}, the likeliest first: choose, paste, correct.\n",
                                   counted(texts_.names().size(), "document", "documents"));
    const std::string parties = names(s, false, "parties");
    text += parties.empty() ? "parties: [one, other]  # none was found\n" : parties;
    text += names(s, true, "people");
    text += s.issues.empty() ? "issues: []  # none was found\n" : "issues:\n";
    for (const SuggestedIssue& issue : s.issues) text += entry(issue);
    return text;
  }

 private:
  std::string id(const std::string& name, std::set<std::string>& taken) {
    const auto made = unused(short_id(name), [&](const std::string& each) { return taken.contains(each); });
    taken.insert(made);
    return made;
  }

  std::string names(const Suggestions& s, bool people, std::string_view key) {
    std::string text;
    for (const SuggestedName& name : s.names) {
      if (name.person != people) continue;
      text += fmt::format("  - id: {}\n    name: {}  # speaks {}, named {}\n", id(name.name, actors_),
                          json_string(name.name), counted(name.says, "time", "times"),
                          counted(name.mentions, "time", "times"));
      text += comments(texts_, name.passages, "    ", 1);
    }
    return text.empty() ? text : fmt::format("{}:\n{}", key, text);
  }

  std::string entry(const SuggestedIssue& issue) {
    std::string text =
        fmt::format("  - id: {}\n    name: {}  # {} in {}\n", id(issue.name, issues_), json_string(issue.name),
                    counted(issue.mentions, "time", "times"), counted(issue.documents, "document", "documents"));
    if (!issue.also.empty()) text += fmt::format("    aliases: [{}]\n", fmt::join(each(issue.also, json_string), ", "));
    text += comments(texts_, issue.passages, "    ", 3);
    if (issue.options.empty()) return text + "    options: [one, other]  # none was found: write what can be agreed\n";
    text += "    options:\n";
    std::set<std::string> options;
    for (const SuggestedOption& option : issue.options) {
      text += fmt::format("      - id: {}\n        name: {}\n", id(option.name, options), json_string(option.name));
      text += comments(texts_, option.passages, "        ", 1);
    }
    return text;
  }

  const Texts& texts_;
  std::set<std::string> actors_, issues_;
};

Json passages_json(const Texts& texts, const std::vector<SuggestedPassage>& passages) {
  Json list = Json::array();
  for (const SuggestedPassage& p : passages)
    list.push_back({{"document", texts.name(p.document)},
                    {"start", p.span.begin},
                    {"end", p.span.end},
                    {"words", p.words},
                    {"sentence", p.around}});
  return list;
}

std::string suggestions_json(const Texts& texts, const Suggestions& s) {
  Json names = Json::array(), issues = Json::array();
  for (const SuggestedName& n : s.names)
    names.push_back({{"name", n.name},
                     {"person", n.person},
                     {"says", n.says},
                     {"mentions", n.mentions},
                     {"passages", passages_json(texts, n.passages)}});
  for (const SuggestedIssue& i : s.issues) {
    Json options = Json::array();
    for (const SuggestedOption& o : i.options)
      options.push_back({{"name", o.name}, {"mentions", o.mentions}, {"passages", passages_json(texts, o.passages)}});
    issues.push_back({{"name", i.name},
                      {"score", i.score},
                      {"mentions", i.mentions},
                      {"documents", i.documents},
                      {"aliases", i.also},
                      {"options", std::move(options)},
                      {"passages", passages_json(texts, i.passages)}});
  }
  return dump({{"parley", {{"version", version()}, {"command", "suggest"}}},
               {"documents", texts.names()},
               {"names", std::move(names)},
               {"issues", std::move(issues)}});
}

int run_suggest(const SuggestArguments& arguments) {
  Meter meter;
  const Progress progress = meter.progress();
  Texts texts(arguments.folder);
  std::size_t reads = 0;
  const auto document_at = [&](std::size_t i) {
    constexpr double passes = 3;
    const double all = passes * static_cast<double>(texts.size());
    progress("Reading " + texts.name(i), std::min(1.0, static_cast<double>(reads++) / all));
    return texts.read(i);
  };
  Suggestions suggestions = suggest(texts.size(), document_at, arguments.limit + texts.known().size());
  if (texts.names().empty()) throw Error("there is no document to read", arguments.folder);
  const auto known = [&](const auto& candidate) { return texts.known().contains(candidate.name); };
  std::erase_if(suggestions.names, known);
  std::erase_if(suggestions.issues, known);
  if (suggestions.names.size() > arguments.limit) suggestions.names.resize(arguments.limit);
  if (suggestions.issues.size() > arguments.limit) suggestions.issues.resize(arguments.limit);
  print(arguments.json ? suggestions_json(texts, suggestions) : Fragment(texts).write(suggestions));
  return exit_done;
}

}  // namespace

void add_suggest(CLI::App& app, Command& command) {
  auto arguments = std::make_shared<SuggestArguments>();
  CLI::App* sub = app.add_subcommand("suggest", "Candidates for parties, issues and options");
  sub->footer(suggest_examples);
  sub->add_option("CASE", arguments->folder, "The case's folder, or one of documents")->required()->type_name("");
  sub->add_option("--limit", arguments->limit, "Most names and issues to give (default 12)")
      ->type_name("N")
      ->check(whole_number(0, 1'000'000));
  sub->add_flag("--json", arguments->json, "Print one JSON document");
  sub->callback([=, &command] { command = [=] { return run_suggest(*arguments); }; });
}

}  // namespace parley
