// What kind of act a sentence reports, in PLOVER's terms as statements.csv writes them: agree, request, reject,
// threaten, concede and the rest.
//
// A list of phrases, each for one act; what is announced for the future is an agreement if it gives something and a
// threat if it takes something away. The phrase that stands first decides, a threat before all: "X threatened to …"
// governs what comes after it.
#pragma once

#include <optional>
#include <string>

#include "evidence/tokens.h"

namespace parley {

struct FoundAct {
  std::string act;
  std::size_t begin = 0, end = 0;  ///< the tokens that show it
};

/// The act of the tokens [begin, end); nothing where no phrase of the list stands there.
std::optional<FoundAct> find_act(const TokenText& text, std::size_t begin, std::size_t end);

}  // namespace parley
