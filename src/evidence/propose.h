// Proposing statements: what a document says directly, made rows for a person to review.
//
// Only direct quotations with their speakers are proposed; the stance is left to the person.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/casebook.h"
#include "evidence/speaker.h"
#include "evidence/statement_table.h"
#include "text/document.h"

namespace parley {

/// Proposed rows for the quotations of a document, in its order: id ("p-DOCUMENT-1" and so on, passing over `taken`),
/// document, start, end, quote, speaker, party, form (direct or mixed), issue and note. The speaker is who the text
/// names, looked up among the people, offices and parties of the case; a pronoun is the person named last; one who is
/// not in the case is named in the note. Words in quotation marks that nobody is said to have said are not proposed.
std::vector<StatementRow> propose_statements(const Document& document, const Source& source, const Casebook& casebook,
                                             std::span<const std::string> taken = {});

}  // namespace parley
