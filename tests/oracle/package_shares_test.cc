// Shares of packages over worlds, against every allowed package in each of the same worlds.
#include "robust/package_shares.h"

#include <algorithm>
#include <cmath>

#include "oracle/support.h"

namespace oracle {
namespace {

using namespace parley;

constexpr std::size_t worlds_drawn = 300;

/// The mean over worlds of the share of allowed packages that a row accepts.
double exact_share(const Trial& trial, const AnyTable& table, int row) {
  const World world = trial.naive.reference(Reading::cautious);
  double accepted = 0, all = 0;
  for (const Package& x : trial.naive.packages()) {
    if (!trial.naive.judge(world, Reading::cautious, x).allowed()) continue;
    for (std::size_t s = 0; s < worlds_drawn; ++s) {
      all += 1;
      accepted += gain(trial.compiled, table, row, x, s) >= 0 ? 1 : 0;
    }
  }
  return accepted / all;
}

TEST(PackageShares, EstimateTheShareOfAllAllowedPackages) {
  for_each_case(9101, 40, {}, [](const Trial& trial) {
    RobustOptions options;
    options.worlds = worlds_drawn;
    const PackageShares shares = package_shares(trial.compiled, options);
    for (const Reading reading : readings) {
      const AnyTable table = draw_worlds(trial.compiled, reading, options.seed, 0, worlds_drawn, 1);
      if (const auto valid = valid_worlds(table); std::count(valid.begin(), valid.end(), 0) > 0) continue;
      for (std::size_t k = 0; k < shares.parties.size(); ++k) {
        const auto row = std::find_if(trial.compiled.rows.begin(), trial.compiled.rows.end(), [&](const Row& r) {
          return r.kind == RowKind::principal && r.party == shares.parties[k];
        });
        const double exact = exact_share(trial, table, static_cast<int>(row - trial.compiled.rows.begin()));
        const Share& share = shares.accepts[k][static_cast<std::size_t>(reading)];
        const double n = static_cast<double>(share.worlds);
        EXPECT_NEAR(share.value, exact, 4.5 * std::sqrt(exact * (1 - exact) / n) + 1.5 / n);
      }
      const Share& all = shares.accepted_by_all[static_cast<std::size_t>(reading)];
      for (const auto& accepts : shares.accepts) EXPECT_LE(all.count, accepts[static_cast<std::size_t>(reading)].count);
    }
  });
}

TEST(PackageShares, DrawOnlyPackagesThatKeepTheRules) {
  const auto c =
      must_read({"title: t\nparties: [{id: p}]\nissues:\n  - {id: a, options: [x, y]}\n"
                 "  - {id: b, options: [x, y]}\nrules:\n  - {id: r, formula: a = x & b = y}\n",
                 "",
                 "id,document,start,end,quote,speaker,party,form,act,issue,option,stance,importance,condition,"
                 "otherwise,claim,date,certainty,coder,note\n"
                 "1,,,,,,p,judgement,,a,y,reject,,,,,,,,why\n2,,,,,,p,judgement,,b,y,accept,,,,,,,,why\n",
                 {}});
  RobustOptions options;
  options.worlds = 100;
  const PackageShares shares = package_shares(compile(c, {}), options);
  EXPECT_EQ(shares.rules_unmet, 0U);
  EXPECT_EQ(shares.accepts.at(0)[0].count, 100U);  // a = y, which it rejects, is never drawn
}

// The rule keeps the issue in packages, and no party has a value that hangs on it.
TEST(PackageShares, AreDrawnWherePackagesMoveNoValue) {
  const auto c =
      must_read({"title: t\nparties: [{id: p}]\nissues: [{id: a, options: [x, y]}]\n"
                 "rules: [{id: r, formula: a = x}]\n",
                 "",
                 "id\n",
                 {}});
  RobustOptions options;
  options.worlds = 100;
  const PackageShares shares = package_shares(compile(c, {}), options);
  EXPECT_EQ(shares.accepts.at(0)[0].count, 100U);
}

}  // namespace
}  // namespace oracle
