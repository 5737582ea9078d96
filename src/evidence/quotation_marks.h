// Quotation marks: where the quotations of a text begin and end.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace parley {

struct MarkedQuotation {
  Span outer;                 ///< with its marks
  Span marked;                ///< what stands between them
  Span inner;                 ///< the words, without white space and a comma or dash at the end
  std::size_t paragraph = 0;  ///< index of its paragraph
  bool continues = false;     ///< takes up a quotation that the paragraph before left open
};

/// The paragraphs of a document's prose: lines that one sentence runs across belong together.
std::vector<Span> prose_paragraphs(const Document& document);

/// Whether a quotation mark written as two apostrophes, as archives of newspapers do, begins at `at`. Of three, the two
/// that stand further out are the mark: ''He said 'no.'''
bool is_doubled_apostrophe(std::u32string_view text, std::size_t at);

/// The quotations in these paragraphs, in order. Curly, low and angle marks pair by shape; straight and single ones,
/// doubled apostrophes, and those that do not fit, by what stands beside them; marks inside a quotation belong to it.
/// One left open ends with its paragraph; a single mark left open is an apostrophe, unless the next paragraph takes it
/// up.
std::vector<MarkedQuotation> marked_quotations(const Document& document, const std::vector<Span>& paragraphs);

}  // namespace parley
