// The lens over all worlds on seeded instances (generate.h): open reading, consent asked .1 above no-deal so that
// agreement is hard. Arguments: issues, parties, worlds. `best`, `tenth` and `zone` are the answers' signature: they
// must not change unless a change says so. `stream` and `count_options` say what share of the machine's peak the inner
// loop reaches, in bytes a second, on worlds that fit the first cache, the second, and neither.
#include <benchmark/benchmark.h>

#include <map>
#include <tuple>

#include "generate.h"
#include "robust/best.h"
#include "robust/kernels.h"
#include "robust/prepared.h"
#include "robust/zone.h"

namespace parley {
namespace {

using Int = std::int32_t;

struct Instance {
  Compiled compiled;
  Deficits<Int> deficits;
};

/// One instance at a time is kept: a million worlds take more than a gigabyte.
const Instance& instance(int issues, int parties, std::size_t worlds) {
  static std::tuple<int, int, std::size_t> kept{0, 0, 0};
  static Instance made;
  const std::tuple wanted{issues, parties, worlds};
  if (kept == wanted) return made;
  kept = wanted;
  made = {};
  made.compiled = compile(random_case(issues, 4, parties, 1), {});
  auto table = std::get<Table<Int>>(draw_worlds(made.compiled, Reading::open, 1, 0, worlds, 0));
  const auto tenth = static_cast<Int>(0.1 * (1 << 24));
  for (std::size_t r = 0; r < made.compiled.rows.size(); ++r)
    for (std::size_t s = 0; s < worlds; ++s)
      table.thresholds[r * worlds + s] += made.compiled.rows[r].kind == RowKind::settlement ? tenth * parties : tenth;
  made.deficits = make_deficits(made.compiled, std::move(table));
  return made;
}

const Instance& instance(const benchmark::State& state) {
  return instance(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)),
                  static_cast<std::size_t>(state.range(2)));
}

void draw(benchmark::State& state) {
  const Compiled compiled =
      compile(random_case(static_cast<int>(state.range(0)), 4, static_cast<int>(state.range(1)), 1), {});
  for (auto _ : state)
    benchmark::DoNotOptimize(draw_worlds(compiled, Reading::open, 1, 0, static_cast<std::size_t>(state.range(2)), 0));
}
BENCHMARK(draw)->Args({12, 5, 10000})->Unit(benchmark::kMillisecond);

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

void zone_share(benchmark::State& state) {
  const auto& [compiled, deficits] = instance(state);
  std::size_t inside = 0;
  std::size_t undecided = 0;
  for (auto _ : state) {
    const Plan plan = make_plan(compiled, search_order(compiled, deficits));
    const Zone zone = find_zone(plan, deficits, {});
    inside = static_cast<std::size_t>(std::count(zone.worlds.begin(), zone.worlds.end(), InZone::yes));
    undecided = static_cast<std::size_t>(std::count(zone.worlds.begin(), zone.worlds.end(), InZone::undecided));
  }
  state.counters["zone"] = static_cast<double>(inside);
  state.counters["undecided"] = static_cast<double>(undecided);
}
BENCHMARK(zone_share)
    ->Args({8, 3, 10000})
    ->Args({12, 5, 10000})
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->MeasureProcessCPUTime();
BENCHMARK(zone_share)
    ->Name("zone_share_large")
    ->Args({20, 5, 10000})
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->MeasureProcessCPUTime();

void ten_best(benchmark::State& state) {
  const auto& [compiled, deficits] = instance(state);
  BestPackages best;
  SearchOptions options;
  options.nodes = static_cast<std::uint64_t>(state.range(3));
  for (auto _ : state) {
    const Plan plan = make_plan(compiled, search_order(compiled, deficits));
    best = best_packages(plan, deficits, options);
  }
  const auto worlds = static_cast<double>(state.range(2));
  state.counters["best"] = best.best.empty() ? 0 : static_cast<double>(best.best.front().count);
  state.counters["tenth"] = best.best.empty() ? 0 : static_cast<double>(best.best.back().count);
  state.counters["bound"] = static_cast<double>(best.bound);
  state.counters["gap"] = best.best.empty() ? 1 : static_cast<double>(best.bound - best.best.front().count) / worlds;
  state.counters["nodes"] = static_cast<double>(best.nodes);
  state.counters["proven"] = best.proven ? 1 : 0;
}
BENCHMARK(ten_best)
    ->Args({8, 3, 10'000, 1'000'000})
    ->Args({12, 5, 10'000, 1'000'000})
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->MeasureProcessCPUTime();
BENCHMARK(ten_best)
    ->Name("ten_best_large")
    ->Args({20, 5, 10'000, 1'000'000})
    ->Args({30, 5, 10'000, 150'000})
    ->Args({12, 5, 1'000'000, 1'000'000})
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->MeasureProcessCPUTime();

/// Plain reading of memory, the limit that the inner loop is held against. Argument: bytes.
void stream(benchmark::State& state) {
  const std::vector<std::uint64_t> from(static_cast<std::size_t>(state.range(0)) / 8, 1);
  for (auto _ : state) {
    std::uint64_t sums[8] = {};
    for (std::size_t k = 0; k + 8 <= from.size(); k += 8)
      for (std::size_t j = 0; j < 8; ++j) sums[j] |= from[k + j];
    benchmark::DoNotOptimize(sums);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * state.range(0));
}
BENCHMARK(stream)->Arg(24 << 10)->Arg(240 << 10)->Arg(8 << 20)->Arg(256 << 20);

/// The inner loop: five rows, four options, as many worlds. Bytes are those of the columns read.
void count_loop(benchmark::State& state) {
  const auto worlds = static_cast<std::size_t>(state.range(0));
  const std::size_t rows = 5;
  const std::vector<Small> columns(rows * 5 * worlds, 1);
  std::vector<OptionRow> loop(rows);
  for (std::size_t r = 0; r < rows; ++r) {
    loop[r].slack = columns.data() + r * 5 * worlds;
    for (std::size_t o = 0; o < 4; ++o) loop[r].deficit[o] = loop[r].slack + (o + 1) * worlds;
  }
  std::size_t alive[4] = {};
  for (auto _ : state) {
    if (state.range(1) != 0)
      count_options(loop, nullptr, worlds, 4, 0, alive);
    else
      portable::count_options(loop, nullptr, worlds, 4, 0, alive);
    benchmark::DoNotOptimize(alive);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * columns.size() * sizeof(Small)));
}
BENCHMARK(count_loop)->ArgNames({"worlds", "avx2"})->ArgsProduct({{512, 4800, 160'000, 5'120'000}, {0, 1}});

}  // namespace
}  // namespace parley
