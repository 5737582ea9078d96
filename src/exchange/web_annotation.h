// The W3C Web Annotation Data Model (Recommendation of 2017) as JSON-LD: each coded passage an annotation that selects
// its words by TextQuoteSelector and TextPositionSelector, whose positions are code points of the clean text.
//
// What the row says is in the body's words for people, and whole under "parley:statement", by column. Annotations of
// other tools have no such statement: they become proposals, whose passage a person then codes.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "exchange/brought.h"
#include "exchange/passages.h"

namespace parley {

/// An AnnotationPage of the passages, UTF-8.
std::string format_annotations(const Case& c, const Passages& passages);

/// Reads a page, a collection with its first page, a list of annotations, or one of them, about documents of the case,
/// whose texts are `texts`: the source of a target is a document's url, file or id. A passage is found again where its
/// text has shifted; one that is nowhere is left out with a warning. Throws Error with everything that is wrong.
Brought read_annotations(std::string_view bytes, const std::string& file, const Casebook& casebook,
                         std::span<const std::optional<Document>> texts);

}  // namespace parley
