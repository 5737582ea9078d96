// The nondominated filter on random points: uniform in the cube, and on the simplex, where no point dominates another.
// Coordinates are doubles from std::mt19937_64(1); their ranks are part of what is timed.
#include <benchmark/benchmark.h>

#include <cmath>
#include <random>

#include "settle/nondominated.h"

namespace {

std::vector<double> random_points(std::size_t n, int dims, bool front) {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::vector<double> points(n * static_cast<std::size_t>(dims));
  for (std::size_t i = 0; i < n; ++i) {
    double sum = 0;
    for (int j = 0; j < dims; ++j) {
      double& x = points[i * static_cast<std::size_t>(dims) + static_cast<std::size_t>(j)];
      x = uniform(random);
      if (front) x = -std::log(1 - x);
      sum += x;
    }
    if (front)
      for (int j = 0; j < dims; ++j) points[i * static_cast<std::size_t>(dims) + static_cast<std::size_t>(j)] /= sum;
  }
  return points;
}

void nondominated_filter(benchmark::State& state, bool front) {
  const int dims = static_cast<int>(state.range(0));
  const auto points = random_points(static_cast<std::size_t>(state.range(1)), dims, front);
  std::size_t kept = 0;
  for (auto _ : state) kept = parley::nondominated(points, dims).kept.size();
  state.counters["kept"] = static_cast<double>(kept);
}

void sizes(benchmark::internal::Benchmark* bench) {
  for (int dims : {2, 3, 4, 6})
    for (int n : {10'000, 100'000}) bench->Args({dims, n});
  bench->Unit(benchmark::kMillisecond)->Iterations(1);
}

void large(benchmark::internal::Benchmark* bench) {
  for (int dims : {2, 3, 4, 6}) bench->Args({dims, 1'000'000});
  bench->Unit(benchmark::kMillisecond)->Iterations(1);
}

BENCHMARK_CAPTURE(nondominated_filter, uniform, false)->Apply(sizes);
BENCHMARK_CAPTURE(nondominated_filter, front, true)->Apply(sizes);
BENCHMARK_CAPTURE(nondominated_filter, uniform_large, false)->Apply(large);
BENCHMARK_CAPTURE(nondominated_filter, front_large, true)->Apply(large);

}  // namespace
