// Where plain grammar has the answer to a question about a cue: the noun phrase before a verb of saying or after it,
// "that" and what follows it, what stands before ", Smith said".
//
// A handful of patterns over words and parts of speech. They are no answer of their own: the span picker is told what
// they expect, and learns how far each of them is to be believed.
#pragma once

#include "evidence/part_of_speech.h"
#include "evidence/span_picker.h"

namespace parley {

struct ExpectedSpan {
  std::optional<TokenRange> tokens;  ///< none where nothing is expected
  std::uint8_t pattern = 0;          ///< a number for the pattern and the question's side; 0 for none
};

ExpectedSpan expected_span(const TokenText& text, const TagClasses& tags, const Question& question);

/// Whether all that is said stands before the cue, as in "Prices will fall, Smith said".
bool stands_before(const TokenText& text, const TagClasses& tags, Question question);

/// Whether some words stand in the dateline that opens the question's sentence: "VARN (Agency) - ".
bool is_in_dateline(const TokenText& text, const TagClasses& tags, const Question& question, TokenRange range);

/// Whether some words do no more than tell a time: "late last week".
bool is_time(const TokenText& text, TokenRange range);

}  // namespace parley
