#include "model/check.h"

#include <algorithm>
#include <functional>
#include <set>

#include "model/exact.h"
#include "model/positions.h"
#include "model/preferences.h"

namespace parley {

namespace {

void add(std::vector<Problem>& problems, Severity severity, const Place& place, std::string message,
         std::string expected = {}, std::string hint = {}) {
  Problem problem;
  problem.severity = severity;
  problem.place = place;
  problem.message = std::move(message);
  problem.expected = std::move(expected);
  problem.hint = std::move(hint);
  problems.push_back(std::move(problem));
}

void check_principals(const Case& c, std::vector<Problem>& problems) {
  const Casebook& book = c.casebook;
  const auto concerned = concerned_parties(c);
  bool any = false;
  for (int p = 0; p < static_cast<int>(book.parties.size()); ++p) {
    const Party& party = book.parties[p];
    if (party.kind != PartyKind::principal) continue;
    any = true;
    if (party.reservation) continue;
    if (party.no_deal.empty()) {
      add(problems, Severity::warning, party.place,
          "principal '" + party.id + "' has no no-deal: it consents by its red lines alone", "",
          "give an option for each issue under no_deal");
      continue;
    }
    std::string missing;
    for (std::size_t i = 0; i < book.issues.size(); ++i) {
      const bool is_concerned = std::find(concerned[i].begin(), concerned[i].end(), p) != concerned[i].end();
      if (is_concerned && party.no_deal.count(static_cast<int>(i)) == 0)
        missing += (missing.empty() ? "" : ", ") + book.issues[i].id;
    }
    if (!missing.empty())
      add(problems, Severity::error, party.place,
          "the no-deal of '" + party.id + "' says nothing on what concerns it: " + missing,
          "an option for each issue that concerns the party");
  }
  if (!any && !book.parties.empty())
    add(problems, Severity::error, book.parties[0].place, "no party is a principal",
        "at least one party of kind principal, whose consent every package needs");
}

void check_unit(const std::optional<Stance>& stance, const Statement& row, std::vector<Problem>& problems) {
  const auto* quantity = stance ? std::get_if<Quantity>(&*stance) : nullptr;
  if (quantity == nullptr || (quantity->low() >= 0 && quantity->high() <= 1)) return;
  add(problems, Severity::error, row.place,
      "statement '" + row.id + "' gives the number " + quantity->text +
          " to a party that is not given in single numbers alone",
      "a number in [0, 1] beside words and ranges, or single numbers alone for the party");
}

void check_numbers(const Case& c, std::vector<Problem>& problems) {
  for (int p = 0; p < static_cast<int>(c.casebook.parties.size()); ++p) {
    if (given_in_numbers(c, p)) continue;
    std::map<int, double> importance;
    bool any_word = false;
    Place last;
    for (const Statement& row : c.statements) {
      if (row.party != p) continue;
      check_unit(row.stance, row, problems);
      check_unit(row.otherwise, row, problems);
      if (!row.importance) continue;
      if (const auto* quantity = std::get_if<Quantity>(&*row.importance)) {
        last = row.place;
        importance[row.issue] = std::max(importance[row.issue], quantity->high());
        if (quantity->low() < 0 || quantity->high() > 1)
          add(problems, Severity::error, row.place,
              "the importance " + quantity->text + " of '" + row.id + "' is outside [0, 1]",
              "a share of the party's whole weight");
      } else {
        any_word = true;
      }
    }
    double sum = 0;
    for (const auto& [issue, most] : importance) sum += most;
    if (sum > 1 && any_word)
      add(problems, Severity::error, last,
          "the importances of '" + c.casebook.parties[p].id +
              "' given in numbers may sum to more than 1, beside others in words",
          "numbers that leave a share to the issues given in words");
  }
  for (const Party& party : c.casebook.parties) {
    if (!party.reservation || given_in_numbers(c, c.casebook.find_party(party.id))) continue;
    if (party.reservation->low() < 0 || party.reservation->high() > 1)
      add(problems, Severity::error, party.place,
          "the reservation value of '" + party.id + "', which is not given in single numbers alone, is outside [0, 1]",
          "a number in [0, 1], or single numbers alone for the party");
  }
}

/// Terms are for principals given all in numbers, which alone have units to add them up in.
void check_terms(const Case& c, std::vector<Problem>& problems) {
  for (const Statement& row : c.statements) {
    if (!row.is_term()) continue;
    const Party& party = c.casebook.parties[row.party];
    if (party.kind != PartyKind::principal)
      add(problems, Severity::warning, row.place,
          "the term '" + row.id + "' is of '" + party.id + "', whose consent no package needs: it moves nothing");
    else if (!given_in_numbers(c, row.party))
      add(problems, Severity::error, row.place,
          "the term '" + row.id + "' is of '" + party.id + "', which is not given all in numbers",
          "a party with numbers for all its stances, importances and its reservation value, and no claims");
  }
}

/// A row's stance in a context: what it says, or nothing where it passes on.
const Stance* says(const Statement& row, const std::vector<int>& options, const std::vector<int>& levers) {
  if (!row.condition || evaluate(*row.condition, options, levers) == Truth::yes) return &*row.stance;
  return row.otherwise ? &*row.otherwise : nullptr;
}

bool same(const Stance& a, const Stance& b) {
  if (a.index() != b.index()) return false;
  if (const auto* word = std::get_if<StanceClass>(&a)) return *word == std::get<StanceClass>(b);
  const auto& x = std::get<Quantity>(a);
  const auto& y = std::get<Quantity>(b);
  return x.text == y.text || (x.is_number() && y.is_number() && x.parameters[0].value == y.parameters[0].value);
}

/// Whether two rows on one option can give different stances in one context. Contexts are enumerated, up to a limit
/// past which the rows are taken to be able to.
bool can_disagree(const Case& c, const Statement& a, const Statement& b) {
  std::set<int> issues;
  std::set<int> levers;
  for (const Statement* row : {&a, &b}) {
    if (!row->condition) continue;
    for (int issue : row->condition->issues()) issues.insert(issue);
    for (int lever : row->condition->levers()) levers.insert(lever);
  }
  std::vector<int> options(c.casebook.issues.size(), -1);
  std::vector<int> lever_options(c.casebook.levers.size(), -1);
  std::vector<std::pair<int*, int>> digits;
  for (int i : issues) digits.emplace_back(&options[i], static_cast<int>(c.casebook.issues[i].options.size()));
  for (int l : levers) digits.emplace_back(&lever_options[l], static_cast<int>(c.casebook.levers[l].options.size()));
  for (auto& [digit, size] : digits) *digit = 0;
  for (int count = 0; count < 100000; ++count) {
    const Stance* one = says(a, options, lever_options);
    const Stance* other = says(b, options, lever_options);
    if (one != nullptr && other != nullptr && !same(*one, *other)) return true;
    std::size_t d = 0;
    for (; d < digits.size(); ++d) {
      if (++*digits[d].first < digits[d].second) break;
      *digits[d].first = 0;
    }
    if (d == digits.size()) return false;
  }
  return true;
}

void check_equals(const Case& c, const std::vector<Position>& standing, std::vector<Problem>& problems) {
  std::set<std::pair<int, int>> said;
  for (const Position& position : standing)
    for (std::size_t k = 0; k < position.rows.size(); ++k)
      for (std::size_t j = k + 1; j < position.rows.size() && position.tiers[j] == position.tiers[k]; ++j) {
        const Statement& a = c.statements[position.rows[k]];
        const Statement& b = c.statements[position.rows[j]];
        if (c.casebook.source_of(a.document) != c.casebook.source_of(b.document) ||
            a.options->options.size() != b.options->options.size())
          continue;
        if (!can_disagree(c, a, b)) continue;
        const bool may = a.options->one_of || b.options->one_of;  // where both mean this option
        const auto pair = std::minmax(position.rows[k], position.rows[j]);
        if (!said.insert(pair).second) continue;
        const Statement& later = c.statements[pair.second];
        const Statement& earlier = c.statements[pair.first];
        add(problems, Severity::error, later.place,
            "statements '" + earlier.id + "' and '" + later.id + (may ? "' may give " : "' give ") +
                c.casebook.parties[position.party].id + " different stances on " +
                c.casebook.issues[position.issue].id + " = " +
                c.casebook.issues[position.issue].options[position.option].id + ", of one date, source and rank",
            "one of them to be later, of higher rank, on a smaller set of options or under a condition of its own");
      }
}

bool same_importance(const Statement& a, const Statement& b) {
  if (a.importance->index() != b.importance->index()) return false;
  if (const auto* word = std::get_if<ImportanceClass>(&*a.importance))
    return *word == std::get<ImportanceClass>(*b.importance);
  return same(Stance(std::get<Quantity>(*a.importance)), Stance(std::get<Quantity>(*b.importance)));
}

void check_importances(const Case& c, std::vector<Problem>& problems) {
  std::vector<const Statement*> rows;
  for (const Statement& row : c.statements)
    if (row.importance) rows.push_back(&row);
  for (std::size_t a = 0; a < rows.size(); ++a)
    for (std::size_t b = a + 1; b < rows.size(); ++b) {
      const Statement& x = *rows[a];
      const Statement& y = *rows[b];
      if (x.party != y.party || x.issue != y.issue ||
          c.casebook.source_of(x.document) != c.casebook.source_of(y.document) || x.date.last != y.date.last ||
          x.standing != y.standing || x.rank != y.rank || same_importance(x, y))
        continue;
      add(problems, Severity::error, y.place,
          "statements '" + x.id + "' and '" + y.id + "' give issue '" + c.casebook.issues[x.issue].id +
              "' different importance to " + c.casebook.parties[x.party].id + ", of one date, source and rank",
          "one importance");
    }
}

void check_red_lines(const Case& c, const std::vector<Position>& standing, std::vector<Problem>& problems) {
  std::set<std::pair<int, int>> said;
  auto rejects = [](const Statement& row) {
    const auto* word = std::get_if<StanceClass>(&*row.stance);
    return word != nullptr && *word == StanceClass::reject;
  };
  for (const Position& position : standing) {
    const Statement& first = c.statements[position.rows[0]];
    if (rejects(first)) continue;
    for (std::size_t k = 1; k < position.rows.size(); ++k) {
      const Statement& row = c.statements[position.rows[k]];
      if (!rejects(row) || position.tiers[k] == position.tiers[0]) continue;
      if (!said.insert({position.rows[0], position.rows[k]}).second) continue;
      add(problems, Severity::warning, first.place,
          "statement '" + first.id + "' lifts the red line of " + c.casebook.parties[position.party].id + " that '" +
              row.id + "' drew on " + c.casebook.issues[position.issue].id + " = " +
              c.casebook.issues[position.issue].options[position.option].id + ", and no other",
          "", "the row of higher rank or later date stands");
      break;
    }
  }
}

void check_listed(const Case& c, std::vector<Problem>& problems) {
  for (const Statement& row : c.statements) {
    if (!row.moves_values() || !row.options) continue;
    const Issue& issue = c.casebook.issues[row.issue];
    if (!issue.concerns) continue;
    if (std::find(issue.concerns->begin(), issue.concerns->end(), row.party) != issue.concerns->end()) continue;
    if (c.casebook.parties[row.party].kind != PartyKind::principal) continue;
    add(problems, Severity::warning, row.place,
        "issue '" + issue.id + "' does not list " + c.casebook.parties[row.party].id +
            " under concerns: the stance binds as a red line or vote, and moves no value");
  }
}

/// Whether some choice of options meets every rule: a search over the issues that rules name, judged in three values.
bool rules_can_hold(const Case& c, const std::vector<const Rule*>& rules) {
  std::set<int> named;
  for (const Rule* rule : rules)
    for (int issue : rule->formula.issues()) named.insert(issue);
  const std::vector<int> issues(named.begin(), named.end());
  std::vector<int> options(c.casebook.issues.size(), -1);
  const std::vector<int> levers(c.casebook.levers.size(), -1);
  long budget = 1'000'000;
  std::function<bool(std::size_t)> search = [&](std::size_t depth) {
    if (--budget < 0) return true;
    for (const Rule* rule : rules)
      if (evaluate(rule->formula, options, levers) == Truth::no) return false;
    if (depth == issues.size()) return true;
    const auto& choices = c.casebook.issues[issues[depth]].options;
    for (int o = 0; o < static_cast<int>(choices.size()); ++o) {
      if (choices[o].only_without_deal) continue;
      options[issues[depth]] = o;
      if (search(depth + 1)) return true;
    }
    options[issues[depth]] = -1;
    return false;
  };
  return search(0);
}

/// A package never contains a lever, so a rule that names one could not be kept or broken by it.
void check_levers_in_rules(const Case& c, std::vector<Problem>& problems) {
  for (const Rule& rule : c.casebook.rules)
    for (int lever : rule.formula.levers())
      add(problems, Severity::error, rule.place,
          "rule '" + rule.id + "' names the lever '" + c.casebook.levers[lever].id + "', which no package contains",
          "a formula over issues; a lever may stand in the condition of a statement");
}

/// Rules that leave no package: names a minimal set of them, found by leaving out one after another.
void check_rules(const Case& c, std::vector<Problem>& problems) {
  std::vector<const Rule*> rules;
  for (const Rule& rule : c.casebook.rules) rules.push_back(&rule);
  if (rules.empty() || rules_can_hold(c, rules)) return;
  for (std::size_t k = rules.size(); k-- > 0;) {
    std::vector<const Rule*> fewer = rules;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(k));
    if (!rules_can_hold(c, fewer)) rules = fewer;
  }
  std::string ids;
  for (const Rule* rule : rules) ids += (ids.empty() ? "" : ", ") + rule->id;
  add(problems, Severity::error, rules.back()->place,
      rules.size() == 1 ? "no package can satisfy rule " + ids : "no package can satisfy these rules together: " + ids,
      "rules that leave at least one package");
}

void check_drafts(const Case& c, std::vector<Problem>& problems) {
  const std::vector<int> levers(c.casebook.levers.size(), -1);
  for (const Draft& draft : c.casebook.drafts) {
    std::vector<int> options(c.casebook.issues.size(), -1);
    for (const auto& [issue, option] : draft.clauses) options[issue] = option;
    for (const Rule& rule : c.casebook.rules)
      if (evaluate(rule.formula, options, levers) == Truth::no)
        add(problems, Severity::warning, draft.place, "draft '" + draft.id + "' breaks rule '" + rule.id + "'");
  }
}

void check_firmness(const Case& c, std::vector<Problem>& problems) {
  std::vector<std::string> ids;
  for (const Statement& row : c.statements) ids.push_back(row.id);
  for (const auto& [id, share] : c.casebook.statement_firmness) {
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) continue;
    const auto place = c.casebook.statement_firmness_places.find(id);
    const auto near = did_you_mean(id, ids);
    add(problems, Severity::error, place == c.casebook.statement_firmness_places.end() ? Place{} : place->second,
        "firmness is given for statement '" + id + "', which is not in statements.csv", "a statement's id",
        near ? "did you mean '" + *near + "'?" : "");
  }
}

}  // namespace

void check_case(const Case& c, std::vector<Problem>& problems) {
  const auto standing = standing_rows(c, std::vector<bool>(c.statements.size(), true));
  check_principals(c, problems);
  check_numbers(c, problems);
  check_terms(c, problems);
  check_equals(c, standing, problems);
  check_importances(c, problems);
  check_red_lines(c, standing, problems);
  check_listed(c, problems);
  check_levers_in_rules(c, problems);
  check_rules(c, problems);
  check_drafts(c, problems);
  check_firmness(c, problems);
}

}  // namespace parley
