// The frontier of additive cases (numbers_case of generate.h, ten options an issue, seed 1). Arguments: parties,
// issues, points a party. `points` is the size of the frontier.
#include <benchmark/benchmark.h>

#include <algorithm>

#include "generate.h"
#include "settle/frontier.h"
#include "settle/solutions.h"

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

/// Frontier and all solutions of a million packages, one thread. Argument: parties. The same in NegMAS 0.12, measured
/// once: 4.1, 5.7 and 9.3 s for two, three and four.
void everything(benchmark::State& state) {
  const auto c = parley::numbers_case(6, 10, static_cast<int>(state.range(0)), 100, 0.4, 1);
  const parley::Compiled compiled = parley::compile(c, {});
  const parley::OneWorld world = parley::reference_one_world(compiled, parley::Reading::cautious);
  parley::SolutionOptions one_thread;
  one_thread.threads = 1;
  parley::Frontier frontier;
  parley::Solutions solutions;
  for (auto _ : state) {
    frontier = parley::find_frontier(world, {});
    solutions = parley::find_solutions(world, one_thread);
  }
  state.counters["points"] = static_cast<double>(frontier.size());
  state.counters["proven"] =
      std::all_of(solutions.list.begin(), solutions.list.end(), [](const auto& s) { return s.proven; });
}
BENCHMARK(everything)->DenseRange(2, 4)->Unit(benchmark::kMillisecond);

}  // namespace
