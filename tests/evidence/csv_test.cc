#include "evidence/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace parley {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::vector<std::string>> texts_of(const CsvFile& file) {
  std::vector<std::vector<std::string>> result;
  for (const auto& record : file.records) {
    auto& row = result.emplace_back();
    for (const auto& field : record) row.push_back(field.text);
  }
  return result;
}

struct Parsed {
  CsvFile file;
  std::vector<Problem> problems;
};

Parsed parse(std::string_view bytes) {
  std::vector<Problem> problems;
  auto file = parse_csv(bytes, "t.csv", problems);
  return {std::move(file), std::move(problems)};
}

Parsed table(std::string_view bytes) {
  std::vector<Problem> problems;
  auto file = parse_csv_table(bytes, "t.csv", problems);
  return {std::move(file), std::move(problems)};
}

TEST(Csv, ReadsRecordsAndFields) {
  const auto [file, problems] = parse("a,b\r\n1,2\r\n");
  EXPECT_THAT(texts_of(file), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2")));
  EXPECT_THAT(problems, IsEmpty());
}

TEST(Csv, LineEndsMayBeCrlfOrLfOrCr) {
  const auto expected = texts_of(parse("a,b\n1,2\n3,4").file);
  EXPECT_EQ(texts_of(parse("a,b\r\n1,2\r\n3,4\r\n").file), expected);
  EXPECT_EQ(texts_of(parse("a,b\r1,2\r3,4\r").file), expected);
  EXPECT_EQ(parse("a,b\r1,2\r3,4\r").file.records[2][1].line, 3u);
}

TEST(Csv, AByteOrderMarkIsNoPartOfTheHeader) {
  const auto [file, problems] = parse("\xEF\xBB\xBFid,b\n");
  EXPECT_EQ(file.records[0][0].text, "id");
  EXPECT_EQ(file.records[0][0].column, 1u);
  EXPECT_TRUE(file.byte_order_mark);
}

TEST(Csv, TheSeparatorIsTheOneTheHeaderHasMostOf) {
  EXPECT_EQ(parse("a;b;c\n1,5;2;3\n").file.separator, ';');
  EXPECT_EQ(parse("a\tb\n").file.separator, '\t');
  EXPECT_EQ(parse("\"a;b;c\",d\n").file.separator, ',');
  EXPECT_EQ(parse("id\n1\n").file.separator, ',');
}

TEST(Csv, AFirstLineMayNameTheSeparator) {
  const auto [file, problems] = parse("sep=;\r\na;b\r\n");
  EXPECT_THAT(texts_of(file), ElementsAre(ElementsAre("a", "b")));
  EXPECT_EQ(file.records[0][1].line, 2u);
}

TEST(Csv, AQuotedFieldMayHoldLineEnds) {
  const auto [file, problems] = parse("a,b\n\"one\r\ntwo\",x\n");
  EXPECT_EQ(file.records[1][0].text, "one\r\ntwo");
  EXPECT_EQ(file.records[1][1].line, 3u);
  EXPECT_EQ(file.records[1][1].column, 6u);
}

TEST(Csv, AQuotedFieldMayHoldSeparatorsAndDoubledMarks) {
  EXPECT_THAT(texts_of(parse("\"a,\"\"b\"\"\",\"\"\n").file), ElementsAre(ElementsAre("a,\"b\"", "")));
}

TEST(Csv, PlacesCountCodePoints) {
  const auto [file, problems] = parse("é,“x”,\"y\"\n");
  EXPECT_EQ(file.records[0][1].column, 3u);
  EXPECT_EQ(file.records[0][2].column, 8u);  // after the opening mark
}

TEST(Csv, AQuotationMarkNeverClosedIsReportedWhereItOpens) {
  const auto [file, problems] = parse("a,b\nx,\"y\nz\n");
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(problems[0].place, (Place{"t.csv", 2, 3}));
  EXPECT_THAT(problems[0].message, HasSubstr("never closed"));
}

TEST(Csv, TextAfterAClosingMarkIsAnError) {
  const auto [file, problems] = parse("a,b\n\"x\"y,z\n");
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(problems[0].place, (Place{"t.csv", 2, 4}));
  EXPECT_EQ(file.records[1][1].text, "z");
}

TEST(Csv, AMarkInsideAPlainFieldIsAnError) {
  const auto problems = parse("a,b\n5\" gun,x\n").problems;
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(problems[0].place, (Place{"t.csv", 2, 2}));
}

TEST(Csv, ANulByteIsAnErrorAtItsPlace) {
  using namespace std::string_view_literals;
  const auto [file, problems] = parse("a,bcdefgh\nx,\0\n"sv);
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(problems[0].place, (Place{"t.csv", 2, 3}));
  EXPECT_THAT(file.records, IsEmpty());
}

TEST(Csv, BytesThatAreNotUtf8AreRefusedWithTheEncodingTheyProbablyAre) {
  const auto problems = parse(
                            "id,note\n1,caf\xE9 na\xEFve d\xE9j\xE0 vu, l'\xE9t\xE9 fran\xE7"
                            "ais\n")
                            .problems;
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(problems[0].place, (Place{"t.csv", 2, 6}));
  EXPECT_THAT(problems[0].message, HasSubstr("Windows-1252"));
}

TEST(Csv, Utf16IsNamed) {
  using namespace std::string_view_literals;
  EXPECT_THAT(parse("\xFF\xFEi\0d\0\n\0"sv).problems.at(0).message, HasSubstr("UTF-16"));
  EXPECT_THAT(parse("i\0d\0,\0n\0\n\0"sv).problems.at(0).message, HasSubstr("UTF-16"));
}

TEST(Csv, OverlongAndSurrogateSequencesAreNotUtf8) {
  EXPECT_THAT(parse("a\xC0\xAF\n").problems, SizeIs(1));
  EXPECT_THAT(parse("a\xED\xA0\x80\n").problems, SizeIs(1));
  EXPECT_THAT(parse("a\xF4\x90\x80\x80\n").problems, SizeIs(1));
  EXPECT_THAT(parse("a\xF4\x8F\xBF\xBF\n").problems, IsEmpty());
}

TEST(CsvTable, AnEmptyFileIsAnError) {
  EXPECT_THAT(table("").problems, SizeIs(1));
  EXPECT_THAT(table("\n ,\n").problems, SizeIs(1));
}

TEST(CsvTable, EmptyColumnsAtTheRightAndEmptyRowsAreDropped) {
  const auto [file, problems] = table("a,b,,\n1,2,,\n,,,\n3,4,,\n,,,\n");
  EXPECT_THAT(texts_of(file), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2"), ElementsAre("3", "4")));
  EXPECT_THAT(problems, IsEmpty());
}

TEST(CsvTable, RowsOfAnotherWidthAreErrorsAndLeftOut) {
  const auto [file, problems] = table("a,b\n1\n1,2,3\n4,5\n");
  ASSERT_THAT(problems, SizeIs(2));
  EXPECT_THAT(problems[0].message, HasSubstr("fewer"));
  EXPECT_EQ(problems[1].place, (Place{"t.csv", 3, 5}));
  EXPECT_THAT(texts_of(file), ElementsAre(ElementsAre("a", "b"), ElementsAre("4", "5")));
}

TEST(CsvWriter, ProtectsOnlyWhatNeedsIt) {
  const std::vector<std::vector<std::string>> records{
      {"id", "note"}, {"a b", " =1+1; x"}, {"a,b", "say \"no\""}, {"x\ny", ""}};
  EXPECT_EQ(format_csv(records), "id,note\r\na b, =1+1; x\r\n\"a,b\",\"say \"\"no\"\"\"\r\n\"x\ny\",\r\n");
}

RC_GTEST_PROP(CsvWriter, WhatItWritesIsReadBackTheSame, ()) {
  const auto fragment = rc::gen::elementOf(std::vector<std::string>{"a", "é", "\"", ",", ";", "\t", "\n", "\r", "\r\n",
                                                                    " ", "\xEF\xBB\xBF", "sep=", "=", "😀", "'", ""});
  const auto field = rc::gen::map(rc::gen::container<std::vector<std::string>>(fragment), [](const auto& parts) {
    std::string joined;
    for (const auto& part : parts) joined += part;
    return joined;
  });
  const auto record = rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(field));
  const auto records = *rc::gen::resize(20, rc::gen::container<std::vector<std::vector<std::string>>>(record));
  const auto [file, problems] = parse(format_csv(records));
  RC_ASSERT(problems.empty());
  RC_ASSERT(texts_of(file) == records);
}

RC_GTEST_PROP(Csv, EveryInputIsReadOrRefused, (const std::string& bytes)) {
  const auto [file, problems] = table(bytes);
  RC_ASSERT(!file.records.empty() || has_error(problems));
}

}  // namespace
}  // namespace parley
