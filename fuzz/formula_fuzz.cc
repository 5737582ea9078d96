// Formulas, sets of options, numbers and dates: whatever the bytes, either a value or a problem within the text.
#include <cstdint>
#include <string>
#include <string_view>

#include "casebook/casebook.h"
#include "target.h"

namespace {

parley::Casebook casebook() {
  parley::Casebook book;
  for (const auto kind : {parley::IssueKind::choice, parley::IssueKind::ordered, parley::IssueKind::numeric}) {
    parley::Issue issue;
    issue.kind = kind;
    issue.id = kind == parley::IssueKind::choice ? "a" : kind == parley::IssueKind::ordered ? "o" : "n";
    for (int i = 0; i < 3; ++i) {
      parley::Option option;
      const char letter = static_cast<char>('x' + i);
      option.id = kind == parley::IssueKind::numeric ? std::to_string(i) : std::string(1, letter);
      option.position = {std::to_string(i), static_cast<double>(i)};
      option.only_without_deal = kind == parley::IssueKind::ordered && i == 1;
      issue.options.push_back(option);
    }
    book.issues.push_back(issue);
  }
  parley::Lever lever;
  lever.id = "l";
  lever.options = {{"on", "on"}, {"off", "off"}};
  book.levers.push_back(lever);
  return book;
}

void check_formula(std::string_view text, const parley::Casebook& book) {
  std::vector<parley::Problem> problems;
  const parley::Formula formula = parley::parse_formula(text, book, {"f", 1, 1}, text, problems);
  require(problems.empty() || formula.nodes.empty());
  for (const parley::Problem& problem : problems) {
    require(problem.place.column >= 1 && problem.place.column <= text.size() + 1);
    parley::format_problem(problem);
  }
  for (std::size_t i = 0; i < formula.nodes.size(); ++i)
    for (const int child : formula.nodes[i].children) require(child >= 0 && static_cast<std::size_t>(child) < i);
  const std::vector<int> options{0, 1, 2}, levers{1}, none{-1, -1, -1};
  require(evaluate(formula, options, levers) != parley::Truth::open);
  const parley::Truth open = evaluate(formula, none, none);
  require(open == parley::Truth::open || open == evaluate(formula, options, levers));
}

void check_sets(std::string_view text, const parley::Casebook& book) {
  for (int issue = 0; issue < 3; ++issue) {
    std::vector<parley::Problem> problems;
    const auto set = parley::parse_option_set(text, book, issue, {"f", 1, 1}, text, problems);
    require(problems.empty() != set.options.empty());
  }
}

void check_quantity(std::string_view text) {
  std::string why;
  const auto quantity = parley::parse_quantity(text, why);
  require(quantity.has_value() == why.empty());
  if (!quantity) return;
  double last = quantity->low();
  for (const double u : {0.0, 1e-9, 0.25, 0.5, 0.999, 1.0}) {
    const double x = quantity->quantile(u);
    require(x >= last - 1e-9 * (quantity->high() - quantity->low()) && x <= quantity->high());
    last = x;
  }
}

void check_date(std::string_view text) {
  const auto date = parley::parse_date(text);
  if (!date) return;
  require(date->first <= date->last);
  require(parley::parse_date(parley::format_day(date->first))->last == date->first);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const parley::Casebook book = casebook();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_formula(text, book);
  check_sets(text, book);
  check_quantity(text);
  check_date(text);
  return 0;
}
