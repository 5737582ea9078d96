// A case's coded passages for brat, and what was annotated there.
//
// Each document becomes DOCUMENT.txt, its clean text, with DOCUMENT.ann: an entity Statement a row, its party, speaker,
// form, issue, option, stance and importance as attributes, and the row's columns, by name, as a note in JSON;
// annotation.conf names them to brat. Offsets are characters from 0, end-exclusive; a passage over several lines has a
// part a line. On the way back what an attribute says goes before the note. Attributions (Source, Cue, Content), as
// PolNeAR has them, become proposals.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "exchange/brought.h"
#include "exchange/passages.h"

namespace parley {

/// The files' names and bytes.
std::vector<std::pair<std::string, std::string>> format_brat(const Case& c, const Passages& passages);

/// Reads every NAME.ann beside a NAME.txt in `annotated` for the case: a text of the case, which has that
/// id and the same clean text, or a new one. Throws Error with everything that is wrong.
Brought read_brat_folder(const std::filesystem::path& annotated, const Casebook& casebook);

}  // namespace parley
