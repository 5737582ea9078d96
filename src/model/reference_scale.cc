#include "model/reference_scale.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "model/exact.h"

namespace parley {

using boost::multiprecision::cpp_int;

namespace {

constexpr int eighths = 8;  // levels are quarters, and half of one where an end may rise as far as the value beside it

void divide_by(cpp_int& denominator, const cpp_int& also) {
  denominator = boost::multiprecision::lcm(denominator, also);
}

void divide_by(cpp_int& denominator, const Rational& value) {
  divide_by(denominator, boost::multiprecision::denominator(value));
}

cpp_int up_to(std::size_t n) {
  cpp_int result = 1;
  for (std::size_t k = 2; k <= n; ++k) divide_by(result, cpp_int(k));
  return result;
}

/// Where a number stands in the reference world; of a shape without a simple middle its first parameter.
Rational middle(const Quantity& quantity) {
  const Rational first = exact_rational(quantity.parameters[0]);
  return quantity.kind == Quantity::Kind::uniform ? (first + exact_rational(quantity.parameters[1])) / 2 : first;
}

/// Of the mean weights: block means of the rank order centroid of the known issues, a share of one for the others.
cpp_int weights_denominator(const ImportanceOrder& order) {
  cpp_int result = 1;
  Rational sum = 0;
  for (const Quantity* number : order.numbers) sum += middle(*number);
  const bool normalise = sum > 1 || (order.worded.empty() && sum > 0);
  for (const Quantity* number : order.numbers)
    divide_by(result, Rational(middle(*number) / (normalise ? sum : Rational(1))));
  std::map<int, std::size_t> blocks;
  std::size_t known = 0;
  for (const int importance : order.classes)
    if (importance != ImportanceOrder::unknown) ++blocks[importance], ++known;
  cpp_int shared = 1;
  for (const auto& [importance, size] : blocks) divide_by(shared, cpp_int(size));
  if (!order.worded.empty())
    divide_by(result, cpp_int(order.worded.size() * up_to(known) * shared * boost::multiprecision::denominator(sum)));
  return result;
}

/// Of what lies on a line between two points `gap` places apart.
cpp_int gaps_denominator(const std::vector<std::size_t>& points) {
  cpp_int result = 1;
  for (std::size_t k = 1; k < points.size(); ++k) divide_by(result, cpp_int(points[k] - points[k - 1]));
  return result;
}

/// Whether the reference world takes a row to speak to an option.
bool speaks(const Case& c, int statement, const IssueModel& issue, int option) {
  const Statement& row = c.statements[statement];
  if (row.certainty < 0.5) return false;
  const auto& all = c.casebook.issues[issue.issue].options;
  return !row.options->one_of || option == std::ranges::min(row.options->options, {}, [&](int o) { return all[o].id; });
}

}  // namespace

cpp_int line_denominator(const Case& c, const IssueModel& issue) {
  std::vector<std::size_t> open, cautious;
  for (std::size_t k = 0; k < issue.line.size(); ++k) {
    const auto& rows = issue.options[issue.line[k]].rows;
    const bool coded = std::ranges::any_of(rows, [&](int s) { return speaks(c, s, issue, issue.line[k]); });
    const bool end = k == 0 || k + 1 == issue.line.size();
    if (coded || end) open.push_back(k);
    if (coded || end || issue.known_open[issue.line[k]]) cautious.push_back(k);
  }
  const cpp_int between = gaps_denominator(open);
  return open == cautious ? between : between * gaps_denominator(cautious);
}

namespace {

cpp_int numbers_denominator(const Case& c, const IssueModel& issue) {
  cpp_int result = 1;
  for (const OptionModel& option : issue.options)
    for (const int s : option.rows)
      for (const auto& stance : {c.statements[s].stance, c.statements[s].otherwise})
        if (const auto* number = stance ? std::get_if<Quantity>(&*stance) : nullptr)
          for (const Number& parameter : number->parameters) divide_by(result, exact_rational(parameter));
  return result;
}

}  // namespace

Wide reference_scale(const Case& c, const PartyModel& party, const ImportanceOrder& standing) {
  if (party.exact) return party.scale;
  cpp_int values = eighths;
  for (const IssueModel& issue : party.issues)
    if (issue.weighs) divide_by(values, cpp_int(eighths * numbers_denominator(c, issue) * line_denominator(c, issue)));
  cpp_int denominator = values * weights_denominator(standing);
  if (const auto& reservation = c.casebook.parties[party.party].reservation)
    for (const Number& parameter : reservation->parameters) divide_by(denominator, exact_rational(parameter));
  if (denominator > party.scale) return party.scale;
  auto scale = static_cast<Wide>(denominator);
  while (scale * 2 <= party.scale) scale *= 2;
  return scale;
}

}  // namespace parley
