#include "report/layout.h"

#include <gtest/gtest.h>

#include <sstream>

namespace parley {
namespace {

/// The widest line of a text, in cells.
std::size_t widest(const std::string& text) {
  std::size_t most = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) most = std::max(most, display_width(line));
  return most;
}

TEST(DisplayWidth, CountsCellsAndNotBytes) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("Київ"), 4u);
  EXPECT_EQ(display_width("北京"), 4u);
  EXPECT_EQ(display_width("e\u0301"), 1u);
  EXPECT_EQ(display_width("한국"), 4u);
  EXPECT_EQ(display_width("\u1112\u1161\u11ab"), 2u);  // the same syllable in three letters
  EXPECT_EQ(display_width("\U0001f30a"), 2u);
  EXPECT_EQ(display_width("a\u200bb"), 2u);
  EXPECT_EQ(display_width(""), 0u);
}

TEST(Wrap, KeepsEveryWordInOrder) {
  const std::string text = "In 20 to 45 of 100 readings of the evidence, all who must consent would rather have this";
  std::string joined;
  for (const std::string& line : wrap(text, 17)) joined += (joined.empty() ? "" : " ") + line;
  EXPECT_EQ(joined, text);
}

TEST(Wrap, NeverExceedsTheWidth) {
  for (std::size_t width = 2; width < 30; ++width)
    for (const char* text : {"和平谈判的领土问题与安全保障", "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301",
                             "a-very-long-identifier-without-any-space", "Kyiv — “not a metre” (said on 12 February)"})
      for (const std::string& line : wrap(text, width)) EXPECT_LE(display_width(line), width) << text;
}

TEST(Wrap, CutsALongWordWithoutLosingALetter) {
  const std::string word = "donaudampfschifffahrtsgesellschaft";
  std::string joined;
  for (const std::string& line : wrap(word, 7)) joined += line;
  EXPECT_EQ(joined, word);
}

TEST(Wrap, KeepsABaseLetterWithItsMarks) {
  for (const std::string& line : wrap("e\u0301e\u0301e\u0301", 2)) EXPECT_TRUE(line.starts_with("e\u0301")) << line;
}

TEST(Wrap, KeepsLineEnds) { EXPECT_EQ(wrap("a\nb", 10), (std::vector<std::string>{"a", "b"})); }

TEST(Printable, LeavesNothingThatSteersATerminal) {
  EXPECT_EQ(printable("a\033[31mb"), "a\ufffd[31mb");
  EXPECT_EQ(printable("a\u202eb"), "a\ufffdb");
  EXPECT_EQ(printable("a\tb\r\nc"), "a b  c");
  EXPECT_EQ(printable("a\u009bb"), "a\ufffdb");
}

TEST(Printable, ShowsMalformedBytesAsReplacementCharacters) { EXPECT_EQ(printable("a\xff"), "a\ufffd"); }

TEST(Row, FitsItsColumnsWhateverIsInThem) {
  const std::vector<std::size_t> columns = {20, 11, 11, 11, 11};
  const std::string text = row({"安全保障部队的组成与驻扎地点", "an-id-that-is-much-longer-than-its-column",
                                "e\u0301e\u0301", "demand *?~j", ""},
                               columns, "  ");
  EXPECT_LE(widest(text), 80u);
  EXPECT_NE(text.find("demand *?~j"), text.npos);
}

TEST(Row, StartsEachColumnAtTheSameCell) {
  const std::string text = row({"北京", "x"}, {6, 3}) + row({"abcd", "x"}, {6, 3});
  EXPECT_EQ(text, "北京    x\nabcd    x\n");
}

TEST(Row, LeavesNoSpacesAtTheEndsOfLines) { EXPECT_EQ(row({"a", "", ""}, {3, 3, 3}), "a\n"); }

TEST(Paragraph, IndentsWhatFollowsUnderTheFirstLine) {
  EXPECT_EQ(paragraph("- ", "aaaaaaaaaa bbbbb", 13), "- aaaaaaaaaa\n  bbbbb\n");
}

TEST(Style, IsSilentWithoutColor) {
  EXPECT_EQ(Style{}.bold("a"), "a");
  EXPECT_EQ(Style{true}.bold("a"), "\033[1ma\033[0m");
}

}  // namespace
}  // namespace parley
