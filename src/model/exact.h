// Parties given all in numbers keep their own units: values are exact rationals over one common denominator.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include "model/preferences.h"

namespace parley {

using Rational = boost::multiprecision::cpp_rational;

/// The exact value that a number's text names ("-12.50", "1e3", "2/3").
Rational exact_rational(const Number& number);

/// `value` x `scale`, to the nearest integer (halves away from zero).
Wide scaled_integer(const Rational& value, Wide scale);

/// Whether every stance and importance that the case gives the party, and its reservation value, is a number.
bool given_in_numbers(const Case& c, int party);

/// If the party is given all in numbers, fills its scale, exact values and the range of its silence; says in `notes`
/// where more than 128 bits would be needed and its values are rounded.
void make_exact(const Case& c, PartyModel& party, std::vector<std::string>& notes);

}  // namespace parley
