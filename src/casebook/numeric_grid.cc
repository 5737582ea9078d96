#include "casebook/numeric_grid.h"

#include <cstdlib>

namespace parley {

namespace {

using Integer = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

Integer whole_number(std::string_view digits) {
  Integer value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

Integer power_of_ten(unsigned exponent) { return boost::multiprecision::pow(Integer(10), exponent); }

// The rational that a number's text spells; parse_number has checked its form.
Rational exact(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  Rational value;
  if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
    value = Rational(whole_number(text.substr(0, slash)), whole_number(text.substr(slash + 1)));
  } else {
    const std::size_t e = text.find_first_of("eE");
    int exponent = e == std::string_view::npos ? 0 : std::atoi(std::string(text.substr(e + 1)).c_str());
    std::string digits(text.substr(0, e));
    if (const std::size_t point = digits.find('.'); point != std::string::npos) {
      exponent -= static_cast<int>(digits.size() - point - 1);
      digits.erase(point, 1);
    }
    const Integer scale = power_of_ten(static_cast<unsigned>(std::abs(exponent)));
    value = exponent < 0 ? Rational(whole_number(digits), scale) : Rational(whole_number(digits) * scale);
  }
  return negative ? Rational(-value) : value;
}

// Decimal places that 1/denominator needs, -1 if it has no end.
int decimal_places(Integer denominator) {
  int twos = 0, fives = 0;
  for (; denominator % 2 == 0; denominator /= 2) ++twos;
  for (; denominator % 5 == 0; denominator /= 5) ++fives;
  return denominator == 1 ? std::max(twos, fives) : -1;
}

}  // namespace

std::string rational_text(const Rational& value) {
  const Integer above = numerator(value), below = denominator(value);
  const int places = decimal_places(below);
  if (places < 0) return value.str();
  const Integer scaled = abs(above) * power_of_ten(static_cast<unsigned>(places)) / below;
  std::string digits = scaled.str();
  const auto needed = static_cast<std::size_t>(places) + 1;
  if (digits.size() < needed) digits.insert(0, needed - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
  return (above < 0 ? "-" : "") + digits;
}

std::vector<Number> numeric_grid(const Number& min, const Number& max, const Number& step, std::string& why,
                                 std::string& hint) {
  const Rational low = exact(min.text), high = exact(max.text), width = exact(step.text);
  if (low > high) return why = "`min` " + min.text + " is above `max` " + max.text, std::vector<Number>{};
  if (width <= 0) return why = "`step` " + step.text + " is not above 0", std::vector<Number>{};
  const Rational steps = (high - low) / width;
  const Integer count = numerator(steps) / denominator(steps);
  if (count + 1 > most_options) {
    why = "there are " + Integer(count + 1).str() + " steps between `min` and `max`, more than " +
          std::to_string(most_options);
    return {};
  }
  if (denominator(steps) != 1) {
    why = "`max` " + max.text + " is not `min` plus a whole number of steps";
    hint = "the last number of the grid is " + rational_text(low + Rational(count) * width);
    return {};
  }
  std::vector<Number> grid;
  Rational value = low;
  for (Integer i = 0; i <= count; ++i, value += width) {
    const auto number = parse_number(rational_text(value));
    if (!number || (!grid.empty() && number->value <= grid.back().value))
      return why = "`step` " + step.text + " is too fine for numbers of this size", std::vector<Number>{};
    grid.push_back(*number);
  }
  return grid;
}

}  // namespace parley
