// A case from the text of its files, for tests.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "model/case.h"
#include "oracle/generate.h"

namespace parley {

inline constexpr const char* statement_header =
    "id,document,start,end,quote,speaker,party,form,act,issue,option,stance,importance,condition,otherwise,claim,date,"
    "certainty,coder,note\n";

/// A row of a judgement; `rest` is "importance,condition,otherwise,claim,date,certainty".
inline std::string judged(const std::string& id, const std::string& party, const std::string& issue,
                          const std::string& option, const std::string& stance, const std::string& rest = ",,,,,") {
  return id + ",,,,,," + party + ",judgement,," + issue + "," + option + "," + stance + "," + rest + ",,a reason\n";
}

/// The case of a case.yaml and of rows; its problems, which may be errors, are added.
inline std::shared_ptr<const Case> case_of(const std::string& yaml, const std::string& rows,
                                           std::vector<Problem>& problems) {
  oracle::CaseText text;
  text.case_yaml = yaml;
  text.statements_csv = statement_header + rows;
  return oracle::read(text, problems);
}

/// The same where nothing may be wrong.
inline std::shared_ptr<const Case> case_of(const std::string& yaml, const std::string& rows) {
  std::vector<Problem> problems;
  auto c = case_of(yaml, rows, problems);
  for (const Problem& problem : problems) EXPECT_NE(problem.severity, Severity::error) << format_problem(problem);
  return c;
}

}  // namespace parley
