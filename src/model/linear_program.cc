#include "model/linear_program.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace parley {

namespace {

constexpr double zero = 1e-12;
constexpr int pivots_a_row = 50;  // far more than these programs take; past it the bound is only looser

/// Rows of the tableau: one a constraint, then the objective; columns: variables, slacks, limit.
class Tableau {
 public:
  explicit Tableau(const LinearProgram& program)
      : variables_(program.objective.size()), rows_(program.rows.size()), width_(variables_ + rows_ + 1) {
    cells_.assign((rows_ + 1) * width_, 0.0);
    for (std::size_t r = 0; r < rows_; ++r) {
      std::copy(program.rows[r].coefficients.begin(), program.rows[r].coefficients.end(), row(r));
      row(r)[variables_ + r] = 1;
      row(r)[width_ - 1] = program.rows[r].limit;
      basic_.push_back(variables_ + r);
    }
    for (std::size_t v = 0; v < variables_; ++v) row(rows_)[v] = -program.objective[v];
  }

  void solve() {
    for (std::size_t pivots = 0; pivots < pivots_a_row * (rows_ + 1); ++pivots) {
      const std::size_t column = entering();
      if (column == width_ - 1) return;
      const std::size_t r = leaving(column);
      if (r == rows_) return;
      pivot(r, column);
    }
  }

  [[nodiscard]] std::vector<double> point() const {
    std::vector<double> x(variables_, 0.0);
    for (std::size_t r = 0; r < rows_; ++r)
      if (basic_[r] < variables_) x[basic_[r]] = std::max(0.0, row(r)[width_ - 1]);
    return x;
  }

  [[nodiscard]] std::vector<double> multipliers() const {
    std::vector<double> y(rows_);
    for (std::size_t r = 0; r < rows_; ++r) y[r] = std::max(0.0, row(rows_)[variables_ + r]);
    return y;
  }

 private:
  double* row(std::size_t r) { return cells_.data() + r * width_; }
  [[nodiscard]] const double* row(std::size_t r) const { return cells_.data() + r * width_; }

  [[nodiscard]] std::size_t entering() const {
    const double* objective = row(rows_);
    return static_cast<std::size_t>(
        std::find_if(objective, objective + width_ - 1, [](double c) { return c < -zero; }) - objective);
  }

  [[nodiscard]] std::size_t leaving(std::size_t column) const {
    std::size_t best = rows_;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t r = 0; r < rows_; ++r) {
      if (row(r)[column] <= 1e-9) continue;
      const double ratio = row(r)[width_ - 1] / row(r)[column];
      if (ratio < least - zero || (ratio <= least + zero && (best == rows_ || basic_[r] < basic_[best]))) {
        least = std::min(least, ratio);
        best = r;
      }
    }
    return best;
  }

  void pivot(std::size_t r, std::size_t column) {
    double* chosen = row(r);
    const double divisor = chosen[column];
    for (std::size_t k = 0; k < width_; ++k) chosen[k] /= divisor;
    for (std::size_t other = 0; other <= rows_; ++other) {
      const double factor = row(other)[column];
      if (other == r || factor == 0) continue;
      for (std::size_t k = 0; k < width_; ++k) row(other)[k] -= factor * chosen[k];
    }
    basic_[r] = column;
  }

  std::size_t variables_, rows_, width_;
  std::vector<double> cells_;
  std::vector<std::size_t> basic_;
};

}  // namespace

LinearSolution maximise(const LinearProgram& program) {
  Tableau tableau(program);
  tableau.solve();
  LinearSolution solution;
  solution.point = tableau.point();
  const std::vector<double> multiplier = tableau.multipliers();
  for (std::size_t r = 0; r < program.rows.size(); ++r) solution.bound += multiplier[r] * program.rows[r].limit;
  for (std::size_t v = 0; v < program.objective.size(); ++v) {
    double left = program.objective[v];
    for (std::size_t r = 0; r < program.rows.size(); ++r) left -= multiplier[r] * program.rows[r].coefficients[v];
    if (left > 0) solution.bound += left * program.highest[v];
  }
  return solution;
}

}  // namespace parley
