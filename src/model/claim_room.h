// Whether claims leave a party any preferences at all, and a point well inside those that they leave.
//
// Forms (claim_forms.h) are products of weights with class levels and with values of silent options. A silent value
// belongs to one issue, so weight times value is one new variable between 0 and the weight: linear. The levels alone
// are shared by the issues, and they are three. So the search splits the tetrahedron of levels. In a cell the weights
// may be divided over the cell's corners, each part with the levels of its corner and in the stated order of
// importance, and the forms need hold for all parts together only: a linear program, which bounds from above how much
// room the least of the forms can have (a reformulation-linearisation: Sherali and Adams 1999). A cell whose bound is
// not above 0 is done with; else the program is solved again at one point of the cell, which gives a real preference or
// not; else the cell is cut in two. As cells shrink the bound and the point meet.
//
// *Empty* is sound: every cell has a bound from multipliers that are checked against the program as given
// (linear_program.h). *Found* is sound: the point keeps every form. Past the budget the answer is *undecided*, which
// happens where the claims leave a sliver, or where a bent value must be met (its end is then free in the bound, and
// tried at few places).
#pragma once

#include <cstddef>

#include "model/claim_forms.h"

namespace parley {

struct ClaimRoom {
  enum class Kind { found, empty, undecided };
  Kind kind = Kind::undecided;
  ClaimPoint point;  ///< of `found`: inside, and away from the edges as far as one linear program takes it
};

/// Linear programs of one search, at most.
inline constexpr int room_programs = 400;

/// `here` is any point: what no form looks at is taken from it.
ClaimRoom find_room(const ClaimForms& forms, const ClaimPoint& here);

/// The same with the levels fixed: `found` or `undecided`.
ClaimRoom find_room_at(const ClaimForms& forms, const ClaimPoint& here, const std::array<double, 3>& level);

}  // namespace parley
