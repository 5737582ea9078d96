// What another tool has coded, brought into a case: texts, and rows of statements and proposals about them.
//
// A text that the case has already, whatever its format, is that document; another becomes a new one. A row keeps its
// id, so that bringing the same again changes nothing. A row that the case cannot have beside others becomes a
// proposal, for a person to decide: other tools may hold that someone agrees and disagrees on one day. Where there is
// no case yet, one is made.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "casebook/casebook.h"
#include "core/error.h"
#include "evidence/proposals.h"
#include "evidence/statement_table.h"
#include "exchange/new_case.h"
#include "text/document.h"

namespace parley {

/// `source.id` is the id wished for; `source.file` the file's name, without a folder.
struct BroughtText {
  Source source;
  std::string bytes;
};

/// A row's text is among the brought ones, or, where it is none of these, the document that the row names.
inline constexpr std::size_t no_text = static_cast<std::size_t>(-1);

/// A row about the text of this index.
struct BroughtRow {
  std::size_t text = no_text;
  StatementRow row;
};

struct BroughtProposal {
  std::size_t text = no_text;
  Proposed proposed;
};

struct Brought {
  NewCase plan;  ///< the case that is made where there is none
  std::vector<BroughtText> texts;
  std::vector<BroughtRow> rows;
  std::vector<BroughtProposal> proposals;
  std::vector<Problem> warnings;
};

struct BroughtCase {
  bool created = false;
  std::vector<std::string> documents;        ///< ids of new ones
  std::vector<std::string> added, replaced;  ///< ids of rows
  std::size_t unchanged = 0;                 ///< rows that were there already
  std::size_t proposed = 0;                  ///< new proposals
  std::vector<Problem> warnings;
};

/// Brings all of it into the case in `folder`. Throws Error with everything that is wrong with it, having written
/// nothing. Each file is written atomically, the statements last: cut short at any point, the case is valid, and
/// bringing again completes it.
BroughtCase bring(const std::filesystem::path& folder, const Brought& brought);

/// Sets the columns `start`, `end` and `quote` to the passage, without white space at its ends.
void set_passage(StatementRow& row, const Document& document, Span passage);

}  // namespace parley
