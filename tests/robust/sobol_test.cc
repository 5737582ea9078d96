#include "robust/sobol.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include "core/random.h"

namespace parley {
namespace {

constexpr std::size_t worlds = 200'000;

/// Indices of every input of a function of `inputs` uniforms.
std::vector<SobolIndices> indices(std::size_t inputs, const std::function<double(const std::vector<double>&)>& f) {
  std::vector<StreamKey> first, second;
  for (std::size_t i = 0; i < inputs; ++i) {
    first.push_back(stream_key(1, {"first", std::to_string(i)}));
    second.push_back(stream_key(1, {"second", std::to_string(i)}));
  }
  std::vector<double> a(worlds), b(worlds);
  std::vector<std::vector<double>> mixed(inputs, std::vector<double>(worlds));
  for (std::size_t s = 0; s < worlds; ++s) {
    std::vector<double> x(inputs), y(inputs);
    for (std::size_t i = 0; i < inputs; ++i) {
      x[i] = uniform(first[i], s);
      y[i] = uniform(second[i], s);
    }
    a[s] = f(x);
    b[s] = f(y);
    for (std::size_t i = 0; i < inputs; ++i) {
      const double kept = x[i];
      x[i] = y[i];
      mixed[i][s] = f(x);
      x[i] = kept;
    }
  }
  std::vector<SobolIndices> result;
  for (std::size_t i = 0; i < inputs; ++i) result.push_back(sobol_indices(a, b, mixed[i]));
  return result;
}

void expect_near(const SobolIndex& index, double published) {
  EXPECT_NEAR(index.value, published, 0.01);
  EXPECT_LT(index.low, index.high);
  EXPECT_NEAR((index.low + index.high) / 2, index.value, 1e-9);
}

TEST(Sobol, IndicesOfIshigamisFunctionAreThosePublished) {
  // Ishigami and Homma 1990 with a = 7, b = .1; the values as in Saltelli et al., Sensitivity Analysis (2000), ch. 2.
  const auto f = [](const std::vector<double>& u) {
    const auto x = [&](std::size_t i) { return std::numbers::pi * (2 * u[i] - 1); };
    return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
  };
  const double first[] = {0.3139, 0.4424, 0};
  const double total[] = {0.5576, 0.4424, 0.2437};
  const auto found = indices(3, f);
  for (std::size_t i = 0; i < 3; ++i) {
    expect_near(found[i].first, first[i]);
    expect_near(found[i].total, total[i]);
  }
}

TEST(Sobol, IndicesOfTheGFunctionAreThosePublished) {
  // Sobol's g with a = (0, 1, 4.5, 9, 99, 99, 99, 99): Saltelli et al., Global Sensitivity Analysis: The Primer (2008).
  const std::vector<double> a = {0, 1, 4.5, 9, 99, 99, 99, 99};
  const auto g = [&](const std::vector<double>& u) {
    double product = 1;
    for (std::size_t i = 0; i < a.size(); ++i) product *= (std::abs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
    return product;
  };
  const double first[] = {0.7162, 0.1790, 0.0237, 0.0072, 0.0001};
  const double total[] = {0.7871, 0.2422, 0.0343, 0.0105, 0.0001};
  const auto found = indices(a.size(), g);
  for (std::size_t i = 0; i < a.size(); ++i) {
    expect_near(found[i].first, first[std::min<std::size_t>(i, 4)]);
    expect_near(found[i].total, total[std::min<std::size_t>(i, 4)]);
  }
}

TEST(Sobol, IndicesOfWhatNeverVariesAreZero) {
  const std::vector<double> same(10, 1.0);
  const SobolIndices indices = sobol_indices(same, same, same);
  EXPECT_EQ(indices.first.value, 0);
  EXPECT_EQ(indices.total.value, 0);
}

}  // namespace
}  // namespace parley
