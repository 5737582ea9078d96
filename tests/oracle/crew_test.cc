// A crew comes to what a process alone comes to, number by number: the parts of the search, and the lens whole.
#include "core/crew.h"

#include <algorithm>
#include <mutex>

#include "core/crew_of_threads.h"
#include "oracle/support.h"
#include "robust/best.h"
#include "robust/package_shares.h"
#include "robust/zone.h"

namespace oracle {
namespace {

using namespace parley;

struct Findings {
  std::vector<int> order;
  std::vector<InZone> zone;
  std::vector<Candidate> packages;
  BestPackages best;
};

void expect_same(const Findings& one, const Findings& other) {
  EXPECT_EQ(one.order, other.order);
  EXPECT_EQ(one.zone, other.zone);
  EXPECT_EQ(one.packages, other.packages);
  EXPECT_EQ(one.best.best, other.best.best);
  EXPECT_EQ(one.best.bound, other.best.bound);
  EXPECT_EQ(one.best.proven, other.best.proven);
  EXPECT_EQ(one.best.nodes, other.best.nodes);
}

Findings find_all(const Compiled& compiled, Reading reading, std::size_t worlds, std::uint64_t nodes,
                  const Crew& crew) {
  const Slice own = crew.slice(worlds);
  AnyTable table = draw_slice(compiled, reading, 1, own.first, own.count, 1);
  Findings found;
  std::visit(
      [&](auto& drawn) {
        const auto deficits = make_deficits(compiled, std::move(drawn));
        found.order = search_order(compiled, deficits, crew);
        const Plan plan = make_plan(compiled, found.order);
        ZoneOptions wanted;
        wanted.world_budget = 50;
        wanted.threads = 1;
        wanted.crew = crew;
        Zone zone = find_zone(plan, deficits, wanted);
        found.zone = std::move(zone.worlds);
        found.packages = std::move(zone.packages);
        SearchOptions options;
        options.best = 3;
        options.nodes = nodes;
        options.threads = 1;
        options.crew = crew;
        found.best = best_packages(plan, deficits, options, found.packages);
      },
      table);
  return found;
}

TEST(Crew, FindsWhatAProcessAloneFinds) {
  // 37 worlds leave members of a large crew next to nothing, 1,500 take worlds out of boxes; with 3 nodes the search
  // ends at its budget.
  Ingredients few;
  few.packages = 24;
  for_each_case(43001, 6, few, [](const Trial& trial) {
    const std::size_t worlds = trial.seed % 3 == 0 ? 37 : trial.seed % 3 == 1 ? 150 : 1500;
    const std::uint64_t nodes = trial.seed % 5 == 0 ? 3 : 100'000;
    for (const Reading reading : readings) {
      const Findings alone = find_all(trial.compiled, reading, worlds, nodes, {});
      for (const std::size_t size : {2U, 5U}) {
        std::vector<Findings> found(size);
        run_crew(size,
                 [&](const Crew& crew) { found[crew.rank] = find_all(trial.compiled, reading, worlds, nodes, crew); });
        std::vector<InZone> zone;
        for (const Findings& member : found) zone.insert(zone.end(), member.zone.begin(), member.zone.end());
        for (Findings& member : found) {
          member.zone = zone;
          expect_same(alone, member);
        }
      }
    }
  });
}

TEST(Crew, AnswersWhatAProcessAloneAnswers) {
  Ingredients small;
  small.packages = 30;
  for_each_case(44001, 1, small, [](const Trial& trial) {
    RobustOptions options;
    options.worlds = 10'500;  // just so many that they are shared out
    options.threads = 1;
    const auto alone = numbers(*trial.source, robust(trial.compiled, options));
    const PackageShares shares = package_shares(trial.compiled, options);
    for (const std::size_t size : {2U, 3U})
      run_crew(size, [&](const Crew& crew) {
        RobustOptions shared = options;
        shared.crew = crew;
        const auto answer = numbers(*trial.source, robust(trial.compiled, shared));
        const PackageShares of_crew = package_shares(trial.compiled, shared);
        static std::mutex mutex;
        const std::lock_guard lock(mutex);
        EXPECT_EQ(answer, alone);
        EXPECT_EQ(of_crew.rules_unmet, shares.rules_unmet);
        for (const Reading reading : readings) {
          const auto at = static_cast<std::size_t>(reading);
          EXPECT_EQ(of_crew.accepted_by_all[at].count, shares.accepted_by_all[at].count);
          EXPECT_EQ(of_crew.accepted_by_all[at].worlds, shares.accepted_by_all[at].worlds);
          for (std::size_t k = 0; k < shares.accepts.size(); ++k)
            EXPECT_EQ(of_crew.accepts[k][at].count, shares.accepts[k][at].count);
        }
      });
  });
}

}  // namespace
}  // namespace oracle
