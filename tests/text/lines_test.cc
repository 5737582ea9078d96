#include <gtest/gtest.h>

#include <utility>

#include "text/read.h"

namespace parley {
namespace {

std::string kinds_of(std::string_view bytes) {
  const Document document = parse_document(bytes, "plain");
  std::string kinds;
  for (const Line& line : document.lines)
    if (line.kind != LineKind::blank) kinds += (kinds.empty() ? "" : " ") + std::string(line_kind_name(line.kind));
  return kinds;
}

/// The kind of a line that stands between two paragraphs of prose.
std::string kind_of(const std::string& line) {
  const Document document = parse_document(
      "The talks began in Geneva.\n\nThey went on for days.\n\n" + line + "\n\nThey ended there.", "plain");
  return std::string(line_kind_name(document.lines.at(4).kind));
}

TEST(Lines, APicturesPlaceholderIsAnImage) {
  for (const char* line : {"image-5810213", "[Image]", "[Photo: two men]", "IMG_0042.jpg", "photo-17", "map.png"})
    EXPECT_EQ(kind_of(line), "image") << line;
}

TEST(Lines, ACaptionIsKnownByItsSignsOrItsPicture) {
  EXPECT_EQ(kind_of("(L–R) Two men shake hands in Kyiv."), "caption");
  EXPECT_EQ(kind_of("Two men shake hands on Sept. 27, 2024. Alex Kent/Getty Images"), "caption");
  EXPECT_EQ(kind_of("Two men shake hands. (AP Photo/Jane Doe)"), "caption");
  EXPECT_EQ(kind_of("Two men shake hands. REUTERS/Jane Doe"), "caption");
  EXPECT_EQ(kind_of("The front in the east. Illustration by The Daily"), "caption");
  EXPECT_EQ(kinds_of("The talks began there.\n\nimage-1\nTwo men shake hands.\n\nThey ended there."),
            "prose image caption prose");
}

TEST(Lines, ACreditIsKnownByItsWords) {
  for (const char* line : {"Illustration by The Daily", "Photo by Jane Doe", "Jane Doe contributed to this report.",
                           "Jane Doe, The Associated Press, and Reuters contributed to this report.",
                           "(Reporting by Jane Doe; Editing by John Roe)", "Alex Kent/Getty Images"})
    EXPECT_EQ(kind_of(line), "credit") << line;
}

TEST(Lines, AnAdvertisementIsKnownByItsWords) {
  for (const char* line : {"AD", "Advertisement", "ADVERTISEMENT", "Story continues below advertisement"})
    EXPECT_EQ(kind_of(line), "advertisement") << line;
}

TEST(Lines, AnAdvertisementStuckToASentenceIsPartedFromIt) {
  const Document document = parse_document("The talks began.\n\nNobody came.AD\n\nThey ended.AD", "plain");
  ASSERT_EQ(document.lines.size(), 7u);
  EXPECT_EQ(document.lines[3].kind, LineKind::advertisement);
  EXPECT_EQ(document.lines[6].kind, LineKind::advertisement);
  EXPECT_EQ(utf8(document.text), "The talks began.\n\nNobody came.\nAD\n\nThey ended.\nAD");
  EXPECT_EQ(document.origin.back(), 47u);
  EXPECT_EQ(document.sentences.size(), 3u);
}

TEST(Lines, AYearOfOurLordIsNoAdvertisement) { EXPECT_EQ(kind_of("The wall was built in 122 AD"), "heading"); }

TEST(Lines, ShareButtonsAndSubscriptionCallsAreBoilerplate) {
  for (const char* line : {"Share this article", "Sign up for our newsletter", "© 2025 The Daily. All rights reserved.",
                           "* * *", "Read more"})
    EXPECT_EQ(kind_of(line), "boilerplate") << line;
}

TEST(Lines, ABylineNamesPeople) {
  for (const char* line :
       {"By Jane Doe", "By JANE DOE and JOHN ROE", "By Jane Doe, Staff Writer", "By Jane Doe | Feb. 14, 2025"})
    EXPECT_EQ(kind_of(line), "byline") << line;
  for (const char* line :
       {"By then the talks had failed.", "By Monday, nobody cared about the talks.", "By far the largest"})
    EXPECT_NE(kind_of(line), "byline") << line;
}

TEST(Lines, ADateAloneIsADateline) {
  for (const char* line : {"Updated:", "February 14, 2025", "Published: Feb. 14, 2025", "9:05 p.m."})
    EXPECT_EQ(kind_of(line), "dateline") << line;
}

TEST(Lines, ANameAfterADashIsNoHeading) {
  EXPECT_EQ(kind_of("— Jane Doe, a farmer"), "prose");
  EXPECT_EQ(kind_of("\"We cannot live on four percent.\" -- Jane Doe"), "prose");
  EXPECT_EQ(kind_of("Norland — A New Dam"), "heading");
}

TEST(Lines, AShortLineWithoutAStopIsAHeading) {
  EXPECT_EQ(kind_of("No Membership for Ukraine"), "heading");
  EXPECT_EQ(kind_of("They stopped there."), "prose");
  EXPECT_EQ(kind_of("“It is over”"), "prose");
}

TEST(Lines, ItemsOfAListAreMarked) {
  EXPECT_EQ(kind_of("- Kursk is given back"), "list_item");
  EXPECT_EQ(kind_of("2. Kursk is given back"), "list_item");
}

TEST(Lines, TheFirstLineAloneIsTheTitleAndLaterRepeatsAreMarked) {
  EXPECT_EQ(kinds_of("What We Know\n\nWhat we know\nUpdated:\n\nThe talks began."),
            "title repeated_title dateline prose");
  EXPECT_EQ(kinds_of("The talks began today.\n\nThey ended today."), "prose prose");
  EXPECT_EQ(kinds_of("Hello there"), "prose");
}

TEST(Lines, WrappedLinesAreOneParagraph) {
  const Document document = parse_document(
      "Talks Begin\n\nThe delegations met in Geneva on Monday to talk about\nthe grain corridor, which both sides "
      "want. Gen.\n"
      "Smith was there too.\n\nNothing was signed.",
      "plain");
  EXPECT_EQ(document.sentences.size(), 3u);
  EXPECT_EQ(document.lines[2].kind, LineKind::prose);
  EXPECT_EQ(document.lines[4].kind, LineKind::prose);
}

TEST(Lines, LongLinesAreParagraphsOfTheirOwn) {
  const std::string paragraph(200, 'a');
  const Document document = parse_document("A " + paragraph + " end\nB " + paragraph + " end\n", "plain");
  EXPECT_EQ(document.sentences.size(), 2u);
}

}  // namespace
}  // namespace parley
