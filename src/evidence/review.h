// Deciding on proposals, one at a time, so that nothing decided is ever lost.
//
// Each decision is written at once: what is accepted goes to statements.csv first, under the proposal's id, then the
// decision to proposals.csv; taking one back goes the other way round. Both files are read anew for each decision, so
// that what another program wrote meanwhile stays. Where the power fails between the two, the row is in statements.csv
// and the proposal still waits: the next look sees the row and takes the proposal as accepted.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/casebook.h"
#include "evidence/proposals.h"
#include "evidence/quotation.h"
#include "evidence/statement_table.h"

namespace parley {

/// The proposals of a case as they stand; those whose row is in statements.csv are accepted.
ProposalTable current_proposals(const std::filesystem::path& folder);

/// What a review has before it, without the rows of thousands of documents.
struct Agenda {
  ProposalCounts counts;
  std::vector<std::string> waiting;  ///< ids, in the order in which they are asked
  /// What is asked first is decided, and was `before`; a skipped one is asked again after all others.
  void decide(Decision before, Decision now);
};
/// The agenda of a case. Proposals whose row is in statements.csv are accepted, and written so.
Agenda agenda_of(const std::filesystem::path& folder);
/// The proposal with this id. Throws Error where there is none.
Proposed read_proposal(const std::filesystem::path& folder, std::string_view id);

/// Indices of those that wait, in the order in which they are asked: first those that nobody has looked at, then those
/// that were skipped, the one skipped first before the others.
std::vector<std::size_t> waiting(const ProposalTable& table);

/// What is wrong with a row on its own, read as statements.csv is; the line of a problem's place is 1 + its column.
/// A quotation with a speaker whom the case does not have is an error here, lest it be taken for the source's own word.
std::vector<Problem> row_problems(const Casebook& casebook, const StatementRow& row);

/// Where the row's words stand in a text: there where it says, or where they are found.
std::optional<Span> place_of(QuotationFinder& text, const StatementRow& row);

/// The row as it enters statements.csv: who coded it, and without the note that it was proposed.
StatementRow as_statement(StatementRow row, std::string_view coder);

/// Accepts, with the row that is to stand in statements.csv. Throws Error if that fails, or the proposal is gone.
void accept_proposal(const std::filesystem::path& folder, std::string_view id, const StatementRow& row, bool edited);
/// Rejects, with a reason that may be empty and is kept in its note.
void reject_proposal(const std::filesystem::path& folder, std::string_view id, std::string_view reason);
void skip_proposal(const std::filesystem::path& folder, std::string_view id);
/// Index of the one that was decided or skipped last; nothing where none was.
std::optional<std::size_t> last_decided(const ProposalTable& table);
/// Takes the last decision back, and its row out of statements.csv; the id of its proposal, or nothing where there is
/// no decision.
std::optional<std::string> undo_decision(const std::filesystem::path& folder);

/// The text of a statements file with one more row at its end; all else stays as it is where its columns suffice.
std::string append_statement(std::string_view bytes, const StatementRow& row);
/// The text without the row that has this id; all else stays as it is.
std::string remove_statement(std::string_view bytes, std::string_view id);

}  // namespace parley
