// Progress and cancellation: how a long computation is watched and stopped without knowing who watches.
#pragma once

#include <atomic>
#include <functional>
#include <string_view>

namespace parley {

/// Given to anything that can run long. `report` may be empty; it is called now and then, from the calling thread, with
/// what is being done and the share done in [0, 1] (negative where unknown). `stop` may be null; when it turns true the
/// computation ends soon, by throwing Cancelled or with a result that says it was cut.
struct Progress {
  std::function<void(std::string_view what, double share)> report;
  const std::atomic<bool>* stop = nullptr;

  void operator()(std::string_view what, double share) const {
    if (report) report(what, share);
  }
  [[nodiscard]] bool stopped() const { return stop != nullptr && stop->load(std::memory_order_relaxed); }
};

/// Thrown where a stopped computation has nothing worth returning.
struct Cancelled {};

}  // namespace parley
