// Transcripts: "SMITH: We want peace." in a paragraph of its own is what Smith says, without marks or a verb of saying.
//
// A label is a name, or a name and a title, before a colon at a paragraph's beginning. One alone may be a heading or a
// note ("UPDATE: …"); where at least two labels come back, the text between the first and the last is a transcript, and
// a paragraph without a label goes on with the turn before it.
#pragma once

#include <vector>

#include "text/document.h"

namespace parley {

struct Turn {
  Span label;                 ///< who speaks
  Span colon;                 ///< what says so
  std::vector<Span> content;  ///< paragraph by paragraph
};

/// The turns of a document's transcripts, in order.
std::vector<Turn> transcript_turns(const Document& document, const std::vector<Span>& paragraphs);

}  // namespace parley
