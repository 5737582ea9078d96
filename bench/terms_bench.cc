// Terms over several issues (boxes_case of generate.h, ten options an issue, seed 1): the frontier, and the solutions,
// proven. Arguments: issues, terms a party. ANAC 2014's own domains by hand, user time:
//
//     parley import genius 30issues-domain.xml profile-1.xml profile-2.xml --to case
//     time parley settle case --json > result.json
#include <benchmark/benchmark.h>

#include "generate.h"
#include "settle/frontier.h"
#include "settle/solutions.h"

namespace {

parley::Compiled boxes(const benchmark::State& state) {
  return parley::compile(
      parley::boxes_case(static_cast<int>(state.range(0)), 10, 2, static_cast<int>(state.range(1)), 1), {});
}

void frontier(benchmark::State& state) {
  const parley::Compiled compiled = boxes(state);
  const parley::OneWorld world = parley::reference_one_world(compiled, parley::Reading::cautious);
  parley::Frontier found;
  for (auto _ : state) found = parley::find_frontier(world, {});
  state.counters["points"] = static_cast<double>(found.size());
  state.counters["exact"] = found.exact() ? 1 : 0;
}
BENCHMARK(frontier)->Args({10, 20})->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(frontier)->Name("frontier_large")->Args({20, 40})->Unit(benchmark::kMillisecond)->Iterations(1);

void nash(benchmark::State& state) {
  const parley::Compiled compiled = boxes(state);
  const parley::OneWorld world = parley::reference_one_world(compiled, parley::Reading::cautious);
  parley::SolutionOptions wanted;
  wanted.kinds = {parley::SolutionKind::nash};
  parley::Solutions found;
  for (auto _ : state) found = parley::find_solutions(world, wanted);
  state.counters["nodes"] = static_cast<double>(found.list.at(0).nodes);
  state.counters["proven"] = found.list.at(0).proven ? 1 : 0;
}
BENCHMARK(nash)->Args({10, 20})->Args({20, 40})->Args({30, 60})->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
