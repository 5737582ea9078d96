// A build without MPI: one process, which says so where mpirun started several of it.
#include <fmt/format.h>

#include <cstdlib>
#include <string_view>

#include "cli/output.h"
#include "cli/ranks.h"
#include "cli/run.h"

namespace parley {

int run_ranks(int argc, char** argv) {
  const char* size = std::getenv("OMPI_COMM_WORLD_SIZE");
  const char* rank = std::getenv("OMPI_COMM_WORLD_RANK");
  if (size == nullptr || std::string_view(size) == "1") return run(argc, argv);
  if (rank != nullptr && std::string_view(rank) == "0")
    say(
        fmt::format("parley: mpirun started {} processes, and this build knows no MPI; configure it with "
                    "-DPARLEY_MPI=ON\n",
                    size));
  return exit_wrong_usage;
}

}  // namespace parley
