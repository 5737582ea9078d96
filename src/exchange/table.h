// Tables of numbers, as papers print them and spreadsheets keep them.
//
//     issue,option,Town,Harbour          clause,Town,Harbour
//     Fee,low,10,0                       Fees are public,8,3
//     Fee,high,4,30                      A new pier,2,9
//     Pier,yes,5,20                      threshold,5,5
//     Pier,no,0,0
//     threshold,,12,25
//
// On the left each option has a value for each party, and the thresholds are reservation values. On the right each row
// is a clause that is in or out, and a party accepts a set of clauses whose mean score reaches its threshold: a clause
// is worth its score less the threshold where it is in, nothing where it is out, and the reservation value is 0.
#pragma once

#include <filesystem>

#include "exchange/matrix.h"
#include "exchange/scenario.h"

namespace parley {

/// The options of a clause.
inline constexpr std::string_view clause_in = "included";
inline constexpr std::string_view clause_out = "left out";

/// Imports the table in `csv` as judgements into the case in `folder`, which is made where there is none, as
/// import_matrix does. Rows are clauses where `clauses` is set or there is no column `option`; a clause is then called
/// what `clause`, `option` or `issue` says. Throws Error with every problem, having written nothing.
MatrixImport import_table(const std::filesystem::path& csv, const std::filesystem::path& folder, bool clauses);

/// The scenario as a table: weight × value an option, and the reservation values as thresholds. Numbers without a
/// finite decimal stand as fractions.
std::string table_of(const Scenario& scenario, std::vector<Problem>& warnings);

}  // namespace parley
