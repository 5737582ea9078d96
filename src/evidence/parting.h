// Where what one says ends because the rest is said by another, or by another cue.
#pragma once

#include <vector>

#include "evidence/attribution_reader.h"
#include "evidence/tokens.h"

namespace parley {

/// "Smith said that it was late; his rival called for talks": what lies past a semicolon and has a cue of its own.
void part_at_semicolons(const TokenText& text, std::vector<ReadAttribution>& read);

/// "Smith, speaking after the talks, told us that …": what the same one says by a cue of its own ends what was read
/// before it.
void part_from_next(const TokenText& text, std::vector<ReadAttribution>& read);

/// "Sudria insists on a large dam, its ministry said": what Sudria insists on ends before its ministry.
void part_from_report(const TokenText& text, std::vector<ReadAttribution>& read);

}  // namespace parley
