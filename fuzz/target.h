// What fuzz targets share.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>

/// Ends the run, as a crash does, where a promise is broken.
inline void require(bool holds) {
  if (!holds) abort();
}

/// A folder for this process, for targets that read files; it is removed when the process ends.
struct ScratchFolder {
  std::filesystem::path path;
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "parley-fuzz-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
};
