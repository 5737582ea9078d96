// Texts that people have annotated with attributions, as training reads them: brat's standoff, and the GUM corpus.
//
// brat: FOLDER/text/NAME.txt with FOLDER/attributions/NAME.ann or NAME_ANNOTATOR.ann (PolNeAR's layout), or NAME.txt
// and NAME.ann side by side (brat.h). Entities Source, Cue and Content; an event or relation Attribution ties them
// together. GUM: FOLDER/dep/NAME.conllu with FOLDER/rst/NAME.rs4. The relation `attribution` gives the content (its
// nucleus), the signals of that relation the source and the cue; the treebank gives the parts of speech.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "evidence/brat.h"
#include "evidence/tokens.h"
#include "text/document.h"

namespace parley {

struct AnnotatedText {
  std::string name;
  std::string annotator;  ///< where a text has several, which
  Document document;
  std::vector<AnnotatedAttribution> attributions;  ///< offsets into the document's text
  std::vector<std::pair<Span, std::string>> tags;  ///< gold parts of speech, where there are any
};

/// Everything in a folder that is one of these; in the order of the names. Adds a warning for each entity of brat's
/// whose words are not where it says. Throws Error naming the file and line where an annotation cannot be read, or the
/// folder has none.
std::vector<AnnotatedText> read_annotated(const std::filesystem::path& folder, std::vector<Problem>& warnings);

}  // namespace parley
