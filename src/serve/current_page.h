// The page as it is handed out while a case is served, with the lands around the map that the case has now.
#pragma once

#include <filesystem>
#include <mutex>
#include <string>

#include "serve/api.h"

namespace parley {

class CurrentPage {
 public:
  explicit CurrentPage(std::filesystem::path folder);

  /// Made anew where regions.geojson or case.yaml has changed. For any thread.
  std::string html();
  [[nodiscard]] const std::string& policy() const { return page_.policy; }  ///< the same for every map

 private:
  std::filesystem::path folder_;
  std::mutex mutex_;
  std::string stamp_;
  LivePage page_;
};

}  // namespace parley
