// A case in a folder of its own, for as long as a test runs.
#pragma once

#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/casebook.h"

namespace parley {

class CaseFolder {
 public:
  explicit CaseFolder(std::string_view case_yaml) {
    std::string name = (std::filesystem::temp_directory_path() / "parley-case-XXXXXX").string();
    path_ = mkdtemp(name.data());
    write("case.yaml", case_yaml);
  }
  CaseFolder(const CaseFolder&) = delete;
  CaseFolder& operator=(const CaseFolder&) = delete;
  ~CaseFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  void write(const std::string& name, std::string_view text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// What a case.yaml is read as.
struct ReadCase {
  Casebook book;
  std::vector<Problem> problems;
};

inline ReadCase read_folder(const CaseFolder& folder) {
  ReadCase read;
  read.book = read_casebook(folder.path(), read.problems);
  return read;
}

inline ReadCase read_yaml(std::string_view case_yaml) { return read_folder(CaseFolder(case_yaml)); }

/// "3:7 error message; expected … (hint)" of each problem, one a line.
inline std::string listed(const std::vector<Problem>& problems) {
  std::string out;
  for (const Problem& p : problems) {
    out += std::to_string(p.place.line) + ":" + std::to_string(p.place.column);
    out += p.severity == Severity::error ? " error " : " warning ";
    out += p.message + (p.expected.empty() ? "" : "; expected " + p.expected) +
           (p.hint.empty() ? "" : " (" + p.hint + ")") + "\n";
  }
  return out;
}

}  // namespace parley
