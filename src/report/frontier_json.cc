#include "report/frontier_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "report/words.h"

namespace parley {
namespace {

/// In the principal's own units.
double own_units(const OneWorld::Principal& principal, Wide value) {
  return static_cast<double>(static_cast<long double>(value) / static_cast<long double>(principal.scale));
}

Json cover_json(const Case& c, const NamedFrontier& named) {
  if (named.frontier.exact() || !named.frontier.worked_out) return nullptr;
  Json cover = Json::object();
  for (std::size_t k = 0; k < named.principals.size(); ++k)
    cover[c.casebook.parties[named.principals[k].party].id] = own_units(named.principals[k], named.frontier.cover[k]);
  return cover;
}

}  // namespace

Json point_json(const Case& c, const std::vector<Variable>& variables, const NamedFrontier& named, std::size_t point) {
  const Frontier& frontier = named.frontier;
  Json values = Json::object();
  for (std::size_t k = 0; k < frontier.principals; ++k)
    values[c.casebook.parties[named.principals[k].party].id] =
        own_units(named.principals[k], frontier.values[point * frontier.principals + k]);
  Json example = Json::object();
  const std::vector<int> choice = frontier.example(point, variables.size());
  for (std::size_t v = 0; v < variables.size(); ++v) {
    const Issue& issue = c.casebook.issues[variables[v].issue];
    example[issue.id] = issue.options[variables[v].options[choice[v]]].id;
  }
  return {{"values", std::move(values)},
          {"packages", frontier.packages.empty() ? Json(nullptr) : Json(frontier.packages[point].str())},
          {"example", std::move(example)}};
}

Json frontier_json(const Case& c, const std::vector<Variable>& variables, const NamedFrontier& named,
                   std::size_t most) {
  Json points = Json::array();
  const std::size_t listed = std::min(most, named.frontier.size());
  for (std::size_t i = 0; i < listed; ++i) points.push_back(point_json(c, variables, named, i));
  return {{"world", "reference, cautious"},
          {"of", named.acceptable ? "zone" : "allowed"},
          {"worked_out", named.frontier.worked_out},
          {"exact", named.frontier.exact()},
          {"cover", cover_json(c, named)},
          {"size", named.frontier.size()},
          {"points", std::move(points)}};
}

std::string frontier_sentence(const Case& c, const NamedFrontier& named) {
  const Frontier& frontier = named.frontier;
  if (!frontier.worked_out) return "The frontier was not worked out: rules, conditions and terms join too many issues.";
  if (frontier.exact()) return "";
  std::string words = "The frontier is thinned to " + std::to_string(frontier.size()) +
                      " points: every nondominated package has a listed one that is lower by at most ";
  for (std::size_t k = 0; k < named.principals.size(); ++k)
    words += fmt::format("{}{:.4g} for {}", k == 0 ? "" : ", ", own_units(named.principals[k], frontier.cover[k]),
                         c.casebook.parties[named.principals[k].party].name);
  return words + ".";
}

}  // namespace parley
