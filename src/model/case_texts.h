// A case read with texts in place of some of its files.
#pragma once

#include <filesystem>
#include <vector>

#include "casebook/texts.h"
#include "core/error.h"
#include "model/case.h"

namespace parley {

/// As read_case of a folder, with `texts` in place of the files that they name. Documents are read from the folder.
Case read_case(const std::filesystem::path& folder, const CaseTexts& texts, std::vector<Problem>& problems);

}  // namespace parley
