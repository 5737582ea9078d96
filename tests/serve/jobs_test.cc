#include "serve/jobs.h"

#include <gtest/gtest.h>

namespace parley {
namespace {

using namespace std::chrono_literals;
using Phase = JobState::Phase;

std::string until_stopped(const Progress& progress) {
  progress("waiting", 0.5);
  while (!progress.stopped()) std::this_thread::sleep_for(1ms);
  throw Cancelled{};
}

TEST(Jobs, OneKeyIsComputedOnceAndItsResultIsKept) {
  Jobs jobs;
  std::atomic<int> runs{0};
  const auto work = [&](const Progress&) { return std::to_string(++runs); };
  const auto first = jobs.ask(Lane::trials, "a", work);
  EXPECT_EQ(*jobs.wait(first->id, 60s)->result, "1");
  const auto again = jobs.ask(Lane::trials, "a", work);
  EXPECT_EQ(again->id, first->id);
  EXPECT_EQ(*jobs.wait(again->id, 60s)->result, "1");
}

TEST(Jobs, ALongOneIsWatchedCancelledAndBegunAnew) {
  Jobs jobs;
  const auto job = jobs.ask(Lane::answers, "a", until_stopped);
  JobState state = *job;
  for (int k = 0; k < 6000 && state.what != "waiting"; ++k) state = *jobs.wait(job->id, 10ms);
  EXPECT_EQ(state.phase, Phase::running);
  EXPECT_EQ(state.share, 0.5);
  EXPECT_TRUE(jobs.cancel(job->id));
  EXPECT_EQ(jobs.wait(job->id, 60s)->phase, Phase::cancelled);
  const auto next = jobs.ask(Lane::answers, "a", [](const Progress&) { return std::string("done"); });
  EXPECT_NE(next->id, job->id);
  EXPECT_EQ(*jobs.wait(next->id, 60s)->result, "done");
}

TEST(Jobs, ATrialDoesNotWaitForAnAnswer) {
  Jobs jobs;
  const auto answer = jobs.ask(Lane::answers, "a", until_stopped);
  const auto trial = jobs.ask(Lane::trials, "a", [](const Progress&) { return std::string("quick"); });
  EXPECT_EQ(*jobs.wait(trial->id, 60s)->result, "quick");
  jobs.cancel_others(Lane::answers, "a");
  EXPECT_FALSE(jobs.wait(answer->id, 10ms)->phase == Phase::cancelled);
  jobs.cancel_others(Lane::answers, "b");
  EXPECT_EQ(jobs.wait(answer->id, 60s)->phase, Phase::cancelled);
}

TEST(Jobs, AnErrorIsKeptWithItsProblemsAndTooManyThatWaitAreRefused) {
  Jobs jobs;
  const auto failed = jobs.ask(Lane::trials, "a", [](const Progress&) -> std::string { throw Error("no", "file"); });
  EXPECT_EQ(jobs.wait(failed->id, 60s)->problems.at(0).message, "no");
  std::size_t taken = 0;
  for (int k = 0; k < 100; ++k) taken += jobs.ask(Lane::answers, std::to_string(k), until_stopped) ? 1 : 0;
  EXPECT_EQ(taken, 32U);
}

}  // namespace
}  // namespace parley
