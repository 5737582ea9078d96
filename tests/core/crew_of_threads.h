// A crew whose members are threads of the test: what MPI does between processes, in one.
#pragma once

#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "core/crew.h"

namespace parley {

/// Where threads wait for each other, again and again.
class Meeting {
 public:
  explicit Meeting(std::size_t members) : members_(members) {}
  void arrive_and_wait() {
    std::unique_lock lock(mutex_);
    const std::size_t round = round_;
    if (++here_ == members_) return begin_round();
    changed_.wait(lock, [&] { return round_ != round; });
  }
  void arrive_and_drop() {
    const std::lock_guard lock(mutex_);
    --members_;
    if (members_ > 0 && here_ == members_) begin_round();
  }

 private:
  void begin_round() {
    here_ = 0;
    ++round_;
    changed_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t members_;
  std::size_t here_ = 0;
  std::size_t round_ = 0;
};

/// Runs body(crew) as each member of a crew of `size` at once. The first exception of a member is thrown again here;
/// the others are then thrown out of their next fold.
inline void run_crew(std::size_t size, const std::function<void(const Crew&)>& body) {
  struct Ended {};
  Meeting meet(size);
  std::vector<std::span<std::uint64_t>> given(size);
  std::vector<std::exception_ptr> failures(size);
  std::atomic<bool> failed = false;
  const auto member = [&](std::size_t rank) {
    Crew crew;
    crew.rank = rank;
    crew.size = size;
    crew.fold = [&, rank](Fold fold, std::span<std::uint64_t> numbers) {
      given[rank] = numbers;
      meet.arrive_and_wait();
      if (failed) throw Ended{};
      std::vector<std::uint64_t> folded(numbers.size(), 0);
      for (const auto& from : given) {
        if (from.size() != numbers.size()) throw std::logic_error("members of a crew are out of step");
        for (std::size_t k = 0; k < folded.size(); ++k)
          folded[k] = fold == Fold::sum ? folded[k] + from[k] : std::max(folded[k], from[k]);
      }
      meet.arrive_and_wait();
      std::copy(folded.begin(), folded.end(), numbers.begin());
    };
    try {
      body(crew);
    } catch (const Ended&) {
      failed = true;
    } catch (...) {
      failures[rank] = std::current_exception();
      failed = true;
    }
    meet.arrive_and_drop();
  };
  std::vector<std::jthread> members;
  for (std::size_t rank = 0; rank < size; ++rank) members.emplace_back(member, rank);
  members.clear();
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
}

}  // namespace parley
