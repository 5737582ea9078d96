// What is searched for, against all packages gone through with the same tables of integers.
#include "robust/robust.h"

#include <algorithm>

#include "oracle/support.h"
#include "robust/best.h"
#include "robust/judge.h"

namespace oracle {
namespace {

using namespace parley;

constexpr std::size_t worlds = 150;

std::size_t count(const std::vector<char>& worlds_of_package) {
  return static_cast<std::size_t>(std::count(worlds_of_package.begin(), worlds_of_package.end(), 1));
}

std::size_t zone(const std::vector<std::vector<char>>& accepted) {
  std::size_t some = 0;
  for (std::size_t s = 0; s < worlds; ++s)
    some += std::any_of(accepted.begin(), accepted.end(), [&](const auto& x) { return x[s] != 0; }) ? 1 : 0;
  return some;
}

struct Ranked {
  std::size_t count;
  std::vector<std::string> ids;  // options in the order of their issues' ids
  Package package;
};

// Packages by their counts, the highest first, equal ones by the ids of their options.
std::vector<Ranked> ranking(const Trial& trial, const std::vector<std::vector<char>>& accepted) {
  std::vector<Ranked> ranked;
  const auto& issues = trial.source->casebook.issues;
  for (std::size_t x = 0; x < accepted.size(); ++x) {
    const Package& package = trial.naive.packages()[x];
    Ranked r{count(accepted[x]), {}, package};
    for (const Variable& v : trial.compiled.variables) r.ids.push_back(issues[v.issue].options[package[v.issue]].id);
    if (r.count > 0) ranked.push_back(r);
  }
  std::sort(ranked.begin(), ranked.end(),
            [](const Ranked& a, const Ranked& b) { return a.count != b.count ? a.count > b.count : a.ids < b.ids; });
  return ranked;
}

void expect_option_shares(const Trial& trial, const ReadingAnswer& answer,
                          const std::vector<std::vector<char>>& accepted) {
  std::size_t options = 0;
  for (const Variable& variable : trial.compiled.variables) options += variable.options.size();
  EXPECT_EQ(answer.options.size(), options);
  for (const OptionShare& o : answer.options) {
    std::size_t some = 0;
    for (std::size_t s = 0; s < worlds; ++s) {
      bool inside = false;
      for (std::size_t x = 0; x < accepted.size(); ++x)
        inside = inside || (accepted[x][s] != 0 && trial.naive.packages()[x][o.issue] == o.option);
      some += inside ? 1 : 0;
    }
    EXPECT_EQ(o.share.count, some) << trial.source->casebook.issues[o.issue].id << " option " << o.option;
    EXPECT_DOUBLE_EQ(o.upper, o.share.value);
  }
}

TEST(Search, FindsTheBestPackagesOfTheSearchedWorldsAndTheZone) {
  for_each_case(40001, 100, {}, [](const Trial& trial) {
    RobustOptions options;
    options.worlds = worlds;
    options.best = 5;
    const RobustResult result = robust(trial.compiled, options);
    for (const Reading reading : readings) {
      const std::size_t r = static_cast<std::size_t>(reading);
      const ReadingAnswer& answer = result.readings[r];
      SCOPED_TRACE(r == 0 ? "cautious" : "open");
      const AnyTable table = draw_worlds(trial.compiled, reading, options.seed, 0, worlds, 1);
      const AnyTable held_out = draw_worlds(trial.compiled, reading, options.seed, worlds, worlds, 1);
      const auto accepted = accepted_by_tables(trial.compiled, trial.naive, table);
      const auto accepted_held_out = accepted_by_tables(trial.compiled, trial.naive, held_out);
      const std::vector<Ranked> want = ranking(trial, accepted);

      EXPECT_TRUE(answer.proven);
      EXPECT_EQ(answer.empty_worlds, 0u);
      ASSERT_EQ(answer.best.size(), std::min<std::size_t>(options.best, want.size()));
      for (std::size_t k = 0; k < answer.best.size(); ++k) {
        const RatedPackage& rated = answer.best[k];
        EXPECT_EQ(name(*trial.source, rated.package), name(*trial.source, want[k].package)) << "rank " << k;
        EXPECT_EQ(rated.searched[r].count, want[k].count) << "rank " << k;
        const auto x = std::find(trial.naive.packages().begin(), trial.naive.packages().end(), rated.package);
        ASSERT_NE(x, trial.naive.packages().end());
        EXPECT_EQ(rated.share[r].count,
                  count(accepted_held_out[static_cast<std::size_t>(x - trial.naive.packages().begin())]))
            << "held out, rank " << k;
      }
      const std::size_t most = want.empty() ? 0 : want.front().count;
      EXPECT_EQ(answer.best_searched.count, most);
      EXPECT_GE(answer.bound + 1e-12, static_cast<double>(most) / worlds);
      const std::size_t there = answer.zone_share.count;
      EXPECT_TRUE(there == zone(accepted) || there == zone(accepted_held_out))
          << there << ", by brute force " << zone(accepted) << " or held out " << zone(accepted_held_out);
      EXPECT_DOUBLE_EQ(answer.zone_upper, answer.zone_share.value);
      std::size_t everywhere = 0;
      for (const Ranked& ranked : want) everywhere += ranked.count == worlds ? 1 : 0;
      EXPECT_EQ(answer.everywhere, std::min<std::size_t>(options.best, everywhere));
      EXPECT_EQ(answer.everywhere_more, everywhere > options.best);
      expect_option_shares(trial, answer, accepted);
    }
  });
}

TEST(Search, ABoundHoldsWhereTheBudgetOfNodesIsSmall) {
  for_each_case(40001, 50, {}, [](const Trial& trial) {
    RobustOptions options;
    options.worlds = worlds;
    options.nodes = 20;
    const RobustResult result = robust(trial.compiled, options);
    for (const Reading reading : readings) {
      const ReadingAnswer& answer = result.readings[static_cast<std::size_t>(reading)];
      const AnyTable table = draw_worlds(trial.compiled, reading, options.seed, 0, worlds, 1);
      const std::vector<Ranked> want = ranking(trial, accepted_by_tables(trial.compiled, trial.naive, table));
      const std::size_t most = want.empty() ? 0 : want.front().count;
      EXPECT_GE(answer.bound + 1e-12, static_cast<double>(most) / worlds);
      EXPECT_LE(answer.best_searched.count, most);
      if (answer.proven) {
        EXPECT_EQ(answer.best_searched.count, most);
      }
    }
  });
}

// Small lists, so that the search closes options and keeps boxes for later instead of listing all that there is.
TEST(Search, FindsTheBestPackageWhenItMayLeaveOutTheRest) {
  for_each_case(42001, 150, {}, [](const Trial& trial) {
    for (const Reading reading : readings) {
      const AnyTable table = draw_worlds(trial.compiled, reading, 1, 0, worlds, 1);
      const std::vector<Ranked> want = ranking(trial, accepted_by_tables(trial.compiled, trial.naive, table));
      std::visit(
          [&](const auto& drawn) {
            const auto deficits = make_deficits(trial.compiled, drawn);
            SearchOptions options;
            for (const std::size_t best : {1u, 2u}) {
              options.best = best;
              const BestPackages found = best_packages(make_plan(trial.compiled), deficits, options);
              EXPECT_TRUE(found.proven);
              ASSERT_EQ(found.best.size(), std::min(best, want.size()));
              for (std::size_t k = 0; k < found.best.size(); ++k) {
                EXPECT_EQ(found.best[k].count, want[k].count);
                EXPECT_EQ(name(*trial.source, package_of(trial.compiled, found.best[k].choice)),
                          name(*trial.source, want[k].package));
              }
              EXPECT_EQ(found.bound, want.empty() ? 0 : want.front().count);
            }
          },
          table);
    }
  });
}

TEST(Search, IsTheSameAtAnyNumberOfThreads) {
  for_each_case(41001, 20, {}, [](const Trial& trial) {
    RobustOptions options;
    options.worlds = 700;
    options.threads = 1;
    const auto one = numbers(*trial.source, robust(trial.compiled, options));
    options.threads = 5;
    EXPECT_EQ(one, numbers(*trial.source, robust(trial.compiled, options)));
    for (const Reading reading : readings)
      EXPECT_TRUE(std::visit(
          [](const auto& a, const auto& b) {
            if constexpr (std::is_same_v<decltype(a), decltype(b)>)
              return a.cells == b.cells && a.thresholds == b.thresholds;
            return false;
          },
          draw_worlds(trial.compiled, reading, 7, 3, 400, 1), draw_worlds(trial.compiled, reading, 7, 3, 400, 6)));
  });
}

}  // namespace
}  // namespace oracle
