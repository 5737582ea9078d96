#include "casebook/quantity.h"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <charconv>
#include <cmath>
#include <iterator>

#include "core/ascii.h"

namespace parley {

namespace {

constexpr std::string_view plain_refusal = " is not a number";
constexpr std::size_t longest_number = 40;
constexpr int largest_exponent = 30;
constexpr double largest_value = 1e15;
constexpr double least_shape = 1e-3,
                 largest_shape = 1e6;  // of a beta distribution: beyond, quantiles lose their digits

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string quoted(std::string_view text) {
  return "`" + std::string(text.substr(0, longest_number)) + (text.size() > longest_number ? "…`" : "`");
}

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_ascii_digit) - text.begin());
}

// Whether text is digits, or digits with a point before a last digit, and perhaps an exponent.
bool is_decimal(std::string_view text) {
  const std::size_t whole = count_digits(text);
  text.remove_prefix(whole);
  if (text.starts_with('.')) {
    const std::size_t fraction = count_digits(text.substr(1));
    if (fraction == 0) return false;
    text.remove_prefix(fraction + 1);
  } else if (whole == 0) {
    return false;
  }
  if (text.empty()) return true;
  if (text[0] != 'e' && text[0] != 'E') return false;
  text.remove_prefix(1);
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && count_digits(text) == text.size();
}

int exponent_of(std::string_view decimal) {
  const std::size_t e = decimal.find_first_of("eE");
  if (e == std::string_view::npos) return 0;
  std::string_view digits = decimal.substr(e + 1);
  if (digits.starts_with('+')) digits.remove_prefix(1);
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() ? value : largest_exponent + 1;
}

double to_double(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// A decimal or a fraction; `why` says what is wrong with it.
std::optional<Number> read_number(std::string_view text, std::string& why) {
  text = trimmed(text);
  if (text.empty()) return why = "a number is missing", std::nullopt;
  if (text.size() > longest_number) {
    why = quoted(text) + " is longer than the " + std::to_string(longest_number) + " characters a number may have";
    return std::nullopt;
  }
  const std::string_view size = text.starts_with('-') ? text.substr(1) : text;
  double value = 0;
  if (const std::size_t slash = size.find('/'); slash != std::string_view::npos) {
    const std::string_view above = size.substr(0, slash), below = size.substr(slash + 1);
    if (above.empty() || below.empty() || count_digits(above) != above.size() || count_digits(below) != below.size())
      return why = quoted(text) + " is no fraction of two whole numbers", std::nullopt;
    if (to_double(below) == 0) return why = quoted(text) + " divides by zero", std::nullopt;
    value = to_double(above) / to_double(below);
  } else if (!is_decimal(size)) {
    return why = quoted(text) + std::string(plain_refusal), std::nullopt;
  } else if (std::abs(exponent_of(size)) > largest_exponent) {
    return why = quoted(text) + " has an exponent beyond " + std::to_string(largest_exponent), std::nullopt;
  } else {
    value = to_double(size);
  }
  if (value > largest_value) return why = quoted(text) + " is larger than 1e15", std::nullopt;
  return Number{std::string(text), value == 0 || size.size() == text.size() ? value : -value};
}

std::optional<std::vector<Number>> read_numbers(std::string_view list, std::string& why) {
  std::vector<Number> numbers;
  for (;;) {
    const std::size_t comma = list.find(',');
    std::optional<Number> number = read_number(list.substr(0, comma), why);
    if (!number) return std::nullopt;
    numbers.push_back(std::move(*number));
    if (comma == std::string_view::npos) return numbers;
    if (numbers.size() == 4) return why = "there are more than four numbers", std::nullopt;
    list.remove_prefix(comma + 1);
  }
}

using Kind = Quantity::Kind;

struct Form {
  std::string_view name;
  Kind kind;
  std::string_view parameters;
};

constexpr Form forms[] = {
    {"uniform", Kind::uniform, "(low, high)"},
    {"triangular", Kind::triangular, "(low, mode, high)"},
    {"beta", Kind::beta, "(alpha, beta) or (alpha, beta, low, high)"},
    {"normal", Kind::normal, "(mean, deviation, low, high)"},
};

bool takes(Kind kind, std::size_t count) {
  switch (kind) {
    case Kind::number:
      return count == 1;
    case Kind::uniform:
      return count == 2;
    case Kind::triangular:
      return count == 3;
    case Kind::beta:
      return count == 2 || count == 4;
    case Kind::normal:
      return count == 4;
  }
  return false;
}

// What is wrong with the parameters of a distribution; empty if nothing is.
std::string fault(Kind kind, const std::vector<Number>& p) {
  const auto out_of_order = [&p](std::size_t low, std::size_t high) {
    return p[low].value > p[high].value ? "the low end " + p[low].text + " is above the high end " + p[high].text : "";
  };
  switch (kind) {
    case Kind::number:
      return {};
    case Kind::uniform:
      return out_of_order(0, 1);
    case Kind::triangular:
      if (p[0].value > p[2].value) return out_of_order(0, 2);
      return p[1].value < p[0].value || p[1].value > p[2].value
                 ? "the mode " + p[1].text + " is outside " + p[0].text + ".." + p[2].text
                 : "";
    case Kind::beta:
      for (const Number& shape : {p[0], p[1]})
        if (shape.value < least_shape || shape.value > largest_shape)
          return "the shape " + shape.text + " is not between 0.001 and 1000000";
      return p.size() == 4 ? out_of_order(2, 3) : "";
    case Kind::normal:
      if (p[1].value <= 0) return "the deviation " + p[1].text + " is not above 0";
      return out_of_order(2, 3);
  }
  return {};
}

std::optional<Quantity> checked(Kind kind, std::optional<std::vector<Number>> parameters, std::string_view text,
                                std::string& why) {
  if (!parameters) return std::nullopt;
  why = fault(kind, *parameters);
  if (!why.empty()) return std::nullopt;
  return Quantity{kind, std::move(*parameters), std::string(text)};
}

// name(a, b, …)
std::optional<Quantity> read_named(std::string_view text, std::size_t open, std::string& why) {
  const std::string_view name = trimmed(text.substr(0, open));
  const Form* const form = std::ranges::find(forms, name, &Form::name);
  if (form == std::end(forms)) {
    why = "there is no distribution " + quoted(name) + "; there are uniform, triangular, beta and normal";
    return std::nullopt;
  }
  if (!text.ends_with(')')) return why = "the closing parenthesis is missing", std::nullopt;
  auto parameters = read_numbers(text.substr(open + 1, text.size() - open - 2), why);
  if (parameters && !takes(form->kind, parameters->size())) {
    why = std::string(name) + " takes " + std::string(form->parameters);
    return std::nullopt;
  }
  return checked(form->kind, std::move(parameters), text, why);
}

double triangular_quantile(double low, double mode, double high, double u) {
  const double width = high - low;
  if (width <= 0) return low;
  const double below = (mode - low) / width;  // the share under the mode
  return u < below ? low + std::sqrt(u * below) * width : high - std::sqrt((1 - u) * (1 - below)) * width;
}

// Errors of boost::math come back as values here; the callers cut them to the range.
using Policy =
    boost::math::policies::policy<boost::math::policies::domain_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::pole_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::evaluation_error<boost::math::policies::ignore_error>>;

double beta_quantile(double alpha, double beta, double u) {
  const double x = boost::math::quantile(boost::math::beta_distribution<double, Policy>(alpha, beta), u);
  return std::isfinite(x) ? x : alpha / (alpha + beta);
}

// Cut to [low, high]. A range above the mean is mirrored below it, where shares keep their digits.
double cut_normal_quantile(double mean, double deviation, double low, double high, double u) {
  if (low > mean) return -cut_normal_quantile(-mean, deviation, -high, -low, 1 - u);
  const boost::math::normal_distribution<double, Policy> standard;
  const double from = boost::math::cdf(standard, (low - mean) / deviation);
  const double to = boost::math::cdf(standard, (high - mean) / deviation);
  if (!(to > from)) return high < mean ? high : low;  // all but no weight: it stands at the end next to the mean
  const double x = mean + deviation * boost::math::quantile(standard, from + u * (to - from));
  return std::isnan(x) ? low : x;
}

}  // namespace

double Quantity::low() const {
  if (kind == Kind::beta && parameters.size() == 2) return 0;
  return parameters[kind == Kind::beta || kind == Kind::normal ? 2 : 0].value;
}

double Quantity::high() const {
  if (kind == Kind::beta && parameters.size() == 2) return 1;
  return parameters.back().value;
}

double Quantity::quantile(double u) const {
  if (is_number()) return parameters[0].value;
  const double from = low(), to = high();
  u = u > 0 ? std::min(u, 1.0) : 0;
  const auto value = [&](std::size_t i) { return parameters[i].value; };
  double x = from;
  if (kind == Kind::uniform) x = from + u * (to - from);
  if (kind == Kind::triangular) x = triangular_quantile(from, value(1), to, u);
  if (kind == Kind::beta) x = from + beta_quantile(value(0), value(1), u) * (to - from);
  if (kind == Kind::normal) x = cut_normal_quantile(value(0), value(1), from, to, u);
  return std::clamp(x, from, to);
}

std::optional<Number> parse_number(std::string_view text) {
  std::string why;
  return read_number(text, why);
}

std::optional<Quantity> parse_quantity(std::string_view text, std::string& why) {
  text = trimmed(text);
  why.clear();
  if (text.starts_with('[')) {
    if (!text.ends_with(']')) return why = "the closing bracket is missing", std::nullopt;
    auto ends = read_numbers(text.substr(1, text.size() - 2), why);
    if (ends && ends->size() != 2) return why = "an interval has two ends, as in [0.2, 0.6]", std::nullopt;
    return checked(Kind::uniform, std::move(ends), text, why);
  }
  if (const std::size_t dots = text.find(".."); dots != std::string_view::npos) {
    const auto from = read_number(text.substr(0, dots), why);
    const auto to = from ? read_number(text.substr(dots + 2), why) : std::nullopt;
    if (!to) return std::nullopt;
    return checked(Kind::uniform, std::vector<Number>{*from, *to}, text, why);
  }
  if (const std::size_t open = text.find('('); open != std::string_view::npos) return read_named(text, open, why);
  auto number = read_number(text, why);
  if (!number) return std::nullopt;
  return Quantity{Kind::number, {std::move(*number)}, std::string(text)};
}

std::string why_no_number(std::string_view text) {
  std::string why;
  if (parse_quantity(text, why) || why.find(plain_refusal) != why.npos) why.clear();
  return why;
}

}  // namespace parley
