// What one unknown says of many answers: regression on the worlds that were drawn.
//
// The expectation of each of several yes-or-no answers, given what an unknown turned out to be, by least squares on the
// same worlds (Strong, Oakley and Brennan 2014, "Estimating multiparameter partial expected value of perfect
// information from a probabilistic sensitivity analysis sample"): a value of its own for each discrete answer, else a
// sum of piecewise linear functions, one for each number that the unknown has, with knots at its quantiles.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace parley {

/// What an unknown was, in many worlds: `width` numbers each.
struct Observed {
  std::size_t width = 1;
  bool discrete = false;
  std::vector<float> values;  ///< by world
  [[nodiscard]] std::size_t worlds() const { return values.size() / width; }
  [[nodiscard]] std::span<const float> at(std::size_t world) const {
    return std::span(values).subspan(world * width, width);
  }
};

/// The columns that an unknown's numbers are turned into: at most `knots` + 1 hats for each number.
class Basis {
 public:
  Basis(const Observed& observed, std::span<const char> valid);
  [[nodiscard]] std::size_t columns() const { return columns_; }
  /// Writes the columns of one observation; `row` has columns() numbers.
  void expand(std::span<const float> numbers, std::span<double> row) const;

 private:
  bool discrete_ = false;
  std::vector<std::vector<float>> knots_;  ///< by number; of a discrete unknown its values
  std::size_t columns_ = 0;
};

/// Expected answers given an unknown.
class Expectation {
 public:
  /// Fits answers[x][world], 0 or 1, on the valid worlds.
  Expectation(const Observed& observed, std::span<const char> valid, const std::vector<std::vector<char>>& answers);
  /// The expected answers where the unknown is so, by answer.
  void at(std::span<const float> numbers, std::span<double> expected) const;
  /// The answer with the highest expectation; ties go to the first.
  [[nodiscard]] std::size_t best(std::span<const float> numbers) const;

 private:
  Basis basis_;
  std::size_t answers_ = 0;
  std::vector<double> weights_;  ///< by column and answer
};

}  // namespace parley
