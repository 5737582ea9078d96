#include "report/solutions_json.h"

#include <nlohmann/json.hpp>

namespace parley {
namespace {

Json by_party(const Case& c, const std::vector<int>& parties, const std::vector<double>& values) {
  Json json = Json::object();
  for (std::size_t k = 0; k < values.size(); ++k) json[c.casebook.parties[parties[k]].id] = values[k];
  return json;
}

Json package_and_values(const Case& c, const SolutionsAnswer& answer, const SolvedPackage& solved) {
  return {{"package", package_json(c, solved.package)}, {"values", by_party(c, answer.parties, solved.values)}};
}

Json solution_json(const Case& c, const SolutionsAnswer& answer, std::size_t at) {
  const Solution& solution = answer.found.list[at];
  Json packages = Json::array();
  for (const SolvedPackage& solved : answer.packages[at]) packages.push_back(package_and_values(c, answer, solved));
  return {{"definition", solution_id(solution.kind)},
          {"name", solution_name(solution.kind)},
          {"worked_out", solution.worked_out},
          {"value", solution.value},
          {"bound", solution.bound},
          {"proven", solution.proven},
          {"complete", solution.complete},
          {"nodes", solution.nodes},
          {"packages", std::move(packages)}};
}

Json division_json(const SolutionsAnswer& answer, const Case& c, const AdjustedWinner& winner,
                   const Compiled& compiled) {
  Json issues = Json::array();
  for (const AdjustedWinner::Item& item : winner.items) {
    const Issue& issue = c.casebook.issues[compiled.variables[item.variable].issue];
    Json points = Json::object(), wanted = Json::object();
    for (std::size_t k = 0; k < 2; ++k) {
      const std::string& party = c.casebook.parties[answer.parties[k]].id;
      points[party] = static_cast<double>(item.points[k]);
      wanted[party] = issue.options[compiled.variables[item.variable].options[item.options[k]]].id;
    }
    issues.push_back({{"issue", issue.id},
                      {"wanted", std::move(wanted)},
                      {"points", std::move(points)},
                      {"to", c.casebook.parties[answer.parties[0]].id},
                      {"part", static_cast<double>(item.to_first)}});
  }
  return {{"share", static_cast<double>(winner.share)}, {"issues", std::move(issues)}};
}

/// What was asked for beside what the case says.
Json asked_json(const Case& c, const SolutionsAnswer& answer) {
  Json weights = Json::object(), disagreement = Json::object();
  for (const auto& [party, weight] : answer.wishes.weights) weights[c.casebook.parties[party].id] = weight;
  for (const auto& [party, value] : answer.wishes.disagreement) disagreement[c.casebook.parties[party].id] = value.text;
  return {{"weights", std::move(weights)},
          {"disagreement", std::move(disagreement)},
          {"reached", answer.found.disagreement_fits}};
}

std::string_view zone_name(Solutions::Zone zone) {
  constexpr std::string_view names[] = {"some", "empty", "unknown"};
  return names[static_cast<int>(zone)];
}

}  // namespace

Json solutions_json(const Case& c, const Compiled& compiled, const SolutionsAnswer& answer) {
  Json list = Json::array();
  for (std::size_t i = 0; i < answer.found.list.size(); ++i) list.push_back(solution_json(c, answer, i));
  Json least = Json::array();
  for (std::size_t k = 0; k < answer.disagreement.size(); ++k)
    if (answer.found.least_of_zone[k]) least.push_back(c.casebook.parties[answer.parties[k]].id);
  Json best = Json::object();
  for (std::size_t k = 0; k < answer.best_of_own.size(); ++k)
    best[c.casebook.parties[answer.parties[k]].id] = package_and_values(c, answer, answer.best_of_own[k]);
  const std::optional<AdjustedWinner>& winner = answer.found.adjusted_winner;
  Json json = {{"world", "reference, cautious"},
               {"zone", zone_name(answer.found.zone)},
               {"disagreement", by_party(c, answer.parties, answer.disagreement)},
               {"least_of_zone", std::move(least)},
               {"ideal", by_party(c, answer.parties, answer.ideal)},
               {"best_of_own", std::move(best)},
               {"list", std::move(list)},
               {"adjusted_winner",
                winner && winner->why_not.empty() ? division_json(answer, c, *winner, compiled) : Json(nullptr)}};
  if (!answer.wishes.weights.empty() || !answer.wishes.disagreement.empty()) json["asked"] = asked_json(c, answer);
  return json;
}

}  // namespace parley
