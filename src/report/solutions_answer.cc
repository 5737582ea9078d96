#include "report/solutions_answer.h"

#include <algorithm>
#include <cmath>

#include "model/exact.h"

namespace parley {

namespace {

std::vector<double> in_own_units(const OneWorld& world, const std::vector<Wide>& values) {
  std::vector<double> result;
  for (std::size_t k = 0; k < values.size(); ++k)
    result.push_back(static_cast<double>(values[k]) / static_cast<double>(world.principals[k].scale));
  return result;
}

/// Makes a principal's unit so many times finer.
void refine(OneWorld& world, std::size_t k, Wide times) {
  OneWorld::Principal& principal = world.principals[k];
  principal.scale *= times;
  if (principal.reservation) *principal.reservation *= times;
  for (WorldTable& table : world.tables)
    for (std::size_t at = k; at < table.values.size(); at += world.principals.size()) table.values[at] *= times;
}

/// A value in a principal's integers, whose unit is made finer where that makes it exact; what is beyond every package
/// stays so.
Wide as_integer(OneWorld& world, std::size_t k, const Number& number) {
  constexpr double far_out = 0x1p90;
  constexpr int finest = 1'000'000;
  const Rational value = exact_rational(number);
  const auto scale = static_cast<double>(world.principals[k].scale);
  if (std::abs(number.value) * scale >= far_out)
    return number.value < 0 ? -static_cast<Wide>(far_out) : static_cast<Wide>(far_out);
  const Rational whole = value * Rational(world.principals[k].scale);
  if (denominator(whole) <= finest && scale < far_out) refine(world, k, static_cast<Wide>(denominator(whole)));
  return scaled_integer(value, world.principals[k].scale);
}

void grant(const SolutionWishes& wishes, OneWorld& world, SolutionOptions& options) {
  for (std::size_t k = 0; k < world.principals.size(); ++k) {
    const int party = world.principals[k].party;
    const auto weight = wishes.weights.find(party);
    options.weights.push_back(weight == wishes.weights.end() ? 1 : weight->second);
    const auto value = wishes.disagreement.find(party);
    options.disagreement.push_back(
        value == wishes.disagreement.end() ? std::nullopt : std::optional(as_integer(world, k, value->second)));
  }
}

}  // namespace

SolutionsAnswer solve_reference(const Compiled& compiled, const SolutionWishes& wishes, std::size_t threads,
                                const Progress& progress) {
  constexpr std::ptrdiff_t most = 64;  // bits of those who may refuse
  SolutionsAnswer answer;
  answer.wishes = wishes;
  if (std::count_if(compiled.rows.begin(), compiled.rows.end(),
                    [](const Row& row) { return row.kind != RowKind::settlement; }) > most)
    return answer;
  OneWorld world = reference_one_world(compiled, Reading::cautious);
  SolutionOptions options;
  options.threads = threads;
  options.progress = progress;
  grant(wishes, world, options);
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
