// A small case with a document, for the tests of formats that mark text.
#pragma once

#include "../evidence/case_folder.h"

namespace parley {

/// The grinning face takes two UTF-16 code units, one code point and four bytes.
class CodedCaseFolder : public CaseFolder {
 public:
  CodedCaseFolder() {
    write("case/case.yaml", R"(title: Fees
as_of: 2025-02-14
parties:
  - {id: town, name: The Town, aliases: [Town]}
  - {id: harbour, name: Harbour}
people: [{id: smith, name: Ann Smith, party: town}]
issues:
  - {id: fee, name: The fee, options: [{id: low, name: A low fee}, {id: high, name: A high fee}]}
  - {id: pier, name: A pier, options: [yes, no]}
)");
    write("case/documents/brief.md",
          "# Brief\n\n\xF0\x9F\x98\x80 Smith said *the town* takes a low fee.\nNever a high one.\n");
    write("case/documents.yaml", "- {id: brief, file: documents/brief.md, title: The brief, date: 2025-02-10}\n");
    write("case/statements.csv",
          "id,document,quote,speaker,party,form,issue,option,stance,condition,coder,note\n"
          "s1,brief,takes a low fee,smith,town,indirect,fee,low,accept,,x,\"a \"\"note\"\"\"\n"
          "s2,brief,\"low fee.\nNever a high one\",smith,town,indirect,fee,high,reject,,,\n"
          "s3,brief,Smith said,smith,harbour,indirect,fee,low,accept,,,\n"
          "s4,,,,harbour,judgement,fee,low,oppose,,,why\n"
          "s5,brief,Smith said,smith,town,indirect,pier,yes,demand,fee = low,,\n");
  }
  [[nodiscard]] std::filesystem::path folder() const { return path() / "case"; }
};

}  // namespace parley
