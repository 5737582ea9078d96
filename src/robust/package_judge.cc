#include "robust/package_judge.h"

#include <algorithm>

#include "model/claims.h"

namespace parley {

PackageJudge::PackageJudge(const Compiled& compiled, const Package& package, Reading reading)
    : compiled_(compiled),
      case_(*compiled.source),
      preferences_(*compiled.preferences),
      package_(package),
      reading_(reading) {
  for (int issue : compiled.left_out) package_[issue] = -1;
}

std::vector<Verdict> PackageJudge::judge(const WorldDraw& world) {
  std::vector<Verdict> verdicts(compiled_.rows.size(), Verdict::consents);
  bool any_gains = false;
  for (std::size_t r = 0; r < compiled_.rows.size(); ++r) {
    if (compiled_.rows[r].kind == RowKind::settlement) {
      if (!any_gains) verdicts[r] = Verdict::below;  // it stands last
      continue;
    }
    bool gains = false;
    verdicts[r] = row(r, world, gains);
    any_gains = any_gains || gains;
  }
  return verdicts;
}

Verdict PackageJudge::row(std::size_t r, const WorldDraw& world, bool& gains) {
  const Row& row = compiled_.rows[r];
  gains = false;
  if (row.kind == RowKind::principal) return principal(row, world, gains);
  return votes_yes(row.party, world) ? Verdict::consents : Verdict::below;
}

Verdict PackageJudge::principal(const Row& row, const WorldDraw& world, bool& gains) {
  const int m = preferences_.party_model[row.party];
  const PartyModel& party = preferences_.parties[m];
  const PartyDraw& draw = world.parties[m];
  Context context{package_, world.levers};
  for (std::size_t k = 0; k < party.issues.size(); ++k) {
    int& option = context.options[party.issues[k].issue];
    if (option < 0) option = draw.issues[k].no_deal;
  }
  Wide sum = 0;
  for (std::size_t k = 0; k < party.issues.size(); ++k) {
    const IssueModel& issue = party.issues[k];
    const int option = context.options[issue.issue];
    if (option < 0) continue;
    value_options(case_, issue, world, draw, draw.issues[k], reading_, context, compiled_.dropped.statements, valued_);
    if (valued_[option].red_line && package_[issue.issue] >= 0) return Verdict::red_line;
    if (issue.weighs) sum += integer_value(party, world, draw.issues[k], valued_[option]);
  }
  if (!row.has_reservation) return Verdict::consents;
  sum += terms_value(case_, party, party.terms, context);
  const Wide reservation = reservation_value(case_, preferences_, party, world);
  if (sum > reservation) gains = true;
  return sum >= reservation ? Verdict::consents : Verdict::below;
}

bool PackageJudge::votes_yes(int voter, const WorldDraw& world) {
  Context context{package_, world.levers};
  for (const Variable& variable : compiled_.variables) {
    const int option = package_[variable.issue];
    if (option < 0) continue;
    const auto& needs = case_.casebook.issues[variable.issue].options[option].needs;
    if (std::find(needs.begin(), needs.end(), voter) == needs.end()) continue;
    if (!vote(case_, preferences_, voter, variable.issue, world, reading_, context,
              compiled_.dropped.statements)[option])
      return false;
  }
  return true;
}

}  // namespace parley
