// The solutions of the reference world as an answer shows them: packages by issue, values in each party's own units.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "casebook/quantity.h"
#include "model/compile.h"
#include "settle/solutions.h"

namespace parley {

/// What somebody wants of solutions beside what the case says; by principal's party.
struct SolutionWishes {
  std::map<int, int> weights;          ///< 1 or more; 1 where none is given
  std::map<int, Number> disagreement;  ///< in the party's own units
};

struct SolvedPackage {
  Package package;
  std::vector<double> values;  ///< by party
};

struct SolutionsAnswer {
  SolutionWishes wishes;
  Solutions found;
  std::vector<int> parties;                          ///< principals, in the order of case.yaml
  std::vector<double> disagreement, ideal;           ///< by party; empty where there is no package
  std::vector<SolvedPackage> best_of_own;            ///< by party: a package that gives it its ideal value
  std::vector<std::vector<SolvedPackage>> packages;  ///< by solution
};

/// Of the reference world read cautiously. More than 64 principals and voters leave the zone unknown.
SolutionsAnswer solve_reference(const Compiled& compiled, const SolutionWishes& wishes, std::size_t threads,
                                const Progress& progress);

/// "Nash product", "Kalai–Smorodinsky", …
std::string_view solution_name(SolutionKind kind);

}  // namespace parley
