// A build with MPI. Numbers are folded by MPI_Iallreduce, looked at again and again rather than waited for, so that a
// process that was asked to stop does. All but the first process are silent: what they say on standard error is kept,
// and said where they fail and the first one does not.
#include <fcntl.h>
#include <fmt/format.h>
#include <mpi.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <initializer_list>
#include <string>
#include <string_view>
#include <thread>

#include "cli/output.h"
#include "cli/ranks.h"
#include "cli/run.h"
#include "cli/stop.h"
#include "core/crew.h"
#include "core/progress.h"

// NOLINTBEGIN(bugprone-casting-through-void): Open MPI's own names are macros that do so.

namespace parley {
namespace {

constexpr std::size_t most_at_once = std::size_t{1} << 24;  // numbers of one message
constexpr int tries_before_yielding = 2000;
constexpr std::chrono::seconds patience{5};  // for the others to fail too, before their run is broken off

bool was_started_as_one_of_several() {
  const auto is_set = [](const char* name) { return std::getenv(name) != nullptr; };
  return std::ranges::any_of(std::initializer_list<const char*>{"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK"},
                             is_set);
}

void fold_all(Fold fold, std::span<std::uint64_t> numbers) {
  for (; !numbers.empty(); numbers = numbers.subspan(std::min(numbers.size(), most_at_once))) {
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Iallreduce(MPI_IN_PLACE, numbers.data(), static_cast<int>(std::min(numbers.size(), most_at_once)), MPI_UINT64_T,
                   fold == Fold::sum ? MPI_SUM : MPI_MAX, MPI_COMM_WORLD, &request);
    int done = 0;
    for (int tries = 0; done == 0; ++tries) {
      MPI_Test(&request, &done, MPI_STATUS_IGNORE);
      if (done == 0 && stop_flag()) throw Cancelled{};
      if (done == 0 && tries > tries_before_yielding) std::this_thread::yield();
    }
  }
}

Crew crew_of_all() {
  int rank = 0;
  int size = 1;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  Crew crew;
  crew.rank = static_cast<std::size_t>(rank);
  crew.size = static_cast<std::size_t>(size);
  crew.fold = fold_all;
  return crew;
}

/// What a process says that is not the first, kept for when it is needed.
class Muted {
 public:
  explicit Muted(const Crew& crew) {
    if (crew.rank == 0) return;
    said_ = dup(STDERR_FILENO);
    kept_ = memfd_create("parley", MFD_CLOEXEC);
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup2(nowhere, STDOUT_FILENO);
    dup2(kept_ >= 0 ? kept_ : nowhere, STDERR_FILENO);
  }

  /// Says after all what was kept.
  void break_with(const Crew& crew) const {
    if (said_ < 0) return;
    std::string words(4096, '\0');
    const ssize_t length = pread(kept_, words.data(), words.size(), 0);
    words.resize(static_cast<std::size_t>(std::max<ssize_t>(0, length)));
    dup2(said_, STDERR_FILENO);
    say(fmt::format("process {} of {}: {}", crew.rank, crew.size, words.empty() ? "ended\n" : words));
  }

 private:
  int said_ = -1;
  int kept_ = -1;
};

/// Whether all processes come to their end, in the time that there is; one that has done its work waits for the others.
bool end_together(MPI_Comm ends, bool wait) {
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Ibarrier(ends, &request);
  const auto until = std::chrono::steady_clock::now() + patience;
  int all_here = 0;
  while (all_here == 0 && !stop_flag() && (wait || std::chrono::steady_clock::now() < until)) {
    MPI_Test(&request, &all_here, MPI_STATUS_IGNORE);
    std::this_thread::yield();
  }
  return all_here != 0;
}

}  // namespace

int run_ranks(int argc, char** argv) {
  if (!was_started_as_one_of_several()) return run(argc, argv);
  prepare_streams();
  setenv("NO_COLOR", "1", 1);  // mpirun puts a terminal of its own in the place of its output, whatever that is
  int level = 0;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &level);
  const Crew crew = crew_of_all();
  MPI_Comm ends = MPI_COMM_NULL;
  MPI_Comm_dup(MPI_COMM_WORLD, &ends);
  const Muted silence(crew);
  const int status = run(argc, argv, crew);
  if (stop_flag() || !end_together(ends, status == exit_done)) {
    if (!stop_flag()) silence.break_with(crew);
    MPI_Abort(MPI_COMM_WORLD, std::max(1, status));
  }
  MPI_Finalize();
  return status;
}

}  // namespace parley

// NOLINTEND(bugprone-casting-through-void)
