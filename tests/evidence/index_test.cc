#include "evidence/index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "case_folder.h"
#include "evidence/sqlite.h"

namespace parley {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Index : public testing::Test {
 protected:
  Index() {
    folder.write("case.yaml", "title: A test\nparties: [usa]\nissues:\n  - id: land\n    options: [line, all]\n");
    folder.write("documents.yaml", "- {id: a, file: documents/a.txt}\n- {id: b, file: documents/b.txt}\n");
    folder.write("documents/a.txt", "The commission negotiates.\n\nNobody wants a cease-fire here.\n");
    folder.write("documents/b.txt", "Les négociations de Genève. Water, water and water.\n");
    reload();
  }
  void reload() {
    std::vector<Problem> problems;
    book = read_casebook(folder.path(), problems);
  }
  std::vector<std::string> found(DocumentIndex& index, std::string_view query) const {
    std::vector<std::string> list;
    for (const auto& p : index.find(query))
      list.push_back(book.documents[p.document].id + ":" + std::to_string(p.span.begin));
    return list;
  }
  CaseFolder folder;
  Casebook book;
};

TEST_F(Index, FindsWordsInAnyFormPhrasesAndPrefixes) {
  DocumentIndex index(book, {});
  EXPECT_EQ(index.update().read, 2u);
  EXPECT_THAT(found(index, "negotiating"), ElementsAre("a:0"));
  EXPECT_THAT(found(index, "cease-fire"), ElementsAre("a:28"));
  EXPECT_THAT(found(index, "geneve"), ElementsAre("b:0"));
  EXPECT_THAT(found(index, "commiss* OR water"), testing::UnorderedElementsAre("a:0", "b:0"));
  EXPECT_THAT(found(index, "negotiates*"), ElementsAre("a:0"));  // longer than the stem of what it begins
  EXPECT_THAT(found(index, "Commissio* NOT (wat* OR fir*)"), ElementsAre("a:0"));
  EXPECT_THAT(found(index, "commission water"), IsEmpty());
  EXPECT_THROW(index.find("water AND"), Error);
}

TEST_F(Index, MarksTheWordsInTheText) {
  DocumentIndex index(book, {});
  const auto passages = index.find("cease-fire");
  ASSERT_THAT(passages, SizeIs(1));
  EXPECT_EQ(index.marked_text("cease-fire", passages[0]), "Nobody wants a \2cease-fire\3 here.");
}

TEST_F(Index, ReadsOnlyWhatIsNewOrChanged) {
  {
    DocumentIndex index(book, {});
  }
  {
    DocumentIndex index(book, {});
    EXPECT_EQ(index.update().read, 0u);
    EXPECT_FALSE(index.update().rebuilt);
  }
  folder.write("documents/a.txt", "Only this.\n");
  folder.write("documents.yaml", "- {id: a, file: documents/a.txt}\n- {id: c, file: documents/c.txt}\n");
  folder.write("documents/c.txt", "Another one.\n");
  reload();
  DocumentIndex index(book, {});
  EXPECT_EQ(index.update().read, 2u);
  EXPECT_EQ(index.update().removed, 1u);
  EXPECT_THAT(found(index, "commission OR water"), IsEmpty());
  EXPECT_THAT(found(index, "another"), ElementsAre("c:0"));
}

TEST_F(Index, IsKeptOutOfVersionControl) {
  DocumentIndex index(book, {});
  EXPECT_EQ(folder.read(".parley/.gitignore"), "*\n");
}

TEST_F(Index, ADamagedFileIsMadeAnew) {
  {
    DocumentIndex index(book, {});
  }
  folder.write(".parley/index.sqlite", std::string(5000, 'x'));
  DocumentIndex index(book, {});
  EXPECT_TRUE(index.update().rebuilt);
  EXPECT_THAT(found(index, "cease-fire"), ElementsAre("a:28"));
}

TEST_F(Index, DamageThatOnlyShowsInAQueryIsMendedToo) {
  {
    DocumentIndex index(book, {});
  }
  {
    SqliteDatabase other((folder.path() / ".parley/index.sqlite").string());
    other.run("DROP TABLE place");
  }
  DocumentIndex index(book, {});
  EXPECT_THAT(found(index, "cease-fire"), ElementsAre("a:28"));
}

TEST_F(Index, OneOfAnotherVersionIsMadeAnew) {
  {
    DocumentIndex index(book, {});
  }
  {
    SqliteDatabase other((folder.path() / ".parley/index.sqlite").string());
    other.run("PRAGMA user_version = 99");
  }
  DocumentIndex index(book, {});
  EXPECT_TRUE(index.update().rebuilt);
  EXPECT_THAT(found(index, "cease-fire"), ElementsAre("a:28"));
}

TEST_F(Index, StoppingKeepsWhatWasRead) {
  std::atomic<bool> stop = false;
  Progress progress;
  progress.stop = &stop;
  progress.report = [&](std::string_view, double share) { stop = share > 0; };
  EXPECT_THROW(DocumentIndex(book, progress), Cancelled);
  DocumentIndex index(book, {});
  EXPECT_EQ(index.update().read, 1u);
  EXPECT_THAT(found(index, "water"), ElementsAre("b:0"));
}

TEST_F(Index, ADocumentThatCannotBeReadIsAWarning) {
  folder.write("documents/b.txt", std::string("\x7F"
                                              "ELF\0\0\1",
                                              7));
  DocumentIndex index(book, {});
  ASSERT_THAT(index.update().problems, SizeIs(1));
  EXPECT_EQ(index.update().problems[0].severity, Severity::warning);
  EXPECT_THAT(found(index, "cease-fire"), ElementsAre("a:28"));
}

TEST_F(Index, GivesTheShinglesOfEachDocument) {
  DocumentIndex index(book, {});
  std::vector<int> documents;
  const auto texts = index.shingles(documents);
  EXPECT_THAT(documents, ElementsAre(0, 1));
  ASSERT_EQ(texts.count, 2u);
  EXPECT_EQ(texts.all(1), shingles_of(U"Les négociations de Genève. Water, water and water.").all);
  std::vector<std::size_t> visited;
  texts.each([&](std::size_t text, std::span<const std::uint64_t> fingerprints) {
    visited.push_back(text);
    EXPECT_FALSE(fingerprints.empty());
  });
  EXPECT_THAT(visited, ElementsAre(0, 1));
}

}  // namespace
}  // namespace parley
