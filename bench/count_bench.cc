// Exact counts of additive cases of 10^30 packages (numbers_case of generate.h: 30 issues of ten options, seed 1):
// everything that count_packages gives, on one thread. Arguments: parties, points a party. `digits` are those of the
// number of packages that all accept, 0 where the answer is not exact.
#include <benchmark/benchmark.h>

#include "generate.h"
#include "settle/count_grid.h"

namespace {

void count_all(benchmark::State& state) {
  const auto c =
      parley::numbers_case(30, 10, static_cast<int>(state.range(0)), static_cast<int>(state.range(1)), 0.4, 1);
  const parley::Compiled compiled = parley::compile(c, {});
  const parley::OneWorld world = parley::reference_one_world(compiled, parley::Reading::cautious);
  std::optional<parley::BigInt> count;
  for (auto _ : state) count = parley::count_on_grid(world, world.everyone(), 400'000'000, {});
  state.counters["digits"] = count ? static_cast<double>(count->str().size()) : 0;
}
BENCHMARK(count_all)->Args({3, 100})->Args({4, 100})->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(count_all)->Name("count_all_large")->Args({3, 1000})->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
