#include "text/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "core/error.h"

namespace parley {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = ::testing::TempDir() + "parley-files-XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder = name;
  }
  void TearDown() override { fs::remove_all(folder); }
  std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
  }
  fs::path folder;
};

TEST_F(Files, WhatIsWrittenIsRead) {
  const std::string bytes("a\0b\r\n\xff", 6);
  write_file(folder / "x", bytes);
  EXPECT_EQ(read_file(folder / "x"), bytes);
}

TEST_F(Files, AnEmptyFileIsReadAsNothing) {
  write_file(folder / "x", "");
  EXPECT_EQ(read_file(folder / "x"), "");
}

TEST_F(Files, AMissingFileIsSaidToBeMissing) {
  EXPECT_THAT([&] { read_file(folder / "none"); }, ThrowsMessage<Error>(HasSubstr("no such file")));
}

TEST_F(Files, ADirectoryIsNoFile) {
  EXPECT_THAT([&] { read_file(folder); }, ThrowsMessage<Error>(HasSubstr("directory")));
  EXPECT_THAT([&] { write_file(folder, "x"); }, ThrowsMessage<Error>(HasSubstr("directory")));
}

TEST_F(Files, APipeIsNoFileAndDoesNotHang) {
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_THAT([&] { read_file(folder / "pipe"); }, ThrowsMessage<Error>(HasSubstr("no regular file")));
}

TEST_F(Files, WhatIsAppendedStandsAfterWhatWasThere) {
  const std::string before(100'000, 'a');  // more than one piece
  write_file(folder / "x", before);
  append_to_file(folder / "x", "end", fingerprint(before));
  EXPECT_EQ(read_file(folder / "x"), before + "end");
  append_to_file(folder / "x", "!", fingerprint("end", fingerprint(before)));
  EXPECT_EQ(read_file(folder / "x"), before + "end!");
  EXPECT_EQ(entries(), 1u);
}

TEST_F(Files, NothingIsAppendedToAFileThatHasChanged) {
  write_file(folder / "x", "new");
  EXPECT_THAT([&] { append_to_file(folder / "x", "end", fingerprint("old")); },
              ThrowsMessage<Error>(HasSubstr("another program has changed")));
  EXPECT_EQ(read_file(folder / "x"), "new");
  EXPECT_EQ(entries(), 1u);
}

TEST_F(Files, AFileAboveTheLimitIsRefusedAndTheLimitNamed) {
  write_file(folder / "x", "12345");
  EXPECT_EQ(read_file(folder / "x", 5), "12345");
  EXPECT_THAT([&] { read_file(folder / "x", 4); }, ThrowsMessage<Error>(HasSubstr("limit of 4")));
}

TEST_F(Files, AFileOf200MegabytesIsRefusedWithoutReadingIt) {
  std::ofstream(folder / "x").put('x');
  fs::resize_file(folder / "x", 200u << 20);
  EXPECT_THAT([&] { read_file(folder / "x"); }, ThrowsMessage<Error>(HasSubstr("67108864")));
}

TEST_F(Files, AFileThatSaysItIsEmptyIsReadToItsEnd) {
  if (!fs::exists("/proc/self/status")) GTEST_SKIP() << "there is no /proc here";
  EXPECT_THAT(read_file("/proc/self/status"), HasSubstr("Name:"));
}

TEST_F(Files, AFileThatMayNotBeReadSaysSo) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  write_file(folder / "x", "1");
  fs::permissions(folder / "x", fs::perms::none);
  EXPECT_THAT([&] { read_file(folder / "x"); }, ThrowsMessage<Error>(HasSubstr("permission denied")));
}

TEST_F(Files, WritingReplacesTheFileKeepsItsPermissionsAndLeavesNoOther) {
  write_file(folder / "x", "old");
  fs::permissions(folder / "x", fs::perms(0640));
  write_file(folder / "x", "new");
  EXPECT_EQ(read_file(folder / "x"), "new");
  EXPECT_EQ(fs::status(folder / "x").permissions(), fs::perms(0640));
  EXPECT_EQ(entries(), 1u);
}

TEST_F(Files, WritingThroughALinkKeepsTheLink) {
  write_file(folder / "x", "old");
  fs::create_symlink("x", folder / "link");
  write_file(folder / "link", "new");
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(read_file(folder / "x"), "new");
}

TEST_F(Files, AFolderThatIsMissingCannotBeWrittenTo) {
  EXPECT_THAT([&] { write_file(folder / "no" / "x", "1"); }, ThrowsMessage<Error>(HasSubstr("cannot write")));
  EXPECT_EQ(entries(), 0u);
}

// The examples of FIPS 180-4's companion (NIST, "Examples with Intermediate Values").
TEST(Sha256, AgreesWithTheStandardsExamples) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

}  // namespace
}  // namespace parley
