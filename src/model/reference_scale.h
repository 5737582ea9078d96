// How finely the reference world counts the values of a party given in words.
//
// There everything is a fraction: levels are quarters, mean weights have small denominators, what is drawn stands in
// the middle. Rounded to 2^-24, two thirds in one sum and in another could differ by one unit, and a package worth
// exactly no deal would be refused. So the reference world counts in a unit of which these fractions are multiples.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include "model/case.h"
#include "model/preferences.h"

namespace parley {

/// Integers a unit of value: the common denominator of the party's values times a power of two, at most 2^24; 2^24
/// itself where the denominator is larger. `standing` is the reference world's order of importance.
Wide reference_scale(const Case& c, const PartyModel& party, const ImportanceOrder& standing);

/// The common denominator of the places of an issue's options between the points of its lines, in the reference world.
boost::multiprecision::cpp_int line_denominator(const Case& c, const IssueModel& issue);

}  // namespace parley
