#include "robust/sobol.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace parley {

namespace {

/// The mean of terms and its 95 % interval, all divided by `variance`.
template <class Term>
SobolIndex index_of(std::size_t n, double variance, const Term& term) {
  double sum = 0;
  double squares = 0;
  for (std::size_t s = 0; s < n; ++s) {
    const double x = term(s);
    sum += x;
    squares += x * x;
  }
  const auto count = static_cast<double>(n);
  const double mean = sum / count;
  const double error =
      n < 2 ? 0 : 1.959963984540054 * std::sqrt(std::max(0.0, squares / count - mean * mean) / (count - 1));
  return {mean / variance, (mean - error) / variance, (mean + error) / variance};
}

}  // namespace

SobolIndices sobol_indices(std::span<const double> a, std::span<const double> b, std::span<const double> mixed) {
  const std::size_t n = a.size();
  double sum = 0;
  for (std::size_t s = 0; s < n; ++s) sum += a[s] + b[s];
  const double mean = n == 0 ? 0 : sum / (2 * static_cast<double>(n));
  double variance = 0;
  for (std::size_t s = 0; s < n; ++s) variance += (a[s] - mean) * (a[s] - mean) + (b[s] - mean) * (b[s] - mean);
  if (n == 0 || variance == 0) return {};
  variance /= 2 * static_cast<double>(n);
  // f less its mean: the estimate is the same on average, and its spread smaller.
  return {index_of(n, variance, [&](std::size_t s) { return (b[s] - mean) * (mixed[s] - a[s]); }),
          index_of(n, variance, [&](std::size_t s) { return (a[s] - mixed[s]) * (a[s] - mixed[s]) / 2; })};
}

}  // namespace parley
