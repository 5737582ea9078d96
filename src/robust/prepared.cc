#include "robust/prepared.h"

#include "robust/judge.h"
#include "robust/searched.h"

namespace parley {

PreparedWorlds prepare_worlds(Compiled compiled, const RobustOptions& options) {
  PreparedWorlds prepared;
  prepared.compiled = std::move(compiled);
  prepared.options = options;
  prepared.options.progress = {};
  prepared.worlds = draw_parts(prepared.compiled, options, options.worlds, options.worlds);
  if (options.worlds > 0 &&
      std::visit([](const auto& worlds) { return worlds.valid_worlds(); }, prepared.worlds[0]) == 0)
    throw no_world_left(prepared.compiled);
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
