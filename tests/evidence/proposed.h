#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "case_folder.h"
#include "evidence/propose.h"
#include "text/read.h"

namespace parley {

/// What is proposed from a plain text, as a document with this id and date in the case of a folder.
inline std::vector<Proposal> proposed(const CaseFolder& folder, std::string_view text, const std::string& id,
                                      std::string_view date) {
  std::vector<Problem> problems;
  const auto casebook = read_casebook(folder.path(), problems);
  Source source;
  source.id = id;
  source.date = parse_date(date);
  return propose_statements(parse_document(text, "plain", id + ".txt"), source, casebook);
}

}  // namespace parley
