#include "serve/case_files.h"

#include <gtest/gtest.h>

#include <thread>

#include "serve/case_folder.h"
#include "serve/rows.h"

namespace parley {
namespace {

TEST(CaseFiles, OnlyTheCasesOwnFilesHaveNames) {
  for (const char* name : {"case.yaml", "statements.csv", "documents.yaml", "scenarios/a-1_B.yaml"})
    EXPECT_TRUE(CaseFiles::is_name(name)) << name;
  for (const char* name :
       {"", "../case.yaml", "/etc/passwd", "scenarios/../case.yaml", "scenarios/a/b.yaml", "scenarios/.yaml",
        "scenarios/a.yaml/..", "documents/paper.md", "case.yaml\n", "scenarios/a%2fb.yaml", "CASE.YAML"})
    EXPECT_FALSE(CaseFiles::is_name(name)) << name;
}

TEST(CaseFiles, ALinkThatLeadsOutOfTheFolderIsNotFollowed) {
  const CaseFolder folder;
  CaseFiles files(folder.path());
  std::filesystem::remove(folder.path() / "case.yaml");
  std::filesystem::create_symlink("/etc/passwd", folder.path() / "case.yaml");
  EXPECT_THROW((void)files.read("case.yaml"), Error);
  EXPECT_THROW((void)files.inside("../x"), Error);
  EXPECT_THROW((void)files.inside("/etc/passwd"), Error);
  EXPECT_NO_THROW((void)files.inside("documents/paper.md"));
}

TEST(CaseFiles, AChangeOfWhatWasSeenIsWritten) {
  const CaseFolder folder;
  CaseFiles files(folder.path());
  const std::string seen = sha256(*files.read("case.yaml"));
  files.write({{"case.yaml", seen, "new\n"}}, "editing");
  EXPECT_EQ(folder.read("case.yaml"), "new\n");
}

TEST(CaseFiles, WhatAnEditorWroteMeanwhileIsNeverWrittenOver) {
  const CaseFolder folder;
  CaseFiles files(folder.path());
  const std::string seen = sha256(*files.read("case.yaml"));
  folder.write("case.yaml", "theirs\n");
  try {
    files.write({{"case.yaml", seen, "mine\n"}, {"scenarios/a.yaml", "", "title: a\n"}}, "editing");
    FAIL();
  } catch (const Collided& collided) {
    ASSERT_EQ(collided.collisions.size(), 1U);
    EXPECT_EQ(collided.collisions[0].theirs, "theirs\n");
  }
  EXPECT_EQ(folder.read("case.yaml"), "theirs\n");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "scenarios/a.yaml")) << "all or nothing";
}

TEST(CaseFiles, RowsThatAnEditorChangedElsewhereAreJoined) {
  const CaseFolder folder;
  CaseFiles files(folder.path());
  RowText mine(*files.read("statements.csv"));
  RowText theirs(mine);
  mine.set("s1", {{"note", "mine"}});
  theirs.set("s5", {{"note", "theirs"}});
  folder.write("statements.csv", theirs.text());
  files.write({{"statements.csv", sha256(CaseFolder::statements_csv), mine.text()}}, "editing");
  RowText both(folder.read("statements.csv"));
  EXPECT_EQ(both.find("s1")->at("note"), "mine");
  EXPECT_EQ(both.find("s5")->at("note"), "theirs");
}

TEST(CaseFiles, ManyWritersAtOnceLoseNoRow) {
  const CaseFolder folder;
  CaseFiles one(folder.path()), other(folder.path());  // two servers on one case
  std::vector<std::jthread> writers;
  for (int w = 0; w < 8; ++w)
    writers.emplace_back([&, w] {
      CaseFiles& files = w % 2 == 0 ? one : other;
      for (int n = 0; n < 5; ++n) {
        const std::string text = *files.read("statements.csv");
        RowText rows(text);
        rows.add({{"id", "w" + std::to_string(w) + "-" + std::to_string(n)}, {"form", "judgement"}});
        files.write({{"statements.csv", sha256(text), rows.text()}}, "adding");
      }
    });
  writers.clear();
  EXPECT_EQ(RowText(folder.read("statements.csv")).ids().size(), 45U);
}

TEST(CaseFiles, EveryWriteIsUndoneAndDoneAgain) {
  const CaseFolder folder;
  CaseFiles files(folder.path());
  files.write({{"scenarios/a.yaml", "", "title: a\n"}}, "keeping a");
  files.write({{"case.yaml", std::nullopt, "new\n"}, {"scenarios/a.yaml", std::nullopt, std::nullopt}}, "adopting a");
  EXPECT_EQ(files.can_undo(), "adopting a");
  files.undo();
  EXPECT_EQ(folder.read("case.yaml"), CaseFolder::case_yaml);
  EXPECT_EQ(folder.read("scenarios/a.yaml"), "title: a\n");
  files.undo();
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "scenarios/a.yaml"));
  EXPECT_EQ(files.can_undo(), std::nullopt);
  files.redo();
  files.redo();
  EXPECT_EQ(folder.read("case.yaml"), "new\n");
  EXPECT_THROW(files.redo(), Error);
}

TEST(CaseFiles, AWriteThatChangesNothingIsNoStepAndTouchesNoFile) {
  const CaseFolder folder;
  CaseFiles files(folder.path());
  files.write({{"scenarios/a.yaml", "", "title: a\n"}}, "keeping a");
  files.undo();
  const std::string before = files.fingerprint();
  files.write({{"case.yaml", std::nullopt, CaseFolder::case_yaml}}, "editing");
  files.write({}, "editing");
  files.watch("adding", {"case.yaml"}, [] {});
  EXPECT_EQ(files.can_undo(), std::nullopt);
  EXPECT_EQ(files.can_redo(), "keeping a");
  EXPECT_EQ(files.fingerprint(), before);
}

TEST(CaseFiles, WhatSomebodyChangedSinceIsNotUndone) {
  const CaseFolder folder;
  CaseFiles files(folder.path());
  files.write({{"case.yaml", std::nullopt, "new\n"}}, "editing");
  folder.write("case.yaml", "newer\n");
  EXPECT_THROW(files.undo(), Collided);
  EXPECT_EQ(folder.read("case.yaml"), "newer\n");
}

TEST(CaseFiles, ALaterServerUndoesWhatAnEarlierOneWrote) {
  const CaseFolder folder;
  RowText rows(CaseFolder::statements_csv);
  rows.set("s3", {{"note", "Täglich gesagt.\nUnd geschrieben."}});
  {
    CaseFiles earlier(folder.path());
    earlier.write({{"scenarios/a.yaml", "", "title: a\n"}}, "keeping a");
    earlier.write({{"scenarios/a.yaml", std::nullopt, std::nullopt}, {"statements.csv", std::nullopt, rows.text()}},
                  "adopting a");
  }
  CaseFiles later(folder.path());
  EXPECT_EQ(later.undo(), "adopting a");
  EXPECT_EQ(folder.read("statements.csv"), CaseFolder::statements_csv);
  EXPECT_EQ(folder.read("scenarios/a.yaml"), "title: a\n");
  CaseFiles last(folder.path());
  EXPECT_EQ(last.can_undo(), "keeping a");
  EXPECT_EQ(last.redo(), "adopting a");
  EXPECT_EQ(folder.read("statements.csv"), rows.text());
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "scenarios/a.yaml"));
}

TEST(CaseFiles, WhatWasChangedBetweenTwoServersIsNotUndone) {
  const CaseFolder folder;
  CaseFiles(folder.path()).write({{"case.yaml", std::nullopt, "new\n"}, {"scenarios/a.yaml", "", "title: a\n"}}, "x");
  folder.write("case.yaml", "newer\n");
  CaseFiles later(folder.path());
  try {
    later.undo();
    FAIL();
  } catch (const Collided& collided) {
    EXPECT_EQ(collided.message, "case.yaml was changed since, by another program or person; that would be lost");
  }
  EXPECT_EQ(folder.read("case.yaml"), "newer\n");
  EXPECT_EQ(folder.read("scenarios/a.yaml"), "title: a\n") << "all or nothing";
}

TEST(CaseFiles, WhatGitHasTakenBackAlreadyIsSteppedOver) {
  const CaseFolder folder;
  CaseFiles files(folder.path());
  files.write({{"scenarios/a.yaml", "", "title: a\n"}}, "keeping a");
  files.write({{"case.yaml", std::nullopt, "new\n"}}, "editing");
  folder.write("case.yaml", CaseFolder::case_yaml);
  EXPECT_EQ(files.undo(), "editing");
  EXPECT_EQ(folder.read("case.yaml"), CaseFolder::case_yaml);
  EXPECT_EQ(files.undo(), "keeping a");
}

TEST(CaseFiles, OnlyTheChangeThatWasMeantIsUndone) {
  const CaseFolder folder;
  CaseFiles mine(folder.path()), theirs(folder.path());
  mine.write({{"case.yaml", std::nullopt, "new\n"}}, "editing");
  theirs.write({{"scenarios/a.yaml", "", "title: a\n"}}, "keeping a");
  EXPECT_THROW(mine.undo("editing"), Collided);
  EXPECT_EQ(folder.read("case.yaml"), "new\n");
  EXPECT_EQ(mine.undo("keeping a"), "keeping a") << "servers share what can be undone";
}

TEST(CaseFiles, WhereTheJournalCannotBeWrittenTheServerRemembers) {
  const CaseFolder folder;
  folder.write(".parley", "no folder");
  CaseFiles files(folder.path());
  files.write({{"case.yaml", std::nullopt, "new\n"}}, "editing");
  EXPECT_EQ(files.undo(), "editing");
  EXPECT_EQ(folder.read("case.yaml"), CaseFolder::case_yaml);
}

}  // namespace
}  // namespace parley
