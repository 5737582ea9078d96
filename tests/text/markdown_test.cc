#include <gtest/gtest.h>

#include "text/read.h"

namespace parley {
namespace {

std::string markdown_lines_of(std::string_view markdown) {
  const Document document = parse_document(markdown, "markdown");
  std::string all;
  for (const Line& line : document.lines)
    if (line.kind != LineKind::blank)
      all += std::string(line_kind_name(line.kind)) + ": " +
             utf8(std::u32string_view(document.text).substr(line.span.begin, line.span.size())) + "\n";
  return all;
}

TEST(Markdown, HeadingsAreMarkedAndTheFirstIsTheTitle) {
  EXPECT_EQ(markdown_lines_of("# Talks #\n\nThey met.\n\n## Land\n\nSea\n---\n"),
            "title: Talks\nprose: They met.\nheading: Land\nheading: Sea\nboilerplate: ---\n");
}

TEST(Markdown, InlineMarkupIsTakenOff) {
  EXPECT_EQ(markdown_lines_of(
                "**Bold** and *it* and __so__ and `a*b*` and [link](http://x.y/a_(b) \"t\") and ![pic](a.png)."),
            "prose: Bold and it and so and a*b* and link and pic.\n");
  EXPECT_EQ(markdown_lines_of("2 * 3 * 4 snake_case_name \\*kept\\* <b>tag</b> &amp; <https://x.y>[^1]"),
            "prose: 2 * 3 * 4 snake_case_name *kept* tag & https://x.y\n");
  EXPECT_EQ(markdown_lines_of("***Both** at once* and **over\ntwo lines**."),
            "prose: Both at once and over\nprose: two lines.\n");
}

TEST(Markdown, MarkupThatIsNotClosedStays) {
  EXPECT_EQ(markdown_lines_of("A *star, a [bracket, a `tick, a < b."), "prose: A *star, a [bracket, a `tick, a < b.\n");
}

TEST(Markdown, ListsQuotationsCodeAndPicturesAreKnown) {
  EXPECT_EQ(markdown_lines_of("- one\n  more\n2. two\n\n> said\n> so\n\n```\ncode\n```\n\n![A map](map.png)\n"),
            "list_item: - one\nlist_item: more\nlist_item: 2. two\nprose: said\nprose: so\nboilerplate: "
            "```\nboilerplate: code\n"
            "boilerplate: ```\nimage: A map\n");
}

TEST(Markdown, SentencesRunOverTheLinesOfAParagraph) {
  const Document document =
      parse_document("They met Gen.\nSmith in Kyiv. He\nleft.\n\n- An item\n  goes on.\n", "markdown");
  ASSERT_EQ(document.sentences.size(), 3u);
  EXPECT_EQ(utf8(document.text.substr(document.sentences[2].begin, document.sentences[2].size())), "An item\ngoes on.");
}

TEST(Markdown, FrontMatterGivesTheMetadataAndStaysMarked) {
  const Document document = parse_document(
      "---\ntitle: \"Talks\"\nauthors:\n  - Jane Doe\n  - John Roe\ndate: 2025-02-14\npublisher: The Daily\n---\nThey "
      "met.\n",
      "markdown");
  EXPECT_EQ(document.metadata.title, "Talks");
  EXPECT_EQ(document.metadata.authors, (std::vector<std::string>{"Jane Doe", "John Roe"}));
  EXPECT_EQ(document.metadata.date, "2025-02-14");
  EXPECT_EQ(document.metadata.publisher, "The Daily");
  EXPECT_EQ(document.lines[0].kind, LineKind::boilerplate);
  EXPECT_EQ(document.lines[8].kind, LineKind::prose);
}

TEST(Markdown, LinesKeepTheirNumbersAndOrigins) {
  const std::string source = "# A\r\n\r\nSome **bold** &amp; text.\r\n";
  const Document document = parse_document(source, "markdown");
  ASSERT_EQ(document.lines.size(), 3u);
  EXPECT_EQ(utf8(document.text), "A\n\nSome bold & text.\n");
  EXPECT_EQ(document.origin[0], 2u);
  EXPECT_EQ(document.origin[document.text.find(U"bold")], source.find("bold"));
  EXPECT_EQ(document.origin[document.text.find(U'&')], source.find("&amp;"));
  EXPECT_EQ(document.origin[document.text.find(U"text")], source.find("text"));
}

TEST(Markdown, HostileMarkupIsReadInTime) {
  for (const char* pattern : {"&amp;", "[", "](", "*a", "_a ", "`", "<!-- ", "![", "\\", "> ", "**a *b "}) {
    std::string markdown = "Text ";
    while (markdown.size() < 500000) markdown += pattern;
    EXPECT_FALSE(parse_document(markdown, "markdown").text.empty()) << pattern;
  }
}

}  // namespace
}  // namespace parley
