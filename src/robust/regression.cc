#include "robust/regression.h"

#include <algorithm>
#include <cmath>

namespace parley {

namespace {

constexpr std::size_t knots_of_one = 9;   // of an unknown that is one number
constexpr std::size_t knots_of_many = 4;  // of each number of the others
constexpr std::size_t most_values = 64;   // of a discrete unknown that are kept apart

/// Solves (A + ridge) W = B for a symmetric A of n columns and B of m, in place, by Cholesky's factorisation. The ridge
/// keeps columns that no world tells apart from making the answer run away.
void solve(std::vector<double>& a, std::size_t n, std::vector<double>& b, std::size_t m) {
  double trace = 0;
  for (std::size_t i = 0; i < n; ++i) trace += a[i * n + i];
  const double ridge = 1e-6 * trace / static_cast<double>(n) + 1e-12;
  for (std::size_t i = 0; i < n; ++i) a[i * n + i] += ridge;
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t k = 0; k < j; ++k)
      for (std::size_t i = j; i < n; ++i) a[i * n + j] -= a[i * n + k] * a[j * n + k];
    const double pivot = std::sqrt(std::max(a[j * n + j], 1e-300));
    for (std::size_t i = j; i < n; ++i) a[i * n + j] /= pivot;
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t x = 0; x < m; ++x) {
      double& value = b[i * m + x];
      for (std::size_t k = 0; k < i; ++k) value -= a[i * n + k] * b[k * m + x];
      value /= a[i * n + i];
    }
  for (std::size_t i = n; i-- > 0;)
    for (std::size_t x = 0; x < m; ++x) {
      double& value = b[i * m + x];
      for (std::size_t k = i + 1; k < n; ++k) value -= a[k * n + i] * b[k * m + x];
      value /= a[i * n + i];
    }
}

}  // namespace

Basis::Basis(const Observed& observed, std::span<const char> valid) : discrete_(observed.discrete) {
  knots_.resize(observed.width);
  for (std::size_t d = 0; d < observed.width; ++d) {
    std::vector<float> sorted;
    for (std::size_t s = 0; s < observed.worlds(); ++s)
      if (valid[s] != 0) sorted.push_back(observed.at(s)[d]);
    std::sort(sorted.begin(), sorted.end());
    std::vector<float>& knots = knots_[d];
    if (discrete_) {
      sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
      if (sorted.size() > most_values) sorted.resize(most_values);
      knots = sorted;
    } else if (!sorted.empty()) {
      const std::size_t wanted = observed.width == 1 ? knots_of_one : knots_of_many;
      for (std::size_t k = 0; k < wanted; ++k) knots.push_back(sorted[k * (sorted.size() - 1) / (wanted - 1)]);
      knots.erase(std::unique(knots.begin(), knots.end()), knots.end());
    }
    columns_ += knots.size();
  }
}

void Basis::expand(std::span<const float> numbers, std::span<double> row) const {
  std::fill(row.begin(), row.end(), 0.0);
  std::size_t first = 0;
  for (std::size_t d = 0; d < knots_.size(); ++d) {
    const std::vector<float>& knots = knots_[d];
    if (knots.empty()) continue;
    const auto right =
        static_cast<std::size_t>(std::lower_bound(knots.begin(), knots.end(), numbers[d]) - knots.begin());
    if (discrete_ || right == 0 || right == knots.size()) {
      row[first + std::min(right, knots.size() - 1)] = 1;
    } else {
      const double part = (numbers[d] - knots[right - 1]) / (knots[right] - knots[right - 1]);
      row[first + right - 1] = 1 - part;
      row[first + right] = part;
    }
    first += knots.size();
  }
}

Expectation::Expectation(const Observed& observed, std::span<const char> valid,
                         const std::vector<std::vector<char>>& answers)
    : basis_(observed, valid), answers_(answers.size()) {
  const std::size_t n = basis_.columns();
  const std::size_t m = answers_;
  std::vector<double> normal(n * n, 0);
  weights_.assign(n * m, 0);
  std::vector<double> row(n);
  std::vector<std::size_t> filled;
  for (std::size_t s = 0; s < observed.worlds(); ++s) {
    if (valid[s] == 0) continue;
    basis_.expand(observed.at(s), row);
    filled.clear();
    for (std::size_t i = 0; i < n; ++i)
      if (row[i] != 0) filled.push_back(i);
    for (std::size_t i : filled) {
      for (std::size_t j : filled) normal[i * n + j] += row[i] * row[j];
      for (std::size_t x = 0; x < m; ++x)
        if (answers[x][s] != 0) weights_[i * m + x] += row[i];
    }
  }
  if (n > 0) solve(normal, n, weights_, m);
}

void Expectation::at(std::span<const float> numbers, std::span<double> expected) const {
  std::vector<double> row(basis_.columns());
  basis_.expand(numbers, row);
  std::fill(expected.begin(), expected.end(), 0.0);
  for (std::size_t i = 0; i < row.size(); ++i)
    if (row[i] != 0)
      for (std::size_t x = 0; x < answers_; ++x) expected[x] += row[i] * weights_[i * answers_ + x];
}

std::size_t Expectation::best(std::span<const float> numbers) const {
  std::vector<double> expected(answers_);
  at(numbers, expected);
  // Rounding of the fit must not decide between answers that are alike.
  std::size_t best = 0;
  for (std::size_t x = 1; x < answers_; ++x)
    if (expected[x] > expected[best] + 1e-9) best = x;
  return best;
}

}  // namespace parley
