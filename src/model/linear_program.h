// Small linear programs: maximise objective · x over x ≥ 0 with rows · x ≤ limits, where every limit is ≥ 0.
//
// The tableau method with Bland's rule (Bland 1977), which cannot cycle, from the vertex 0. Programs here have a few
// dozen variables and are used for two things only: to propose a point, which the caller checks against what it wanted
// of it, and to bound the optimum from above. The bound is worked out anew from the multipliers of the last tableau and
// the program as given (weak duality), so neither hangs on the arithmetic in between.
#pragma once

#include <cstddef>
#include <vector>

namespace parley {

struct LinearProgram {
  struct Row {
    std::vector<double> coefficients;  ///< one a variable
    double limit = 0;
  };
  std::vector<double> objective;
  std::vector<double> highest;  ///< of each variable: none of interest is above it
  std::vector<Row> rows;
};

struct LinearSolution {
  std::vector<double> point;
  double bound = 0;  ///< no point that keeps the rows, and `highest`, has a larger objective
};

LinearSolution maximise(const LinearProgram& program);

}  // namespace parley
