// What binds a deal and what stands without one: no-deal, rules, firmness, drafts.
#include <cmath>
#include <set>

#include "casebook/case_reader.h"
#include "casebook/formula_tokens.h"

namespace parley {

namespace {

using NoDeal = std::map<int, std::vector<NoDealOption>>;

bool contains(const std::vector<NoDealOption>& options, int option) {
  for (const NoDealOption& given : options)
    if (given.option == option) return true;
  return false;
}

// One of the options of an issue's no-deal; false after a problem.
bool add_no_deal_option(YamlReader& yaml, const Issue& issue, const YamlNode& node, double share,
                        std::vector<NoDealOption>& options) {
  const int option = resolve_option(yaml, issue, node);
  if (option < 0) return false;
  if (contains(options, option)) return yaml.error(node, ticked(node.text) + " is named twice"), false;
  options.push_back({option, share});
  return true;
}

std::vector<NoDealOption> read_shares(YamlReader& yaml, const Issue& issue, const YamlNode& node) {
  std::vector<NoDealOption> options;
  bool whole = !node.entries.empty();
  double sum = 0;
  for (const auto& [key, value] : node.entries) {
    const auto share = yaml.number(value);
    if (share && (share->value < 0 || share->value > 1)) yaml.error(value, "a share lies between 0 and 1");
    const bool fits = share && share->value >= 0 && share->value <= 1;
    if (!add_no_deal_option(yaml, issue, key, fits ? share->value : 0, options) || !fits) whole = false;
    if (fits) sum += share->value;
  }
  if (node.entries.empty()) yaml.error(node, "this names no option", "options and their shares");
  if (whole && std::abs(sum - 1) > 1e-9) {
    std::string text = std::to_string(sum);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    yaml.error(node, "these shares sum to " + text, "shares that sum to 1", "thirds can be written as 1/3");
    whole = false;
  }
  return whole ? options : std::vector<NoDealOption>{};
}

std::vector<NoDealOption> read_no_deal_options(YamlReader& yaml, const Issue& issue, const YamlNode& node) {
  std::vector<NoDealOption> options;
  if (node.kind == YamlNode::Kind::map) return read_shares(yaml, issue, node);
  if (node.kind != YamlNode::Kind::list) {
    add_no_deal_option(yaml, issue, node, 1, options);
    return options;
  }
  if (node.items.empty()) yaml.error(node, "this names no option", "an option of issue " + ticked(issue.id));
  bool whole = true;
  for (const YamlNode& item : node.items)
    whole = add_no_deal_option(yaml, issue, item, 1.0 / static_cast<double>(node.items.size()), options) && whole;
  return whole ? options : std::vector<NoDealOption>{};
}

NoDeal read_no_deal(CaseReader& reader, const YamlNode& node) {
  NoDeal no_deal;
  if (node.kind != YamlNode::Kind::map) {
    reader.yaml.error(node, "this no-deal is not a mapping", "`issue: option`");
    return no_deal;
  }
  for (const auto& [key, value] : node.entries) {
    const int issue = reader.topics.resolve(reader.yaml, key, "issue");
    if (issue < 0) continue;
    auto options = read_no_deal_options(reader.yaml, reader.book.issues[static_cast<std::size_t>(issue)], value);
    if (!options.empty()) no_deal.emplace(issue, std::move(options));
  }
  return no_deal;
}

void read_no_deals(CaseReader& reader, const YamlNode& root) {
  const YamlNode* const shared = root.find("no_deal");
  const NoDeal for_all = shared == nullptr ? NoDeal{} : read_no_deal(reader, *shared);
  for (std::size_t i = 0; i < reader.book.parties.size(); ++i) {
    Party& party = reader.book.parties[i];
    if (party.kind != PartyKind::principal) continue;
    const YamlNode* const own = reader.party_nodes[i]->find("no_deal");
    if (own != nullptr) party.no_deal = read_no_deal(reader, *own);
    const YamlNode* const reservation = reader.party_nodes[i]->find("reservation");
    if (own != nullptr && reservation != nullptr)
      reader.yaml.error(*reservation, ticked(party.id) + " has a no-deal and a reservation value", "one of the two");
    if (reservation == nullptr) party.no_deal.insert(for_all.begin(), for_all.end());
  }
}

void read_rule(CaseReader& reader, const YamlNode& node, std::size_t number, std::set<std::string>& ids) {
  YamlReader& yaml = reader.yaml;
  const bool bare = node.kind == YamlNode::Kind::scalar;
  if (!bare && !yaml.read_map(node, rule_keys)) return;
  Rule rule;
  rule.id = "rule-" + std::to_string(number);
  const YamlNode* const id = bare ? nullptr : node.find("id");
  if (id != nullptr) rule.id = yaml.id(node);
  rule.note = yaml.text(node, "note");
  rule.fixed = yaml.flag(node, "fixed");
  rule.place = yaml.place(node);
  const YamlNode* const formula = bare ? &node : node.find("formula");
  if (formula != nullptr) rule.formula = yaml.formula(*formula, reader.book);
  if (rule.id.empty()) return;
  if (!ids.insert(rule.id).second)
    return yaml.error(id == nullptr ? node : *id, "there is a rule " + ticked(rule.id) + " already",
                      "an id of its own");
  reader.book.rules.push_back(std::move(rule));
}

void read_firmness(CaseReader& reader, const YamlNode& node) {
  YamlReader& yaml = reader.yaml;
  if (node.kind != YamlNode::Kind::map) {
    reader.book.firmness = yaml.share(node);
    return;
  }
  if (!yaml.read_map(node, firmness_keys)) return;
  if (const YamlNode* const all = node.find("all")) reader.book.firmness = yaml.share(*all);
  const YamlNode* const statements = node.find("statements");
  if (statements == nullptr) return;
  if (statements->kind != YamlNode::Kind::map)
    return yaml.error(*statements, "`statements` is no mapping", "`statement: share`");
  for (const auto& [key, value] : statements->entries) {
    const auto share = yaml.share(value);
    if (!share) continue;
    reader.book.statement_firmness.emplace(key.text, *share);
    reader.book.statement_firmness_places.emplace(key.text, yaml.place(key));
  }
}

void read_clauses(CaseReader& reader, const YamlNode& clauses, Draft& draft) {
  YamlReader& yaml = reader.yaml;
  if (clauses.kind != YamlNode::Kind::map || clauses.entries.empty())
    return yaml.error(clauses, "the draft " + ticked(draft.id) + " has no clauses", "`issue: option`");
  for (const auto& [key, value] : clauses.entries) {
    const int index = reader.topics.resolve(yaml, key, "issue");
    if (index < 0) continue;
    const Issue& issue = reader.book.issues[static_cast<std::size_t>(index)];
    const int option = resolve_option(yaml, issue, value);
    if (option < 0) continue;
    if (issue.options[static_cast<std::size_t>(option)].only_without_deal)
      yaml.error(value, ticked(value.text) + " exists only without a deal, and a draft is one",
                 "an option that can be agreed");
    else
      draft.clauses.emplace(index, option);
  }
}

void read_draft(CaseReader& reader, const YamlNode& node, std::set<std::string>& ids) {
  YamlReader& yaml = reader.yaml;
  if (!yaml.read_map(node, draft_keys)) return;
  Draft draft;
  draft.id = yaml.id(node);
  draft.name = yaml.text(node, "name");
  if (draft.name.empty()) draft.name = draft.id;
  draft.note = yaml.text(node, "note");
  draft.place = yaml.place(node);
  if (const YamlNode* const clauses = node.find("clauses")) read_clauses(reader, *clauses, draft);
  if (draft.id.empty()) return;
  if (!ids.insert(draft.id).second)
    return yaml.error(*node.find("id"), "there is a draft " + ticked(draft.id) + " already", "an id of its own");
  reader.book.drafts.push_back(std::move(draft));
}

}  // namespace

void read_terms(CaseReader& reader, const YamlNode& root) {
  read_no_deals(reader, root);
  std::set<std::string> rule_ids, draft_ids;
  std::size_t number = 0;
  for (const YamlNode* const node : reader.yaml.items(root, "rules", true))
    read_rule(reader, *node, ++number, rule_ids);
  if (const YamlNode* const firmness = root.find("firmness")) read_firmness(reader, *firmness);
  for (const YamlNode* const node : reader.yaml.items(root, "drafts")) read_draft(reader, *node, draft_ids);
}

}  // namespace parley
