// A small case in a temporary folder: two parties over a price and a date, one document that both are quoted in.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "text/files.h"

namespace parley {

class CaseFolder {
 public:
  CaseFolder() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::path(testing::TempDir()) /
            ("parley-serve-" + std::string(test->test_suite_name()) + "-" + test->name());
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_ / "documents");
    write_file(path_ / "case.yaml", case_yaml);
    write_file(path_ / "statements.csv", statements_csv);
    write_file(path_ / "documents.yaml",
               "- id: paper\n  file: documents/paper.md\n  title: The paper\n  date: 2024-05-01\n");
    write_file(path_ / "documents/paper.md",
               "# The paper\n\nNorth will never pay the high price. South wants the high price above all. <b>South</b> "
               "<script>alert(1)</script> would take a low price in spring.\n");
  }
  ~CaseFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  CaseFolder(const CaseFolder&) = delete;
  CaseFolder& operator=(const CaseFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::string read(const std::string& name) const { return read_file(path_ / name); }
  void write(const std::string& name, const std::string& text) const { write_file(path_ / name, text); }

  static constexpr const char* case_yaml =
      "title: A sale  # of a house\n"
      "as_of: 2024-06-01\n"
      "parties:\n"
      "  - {id: north, name: North, no_deal: {price: none, date: never}}\n"
      "  - {id: south, name: South, no_deal: {price: none, date: never}}\n"
      "issues:\n"
      "  - id: price\n"
      "    name: Price\n"
      "    options: [{id: low}, {id: high}, {id: none, only_without_deal: true}]\n"
      "  - id: date\n"
      "    name: Date\n"
      "    options: [{id: spring}, {id: autumn}, {id: never, only_without_deal: true}]\n"
      "levers:\n"
      "  - id: loan\n"
      "    name: The bank's loan\n"
      "    options: [{id: given}, {id: refused}]\n"
      "# The one rule of the sale.\n"
      "rules:\n"
      "  - id: winter\n"
      "    formula: price = high -> date = autumn\n"
      "    note: nobody moves in spring at that price\n"
      "\n"
      "# What was drafted.\n"
      "drafts:\n"
      "  - {id: cheap, name: The cheap one, clauses: {price: low, date: spring}}\n";
  static constexpr const char* statements_csv =
      "id,document,quote,speaker,party,form,issue,option,stance,note\n"
      "s1,paper,North will never pay the high price.,north,north,indirect,price,high,reject,\"a note, with a comma\"\n"
      "s2,paper,South wants the high price above all.,south,south,indirect,price,high|low,favour,\n"
      "s3,,,,north,judgement,date,spring,accept,It has said so often.\n"
      "s4,,,,south,judgement,date,spring|autumn,accept,It does not mind.\n"
      "s5,,,,north,judgement,price,low,accept,It can pay that.\n";
  static constexpr const char* proposals_csv =
      "id,document,quote,speaker,party,form,issue,option,stance,note,confidence,evidence,decision,decided\n"
      "p1,paper,would take a low price in spring.,south,south,indirect,price,low,tolerate,proposed,0.70,would take,,\n"
      "p2,paper,South wants the high price above all.,stranger,,indirect,price,high,favour,proposed,0.40,wants,,\n";

 private:
  std::filesystem::path path_;
};

}  // namespace parley
