#include "serve/jobs.h"

#include <algorithm>
#include <new>

namespace parley {
namespace {

constexpr std::size_t most_waiting = 32;
constexpr std::size_t most_kept = 64;

bool is_over(JobState::Phase phase) { return phase >= JobState::Phase::done; }

}  // namespace

Jobs::Jobs() {
  for (const Lane lane : {Lane::answers, Lane::trials, Lane::beside})
    threads_[static_cast<std::size_t>(lane)] =
        std::jthread([this, lane](const std::stop_token& stop) { run(stop, lane); });
}

Jobs::~Jobs() {
  {
    const std::lock_guard lock(mutex_);
    for (const auto& job : jobs_) job->stop = true;
  }
  for (std::jthread& thread : threads_) thread.request_stop();
}

std::optional<JobState> Jobs::ask(Lane lane, const std::string& key, const Work& work) {
  const std::lock_guard lock(mutex_);
  std::size_t waiting = 0;
  for (const auto& job : jobs_) {
    if (job->lane == lane && job->key == key && job->state.phase != JobState::Phase::cancelled && !job->stop)
      return job->state;
    waiting += is_over(job->state.phase) ? 0 : 1;
  }
  if (waiting >= most_waiting) return std::nullopt;
  auto job = std::make_shared<Job>();
  job->state.id = std::to_string(next_++);
  job->key = key;
  job->lane = lane;
  job->work = work;
  jobs_.push_back(job);
  while (jobs_.size() > most_kept) {
    const auto old = std::ranges::find_if(jobs_, [](const auto& each) { return is_over(each->state.phase); });
    if (old == jobs_.end()) break;
    jobs_.erase(old);
  }
  changed_.notify_all();
  return job->state;
}

std::optional<JobState> Jobs::wait(const std::string& id, std::chrono::milliseconds most) {
  std::unique_lock lock(mutex_);
  const auto at = std::ranges::find_if(jobs_, [&](const auto& job) { return job->state.id == id; });
  if (at == jobs_.end()) return std::nullopt;
  const auto job = std::shared_ptr<Job>(*at);  // the list may let go of it meanwhile
  changed_.wait_for(lock, most, [&] { return is_over(job->state.phase); });
  return job->state;
}

bool Jobs::cancel(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto at = std::ranges::find_if(jobs_, [&](const auto& job) { return job->state.id == id; });
  if (at == jobs_.end()) return false;
  (*at)->stop = true;
  if ((*at)->state.phase == JobState::Phase::waiting) (*at)->state.phase = JobState::Phase::cancelled;
  changed_.notify_all();
  return true;
}

void Jobs::cancel_others(Lane lane, const std::string& key) {
  const std::lock_guard lock(mutex_);
  for (const auto& job : jobs_) {
    if (job->lane != lane || job->key.starts_with(key)) continue;
    job->stop = true;
    if (job->state.phase == JobState::Phase::waiting) job->state.phase = JobState::Phase::cancelled;
  }
  changed_.notify_all();
}

void Jobs::finish(Job& job, const std::function<void(JobState&)>& end) {
  const std::lock_guard lock(mutex_);
  end(job.state);
  job.work = nullptr;
  changed_.notify_all();
}

void Jobs::run(const std::stop_token& stop, Lane lane) {
  while (!stop.stop_requested()) {
    std::shared_ptr<Job> job;
    {
      std::unique_lock lock(mutex_);
      const auto next = [&] {
        return std::ranges::find_if(jobs_, [&](const auto& each) {
          return each->lane == lane && each->state.phase == JobState::Phase::waiting;
        });
      };
      if (!changed_.wait(lock, stop, [&] { return next() != jobs_.end(); })) return;
      job = *next();
      job->state.phase = JobState::Phase::running;
    }
    Progress progress;
    progress.stop = &job->stop;
    progress.report = [&](std::string_view what, double share) {
      const std::lock_guard lock(mutex_);
      job->state.what = what;
      job->state.share = share;
    };
    const auto fail = [&](std::vector<Problem> problems) {
      finish(*job, [&](JobState& state) {
        state.phase = JobState::Phase::failed;
        state.problems = std::move(problems);
      });
    };
    try {
      auto result = std::make_shared<const std::string>(job->work(progress));
      finish(*job, [&](JobState& state) {
        state.phase = JobState::Phase::done;
        state.result = std::move(result);
      });
    } catch (const Cancelled&) {
      finish(*job, [](JobState& state) { state.phase = JobState::Phase::cancelled; });
    } catch (const Error& error) {
      fail(error.problems());
    } catch (const std::bad_alloc&) {
      fail(Error("there is not enough memory for this").problems());
    } catch (const std::exception& error) {
      fail(Error(error.what()).problems());
    }
  }
}

}  // namespace parley
