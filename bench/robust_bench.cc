// The lens over all worlds on seeded instances (generate.h): open reading, consent asked .1 above no-deal so that
// agreement is hard. Arguments: issues, parties, worlds. `best` is the answer's signature: it must not change unless a
// change says so.
#include <benchmark/benchmark.h>

#include <map>
#include <tuple>

#include "generate.h"
#include "robust/best.h"
#include "robust/prepared.h"
#include "robust/zone.h"

namespace parley {
namespace {

using Int = std::int32_t;

struct Instance {
  Compiled compiled;
  Deficits<Int> deficits;
};

const Instance& instance(int issues, int parties, std::size_t worlds) {
  static std::map<std::tuple<int, int, std::size_t>, Instance> made;
  auto [at, fresh] = made.try_emplace({issues, parties, worlds});
  if (fresh) {
    Instance& out = at->second;
    out.compiled = compile(random_case(issues, 4, parties, 1), {});
    auto table = std::get<Table<Int>>(draw_worlds(out.compiled, Reading::open, 1, 0, worlds, 0));
    const auto tenth = static_cast<Int>(0.1 * (1 << 24));
    for (std::size_t r = 0; r < out.compiled.rows.size(); ++r)
      for (std::size_t s = 0; s < worlds; ++s)
        table.thresholds[r * worlds + s] += out.compiled.rows[r].kind == RowKind::settlement ? tenth * parties : tenth;
    out.deficits = make_deficits(out.compiled, std::move(table));
  }
  return at->second;
}

void draw(benchmark::State& state) {
  const Compiled compiled =
      compile(random_case(static_cast<int>(state.range(0)), 4, static_cast<int>(state.range(1)), 1), {});
  for (auto _ : state)
    benchmark::DoNotOptimize(draw_worlds(compiled, Reading::open, 1, 0, static_cast<std::size_t>(state.range(2)), 0));
}
BENCHMARK(draw)->Args({12, 5, 10000})->Unit(benchmark::kMillisecond);

void zone_share(benchmark::State& state) {
  const auto& [compiled, deficits] = instance(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)),
                                              static_cast<std::size_t>(state.range(2)));
  std::size_t inside = 0;
  std::size_t undecided = 0;
  for (auto _ : state) {
    const Plan plan = make_plan(compiled, search_order(compiled, deficits));
    const Zone zone = find_zone(plan, deficits, 2'000'000, 0, {});
    inside = static_cast<std::size_t>(std::count(zone.worlds.begin(), zone.worlds.end(), InZone::yes));
    undecided = static_cast<std::size_t>(std::count(zone.worlds.begin(), zone.worlds.end(), InZone::undecided));
  }
  state.counters["zone"] = static_cast<double>(inside);
  state.counters["undecided"] = static_cast<double>(undecided);
}
BENCHMARK(zone_share)->Args({8, 3, 10000})->Args({12, 5, 10000})->Unit(benchmark::kMillisecond)->Iterations(1);

/// A what-if: one package after another judged on prepared worlds, in both readings, with all that is said of it.
void what_if(benchmark::State& state) {
  const Compiled compiled =
      compile(random_case(static_cast<int>(state.range(0)), 4, static_cast<int>(state.range(1)), 1), {});
  RobustOptions options;
  options.worlds = static_cast<std::size_t>(state.range(2));
  const PreparedWorlds prepared = prepare_worlds(compiled, options);
  Package package(compiled.source->casebook.issues.size(), 0);
  std::size_t next = 0;
  std::size_t accepted = 0;
  for (auto _ : state) {
    package[next % package.size()] = static_cast<int>(next / package.size()) % 4;
    ++next;
    accepted += judge(prepared, package).share[1].count;
  }
  benchmark::DoNotOptimize(accepted);
}
BENCHMARK(what_if)->Args({12, 5, 10000})->Args({30, 5, 10000})->Unit(benchmark::kMillisecond);

void ten_best(benchmark::State& state) {
  const auto& [compiled, deficits] = instance(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)),
                                              static_cast<std::size_t>(state.range(2)));
  BestPackages best;
  for (auto _ : state) {
    const Plan plan = make_plan(compiled, search_order(compiled, deficits));
    best = best_packages(plan, deficits, 10, 5'000'000, {}, {});
  }
  state.counters["best"] = best.best.empty() ? 0 : static_cast<double>(best.best.front().count);
  state.counters["bound"] = static_cast<double>(best.bound);
  state.counters["nodes"] = static_cast<double>(best.nodes);
  state.counters["proven"] = best.proven ? 1 : 0;
}
BENCHMARK(ten_best)->Args({8, 3, 10000})->Args({12, 5, 10000})->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace parley
