#include "report/impasse.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace parley {

Impasse find_impasse(const Compiled& compiled, Reading reading, const RobustOptions& options) {
  Impasse impasse;
  impasse.reading = reading;
  SettleOptions settle;
  settle.reading = reading;
  settle.progress = options.progress;
  impasse.conflict = find_conflict(compiled, settle);
  WhyNotOptions why;
  why.reading = reading;
  why.progress = options.progress;
  impasse.why_not = why_not(compiled, why);
  std::vector<Relaxation> ways = impasse.why_not.certain.relaxations;
  const std::vector<Relaxation>& others = impasse.why_not.reference.relaxations;
  ways.insert(ways.end(), others.begin(), others.end());
  if (!ways.empty()) impasse.ways_out = ways_out(compiled, ways, options);
  return impasse;
}

std::vector<std::string> impasse_notes(const Impasse& impasse) {
  std::vector<std::string> notes;
  const WhyNot& all = impasse.why_not;
  for (const Explanation* why : {&all.certain, &all.reference}) {
    const char* among = why == &all.certain ? "what is certain" : "those of the reference world";
    if (!why->conflicts_complete) notes.push_back(fmt::format("Not all conflicts among {} are listed.", among));
    if (!why->relaxations_complete) notes.push_back(fmt::format("Not all ways out among {} are listed.", among));
  }
  if (impasse.conflict && impasse.conflict->undecided > 0)
    notes.push_back(fmt::format(
        "Of the {} elements of the conflict {} may not be needed for it: whether a package passes without one of "
        "them was not found within the budget.",
        impasse.conflict->elements.size(), impasse.conflict->undecided));
  const auto& [cautious, open] = impasse.ways_out.undecided;
  if (cautious + open > 0)
    notes.push_back(
        fmt::format("Of {} worlds looked at for ways out, the cheapest was not found in {} (cautious) and {} (open) "
                    "within the budget.",
                    impasse.ways_out.worlds, cautious, open));
  return notes;
}

Json impasse_parts(const Case& c, const Impasse& impasse) {
  Json concessions = Json::array();
  for (const Concession& concession : impasse.why_not.concessions)
    concessions.push_back(concession_json(c, concession));
  return {{"conflicts", conflicts_json(c, impasse.why_not)},
          {"relaxations", relaxations_json(c, impasse.why_not, impasse.ways_out)},
          {"concessions", std::move(concessions)}};
}

std::string impasse_json(const ImpasseAnswer& a) {
  const Case& c = *a.source;
  Json how = draws_json(a.robust);
  how.update(filter_json(a.filter));
  how["reading"] = reading_name(a.impasse.reading);
  how["notes"] = impasse_notes(a.impasse);
  Json packages = counts_json(c, a.counts);
  packages["world"] = fmt::format("reference, {}", reading_name(a.impasse.reading));
  Json json = {{"parley", made_by("why")},
               {"how", std::move(how)},
               {"packages", std::move(packages)},
               {"conflict", a.impasse.conflict ? conflict_json(c, *a.impasse.conflict) : Json(nullptr)}};
  json.update(impasse_parts(c, a.impasse));
  return dump(json);
}

}  // namespace parley
