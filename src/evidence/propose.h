// Proposing statements: what a document says, made rows for a person to review.
//
// A proposal is a row as statements.csv has it, with how sure it is and the words of the text that it rests on. Nothing
// enters a case by itself: a person accepts, corrects or rejects.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/casebook.h"
#include "evidence/reading_model.h"
#include "evidence/speaker.h"
#include "evidence/statement_table.h"
#include "text/document.h"

namespace parley {

/// What a word or phrase of the text shows about a proposal.
enum class ClueKind { source, cue, act, stance, negation, hedge, condition, exchange, issue, option, date, quantity };

std::string_view clue_kind_name(ClueKind kind);

struct Clue {
  ClueKind kind = ClueKind::cue;
  Span span;          ///< in the document's text
  std::string means;  ///< what it was read as: an id, a stance, a formula, a date; may be empty
};

struct Proposal {
  StatementRow row;            ///< id, document, start, end, quote, speaker, party, form, act, issue, option, ...
  std::vector<Span> content;   ///< what was said, where it stands in parts; start and end of the row span them
  Span source;                 ///< who is named as saying it; empty where nobody is
  Span cue;                    ///< the words that say so; empty where there are none
  std::string said_by;         ///< the source resolved over the document: the fullest name it introduces
  double confidence = 0;       ///< in [0, 1]: that these words are this source's (docs/reading.md)
  std::vector<Clue> evidence;  ///< in the order of the text
  std::string spoken_of;       ///< the date spoken of, as TIMEX3 writes it; `date` of the row is that of saying
};

/// Proposals for the statements of a document, in its order: what is said directly, indirectly and in part, by the
/// rules and the model; deeds of those whom the case knows; rules, forecasts and what is said to be unclear. Each row
/// has id ("p-DOCUMENT-1" and so on, passing over `taken`), document, start, end, quote, speaker, party, form, note
/// and, where the words show them, act, issue, option, stance, condition and date. The speaker is who the text names,
/// looked up among the people, offices and parties of the case; a pronoun is the person named last; one who is not in
/// the case is named in the note. Words in quotation marks that nobody is said to have said are not proposed.
std::vector<Proposal> propose_statements(const Document& document, const Source& source, const Casebook& casebook,
                                         std::span<const std::string> taken = {},
                                         const ReadingModel& model = shipped_model());

}  // namespace parley
