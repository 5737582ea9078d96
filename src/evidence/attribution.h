// Direct quotations in a text and who the text says they come from.
//
// Quotation marks give the spans; in each paragraph the words around a quotation are read as a row of words, marks and
// quotations. A cue ("said", "according to") before, after or between the parts of a quotation names its source: the
// noun phrase before the cue, or after it where the order is turned round. A quotation without a cue shares the source
// of its neighbour in the paragraph; one that runs on over paragraphs keeps its source; a name after a dash signs it.
// Rules only, no model: what they get right is measured in the tests.
#pragma once

#include <vector>

#include "evidence/saying_words.h"
#include "evidence/transcript.h"
#include "text/document.h"

namespace parley {

struct Attribution {
  Span quote;          ///< the words, without their marks and a comma before the closing one
  Span source;         ///< the noun phrase or pronoun named as their source; empty where none is found
  Span cue;            ///< the cue that says so; empty where the source is a neighbour's
  bool whole = false;  ///< the quotation is a clause of its own, not some words within the writer's sentence
};

/// The quotations of a document's prose, in order; `is_speaker` as in transcript_turns.
std::vector<Attribution> attributions(const Document& document, const IsSpeaker& is_speaker = no_speaker);

}  // namespace parley
