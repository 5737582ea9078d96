#include "report/rests_json.h"

#include <nlohmann/json.hpp>

#include "report/rests_words.h"
#include "report/words.h"

namespace parley {
namespace {

std::string_view kind_name(SourceKind kind) {
  constexpr std::string_view names[] = {"document", "speaker", "judgements"};
  return names[static_cast<int>(kind)];
}

Json conclusions_json(const Case& c, const Conclusions& found) {
  Json issues = Json::object(), conflict = nullptr;
  for (std::size_t i = 0; i < found.issues.size(); ++i) issues[c.casebook.issues[i].id] = status_name(found.issues[i]);
  if (found.conflict) {
    conflict = Json::array();
    for (const ConflictElement& element : found.conflict->elements) conflict.push_back(element_words(c, element));
  }
  return {
      {"best_share", pair_json(found.best_share[0], found.best_share[1])},
      {"zone_share", pair_json(found.zone_share[0], found.zone_share[1])},
      {"band", {{"cautious", band_name(band(found.best_share[0]))}, {"open", band_name(band(found.best_share[1]))}}},
      {"best", found.best ? package_json(c, *found.best) : Json(nullptr)},
      {"issues", std::move(issues)},
      {"conflict", std::move(conflict)},
      {"exact", pair_json(found.exact)},
      {"problem", found.problem.empty() ? Json(nullptr) : Json(found.problem)}};
}

Json fallen_json(const Case& c, const Fallen& fallen) {
  Json issues = Json::array();
  for (int i : fallen.issues) issues.push_back(c.casebook.issues[i].id);
  return {{"band", pair_json(fallen.band)},
          {"best", fallen.best},
          {"issues", std::move(issues)},
          {"conflict", fallen.conflict}};
}

}  // namespace

Json flip_json(const Case& c, const Flips& flips) {
  if (!flips.looked) return nullptr;
  Json list = Json::array();
  for (const Flip& flip : flips.list)
    list.push_back({{"statement", c.statements[flip.statement].id},
                    {"otherwise", flip.otherwise},
                    {"from", stance_name(flip.from)},
                    {"to", stance_name(flip.to)},
                    {"best_share", pair_json(flip.best_share[0], flip.best_share[1])},
                    {"words", flip_words(c, flip)}});
  return {{"steps", flips.steps == 0 ? Json(nullptr) : Json(flips.steps)},
          {"list", std::move(list)},
          {"untried", flips.untried},
          {"sentence", flip_sentence(c, flips)}};
}

Json sources_json(const Case& c, const SourceTable& table) {
  Json list = Json::array();
  for (const LeftOut& source : table.list)
    list.push_back({{"source", source.source},
                    {"name", source_words(c, source)},
                    {"kind", kind_name(source.kind)},
                    {"statements", statement_ids(c, by_date(c, source.statements))},
                    {"without", conclusions_json(c, source.without)},
                    {"falls", fallen_json(c, source.fallen)},
                    {"words", fallen_words(c, source.fallen, table.all, source.without)}});
  return {{"worlds", table.worlds}, {"all", conclusions_json(c, table.all)}, {"list", std::move(list)}};
}

Json course_json(const Case& c, const Course& course) {
  Json points = Json::array();
  const CoursePoint* before = nullptr;
  for (const CoursePoint& point : course.points) {
    Json movers = Json::array();
    for (const Mover& mover : point.movers)
      movers.push_back({{"statement", c.statements[mover.statement].id},
                        {"change", {{"cautious", mover.change[0]}, {"open", mover.change[1]}}},
                        {"falls", fallen_json(c, mover.fallen)},
                        {"exact", mover.exact}});
    points.push_back(
        {{"date", format_day(point.day)},
         {"said", statement_ids(c, by_date(c, point.said))},
         {"stands", conclusions_json(c, point.conclusions)},
         {"changed", fallen_json(c, point.changed)},
         {"words", before == nullptr ? std::vector<std::string>()
                                     : fallen_words(c, point.changed, before->conclusions, point.conclusions)},
         {"movers", std::move(movers)}});
    before = &point;
  }
  return {{"worlds", course.worlds},
          {"mover_worlds", course.mover_worlds},
          {"earlier_dates", course.earlier_dates},
          {"points", std::move(points)}};
}

}  // namespace parley
