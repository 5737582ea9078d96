// A case whose files stand in memory: what an editor has not saved yet, or what a what-if would make of them.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "casebook/casebook.h"
#include "core/error.h"

namespace parley {

/// Texts by file name ("case.yaml") that stand in place of the files in a case's folder.
using CaseTexts = std::map<std::string, std::string, std::less<>>;

/// As read_casebook of a folder, with `texts` in place of its case.yaml and documents.yaml.
Casebook read_casebook(const std::filesystem::path& folder, const CaseTexts& texts, std::vector<Problem>& problems);

}  // namespace parley
