// The founding text, line by line: what each line is and how many sentences it holds, as a reader of the text decided.
// Its words stay outside the repository; each line is known by the first 16 digits of its SHA-256.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "text/read.h"

namespace parley {
namespace {

struct Expected {
  std::size_t line;
  LineKind kind;
  std::string_view hash;
  std::ptrdiff_t sentences;  ///< that begin on the line
};

// Every line that is not listed is blank.
constexpr std::array expected_lines = std::to_array<Expected>({
    {1, LineKind::title, "61542ddf44ef1891", 0},    {3, LineKind::repeated_title, "61542ddf44ef1891", 0},
    {4, LineKind::credit, "728290bcf24f4263", 0},   {5, LineKind::dateline, "29d0051ddd1928e6", 0},
    {7, LineKind::prose, "33ff8745a0e43e95", 1},    {9, LineKind::prose, "67f13df64afbb4d6", 1},
    {11, LineKind::prose, "0dd657bb31f9857a", 2},   {13, LineKind::prose, "e63adde8fd131374", 1},
    {15, LineKind::prose, "5baad27a7e80975b", 1},   {17, LineKind::prose, "2ea9083279d5bec0", 1},
    {19, LineKind::prose, "85720fd3ab757e1a", 1},   {21, LineKind::heading, "98b14413e02e1fda", 1},
    {23, LineKind::prose, "1c457cf662ff29f5", 1},   {25, LineKind::prose, "979b8b34316ad1bc", 1},
    {27, LineKind::image, "a83922e7ed81c6ae", 0},   {28, LineKind::caption, "89317ac33134b21f", 0},
    {30, LineKind::prose, "7b613b5f9669ff80", 1},   {32, LineKind::prose, "ce02af5bf4256ed4", 1},
    {33, LineKind::image, "ace9723020c8cf03", 0},   {35, LineKind::prose, "c777f4ea82ecd568", 1},
    {37, LineKind::prose, "0cc730eda2c3f645", 1},   {39, LineKind::prose, "4573d06fd8936607", 2},
    {41, LineKind::prose, "ff957007f87b77ec", 1},   {43, LineKind::heading, "ac0e208438df611c", 1},
    {45, LineKind::prose, "adeb8d1ed87f5560", 1},   {47, LineKind::prose, "134318d15ebf7194", 2},
    {49, LineKind::image, "5e4be2c1912dd953", 0},   {50, LineKind::caption, "e567478ecbc99fd1", 0},
    {52, LineKind::prose, "61bae51a21337628", 1},   {54, LineKind::prose, "a941a25f9f84242d", 2},
    {56, LineKind::prose, "f1b552d7e5679dfc", 1},   {58, LineKind::prose, "7591111d24168a40", 1},
    {60, LineKind::prose, "d26d38756f6c37c9", 1},   {62, LineKind::prose, "d6f6af666fb8f5dd", 1},
    {64, LineKind::prose, "e094993f5014495d", 1},   {66, LineKind::prose, "f8588e0eb770d08a", 2},
    {67, LineKind::image, "6a96a625c8513f79", 0},   {68, LineKind::caption, "568d14cc19fd35c7", 0},
    {70, LineKind::prose, "4e3c5e86120a7b1e", 1},   {72, LineKind::prose, "d47701f62adc68fd", 1},
    {74, LineKind::heading, "6f94fcecc5bb72b1", 1}, {76, LineKind::prose, "9ef09aacf2d9000c", 1},
    {78, LineKind::prose, "ea3b6bd027dcef45", 2},   {80, LineKind::prose, "3e65b3656ef75f6b", 2},
    {82, LineKind::prose, "01318c0d2b0ae2c6", 2},   {84, LineKind::prose, "9c566578c9a36daa", 1},
    {86, LineKind::prose, "696a33375ceecec4", 2},   {88, LineKind::prose, "d1647bce1f8b9fbf", 1},
    {90, LineKind::image, "497211c57c7f88f7", 0},   {91, LineKind::caption, "ca1b588f605849c2", 0},
    {93, LineKind::prose, "01743aa0198572d3", 1},   {95, LineKind::prose, "abf8e7f9e0c671ac", 1},
    {97, LineKind::prose, "5e72ffe98bb8c3f1", 1},   {99, LineKind::prose, "94a3116851af7e75", 2},
    {100, LineKind::prose, "485aaeda04b4067b", 1},  {102, LineKind::prose, "692bb33e4d431fa6", 2},
    {104, LineKind::prose, "2389b70c3f0f3e18", 1},  {106, LineKind::prose, "d3a53bac624f3d19", 1},
    {108, LineKind::credit, "01a7fb7258758a56", 0}, {109, LineKind::advertisement, "c7bf4bbdbcd88d9d", 0},
});

class FoundingText : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::filesystem::path path = PARLEY_SOURCE_DIR "/../shared/documents/what-we-know-2025-02-14.txt";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "../shared/documents is absent";
    bytes = read_file(path);
    document = read_document(path);
  }
  std::string line_text(std::size_t number) const {
    const Span span = document.lines.at(number - 1).span;
    return utf8(std::u32string_view(document.text).substr(span.begin, span.size()));
  }
  std::string bytes;
  Document document;
};

TEST_F(FoundingText, EachLineIsWhatAReaderSaysItIs) {
  ASSERT_EQ(document.lines.size(), expected_lines.back().line);
  std::size_t next = 0;
  for (std::size_t number = 1; number <= document.lines.size(); ++number) {
    const bool listed = expected_lines[next].line == number;
    const LineKind kind = listed ? expected_lines[next].kind : LineKind::blank;
    EXPECT_EQ(line_kind_name(document.lines[number - 1].kind), line_kind_name(kind)) << "line " << number;
    if (!listed) continue;
    EXPECT_EQ(sha256(line_text(number)).substr(0, 16), expected_lines[next].hash) << "line " << number;
    ++next;
  }
}

TEST_F(FoundingText, EachParagraphHasAsManySentencesAsAReaderCounts) {
  for (const Expected& line : expected_lines) {
    const Span span = document.lines.at(line.line - 1).span;
    const auto begun = std::count_if(document.sentences.begin(), document.sentences.end(), [&](Span sentence) {
      return sentence.begin >= span.begin && sentence.begin < span.end;
    });
    EXPECT_EQ(begun, line.sentences) << "line " << line.line;
  }
}

TEST_F(FoundingText, EachSentenceEndsWithinItsLine) {
  for (const Span sentence : document.sentences)
    EXPECT_EQ(place_of(document, "", sentence.begin).line, place_of(document, "", sentence.end - 1).line);
}

TEST_F(FoundingText, EachCodePointLeadsBackToItsBytes) {
  ASSERT_EQ(document.origin.size(), document.text.size() + 1);
  for (std::size_t i = 0; i < document.text.size(); ++i) {
    const std::string_view source =
        std::string_view(bytes).substr(document.origin[i], document.origin[i + 1] - document.origin[i]);
    ASSERT_EQ(source, utf8(document.text.substr(i, 1))) << "code point " << i;
  }
}

TEST_F(FoundingText, ItsTitleIsItsFirstLineAndItNamesNeitherDateNorAuthor) {
  EXPECT_EQ(document.metadata.title, line_text(1));
  EXPECT_EQ(document.metadata.date, "");
  EXPECT_TRUE(document.metadata.authors.empty());
  EXPECT_EQ(document.format, "plain");
  EXPECT_EQ(document.encoding, "UTF-8");
}

}  // namespace
}  // namespace parley
