// Exact numbers as text.
#include <cmath>

#include "casebook/numeric_grid.h"
#include "exchange/scenario.h"

namespace parley {
namespace {

using boost::multiprecision::cpp_int;

cpp_int power_of_ten(int exponent) { return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent)); }

// The decimal of at most `digits` significant digits nearest to `value`.
Rational nearest(const Rational& value, int digits) {
  if (value == 0) return value;
  const Rational size = abs(value);
  int exponent = 0;  // 10^exponent <= size < 10^(exponent + 1)
  const auto power = [](int e) { return e >= 0 ? Rational(power_of_ten(e)) : Rational(1, power_of_ten(-e)); };
  while (size >= power(exponent + 1)) ++exponent;
  while (size < power(exponent)) --exponent;
  const Rational unit = power(exponent - digits + 1);
  const Rational scaled = size / unit + Rational(1, 2);
  const Rational rounded = Rational(numerator(scaled) / denominator(scaled)) * unit;
  return value < 0 ? Rational(-rounded) : rounded;
}

}  // namespace

std::string number_text(const Rational& value, bool& rounded) {
  auto text = rational_text(value);
  if (parse_number(text)) return text;
  if (const auto fraction = value.str(); parse_number(fraction)) return fraction;
  return decimal_text(value, 25, rounded);
}

std::string decimal_text(const Rational& value, int digits, bool& rounded) {
  const Rational near = nearest(value, digits);
  rounded = rounded || near != value;
  return rational_text(near);
}

}  // namespace parley
