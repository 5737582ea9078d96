#include "robust/prepared.h"

#include "robust/judge.h"

namespace parley {

AnyDeficits draw_deficits(const Compiled& compiled, Reading reading, const Seed& seed, std::uint64_t first,
                          std::size_t count, std::size_t threads, const Progress& progress) {
  AnyTable table = draw_worlds(compiled, reading, seed, first, count, threads, progress);
  return std::visit([&](auto& worlds) -> AnyDeficits { return make_deficits(compiled, std::move(worlds)); }, table);
}

PreparedWorlds prepare_worlds(Compiled compiled, const RobustOptions& options) {
  PreparedWorlds prepared;
  prepared.compiled = std::move(compiled);
  prepared.options = options;
  prepared.options.progress = {};
  for (const Reading reading : readings)
    prepared.worlds[static_cast<std::size_t>(reading)] = draw_deficits(
        prepared.compiled, reading, options.seed, options.worlds, options.worlds, options.threads, options.progress);
  return prepared;
}

RatedPackage judge(const PreparedWorlds& prepared, const Package& package) {
  const Compiled& compiled = prepared.compiled;
  const auto choice = choice_of(compiled, package);
  if (!choice) return judge(compiled, package, prepared.options);
  std::array<Tally, 2> tallies;
  for (const Reading reading : readings) {
    const auto at = static_cast<std::size_t>(reading);
    const Plan plan = make_plan(compiled);
    std::visit([&](const auto& worlds) { add_worlds(compiled, plan, worlds, *choice, tallies[at]); },
               prepared.worlds[at]);
  }
  return rate(compiled, package, tallies, {Tally{}, Tally{}});
}

}  // namespace parley
