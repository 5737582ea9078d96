#include "casebook/documents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "case_folder.h"

namespace parley {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view a_case = "title: t\nparties: [a]\nissues: [{id: i, options: [x]}]\n";
constexpr std::string_view sha_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

ReadCase read_documents_yaml(const std::string& yaml) {
  const CaseFolder folder(a_case);
  folder.write("documents.yaml", yaml);
  folder.write("documents/abc.txt", "abc");
  return read_folder(folder);
}

std::string document_problems_of(const std::string& yaml) { return listed(read_documents_yaml(yaml).problems); }

TEST(Documents, EveryKeyIsRead) {
  const ReadCase read = read_documents_yaml(
      "- id: brief\n  file: documents/abc.txt\n  url: https://example.org/a\n  title: What is known\n  publisher: A "
      "newspaper\n"
      "  authors: [A. Writer, B. Writer]\n  date: 2025-02-14\n  rights: CC BY 4.0\n  sha256: " +
      std::string(sha_of_abc) + "\n  note: A brief.\n- id: web\n  url: https://example.org\n  authors: One\n");
  EXPECT_EQ(listed(read.problems), "");
  ASSERT_EQ(read.book.documents.size(), 2u);
  const Source& brief = read.book.documents[0];
  EXPECT_EQ(brief.id, "brief");
  EXPECT_EQ(brief.file, "documents/abc.txt");
  EXPECT_EQ(brief.url, "https://example.org/a");
  EXPECT_EQ(brief.title, "What is known");
  EXPECT_EQ(brief.publisher, "A newspaper");
  EXPECT_EQ(brief.authors, (std::vector<std::string>{"A. Writer", "B. Writer"}));
  EXPECT_EQ(brief.date->text, "2025-02-14");
  EXPECT_EQ(brief.rights, "CC BY 4.0");
  EXPECT_EQ(brief.sha256, sha_of_abc);
  EXPECT_EQ(brief.note, "A brief.");
  EXPECT_FALSE(brief.missing);
  EXPECT_TRUE(read.book.documents[1].missing) << "of a URL alone no text is there";
  EXPECT_EQ(read.book.documents[1].authors, (std::vector<std::string>{"One"}));
}

TEST(Documents, AMissingTextIsAWarning) {
  const ReadCase read = read_documents_yaml("- id: d\n  file: documents/none.txt\n");
  EXPECT_EQ(listed(read.problems),
            "2:9 warning the text `documents/none.txt` is not there; expected a file in the case's folder (its "
            "quotations cannot be verified)\n");
  EXPECT_TRUE(read.book.documents[0].missing);
}

TEST(Documents, AChangedTextIsAWarning) {
  const ReadCase read =
      read_documents_yaml("- id: d\n  file: documents/abc.txt\n  sha256: " + std::string(64, '0') + "\n");
  EXPECT_THAT(listed(read.problems), StartsWith("3:11 warning the text `documents/abc.txt` has changed since"));
  EXPECT_FALSE(read.book.documents[0].missing);
}

TEST(Documents, APathThatLeavesTheFolderIsAnError) {
  for (const char* const path : {"/etc/passwd", "../a.txt", "documents/../../a.txt", ".."})
    EXPECT_THAT(document_problems_of("- id: d\n  file: " + std::string(path) + "\n"),
                HasSubstr("2:9 error the path `" + std::string(path) + "` leaves the case's folder"));
  EXPECT_EQ(document_problems_of("- id: d\n  file: documents/../documents/abc.txt\n"), "");
  EXPECT_EQ(document_problems_of("- id: d\n  file: documents\n"),
            "2:9 error `documents` is a directory; expected a file\n");
}

TEST(Documents, AllProblemsAreToldAtOnce) {
  const std::string problems =
      document_problems_of("- id: a\n- titel: x\n- id: d\n  sha256: abc\n- id: d\n- d2\n- id: d3\n  date: yesterday\n");
  EXPECT_THAT(problems, HasSubstr("1:7 error the id `a` is already that of the party at "));
  EXPECT_THAT(problems, HasSubstr("2:3 error a document has no key `titel`"));
  EXPECT_THAT(problems, HasSubstr("2:3 error a document without `id`"));
  EXPECT_THAT(problems, HasSubstr("4:11 error this is not a SHA-256; expected 64 hexadecimal digits"));
  EXPECT_THAT(problems, HasSubstr("5:7 error the id `d` is already that of the document at line 3"));
  EXPECT_THAT(problems, HasSubstr("6:3 error a document is a text here; expected a mapping with `id`"));
  EXPECT_THAT(problems, HasSubstr("8:9 error `yesterday` is not a date"));
}

TEST(Documents, AFileThatIsNoListIsAnErrorAndAnEmptyOneIsNot) {
  EXPECT_EQ(document_problems_of("id: a\n"),
            "1:1 error documents.yaml holds no list; expected a list of documents, each begun with `- id: …`\n");
  EXPECT_EQ(document_problems_of("# none yet\n"), "");
  EXPECT_THAT(document_problems_of("- id: \xff"), HasSubstr("1:7 error this is not UTF-8"));
}

Source a_source() {
  Source source;
  source.id = "new";
  source.file = "documents/abc.txt";
  source.title = "He said: \"no\" # twice\\";
  source.authors = {"A, B", "C"};
  source.date = parse_date("2025-02");
  source.sha256 = sha_of_abc;
  source.note = "- one\n- two\t&x *y";
  return source;
}

void expect_same(const Source& read, const Source& written) {
  EXPECT_EQ(read.id, written.id);
  EXPECT_EQ(read.file, written.file);
  EXPECT_EQ(read.url, written.url);
  EXPECT_EQ(read.title, written.title);
  EXPECT_EQ(read.authors, written.authors);
  EXPECT_EQ(read.date->text, written.date->text);
  EXPECT_EQ(read.sha256, written.sha256);
  EXPECT_EQ(read.note, written.note);
}

TEST(AppendSource, KeepsWhatIsThereAndReadsBack) {
  for (const std::string before : {"", "# my sources\n", "- id: old   # the first\n  title: x",
                                   "---\n  - title: x\n    id: old\n  # the end\n", "-   id: old\n    title: x\r\n"}) {
    const std::string after = append_source(before, a_source());
    EXPECT_THAT(after, StartsWith(before));
    const ReadCase read = read_documents_yaml(after);
    ASSERT_EQ(listed(read.problems), "") << after;
    expect_same(read.book.documents.back(), a_source());
    EXPECT_EQ(read.book.documents.size(), before.find("old") == std::string::npos ? 1u : 2u);
  }
}

TEST(AppendSource, RefusesWhatItWouldBreak) {
  for (const char* const before :
       {"[]", "[{id: old}]", "id: old", "- id: [", "text", "- id: old\n...\n", "- id: a\n---\n- id: b\n"})
    EXPECT_THROW(append_source(before, a_source()), Error) << before;
}

RC_GTEST_PROP(AppendSource, AnyPrintableTextSurvives, ()) {
  Source source = a_source();
  source.title = "t" + *rc::gen::container<std::string>(rc::gen::inRange<char>(32, 127));
  const ReadCase read = read_documents_yaml(append_source("- id: old\n", source));
  RC_ASSERT(listed(read.problems) == "");
  RC_ASSERT(read.book.documents[1].title == source.title);
}

}  // namespace
}  // namespace parley
