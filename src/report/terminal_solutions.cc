#include "report/terminal_solutions.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/exact.h"
#include "report/terminal.h"
#include "report/words.h"

namespace parley {
namespace {

constexpr std::size_t most_columns = 4;  // parties that fit beside the names

/// A value to a party: as it was given in numbers; else on the scale from 0 to 1, of which no more can be said.
std::string number(const Case& c, int party, double value) {
  return minus_words(given_in_numbers(c, party) ? fmt::format("{:.6g}", value) : fmt::format("{:.3f}", value));
}

std::string how_many(const Solution& solution) {
  if (!solution.worked_out) return "not worked out";
  const std::string count = std::to_string(solution.packages.size());
  return (solution.complete ? count : count + " or more") + (solution.proven ? "" : ", not proven");
}

std::string table(const Case& c, const SolutionsAnswer& a) {
  const std::size_t wide = std::max<std::size_t>(8, 38 / std::max<std::size_t>(1, a.parties.size()) - 2);
  std::vector<std::size_t> columns = {20};
  std::vector<std::string> head = {"value to"};
  for (int party : a.parties) {
    columns.push_back(wide);
    head.push_back(c.casebook.parties[party].name);
  }
  columns.push_back(14);
  head.emplace_back("packages");
  std::string text = row(head, columns, "  ");
  const auto line = [&](std::string_view name, const std::vector<double>& values, const std::string& last) {
    std::vector<std::string> cells = {std::string(name)};
    for (std::size_t k = 0; k < a.parties.size(); ++k)
      cells.push_back(k < values.size() ? number(c, a.parties[k], values[k]) : "");
    cells.push_back(last);
    return row(cells, columns, "  ");
  };
  text += line("disagreement", a.disagreement, "") + line("best of its own", a.ideal, "");
  for (std::size_t i = 0; i < a.packages.size(); ++i)
    text +=
        line(solution_name(a.found.list[i].kind),
             a.packages[i].empty() ? std::vector<double>{} : a.packages[i].front().values, how_many(a.found.list[i]));
  return text;
}

std::string lines(const Case& c, const SolutionsAnswer& a) {
  std::string text;
  const auto line = [&](std::string_view name, const std::vector<double>& values, const std::string& last) {
    std::string words;
    for (std::size_t k = 0; k < values.size(); ++k)
      words += (k > 0 ? " · " : "") + c.casebook.parties[a.parties[k]].name + " " + number(c, a.parties[k], values[k]);
    return paragraph(fmt::format("  {:<20}  ", name), words.empty() ? last : words + (last.empty() ? "" : "; " + last));
  };
  text += line("disagreement", a.disagreement, "") + line("best of its own", a.ideal, "");
  for (std::size_t i = 0; i < a.packages.size(); ++i)
    text += line(solution_name(a.found.list[i].kind),
                 a.packages[i].empty() ? std::vector<double>{} : a.packages[i].front().values,
                 "packages: " + how_many(a.found.list[i]));
  return text;
}

/// Each first package once, with the solutions that pick it.
std::string packages(const Case& c, const SolutionsAnswer& a) {
  std::string text;
  std::vector<bool> shown(a.packages.size(), false);
  for (std::size_t i = 0; i < a.packages.size(); ++i) {
    if (shown[i] || a.packages[i].empty()) continue;
    std::vector<std::string> names;
    for (std::size_t j = i; j < a.packages.size(); ++j) {
      if (a.packages[j].empty() || a.packages[j].front().package != a.packages[i].front().package) continue;
      shown[j] = true;
      names.emplace_back(solution_name(a.found.list[j].kind));
    }
    text += paragraph("  ", list_words(names) + ":");
    text += package_text(c, a.packages[i].front().package, "     ");
  }
  return text;
}

std::string division(const Case& c, const Compiled& compiled, const SolutionsAnswer& a) {
  const std::optional<AdjustedWinner>& winner = a.found.adjusted_winner;
  if (!winner || !winner->why_not.empty()) return {};
  std::vector<std::string> won[2];
  std::string divided;
  for (const AdjustedWinner::Item& item : winner->items) {
    const std::string& name = c.casebook.issues[compiled.variables[item.variable].issue].name;
    if (item.to_first == 0 || item.to_first == 1)
      won[item.to_first == 1 ? 0 : 1].push_back(name);
    else
      divided = fmt::format("; {} is divided, {:.4f} to {}", name, static_cast<double>(item.to_first),
                            in_sentence(c.casebook.parties[a.parties[0]]));
  }
  std::string words =
      fmt::format("Adjusted winner, were issues divisible: each gets {:.4g} of 100 of what it could win",
                  100 * static_cast<double>(winner->share));
  for (int k = 0; k < 2; ++k)
    if (const Party& party = c.casebook.parties[a.parties[k]]; !won[k].empty())
      words += fmt::format("; {} {} {}", in_sentence(party), party.plural ? "have" : "has", list_words(won[k]));
  return paragraph("  ", words + divided + ".");
}

std::string asked(const Case& c, const SolutionsAnswer& a) {
  std::vector<std::string> weights, values;
  for (int party : a.parties) {
    const Party& p = c.casebook.parties[party];
    if (const auto weight = a.wishes.weights.find(party); weight != a.wishes.weights.end())
      weights.push_back(fmt::format("{} as {}", in_sentence(p), weight->second));
    if (const auto value = a.wishes.disagreement.find(party); value != a.wishes.disagreement.end())
      values.push_back(fmt::format("{} for {}", value->second.text, in_sentence(p)));
  }
  std::string text;
  if (!weights.empty())
    text += paragraph("  ", "As asked, these count by weight, others as 1: " + list_words(weights) + ".");
  if (!values.empty()) text += paragraph("  ", "As asked, disagreement is worth " + list_words(values) + ".");
  return text;
}

}  // namespace

std::string solutions_text(const Case& c, const Compiled& compiled, const SolutionsAnswer& a, const Style& style) {
  std::string text = heading(style, "Solutions");
  const std::string world = "the reference world (silence read cautiously)";
  if (a.found.zone == Solutions::Zone::empty)
    return text + paragraph("  ", "None: in " + world + " no package is accepted by all.");
  if (!a.found.disagreement_fits)
    return text + paragraph("  ", "None: in " + world +
                                      " no package that all accept gives everybody the disagreement value asked for.");
  if (a.found.list.empty())
    return text + paragraph("  ", "Not worked out: no package that all accept was found in " + world + ".");
  text += paragraph("  ", "In " + world + ", of the packages that all accept:");
  text += a.parties.size() <= most_columns ? table(c, a) : lines(c, a);
  std::vector<std::string> least;
  for (std::size_t k = 0; k < a.parties.size(); ++k)
    if (a.found.least_of_zone[k]) least.push_back(in_sentence(c.casebook.parties[a.parties[k]]));
  text += asked(c, a);
  if (!least.empty())
    text += paragraph("  ", "Disagreement is taken as the least of those packages for " + list_words(least) +
                                ": no reservation value is known.");
  return text + packages(c, a) + division(c, compiled, a);
}

}  // namespace parley
