// The files of an export.
#include <system_error>

#include "evidence/slug.h"
#include "exchange/scenario.h"
#include "text/files.h"

namespace parley {

std::string file_stem(const std::string& name) {
  constexpr std::size_t longest = 100;
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  bool plain = !name.empty() && name.size() <= longest && is_letter(name.front()) && is_letter(name.back());
  for (const char c : name) plain = plain && (is_letter(c) || c == '-' || c == '_' || c == '.' || c == ' ');
  return plain ? name : short_id(name);
}

namespace {

// The folders of a path that are not there, the innermost first.
std::vector<std::filesystem::path> missing_folders(std::filesystem::path folder) {
  std::vector<std::filesystem::path> missing;
  for (; !folder.empty() && !std::filesystem::exists(folder); folder = folder.parent_path()) missing.push_back(folder);
  return missing;
}

}  // namespace

std::vector<std::filesystem::path> write_files(
    const std::filesystem::path& folder, const std::vector<std::pair<std::filesystem::path, std::string>>& files) {
  const auto made = missing_folders(folder);
  std::error_code failed;
  if (!folder.empty()) std::filesystem::create_directories(folder, failed);
  if (failed) throw Error("cannot make this folder: " + failed.message(), folder.string());
  std::vector<std::filesystem::path> paths, fresh;
  try {
    for (const auto& [path, text] : files) {
      if (!std::filesystem::exists(path)) fresh.push_back(path);
      write_file(path, text);
      paths.push_back(path);
    }
  } catch (const Error&) {
    for (const auto& path : fresh) std::filesystem::remove(path, failed);
    for (const auto& each : made) std::filesystem::remove(each, failed);
    throw;
  }
  return paths;
}

}  // namespace parley
