// A case in a temporary folder, for tests.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/casebook.h"
#include "evidence/statement.h"
#include "text/files.h"

namespace parley {

class CaseFolder {
 public:
  CaseFolder() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::temp_directory_path() /
            (std::string("parley-") + test->test_suite_name() + "-" + test->name() + "-" + std::to_string(::getpid()));
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~CaseFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  CaseFolder(const CaseFolder&) = delete;
  CaseFolder& operator=(const CaseFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  void write(const std::string& name, std::string_view text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    write_file(path_ / name, text);
  }
  [[nodiscard]] std::string read(const std::string& name) const { return read_file(path_ / name); }
  [[nodiscard]] bool has(const std::string& name) const { return std::filesystem::exists(path_ / name); }

 private:
  std::filesystem::path path_;
};

/// What read_statements makes of a folder.
struct Evidence {
  Casebook casebook;
  std::vector<Statement> statements;
  std::vector<Problem> problems;

  [[nodiscard]] std::vector<std::string> messages(Severity severity) const {
    std::vector<std::string> result;
    for (const auto& problem : problems)
      if (problem.severity == severity) result.push_back(problem.message);
    return result;
  }
};

inline Evidence read_evidence(const CaseFolder& folder) {
  Evidence evidence;
  evidence.casebook = read_casebook(folder.path(), evidence.problems);
  EXPECT_TRUE(evidence.problems.empty()) << format_problem(evidence.problems.front());
  evidence.statements = read_statements(evidence.casebook, evidence.problems);
  return evidence;
}

}  // namespace parley
