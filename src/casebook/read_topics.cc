// Issues with their options, and levers.
#include <algorithm>
#include <set>

#include "casebook/case_reader.h"
#include "casebook/formula_tokens.h"
#include "casebook/numeric_grid.h"

namespace parley {

namespace {

constexpr std::string_view kinds[] = {"choice", "ordered", "numeric"};
constexpr std::string_view grid_keys[] = {"unit", "min", "max", "step"};

// An id that formulas can name; empty after a problem.
std::string formula_id(YamlReader& yaml, const YamlNode& node) {
  std::string id = yaml.id(node);
  if (!is_reserved_word(id)) return id;
  const YamlNode* const at = node.kind == YamlNode::Kind::map ? node.find("id") : &node;
  yaml.error(*at, ticked(id) + " is a word of formulas and cannot be an id");
  return {};
}

// Reads what issues, options and levers have in common.
template <class Thing>
bool read_named(YamlReader& yaml, const YamlNode& node, const KeyTable& keys, bool may_be_bare, Thing& thing) {
  const bool bare = may_be_bare && node.kind == YamlNode::Kind::scalar;
  if (!bare && !yaml.read_map(node, keys)) return false;
  thing.id = formula_id(yaml, node);
  thing.name = yaml.text(node, "name");
  if (thing.name.empty()) thing.name = thing.id;
  return !thing.id.empty();
}

void read_option_of(CaseReader& reader, Issue& issue, const YamlNode& node, std::set<std::string>& ids) {
  YamlReader& yaml = reader.yaml;
  Option option;
  if (!read_named(yaml, node, option_keys, true, option)) return;
  option.aliases = yaml.texts(node, "aliases");
  option.note = yaml.text(node, "note");
  option.only_without_deal = yaml.flag(node, "only_without_deal");
  option.place = yaml.place(node);
  if (!ids.insert(option.id).second) {
    const YamlNode* const at = node.kind == YamlNode::Kind::map ? node.find("id") : &node;
    return yaml.error(*at, "issue " + ticked(issue.id) + " has an option " + ticked(option.id) + " already",
                      "an id of its own");
  }
  issue.options.push_back(std::move(option));
  reader.option_nodes.back().push_back(&node);
}

void give_ranks(Issue& issue) {
  int rank = 0;
  for (Option& option : issue.options) {
    if (option.only_without_deal) continue;
    option.position = {std::to_string(rank), static_cast<double>(rank)};
    ++rank;
  }
}

void read_options_of(CaseReader& reader, Issue& issue, const YamlNode& node) {
  YamlReader& yaml = reader.yaml;
  for (const std::string_view key : grid_keys)
    if (const YamlNode* const given = node.find(key))
      yaml.error(*given, ticked(key) + " has no meaning here: it belongs to `kind: numeric`");
  const YamlNode* const list = node.find("options");
  const auto items = yaml.items(node, "options");
  if (items.empty() && (list == nullptr || list->kind == YamlNode::Kind::list))
    return yaml.error(list == nullptr ? node : *list, "the issue " + ticked(issue.id) + " has no options",
                      "the key `options` with a list of them");
  std::set<std::string> ids;
  for (const YamlNode* const item : items) read_option_of(reader, issue, *item, ids);
  if (!issue.options.empty() && std::ranges::all_of(issue.options, &Option::only_without_deal))
    yaml.error(*list, "no option of issue " + ticked(issue.id) + " can be agreed",
               "an option without `only_without_deal`");
  if (issue.kind == IssueKind::ordered) give_ranks(issue);
}

void read_grid(CaseReader& reader, Issue& issue, const YamlNode& node) {
  YamlReader& yaml = reader.yaml;
  if (const YamlNode* const options = node.find("options"))
    yaml.error(*options, "a numeric issue has no list of options", "`min`, `max` and `step`");
  issue.unit = yaml.text(node, "unit");
  for (const std::string_view key : {"min", "max", "step"})
    if (std::ranges::none_of(node.entries, [key](const YamlEntry& entry) { return entry.key.text == key; }))
      yaml.error(node, "the numeric issue " + ticked(issue.id) + " has no " + ticked(key), "`min`, `max` and `step`");
  const auto min = yaml.number(node, "min"), max = yaml.number(node, "max"), step = yaml.number(node, "step");
  if (!min || !max || !step) return;
  std::string why, hint;
  const std::vector<Number> grid = numeric_grid(*min, *max, *step, why, hint);
  const bool is_of_step = why.find("`step`") == 0 || why.find("there are") == 0;
  if (grid.empty()) yaml.error(*node.find(is_of_step ? "step" : "max"), why, {}, hint);
  issue.options.resize(grid.size());
  for (std::size_t i = 0; i < grid.size(); ++i) {
    Option& option = issue.options[i];
    option.id = option.name = grid[i].text;
    option.position = grid[i];
    option.place = issue.place;
  }
}

void declare_issue(CaseReader& reader, const YamlNode& node) {
  YamlReader& yaml = reader.yaml;
  Issue issue;
  if (!read_named(yaml, node, issue_keys, false, issue)) return;
  issue.question = yaml.text(node, "question");
  issue.aliases = yaml.texts(node, "aliases");
  issue.kind = static_cast<IssueKind>(yaml.word(node, "kind", kinds, 0));
  issue.place = yaml.place(node);
  std::vector<std::string> names = issue.aliases;
  names.push_back(issue.name);
  if (!reader.topics.declare(yaml, *node.find("id"), "issue", issue.id, static_cast<int>(reader.book.issues.size()),
                             names))
    return;
  reader.issue_nodes.push_back(&node);
  reader.option_nodes.emplace_back();
  if (issue.kind == IssueKind::numeric)
    read_grid(reader, issue, node);
  else
    read_options_of(reader, issue, node);
  reader.book.issues.push_back(std::move(issue));
}

void declare_lever(CaseReader& reader, const YamlNode& node) {
  YamlReader& yaml = reader.yaml;
  Lever lever;
  if (!read_named(yaml, node, lever_keys, false, lever)) return;
  lever.place = yaml.place(node);
  std::set<std::string> ids;
  for (const YamlNode* const item : yaml.items(node, "options")) {
    LeverOption option;
    if (!read_named(yaml, *item, lever_option_keys, true, option)) continue;
    if (!ids.insert(option.id).second)
      yaml.error(*item, "lever " + ticked(lever.id) + " has an option " + ticked(option.id) + " already",
                 "an id of its own");
    else
      lever.options.push_back(std::move(option));
  }
  const YamlNode* const list = node.find("options");
  if (list != nullptr && list->kind == YamlNode::Kind::list && list->items.empty())
    yaml.error(*list, "the lever " + ticked(lever.id) + " has no options", "a list of options");
  if (!reader.topics.declare(yaml, *node.find("id"), "lever", lever.id, static_cast<int>(reader.book.levers.size()),
                             {lever.name}))
    return;
  reader.lever_nodes.push_back(&node);
  reader.book.levers.push_back(std::move(lever));
}

void link_lever(CaseReader& reader, Lever& lever, const YamlNode& node) {
  YamlReader& yaml = reader.yaml;
  if (const YamlNode* const actor = node.find("actor")) lever.actor = reader.actors.resolve(yaml, *actor, "party");
  const YamlNode* const now = node.find("now");
  const auto word = now == nullptr ? std::nullopt : yaml.scalar(*now, "an option of the lever");
  if (!word) return;
  const auto found = std::ranges::find(lever.options, *word, &LeverOption::id);
  if (found != lever.options.end()) {
    lever.now = static_cast<int>(found - lever.options.begin());
    return;
  }
  std::vector<std::string> ids;
  for (const LeverOption& option : lever.options) ids.push_back(option.id);
  yaml.error(*now, "lever " + ticked(lever.id) + " has no option " + ticked(*word), {}, suggest(*word, ids));
}

}  // namespace

void declare_topics(CaseReader& reader, const YamlNode& root) {
  for (const YamlNode* const node : reader.yaml.items(root, "issues")) declare_issue(reader, *node);
  for (const YamlNode* const node : reader.yaml.items(root, "levers")) declare_lever(reader, *node);
  for (const std::string_view key : {"parties", "issues"})
    if (const YamlNode* const list = root.find(key);
        list != nullptr && list->kind == YamlNode::Kind::list && list->items.empty())
      reader.yaml.error(*list, "a case without " + std::string(key), "at least one");
}

void link_topics(CaseReader& reader) {
  Casebook& book = reader.book;
  for (std::size_t i = 0; i < book.issues.size(); ++i) {
    if (reader.issue_nodes[i]->find("concerns") != nullptr)
      book.issues[i].concerns = reader.parties_under(*reader.issue_nodes[i], "concerns");
    for (std::size_t k = 0; k < reader.option_nodes[i].size(); ++k)
      book.issues[i].options[k].needs = reader.parties_under(*reader.option_nodes[i][k], "needs");
  }
  for (std::size_t i = 0; i < book.levers.size(); ++i) link_lever(reader, book.levers[i], *reader.lever_nodes[i]);
}

}  // namespace parley
