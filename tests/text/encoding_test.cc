#include "text/encoding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "core/error.h"
#include "text/document.h"

namespace parley {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

/// ICU's own encoder, the other way round.
std::string encoded(const char* text, const char* encoding) {
  const icu::UnicodeString units = icu::UnicodeString::fromUTF8(text);
  std::string bytes(4 * static_cast<std::size_t>(units.length()) + 8, '\0');
  bytes.resize(static_cast<std::size_t>(
      units.extract(0, units.length(), bytes.data(), static_cast<std::uint32_t>(bytes.size()), encoding)));
  return bytes;
}

constexpr const char* russian =
    "Президент России заявил, что готов к переговорам о мире. Он сказал об этом на встрече в Москве, и министр это "
    "подтвердил.";
constexpr const char* polish =
    "Prezydent powiedział, że rozmowy będą trudne. Źródła mówią, że zaczną się w środę, a następne odbędą się już "
    "wkrótce.";
constexpr const char* japanese = "日本の首相は会談を行った。明日も続く予定です。詳しいことはまだ分かっていない。";
constexpr const char* english = "“We won’t,” he said – the café closed.";

struct Case {
  const char* text;
  const char* encoding;
};

class Encoding : public ::testing::TestWithParam<Case> {};

TEST_P(Encoding, IsFoundAndUndone) {
  const auto [text, encoding] = GetParam();
  const Decoded decoded = decode(encoded(text, encoding), "x");
  EXPECT_EQ(decoded.encoding, encoding);
  EXPECT_EQ(utf8(decoded.text), text);
}

INSTANTIATE_TEST_SUITE_P(All, Encoding,
                         ::testing::Values(Case{english, "UTF-8"}, Case{english, "windows-1252"},
                                           Case{english, "UTF-16LE"}, Case{english, "UTF-16BE"},
                                           Case{english, "UTF-32LE"}, Case{english, "UTF-32BE"}, Case{russian, "UTF-8"},
                                           Case{russian, "windows-1251"}, Case{russian, "KOI8-R"},
                                           Case{russian, "UTF-16LE"}, Case{russian, "UTF-16BE"},
                                           Case{polish, "windows-1250"}, Case{japanese, "UTF-8"},
                                           Case{japanese, "Shift_JIS"}, Case{japanese, "EUC-JP"}));

TEST(EncodingMark, DecidesAndIsDropped) {
  EXPECT_EQ(utf8(decode("\xEF\xBB\xBFHi", "x").text), "Hi");
  const Decoded wide = decode(std::string("\xFF\xFEH\0i\0", 6), "x");
  EXPECT_EQ(wide.encoding, "UTF-16LE");
  EXPECT_EQ(wide.text, U"Hi");
  EXPECT_EQ(wide.origin, (std::vector<std::uint32_t>{2, 4, 6}));
}

TEST(EncodingOrigin, LeadsBackToTheFirstByteOfEachCharacter) {
  EXPECT_EQ(decode("aé😀b", "x").origin, (std::vector<std::uint32_t>{0, 1, 3, 7, 8}));
  EXPECT_EQ(decode(encoded(japanese, "Shift_JIS"), "x").origin[3], 6u);
  EXPECT_EQ(decode(std::string("\xFE\xFF\xD8\x3D\xDE\x00\0a", 8), "x").origin, (std::vector<std::uint32_t>{2, 6, 8}));
}

TEST(EncodingDeclared, CountsWhereTheBytesAreNotUtf8) {
  EXPECT_EQ(decode("caf\xE9", "x", "iso-8859-1").text, U"café");
  EXPECT_EQ(decode("caf\xE9", "x", "windows-1251").text, U"cafй");
  EXPECT_EQ(decode("café", "x", "windows-1251").text, U"café");
  EXPECT_EQ(decode("caf\xE9", "x", "no such encoding").text, U"café");
}

TEST(EncodingSlip, OneBrokenByteDoesNotSpoilUtf8) {
  std::string bytes;
  for (int i = 0; i < 30; ++i) bytes += "Übermäßig ";
  const Decoded decoded = decode(bytes + "\xFF end", "x");
  EXPECT_EQ(decoded.encoding, "UTF-8");
  EXPECT_EQ(decoded.text.substr(300, 5), U"\xFFFD end");
}

TEST(EncodingBinary, IsRefusedByNameAndKind) {
  EXPECT_THAT([] { decode(std::string("ab\0\x01\x02zz\xFF", 8), "a.bin"); }, ThrowsMessage<Error>(HasSubstr("binary")));
  EXPECT_THAT([] { decode("\x89PNG\r\n\x1A\nxxxx", "a.txt"); }, ThrowsMessage<Error>(HasSubstr("PNG")));
  EXPECT_THAT([] { decode("PK\x03\x04xxxx", "a.docx"); }, ThrowsMessage<Error>(HasSubstr(".docx")));
  std::string noise;
  std::uint32_t state = 1;
  for (int i = 0; i < 5000; ++i) noise += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
  EXPECT_THAT([&] { decode(noise, "a.bin"); }, ThrowsMessage<Error>(HasSubstr("binary")));
}

}  // namespace
}  // namespace parley
