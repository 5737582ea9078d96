// The frontier of additive cases (numbers_case of generate.h, ten options an issue, seed 1). Arguments: parties,
// issues, points a party. `points` is the size of the frontier.
#include <benchmark/benchmark.h>

#include "generate.h"
#include "settle/frontier.h"

namespace {

void frontier(benchmark::State& state) {
  const auto c = parley::numbers_case(static_cast<int>(state.range(1)), 10, static_cast<int>(state.range(0)),
                                      static_cast<int>(state.range(2)), 0.4, 1);
  const parley::Compiled compiled = parley::compile(c, {});
  const parley::OneWorld world = parley::reference_one_world(compiled, parley::Reading::cautious);
  parley::Frontier found;
  for (auto _ : state) found = parley::find_frontier(world, {});
  state.counters["points"] = static_cast<double>(found.size());
  state.counters["exact"] = found.exact() ? 1 : 0;
}
BENCHMARK(frontier)->Args({2, 30, 1000})->Args({3, 30, 500})->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(frontier)
    ->Name("frontier_large")
    ->Args({4, 30, 250})
    ->Args({5, 10, 140})
    ->Args({6, 10, 100})
    ->Args({6, 10, 150})
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

}  // namespace
