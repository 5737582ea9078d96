// Long computations beside the requests: started, watched, cancelled, and kept until nobody asks for them any more.
//
// Three lanes of one thread each: whole answers, which may take minutes; trials, which a person waits for; and what is
// asked beside an answer, which may take longer still. One job a key: whoever asks again gets the same one.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/error.h"
#include "core/progress.h"

namespace parley {

enum class Lane { answers, trials, beside };

/// How far a job is; once it is done, what came of it.
struct JobState {
  enum class Phase { waiting, running, done, failed, cancelled };
  std::string id;
  Phase phase = Phase::waiting;
  std::string what;  ///< being done
  double share = 0;  ///< of that, done; negative where unknown
  std::shared_ptr<const std::string> result;
  std::vector<Problem> problems;  ///< of a failed one
};

class Jobs {
 public:
  /// Returns the result; may throw Error or Cancelled.
  using Work = std::function<std::string(const Progress&)>;

  Jobs();
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  /// The job of this key, started if there is none or it was cancelled. Nothing if too many wait.
  std::optional<JobState> ask(Lane lane, const std::string& key, const Work& work);
  /// The same, after waiting at most so long for its end; nothing if it is not known.
  std::optional<JobState> wait(const std::string& id, std::chrono::milliseconds most);
  /// False if there is none such.
  bool cancel(const std::string& id);
  /// Cancels what waits or runs in a lane under a key that does not begin so.
  void cancel_others(Lane lane, const std::string& key);

 private:
  struct Job {
    JobState state;
    std::string key;
    Lane lane = Lane::answers;
    Work work;
    std::atomic<bool> stop{false};
  };
  void run(const std::stop_token& stop, Lane lane);
  void finish(Job& job, const std::function<void(JobState&)>& end);

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<std::shared_ptr<Job>> jobs_;  ///< the oldest first
  std::size_t next_ = 1;
  std::array<std::jthread, 3> threads_;
};

}  // namespace parley
