// A temporary folder with a case in it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "cli/starter.h"
#include "text/files.h"

namespace parley {

class Folder {
 public:
  Folder() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::path(testing::TempDir()) /
            ("parley-" + std::string(test->test_suite_name()) + "-" + test->name());
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// The case that `parley new` makes, with one file's text changed: the first `from` becomes `to`.
  std::string make_case(const std::string& file = {}, const std::string& from = {}, const std::string& to = {}) const {
    for (const StarterFile& starter : starter_files()) {
      std::string text(starter.text);
      if (starter.path == file) {
        const std::size_t at = text.find(from);
        EXPECT_NE(at, text.npos) << from;
        text.replace(at, from.size(), to);
      }
      const auto where = path_ / "case" / starter.path;
      std::filesystem::create_directories(where.parent_path());
      write_file(where, text);
    }
    return (path_ / "case").string();
  }

 private:
  std::filesystem::path path_;
};

}  // namespace parley
