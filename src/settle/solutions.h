// Solutions: which packages of the zone the theory of bargaining and of fair division would pick.
//
// Each is taken over the packages that all whose consent is needed accept in one world, and that give no principal less
// than its disagreement value: the one given, else its reservation value, else (where it has none) the least that it
// gets in any package of the zone. Gains are measured from there, in whole numbers, so that the comparisons are exact.
// docs/mathematics.md defines each with its source, and what it does with ties, zero surplus and an empty zone.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/progress.h"
#include "model/one_world.h"
#include "settle/adjusted_winner.h"
#include "settle/branch_and_bound.h"
#include "settle/settle.h"

namespace parley {

enum class SolutionKind { nash, kalai_smorodinsky, leximin, utilitarian, fallback, raiffa };
inline constexpr SolutionKind solution_kinds[] = {SolutionKind::nash,     SolutionKind::kalai_smorodinsky,
                                                  SolutionKind::leximin,  SolutionKind::utilitarian,
                                                  SolutionKind::fallback, SolutionKind::raiffa};
/// The id of a definition: "nash", "kalai-smorodinsky", "leximin", …
std::string_view solution_id(SolutionKind kind);

struct SolutionOptions {
  std::vector<int> weights;                       ///< by principal, 1 or more; empty: 1 each
  std::vector<std::optional<Wide>> disagreement;  ///< by principal, in the world's integers; empty: none is given
  std::vector<SolutionKind> kinds{std::begin(solution_kinds), std::end(solution_kinds)};  ///< which to work out
  std::size_t packages = 10;           ///< listed at most, of each solution
  std::uint64_t nodes = 300'000;       ///< budget of each search
  std::size_t steps = 4096;            ///< to finish a node of a search package by package; the answer is the same
  std::uint64_t rank_steps = 400'000;  ///< budget of ranking all packages, for fallback bargaining
  std::size_t threads = 0;             ///< 0: as many as the machine has; the answer is the same for any number
  Progress progress;
};

struct Solution {
  SolutionKind kind = SolutionKind::nash;
  std::vector<std::vector<int>> packages;  ///< best ones by variable, in lexicographic order of option ids
  bool complete = false;                   ///< all of the best are listed
  bool proven = false;
  bool worked_out = true;  ///< false where the packages are too many to be ranked
  std::uint64_t nodes = 0;
  /// What was made as large as possible (fallback: as small), for the packages listed: Nash, the weighted geometric
  /// mean of the gains that are not zero; Kalai–Smorodinsky, the least share of a full gain; leximin, the least gain;
  /// utilitarian, the sum; fallback, the depth; Raiffa, the share of the last step. In the principals' own units.
  double value = 0;
  double bound = 0;         ///< no package has a better one; the value itself where it is proven
  Certificate certificate;  ///< its messages are of the world in the order of ids (id_order.h)
};

struct Solutions {
  enum class Zone { some, empty, unknown };
  Zone zone = Zone::unknown;        ///< unknown: no package was found before the budget ended
  bool disagreement_fits = true;    ///< some package of the zone reaches the disagreement values
  std::vector<Wide> disagreement;   ///< by principal
  std::vector<bool> least_of_zone;  ///< by principal: no reservation value, nor was one given
  std::vector<Wide> ideal;          ///< by principal: the most that it gets; may be empty where kinds do not ask
  std::vector<std::vector<int>> ideal_packages;  ///< by principal: one that gives it the best found; empty like `ideal`
  bool points_proven = true;                     ///< of disagreement and ideal values
  std::vector<Solution> list;                    ///< empty where there is no package
  std::optional<AdjustedWinner> adjusted_winner;  ///< of two principals
};

Solutions find_solutions(const OneWorld& world, const SolutionOptions& options);

}  // namespace parley
