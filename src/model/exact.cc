#include "model/exact.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "model/reference_scale.h"

namespace parley {

namespace {

using boost::multiprecision::cpp_int;

constexpr int scale_limit_bits = 118;  // of scale x range: sums of several parties then still fit 127 bits
constexpr int exponent_limit = 400;    // past this a decimal is taken by its double
constexpr int middles = 4;             // the middle of a range, one end of which may be such a middle

cpp_int power_of_ten(int exponent) { return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent)); }

Rational decimal(std::string_view text, double fallback) {
  const std::size_t e = text.find_first_of("eE");
  int exponent = 0;
  if (e != std::string_view::npos) {
    exponent =
        static_cast<int>(std::clamp(std::strtol(std::string(text.substr(e + 1)).c_str(), nullptr, 10), -9999L, 9999L));
    text = text.substr(0, e);
  }
  std::string digits;
  bool negative = false;
  bool after_point = false;
  for (char ch : text) {
    if (ch == '-') negative = true;
    if (ch == '.') after_point = true;
    if (ch < '0' || ch > '9') continue;
    digits += ch;
    if (after_point) --exponent;
  }
  if (digits.empty() || std::abs(exponent) > exponent_limit || digits.size() > exponent_limit)
    return Rational(fallback);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  cpp_int numerator(digits);
  cpp_int denominator = 1;
  if (exponent >= 0)
    numerator *= power_of_ten(exponent);
  else
    denominator = power_of_ten(-exponent);
  if (negative) numerator = -numerator;
  return {numerator, denominator};
}

bool is_number(const Stance& stance) {
  const auto* quantity = std::get_if<Quantity>(&stance);
  return quantity != nullptr && quantity->is_number();
}

Rational number_of(const Stance& stance) { return exact_rational(std::get<Quantity>(stance).parameters[0]); }

cpp_int least_common_multiple(const cpp_int& a, const cpp_int& b) { return boost::multiprecision::lcm(a, b); }

Wide to_wide(const cpp_int& value) {
  const cpp_int magnitude = abs(value);
  const auto low = static_cast<std::uint64_t>(magnitude & 0xffffffffffffffffU);
  const auto high = static_cast<std::uint64_t>((magnitude >> 64) & 0x7fffffffffffffffU);
  const Wide wide = (static_cast<Wide>(high) << 64) | low;
  return value < 0 ? -wide : wide;
}

/// `value` x `scale`, to the nearest integer (halves away from zero).
cpp_int scaled(const Rational& value, const cpp_int& scale) {
  const Rational product = value * scale;
  const cpp_int numerator = boost::multiprecision::numerator(product);
  const cpp_int denominator = boost::multiprecision::denominator(product);
  const cpp_int rounded = (abs(numerator) * 2 + denominator) / (denominator * 2);
  return numerator < 0 ? cpp_int(-rounded) : rounded;
}

/// The weights that an issue may have: of each row that may give its importance, best first, and 1 where none may
/// stand.
std::vector<Rational> weights_of(const Case& c, const IssueModel& issue) {
  if (!issue.weighs) return {0};
  std::vector<Rational> weights;
  bool certain = false;
  for (std::size_t k = 0; k < issue.importance_rows.size(); ++k) {
    if (certain && issue.importance_tiers[k] != issue.importance_tiers[k - 1]) return weights;
    const Statement& row = c.statements[issue.importance_rows[k]];
    weights.push_back(exact_rational(std::get<Quantity>(*row.importance).parameters[0]));
    certain = certain || row.certainty >= 1;
  }
  if (!certain) weights.emplace_back(1);
  return weights;
}

}  // namespace

Wide scaled_integer(const Rational& value, Wide scale) { return to_wide(scaled(value, cpp_int(scale))); }

Rational exact_rational(const Number& number) {
  const std::size_t slash = number.text.find('/');
  if (slash == std::string::npos) return decimal(number.text, number.value);
  const Rational below = decimal(std::string_view(number.text).substr(slash + 1), 1);
  if (below == 0) return Rational(number.value);
  return decimal(std::string_view(number.text).substr(0, slash), number.value) / below;
}

bool given_in_numbers(const Case& c, int party) {
  const Party& source = c.casebook.parties[party];
  bool any = source.reservation.has_value();
  if (source.reservation && !source.reservation->is_number()) return false;
  for (const Statement& row : c.statements) {
    if (row.party != party) continue;
    if (row.claim) return false;
    if (row.importance) {
      const auto* quantity = std::get_if<Quantity>(&*row.importance);
      if (quantity == nullptr || !quantity->is_number()) return false;
    }
    if (!row.is_term() && (!row.moves_values() || !row.options)) continue;
    if (!is_number(*row.stance) || (row.otherwise && !is_number(*row.otherwise))) return false;
    any = true;
  }
  return any;
}

namespace {

/// What a party's numbers ask of its integers.
struct Demands {
  cpp_int denominator = 1;  ///< common to all numbers
  Rational range = 1;       ///< of any sum of them, or more
  cpp_int places = 1;       ///< common to what lies on lines between the points of the reference world
  bool between = false;     ///< some options take values between those given

  void add(const Rational& number) {
    denominator = least_common_multiple(denominator, boost::multiprecision::denominator(number));
  }
};

/// Adds an issue's demands, and notes the lowest and the highest value given in it.
void measure_issue(const Case& c, IssueModel& issue, const std::vector<Rational>& weights, Demands& demands) {
  Rational lowest = 0;
  Rational highest = 0;
  bool any = false;
  for (const OptionModel& option : issue.options) {
    if (issue.weighs && option.rows.empty()) demands.between = true;
    for (int s : option.rows) {
      const Statement& row = c.statements[s];
      for (const auto& stance : {row.stance, row.otherwise}) {
        if (!stance) continue;
        const Rational value = number_of(*stance);
        for (const Rational& weight : weights) demands.add(value * weight);
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
        any = true;
      }
      demands.between = demands.between || row.options->one_of || row.condition.has_value() || row.certainty < 1;
    }
  }
  if (!any) highest = 1;
  issue.lowest = static_cast<double>(lowest);
  issue.highest = static_cast<double>(highest);
  Rational most = 1;
  for (const Rational& weight : weights) most = std::max<Rational>(most, abs(weight));
  demands.range += std::max<Rational>(abs(lowest), abs(highest)) * most;
  if (issue.weighs) demands.places = least_common_multiple(demands.places, line_denominator(c, issue));
}

Demands measure(const Case& c, PartyModel& party) {
  Demands demands;
  for (IssueModel& issue : party.issues) {
    const std::vector<Rational> weights = weights_of(c, issue);
    party.exact_weights.emplace_back();
    for (const Rational& weight : weights) party.exact_weights.back().push_back(static_cast<double>(weight));
    measure_issue(c, issue, weights, demands);
  }
  const auto add = [&](const Rational& number) {
    demands.add(number);
    demands.range += abs(number);
  };
  for (int s : party.terms) add(number_of(*c.statements[s].stance));
  if (const auto& reservation = c.casebook.parties[party.party].reservation)
    add(exact_rational(reservation->parameters[0]));
  return demands;
}

/// The party's scale, and a red line that no sum outweighs; says where the numbers must be rounded.
void choose_scale(const Case& c, const Demands& demands, PartyModel& party, std::vector<std::string>& notes) {
  const cpp_int range = scaled(demands.range, 1) + 1;
  const int room = scale_limit_bits - static_cast<int>(msb(range)) - 2;
  cpp_int scale = demands.denominator;
  if (demands.between) {  // silent and interpolated options are rounded to a finer grid
    const cpp_int grid = demands.denominator * demands.places * middles;
    const bool fits = static_cast<int>(msb(grid)) + value_bits <= room;
    if (fits) party.grid = to_wide(grid);
    scale = (fits ? grid : scale) << value_bits;
  }
  if (static_cast<int>(msb(scale)) > room) {
    scale = cpp_int(1) << std::max(0, room);
    notes.push_back("the numbers of " + c.casebook.parties[party.party].name +
                    " need more than 128 bits together and are rounded");
  }
  party.scale = to_wide(scale);
  party.red_line = to_wide(range * scale * 4 + 4);
}

/// The integers of what an issue's rows say, under each weight that it may have.
void fill_values(const Case& c, const IssueModel& issue, PartyModel& party) {
  const std::vector<Rational> weights = weights_of(c, issue);
  for (std::size_t w = 0; w < weights.size(); ++w)
    for (const OptionModel& option : issue.options)
      for (int s : option.rows) {
        const Statement& row = c.statements[s];
        auto& [stance, otherwise] = party.exact_values[w][s];
        stance = scaled_integer(number_of(*row.stance) * weights[w], party.scale);
        if (row.otherwise) otherwise = scaled_integer(number_of(*row.otherwise) * weights[w], party.scale);
      }
}

}  // namespace

void make_exact(const Case& c, PartyModel& party, std::vector<std::string>& notes) {
  if (!given_in_numbers(c, party.party)) return;
  party.exact = true;
  choose_scale(c, measure(c, party), party, notes);
  std::size_t most = 1;
  for (const auto& weights : party.exact_weights) most = std::max(most, weights.size());
  party.exact_values.assign(most, std::vector<std::pair<Wide, Wide>>(c.statements.size(), {0, 0}));
  for (int s : party.terms)
    party.exact_values[0][s].first = scaled_integer(number_of(*c.statements[s].stance), party.scale);
  for (const IssueModel& issue : party.issues) fill_values(c, issue, party);
}

}  // namespace parley
