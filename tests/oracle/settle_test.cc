// Counts and conflicts, package by package.
#include "settle/settle.h"

#include <algorithm>

#include "oracle/support.h"

namespace oracle {
namespace {

using namespace parley;

Ingredients in_reference() {
  Ingredients with;
  with.one_of = false;
  return with;
}

TEST(Counts, ArePackagesCountedOneByOne) {
  for_each_case(5001, 300, in_reference(), [](const Trial& trial) {
    for (const Reading reading : readings) {
      SettleOptions options;
      options.reading = reading;
      const Counts counts = count_packages(trial.compiled, options);
      const TallyOfPackages tally = trial.naive.count(reading);
      const auto equal = [&](const Count& count, std::uint64_t want, const char* what) {
        EXPECT_TRUE(count.exact()) << what;
        EXPECT_EQ(count.lower, BigInt(want)) << what << " reading " << static_cast<int>(reading);
      };
      equal(counts.total, tally.total, "total");
      equal(counts.allowed, tally.allowed, "allowed");
      equal(counts.accepted_by_all, tally.accepted_by_all, "by all");
      ASSERT_EQ(counts.parties, trial.naive.principals());
      for (std::size_t p = 0; p < counts.parties.size(); ++p)
        equal(counts.accepted[p], tally.accepted[p], trial.source->casebook.parties[counts.parties[p]].id.c_str());
    }
  });
}

TEST(Counts, BoundsHoldWhereTheBudgetIsSmall) {
  for_each_case(5001, 100, in_reference(), [](const Trial& trial) {
    SettleOptions options;
    options.states = 8;
    options.cells = 0;
    const Counts counts = count_packages(trial.compiled, options);
    const TallyOfPackages tally = trial.naive.count(Reading::cautious);
    const auto within = [](const Count& count, std::uint64_t want) {
      EXPECT_LE(count.lower, BigInt(want));
      EXPECT_GE(count.upper, BigInt(want));
    };
    within(counts.allowed, tally.allowed);
    within(counts.accepted_by_all, tally.accepted_by_all);
    for (std::size_t p = 0; p < counts.parties.size(); ++p) within(counts.accepted[p], tally.accepted[p]);
  });
}

// Whether an element of a conflict shuts out a package in a world.
bool shuts_out(const Naive& naive, const World& world, Reading reading, const ConflictElement& element,
               const Package& x) {
  const Judged judged = naive.judge(world, reading, x);
  switch (element.kind) {
    case ConflictElement::Kind::rule:
      return judged.rules[element.rule] == 0;
    case ConflictElement::Kind::vote:
      return std::any_of(judged.voters.begin(), judged.voters.end(),
                         [&](const Vote& v) { return v.party == element.party && !v.consents; });
    case ConflictElement::Kind::reservation:
      return std::any_of(judged.principals.begin(), judged.principals.end(),
                         [&](const Taken& t) { return t.party == element.party && t.below; });
    case ConflictElement::Kind::red_line:
      for (const Taken& t : judged.principals)
        for (const int row : t.red_rows)
          if (t.party == element.party && std::count(element.statements.begin(), element.statements.end(), row) != 0 &&
              std::count(element.options.begin(), element.options.end(), x[element.issue]) != 0)
            return true;
      return false;
  }
  return false;
}

// The worlds that a conflict speaks of: the reference world, or, for what is certain, it and many at random.
struct Worlds {
  std::vector<World> worlds;
  Reading reading;
  [[nodiscard]] bool always(const std::function<bool(const World&)>& holds) const {
    return std::all_of(worlds.begin(), worlds.end(), holds);
  }
};

Worlds worlds_of(const Trial& trial, Conflict::Among among) {
  Worlds result{{trial.naive.reference(Reading::cautious)}, Reading::cautious};
  if (among == Conflict::Among::reference) return result;
  result.reading = Reading::open;
  std::mt19937_64 random(trial.seed);
  for (int s = 0; s < 150; ++s) result.worlds.push_back(trial.naive.sample(random));
  return result;
}

// What is wrong with a conflict: a package that it leaves in some world, an element that it could do without; empty if
// nothing is. Two red lines, of which one or the other stands, may shut out a package between them.
std::string fault(const Trial& trial, const Conflict& conflict, bool with_packages_that_settle_nothing) {
  const Naive& naive = trial.naive;
  const Worlds in = worlds_of(trial, conflict.among);
  std::vector<bool> needed(conflict.elements.size(), false);
  for (const Package& x : naive.packages()) {
    const auto nothing = [&](const World& w) { return !naive.judge(w, in.reading, x).settles; };
    if (!with_packages_that_settle_nothing && in.always(nothing)) continue;
    for (const World& w : in.worlds) {
      std::vector<std::size_t> by;
      for (std::size_t e = 0; e < conflict.elements.size(); ++e)
        if (shuts_out(naive, w, in.reading, conflict.elements[e], x)) by.push_back(e);
      if (by.size() == 1) needed[by.front()] = true;
      if (by.empty()) return "the conflict leaves " + name(*trial.source, x) + "\n";
    }
  }
  for (std::size_t e = 0; e < needed.size(); ++e)
    if (!needed[e]) return "element " + std::to_string(e) + " can be left out\n";
  return "";
}

// Among what is certain the words leave open whether a package that settles nothing in any world is one to shut out.
void check_conflict(const Trial& trial, const Conflict& conflict) {
  const bool certain = conflict.among == Conflict::Among::certain;
  const std::string without = fault(trial, conflict, false);
  const std::string with = certain ? fault(trial, conflict, true) : without;
  EXPECT_TRUE(without.empty() || with.empty()) << (certain ? "certain: " : "reference: ") << without << with;
}

TEST(Conflicts, LeaveNoPackageAndNoneOfThemCanBeLeftOut) {
  std::uint64_t conflicts = 0;
  Ingredients with = in_reference();
  with.packages = 40;
  for_each_case(9001, 300, with, [&](const Trial& trial) {
    const std::optional<Conflict> conflict = find_conflict(trial.compiled, {});
    const World world = trial.naive.reference(Reading::cautious);
    const auto& all = trial.naive.packages();
    const bool some = std::any_of(all.begin(), all.end(), [&](const Package& x) {
      const Judged judged = trial.naive.judge(world, Reading::cautious, x);
      return judged.allowed() && judged.consented() && judged.settles;
    });
    if (!conflict) {
      EXPECT_TRUE(some) << "there is no package in the reference world, and no conflict";
      return;
    }
    ++conflicts;
    EXPECT_TRUE(conflict->among == Conflict::Among::certain || !some);
    check_conflict(trial, *conflict);
  });
  EXPECT_GT(conflicts, of_cases(50));
}

TEST(Conflicts, ARuleVoteOrRedLineThatGaveWayShutsOutNothing) {
  Ingredients with = in_reference();
  with.packages = 40;
  for_each_case(9001, 60, with, [&](const Trial& trial) {
    const std::optional<Conflict> conflict = find_conflict(trial.compiled, {});
    if (!conflict) return;
    for (const ConflictElement& element : conflict->elements) {
      const Counts before = count_packages(trial.compiled, {});
      const Counts after = count_packages(give_way(trial.compiled, element), {});
      EXPECT_GE(after.allowed.lower, before.allowed.lower);
      EXPECT_GE(after.accepted_by_all.lower, before.accepted_by_all.lower);
    }
  });
}

}  // namespace
}  // namespace oracle
