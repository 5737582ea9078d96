#include "report/comparison.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "report/json.h"
#include "report/words.h"

namespace parley {
namespace {

double own_units(const PrincipalReception& principal, Wide value) { return principal.in_units(value); }

Json issue_ids(const Case& c, const std::vector<int>& issues) {
  Json list = Json::array();
  for (int i : issues) list.push_back(c.casebook.issues[i].id);
  return list;
}

Json principal_json(const Case& c, const PrincipalReception& p, const DraftView& view) {
  Json below = Json::array();
  for (std::size_t i = 0; i < p.clause.size(); ++i)
    if (view.package[i] >= 0 && p.clause[i] < p.no_deal[i]) below.push_back(c.casebook.issues[i].id);
  return {{"party", c.casebook.parties[p.party].id},
          {"value", own_units(p, p.value)},
          {"terms", own_units(p, p.terms)},
          {"reservation", p.reservation ? Json(own_units(p, *p.reservation)) : Json(nullptr)},
          {"red_line", p.red_line},
          {"red_lines_on", issue_ids(c, p.red_issues)},
          {"accepts", p.accepts()},
          {"below_no_deal", std::move(below)}};
}

Json improvement_json(const Case& c, const DraftView& view, const Improvement& improvement) {
  Json gain = Json::object();
  for (std::size_t k = 0; k < improvement.gain.size(); ++k) {
    const PrincipalReception& p = view.reception.principals[k];
    gain[c.casebook.parties[p.party].id] = own_units(p, improvement.gain[k]);
  }
  return {{"package", package_json(c, improvement.package)}, {"gain", std::move(gain)}};
}

Json draft_json(const Case& c, const ComparedDraft& draft) {
  const Reception& reception = draft.view.reception;
  Json principals = Json::array(), rules = Json::array(), improvements = Json::array();
  for (const PrincipalReception& p : reception.principals) principals.push_back(principal_json(c, p, draft.view));
  for (int r : reception.broken_rules) rules.push_back(c.casebook.rules[r].id);
  for (const Improvement& i : draft.view.improvements) improvements.push_back(improvement_json(c, draft.view, i));
  Json without = nullptr;
  if (draft.without_unopposed)
    without = {{"share", pair_json(draft.without_unopposed->share[0], draft.without_unopposed->share[1])},
               {"sentence", consent_sentence(draft.without_unopposed->share) + "."},
               {"accepted", draft.view.without_unopposed.accepted()}};
  return {{"name", draft.name},
          {"package", package_json(c, draft.view.package)},
          {"share", pair_json(draft.rated.share[0], draft.rated.share[1])},
          {"sentence", consent_sentence(draft.rated.share) + "."},
          {"accepted", reception.accepted()},
          {"principals", std::move(principals)},
          {"refusing_votes", party_ids(c, reception.refusing_voters)},
          {"broken_rules", std::move(rules)},
          {"unopposed", issue_ids(c, draft.view.unopposed)},
          {"rests_on_padding", draft.view.rests_on_padding},
          {"without_unopposed", std::move(without)},
          {"improvements", {{"exact", draft.view.improvements_exact}, {"list", std::move(improvements)}}}};
}

Json clauses_json(const Comparison& a) {
  const Case& c = *a.source;
  Json list = Json::array();
  for (std::size_t i = 0; i < c.casebook.issues.size(); ++i) {
    const Issue& issue = c.casebook.issues[i];
    Json options = Json::array(), gain = Json::object();
    for (const ComparedDraft& draft : a.drafts) {
      const int option = draft.view.package[i];
      options.push_back(option < 0 ? Json(nullptr) : Json(issue.options[option].id));
    }
    if (options[0].is_null() && options[1].is_null()) continue;
    const auto& before = a.drafts[0].view.reception.principals;
    const auto& after = a.drafts[1].view.reception.principals;
    for (std::size_t k = 0; k < before.size(); ++k)
      gain[c.casebook.parties[before[k].party].id] = own_units(before[k], after[k].clause[i] - before[k].clause[i]);
    list.push_back({{"issue", issue.id}, {"options", std::move(options)}, {"gain", std::move(gain)}});
  }
  return list;
}

ComparedDraft look_at(const Compiled& compiled, const std::string& name, const Package& package,
                      const AnswerOptions& options) {
  CompareOptions wanted;
  wanted.progress = options.robust.progress;
  ComparedDraft draft{name, judge(compiled, package, options.robust), view_draft(compiled, package, wanted), {}};
  if (!draft.view.rests_on_padding) return draft;
  Package without = package;
  for (int issue : draft.view.unopposed) without[issue] = -1;
  draft.without_unopposed = judge(compiled, without, options.robust);
  return draft;
}

}  // namespace

Comparison compare(const std::shared_ptr<const Case>& c, const std::array<std::string, 2>& names,
                   const std::array<Package, 2>& drafts, const AnswerOptions& options) {
  const Compiled compiled = compile(c, options.filter);
  return {
      c, options, {look_at(compiled, names[0], drafts[0], options), look_at(compiled, names[1], drafts[1], options)}};
}

std::vector<Comparison> compare_drafts(const std::shared_ptr<const Case>& c, const AnswerOptions& options) {
  constexpr std::size_t most = 6;
  const std::size_t n = std::min(c->casebook.drafts.size(), most);
  if (n < 2) return {};
  const Compiled compiled = compile(c, options.filter);
  std::vector<ComparedDraft> drafts;
  for (std::size_t d = 0; d < n; ++d) {
    const Draft& draft = c->casebook.drafts[d];
    drafts.push_back(
        look_at(compiled, draft.name.empty() ? draft.id : draft.name, parse_package(*c, draft.id), options));
  }
  std::vector<Comparison> pairs;
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = a + 1; b < n; ++b) pairs.push_back({c, options, {drafts[a], drafts[b]}});
  return pairs;
}

Json comparison_parts(const Comparison& a) {
  Json drafts = Json::array();
  for (const ComparedDraft& draft : a.drafts) drafts.push_back(draft_json(*a.source, draft));
  return {{"clauses", clauses_json(a)}, {"drafts", std::move(drafts)}};
}

std::string comparison_json(const Comparison& a) {
  Json how = draws_json(a.options.robust);
  how.update(filter_json(a.options.filter));
  how["world"] = "reference, cautious";
  Json json = {{"parley", made_by("compare")}, {"how", std::move(how)}};
  json.update(comparison_parts(a));
  return dump(json);
}

}  // namespace parley
