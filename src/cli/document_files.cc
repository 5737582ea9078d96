#include "cli/document_files.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "core/error.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

bool is_readable(const fs::path& file) {
  static const std::vector<std::string> endings = {".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf"};
  std::string ending = file.extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::ranges::find(endings, ending) != endings.end();
}

}  // namespace

std::vector<std::string> without_folders(const std::vector<std::string>& files) {
  std::vector<std::string> result;
  for (const std::string& file : files) {
    if (!fs::is_directory(file)) {
      result.push_back(file);
      continue;
    }
    std::vector<std::string> inside;
    for (const auto& entry : fs::recursive_directory_iterator(file, fs::directory_options::skip_permission_denied))
      if (entry.is_regular_file() && is_readable(entry.path())) inside.push_back(entry.path().string());
    if (inside.empty())
      throw Error("there is no document in this folder", file, "files that end in .txt, .md, .html or .pdf");
    std::ranges::sort(inside);
    result.insert(result.end(), inside.begin(), inside.end());
  }
  return result;
}

}  // namespace parley
