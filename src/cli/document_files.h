// The documents that a command line names.
#pragma once

#include <string>
#include <vector>

namespace parley {

/// Files as they are, and in place of each folder what can be read in it, sorted. Throws Error where that is nothing.
std::vector<std::string> without_folders(const std::vector<std::string>& files);

}  // namespace parley
