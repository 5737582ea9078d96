// Solutions with proof on seeded worlds (exclusions.h), one thread. Arguments: issues, options, parties, exclusions,
// seed. Each includes what it needs: disagreement and ideal points. `value` and `packages` are the answer's signature:
// they must not change unless a change says so; `proven` 1 says that the search went through.
#include <benchmark/benchmark.h>

#include "exclusions.h"
#include "settle/solutions.h"

namespace parley {
namespace {

void solution(benchmark::State& state, SolutionKind kind) {
  const auto at = [&](int i) { return static_cast<int>(state.range(i)); };
  const auto made = random_world(at(0), at(1), at(2), at(3), static_cast<std::uint64_t>(at(4)));
  SolutionOptions options;
  options.kinds = {kind};
  options.nodes = 10'000'000;
  options.threads = 1;
  Solutions found;
  for (auto _ : state) found = find_solutions(made->world, options);
  if (found.list.empty()) {
    state.SkipWithError("no package");
    return;
  }
  const Solution& s = found.list.front();
  state.counters["value"] = s.value;
  state.counters["packages"] = static_cast<double>(s.packages.size());
  state.counters["nodes"] = static_cast<double>(s.nodes);
  state.counters["proven"] = s.proven ? 1 : 0;
}

void sizes(benchmark::internal::Benchmark* bench) {
  for (int seed = 1; seed <= 3; ++seed) bench->Args({30, 10, 8, 60, seed});
  bench->Unit(benchmark::kMillisecond)->Iterations(1);
}
BENCHMARK_CAPTURE(solution, nash, SolutionKind::nash)->Apply(sizes);
BENCHMARK_CAPTURE(solution, kalai_smorodinsky, SolutionKind::kalai_smorodinsky)->Apply(sizes);
BENCHMARK_CAPTURE(solution, leximin, SolutionKind::leximin)->Apply(sizes);
BENCHMARK_CAPTURE(solution, utilitarian, SolutionKind::utilitarian)->Apply(sizes);
// Minutes each: left out of CI by its name.
BENCHMARK_CAPTURE(solution, raiffa_large, SolutionKind::raiffa)->Apply(sizes);

}  // namespace
}  // namespace parley
