// brat's standoff annotations (Stenetorp et al. 2012): a file of lines beside the text, NAME.ann beside NAME.txt.
//
//     T1<tab>Content 12 45;50 60<tab>the words       an entity; offsets are characters from 0, end-exclusive
//     E1<tab>Attribution:T4 Content:T1 Cue:T2        an event; a relation R1 likewise
//     A1<tab>Stance T1 reject                        an attribute of an entity
//     #1<tab>AnnotatorNotes T1<tab>words             a note on it
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "text/document.h"

namespace parley {

struct AnnotatedAttribution {
  std::vector<Span> source, cue, content;  ///< each in parts; empty where there is none
};

struct BratEntity {
  std::string id, type;
  std::vector<Span> spans;  ///< in the order of the line
  std::map<std::string, std::string, std::less<>> attributes;
  std::string note, line;
  Place place;
};

struct Brat {
  std::vector<BratEntity> entities;                ///< in the order of the file
  std::vector<AnnotatedAttribution> attributions;  ///< events and relations between Source, Cue and Content
};

/// The annotations of one text, offsets as they stand in the file. Throws Error with every entity without offsets.
Brat parse_brat(std::string_view bytes, const std::string& file);

/// An error for each entity whose line has other words than the text, of these characters, has at its offsets: the text
/// was changed after it was annotated. Spaces do not count, nor what a line of words that run over two leaves out.
std::vector<Problem> misplaced(const Brat& brat, std::u32string_view characters);

}  // namespace parley
