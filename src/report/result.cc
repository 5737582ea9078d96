#include "report/result.h"

#include <nlohmann/json.hpp>

#include "report/case_json.h"
#include "report/frontier_json.h"
#include "report/json.h"
#include "report/rests_json.h"
#include "report/solutions_json.h"
#include "report/words.h"

namespace parley {
namespace {

constexpr std::size_t most_points_of_a_page = 1000;

Json left_out_json(const Case& c, const Positions& matrix) {
  Json list = Json::array();
  for (const IssueState& state : matrix.issues)
    if (state.left_out) list.push_back(c.casebook.issues[state.issue].id);
  return list;
}

Json matrix_json(const Case& c, const Positions& matrix) {
  Json list = Json::array();
  for (const IssueState& state : matrix.issues) list.push_back(issue_state_json(c, matrix, state));
  return list;
}

bool whole_is_exact(const Answer& a) {
  for (const ReadingAnswer& r : a.robust.readings)
    if (!is_exact(r)) return false;
  for (const Count& count : a.counts.accepted)
    if (!count.exact()) return false;
  return a.counts.accepted_by_all.exact() && a.counts.allowed.exact();
}

Json how_json(const Answer& a) {
  Json how = draws_json(a.options.robust);
  how["held_out"] = a.options.robust.worlds;
  how.update(filter_json(a.options.filter));
  how["exact"] = whole_is_exact(a);
  how["reproducible"] = !a.robust.cut;
  how["notes"] = a.notes;
  return how;
}

Json band_json(const RobustResult& r) {
  return {{"cautious", band_name(band(r.readings[0].best_share))}, {"open", band_name(band(r.readings[1].best_share))}};
}

/// What a variant and a conflict that gave way have in common.
Json shares_json(const RobustResult& r) {
  return {{"best_share", pair_json(r.readings[0].best_share, r.readings[1].best_share)},
          {"zone_share", pair_json(r.readings[0].zone_share, r.readings[1].zone_share)},
          {"exact", pair_json({is_exact(r.readings[0]), is_exact(r.readings[1])})}};
}

Json verdict_json(const Answer& a) {
  const Case& c = *a.source;
  const auto& [cautious, open] = a.robust.readings;
  const Grounds g = grounds(a);
  const RatedPackage* best = a.robust.best.empty() ? nullptr : &a.robust.best.front();
  return {{"best_share", pair_json(cautious.best_share, open.best_share)},
          {"searched_share", pair_json(cautious.best_searched, open.best_searched)},
          {"bound", {{"cautious", cautious.bound}, {"open", open.bound}}},
          {"proven", pair_json({cautious.proven, open.proven})},
          {"zone_share", pair_json(cautious.zone_share, open.zone_share)},
          {"empty_worlds", {{"cautious", cautious.empty_worlds}, {"open", open.empty_worlds}}},
          {"band", band_json(a.robust)},
          {"open", verdict_is_open(best_shares(a.robust), flips_by_a_step(a.flips))},
          {"sentence", answer_sentence(c, a.compiled.kept, best_shares(a.robust), flips_by_a_step(a.flips))},
          {"flip", flip_json(c, a.flips)},
          {"confidence", {{"level", confidence_level(g)}, {"sentence", confidence_sentence(g)}}},
          {"headline", headline(c, a.compiled.kept, best, a.impasse.conflict ? &*a.impasse.conflict : nullptr)}};
}

Json whole_conflict_json(const Answer& a) {
  if (!a.impasse.conflict) return nullptr;
  Json json = conflict_json(*a.source, *a.impasse.conflict);
  for (const Relief& relief : a.if_gave_way) {
    Json item = {{"element", relief.element},
                 {"words", gave_way_words(*a.source, a.impasse.conflict->elements[relief.element])}};
    item.update(shares_json(relief.result));
    item["best"] = rated_list_json(*a.source, relief.result.best);
    json["if_gave_way"].push_back(std::move(item));
  }
  return json;
}

Json variant_json(const Case& c, const Variant& variant) {
  Json json = {{"name", variant.name}, {"without", variant.filter.without}, {"levers", Json(variant.filter.levers)}};
  json.update(shares_json(variant.result));
  json["band"] = band_json(variant.result);
  json["conflict"] = variant.conflict ? conflict_json(c, *variant.conflict) : Json(nullptr);
  json["best"] = rated_list_json(c, variant.result.best);
  json["problem"] = variant.problem.empty() ? Json(nullptr) : Json(variant.problem);
  return json;
}

Json whole_json(const Answer& a, std::string_view command, const Beside& beside, std::size_t points) {
  const Case& c = *a.source;
  Json variants = Json::array(), unknowns = Json::array(), comparisons = Json::array();
  for (const Comparison& comparison : beside.comparisons) comparisons.push_back(comparison_parts(comparison));
  for (const Variant& variant : a.variants) variants.push_back(variant_json(c, variant));
  for (const Unknown& unknown : a.robust.unknowns) unknowns.push_back(unknown_json(c, unknown));
  Json packages = counts_json(c, a.counts);
  packages["over_worlds"] = package_shares_json(c, a.package_shares);
  const Json overall = overall_json(c, a.robust), impasse = impasse_parts(c, a.impasse);
  return {{"parley", made_by(command)},
          {"case", case_json(c, a.positions)},
          {"documents", documents_json(c)},
          {"statements", statements_json(c, a.compiled.kept)},
          {"how", how_json(a)},
          {"positions", matrix_json(c, a.positions)},
          {"packages", std::move(packages)},
          {"frontier", a.frontier ? frontier_json(c, a.compiled.variables, *a.frontier, points) : Json(nullptr)},
          {"solutions", solutions_json(c, a.compiled, a.solutions)},
          {"verdict", verdict_json(a)},
          {"best", rated_list_json(c, a.robust.best)},
          {"options", overall["options"]},
          {"everywhere", overall["everywhere"]},
          {"by_other_measures", overall["by_other_measures"]},
          {"conflict", whole_conflict_json(a)},
          {"conflicts", impasse["conflicts"]},
          {"relaxations", impasse["relaxations"]},
          {"concessions", impasse["concessions"]},
          {"variants", std::move(variants)},
          {"sources", a.sources ? sources_json(c, *a.sources) : Json(nullptr)},
          {"course", a.course ? course_json(c, *a.course) : Json(nullptr)},
          {"unknowns", std::move(unknowns)},
          {"comparisons", std::move(comparisons)},
          {"regions", beside.regions},
          {"reservation_unknown", party_ids(c, a.robust.reservation_unknown)},
          {"left_out", left_out_json(c, a.positions)},
          {"warnings", a.warnings}};
}

}  // namespace

void write_result(const Answer& a, const std::function<void(std::string_view)>& write) {
  LongList points;
  if (a.frontier) {
    points.size = a.frontier->frontier.size();
    points.item = [&](std::size_t i) { return point_json(*a.source, a.compiled.variables, *a.frontier, i); };
  }
  dump_with(whole_json(a, "settle", {}, 0), {"frontier", "points"}, points, write);
}

std::string page_json(const Answer& a, const Beside& beside) {
  return dump(whole_json(a, "report", beside, most_points_of_a_page), Indent::none);
}

std::string positions_json(const Case& c, const Filter& filter, const Positions& matrix,
                           const std::vector<std::string>& warnings) {
  return dump({{"parley", made_by("positions")},
               {"case", case_json(c, matrix)},
               {"documents", documents_json(c)},
               {"statements", statements_json(c, kept_statements(c, filter))},
               {"how", filter_json(filter)},
               {"positions", matrix_json(c, matrix)},
               {"left_out", left_out_json(c, matrix)},
               {"warnings", warnings}});
}

std::string package_json(const PackageAnswer& a) {
  const Case& c = *a.source;
  Json how = draws_json(a.options.robust);
  how.update(filter_json(a.options.filter));
  Json open = Json::array();
  for (int i : a.open) open.push_back(c.casebook.issues[i].id);
  Json rated = rated_json(c, a.rated, 1);
  rated.erase("rank");
  rated.erase("searched_share");
  Json clauses = Json::object(), gives_way = Json::object(), in_all = Json::object();
  for (const Reading reading : readings) {
    Json sums = Json::array();
    for (const PrincipalReception& p : a.in_all[static_cast<int>(reading)])
      sums.push_back({{"party", c.casebook.parties[p.party].id},
                      {"value", p.in_units(p.value)},
                      {"reservation", p.reservation ? Json(p.in_units(*p.reservation)) : Json(nullptr)}});
    in_all[reading_name(reading)] = std::move(sums);
    Json list = Json::array();
    for (const Clause& clause : a.clauses[static_cast<int>(reading)]) list.push_back(clause_json(c, clause));
    clauses[reading_name(reading)] = std::move(list);
    const Explanation& why = a.gives_way[static_cast<int>(reading)];
    Json ways = Json::array();
    for (const Relaxation& relaxation : why.relaxations) ways.push_back(relaxation_json(c, relaxation));
    gives_way[reading_name(reading)] = {{"complete", why.relaxations_complete}, {"list", std::move(ways)}};
  }
  Json json = {{"parley", made_by("why")}, {"how", std::move(how)}};
  json.update(rated);
  json["sentence"] = consent_sentence(a.rated.share) + ".";
  json["broken_rules"] = a.rated.broken_rules;
  json["left_to_no_deal"] = std::move(open);
  json["clauses"] = std::move(clauses);
  json["in_all"] = std::move(in_all);
  json["relaxations"] = std::move(gives_way);
  return dump(json);
}

}  // namespace parley
