// A case as a scenario: what each party's standing rows give for each option, where all of it is numbers that hang on
// nothing else.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "exchange/scenario.h"
#include "model/positions.h"

namespace parley {
namespace {

class Extractor {
 public:
  explicit Extractor(const Case& c) : case_(c), book_(c.casebook) {}

  ScenarioImport extract() {
    check_shape();
    result_.scenario.title = book_.title;
    result_.scenario.note = book_.note;
    concerned_ = concerned_parties(case_);
    const auto left_out = issues_left_out(case_);
    for (int i = 0; i < count(book_.issues); ++i)
      if (left_out[i])
        warn(book_.issues[i].place, fmt::format("issue '{}' concerns nobody and is left out", book_.issues[i].id));
      else
        add_issue(i);
    for (auto& position : standing_rows(case_, std::vector<bool>(case_.statements.size(), true)))
      rows_[{position.party, position.issue, position.option}] = std::move(position);
    for (int p = 0; p < count(book_.parties); ++p)
      if (book_.parties[p].kind == PartyKind::principal) add_party(p);
    throw_if_errors(problems_);
    result_.warnings = std::move(problems_);
    return std::move(result_);
  }

 private:
  template <class Items>
  static int count(const Items& items) {
    return static_cast<int>(items.size());
  }

  void tell(Severity severity, const Place& place, std::string message, std::string expected) {
    Problem problem;
    problem.severity = severity;
    problem.place = place;
    problem.message = std::move(message);
    problem.expected = std::move(expected);
    problems_.push_back(std::move(problem));
  }
  void error(const Place& place, std::string message, std::string expected = {}) {
    tell(Severity::error, place, std::move(message), std::move(expected));
  }
  void warn(const Place& place, std::string message) { tell(Severity::warning, place, std::move(message), {}); }

  void check_shape() {
    for (const auto& rule : book_.rules)
      error(rule.place, fmt::format("rule '{}': other tools have no rules", rule.id), "a case without rules");
    for (const auto& party : book_.parties)
      if (party.kind == PartyKind::voice)
        warn(party.place, fmt::format("'{}' is heard only and is left out", party.id));
    for (const auto& issue : book_.issues)
      for (const auto& option : issue.options)
        if (!option.needs.empty())
          error(option.place, fmt::format("option '{}' of '{}' needs consent of its own", option.id, issue.id),
                "options that need nobody");
  }

  void add_issue(int i) {
    const auto& source = book_.issues[i];
    ScenarioIssue issue;
    issue.name = unique(source.name, source.id, names_);
    issue.numeric = source.kind == IssueKind::numeric;
    std::set<std::string> names;
    auto& options = options_.emplace_back();
    for (int o = 0; o < count(source.options); ++o) {
      if (source.options[o].only_without_deal) continue;
      options.push_back(o);
      issue.options.push_back(unique(source.options[o].name, source.options[o].id, names));
    }
    if (issue.numeric) {
      issue.min = source.options.front().position, issue.max = source.options.back().position;
      const Rational step =
          source.options.size() < 2
              ? Rational(1)
              : Rational(exact_rational(source.options[1].position) - exact_rational(source.options[0].position));
      bool rounded = false;
      issue.step = *parse_number(number_text(step, rounded));
    }
    issues_.push_back(i);
    result_.scenario.issues.push_back(std::move(issue));
  }

  static std::string unique(const std::string& name, const std::string& id, std::set<std::string>& taken) {
    if (taken.insert(name).second) return name;
    taken.insert(id);
    return id;
  }

  void add_party(int p) {
    const auto& source = book_.parties[p];
    if (!given_in_numbers(case_, p))
      return error(source.place, fmt::format("'{}' is not given all in numbers", source.id),
                   "a number for each of its stances, importances and its reservation value");
    ScenarioParty party;
    party.name = source.name;
    for (std::size_t k = 0; k < issues_.size(); ++k) {
      party.weights.push_back(weight(p, issues_[k]));
      party.values.push_back(values(p, k));
      party.reasons.emplace_back();
    }
    party.boxes = boxes(p);
    if (source.reservation)
      party.reservation = exact_rational(source.reservation->parameters[0]);
    else if (!source.no_deal.empty())
      party.reservation = no_deal_value(p);
    result_.scenario.parties.push_back(std::move(party));
  }

  std::vector<ScenarioBox> boxes(int p) {
    std::vector<ScenarioBox> boxes;
    for (const Statement& row : case_.statements) {
      if (row.party != p || !row.is_term()) continue;
      if (auto box = box_of(*row.condition)) {
        box->worth = exact_rational(std::get<Quantity>(*row.stance).parameters[0]);
        box->reason = row.note;
        boxes.push_back(std::move(*box));
      } else {
        error(row.place, fmt::format("the condition of the term '{}' is no box", row.id),
              "`issue = a..b and …`, each a run of options, or not of these");
      }
    }
    return boxes;
  }

  // Runs of options joined by `and`, perhaps all negated; nothing for any other formula.
  std::optional<ScenarioBox> box_of(const Formula& formula) const {
    ScenarioBox box;
    const auto node = [&](int n) -> const Formula::Node& { return formula.nodes[static_cast<std::size_t>(n)]; };
    int root = count(formula.nodes) - 1;
    if (node(root).op == Formula::Op::negation) box.outside = true, root = node(root).children[0];
    const std::vector<int> parts =
        node(root).op == Formula::Op::conjunction ? node(root).children : std::vector<int>{root};
    for (int part : parts) {
      if (node(part).op != Formula::Op::issue_in) return std::nullopt;
      const auto bound = run_of(node(part));
      if (!bound) return std::nullopt;
      box.bounds.push_back(*bound);
    }
    return box;
  }

  std::optional<ScenarioBound> run_of(const Formula::Node& node) const {
    const auto k = std::ranges::find(issues_, node.variable) - issues_.begin();
    if (k == std::ssize(issues_)) return std::nullopt;
    ScenarioBound bound{static_cast<int>(k), 1, 0};
    const auto& options = options_[static_cast<std::size_t>(k)];
    for (int o = 0; o < count(options); ++o) {
      if (!node.options[static_cast<std::size_t>(options[static_cast<std::size_t>(o)])]) continue;
      if (bound.first > bound.last)
        bound.first = o;
      else if (bound.last != o - 1)
        return std::nullopt;
      bound.last = o;
    }
    return bound;
  }

  [[nodiscard]] bool is_concerned(int p, int issue) const {
    return std::ranges::find(concerned_[issue], p) != concerned_[issue].end();
  }

  [[nodiscard]] Rational weight(int p, int issue) const {
    std::vector<int> rows, tiers;
    for (int s = 0; s < count(case_.statements); ++s)
      if (case_.statements[s].importance && case_.statements[s].party == p && case_.statements[s].issue == issue)
        rows.push_back(s);
    if (rows.empty()) return 1;
    sort_by_precedence(case_, rows, tiers);
    return exact_rational(std::get<Quantity>(*case_.statements[rows[0]].importance).parameters[0]);
  }

  // The number that a party's rows give an option; nothing where it says nothing of it.
  std::optional<Rational> coded(int p, int issue, int option) {
    const auto found = rows_.find({p, issue, option});
    if (found == rows_.end()) return std::nullopt;
    const auto& [rows, tiers] = std::tie(found->second.rows, found->second.tiers);
    const auto& row = case_.statements[rows[0]];
    const auto value = [&](int s) {
      return exact_rational(std::get<Quantity>(*case_.statements[s].stance).parameters[0]);
    };
    if (row.condition) error(row.place, fmt::format("statement '{}' holds under a condition", row.id), "none");
    if (row.options->one_of || row.certainty < 1)
      error(row.place, fmt::format("statement '{}' is not certain", row.id), "one option, of certainty 1");
    for (std::size_t k = 1; k < rows.size() && tiers[k] == tiers[0]; ++k)
      if (value(rows[k]) != value(rows[0]))
        error(
            row.place,
            fmt::format("statements '{}' and '{}' differ, and either may stand", row.id, case_.statements[rows[k]].id),
            "one that stands first");
    return value(rows[0]);
  }

  std::vector<Rational> values(int p, std::size_t k) {
    const int i = issues_[k];
    if (!is_concerned(p, i) || speaks_in_terms_alone(case_, p, i)) return {};
    std::vector<std::optional<Rational>> given;
    for (const int o : options_[k]) given.push_back(coded(p, i, o));
    std::vector<Rational> values;
    for (std::size_t o = 0; o < given.size(); ++o) {
      if (!given[o] && book_.issues[i].kind != IssueKind::choice) given[o] = between(k, given, o);
      if (!given[o])
        error(book_.issues[i].place,
              fmt::format("'{}' has no number for '{}' of '{}'", book_.parties[p].id,
                          book_.issues[i].options[options_[k][o]].id, book_.issues[i].id),
              "a number for each option of an issue that concerns it");
      values.push_back(given[o].value_or(0));
    }
    return values;
  }

  // On the line through the coded options next to `o`; nothing where there is none on one side.
  [[nodiscard]] std::optional<Rational> between(std::size_t k, const std::vector<std::optional<Rational>>& given,
                                                std::size_t o) const {
    std::size_t left = o, right = o;
    while (left > 0 && !given[left]) --left;
    while (right + 1 < given.size() && !given[right]) ++right;
    if (!given[left] || !given[right]) return std::nullopt;
    const auto at = [&](std::size_t option) {
      return exact_rational(book_.issues[issues_[k]].options[options_[k][option]].position);
    };
    return Rational(*given[left] + (*given[right] - *given[left]) * (at(o) - at(left)) / (at(right) - at(left)));
  }

  Rational no_deal_value(int p) {
    Rational value = 0;
    for (const auto& [issue, options] : book_.parties[p].no_deal) {
      if (!is_concerned(p, issue)) continue;
      const auto given = options.size() == 1 ? coded(p, issue, options[0].option) : std::nullopt;
      if (given)
        value += weight(p, issue) * *given;
      else
        error(
            book_.parties[p].place,
            fmt::format("the no-deal of '{}' has no one number for '{}'", book_.parties[p].id, book_.issues[issue].id),
            "one option, with a number");
    }
    return value;
  }

  const Case& case_;
  const Casebook& book_;
  ScenarioImport result_;
  std::vector<Problem> problems_;
  std::vector<int> issues_;                // casebook's, of each of the scenario's
  std::vector<std::vector<int>> options_;  // likewise
  std::set<std::string> names_;
  std::vector<std::vector<int>> concerned_;
  std::map<std::tuple<int, int, int>, Position> rows_;  // by party, issue and option
};

}  // namespace

ScenarioImport scenario_of(const Case& c) { return Extractor(c).extract(); }

void refuse_boxes(const Scenario& scenario, const std::string& format) {
  std::vector<Problem> problems;
  for (const auto& party : scenario.parties) {
    if (party.boxes.empty()) continue;
    Problem problem;
    problem.message = fmt::format("'{}' has terms over several issues, for which {} has no room", party.name, format);
    problem.expected =
        "values that add up over issues; `parley export genius`, or `negmas` to a folder or .yml, keeps terms";
    problems.push_back(std::move(problem));
  }
  throw_if_errors(problems);
}

}  // namespace parley
