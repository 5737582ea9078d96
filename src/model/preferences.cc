#include "model/preferences.h"

#include <algorithm>
#include <set>

#include "model/draws.h"
#include "model/exact.h"
#include "model/reference_scale.h"

namespace parley {

int PartyModel::find_issue(int issue) const {
  for (std::size_t k = 0; k < issues.size(); ++k)
    if (issues[k].issue == issue) return static_cast<int>(k);
  return -1;
}

double reference_level(StanceClass stance) {
  switch (stance) {
    case StanceClass::reject:
    case StanceClass::oppose:
      return 0;
    case StanceClass::tolerate:
      return 0.25;
    case StanceClass::accept:
      return 0.5;
    case StanceClass::favour:
      return 0.75;
    case StanceClass::demand:
      return 1;
  }
  return 0;
}

FirmnessScope firmness_of(const Case& c, const Statement& row) {
  const Casebook& book = c.casebook;
  if (auto own = book.statement_firmness.find(row.id); own != book.statement_firmness.end())
    return {&own->second, "statement " + row.id};
  if (row.party >= 0 && book.parties[row.party].firmness)
    return {&*book.parties[row.party].firmness, "party " + book.parties[row.party].id};
  if (book.firmness) return {&*book.firmness, "all"};
  return {};
}

namespace {

void finish_option(const Case& c, OptionModel& model) {
  for (std::size_t k = 1; k < model.rows.size(); ++k)
    if (model.tiers[k] == model.tiers[k - 1] && source_of(c, model.rows[k]) != source_of(c, model.rows[k - 1]))
      model.many_sources = true;
  model.may_be_silent = std::none_of(model.rows.begin(), model.rows.end(), [&](int s) {
    return c.statements[s].certainty >= 1 && !c.statements[s].options->one_of;
  });
}

/// Options whose open value counts in both readings: those of the party's no-deal, and of drafts it has spoken about.
void mark_known_open(const Case& c, const std::vector<bool>& kept, PartyModel& party) {
  std::set<int> drafts;
  for (std::size_t s = 0; s < c.statements.size(); ++s) {
    const Statement& row = c.statements[s];
    if (!kept[s] || row.party != party.party || row.form == Form::forecast || row.form == Form::unknown) continue;
    if (row.draft >= 0 && row.stance) drafts.insert(row.draft);
    if (row.claim && row.claim->better_draft >= 0) {
      drafts.insert(row.claim->better_draft);
      drafts.insert(row.claim->worse_draft);
    }
  }
  for (IssueModel& issue : party.issues) {
    issue.known_open.assign(issue.options.size(), false);
    for (const NoDealOption& option : issue.no_deal) issue.known_open[option.option] = true;
    for (int draft : drafts) {
      const auto& clauses = c.casebook.drafts[draft].clauses;
      if (auto clause = clauses.find(issue.issue); clause != clauses.end()) issue.known_open[clause->second] = true;
    }
  }
}

IssueModel make_issue(const Case& c, const std::vector<bool>& kept, int party, int issue) {
  const Issue& source = c.casebook.issues[issue];
  IssueModel model;
  model.issue = issue;
  model.options.resize(source.options.size());
  if (source.kind != IssueKind::choice) {
    for (int o = 0; o < static_cast<int>(source.options.size()); ++o) {
      if (source.options[o].only_without_deal) continue;
      model.line.push_back(o);
      model.at.push_back(source.kind == IssueKind::numeric ? source.options[o].position.value
                                                           : static_cast<double>(model.line.size() - 1));
    }
  }
  std::set<int> sources;
  std::set<int> named;
  for (int s = 0; s < static_cast<int>(c.statements.size()); ++s) {
    const Statement& row = c.statements[s];
    if (!kept[s] || row.party != party || row.issue != issue || row.form == Form::forecast || row.form == Form::unknown)
      continue;
    if (row.importance) {
      model.importance_rows.push_back(s);
      sources.insert(c.casebook.source_of(row.document));
    }
    if (!row.moves_values() || !row.options) continue;
    sources.insert(c.casebook.source_of(row.document));
    for (int option : row.options->options) model.options[option].rows.push_back(s);
    if (row.condition)
      for (int other : row.condition->issues()) named.insert(other);
  }
  sort_by_precedence(c, model.importance_rows, model.importance_tiers);
  for (OptionModel& option : model.options) {
    sort_by_precedence(c, option.rows, option.tiers);
    finish_option(c, option);
  }
  model.sources.assign(sources.begin(), sources.end());
  model.condition_issues.assign(named.begin(), named.end());
  return model;
}

PartyModel make_party(const Case& c, const std::vector<bool>& kept, const std::vector<std::vector<int>>& concerned,
                      int p) {
  const Party& source = c.casebook.parties[p];
  PartyModel model;
  model.party = p;
  model.principal = source.kind == PartyKind::principal;
  model.has_reservation = model.principal && (source.reservation.has_value() || !source.no_deal.empty());
  for (int i = 0; i < static_cast<int>(c.casebook.issues.size()); ++i) {
    const bool is_concerned = std::find(concerned[i].begin(), concerned[i].end(), p) != concerned[i].end();
    IssueModel issue = make_issue(c, kept, p, i);
    const bool speaks = std::any_of(issue.options.begin(), issue.options.end(),
                                    [](const OptionModel& option) { return !option.rows.empty(); });
    const auto no_deal = source.no_deal.find(i);
    if (!is_concerned && !speaks && no_deal == source.no_deal.end()) continue;
    issue.weighs = model.principal && is_concerned && !speaks_in_terms_alone(c, p, i);
    if (no_deal != source.no_deal.end()) issue.no_deal = no_deal->second;
    model.issues.push_back(std::move(issue));
  }
  std::sort(model.issues.begin(), model.issues.end(), [&](const IssueModel& a, const IssueModel& b) {
    return c.casebook.issues[a.issue].id < c.casebook.issues[b.issue].id;
  });
  mark_known_open(c, kept, model);
  for (int s = 0; s < static_cast<int>(c.statements.size()); ++s) {
    const Statement& row = c.statements[s];
    if (kept[s] && row.party == p && row.is_term()) model.terms.push_back(s);
    const bool compares = row.claim.has_value() || (row.draft >= 0 && row.stance.has_value());
    if (kept[s] && row.party == p && compares && row.form != Form::forecast && row.form != Form::unknown)
      model.claims.push_back(s);
  }
  return model;
}

/// Whether something of a row is drawn: that it is right, that it binds, which option it means, a quantity.
bool is_chancy(const Case& c, const Statement& row) {
  auto ranges = [](const auto& word_or_quantity) {
    const auto* quantity = word_or_quantity ? std::get_if<Quantity>(&*word_or_quantity) : nullptr;
    return quantity != nullptr && !quantity->is_number();
  };
  return row.certainty < 1 || firmness_of(c, row).share != nullptr || (row.options && row.options->one_of) ||
         ranges(row.stance) || ranges(row.otherwise) || ranges(row.importance);
}

/// Where no draw decides which importance stands, the order is made once.
void fix_importance(const Case& c, PartyModel& party) {
  std::vector<int> first;
  party.importance_certain = true;
  for (const IssueModel& issue : party.issues) {
    first.push_back(issue.importance_rows.empty() ? -1 : issue.importance_rows.front());
    for (std::size_t k = 0; k < issue.importance_rows.size(); ++k) {
      const Statement& row = c.statements[issue.importance_rows[k]];
      const bool tied = k > 0 && issue.importance_tiers[k] == issue.importance_tiers[k - 1];
      if (row.certainty < 1 || tied) party.importance_certain = false;
    }
  }
  if (party.importance_certain) party.importance = importance_order(c, party, first);
}

}  // namespace

ImportanceOrder importance_order(const Case& c, const PartyModel& party, const std::vector<int>& rows) {
  ImportanceOrder result;
  for (int k = 0; k < static_cast<int>(party.issues.size()); ++k) {
    if (!party.issues[k].weighs) continue;
    const Importance* importance = rows[k] < 0 ? nullptr : &*c.statements[rows[k]].importance;
    if (importance != nullptr && std::holds_alternative<Quantity>(*importance)) {
      result.numbered.push_back(k);
      result.numbers.push_back(&std::get<Quantity>(*importance));
      result.rows.push_back(rows[k]);
    } else {
      result.worded.push_back(k);
      result.classes.push_back(importance == nullptr ? ImportanceOrder::unknown
                                                     : static_cast<int>(std::get<ImportanceClass>(*importance)));
    }
  }
  return result;
}

Preferences make_preferences(const Case& c, const Filter& filter, const std::vector<bool>& kept) {
  const Casebook& book = c.casebook;
  Preferences result;
  const auto concerned = concerned_parties(c);
  std::set<int> matter;
  for (int p = 0; p < static_cast<int>(book.parties.size()); ++p)
    if (book.parties[p].kind == PartyKind::principal) matter.insert(p);
  for (const Issue& issue : book.issues)
    for (const Option& option : issue.options)
      for (int voter : option.needs) {
        matter.insert(voter);
        matter.insert(book.parties[voter].members.begin(), book.parties[voter].members.end());
      }
  result.party_model.assign(book.parties.size(), -1);
  // Parties, and each one's issues, stand in the order of their ids: sums of weights are then the same in any file
  // order.
  std::vector<int> by_id(matter.begin(), matter.end());
  std::sort(by_id.begin(), by_id.end(), [&](int a, int b) { return book.parties[a].id < book.parties[b].id; });
  for (int p : by_id) {
    result.party_model[p] = static_cast<int>(result.parties.size());
    result.parties.push_back(make_party(c, kept, concerned, p));
    make_exact(c, result.parties.back(), result.notes);
    fix_importance(c, result.parties.back());
  }
  for (const Lever& lever : book.levers) {
    int fixed = lever.now;
    if (auto asked = filter.levers.find(lever.id); asked != filter.levers.end())
      for (int o = 0; o < static_cast<int>(lever.options.size()); ++o)
        if (lever.options[o].id == asked->second) fixed = o;
    result.lever_fixed.push_back(fixed);
  }
  for (const Statement& row : c.statements) {
    if (is_chancy(c, row)) result.chancy_rows.push_back(static_cast<int>(&row - c.statements.data()));
    const FirmnessScope firmness = firmness_of(c, row);
    result.firmness_share.push_back(firmness.share != nullptr ? firmness.share->quantile(0.5) : 1);
  }
  const WorldDraw reference = reference_draw(c, result);
  for (std::size_t m = 0; m < result.parties.size(); ++m) {
    PartyModel& party = result.parties[m];
    party.reference_scale = reference_scale(c, party, standing_order(c, party, reference, reference.parties[m]));
  }
  return result;
}

}  // namespace parley
