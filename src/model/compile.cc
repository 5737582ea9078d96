#include "model/compile.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/preferences.h"

namespace parley {

namespace {

constexpr std::size_t factor_cell_limit = 1'000'000;

std::vector<Variable> make_variables(const Case& c, const std::vector<bool>& left_out) {
  std::vector<Variable> variables;
  for (int i = 0; i < static_cast<int>(c.casebook.issues.size()); ++i) {
    if (left_out[i]) continue;
    Variable variable;
    variable.issue = i;
    const auto& options = c.casebook.issues[i].options;
    for (int o = 0; o < static_cast<int>(options.size()); ++o)
      if (!options[o].only_without_deal) variable.options.push_back(o);
    variables.push_back(std::move(variable));
  }
  std::sort(variables.begin(), variables.end(), [&](const Variable& a, const Variable& b) {
    return c.casebook.issues[a.issue].id < c.casebook.issues[b.issue].id;
  });
  // Options of a choice stand in the order of their ids, those of a line in the line's own.
  for (Variable& variable : variables) {
    const Issue& issue = c.casebook.issues[variable.issue];
    if (issue.kind == IssueKind::choice)
      std::sort(variable.options.begin(), variable.options.end(),
                [&](int a, int b) { return issue.options[a].id < issue.options[b].id; });
  }
  return variables;
}

bool speaks(const IssueModel& issue) {
  return std::any_of(issue.options.begin(), issue.options.end(),
                     [](const OptionModel& option) { return !option.rows.empty(); });
}

class Compiler {
 public:
  Compiler(const Case& c, Compiled& out, Preferences& preferences) : case_(c), out_(out), preferences_(preferences) {
    variable_of_.assign(c.casebook.issues.size(), -1);
    for (std::size_t v = 0; v < out.variables.size(); ++v) variable_of_[out.variables[v].issue] = static_cast<int>(v);
  }

  void principals() {
    for (std::size_t m = 0; m < preferences_.parties.size(); ++m) {
      const PartyModel& party = preferences_.parties[m];
      if (!party.principal) continue;
      const int row = add_row({RowKind::principal, party.party, party.has_reservation});
      for (std::size_t k = 0; k < party.issues.size(); ++k) {
        const IssueModel& issue = party.issues[k];
        if (variable_of_[issue.issue] < 0 || !(issue.weighs || speaks(issue))) continue;
        FactorPlan plan;
        plan.party_model = static_cast<int>(m);
        plan.issue_model = static_cast<int>(k);
        plan.issue = issue.issue;
        add_factor(row, scope_of(issue.issue, issue.condition_issues), plan);
      }
      terms(static_cast<int>(m), row);
    }
  }

  void voters() {
    std::map<std::string, int> voters;  // by id, so that no answer hangs on the file's order
    for (const Issue& issue : case_.casebook.issues)
      for (const Option& option : issue.options)
        for (int voter : option.needs) voters[case_.casebook.parties[voter].id] = voter;
    for (const auto& [id, voter] : voters) {
      const auto& dropped = out_.dropped.voters;
      if (std::find(dropped.begin(), dropped.end(), voter) != dropped.end()) continue;
      const int row = add_row({RowKind::voter, voter, false});
      for (const Variable& variable : out_.variables)
        if (needs(variable.issue, voter)) add_vote(row, voter, variable.issue);
    }
  }

  void settlement() {
    const bool any = std::any_of(preferences_.parties.begin(), preferences_.parties.end(),
                                 [](const PartyModel& party) { return party.has_reservation; });
    if (!any) return;
    const int row = add_row({RowKind::settlement, -1, true});
    std::map<std::vector<int>, int> by_scope;
    const std::size_t factors = out_.factors.size();
    for (std::size_t f = 0; f < factors; ++f) {
      const FactorPlan& plan = preferences_.plans[f];
      const int m = plan.party_model >= 0 ? plan.party_model : plan.terms_of;
      if (m < 0 || !preferences_.parties[m].has_reservation) continue;
      const std::vector<int> scope = out_.factors[f].scope;
      auto [at, fresh] = by_scope.try_emplace(scope, 0);
      if (fresh) {
        at->second = static_cast<int>(out_.factors.size());
        add_factor(row, scope, {});
      }
      preferences_.plans[f].settlement_factor = at->second;
    }
  }

  void choose_width() {
    Wide most = 0;
    for (const PartyModel& party : preferences_.parties)
      if (party.principal) most += party.red_line;
    out_.width = most < (Wide{1} << 30) ? Width::bits_32 : most < (Wide{1} << 62) ? Width::bits_64 : Width::bits_128;
  }

 private:
  /// A factor for each set of issues that terms name.
  void terms(int m, int row) {
    std::map<std::vector<int>, std::vector<int>> by_scope;
    for (int s : preferences_.parties[m].terms) {
      const std::vector<int> issues = case_.statements[s].condition->issues();
      by_scope[scope_of(issues.front(), issues)].push_back(s);
    }
    for (auto& [scope, statements] : by_scope) {
      FactorPlan plan;
      plan.terms_of = m;
      plan.terms = std::move(statements);
      check_size(scope, case_.statements[plan.terms.front()].place,
                 "the term '" + case_.statements[plan.terms.front()].id + "' names", "a condition");
      add_factor(row, scope, plan);
    }
  }

  int add_row(Row row) {
    out_.rows.push_back(row);
    return static_cast<int>(out_.rows.size()) - 1;
  }

  [[nodiscard]] bool needs(int issue, int voter) const {
    for (const Option& option : case_.casebook.issues[issue].options)
      if (std::find(option.needs.begin(), option.needs.end(), voter) != option.needs.end()) return true;
    return false;
  }

  void add_vote(int row, int voter, int issue) {
    std::set<int> named;
    auto add_party = [&](int party) {
      const int m = preferences_.party_model[party];
      const int k = m < 0 ? -1 : preferences_.parties[m].find_issue(issue);
      if (k < 0) return;
      const auto& issues = preferences_.parties[m].issues[k].condition_issues;
      named.insert(issues.begin(), issues.end());
    };
    const Party& party = case_.casebook.parties[voter];
    if (party.kind == PartyKind::body)
      for (int member : party.members) add_party(member);
    else
      add_party(voter);
    FactorPlan plan;
    plan.voter = voter;
    plan.issue = issue;
    add_factor(row, scope_of(issue, {named.begin(), named.end()}), plan);
  }

  /// The main variable, then the others that conditions name.
  [[nodiscard]] std::vector<int> scope_of(int issue, const std::vector<int>& others) const {
    std::set<int> rest;
    for (int other : others)
      if (other != issue && variable_of_[other] >= 0) rest.insert(variable_of_[other]);
    std::vector<int> scope{variable_of_[issue]};
    scope.insert(scope.end(), rest.begin(), rest.end());
    return scope;
  }

  /// Throws where a table over these variables would be too large.
  void check_size(const std::vector<int>& scope, const Place& place, const std::string& what,
                  const std::string& wanted) const {
    std::size_t cells = 1;
    for (int v : scope) {
      cells *= out_.variables[v].options.size();
      if (cells <= factor_cell_limit) continue;
      Problem problem;
      problem.place = place;
      problem.message = what + " so many options that their table is too large";
      problem.expected = wanted + " of fewer issues, or issues with fewer options";
      throw Error(problem);
    }
  }

  void add_factor(int row, const std::vector<int>& scope, const FactorPlan& plan) {
    Factor factor;
    factor.row = row;
    factor.scope = scope;
    factor.first_cell = out_.cells;
    const Issue& issue = case_.casebook.issues[out_.variables[scope[0]].issue];
    check_size(scope, issue.place, "the conditions on issue '" + issue.id + "' join", "conditions");
    for (int v : scope) factor.cells *= out_.variables[v].options.size();
    out_.cells += factor.cells;
    out_.factors.push_back(std::move(factor));
    preferences_.plans.push_back(plan);
  }

  const Case& case_;
  Compiled& out_;
  Preferences& preferences_;
  std::vector<int> variable_of_;
};

}  // namespace

std::string_view reading_name(Reading reading) { return reading == Reading::cautious ? "cautious" : "open"; }

Compiled compile(const std::shared_ptr<const Case>& c, const Filter& filter, const Dropped& dropped) {
  check_filter(*c, filter);
  Compiled out;
  out.source = c;
  out.filter = filter;
  out.dropped = dropped;
  out.kept = kept_statements(*c, filter);
  const std::vector<bool> left_out = issues_left_out(*c);
  for (std::size_t i = 0; i < left_out.size(); ++i)
    if (left_out[i]) out.left_out.push_back(static_cast<int>(i));
  out.variables = make_variables(*c, left_out);
  auto preferences = std::make_shared<Preferences>(make_preferences(*c, filter, out.kept));
  Compiler compiler(*c, out, *preferences);
  compiler.principals();
  compiler.voters();
  compiler.settlement();
  compiler.choose_width();
  out.notes = preferences->notes;
  out.preferences = std::move(preferences);
  return out;
}

}  // namespace parley
