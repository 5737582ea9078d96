// The checked case: a casebook and its statements that fit together, and the filters of a what-if.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "casebook/casebook.h"
#include "core/error.h"
#include "evidence/statement.h"

namespace parley {

/// A case that can be computed on. A value; nothing in it changes once it is loaded.
struct Case {
  Casebook casebook;
  std::vector<Statement> statements;
};

/// Reads a case folder and checks it as a whole: files, quotations, and what only shows when all is together (a no-deal
/// that misses an issue, equal rows that disagree, rules that contradict each other, a red line that a later row
/// lifts). Every problem, warnings too, is added. Throws Error only where there is no case to read at all.
Case read_case(const std::filesystem::path& folder, std::vector<Problem>& problems);

/// Reads a case folder; throws Error with all problems if there is an error, else drops the warnings.
Case load_case(const std::filesystem::path& folder);

/// What a what-if leaves out or fixes. It never changes whom an issue concerns.
struct Filter {
  std::optional<int> as_of;     ///< day; rows said later are left out
  std::optional<int> known_at;  ///< day; rows of documents published later are left out
  /// Ids of documents (with all that carry the same report) or speakers, or "judgements".
  std::vector<std::string> without;
  std::map<std::string, std::string> levers;  ///< lever id -> option id
};

/// The document that counts as a statement's source (Casebook::source_of); -1 for none.
inline int source_of(const Case& c, int statement) { return c.casebook.source_of(c.statements[statement].document); }

/// Throws Error if the filter names what the case does not have ("did you mean …").
void check_filter(const Case& c, const Filter& filter);

/// For each statement, whether the filter keeps it.
std::vector<bool> kept_statements(const Case& c, const Filter& filter);

/// A package, draft or no-deal: for each issue of the casebook the index of its option, or -1.
using Package = std::vector<int>;

/// Reads "issue=option,issue=option" or the name of a draft; throws Error with every unknown name.
Package parse_package(const Case& c, std::string_view text);

/// A package as "issue=option,issue=option", which parse_package reads.
std::string package_ids(const Case& c, const Package& package);

}  // namespace parley
