// Sentences: ICU's rules (Unicode UAX #29), corrected by what they do not know.
//
// UAX #29 ends a sentence at every full stop before a capital, so "Gen. Smith", "Feb. 12, President", "the U.S. Senate"
// break in two; it ends one at "?" or "!" even where the sentence goes on ("Why?" he asked); and it does not end one
// before a digit and a small letter ("It failed. 10 men fled."). Each boundary is looked at again with the words
// on both its sides (abbreviations.h).
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace parley {

/// The sentences of each paragraph, in order; a paragraph's line ends count as spaces. Spans are offsets into `text`,
/// without the spaces around them.
std::vector<Span> find_sentences(std::u32string_view text, std::span<const Span> paragraphs);

/// The sentences of one paragraph.
std::vector<Span> split_sentences(std::u32string_view paragraph);

}  // namespace parley
