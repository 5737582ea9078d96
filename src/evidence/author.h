// Who writes: a letter is its signatory's, an article that of the person in its byline. What they say as "I" and "we"
// is a position where the case knows them.
#pragma once

#include "evidence/mentions.h"
#include "evidence/names.h"
#include "text/document.h"

namespace parley {

/// The author of a document, if the case knows one: of the byline, or of the last lines of a letter that opens with a
/// salutation. The speaker is not known() where there is none, or several.
Mention author_of(const Document& document, const NameIndex& names);

}  // namespace parley
