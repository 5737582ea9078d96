#include "model/claims.h"

#include <algorithm>
#include <cmath>

#include "model/claim_forms.h"
#include "model/exact.h"

namespace parley {

namespace {

/// The party's value of one option for each of its issues (by issue model; -1 adds nothing), conditions judged among
/// them.
Wide value_of(const Case& c, const PartyModel& party, const PartyDraw& of_party, const WorldDraw& world,
              const std::vector<int>& options) {
  Context context;
  context.options.assign(c.casebook.issues.size(), -1);
  context.levers = world.levers;
  for (std::size_t k = 0; k < party.issues.size(); ++k) context.options[party.issues[k].issue] = options[k];
  Wide sum = terms_value(c, party, party.terms, context);
  std::vector<Valued> valued;
  for (std::size_t k = 0; k < party.issues.size(); ++k) {
    if (options[k] < 0 || !party.issues[k].weighs) continue;
    // Every option at hand here has its open value in both readings (preferences.h).
    value_options(c, party.issues[k], world, of_party, of_party.issues[k], Reading::open, context, {}, valued);
    sum += integer_value(party, world, of_party.issues[k], valued[options[k]]);
  }
  return sum;
}

Wide no_deal_value(const Case& c, const PartyModel& party, const PartyDraw& of_party, const WorldDraw& world) {
  std::vector<int> options;
  for (const IssueDraw& issue : of_party.issues) options.push_back(issue.no_deal);
  return value_of(c, party, of_party, world, options);
}

Wide reservation_of(const Case& c, const PartyModel& party, const PartyDraw& of_party, const WorldDraw& world) {
  const Party& source = c.casebook.parties[party.party];
  if (!source.reservation) return no_deal_value(c, party, of_party, world);
  if (party.exact) return scaled_integer(exact_rational(source.reservation->parameters[0]), party.scale);
  return rounded(party, world, source.reservation->quantile(of_party.reservation));
}

/// A draft's value to a party: a clause left open counts as its no-deal option.
Wide draft_value(const Case& c, const PartyModel& party, const PartyDraw& of_party, const WorldDraw& world, int draft) {
  return value_of(c, party, of_party, world, draft_options(c, party, of_party, draft));
}

double weight_sum(const PartyModel& party, const PartyDraw& of_party, const std::vector<int>& issues) {
  double sum = 0;
  for (int issue : issues)
    if (const int k = party.find_issue(issue); k >= 0) sum += of_party.issues[k].weight;
  return sum;
}

bool claim_holds(const Case& c, const PartyModel& party, const PartyDraw& of_party, const WorldDraw& world,
                 const Claim& claim) {
  if (claim.better_draft < 0)
    return weight_sum(party, of_party, claim.heavier) >= weight_sum(party, of_party, claim.lighter);
  return draft_value(c, party, of_party, world, claim.better_draft) >
         draft_value(c, party, of_party, world, claim.worse_draft);
}

bool draft_stance_holds(const Case& c, const PartyModel& party, const PartyDraw& of_party, const WorldDraw& world,
                        const Statement& row) {
  const auto* stance = std::get_if<StanceClass>(&*row.stance);
  if (stance == nullptr || *stance == StanceClass::tolerate) return true;
  const Wide draft = draft_value(c, party, of_party, world, row.draft);
  const Wide reservation = reservation_of(c, party, of_party, world);
  return *stance >= StanceClass::accept ? draft >= reservation : draft < reservation;
}

bool all_hold(const Case& c, const PartyModel& party, const PartyDraw& of_party, const WorldDraw& world,
              const std::vector<int>& standing) {
  return std::all_of(standing.begin(), standing.end(), [&](int s) {
    const Statement& row = c.statements[s];
    if (row.claim && !claim_holds(c, party, of_party, world, *row.claim)) return false;
    return row.draft < 0 || !row.stance || draft_stance_holds(c, party, of_party, world, row);
  });
}

}  // namespace

bool claims_hold(const Case& c, const PartyModel& party, const PartyDraw& of_party, const WorldDraw& world) {
  return all_hold(c, party, of_party, world, standing_claims(c, party, world));
}

Wide reservation_value(const Case& c, const Preferences& preferences, const PartyModel& party, const WorldDraw& world) {
  return reservation_of(c, party, world.parties[preferences.party_model[party.party]], world);
}

namespace {

std::vector<bool> own_vote(const Case& c, const Preferences& preferences, int party, int issue, const WorldDraw& world,
                           Reading reading, bool when_silent, Context& context,
                           const std::vector<int>& red_lines_dropped) {
  const std::size_t options = c.casebook.issues[issue].options.size();
  const int m = preferences.party_model[party];
  const int k = m < 0 ? -1 : preferences.parties[m].find_issue(issue);
  std::vector<bool> votes(options, when_silent);
  if (k < 0) return votes;
  const PartyModel& model = preferences.parties[m];
  std::vector<Valued> valued;
  value_options(c, model.issues[k], world, world.parties[m], world.parties[m].issues[k], reading, context,
                red_lines_dropped, valued);
  for (std::size_t o = 0; o < options; ++o) votes[o] = valued[o].no_say ? when_silent : valued[o].yes;
  return votes;
}

Rational member_weight(const Party& body, std::size_t member) {
  return member < body.vote_weights.size() ? exact_rational(body.vote_weights[member]) : Rational(1);
}

}  // namespace

std::vector<bool> vote(const Case& c, const Preferences& preferences, int voter, int issue, const WorldDraw& world,
                       Reading reading, Context& context, const std::vector<int>& red_lines_dropped) {
  const Party& party = c.casebook.parties[voter];
  const bool when_silent = silent_vote(party, world, reading);
  if (party.kind != PartyKind::body)
    return own_vote(c, preferences, voter, issue, world, reading, when_silent, context, red_lines_dropped);
  const std::size_t options = c.casebook.issues[issue].options.size();
  std::vector<std::size_t> yes(options, 0);
  std::vector<Rational> weight(party.rule == VotingRule::quota ? options : 0);
  for (std::size_t k = 0; k < party.members.size(); ++k) {
    const auto votes =
        own_vote(c, preferences, party.members[k], issue, world, reading, when_silent, context, red_lines_dropped);
    for (std::size_t o = 0; o < options; ++o) {
      if (!votes[o]) continue;
      ++yes[o];
      if (party.rule == VotingRule::quota) weight[o] += member_weight(party, k);
    }
  }
  std::vector<bool> consents(options);
  for (std::size_t o = 0; o < options; ++o) switch (party.rule) {
      case VotingRule::unanimity:
        consents[o] = yes[o] == party.members.size();
        break;
      case VotingRule::majority:
        consents[o] = 2 * yes[o] > party.members.size();
        break;
      case VotingRule::quota:
        consents[o] = weight[o] >= exact_rational(party.quota);
        break;
    }
  return consents;
}

Problem claims_problem(const Case& c, const Preferences& preferences) {
  Problem problem;
  std::string rows;
  for (const PartyModel& party : preferences.parties)
    for (int s : party.claims) {
      if (rows.empty()) problem.place = c.statements[s].place;
      rows += (rows.empty() ? "" : ", ") + c.statements[s].id;
    }
  problem.message = "the comparisons that parties claim leave no preference in any world drawn: " + rows;
  problem.expected = "claims and stances on drafts that can hold together";
  return problem;
}

}  // namespace parley
