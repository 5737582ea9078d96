#include "settle/reference.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "model/claims.h"
#include "model/values.h"

namespace parley {

namespace {

class ReferenceScene {
 public:
  ReferenceScene(const Compiled& compiled, Reading reading, const WorldDraw& world)
      : compiled_(compiled),
        case_(*compiled.source),
        preferences_(*compiled.preferences),
        reading_(reading),
        world_(world) {
    context_.options.assign(case_.casebook.issues.size(), -1);
    context_.levers = world_.levers;
  }

  std::vector<Shut> constraints() {
    for (std::size_t f = 0; f < compiled_.factors.size(); ++f) {
      const Factor& factor = compiled_.factors[f];
      const FactorPlan& plan = preferences_.plans[f];
      if (plan.party_model < 0 && plan.voter < 0) continue;
      for (std::size_t cell = 0; cell < factor.cells; ++cell) {
        std::size_t left = cell;
        for (std::size_t k = factor.scope.size(); k-- > 0;) {
          const Variable& variable = compiled_.variables[factor.scope[k]];
          context_.options[variable.issue] = variable.options[left % variable.options.size()];
          left /= variable.options.size();
        }
        if (plan.party_model >= 0)
          red_line(plan, factor.first_cell + cell, context_.options[plan.issue]);
        else
          missing_vote(plan, factor.first_cell + cell, context_.options[plan.issue]);
      }
      for (int v : factor.scope) context_.options[compiled_.variables[v].issue] = -1;
    }
    std::vector<Shut> result;
    for (auto& [key, shut] : found_) result.push_back(std::move(shut));
    return result;
  }

 private:
  void red_line(const FactorPlan& plan, std::size_t cell, int option) {
    const PartyModel& party = preferences_.parties[plan.party_model];
    const PartyDraw& draw = world_.parties[plan.party_model];
    value_options(case_, party.issues[plan.issue_model], world_, draw, draw.issues[plan.issue_model], reading_,
                  context_, compiled_.dropped.statements, valued_);
    if (!valued_[option].red_line) return;
    const int s = valued_[option].statement;
    Shut& shut = found_[{0, case_.statements[s].id}];
    shut.element.kind = ConflictElement::Kind::red_line;
    shut.element.party = party.party;
    shut.element.statements = {s};
    shut_cell(shut, plan.issue, option, cell, 1);
  }

  void missing_vote(const FactorPlan& plan, std::size_t cell, int option) {
    const auto& needs = case_.casebook.issues[plan.issue].options[option].needs;
    if (std::find(needs.begin(), needs.end(), plan.voter) == needs.end()) return;
    if (vote(case_, preferences_, plan.voter, plan.issue, world_, reading_, context_,
             compiled_.dropped.statements)[option])
      return;
    Shut& shut = found_[{1, case_.casebook.parties[plan.voter].id}];
    shut.element.kind = ConflictElement::Kind::vote;
    shut.element.party = plan.voter;
    const int steps = add_words(plan, option, shut.element.statements);
    shut_cell(shut, plan.issue, option, cell, steps);
  }

  /// Adds the rows by which the voter, or members of the body, are below `tolerate` on the option; the steps to
  /// consent.
  int add_words(const FactorPlan& plan, int option, std::vector<int>& statements) {
    const Party& party = case_.casebook.parties[plan.voter];
    const std::vector<int> voters = party.kind == PartyKind::body ? party.members : std::vector<int>{plan.voter};
    const bool silent_yes = silent_vote(party, world_, reading_);
    std::vector<int> steps;
    for (int voter : voters) {
      const int m = preferences_.party_model[voter];
      const int k = m < 0 ? -1 : preferences_.parties[m].find_issue(plan.issue);
      steps.push_back(1);  // silence and numbers count as `oppose`
      if (k < 0) {
        if (silent_yes) steps.back() = 0;
        continue;
      }
      value_options(case_, preferences_.parties[m].issues[k], world_, world_.parties[m], world_.parties[m].issues[k],
                    reading_, context_, compiled_.dropped.statements, valued_);
      const Valued& valued = valued_[option];
      if (valued.yes || (valued.no_say && silent_yes)) steps.back() = 0;
      if (valued.statement < 0 || valued.yes) continue;
      if (rejects(valued)) steps.back() = 2;
      if (std::find(statements.begin(), statements.end(), valued.statement) == statements.end())
        statements.push_back(valued.statement);
    }
    return steps_to_consent(party, steps);
  }

  /// Whether what was said is `reject`, binding or not.
  [[nodiscard]] bool rejects(const Valued& valued) const {
    const Statement& row = case_.statements[valued.statement];
    const std::optional<Stance>& stance = valued.otherwise ? row.otherwise : row.stance;
    const auto* word = stance ? std::get_if<StanceClass>(&*stance) : nullptr;
    return word != nullptr && *word == StanceClass::reject;
  }

  const Compiled& compiled_;
  const Case& case_;
  const Preferences& preferences_;
  Reading reading_;
  const WorldDraw& world_;
  Context context_;
  std::vector<Valued> valued_;
  std::map<std::pair<int, std::string>, Shut> found_;
};

}  // namespace

std::vector<Shut> world_constraints(const Compiled& compiled, Reading reading, const WorldDraw& world) {
  return ReferenceScene(compiled, reading, world).constraints();
}

Table<Wide> world_values(const Compiled& compiled, Reading reading, const WorldDraw& world) {
  Compiled without = compiled;
  without.dropped.statements.resize(compiled.source->statements.size());
  std::iota(without.dropped.statements.begin(), without.dropped.statements.end(), 0);
  Table<Wide> table = one_world(without, reading, world);
  for (const Factor& factor : compiled.factors)
    if (compiled.rows[factor.row].kind == RowKind::voter)
      std::fill_n(table.cells.begin() + static_cast<std::ptrdiff_t>(factor.first_cell), factor.cells, 0);
  return table;
}

}  // namespace parley
