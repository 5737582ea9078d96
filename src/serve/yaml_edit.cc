#include "serve/yaml_edit.h"

#include <algorithm>
#include <optional>

#include "casebook/yaml_tree.h"
#include "core/error.h"

namespace parley {
namespace {

// The text with its tree.
struct Yaml {
  explicit Yaml(std::string_view text) : source("case.yaml", std::string(text)) {
    std::vector<Problem> problems;
    auto tree = parse_yaml(source, problems);
    throw_if_errors(problems);
    if (!tree || tree->kind != YamlNode::Kind::map) throw Error("this is no mapping", "case.yaml", "a case");
    root = std::move(*tree);
  }
  [[nodiscard]] const std::string& text() const { return source.text(); }
  [[nodiscard]] std::size_t line_start(std::size_t at) const {
    const std::size_t end = at == 0 ? std::string::npos : text().rfind('\n', at - 1);
    return end == std::string::npos ? 0 : end + 1;
  }
  [[nodiscard]] std::size_t line_end(std::size_t at) const {
    const std::size_t end = text().find('\n', at);
    return end == std::string::npos ? text().size() : end + 1;
  }
  /// The text with [begin, end) replaced.
  [[nodiscard]] std::string replaced(std::size_t begin, std::size_t end, std::string_view by) const {
    return text().substr(0, begin) + std::string(by) + text().substr(end);
  }

  SourceText source;
  YamlNode root;
};

[[noreturn]] void refuse(std::string_view what) {
  throw Error(std::string(what) + " cannot be changed in place", "case.yaml",
              "a list or mapping on lines of its own; edit the file by hand");
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out + "\"";
}

/// Where a scalar that stands on one line ends, its quotation marks included.
std::size_t scalar_end(const Yaml& yaml, const YamlNode& node) {
  const std::string& text = yaml.text();
  const char mark = text[node.begin];
  if (mark == '|' || mark == '>') refuse("a text of several lines");
  if (mark != '"' && mark != '\'') {
    if (text.compare(node.begin, node.text.size(), node.text) != 0) refuse("a text of several lines");
    return node.begin + node.text.size();
  }
  for (std::size_t at = node.begin + 1; at < text.size(); ++at) {
    if (mark == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == mark) {
      if (mark == '\'' && at + 1 < text.size() && text[at + 1] == mark)
        ++at;
      else
        return at + 1;
    }
  }
  refuse("a text without an end");
}

const YamlNode* item_named(const YamlNode* list, std::string_view id) {
  if (list == nullptr || list->kind != YamlNode::Kind::list) return nullptr;
  for (const YamlNode& item : list->items)
    if (const YamlNode* const name = item.find("id"); name != nullptr && name->text == id) return &item;
  return nullptr;
}

std::string checked(std::string text, bool right, std::string_view what) {
  if (!right) refuse(what);
  return text;
}

}  // namespace

std::string with_as_of(std::string_view text, std::string_view day) {
  const Yaml yaml(text);
  std::string out;
  if (const YamlNode* const value = yaml.root.find("as_of")) {
    out = yaml.replaced(value->begin, scalar_end(yaml, *value), day);
  } else {
    const auto parties = std::ranges::find(yaml.root.entries, "parties", [](const YamlEntry& e) { return e.key.text; });
    if (parties == yaml.root.entries.end()) refuse("`as_of`");
    const std::size_t at = yaml.line_start(parties->key.begin);
    out = yaml.replaced(at, at, "as_of: " + std::string(day) + "\n");
  }
  const Yaml after(out);
  const YamlNode* const value = after.root.find("as_of");
  return checked(out, value != nullptr && value->text == day, "`as_of`");
}

std::string with_rule(std::string_view text, std::string_view id, std::string_view formula, std::string_view note) {
  const Yaml yaml(text);
  const YamlNode* const rules = yaml.root.find("rules");
  std::string out;
  if (const YamlNode* const rule = item_named(rules, id)) {
    const YamlNode* const value = rule->find("formula");
    if (value == nullptr) refuse("the rule");
    out = yaml.replaced(value->begin, scalar_end(yaml, *value), quoted(formula));
  } else {
    const bool some = rules != nullptr && rules->kind == YamlNode::Kind::list && !rules->items.empty();
    const std::size_t at = some ? yaml.line_start(rules->items.front().begin) : yaml.text().size();
    const std::size_t column = some ? rules->items.front().begin - at : 4;
    if (some && yaml.text().find_first_not_of(' ', at) + 2 > rules->items.front().begin) refuse("`rules`");
    const std::string indent(column >= 2 ? column - 2 : 0, ' ');
    std::string item = indent + "- id: " + std::string(id) + "\n" + indent + "  formula: " + quoted(formula) + "\n";
    if (!note.empty()) item += indent + "  note: " + quoted(note) + "\n";
    if (!some) item = (yaml.text().ends_with('\n') ? "\nrules:\n" : "\n\nrules:\n") + item;
    out = yaml.replaced(at, at, item);
  }
  const Yaml after(out);
  const YamlNode* const rule = item_named(after.root.find("rules"), id);
  const YamlNode* const value = rule == nullptr ? nullptr : rule->find("formula");
  return checked(out, value != nullptr && value->text == formula, "`rules`");
}

std::string without_rule(std::string_view text, std::string_view id) {
  const Yaml yaml(text);
  const YamlNode* const rules = yaml.root.find("rules");
  const YamlNode* const rule = item_named(rules, id);
  if (rule == nullptr) throw Error("there is no rule '" + std::string(id) + "'", "case.yaml");
  const std::size_t count = rules->items.size();
  const auto index = static_cast<std::size_t>(rule - rules->items.data());
  std::size_t begin = yaml.line_start(rule->begin), end = yaml.text().size();
  if (index + 1 < count) {
    end = yaml.line_start(rules->items[index + 1].begin);
  } else {
    for (const YamlEntry& entry : yaml.root.entries)
      if (entry.key.begin > rule->begin) end = std::min(end, yaml.line_start(entry.key.begin));
    // Comments and empty lines before what follows stay.
    while (end > begin) {
      const std::size_t before = yaml.line_start(end - 1);
      const std::size_t first = yaml.text().find_first_not_of(" \t\r\n", before);
      if (before <= begin || (first < end && yaml.text()[first] != '#')) break;
      end = before;
    }
  }
  if (count == 1)
    for (const YamlEntry& entry : yaml.root.entries)
      if (entry.key.text == "rules") begin = yaml.line_start(entry.key.begin);
  const std::string out = yaml.replaced(begin, end, "");
  const Yaml after(out);
  const YamlNode* const left = after.root.find("rules");
  const std::size_t now = left == nullptr ? 0 : left->items.size();
  return checked(out, now + 1 == count && item_named(left, id) == nullptr && after.root.find("issues") != nullptr,
                 "`rules`");
}

std::string with_lever(std::string_view text, std::string_view lever, std::string_view option) {
  const Yaml yaml(text);
  const YamlNode* const item = item_named(yaml.root.find("levers"), lever);
  if (item == nullptr) throw Error("there is no lever '" + std::string(lever) + "'", "case.yaml");
  std::string out;
  if (const YamlNode* const now = item->find("now")) {
    out = yaml.replaced(now->begin, scalar_end(yaml, *now), option);
  } else {
    const std::size_t end = scalar_end(yaml, *item->find("id"));
    if (yaml.text()[item->begin] == '{') {
      out = yaml.replaced(end, end, ", now: " + std::string(option));
    } else {
      const std::size_t at = yaml.line_end(end);
      const std::string indent(item->begin - yaml.line_start(item->begin), ' ');
      out = yaml.replaced(at, at, indent + "now: " + std::string(option) + "\n");
    }
  }
  const Yaml after(out);
  const YamlNode* const changed = item_named(after.root.find("levers"), lever);
  const YamlNode* const now = changed == nullptr ? nullptr : changed->find("now");
  return checked(out, now != nullptr && now->text == option, "`levers`");
}

}  // namespace parley
