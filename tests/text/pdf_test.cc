#include "text/pdf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "text/read.h"

namespace parley {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

/// A PDF written by hand: one page for each text, with the table of offsets that readers need.
std::string pdf_of(const std::vector<std::string>& pages) {
  std::string kids;
  for (std::size_t i = 0; i < pages.size(); ++i) kids += std::to_string(4 + 2 * i) + " 0 R ";
  std::vector<std::string> objects = {
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) + " >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const std::string stream = "BT /F1 12 Tf 72 720 Td 14 TL " + pages[i] + " ET";
    objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents " + std::to_string(5 + 2 * i) +
                      " 0 R /Resources << /Font << /F1 3 0 R >> >> >>");
    objects.push_back("<< /Length " + std::to_string(stream.size()) + " >>\nstream\n" + stream + "\nendstream");
  }
  std::string pdf = "%PDF-1.4\n";
  std::string table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const std::string offset = std::to_string(pdf.size());
    table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string start = std::to_string(pdf.size());
  const std::string size = std::to_string(objects.size() + 1);
  return pdf + "xref\n0 " + size + "\n" + table + "trailer\n<< /Size " + size + " /Root 1 0 R >>\nstartxref\n" + start +
         "\n%%EOF\n";
}

class Pdf : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = ::testing::TempDir() + "parley-pdf-XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
  /// A program that stands in for pdftotext.
  PdfReader program(const std::string& script) {
    write_file(folder / "program", "#!/bin/sh\n" + script + "\n");
    std::filesystem::permissions(folder / "program", std::filesystem::perms(0755));
    PdfReader reader;
    reader.program = (folder / "program").string();
    return reader;
  }
  std::filesystem::path folder;
};

#define SKIP_WITHOUT_PDFTOTEXT \
  if (!find_program("pdftotext")) GTEST_SKIP() << "pdftotext is not installed"

TEST_F(Pdf, ItsTextIsRead) {
  SKIP_WITHOUT_PDFTOTEXT;
  const Document document = parse_document(pdf_of({"(They met Gen. Smith in Kyiv. He left.) Tj"}), "", "a.pdf");
  EXPECT_EQ(document.format, "pdf");
  EXPECT_EQ(document.sentences.size(), 2u);
  EXPECT_EQ(utf8(document.text).substr(0, 38), "They met Gen. Smith in Kyiv. He left.\n");
}

TEST_F(Pdf, PageNumbersAndRunningHeadsAreMarked) {
  SKIP_WITHOUT_PDFTOTEXT;
  std::vector<std::string> pages;
  for (int i = 1; i <= 4; ++i)
    pages.push_back("(The Daily Record) Tj T* T* (Talks went on for a day in room " + std::to_string(i) +
                    ".) Tj T* T* T* (" + std::to_string(i) + ") Tj");
  const Document document = parse_document(pdf_of(pages), "pdf");
  std::size_t marked = 0;
  for (const Line& line : document.lines) marked += line.kind == LineKind::boilerplate;
  EXPECT_EQ(marked, 3u + 4u);
  EXPECT_EQ(document.sentences.size(), 4u);
}

TEST_F(Pdf, ABrokenOneIsRefused) {
  SKIP_WITHOUT_PDFTOTEXT;
  EXPECT_THAT([] { parse_document("%PDF-1.4\nthis is none", "", "a.pdf"); },
              ThrowsMessage<Error>(AllOf(HasSubstr("PDF cannot be read"), HasSubstr("a.pdf"))));
  const std::string whole = pdf_of({"(They met.) Tj"});
  for (std::size_t size = 0; size + 200 < whole.size(); size += 97) {
    try {
      parse_document(std::string_view(whole).substr(0, size), "pdf", "a.pdf");
    } catch (const Error& error) {
      EXPECT_THAT(error.what(), HasSubstr("a.pdf"));
    }
  }
}

TEST_F(Pdf, OneWithoutTextSaysSo) {
  SKIP_WITHOUT_PDFTOTEXT;
  EXPECT_THAT([] { parse_document(pdf_of({""}), "pdf"); }, ThrowsMessage<Error>(HasSubstr("no text")));
}

TEST_F(Pdf, AMissingPdftotextNamesThePackage) {
  PdfReader reader;
  reader.program = "no-such-program-at-all";
  EXPECT_THAT([&] { pdf_text("%PDF-1.4", "a.pdf", reader); }, ThrowsMessage<Error>(HasSubstr("poppler-utils")));
}

TEST_F(Pdf, OneThatNeverEndsIsGivenUp) {
  PdfReader reader = program("sleep 100 & wait");
  reader.limits.wall_time = std::chrono::milliseconds(200);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THAT([&] { pdf_text("x", "a.pdf", reader); }, ThrowsMessage<Error>(HasSubstr("longer than 200 milliseconds")));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST_F(Pdf, OneThatClosesItsOutputAndNeverEndsIsGivenUp) {
  PdfReader reader = program("exec >&- 2>&-; sleep 100");
  reader.limits.wall_time = std::chrono::milliseconds(200);
  EXPECT_THAT([&] { pdf_text("x", "a.pdf", reader); }, ThrowsMessage<Error>(HasSubstr("longer than")));
}

TEST_F(Pdf, OneThatComputesForeverIsGivenUp) {
  PdfReader reader = program("while :; do :; done");
  reader.limits.cpu_seconds = 1;
  EXPECT_THAT([&] { pdf_text("x", "a.pdf", reader); }, ThrowsMessage<Error>(HasSubstr("of computing")));
}

TEST_F(Pdf, OneThatWritesForeverIsGivenUp) {
  PdfReader reader = program("while :; do echo more; done");
  reader.limits.output = 10000;
  EXPECT_THAT([&] { pdf_text("x", "a.pdf", reader); }, ThrowsMessage<Error>(HasSubstr("limit of 10000")));
}

TEST_F(Pdf, WhatPdftotextSaysIsPassedOn) {
  EXPECT_THAT([&] { pdf_text("x", "a.pdf", program("echo 'Syntax Error: no trailer' >&2; exit 1")); },
              ThrowsMessage<Error>(HasSubstr("no trailer")));
  EXPECT_THAT([&] { pdf_text("x", "a.pdf", program("echo 'Incorrect password' >&2; exit 1")); },
              ThrowsMessage<Error>(HasSubstr("locked")));
  EXPECT_THAT([&] { pdf_text("x", "a.pdf", program("exit 3")); }, ThrowsMessage<Error>(HasSubstr("permit")));
}

TEST_F(Pdf, ItsBytesReachTheProgramWhole) {
  const std::string bytes(3000000, 'x');
  EXPECT_EQ(pdf_text(bytes, "a.pdf", program("cat")), bytes);
}

}  // namespace
}  // namespace parley
