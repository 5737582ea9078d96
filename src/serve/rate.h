// How often an address may do something: a bucket of so many turns, which fills again at so many a second.
#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace parley {

class Rate {
 public:
  using Time = std::chrono::steady_clock::time_point;

  Rate(double most, double a_second) : most_(most), a_second_(a_second) {}

  /// Whether the address has a turn left; takes it.
  bool take(const std::string& address, Time now) {
    const std::lock_guard lock(mutex_);
    if (buckets_.size() >= 10'000 && !buckets_.contains(address)) buckets_.clear();
    auto [at, fresh] = buckets_.try_emplace(address, Bucket{most_, now});
    Bucket& bucket = at->second;
    bucket.left = std::min(most_, bucket.left + a_second_ * std::chrono::duration<double>(now - bucket.at).count());
    bucket.at = now;
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  }

 private:
  struct Bucket {
    double left;
    Time at;
  };
  double most_, a_second_;
  std::mutex mutex_;
  std::map<std::string, Bucket> buckets_;
};

}  // namespace parley
