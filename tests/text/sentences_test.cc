#include "text/sentences.h"

#include <gtest/gtest.h>

#include <string>

namespace parley {
namespace {

using Sentences = std::vector<std::string>;

Sentences split(std::string_view paragraph) {
  const std::u32string text = utf32(paragraph);
  Sentences sentences;
  for (const Span span : split_sentences(text))
    sentences.push_back(utf8(std::u32string_view(text).substr(span.begin, span.size())));
  return sentences;
}

TEST(Sentences, EndAtStopsAndMarks) {
  EXPECT_EQ(split("They met. Did they agree? No! They left."),
            (Sentences{"They met.", "Did they agree?", "No!", "They left."}));
}

TEST(Sentences, OfNothingThereAreNone) {
  EXPECT_EQ(split(""), Sentences{});
  EXPECT_EQ(split(" \n "), Sentences{});
}

TEST(Sentences, GoOnAfterATitleBeforeAName) {
  for (const std::string title :
       {"Gen.", "Dr.", "Sen.", "Lt. Col.", "Mr.", "Mrs.", "Gov.", "Rep.", "Prof.", "Maj. Gen.", "then-Sen."}) {
    const std::string paragraph = "On Monday " + title + " Smith agreed.";
    EXPECT_EQ(split(paragraph), Sentences{paragraph}) << title;
  }
}

TEST(Sentences, GoOnAfterAMonthBeforeADayAndEndAfterItOtherwise) {
  EXPECT_EQ(split("On Feb. 12, President Trump called.").size(), 1u);
  EXPECT_EQ(split("It came on Sept. 11, 2001. Nobody knew.").size(), 2u);
  EXPECT_EQ(split("They will meet in Feb. The place is open.").size(), 2u);
}

TEST(Sentences, GoOnAfterNumberSignsBeforeANumberOnly) {
  EXPECT_EQ(split("It is No. 10 on the list.").size(), 1u);
  EXPECT_EQ(split("He said no. Then he left.").size(), 2u);
  EXPECT_EQ(split("See pp. 12 and Art. 5 of the treaty.").size(), 1u);
}

TEST(Sentences, GoOnAfterInitials) {
  EXPECT_EQ(split("Donald J. Trump met George W. Bush and J. D. Vance.").size(), 1u);
  EXPECT_EQ(split("J.D. Vance spoke.").size(), 1u);
}

TEST(Sentences, GoOnAfterUsBeforeANameAndEndBeforeAWordThatBeginsSentences) {
  EXPECT_EQ(split("U.S. Defense Secretary Pete Hegseth spoke.").size(), 1u);
  EXPECT_EQ(split("He anchors U.S. business in the U.S. Senate.").size(), 1u);
  EXPECT_EQ(split("Troops left the U.S. The president agreed."),
            (Sentences{"Troops left the U.S.", "The president agreed."}));
  EXPECT_EQ(split("It passed the U.N. But nobody came.").size(), 2u);
  EXPECT_EQ(split("They flew to the U.S. “We agree,” he said.").size(), 2u);
}

TEST(Sentences, EndAfterTimesOfDayUnlessAZoneOrDayFollows) {
  EXPECT_EQ(split("It began at 9 p.m. Trump left.").size(), 2u);
  EXPECT_EQ(split("It began at 9 p.m. Sunday in Kyiv.").size(), 1u);
  EXPECT_EQ(split("It began at 9 a.m. ET on Friday.").size(), 1u);
}

TEST(Sentences, KeepTheClosingQuotationMark) {
  EXPECT_EQ(split("“I want peace.” He left. (They stayed.) Then night fell."),
            (Sentences{"“I want peace.”", "He left.", "(They stayed.)", "Then night fell."}));
  EXPECT_EQ(split("\"I want peace.\" He left."), (Sentences{"\"I want peace.\"", "He left."}));
}

TEST(Sentences, GoOnAfterAQuotedQuestionWithItsSpeaker) {
  EXPECT_EQ(split("“Who pays?” he said.").size(), 1u);
  EXPECT_EQ(split("“Who pays?” Trump asked reporters.").size(), 1u);
  EXPECT_EQ(split("“Who pays?” Vice President Vance said. Nobody knew.").size(), 2u);
  EXPECT_EQ(split("“Who pays?” The crowd left.").size(), 2u);
}

TEST(Sentences, MayBeginWithANumber) {
  EXPECT_EQ(split("The attack failed. 10 men fled.").size(), 2u);
  EXPECT_EQ(split("It cost $3.5 million in 2014.").size(), 1u);
}

TEST(Sentences, DoNotEndAtAnEllipsisInside) {
  EXPECT_EQ(split("“European troops … as part of a mission,” he added.").size(), 1u);
  EXPECT_EQ(split("He paused . . . and went on.").size(), 1u);
}

TEST(Sentences, RunOverLineEnds) {
  EXPECT_EQ(split("They met Gen.\nSmith in\nKyiv. He left."),
            (Sentences{"They met Gen.\nSmith in\nKyiv.", "He left."}));
}

TEST(Sentences, AreFoundInOtherScripts) {
  EXPECT_EQ(split("Он согласен. Она против.").size(), 2u);
  EXPECT_EQ(split("首相は会談した。明日も続く。").size(), 2u);
}

TEST(Sentences, OfManyParagraphsKeepTheirOffsets) {
  const std::u32string text = U"One. Two.\n\nThree.";
  const std::vector<Span> paragraphs = {{0, 9}, {11, 17}};
  EXPECT_EQ(find_sentences(text, paragraphs), (std::vector<Span>{{0, 4}, {5, 9}, {11, 17}}));
}

}  // namespace
}  // namespace parley
