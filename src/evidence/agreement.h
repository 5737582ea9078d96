// How far the coders of a case agree, and where they do not.
//
// Coders mark passages freely, so units must be formed before values can be compared. In each document that two or more
// have coded, rows of different coders are about one passage where their spans share at least half of the shorter one;
// where several rows could be matched, the ones that overlap most, then those alike in party, issue and option. Each
// coder has at most one row in a unit. Five questions are then asked, each with an alpha of its own:
//   passages   of each sentence: has the coder marked words in it? (nominal; also of sentences that nobody marked)
//   speaker, party, form, act, issue, option   of each unit (nominal); an empty field is a value where another is not
//   stance     of each unit, among the coders who agree on party, issue and option there (ordinal, reject … demand);
//              numbers in place of a stance are left out
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "casebook/casebook.h"
#include "evidence/alpha.h"
#include "evidence/statement.h"

namespace parley {

struct AgreementVariable {
  std::string name;
  Metric metric = Metric::nominal;
  Alpha alpha;
};

struct CoderDifference {
  int document = -1;
  std::string quote;  ///< of the unit's first row
  std::string variable;
  std::vector<std::pair<std::string, std::string>> values;  ///< coder and what it has; "-" for an empty field
};

struct Agreement {
  std::vector<std::string> coders;  ///< by name; "" for rows that name none
  std::size_t documents = 0;        ///< that two coders or more have coded
  std::size_t units = 0;            ///< in these
  std::size_t shared = 0;           ///< with rows of two coders or more
  std::vector<AgreementVariable> variables;
  std::vector<CoderDifference> differences;  ///< by document, place and variable
};

/// Compares the coders of the statements, judgements apart. Reads the documents' sentences; those of which the text is
/// missing give no passages, and units only where coders have the very same quotation.
Agreement coder_agreement(const Casebook& casebook, std::span<const Statement> statements, std::size_t draws = 1000,
                          std::uint64_t seed = 1);

}  // namespace parley
