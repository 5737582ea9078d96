#include "model/reception.h"

#include <algorithm>

#include "model/claims.h"
#include "model/reference_view.h"

namespace parley {

namespace {

class Judge {
 public:
  Judge(const Compiled& compiled, const Package& package, Reading reading)
      : compiled_(compiled),
        case_(*compiled.source),
        preferences_(*compiled.preferences),
        package_(package),
        reading_(reading),
        view_(compiled, package, reading) {
    for (int issue : compiled.left_out) package_[issue] = -1;
  }

  Reception run() {
    Reception reception;
    for (std::size_t m = 0; m < preferences_.parties.size(); ++m)
      if (preferences_.parties[m].principal) reception.principals.push_back(principal(m));
    std::sort(reception.principals.begin(), reception.principals.end(),
              [](const PrincipalReception& a, const PrincipalReception& b) { return a.party < b.party; });
    for (const Row& row : compiled_.rows)
      if (row.kind == RowKind::voter && refuses(row.party)) reception.refusing_voters.push_back(row.party);
    std::sort(reception.refusing_voters.begin(), reception.refusing_voters.end());
    const std::vector<int> levers(case_.casebook.levers.size(), -1);
    const auto& dropped = compiled_.dropped.rules;
    for (int r = 0; r < static_cast<int>(case_.casebook.rules.size()); ++r)
      if (std::find(dropped.begin(), dropped.end(), r) == dropped.end() &&
          evaluate(case_.casebook.rules[r].formula, package_, levers) == Truth::no)
        reception.broken_rules.push_back(r);
    return reception;
  }

 private:
  PrincipalReception principal(std::size_t m) {
    const PartyModel& party = preferences_.parties[m];
    const PartyDraw& draw = view_.world().parties[m];
    PrincipalReception result;
    result.party = party.party;
    result.scale = party.reference_scale;
    result.clause.assign(case_.casebook.issues.size(), 0);
    result.no_deal.assign(case_.casebook.issues.size(), 0);
    if (party.has_reservation) result.reservation = reservation_value(case_, preferences_, party, view_.world());
    for (std::size_t k = 0; k < party.issues.size(); ++k) {
      const int issue = party.issues[k].issue;
      const int fallback = draw.issues[k].no_deal;
      const int option = view_.option(static_cast<int>(m), k);
      if (fallback >= 0 && party.issues[k].weighs)
        result.no_deal[issue] =
            integer_value(party, view_.world(), draw.issues[k], view_.value(static_cast<int>(m), k, true)[fallback]);
      if (option < 0) continue;
      const Valued here = view_.value(static_cast<int>(m), k, false)[option];
      if (party.issues[k].weighs) result.clause[issue] = integer_value(party, view_.world(), draw.issues[k], here);
      result.value += result.clause[issue];
      if (package_[issue] < 0 || !here.red_line) continue;  // no-deal may hold what the party rejects
      result.red_line = true;
      result.red_issues.push_back(issue);
    }
    result.terms = terms_value(case_, party, party.terms, view_.context(static_cast<int>(m), false));
    result.no_deal_terms = terms_value(case_, party, party.terms, view_.context(static_cast<int>(m), true));
    result.value += result.terms;
    return result;
  }

  bool refuses(int voter) {
    Context context{package_, view_.world().levers};
    for (const Variable& variable : compiled_.variables) {
      const int option = package_[variable.issue];
      if (option < 0) continue;
      const auto& needs = case_.casebook.issues[variable.issue].options[option].needs;
      if (std::find(needs.begin(), needs.end(), voter) == needs.end()) continue;
      if (!vote(case_, preferences_, voter, variable.issue, view_.world(), reading_, context,
                compiled_.dropped.statements)[option])
        return true;
    }
    return false;
  }

  const Compiled& compiled_;
  const Case& case_;
  const Preferences& preferences_;
  Package package_;
  Reading reading_;
  ReferenceView view_;
};

}  // namespace

bool Reception::accepted() const {
  return refusing_voters.empty() &&
         std::all_of(principals.begin(), principals.end(), [](const PrincipalReception& p) { return p.accepts(); });
}

Reception reception_of(const Compiled& compiled, const Package& package, Reading reading) {
  return Judge(compiled, package, reading).run();
}

}  // namespace parley
