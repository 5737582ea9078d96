// proposals.csv: the statements that were proposed, beside the coded ones, and what a person decided about each.
//
// It has the columns of statements.csv and four more: how sure the proposal is, which words it rests on, the decision,
// and a number that counts the decisions, so that the last one can be taken back on another day. What was accepted
// stands in statements.csv under the proposal's id; the proposal itself stays here as it was made.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/propose.h"
#include "evidence/statement_table.h"

namespace parley {

enum class Decision { open, skipped, accepted, edited, rejected };

std::string_view decision_name(Decision decision);  ///< as written in the file; empty for `open`

/// A proposal as it stands in the file.
struct Proposed {
  StatementRow row;
  std::string confidence;  ///< as written, two decimals; empty where nobody has measured it
  std::string evidence;    ///< the words that it rests on; or begins with "reader ", and a model proposed it
  Decision decision = Decision::open;
  std::size_t decided = 0;  ///< the place of the decision among all, from 1; 0 for none

  [[nodiscard]] std::string_view id() const { return row.text(Column::id); }
  [[nodiscard]] std::string_view document() const { return row.text(Column::document); }
  [[nodiscard]] bool is_of_reader() const { return evidence.starts_with("reader "); }
  [[nodiscard]] bool waits() const { return decision == Decision::open || decision == Decision::skipped; }
};

struct ProposalTable {
  char separator = ',';
  bool byte_order_mark = false;
  std::vector<Proposed> rows;
};

/// How many of each decision there are.
struct ProposalCounts {
  std::size_t open = 0, skipped = 0, accepted = 0, edited = 0, rejected = 0;
  void add(Decision decision, int times = 1);
  [[nodiscard]] std::size_t all() const { return open + skipped + accepted + edited + rejected; }
};
ProposalCounts count_proposals(const ProposalTable& table);

/// Reads the text of a proposals file. Throws Error with all that is wrong in its columns and decisions.
ProposalTable parse_proposals(std::string_view bytes, std::string file);

/// FOLDER/proposals.csv; no rows where there is none.
ProposalTable read_proposals(const std::filesystem::path& folder);

/// Takes some rows of the file, in its order.
using TakeProposals = std::function<void(ProposalTable& piece)>;

/// Gives the rows of FOLDER/proposals.csv in pieces of about a megabyte, so that those of thousands of documents are
/// never held at once. Throws Error as read_proposals does.
void visit_proposals(const std::filesystem::path& folder, const TakeProposals& take);

/// The row with this id; of the file only the pieces that hold the id's letters are read as rows.
std::optional<Proposed> find_proposal(const std::filesystem::path& folder, std::string_view id);

/// Writes the file anew, atomically, with this row in the place of the first that has its id; what is written in our
/// own columns and holds not that id is copied as it is.
void replace_proposal(const std::filesystem::path& folder, const Proposed& row);

/// Writes the file anew, atomically, with the rows that `change` leaves in each piece.
void rewrite_proposals(const std::filesystem::path& folder, const TakeProposals& change);

std::string format_proposals(const ProposalTable& table);
/// Its rows alone, as they stand after the header.
std::string proposal_rows(const ProposalTable& table);

/// Writes FOLDER/proposals.csv atomically. Throws Error if that fails.
void write_proposals(const std::filesystem::path& folder, const ProposalTable& table);

/// What propose_statements gives, as it is written.
Proposed as_proposed(const Document& document, const Proposal& proposal);

/// The proposals of a text that was read again: `fresh` ones, each with the id and the decision of the `earlier` one
/// whose words it has. Words are found again where the text shifted; two proposals are the same where their spans
/// share more than half of what they cover together. Earlier ones with a decision, and those of a reader, are kept
/// where nothing fresh has their words. In the order of the text.
std::vector<Proposed> renew_proposals(std::u32string_view text, std::vector<Proposed> earlier,
                                      std::vector<Proposed> fresh);

}  // namespace parley
