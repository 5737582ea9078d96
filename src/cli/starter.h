// The case that `parley new` writes: invented, small, complete, and explained in comments.
#pragma once

#include <span>
#include <string_view>

namespace parley {

struct StarterFile {
  std::string_view path;  ///< relative to the case's folder
  std::string_view text;
};

std::span<const StarterFile> starter_files();

}  // namespace parley
