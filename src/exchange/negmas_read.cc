// Reading NegMAS scenarios. JSON is read as the YAML that it nearly is.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "casebook/numeric_grid.h"
#include "casebook/yaml_reader.h"
#include "casebook/yaml_tree.h"
#include "evidence/words.h"
#include "exchange/genius.h"
#include "exchange/negmas.h"
#include "text/files.h"

namespace parley {
namespace {

namespace fs = std::filesystem;
using Kind = YamlNode::Kind;

bool is_minus_infinity(std::string_view text) {
  return text == "-.inf" || text == "-.Inf" || text == "-.INF" || text == "-inf" || text == "-Infinity";
}

// The values of one file, with problems at their places.
class NegmasFile {
 public:
  NegmasFile(const SourceText& source, std::vector<Problem>& problems) : source_(source), problems_(problems) {}

  void error(const YamlNode& at, std::string message, std::string expected = {}, std::string hint = {}) const {
    if (++told_ > most_problems) return;
    problems_.push_back(source_.problem(Severity::error, source_.place(at.begin), std::move(message),
                                        std::move(expected), std::move(hint), at.width));
  }
  void warn(const YamlNode& at, std::string message, std::string hint = {}) const {
    problems_.push_back(
        source_.problem(Severity::warning, source_.place(at.begin), std::move(message), {}, std::move(hint), at.width));
  }

  std::optional<Number> number(const YamlNode& node) const {
    if (node.kind == Kind::scalar)
      if (auto number = parse_number(node.text); number && node.text.find('/') == std::string::npos) return number;
    std::string why;
    if (node.kind != Kind::scalar || parse_quantity(node.text, why)) why.clear();
    error(node,
          node.kind == Kind::scalar ? fmt::format("'{}' is not a number", node.text.substr(0, 40)) : "no number here",
          "a finite number", why);
    return std::nullopt;
  }
  // The number under a key, `otherwise` where the key is absent.
  Rational exact(const YamlNode& map, std::string_view key, const Rational& otherwise) const {
    const auto* node = map.find(key);
    const auto found = node == nullptr ? std::nullopt : number(*node);
    return found ? exact_rational(*found) : otherwise;
  }
  std::string text(const YamlNode& map, std::string_view key) const {
    const auto* node = map.find(key);
    return node != nullptr && node->kind == Kind::scalar ? std::string(trimmed(node->text)) : std::string();
  }
  [[nodiscard]] std::string place(const YamlNode& node) const {
    return fmt::format("{}, line {}", fs::path(source_.file()).filename().string(), source_.line_number(node.begin));
  }

 private:
  const SourceText& source_;
  std::vector<Problem>& problems_;
  mutable std::size_t told_ = 0;
};

// "negmas.outcomes.ContiguousIssue" as "ContiguousIssue".
std::string type_of(const NegmasFile& file, const YamlNode& node) {
  auto type = file.text(node, "type");
  const auto dot = type.rfind('.');
  return dot == type.npos ? type : type.substr(dot + 1);
}

void read_range(const NegmasFile& file, const YamlNode& node, const YamlNode& values, bool real, ScenarioIssue& issue) {
  const auto low = file.number(values.items[0]), high = file.number(values.items[1]);
  if (!low || !high) return;
  const Rational from = exact_rational(*low), to = exact_rational(*high);
  issue.numeric = true;
  issue.min = *low, issue.max = *high, issue.step = Number{"1", 1};
  if (real && from < to) {
    const auto step = parse_number(rational_text((to - from) / real_issue_steps));
    if (!step) return file.error(values, "bounds of too many digits", "fewer digits");
    issue.step = *step;
    file.warn(node,
              fmt::format("the real issue '{}' is cut into {} steps of {}", issue.name, real_issue_steps, step->text),
              "values between them are left out");
  }
  std::string why, hint;
  for (const auto& number : numeric_grid(issue.min, issue.max, issue.step, why, hint))
    issue.options.push_back(number.text);
  if (issue.options.empty()) file.error(values, fmt::format("the issue '{}' cannot be kept: {}", issue.name, why));
}

ScenarioIssue read_issue(const NegmasFile& file, const YamlNode& node) {
  ScenarioIssue issue;
  issue.name = file.text(node, "name");
  if (issue.name.empty()) file.error(node, "an issue without a name", "`name`");
  const auto type = type_of(file, node);
  const auto* values = node.find("values");
  const bool list = values != nullptr && values->kind == Kind::list;
  const bool real = type == "ContinuousIssue";
  if (!list)
    file.error(node, fmt::format("the issue '{}' has no values", issue.name), "a list under `values`");
  else if ((real || type == "ContiguousIssue") && values->items.size() == 2)
    read_range(file, node, *values, real, issue);
  else if (real || type.find("Infinite") != type.npos)
    file.error(node, fmt::format("the issue '{}' is of type {}", issue.name, type),
               "finitely many values, or two ends");
  else
    for (std::set<std::string> seen; const auto& item : values->items) {
      if (item.kind != Kind::scalar || trimmed(item.text).empty())
        file.error(item, "a value that is no text", "a text or a number");
      else if (!seen.insert(item.text).second)
        file.error(item, fmt::format("the issue '{}' has the value '{}' twice", issue.name, item.text), "each once");
      else
        issue.options.push_back(item.text);
    }
  if (list && values->items.empty()) file.error(*values, fmt::format("the issue '{}' has no values", issue.name));
  return issue;
}

void read_domain(const NegmasFile& file, const YamlNode& node, Scenario& scenario) {
  scenario.title = file.text(node, "name");
  std::set<std::string> names;
  if (const auto* issues = node.find("issues"); issues != nullptr && issues->kind == Kind::list)
    for (const auto& item : issues->items) {
      scenario.issues.push_back(read_issue(file, item));
      if (!names.insert(scenario.issues.back().name).second)
        file.error(item, fmt::format("two issues are called '{}'", scenario.issues.back().name));
    }
  if (scenario.issues.empty()) file.error(node, "an outcome space without issues", "a list under `issues`");
}

// One utility function.
class FunctionReader {
 public:
  FunctionReader(const NegmasFile& file, const std::vector<ScenarioIssue>& issues, ScenarioParty& party)
      : file_(file), issues_(issues), party_(party) {}

  void read(const YamlNode& outer) {
    const auto* inner = outer.find("ufun");
    if (party_.name.empty() || !file_.text(outer, "name").empty()) party_.name = file_.text(outer, "name");
    if (inner != nullptr && inner->kind == Kind::map) {
      party_.discount = file_.text(outer, "discount");
      return read(*inner);
    }
    const auto type = type_of(file_, outer);
    if (type == "HyperRectangleUtilityFunction") return read_rectangles(outer);
    if (type.find("LinearAdditive") == type.npos && type != "LinearUtilityFunction" && type != "AffineUtilityFunction")
      return file_.error(outer, fmt::format("a utility function of type '{}'", type.substr(0, 60)),
                         "LinearAdditiveUtilityFunction or HyperRectangleUtilityFunction");
    const bool additive = outer.find("values") != nullptr;
    const auto values = parts(outer, "values"), weights = parts(outer, "weights");
    for (std::size_t i = 0; i < issues_.size(); ++i) {
      const auto weight = weights[i] == nullptr ? std::nullopt : file_.number(*weights[i]);
      party_.weights.push_back(weight ? exact_rational(*weight) : Rational(1));
      if (party_.weights.back() < 0) file_.error(*weights[i], "a weight below 0", "0 or more");
      party_.values.emplace_back();
      party_.reasons.push_back(file_.place(values[i] != nullptr ? *values[i] : outer));
      if (values[i] != nullptr)
        read_values(i, *values[i]);
      else if (additive)
        file_.error(outer, fmt::format("no values for the issue '{}'", issues_[i].name));
      else
        line(i, outer, 0, 1);
    }
    read_reserved(outer);
  }

 private:
  // What a list in the order of the issues, or a mapping by their names, holds for each issue.
  std::vector<const YamlNode*> parts(const YamlNode& map, std::string_view key) {
    std::vector<const YamlNode*> result(issues_.size());
    const auto* node = map.find(key);
    if (node == nullptr) return result;
    if (node->kind == Kind::list && node->items.size() == issues_.size()) {
      for (std::size_t i = 0; i < issues_.size(); ++i) result[i] = &node->items[i];
    } else if (node->kind == Kind::map) {
      std::vector<std::string> names;
      for (const auto& issue : issues_) names.push_back(issue.name);
      for (const auto& entry : node->entries) {
        const auto at = std::ranges::find(names, entry.key.text) - names.begin();
        if (at == std::ssize(names))
          file_.error(entry.key, fmt::format("there is no issue '{}'", entry.key.text), "an issue of the outcome space",
                      suggestion(entry.key.text, names));
        else
          result[static_cast<std::size_t>(at)] = &entry.value;
      }
    } else {
      file_.error(*node, fmt::format("`{}` does not fit {} issues", key, issues_.size()),
                  "one for each issue, in their order");
    }
    return result;
  }

  void read_values(std::size_t i, const YamlNode& node) {
    const auto type = type_of(file_, node);
    if (type == "TableFun" || type.empty()) return read_table(i, node);
    if (type == "LinearFun") return line(i, node, 0, file_.exact(node, "slope", 1));
    if (type == "AffineFun") return line(i, node, file_.exact(node, "bias", 0), file_.exact(node, "slope", 1));
    if (type == "IdentityFun") return line(i, node, 0, 1);
    if (type == "ConstFun") return line(i, node, file_.exact(node, "bias", 0), 0);
    file_.error(node, fmt::format("values of type '{}'", type.substr(0, 60)),
                "TableFun, LinearFun, AffineFun, IdentityFun or ConstFun");
  }

  void read_table(std::size_t i, const YamlNode& node) {
    const auto* table = node.find("mapping");
    if (table == nullptr) table = node.find("d");
    if (table == nullptr && file_.text(node, "type").empty()) table = &node;
    if (table == nullptr || table->kind != Kind::map)
      return file_.error(node, "a table without `mapping`", "a number for each value of the issue");
    const auto& options = issues_[i].options;
    std::map<std::string, std::size_t> places;
    for (std::size_t o = 0; o < options.size(); ++o) places.emplace(options[o], o);
    std::vector<std::optional<Rational>> values(options.size());
    for (const auto& entry : table->entries) {
      const auto at = places.find(entry.key.text);
      if (at == places.end()) {
        file_.error(entry.key, fmt::format("the issue '{}' has no value '{}'", issues_[i].name, entry.key.text),
                    "a value of the issue", suggestion(entry.key.text, options));
        continue;
      }
      const auto number = file_.number(entry.value);
      values[at->second] = number ? exact_rational(*number) : Rational(0);
    }
    for (std::size_t o = 0; o < options.size(); ++o) {
      if (!values[o])
        file_.error(node, fmt::format("the table has no number for '{}' of '{}'", options[o], issues_[i].name));
      party_.values[i].push_back(values[o].value_or(0));
    }
  }

  void line(std::size_t i, const YamlNode& node, const Rational& bias, const Rational& slope) {
    if (slope == 0) return party_.values[i].assign(issues_[i].options.size(), bias);
    for (const auto& option : issues_[i].options) {
      const auto number = parse_number(option);
      if (!number)
        return file_.error(node, fmt::format("a function of numbers for '{}', which has none", issues_[i].name),
                           "TableFun");
      party_.values[i].push_back(bias + slope * exact_rational(*number));
    }
  }

  // Rectangles that each add their worth; what holds everywhere is taken off the reserved value, as a bias is.
  void read_rectangles(const YamlNode& node) {
    party_.weights.assign(issues_.size(), 0);
    party_.values.resize(issues_.size());
    party_.reasons.resize(issues_.size());
    const auto* ranges = node.find("outcome_ranges");
    const auto* worths = node.find("utilities");
    const auto* weights = node.find("weights");
    if (ranges == nullptr || ranges->kind != Kind::list || ranges->items.empty())
      return file_.error(node, "rectangles without `outcome_ranges`", "a list with a mapping for each rectangle");
    const auto fits = [&](const YamlNode* list) {
      return list != nullptr && list->kind == Kind::list && list->items.size() == ranges->items.size();
    };
    const bool weighed = weights != nullptr && weights->kind != Kind::null;
    if (!fits(worths))
      return file_.error(node, "`utilities` does not fit `outcome_ranges`", "a number for each of them");
    if (weighed && !fits(weights))
      return file_.error(*weights, "`weights` does not fit `outcome_ranges`", "a number each");
    Rational everywhere = 0;
    for (std::size_t k = 0; k < ranges->items.size(); ++k) {
      const auto worth = file_.number(worths->items[k]);
      const auto weight = weighed ? file_.number(weights->items[k]) : std::optional(Number{"1", 1});
      if (!worth || !weight) continue;
      read_rectangle(ranges->items[k], exact_rational(*worth) * exact_rational(*weight), everywhere);
    }
    read_reserved(node, everywhere);
  }

  void read_rectangle(const YamlNode& node, const Rational& worth, Rational& everywhere) {
    if (node.kind != Kind::null && node.kind != Kind::map)
      return file_.error(node, "a rectangle that is no mapping", "issues with their values, or nothing");
    if (node.kind == Kind::null || node.entries.empty()) {
      everywhere += worth;
      return;
    }
    ScenarioBox box;
    box.worth = worth;
    box.reason = file_.place(node);
    for (const auto& entry : node.entries) {
      const int issue = issue_at(entry.key);
      if (issue < 0) return;
      const auto options = options_in(issue, entry.value);
      if (options.empty()) return;  // no package is in it, or that was an error
      if (options.back() - options.front() + 1 != std::ssize(options))
        return file_.error(
            entry.value, fmt::format("values of '{}' that are not next to each other", issues_[issue].name), "a range");
      box.bounds.push_back({issue, options.front(), options.back()});
    }
    party_.boxes.push_back(std::move(box));
  }

  // An issue by its place, from 0, or its name; -1 after an error.
  int issue_at(const YamlNode& key) {
    for (std::size_t i = 0; i < issues_.size(); ++i)
      if (key.text == std::to_string(i) || key.text == issues_[i].name) return static_cast<int>(i);
    file_.error(key, fmt::format("there is no issue '{}'", key.text), "the place of an issue from 0, or its name");
    return -1;
  }

  // Options within [low, high], which two numbers are, or among the values listed.
  std::vector<int> options_in(int issue, const YamlNode& node) {
    std::vector<const YamlNode*> parts;
    if (node.kind == Kind::scalar) parts.push_back(&node);
    if (node.kind == Kind::list)
      for (const auto& item : node.items) parts.push_back(&item);
    std::vector<std::optional<Rational>> numbers;
    for (const YamlNode* const part : parts) {
      const auto number = part->kind == Kind::scalar ? parse_number(part->text) : std::nullopt;
      numbers.push_back(number ? std::optional(exact_rational(*number)) : std::nullopt);
    }
    if (parts.empty()) file_.error(node, "a range without values", "two numbers, a value, or a list of values");
    const bool range = node.kind == Kind::list && parts.size() == 2 && numbers[0] && numbers[1];
    std::vector<int> found;
    const auto& options = issues_[issue].options;
    for (int o = 0; o < std::ssize(options); ++o) {
      const auto number = parse_number(options[o]);
      const auto value = number ? std::optional(exact_rational(*number)) : std::nullopt;
      bool in = range && value && *numbers[0] <= *value && *value <= *numbers[1];
      for (std::size_t k = 0; !range && k < parts.size(); ++k)
        in = in || parts[k]->text == options[o] || (value && numbers[k] == value);
      if (in) found.push_back(o);
    }
    return found;
  }

  void read_reserved(const YamlNode& node, const Rational& everywhere = 0) {
    const auto* reserved = node.find("reserved_value");
    if (reserved == nullptr || is_minus_infinity(reserved->text)) return;
    if (const auto number = file_.number(*reserved))
      party_.reservation = exact_rational(*number) - file_.exact(node, "bias", 0) - everywhere;
  }

  const NegmasFile& file_;
  const std::vector<ScenarioIssue>& issues_;
  ScenarioParty& party_;
};

struct Parsed {
  SourceText source;
  YamlNode root;
};

void read_function(const NegmasFile& file, const YamlNode& node, const std::string& name, Scenario& scenario) {
  auto& party = scenario.parties.emplace_back();
  FunctionReader(file, scenario.issues, party).read(node);
  if (party.name.empty()) party.name = name;
}

}  // namespace

ScenarioImport read_negmas(const std::vector<NegmasText>& files) {
  std::vector<Problem> problems;
  std::vector<Parsed> functions;
  ScenarioImport result;
  auto& scenario = result.scenario;
  bool domain = false;
  for (const auto& [name, text] : files) {
    SourceText source(name, text);
    auto root = parse_yaml(source, problems);
    if (!root) continue;
    const NegmasFile file(source, problems);
    const auto* inner = root->find("domain");
    if (inner == nullptr) inner = root->find("outcome_space");
    if (inner == nullptr && root->find("issues") != nullptr) inner = &*root;
    if (inner != nullptr && domain) file.error(*root, "a second outcome space", "one");
    if (inner != nullptr && !domain) read_domain(file, *inner, scenario);
    domain = domain || inner != nullptr;
    if (inner != &*root) functions.push_back({std::move(source), std::move(*root)});
  }
  if (!domain && problems.empty())
    problems.push_back(
        Error("there is no outcome space", files.empty() ? "" : files[0].file, "a file with `issues`").problems()[0]);
  throw_if_errors(problems);
  for (const auto& [source, root] : functions) {
    const NegmasFile file(source, problems);
    const auto stem = fs::path(source.file()).stem().string();
    const auto* list = root.find("ufuns");
    if (list == nullptr)
      read_function(file, root, stem, scenario);
    else
      for (const auto& item : list->items)
        read_function(file, item, fmt::format("{}-{}", stem, scenario.parties.size() + 1), scenario);
  }
  if (scenario.parties.empty())
    problems.push_back(
        Error("there is no utility function", files[0].file, "`ufuns`, or a file a function").problems()[0]);
  throw_if_errors(problems);
  if (scenario.title.empty()) scenario.title = fs::path(files[0].file).stem().string();
  scenario.note = fmt::format("Made from the NegMAS scenario {}, values as written.", scenario.title);
  for (const auto& party : scenario.parties)
    if (!party.discount.empty())
      scenario.note += fmt::format(" The discount of {}, {}, is not computed on.", party.name, party.discount);
  result.warnings = std::move(problems);
  return result;
}

ScenarioImport read_negmas(const fs::path& path) {
  std::vector<fs::path> paths;
  if (fs::is_directory(path)) {
    for (const auto& entry : fs::directory_iterator(path)) {
      const auto ending = entry.path().extension();
      const bool is_text = ending == ".yml" || ending == ".yaml" || ending == ".json";
      if (is_text && !entry.path().filename().string().starts_with('_')) paths.push_back(entry.path());
    }
    std::ranges::sort(paths);
    if (paths.empty()) throw Error("no scenario in this folder", path.string(), "files .yml, .yaml or .json");
  } else {
    paths.push_back(path);
  }
  std::vector<NegmasText> files;
  for (const auto& file : paths) files.push_back({file.string(), read_file(file, 16u << 20)});
  return read_negmas(files);
}

}  // namespace parley
