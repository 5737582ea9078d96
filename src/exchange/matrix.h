// A matrix of judgements: the quickest way into a case, for an analyst who has no time.
//
//     issue,option,Ukraine,Russia,reason
//     Territory,line of control,tolerate,favour,each holds what it holds
//
// One row an issue and option, one column a party with a stance word or a number in each cell; an empty cell is
// silence. An optional column `reason` says why. Each cell becomes a judgement in statements.csv.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "evidence/csv.h"

namespace parley {

struct MatrixImport {
  bool created = false;               ///< the case was made, with the matrix's parties and issues
  std::vector<std::string> parties;   ///< ids of those in the matrix
  std::vector<std::string> issues;    ///< likewise
  std::vector<std::string> added;     ///< ids of new rows
  std::vector<std::string> replaced;  ///< ids of rows whose stance or reason changed
  std::size_t unchanged = 0;          ///< rows that were there already
};

/// Imports the matrix in `csv` into the case in `folder`. Where there is no case it is made: ids are slugs of the names
/// in the matrix, and the names are kept. In a case that exists each party, issue and option must be there, by id, name
/// or alias. A row's id is made of its issue's, option's and party's, so that importing again adds nothing: a cell
/// whose value changed replaces the stance, and the reason if one is given, of its row, and a cell made empty leaves
/// its row. Throws Error with every problem, having written nothing.
MatrixImport import_matrix(const std::filesystem::path& csv, const std::filesystem::path& folder);

/// What a case made from a matrix has besides: a note, and reservation values, one a column of a party.
struct MatrixTerms {
  std::string note;
  std::vector<std::optional<CsvField>> reservations;  ///< none at all, or one a party
};

/// The same for a matrix that is read already; no problem in `problems` may be an error. In a case that exists, the
/// reservation values must be those of the case.
MatrixImport import_matrix(const CsvFile& file, const std::filesystem::path& folder, const MatrixTerms& terms,
                           std::vector<Problem>& problems);

}  // namespace parley
