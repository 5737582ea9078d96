#include "report/solutions_answer.h"

#include <algorithm>

namespace parley {

namespace {

std::vector<double> in_own_units(const OneWorld& world, const std::vector<Wide>& values) {
  std::vector<double> result;
  for (std::size_t k = 0; k < values.size(); ++k)
    result.push_back(static_cast<double>(values[k]) / static_cast<double>(world.principals[k].scale));
  return result;
}

}  // namespace

SolutionsAnswer solve_reference(const Compiled& compiled, std::size_t threads, const Progress& progress) {
  constexpr std::ptrdiff_t most = 64;  // bits of those who may refuse
  SolutionsAnswer answer;
  if (std::count_if(compiled.rows.begin(), compiled.rows.end(),
                    [](const Row& row) { return row.kind != RowKind::settlement; }) > most)
    return answer;
  const OneWorld world = reference_one_world(compiled, Reading::cautious);
  SolutionOptions options;
  options.threads = threads;
  options.progress = progress;
  answer.found = find_solutions(world, options);
  for (const OneWorld::Principal& principal : world.principals) answer.parties.push_back(principal.party);
  if (answer.found.list.empty()) return answer;
  answer.disagreement = in_own_units(world, answer.found.disagreement);
  answer.ideal = in_own_units(world, answer.found.ideal);
  const auto solved = [&](const std::vector<std::vector<int>>& choices) {
    std::vector<SolvedPackage> packages;
    for (const std::vector<int>& choice : choices)
      packages.push_back({package_of(world, choice), in_own_units(world, values_of(world, choice))});
    return packages;
  };
  answer.best_of_own = solved(answer.found.ideal_packages);
  for (const Solution& solution : answer.found.list) answer.packages.push_back(solved(solution.packages));
  return answer;
}

std::string_view solution_name(SolutionKind kind) {
  constexpr std::string_view names[] = {"Nash product", "Kalai–Smorodinsky",   "Leximin",
                                        "Utilitarian",  "Fallback bargaining", "Raiffa, in steps"};
  return names[static_cast<int>(kind)];
}

}  // namespace parley
