#include "text/read.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace parley {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(Read, TheFormatIsKnownByNameAndBytes) {
  EXPECT_EQ(sniff_format("Hello", "a.txt"), "plain");
  EXPECT_EQ(sniff_format("Hello", "a.MD"), "markdown");
  EXPECT_EQ(sniff_format("Hello", "a.html"), "html");
  EXPECT_EQ(sniff_format("%PDF-1.7", "a.txt"), "pdf");
  EXPECT_EQ(sniff_format("  <!DOCTYPE html><p>", ""), "html");
  EXPECT_EQ(sniff_format("# Title\n", ""), "markdown");
  EXPECT_EQ(sniff_format("---\ntitle: x\n---\n", ""), "markdown");
  EXPECT_EQ(sniff_format("a < b", ""), "plain");
}

TEST(Read, AnUnknownFormatIsRefused) {
  EXPECT_THAT([] { parse_document("x", "docx"); }, ThrowsMessage<Error>(HasSubstr("docx")));
}

TEST(Read, WhatHoldsNoTextIsRefused) {
  EXPECT_THAT([] { parse_document("", "plain", "a.txt"); }, ThrowsMessage<Error>(HasSubstr("empty")));
  EXPECT_THAT([] { parse_document(" \n\t\n", "plain", "a.txt"); }, ThrowsMessage<Error>(HasSubstr("no text")));
  EXPECT_THAT([] { parse_document("<html><script>x</script>", "html", "a.html"); },
              ThrowsMessage<Error>(HasSubstr("no text")));
}

TEST(Read, AMissingFileADirectoryAndALargeFileAreRefused) {
  EXPECT_THAT([] { read_document("/no/such/file"); }, ThrowsMessage<Error>(HasSubstr("no such file")));
  EXPECT_THAT([] { read_document("/"); }, ThrowsMessage<Error>(HasSubstr("directory")));
  const std::string path = ::testing::TempDir() + "parley-read-large.txt";
  write_file(path, "Hello there.");
  ReadOptions options;
  options.limit = 5;
  EXPECT_THAT([&] { read_document(path, options); }, ThrowsMessage<Error>(HasSubstr("limit of 5")));
  EXPECT_EQ(read_document(path).sentences.size(), 1u);
  std::filesystem::remove(path);
}

TEST(Read, LineEndsAreMadeOne) {
  EXPECT_EQ(utf8(parse_document("a\r\nb\rc\nd\u2028e", "plain").text), "a\nb\nc\nd\ne");
}

TEST(Read, InvisibleCharactersAreDroppedAndTheMapKnows) {
  const Document document = parse_document("co\u00ADop", "plain");
  EXPECT_EQ(document.text, U"coop");
  EXPECT_EQ(document.origin, (std::vector<std::uint32_t>{0, 1, 4, 5, 6}));
}

TEST(Read, DecomposedLettersStayAsTheyCame) { EXPECT_EQ(parse_document("e\u0301", "plain").text, U"e\u0301"); }

TEST(Read, PlacesCountLinesAndCodePointsFromOne) {
  const Document document = parse_document("é1\n\n😀x", "plain");
  EXPECT_EQ(place_of(document, "f", 0), (Place{"f", 1, 1}));
  EXPECT_EQ(place_of(document, "f", 2), (Place{"f", 1, 3}));
  EXPECT_EQ(place_of(document, "f", 3), (Place{"f", 2, 1}));
  EXPECT_EQ(place_of(document, "f", 5), (Place{"f", 3, 2}));
  EXPECT_EQ(place_of(document, "f", 99), (Place{"f", 3, 3}));
}

TEST(Read, Utf8AndUtf32AreInverse) {
  const std::string text = "aé€😀";
  EXPECT_EQ(utf8(utf32(text)), text);
  EXPECT_EQ(utf32("a\xFFz"), U"a\xFFFDz");
  EXPECT_EQ(utf8(std::u32string{0xD800}), "\uFFFD");
}

TEST(Read, PlainTextShowsItsMetadata) {
  const Document document = parse_document(
      "Talks Begin in Geneva\nBy Jane Doe and JOHN ROE, Staff Writers\nUpdated: Feb. 15, 2025\nPublished: February 14, "
      "2025\n\nThey met on Friday.\n",
      "plain");
  EXPECT_EQ(document.metadata.title, "Talks Begin in Geneva");
  EXPECT_EQ(document.metadata.authors, (std::vector<std::string>{"Jane Doe", "JOHN ROE"}));
  EXPECT_EQ(document.metadata.date, "2025-02-14");
}

TEST(Read, ATextThatIsOneParagraphHasNoTitle) {
  EXPECT_EQ(parse_document("They met on Friday.", "plain").metadata.title, "");
}

TEST(Read, TheDateAfterThePlaceThatOpensATextIsItsDate) {
  const auto date_of = [](std::string_view text) { return parse_document(text, "plain", "t.txt").metadata.date; };
  EXPECT_EQ(date_of("Talks go on\n\nVELM, March 12, 2026 (Agency) - The talks in Velm go on.\n"), "2026-03-12");
  EXPECT_EQ(date_of("Harstad, 2 March 2026\n\nExcellency,\n\nI have the honour to refer to your letter.\n"),
            "2026-03-02");
  EXPECT_EQ(date_of("Talks go on\n\nIn Velm, on 3 March 2026 (Monday), the talks went on.\n"), "");
  EXPECT_EQ(date_of("Talks go on\n\nThe treaty of 3 March 1920, which failed, was signed here.\n"), "");
}

TEST(Read, TheLinesAndOriginsCoverTheText) {
  for (const char* format : {"plain", "markdown", "html"})
    for (const char* bytes : {"a", "a\n", "\na\n\n", "<p>a</p>\n<p>b", "# a\n\nb", "x.AD", "a\r\n\r\n  b  "}) {
      const Document document = parse_document(bytes, format);
      ASSERT_EQ(document.origin.size(), document.text.size() + 1);
      EXPECT_EQ(document.origin.back(), std::string_view(bytes).size());
      EXPECT_TRUE(std::is_sorted(document.origin.begin(), document.origin.end()));
      std::u32string joined;
      for (const Line& line : document.lines) joined += document.text.substr(line.span.begin, line.span.size()) + U"\n";
      if (!document.text.ends_with(U'\n')) joined.pop_back();
      EXPECT_EQ(joined, document.text) << bytes;
    }
}

}  // namespace
}  // namespace parley
