// The processes that mpirun or srun started as one run.
//
// Two files define it, and a build has one of them: ranks_mpi.cc where PARLEY_MPI is on, else ranks_alone.cc. Nothing
// else of Parley knows of MPI. Every process runs the same command; the first one speaks and writes.
#pragma once

namespace parley {

/// Joins the others, runs the program, and leaves together with them. Returns the exit status.
int run_ranks(int argc, char** argv);

}  // namespace parley
