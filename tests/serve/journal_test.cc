#include "serve/journal.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "serve/case_folder.h"

namespace parley {
namespace {

using Text = std::optional<std::string>;

Patch between(const Text& before, const Text& after) { return difference({"f", before}, {"f", after}); }

TEST(Journal, ADifferenceLeadsFromEitherVersionToTheOther) {
  const Text versions[] = {std::nullopt,   "",         "a\n", "a\nb\n", "b\na\n", "a\nb",
                           "aa\naa\naa\n", "aa\naa\n", "ä\n", "ö\n"};
  for (const Text& a : versions)
    for (const Text& b : versions) {
      const Patch patch = between(a, b);
      EXPECT_EQ(applied(patch, a), b) << a.value_or("none") << " to " << b.value_or("none");
      EXPECT_EQ(applied(reversed(patch), b), a) << b.value_or("none") << " to " << a.value_or("none");
    }
}

TEST(Journal, ADifferenceHoldsTheLinesThatDifferAlone) {
  const Patch patch = between("one\ntwo\nthree\n", "one\n2\nthree\n");
  EXPECT_EQ(patch.at, 4U);
  EXPECT_EQ(patch.removed, "two\n");
  EXPECT_EQ(patch.added, "2\n");
}

TEST(Journal, ADifferenceIsNotWorkedOnAnotherVersion) {
  const Patch patch = between("one\ntwo\n", "one\n2\n");
  EXPECT_THROW((void)applied(patch, "one\n"), Error);
  EXPECT_THROW((void)applied(patch, std::nullopt), Error);
}

TEST(Journal, BytesThatAreNoTextAreRefusedRatherThanGuessed) {
  const CaseFolder folder;
  Journal(folder.path() / ".parley").add({"mending", {between("\xff\n", "fine\n")}});
  Journal later(folder.path() / ".parley");
  ASSERT_NE(later.to_undo(), nullptr);
  EXPECT_THROW((void)applied(reversed(later.to_undo()->patches[0]), "fine\n"), Error);
}

TEST(Journal, ItKeepsTheLastStepsAndGitLeavesItAlone) {
  const CaseFolder folder;
  Journal journal(folder.path() / ".parley");
  for (int i = 0; i < 205; ++i) journal.add({std::to_string(i), {}});
  Journal later(folder.path() / ".parley");
  int steps = 0;
  for (; later.to_undo() != nullptr; later.undone()) EXPECT_EQ(later.to_undo()->what, std::to_string(204 - steps++));
  EXPECT_EQ(steps, 200);
  EXPECT_EQ(folder.read(".parley/.gitignore"), "*\n");
}

TEST(Journal, ABrokenOneIsEmptyAndALinkIsNotFollowed) {
  const CaseFolder folder;
  std::filesystem::create_directory(folder.path() / ".parley");
  folder.write(".parley/undo.json", R"({"version": 1, "done": [{"what": "x", "files": [{"name": "case.yaml"}]}], )");
  EXPECT_EQ(Journal(folder.path() / ".parley").to_undo(), nullptr);
  folder.write(".parley/undo.json", R"({"version": 1, "done": [{"what": 3}], "undone": []})");
  EXPECT_EQ(Journal(folder.path() / ".parley").to_undo(), nullptr);
  std::filesystem::remove(folder.path() / ".parley/undo.json");
  std::filesystem::create_symlink(folder.path() / "case.yaml", folder.path() / ".parley/undo.json");
  Journal journal(folder.path() / ".parley");
  journal.add({"writing", {}});
  EXPECT_EQ(folder.read("case.yaml"), CaseFolder::case_yaml);
  EXPECT_EQ(journal.to_undo()->what, "writing");
}

}  // namespace
}  // namespace parley
