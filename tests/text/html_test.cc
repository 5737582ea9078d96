#include <gtest/gtest.h>

#include <chrono>

#include "text/read.h"

namespace parley {
namespace {

std::string lines_of(std::string_view html) {
  const Document document = parse_document(html, "html");
  std::string all;
  for (const Line& line : document.lines)
    all += std::string(line_kind_name(line.kind)) + ": " +
           utf8(std::u32string_view(document.text).substr(line.span.begin, line.span.size())) + "\n";
  return all;
}

TEST(Html, BlocksMakeLinesAndSpacesRunTogether) {
  EXPECT_EQ(lines_of("<p>One\n  <b>t</b>wo <i>three</i></p><div>Four<p>Five<br>Six</div>"),
            "prose: One two three\nprose: Four\nprose: Five\nprose: Six\n");
}

TEST(Html, EntitiesAreDecoded) {
  EXPECT_EQ(lines_of("<p>A &amp; B &#8217; &#x2019; &eacute;&nbsp;&lt;x&gt; &copy2024</p>"),
            "prose: A & B ’ ’ é\u00A0<x> ©2024\n");
}

TEST(Html, ScriptsAndStylesAreDropped) {
  EXPECT_EQ(
      lines_of(
          "<style>p{}</style><p>One<script>var x = '<p>two</p>';</script> three.</p><template><p>no</p></template>"),
      "prose: One three.\n");
}

TEST(Html, WhatIsNotTheArticleIsMarked) {
  EXPECT_EQ(
      lines_of(
          "<header><a>Home</a></header><nav>World</nav><article><h1>Talks</h1><div class='share-bar'>Tweet</div>"
          "<p>They met in Geneva to talk about it.</p><aside>Other news</aside></article><footer>Imprint</footer>"),
      "boilerplate: Home\nboilerplate: World\ntitle: Talks\nboilerplate: Tweet\nprose: They met in Geneva to talk "
      "about it.\n"
      "boilerplate: Other news\nboilerplate: Imprint\n");
}

TEST(Html, NavigationLongerThanTheArticleIsMarked) {
  EXPECT_EQ(lines_of("<nav>World and Business and Sports and Weather</nav><p>They met.</p>"),
            "boilerplate: World and Business and Sports and Weather\nprose: They met.\n");
}

TEST(Html, TheArticlesOwnHeaderIsNoBoilerplate) {
  EXPECT_EQ(lines_of("<article><header><h1>Talks</h1></header><p>They met.</p></article>"),
            "title: Talks\nprose: They met.\n");
}

TEST(Html, AClassOfTheWholePageMarksNothing) {
  EXPECT_EQ(lines_of("<body class='has-sidebar no-ads'><p>They met.</p></body>"), "prose: They met.\n");
}

TEST(Html, ElementsSayWhatTheirLinesAre) {
  EXPECT_EQ(
      lines_of(
          "<h1>Talks</h1><p class=byline>By Jane Doe</p><h2>Land</h2><ul><li>One</li></ul><figure><img alt='Two men'>"
          "<figcaption>Two men</figcaption></figure><div class='ad-slot'>Buy</div><p>AD</p><h2>Talks</h2>"),
      "title: Talks\nbyline: By Jane Doe\nheading: Land\nlist_item: One\nimage: Two men\ncaption: Two men\n"
      "advertisement: Buy\nadvertisement: AD\nrepeated_title: Talks\n");
}

TEST(Html, EachCodePointLeadsBackToItsSource) {
  const std::string html = "<p>é &amp; <b>b</b>old &eacute;t</p>\r\n<p>x</p>";
  const Document document = parse_document(html, "html");
  ASSERT_EQ(utf8(document.text.substr(0, 11)), "é & bold ét");
  const auto at = [&](std::size_t i) {
    return html.substr(document.origin[i], document.origin[i + 1] - document.origin[i]);
  };
  EXPECT_EQ(at(0), "é");
  EXPECT_EQ(at(2), "&amp;");
  EXPECT_EQ(document.origin[4], html.find("b</b>"));
  EXPECT_EQ(document.origin[5], html.find("old"));
  EXPECT_EQ(at(9), "&eacute;");
  EXPECT_EQ(document.origin[10], html.find("t</p>"));
  EXPECT_EQ(document.origin[12], html.find("x</p>"));
}

TEST(Html, MetadataComesFromItsTags) {
  const Document document = parse_document(
      "<title>Talks | The Daily</title><meta property='og:title' content='Talks &amp; Terms'><meta "
      "property='og:site_name' content='The Daily'>"
      "<meta property='article:published_time' content='2025-02-14T08:00:00Z'><meta name=author content='Jane Doe, "
      "John Roe'><p>They met.</p>",
      "html");
  EXPECT_EQ(document.metadata.title, "Talks & Terms");
  EXPECT_EQ(document.metadata.publisher, "The Daily");
  EXPECT_EQ(document.metadata.date, "2025-02-14");
  EXPECT_EQ(document.metadata.authors, (std::vector<std::string>{"Jane Doe", "John Roe"}));
}

TEST(Html, MetadataComesFromJsonLd) {
  const Document document = parse_document(
      "<script "
      "type='application/"
      "ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Talks\",\"datePublished\":\"2025-02-14\","
      "\"author\":[{\"name\":\"Jane Doe\"}],\"publisher\":{\"name\":\"The Daily\"}}]}</script><p>They met.</p>",
      "html");
  EXPECT_EQ(document.metadata.title, "Talks");
  EXPECT_EQ(document.metadata.publisher, "The Daily");
  EXPECT_EQ(document.metadata.date, "2025-02-14");
  EXPECT_EQ(document.metadata.authors, std::vector<std::string>{"Jane Doe"});
}

TEST(Html, MetadataComesFromWhatThePageShows) {
  const Document document = parse_document(
      "<h1>Talks</h1><div><span class=author>Jane Doe</span><time>Feb. 14, 2025</time></div><p>They met.</p>", "html");
  EXPECT_EQ(document.metadata.title, "Talks");
  EXPECT_EQ(document.metadata.date, "2025-02-14");
  EXPECT_EQ(document.metadata.authors, std::vector<std::string>{"Jane Doe"});
}

TEST(Html, ItsDeclaredEncodingCounts) {
  EXPECT_EQ(lines_of("<meta charset=windows-1251><p>\xCC\xE8\xF0</p>"), "prose: Мир\n");
}

class HostileHtml : public ::testing::TestWithParam<const char*> {};

/// A pattern repeated to two megabytes, with its number where it holds a '#'.
std::string repeated(std::string_view pattern) {
  std::string html;
  for (int i = 0; html.size() < 2000000; ++i)
    for (const char c : pattern) html += c == '#' ? std::to_string(i) : std::string(1, c);
  return html;
}

TEST_P(HostileHtml, IsReadWithoutOverflowAndInTime) {
  const std::string html = repeated(GetParam()) + "<p>The end.";
  const auto start = std::chrono::steady_clock::now();
  const Document document = parse_document(html, "html");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
  EXPECT_NE(utf8(document.text).find("The end."), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Patterns, HostileHtml,
                         ::testing::Values("<div>", "<div a#=1>x", "<b id=#><p>x", "<table>x", "<p>x", "<a#>x",
                                           "</div>x<span>", "<ul><li>x", "<a href=#><div>x",
                                           "<div class='a b c' id=#>x</p>"));

}  // namespace
}  // namespace parley
