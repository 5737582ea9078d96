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

std::vector<std::filesystem::path> write_files(
    const std::filesystem::path& folder, const std::vector<std::pair<std::filesystem::path, std::string>>& files) {
  std::error_code failed;
  if (!folder.empty()) std::filesystem::create_directories(folder, failed);
  if (failed) throw Error("cannot make this folder: " + failed.message(), folder.string());
  std::vector<std::filesystem::path> paths;
  for (const auto& [path, text] : files) {
    write_file(path, text);
    paths.push_back(path);
  }
  return paths;
}

}  // namespace parley
