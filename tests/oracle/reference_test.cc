// The reference world, number by number: the compiled tables against the naive model.
#include <cmath>

#include "model/preferences.h"
#include "oracle/support.h"

namespace oracle {
namespace {

using namespace parley;

// Which of several options a source means has no likelier side that the words tell; see one_of in the shares' tests.
Ingredients reference_cases() {
  Ingredients with;
  with.one_of = false;
  with.beyond_concern = false;
  with.conditional_sources = false;
  return with;
}

void compare_row(const Trial& trial, const Row& row, long double more, const Judged& judged) {
  const std::string who = row.party >= 0 ? trial.source->casebook.parties[row.party].id : "all";
  if (row.kind == RowKind::settlement && judged.consented()) {
    EXPECT_EQ(more >= 0, judged.settles);
  }
  for (const Vote& v : judged.voters) {
    if (row.kind != RowKind::voter || v.party != row.party) continue;
    EXPECT_EQ(more >= 0, v.consents) << who << " votes";
  }
  for (const Taken& t : judged.principals) {
    if (row.kind != RowKind::principal || t.party != row.party) continue;
    EXPECT_EQ(row.has_reservation, t.has_reservation) << who;
    EXPECT_EQ(more >= 0, t.consents()) << who << ": value " << t.value << ", reservation " << t.reservation
                                       << ", red line " << t.red_line << ", gain " << more;
    if (t.has_reservation && !t.red_line) {
      const Preferences& preferences = *trial.compiled.preferences;
      const Wide scale = preferences.parties[preferences.party_model[t.party]].reference_scale;
      EXPECT_NEAR(static_cast<double>(more / static_cast<long double>(scale)), t.value - t.reservation,
                  1e-9 * (1 + std::abs(t.value)))
          << who;
    }
  }
}

void compare_packages(const Trial& trial, Reading reading) {
  const World world = trial.naive.reference(reading);
  const AnyTable table = reference_world(trial.compiled, reading);
  for (const Package& x : trial.naive.packages()) {
    SCOPED_TRACE(name(*trial.source, x) + (reading == Reading::cautious ? " cautious" : " open"));
    const Judged judged = trial.naive.judge(world, reading, x);
    for (int r = 0; r < static_cast<int>(trial.compiled.rows.size()); ++r)
      compare_row(trial, trial.compiled.rows[r], gain(trial.compiled, table, r, x, 0), judged);
    if (::testing::Test::HasFailure()) return;
  }
}

void compare(const Trial& trial) {
  for (const Reading reading : readings) compare_packages(trial, reading);
}

TEST(Reference, EveryRowOfEveryPackageIsWhatTheNaiveModelSays) { for_each_case(1, 600, reference_cases(), compare); }

TEST(Reference, ANoDealMayNameIssuesThatDoNotConcernItsPartyForItsConditions) {
  Ingredients with = reference_cases();
  with.beyond_concern = true;
  for_each_case(1, 200, with, compare);
}

TEST(Reference, OfSourcesThatDifferTheLowerStanceYieldsWhateverTheirConditions) {
  Ingredients with = reference_cases();
  with.conditional_sources = true;
  for_each_case(1, 400, with, compare);
}

TEST(Reference, IssuesThatConcernNobodyAreLeftOut) {
  for_each_case(1, 200, reference_cases(), [](const Trial& trial) {
    std::vector<char> out(trial.source->casebook.issues.size(), 0);
    for (const int i : trial.compiled.left_out) out[i] = 1;
    for (int i = 0; i < static_cast<int>(out.size()); ++i) EXPECT_EQ(out[i] != 0, trial.naive.left_out(i)) << i;
  });
}

}  // namespace
}  // namespace oracle
