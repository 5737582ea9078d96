// A run that was stopped anywhere and taken up again comes to what an uninterrupted one comes to, number by number.
#include "core/checkpoint.h"

#include "core/crew_of_threads.h"
#include "oracle/support.h"
#include "robust/package_shares.h"

namespace oracle {
namespace {

using namespace parley;

struct Stop {};

/// Cases with few packages, so that members of a crew need not meet often.
Ingredients thirty_packages() {
  Ingredients few;
  few.packages = 30;
  return few;
}

/// What is left of a run that ended at its `writes`-th write; nothing where it came to its end.
struct Left {
  bool stopped = false;
  std::vector<Words> done;
  Words begun;
};

std::map<std::string, std::string> run(const Trial& trial, RobustOptions options, Checkpoint* checkpoint) {
  options.checkpoint = checkpoint;
  auto all = numbers(*trial.source, robust(trial.compiled, options));
  const PackageShares shares = package_shares(trial.compiled, options);
  all["packages"] = std::to_string(shares.accepted_by_all[0].count) + " " +
                    std::to_string(shares.accepted_by_all[1].count) + " " + std::to_string(shares.rules_unmet);
  return all;
}

Checkpoint from(const Left& left) {
  Checkpoint checkpoint;
  checkpoint.done = left.done;
  checkpoint.begun = left.begun;
  return checkpoint;
}

Left run_until(const Trial& trial, const RobustOptions& options, const Left& before, int writes) {
  Left left;
  Checkpoint checkpoint = from(before);
  checkpoint.due = [] { return true; };
  checkpoint.write = [&](const Checkpoint& so_far) {
    if (--writes > 0) return;
    left = {true, so_far.done, so_far.begun};
    throw Stop{};
  };
  try {
    run(trial, options, &checkpoint);
  } catch (const Stop&) {
  }
  return left;
}

TEST(Checkpoint, IsTakenUpFromWhereverARunStopped) {
  for_each_case(45001, 4, thirty_packages(), [](const Trial& trial) {
    RobustOptions options;
    options.worlds = 100;
    options.best = 2;
    options.threads = 1;
    const auto whole = run(trial, options, nullptr);
    int unfinished = 0;
    for (int writes = 1;; writes = writes * 2 + 1) {
      const Left left = run_until(trial, options, {}, writes);
      if (!left.stopped) break;
      unfinished += left.begun.empty() ? 0 : 1;
      Checkpoint again = from(left);
      EXPECT_EQ(run(trial, options, &again), whole) << "stopped at write " << writes;
      // Stopped once more on the way, and then from its end, where nothing is left to do.
      const Left later = run_until(trial, options, left, 2);
      Checkpoint third = later.stopped ? from(later) : from(left);
      EXPECT_EQ(run(trial, options, &third), whole);
      const std::size_t steps = third.done.size();
      Checkpoint full = from({true, third.done, {}});
      EXPECT_EQ(run(trial, options, &full), whole);
      EXPECT_EQ(full.done.size(), steps);
    }
    EXPECT_GT(unfinished, 0);
  });
}

TEST(Checkpoint, OfACrewIsTakenUpByAnotherOfAnySize) {
  for_each_case(45101, 1, thirty_packages(), [](const Trial& trial) {
    RobustOptions options;
    options.worlds = 10'500;
    options.best = 2;
    options.threads = 1;
    const auto whole = run(trial, options, nullptr);
    for (const int writes : {2, 9}) {
      std::vector<Left> left(2);
      run_crew(2, [&](const Crew& crew) {
        RobustOptions shared = options;
        shared.crew = crew;
        left[crew.rank] = run_until(trial, shared, {}, writes);
      });
      ASSERT_TRUE(left[0].stopped);
      EXPECT_EQ(left[0].done, left[1].done);
      EXPECT_EQ(left[0].begun, left[1].begun);
      Checkpoint alone = from(left[0]);
      EXPECT_EQ(run(trial, options, &alone), whole);
      std::vector<std::map<std::string, std::string>> answers(3);
      run_crew(3, [&](const Crew& crew) {
        RobustOptions shared = options;
        shared.crew = crew;
        Checkpoint again = from(left[0]);
        answers[crew.rank] = run(trial, shared, &again);
      });
      for (const auto& answer : answers) EXPECT_EQ(answer, whole);
    }
  });
}

}  // namespace
}  // namespace oracle
