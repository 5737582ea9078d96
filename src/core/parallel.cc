#include "core/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace parley {

std::size_t thread_count(std::size_t threads) {
  return threads != 0 ? threads : std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

void parallel_for(std::size_t count, std::size_t block, std::size_t threads,
                  const std::function<void(std::size_t begin, std::size_t end)>& body) {
  block = std::max<std::size_t>(1, block);
  const std::size_t blocks = (count + block - 1) / block;
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failure_mutex;
  auto work = [&] {
    for (std::size_t b = next.fetch_add(1); b < blocks; b = next.fetch_add(1)) {
      try {
        body(b * block, std::min(count, (b + 1) * block));
      } catch (...) {
        const std::lock_guard lock(failure_mutex);
        if (!failure) failure = std::current_exception();
        next.store(blocks);
      }
    }
  };
  const std::size_t workers = std::min(thread_count(threads), blocks);
  std::vector<std::jthread> others;
  for (std::size_t t = 1; t < workers; ++t) others.emplace_back(work);
  work();
  others.clear();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace parley
