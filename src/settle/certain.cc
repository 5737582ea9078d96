#include "settle/certain.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <numeric>

#include "model/exact.h"
#include "model/preferences.h"

namespace parley {

namespace {

/// What one option's rows can come to in a context, over all draws: whether each outcome is against, each a red line
/// that binds in every world, and the rows that say so.
struct Possible {
  bool always_against = true;  ///< oppose or reject, whatever is drawn
  bool always_red_line = true;
  std::vector<int> rows;
};

struct Scene {
  const Compiled& compiled;
  std::vector<int> options;  ///< by issue
  std::vector<int> levers;   ///< -1 where each world draws one

  [[nodiscard]] const Case& source() const { return *compiled.source; }
};

bool firm(const Case& c, const Statement& row) {
  const FirmnessScope firmness = firmness_of(c, row);
  return firmness.share == nullptr || firmness.share->low() >= 1;
}

void note(const Scene& scene, int s, const Stance& stance, Possible& possible) {
  const auto* word = std::get_if<StanceClass>(&stance);
  const bool against = word != nullptr && *word <= StanceClass::oppose;
  const auto& dropped = scene.compiled.dropped.statements;
  const bool given_way = std::find(dropped.begin(), dropped.end(), s) != dropped.end();
  possible.always_against = possible.always_against && against;
  possible.always_red_line = possible.always_red_line && against && *word == StanceClass::reject && !given_way &&
                             firm(scene.source(), scene.source().statements[s]);
  possible.rows.push_back(s);
}

/// Goes down the rows as a world would, taking every turn that some world could.
Possible possible_outcomes(const Scene& scene, const OptionModel& option) {
  Possible possible;
  bool default_oppose = false;
  bool tier_speaks = false;  // some row of this tier gives the stance in every world
  for (std::size_t k = 0; k < option.rows.size(); ++k) {
    const int s = option.rows[k];
    const Statement& row = scene.source().statements[s];
    const bool new_tier = k > 0 && option.tiers[k] != option.tiers[k - 1];
    if (tier_speaks && (new_tier || !option.many_sources)) return possible;
    const Truth truth = row.condition ? evaluate(*row.condition, scene.options, scene.levers) : Truth::yes;
    if (truth != Truth::no) note(scene, s, *row.stance, possible);
    if (truth != Truth::yes && row.otherwise) note(scene, s, *row.otherwise, possible);
    if (row.condition) default_oppose = true;
    const bool speaks = truth == Truth::yes || row.otherwise.has_value();
    tier_speaks = tier_speaks || (speaks && row.certainty >= 1 && !row.options->one_of);
  }
  if (tier_speaks) return possible;
  // Past the last row: `oppose` if a row was conditional, else silence; neither is a red line.
  possible.always_red_line = false;
  if (!default_oppose || std::none_of(option.rows.begin(), option.rows.end(), [&](int s) {
        const Statement& row = scene.source().statements[s];
        return row.condition.has_value() && row.certainty >= 1 && !row.options->one_of;
      }))
    possible.always_against = false;
  return possible;
}

Possible party_outcomes(const Scene& scene, int party, int issue, int option) {
  const Preferences& preferences = *scene.compiled.preferences;
  const int m = preferences.party_model[party];
  const int k = m < 0 ? -1 : preferences.parties[m].find_issue(issue);
  if (k < 0) return {false, false, {}};
  const OptionModel& model = preferences.parties[m].issues[k].options[option];
  if (model.rows.empty()) return {false, false, {}};
  return possible_outcomes(scene, model);
}

/// The steps by which a voter's consent to an option is missing in every world, and whose words say so; 0 if some world
/// may have it.
int certain_no(const Scene& scene, int voter, int issue, int option, std::vector<int>& rows) {
  const Casebook& book = scene.source().casebook;
  const Party& party = book.parties[voter];
  const auto steps = [&](int who) {
    const Possible possible = party_outcomes(scene, who, issue, option);
    if (!possible.rows.empty()) {
      if (!possible.always_against) return 0;
      rows.insert(rows.end(), possible.rows.begin(), possible.rows.end());
      return possible.always_red_line ? 2 : 1;
    }
    const Preferences& preferences = *scene.compiled.preferences;
    const int m = preferences.party_model[who];
    const bool on_a_line =
        m >= 0 && preferences.parties[m].find_issue(issue) >= 0 && book.issues[issue].kind != IssueKind::choice;
    return !on_a_line && party.silent == SilentVote::refuse ? 1 : 0;
  };
  std::vector<int> of_each;
  if (party.kind != PartyKind::body)
    of_each.push_back(steps(voter));
  else
    for (int member : party.members) of_each.push_back(steps(member));
  return steps_to_consent(party, of_each);
}

/// Calls body(cell, option of the main issue) for every cell of a factor, with the scene set to its options.
template <class Body>
void for_each_cell(Scene& scene, const Factor& factor, const Body& body) {
  for (std::size_t cell = 0; cell < factor.cells; ++cell) {
    std::size_t left = cell;
    for (std::size_t k = factor.scope.size(); k-- > 0;) {
      const Variable& variable = scene.compiled.variables[factor.scope[k]];
      scene.options[variable.issue] = variable.options[left % variable.options.size()];
      left /= variable.options.size();
    }
    body(factor.first_cell + cell, scene.options[scene.compiled.variables[factor.scope[0]].issue]);
  }
  for (int v : factor.scope) scene.options[scene.compiled.variables[v].issue] = -1;
}

}  // namespace

int steps_to_consent(const Party& party, std::span<const int> steps) {
  if (party.kind != PartyKind::body) return steps.front();
  // Of members with equally many steps to go the heaviest come first; how many of each kind is tried out.
  std::array<std::vector<Rational>, 3> weights;
  for (std::size_t k = 0; k < steps.size(); ++k) {
    const bool weighted = party.rule == VotingRule::quota && k < party.vote_weights.size();
    weights[steps[k]].push_back(weighted ? exact_rational(party.vote_weights[k]) : Rational(1));
  }
  for (auto& of_kind : weights) std::sort(of_kind.begin(), of_kind.end(), std::greater<>());
  const auto passes = [&](const Rational& yes, std::size_t members) {
    if (party.rule == VotingRule::unanimity) return members == steps.size();
    if (party.rule == VotingRule::majority) return 2 * members > steps.size();
    return yes >= exact_rational(party.quota);
  };
  int fewest = no_steps_suffice;
  Rational one_step = std::accumulate(weights[0].begin(), weights[0].end(), Rational(0));
  for (std::size_t a = 0; a <= weights[1].size(); ++a) {
    Rational yes = one_step;
    for (std::size_t b = 0; b <= weights[2].size(); ++b) {
      if (passes(yes, weights[0].size() + a + b)) fewest = std::min(fewest, static_cast<int>(a + 2 * b));
      if (b < weights[2].size()) yes += weights[2][b];
    }
    if (a < weights[1].size()) one_step += weights[1][a];
  }
  return fewest;
}

void shut_cell(Shut& shut, int issue, int option, std::size_t cell, int steps) {
  auto& element = shut.element;
  if (!shut.cells.empty() && element.issue != issue) {
    element.issue = -1;
    element.options.clear();
  } else {
    element.issue = issue;
    if (std::find(element.options.begin(), element.options.end(), option) == element.options.end())
      element.options.push_back(option);
  }
  shut.cells.push_back(cell);
  shut.steps.push_back(steps);
}

std::vector<Shut> certain_constraints(const Compiled& compiled) {
  const Case& c = *compiled.source;
  const Preferences& preferences = *compiled.preferences;
  Scene scene{compiled, std::vector<int>(c.casebook.issues.size(), -1), preferences.lever_fixed};
  std::map<std::pair<int, std::string>, Shut> found;  // by kind and id: the order of files cannot matter
  for (std::size_t f = 0; f < compiled.factors.size(); ++f) {
    const FactorPlan& plan = preferences.plans[f];
    for_each_cell(scene, compiled.factors[f], [&](std::size_t cell, int option) {
      if (plan.party_model >= 0) {
        const int party = preferences.parties[plan.party_model].party;
        const Possible possible = party_outcomes(scene, party, plan.issue, option);
        if (!possible.always_red_line || possible.rows.empty()) return;
        for (int s : possible.rows) {
          Shut& shut = found[{0, c.statements[s].id}];
          shut.element.kind = ConflictElement::Kind::red_line;
          shut.element.party = party;
          shut.element.statements = {s};
          shut_cell(shut, plan.issue, option, cell, 1);
        }
      } else if (plan.voter >= 0) {
        const auto& needs = c.casebook.issues[plan.issue].options[option].needs;
        std::vector<int> rows;
        if (std::find(needs.begin(), needs.end(), plan.voter) == needs.end()) return;
        const int steps = certain_no(scene, plan.voter, plan.issue, option, rows);
        if (steps == 0) return;
        Shut& shut = found[{1, c.casebook.parties[plan.voter].id}];
        shut.element.kind = ConflictElement::Kind::vote;
        shut.element.party = plan.voter;
        for (int s : rows)
          if (std::find(shut.element.statements.begin(), shut.element.statements.end(), s) ==
              shut.element.statements.end())
            shut.element.statements.push_back(s);
        shut_cell(shut, plan.issue, option, cell, steps);
      }
    });
  }
  std::vector<Shut> result;
  for (auto& [key, shut] : found) result.push_back(std::move(shut));
  return result;
}

}  // namespace parley
