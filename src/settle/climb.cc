#include "settle/climb.h"

#include <cmath>
#include <utility>

namespace parley {

namespace {

constexpr int passes = 20;
constexpr double climb_per_missing = 3;  // what a floor that is missed by all of a party's reach takes off, in merits

double merit(const Gains& gains, const Goal& goal, const std::vector<int>& choice, double scale) {
  const std::vector<Wide> whole = units_of(gains, choice);
  const std::vector<double> units(whole.begin(), whole.end());
  double missing = 0;
  for (std::size_t k = 0; k < units.size(); ++k)
    if (const double below = static_cast<double>(gains.floor[k]) - units[k]; below > 0)
      missing += below / (static_cast<double>(gains.reach[k]) + 1);
  return goal.merit(units) - climb_per_missing * scale * missing;
}

bool stands(const Gains& gains, const std::vector<int>& choice) {
  return refused_by(*gains.world, choice) == 0 && keeps_rules(*gains.world, choice);
}

}  // namespace

std::vector<int> climbed(const Gains& gains, const Goal& goal, std::vector<int> choice) {
  if (!stands(gains, choice)) return choice;
  const std::vector<double> reach(gains.reach.begin(), gains.reach.end());
  const double scale = std::abs(goal.merit(reach)) + 1e-300;
  double most = merit(gains, goal, choice, scale);
  bool again = true;
  for (int pass = 0; pass < passes && again; ++pass) {
    again = false;
    for (std::size_t v = 0; v < choice.size(); ++v) {
      int best = choice[v];
      for (int option = 0; option < gains.world->options[v]; ++option) {
        const int before = std::exchange(choice[v], option);
        if (const double now = merit(gains, goal, choice, scale); now > most && stands(gains, choice)) {
          most = now;
          best = option;
          again = true;
        }
        choice[v] = before;
      }
      choice[v] = best;
    }
  }
  return choice;
}

}  // namespace parley
