#include "settle/compare.h"

#include <algorithm>

namespace parley {

namespace {

/// Whether the clause on an issue costs nobody anything.
bool unopposed(const Compiled& compiled, const Package& package, const Reception& reception, int issue,
               Reading reading) {
  for (const PrincipalReception& p : reception.principals)
    if (p.clause[issue] < p.no_deal[issue] ||
        std::find(p.red_issues.begin(), p.red_issues.end(), issue) != p.red_issues.end())
      return false;
  Package without = package;
  without[issue] = -1;
  const Reception open = reception_of(compiled, without, reading);
  for (std::size_t k = 0; k < reception.principals.size(); ++k)
    if (reception.principals[k].terms < open.principals[k].terms) return false;
  Package alone(package.size(), -1);
  alone[issue] = package[issue];
  return reception_of(compiled, alone, reading).refusing_voters.empty();
}

/// The world with every reservation value raised to what a draft gives.
OneWorld raised(const OneWorld& world, const Reception& reception) {
  OneWorld result = world;
  for (std::size_t k = 0; k < result.principals.size(); ++k) {
    auto& reservation = result.principals[k].reservation;
    const Wide value = reception.principals[k].value;
    reservation = reservation ? std::max(*reservation, value) : value;
  }
  return result;
}

Improvement improvement_of(const Compiled& compiled, const Reception& reception, const Frontier& frontier,
                           std::size_t point) {
  Improvement result;
  for (std::size_t k = 0; k < frontier.principals; ++k)
    result.gain.push_back(frontier.values[point * frontier.principals + k] - reception.principals[k].value);
  result.package.assign(compiled.source->casebook.issues.size(), -1);
  const std::vector<int> choice = frontier.example(point, compiled.variables.size());
  for (std::size_t v = 0; v < compiled.variables.size(); ++v)
    result.package[compiled.variables[v].issue] = compiled.variables[v].options[choice[v]];
  return result;
}

/// The most that each could gain sets the scale; the greatest least share comes first, then the greatest gains.
void sort_by_least_share(std::vector<Improvement>& improvements) {
  if (improvements.empty()) return;
  std::vector<Wide> most(improvements[0].gain.size(), 0);
  for (const Improvement& i : improvements)
    for (std::size_t k = 0; k < most.size(); ++k) most[k] = std::max(most[k], i.gain[k]);
  const auto shares = [&](const Improvement& i) {
    std::vector<double> list;
    for (std::size_t k = 0; k < most.size(); ++k)
      list.push_back(most[k] == 0 ? 1 : static_cast<double>(i.gain[k]) / static_cast<double>(most[k]));
    std::sort(list.begin(), list.end());
    return list;
  };
  std::stable_sort(improvements.begin(), improvements.end(),
                   [&](const Improvement& a, const Improvement& b) { return shares(a) > shares(b); });
}

void find_improvements(const Compiled& compiled, DraftView& view, const CompareOptions& options) {
  const OneWorld base = reference_one_world(compiled, options.reading);
  if (base.principals.empty()) return;
  const OneWorld world = raised(base, view.reception);
  FrontierOptions wanted;
  wanted.acceptable = true;
  wanted.points = options.points;
  wanted.progress = options.progress;
  const Frontier frontier = find_frontier(world, wanted);
  view.improvements_exact = frontier.exact();
  for (std::size_t i = 0; i < frontier.size(); ++i) {
    Improvement improvement = improvement_of(compiled, view.reception, frontier, i);
    if (std::any_of(improvement.gain.begin(), improvement.gain.end(), [](Wide gain) { return gain > 0; }))
      view.improvements.push_back(std::move(improvement));
  }
  sort_by_least_share(view.improvements);
  if (view.improvements.size() > options.improvements) view.improvements.resize(options.improvements);
}

}  // namespace

DraftView view_draft(const Compiled& compiled, const Package& package, const CompareOptions& options) {
  DraftView view;
  view.package = package;
  for (int issue : compiled.left_out) view.package[issue] = -1;
  view.reception = reception_of(compiled, view.package, options.reading);
  Package without = view.package;
  for (int i = 0; i < static_cast<int>(view.package.size()); ++i) {
    if (view.package[i] < 0 || !unopposed(compiled, view.package, view.reception, i, options.reading)) continue;
    view.unopposed.push_back(i);
    without[i] = -1;
  }
  view.without_unopposed = reception_of(compiled, without, options.reading);
  const bool contested = std::any_of(without.begin(), without.end(), [](int option) { return option >= 0; });
  view.rests_on_padding = contested && view.reception.accepted() && !view.without_unopposed.accepted();
  find_improvements(compiled, view, options);
  return view;
}

}  // namespace parley
