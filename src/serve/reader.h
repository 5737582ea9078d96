// A document as the workspace reads it: its text, its lines, and where the statements of the case, and those that are
// proposed, stand in it.
#pragma once

#include <filesystem>
#include <string>

#include "evidence/proposals.h"
#include "model/case.h"

namespace parley {

/// docs/serve.md, "A document". `path` is where the text is; empty where it is missing. Of `proposals` those that wait
/// are marked. Throws Error if it cannot be read.
std::string document_json(const Case& c, int document, const std::filesystem::path& path,
                          const ProposalTable& proposals);

}  // namespace parley
