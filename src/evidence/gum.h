// The GUM corpus (Zeldes 2017) as annotated text: its treebank and its rhetorical structure read together.
//
// In rhetorical structure theory "X said" is a satellite that attributes its nucleus, the content, to X. GUM also says
// by which words one sees that: the source, and the verb or phrase that is the cue. Where these are made into spans,
// content keeps its quotation marks and loses the commas and the stop around it, and a cue takes in the helping verbs
// and adverbs before it ("has long said"), as in the PolNeAR corpus.
#pragma once

#include <optional>

#include "core/error.h"
#include "evidence/annotated.h"

namespace parley {

/// One text of the corpus, named as the treebank's file is. Without its rhetorical structure it has parts of speech and
/// no attributions. Throws Error where a file is not what it should be.
AnnotatedText read_gum(const SourceText& treebank, const std::optional<SourceText>& rhetoric);

}  // namespace parley
