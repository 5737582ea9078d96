// Bad input ends with status 1 and says what is wrong; nothing crashes or hangs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/child.h"
#include "cli/folder.h"

namespace parley {
namespace {

using testing::HasSubstr;

struct BadCase {
  const char* name;
  const char* file;
  const char* from;
  const char* to;
  const char* message;  ///< what the error must hold
};

class BadInput : public testing::TestWithParam<BadCase> {};

TEST_P(BadInput, IsAnErrorWithItsPlace) {
  const Folder folder;
  const BadCase& bad = GetParam();
  const std::string c = folder.make_case(bad.file, bad.from, bad.to);
  for (const char* command : {"check", "positions", "settle"}) {
    const Ran ran = run_parley({command, c});
    EXPECT_EQ(ran.status, 1) << command << "\n" << ran.out << ran.err;
    const std::string& text = command == std::string("check") ? ran.out : ran.err;
    EXPECT_THAT(text, HasSubstr(bad.message)) << command;
    EXPECT_THAT(text, HasSubstr(bad.file)) << command;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Of, BadInput,
    testing::Values(
        BadCase{"AnUnknownKey", "case.yaml", "kind: voice", "knid: voice", "kind"},
        BadCase{"ADuplicateKey", "case.yaml", "name: Valewater", "name: Valewater\n    name: Vale", "name"},
        BadCase{"ADuplicateId", "case.yaml", "id: vale", "id: hill", "hill"},
        BadCase{"ARuleWithAnUnknownOption", "case.yaml", "works = joint ->", "works = jiont ->", "joint"},
        BadCase{"AMissingParenthesis", "case.yaml", "works = joint -> share", "(works = joint -> share", ")"},
        BadCase{"AContradictionOfRules", "case.yaml", "drafts:", "  - works = joint and works = none\ndrafts:", "rule"},
        BadCase{"YamlThatIsNone", "case.yaml", "parties:", "parties: [", "case.yaml"},
        BadCase{"AQuotationNotInItsDocument", "statements.csv", "Two thirds to one third is fair",
                "Two thirds to one third is a scandal", "s2"},
        BadCase{"NotANumber", "case.yaml", "max: 100", "max: nan", "number"},
        BadCase{"AnInfiniteNumber", "case.yaml", "max: 100", "max: .inf", "number"},
        BadCase{"AnInfiniteStance", "statements.csv", "two-thirds,favour", "two-thirds,inf", "inf"},
        BadCase{"AnIllFormedRow", "statements.csv", "\ns2,", "\n\"s2,", "statements.csv"},
        BadCase{"AnUnknownParty", "statements.csv", "head-of-valewater,vale,direct,request,share,>=equal",
                "head-of-valewater,vael,direct,request,share,>=equal", "vale"}),
    [](const auto& tested) { return tested.param.name; });

void expect_error(const Ran& ran, const std::string& what) {
  EXPECT_EQ(ran.status, 1) << what << ran.out;
  EXPECT_THAT(ran.err, HasSubstr("error")) << what;
}

TEST(BadFiles, AFolderThatIsNoneOrNoCase) {
  const Folder folder;
  expect_error(run_parley({"settle", folder / "nowhere"}), "missing");
  expect_error(run_parley({"settle", folder.path().string()}), "no case");
  write_file(folder / "file", "x");
  expect_error(run_parley({"settle", folder / "file"}), "a file");
  EXPECT_EQ(run_parley({"check", folder / "nowhere"}).status, 1);
}

TEST(BadFiles, AnEmptyOrBinaryCase) {
  const Folder folder;
  const std::string c = folder.make_case();
  for (const std::string& bytes : {std::string(), std::string("\0\1\2\xff\xfe", 5), std::string(4096, '\0')}) {
    write_file(folder / "case/case.yaml", bytes);
    expect_error(run_parley({"settle", c}), "bytes");
  }
}

TEST(BadFiles, ADocumentThatIsMissingEmptyBinaryOrABrokenPdf) {
  const Folder folder;
  const std::string c = folder.make_case();
  expect_error(run_parley({"read", c, folder / "nothing.txt"}), "missing");
  write_file(folder / "empty.txt", "");
  expect_error(run_parley({"read", c, folder / "empty.txt"}), "empty");
  write_file(folder / "binary.txt", std::string("\0\1\2\3\4\5\6\7", 8));
  expect_error(run_parley({"read", c, folder / "binary.txt"}), "binary");
  write_file(folder / "broken.pdf", "%PDF-1.7\nnot really a pdf\n%%EOF\n");
  expect_error(run_parley({"read", c, folder / "broken.pdf"}), "pdf");
  EXPECT_EQ(run_parley({"check", c}).status, 0);
}

TEST(BadFiles, AHugeText) {
  const Folder folder;
  const std::string c = folder.make_case();
  write_file(folder / "huge.txt", std::string(200u << 20, 'a'));
  expect_error(run_parley({"read", c, folder / "huge.txt"}), "huge");
  EXPECT_FALSE(std::filesystem::exists(folder / "case/documents/huge.txt"));
}

TEST(BadFiles, WhatWasReadBeforeAnErrorStays) {
  const Folder folder;
  const std::string c = folder.make_case();
  write_file(folder / "good.txt", "A note\n\nNothing was said by anybody today.\n");
  const Ran ran = run_parley({"read", c, folder / "nothing.txt", folder / "good.txt"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, HasSubstr("good"));
  EXPECT_EQ(run_parley({"check", c}).status, 0);
}

TEST(BadFiles, AMatrixWithAnUnknownStance) {
  const Folder folder;
  write_file(folder / "m.csv", "issue,option,A\nLand,all,demnad\n");
  const Ran ran = run_parley({"import", "matrix", folder / "m.csv", "--to", folder / "made"});
  expect_error(ran, "stance");
  EXPECT_THAT(ran.err, HasSubstr("demand"));
  EXPECT_FALSE(std::filesystem::exists(folder / "made"));
}

}  // namespace
}  // namespace parley
