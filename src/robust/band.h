// The bands into which a share falls: what counts as another verdict.
//
// Their ends and names are those of Intelligence Community Directive 203 (Analytic Standards, 2015); the words stand in
// report/words.h. A share is compared as a fraction of whole numbers; an end belongs to the band nearer to even, so
// that a share and its complement get mirrored bands. ICD 203 stops at 1 and 99 in 100; the outer bands are taken to
// reach 0 and 100.
#pragma once

#include "robust/robust.h"

namespace parley {

enum class Band { almost_no_chance, very_unlikely, unlikely, roughly_even, likely, very_likely, almost_certain };

/// The band of count / worlds; 0 worlds count as a share of 0.
Band band(std::size_t count, std::size_t worlds);
inline Band band(const Share& share) { return band(share.count, share.worlds); }

}  // namespace parley
