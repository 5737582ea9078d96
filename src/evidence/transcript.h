// Transcripts: "SMITH: We want peace." in a paragraph of its own is what Smith says, without marks or a verb of saying.
//
// A label is a name, or a name and a title, before a colon at a paragraph's beginning; an aside in parentheses may
// stand between them. One alone may be a heading or a note ("UPDATE: …"); where two labels come back, or one comes back
// and another answers it, the text between the first and the last is a transcript, and a paragraph without a label goes
// on with the turn before it. Elsewhere two labels in a row are turns if they are known speakers.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace parley {

struct Turn {
  Span label;                 ///< who speaks
  Span colon;                 ///< what says so
  std::vector<Span> content;  ///< paragraph by paragraph
};

/// Whether a label names somebody who may speak.
using IsSpeaker = std::function<bool(std::u32string_view)>;

/// Nobody is known.
inline bool no_speaker(std::u32string_view) { return false; }

/// The turns of a document's transcripts, in order.
std::vector<Turn> transcript_turns(const Document& document, const std::vector<Span>& paragraphs,
                                   const IsSpeaker& is_speaker = no_speaker);

}  // namespace parley
