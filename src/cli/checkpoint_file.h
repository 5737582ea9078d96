// The file of --checkpoint: what a long run has worked out so far, for the same command to go on from.
//
// It begins with a key, a hash of the version, the case's files and every option that an answer depends on, so that no
// other run takes it up; it ends with a hash of itself. It is written whole or not at all, by the first process of a
// crew alone, which shares what it reads with the others: only its machine needs the file.
#pragma once

#include <filesystem>
#include <string>

#include "cli/options.h"
#include "core/checkpoint.h"
#include "core/crew.h"

namespace parley {

/// Of a run: who may take up its checkpoint.
std::string run_key(const CaseOptions& options, const std::string& wish);

/// Throws Error where not all of a crew have the same key: their cases or versions differ.
void expect_same_key(const std::string& key, const Crew& crew);

/// What is kept in `path`, or nothing yet where there is no such file; from then on it is written there every minute.
/// Throws Error where the file is of another run, damaged, or cannot be written.
Checkpoint open_checkpoint(const std::filesystem::path& path, const std::string& key, const Crew& crew);

}  // namespace parley
