#include "serve/scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "casebook/yaml_tree.h"
#include "model/case_texts.h"
#include "model/positions.h"
#include "report/json.h"
#include "serve/rows.h"
#include "serve/yaml_edit.h"

namespace parley {
namespace {

constexpr std::size_t most_edits = 500;
constexpr std::size_t longest_text = 20'000;

/// A kind's name, and which of party, issue, option, id, to and fields it has.
struct Shape {
  Edit::Kind kind;
  std::string_view name;
  bool party = false, issue = false, option = false, id = false, to = false, fields = false;
};
constexpr std::array<Shape, 9> shapes = {{
    {Edit::Kind::stance, "stance", true, true, true, false, true, false},
    {Edit::Kind::importance, "importance", true, true, false, false, true, false},
    {Edit::Kind::statement, "statement", false, false, false, true, false, true},
    {Edit::Kind::added, "added", false, false, false, false, false, true},
    {Edit::Kind::dropped, "dropped", false, false, false, true, false, false},
    {Edit::Kind::as_of, "as_of", false, false, false, false, true, false},
    {Edit::Kind::lever, "lever", false, false, false, true, true, false},
    {Edit::Kind::rule, "rule", false, false, false, true, true, false},
    {Edit::Kind::no_rule, "no_rule", false, false, false, true, false, false},
}};

const Shape& shape_of(Edit::Kind kind) { return *std::ranges::find(shapes, kind, &Shape::kind); }

Problem mistake(std::size_t index, std::string_view message) {
  Problem problem;
  problem.message = fmt::format("edit {}: {}", index + 1, message);
  return problem;
}

std::string text_under(const Json& map, const char* key, bool wanted, std::size_t index,
                       std::vector<Problem>& problems) {
  const auto wrong = [&](std::string_view message) { problems.push_back(mistake(index, message)); };
  const auto at = map.find(key);
  if (at == map.end()) {
    if (wanted) wrong(fmt::format("`{}` is missing", key));
    return {};
  }
  if (!at->is_string() || at->get_ref<const std::string&>().size() > longest_text) {
    wrong(fmt::format("`{}` is no text", key));
    return {};
  }
  return at->get<std::string>();
}

/// An id that a row may be given here: one that the case's other ids are like. Rows that other tools wrote keep theirs.
bool is_new_id(std::string_view id) {
  constexpr std::size_t longest = 100;
  return id.size() <= longest && std::ranges::all_of(id, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
         });
}

bool is_column(std::string_view name) { return std::ranges::find(statement_columns, name) != statement_columns.end(); }

Edit read_edit(const Json& map, std::size_t index, std::vector<Problem>& problems) {
  Edit edit;
  const auto wrong = [&](std::string_view message) { problems.push_back(mistake(index, message)); };
  if (!map.is_object()) {
    wrong("this is no mapping");
    return edit;
  }
  const std::string kind = text_under(map, "kind", true, index, problems);
  const auto shape = std::ranges::find(shapes, kind, &Shape::name);
  if (shape == shapes.end()) {
    wrong(fmt::format("'{}' is no kind of edit", kind));
    return edit;
  }
  edit.kind = shape->kind;
  edit.party = text_under(map, "party", shape->party, index, problems);
  edit.issue = text_under(map, "issue", shape->issue, index, problems);
  edit.option = text_under(map, "option", shape->option, index, problems);
  edit.id = text_under(map, "id", shape->id, index, problems);
  edit.to = text_under(map, "to", shape->to, index, problems);
  if (!shape->fields) return edit;
  const auto fields = map.find("fields");
  if (fields == map.end() || !fields->is_object()) {
    wrong("`fields` is missing");
    return edit;
  }
  for (const auto& [name, value] : fields->items()) {
    if (!is_column(name)) wrong(fmt::format("statements have no column `{}`", name));
    if (!value.is_string() || value.get_ref<const std::string&>().size() > longest_text) {
      wrong(fmt::format("`{}` is no text", name));
      continue;
    }
    edit.fields.emplace_back(name, value.get<std::string>());
    if (const std::string& text = edit.fields.back().second; name == "id" && text != edit.id && !is_new_id(text))
      wrong("an id is made of letters, digits, - and _, at most 100");
  }
  return edit;
}

Json tree_json(const YamlNode& node) {
  if (node.kind == YamlNode::Kind::scalar) return node.text;
  if (node.kind == YamlNode::Kind::list) {
    Json list = Json::array();
    for (const YamlNode& item : node.items) list.push_back(tree_json(item));
    return list;
  }
  if (node.kind != YamlNode::Kind::map) return nullptr;
  Json map = Json::object();
  for (const YamlEntry& entry : node.entries) map[entry.key.text] = tree_json(entry.value);
  return map;
}

// The texts of a case while edits are made, read again after each that others may rest on.
class Editor {
 public:
  Editor(const std::filesystem::path& folder, CaseTexts texts) : folder_(folder), texts_(std::move(texts)) {}

  void apply(const Edit& edit) {
    switch (edit.kind) {
      case Edit::Kind::stance:
        return suppose_stance(edit);
      case Edit::Kind::importance:
        return suppose_importance(edit);
      case Edit::Kind::statement:
        return change_rows([&](RowText& rows) { rows.set(edit.id, {edit.fields.begin(), edit.fields.end()}); });
      case Edit::Kind::added:
        return change_rows([&](RowText& rows) { rows.add({edit.fields.begin(), edit.fields.end()}); });
      case Edit::Kind::dropped:
        return change_rows([&](RowText& rows) { rows.drop(edit.id); });
      case Edit::Kind::as_of:
        return change_case(with_as_of(texts_["case.yaml"], edit.to));
      case Edit::Kind::lever:
        return change_case(with_lever(texts_["case.yaml"], edit.id, edit.to));
      case Edit::Kind::rule:
        return change_case(with_rule(texts_["case.yaml"], edit.id, edit.to, "Supposed."));
      case Edit::Kind::no_rule:
        return change_case(without_rule(texts_["case.yaml"], edit.id));
    }
  }
  CaseTexts take() { return std::move(texts_); }

 private:
  void change_case(std::string text) { texts_["case.yaml"] = std::move(text); }
  template <class Change>
  void change_rows(Change change) {
    RowText rows(texts_["statements.csv"]);
    change(rows);
    texts_["statements.csv"] = rows.text();
  }

  Case read() const {
    std::vector<Problem> problems;
    Case c = read_case(folder_, texts_, problems);
    throw_if_errors(problems);
    return c;
  }

  static int found(int index, std::string_view what, const std::string& id) {
    if (index < 0) throw Error(fmt::format("{} '{}' is not in the case", what, id));
    return index;
  }

  static Fields judgement(const RowText& rows, const Edit& edit, std::string note) {
    return {{"id", rows.unused("supposed-")},
            {"party", edit.party},
            {"form", "judgement"},
            {"issue", edit.issue},
            {"coder", "what-if"},
            {"note", std::move(note)}};
  }

  /// The options of a row but for one, as its column would say; empty where none is left.
  static std::string narrowed(const Issue& issue, const OptionSet& set, int without) {
    std::string text;
    std::size_t left = 0;
    for (int o : set.options)
      if (o != without) {
        text += (left++ > 0 ? "|" : "") + issue.options[o].id;
      }
    return set.one_of && left > 1 ? "?(" + text + ")" : text;
  }

  void suppose_stance(const Edit& edit) {
    const Case c = read();
    const int party = found(c.casebook.find_party(edit.party), "party", edit.party);
    const int i = found(c.casebook.find_issue(edit.issue), "issue", edit.issue);
    const Issue& issue = c.casebook.issues[i];
    const int option = found(issue.find_option(edit.option), "option", edit.option);
    change_rows([&](RowText& rows) {
      for (const Statement& s : c.statements) {
        if (s.party != party || s.issue != i || !s.options || !s.moves_values()) continue;
        if (std::ranges::find(s.options->options, option) == s.options->options.end()) continue;
        const std::string left = narrowed(issue, *s.options, option);
        if (left.empty())
          rows.set(s.id, {{"stance", ""}, {"condition", ""}, {"otherwise", ""}});
        else
          rows.set(s.id, {{"option", left}});
      }
      if (edit.to == "silent") return;
      Fields fields = judgement(rows, edit, fmt::format("Supposed: {} takes “{}” so.", edit.party, edit.option));
      fields["option"] = edit.option;
      fields["stance"] = edit.to;
      rows.add(fields);
    });
  }

  void suppose_importance(const Edit& edit) {
    const Case c = read();
    const int party = found(c.casebook.find_party(edit.party), "party", edit.party);
    const int issue = found(c.casebook.find_issue(edit.issue), "issue", edit.issue);
    change_rows([&](RowText& rows) {
      for (const Statement& s : c.statements)
        if (s.party == party && s.issue == issue && s.importance) rows.set(s.id, {{"importance", ""}});
      if (edit.to == "unknown") return;
      Fields fields = judgement(rows, edit, fmt::format("Supposed: so important to {}.", edit.party));
      fields["importance"] = edit.to;
      rows.add(fields);
    });
  }

  const std::filesystem::path& folder_;
  CaseTexts texts_;
};

}  // namespace

std::vector<Edit> read_edits(const Json& list) {
  std::vector<Problem> problems;
  std::vector<Edit> edits;
  if (!list.is_array()) throw Error("`edits` is no list", {}, "a list of edits");
  if (list.size() > most_edits) throw Error(fmt::format("{} edits are too many", list.size()), {}, "at most 500");
  for (std::size_t i = 0; i < list.size(); ++i) edits.push_back(read_edit(list[i], i, problems));
  throw_if_errors(problems);
  return edits;
}

Json edits_json(const std::vector<Edit>& edits) {
  Json list = Json::array();
  for (const Edit& edit : edits) {
    const Shape& shape = shape_of(edit.kind);
    Json map = {{"kind", shape.name}};
    if (shape.party) map["party"] = edit.party;
    if (shape.issue) map["issue"] = edit.issue;
    if (shape.option) map["option"] = edit.option;
    if (shape.id) map["id"] = edit.id;
    if (shape.to) map["to"] = edit.to;
    if (shape.fields) {
      map["fields"] = Json::object();
      for (const auto& [name, value] : edit.fields) map["fields"][name] = value;
    }
    list.push_back(std::move(map));
  }
  return list;
}

KeptScenario parse_scenario(std::string_view yaml, const std::string& name) {
  std::vector<Problem> problems;
  const SourceText source("scenarios/" + name + ".yaml", std::string(yaml));
  const auto root = parse_yaml(source, problems);
  throw_if_errors(problems);
  if (!root || root->kind != YamlNode::Kind::map)
    throw Error("this is no scenario", source.file(), "a mapping with `title` and `edits`");
  KeptScenario scenario;
  if (const YamlNode* const title = root->find("title")) scenario.title = title->text;
  if (const YamlNode* const note = root->find("note")) scenario.note = note->text;
  if (const YamlNode* const edits = root->find("edits")) try {
      scenario.edits = read_edits(tree_json(*edits));
    } catch (const Error& error) {
      for (const Problem& p : error.problems())
        problems.push_back(source.problem(Severity::error, source.place(edits->begin), p.message, p.expected));
      throw Error(problems);
    }
  return scenario;
}

std::string format_scenario(const KeptScenario& scenario) {
  std::string text = "# A scenario of this case: what would be if … It changes nothing until it is adopted.\n";
  text += "title: " + json_string(scenario.title) + "\n";
  if (!scenario.note.empty()) text += "note: " + json_string(scenario.note) + "\n";
  text += scenario.edits.empty() ? "edits: []\n" : "edits:\n";
  for (const Json& edit : edits_json(scenario.edits)) {
    text += "  - {";
    bool first = true;
    for (const auto& [key, value] : edit.items()) {
      text += (first ? "" : ", ") + key + ": ";
      first = false;
      if (value.is_string()) {
        text += json_string(value.get<std::string>());
        continue;
      }
      text += "{";
      bool one = true;
      for (const auto& [column, field] : value.items()) {
        text += (one ? "" : ", ") + column + ": " + json_string(field.get<std::string>());
        one = false;
      }
      text += "}";
    }
    text += "}\n";
  }
  return text;
}

CaseTexts apply_edits(const std::filesystem::path& folder, CaseTexts texts, const std::vector<Edit>& edits) {
  Editor editor(folder, std::move(texts));
  for (const Edit& edit : edits) editor.apply(edit);
  return editor.take();
}

}  // namespace parley
