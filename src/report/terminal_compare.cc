#include <fmt/format.h>

#include <algorithm>

#include "report/comparison.h"
#include "report/terminal.h"
#include "report/words.h"

namespace parley {
namespace {

std::string decimal(const PrincipalReception& principal, Wide value, bool sign = false) {
  const double number =
      static_cast<double>(static_cast<long double>(value) / static_cast<long double>(principal.scale));
  std::string text = fmt::format("{:.2f}", number);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  if (text == "-0") text = "0";
  return sign && value > 0 ? "+" + text : minus_words(std::move(text));
}

std::string option_name(const Issue& issue, int option) {
  return option < 0 ? "left open" : clause_words(issue, option);
}

/// "better for Ukraine (+0.1), worse for Russia (-0.2)".
template <class Worth>
std::string gains(const Case& c, const Comparison& a, const Worth& worth) {
  const auto& first = a.drafts[0].view.reception.principals;
  const auto& second = a.drafts[1].view.reception.principals;
  std::vector<std::string> better, worse;
  for (std::size_t k = 0; k < first.size(); ++k) {
    const Wide gain = worth(second[k]) - worth(first[k]);
    if (gain == 0) continue;
    (gain > 0 ? better : worse)
        .push_back(
            fmt::format("{} ({})", in_sentence(c.casebook.parties[first[k].party]), decimal(first[k], gain, true)));
  }
  std::string text;
  if (!better.empty()) text += "better for " + list_words(better);
  if (!worse.empty()) text += (text.empty() ? "worse for " : "; worse for ") + list_words(worse);
  return text.empty() ? "the same to all" : text;
}

std::string clause_by_clause(const Comparison& a, const Style& style) {
  const Case& c = *a.source;
  std::string text = heading(style, "Clause by clause, from A to B");
  std::vector<std::string> same;
  for (std::size_t i = 0; i < c.casebook.issues.size(); ++i) {
    const int before = a.drafts[0].view.package[i];
    const int after = a.drafts[1].view.package[i];
    const Issue& issue = c.casebook.issues[i];
    if (before == after) {
      if (before >= 0) same.push_back(issue.name);
      continue;
    }
    text +=
        row({issue.name, "A: " + option_name(issue, before), "B: " + option_name(issue, after)}, {24, 25, 25}, "  ");
    text += paragraph("      ", gains(c, a, [&](const PrincipalReception& p) { return p.clause[i]; }));
  }
  const auto has_terms = [](const PrincipalReception& p) { return p.terms != 0; };
  if (std::ranges::any_of(a.drafts, [&](const ComparedDraft& draft) {
        return std::ranges::any_of(draft.view.reception.principals, has_terms);
      })) {
    text += paragraph("  ", "Terms, which hang on several clauses together:");
    text += paragraph("      ", gains(c, a, [](const PrincipalReception& p) { return p.terms; }));
  }
  if (!same.empty()) text += paragraph("  ", "The same in both: " + list_words(same) + ".");
  return text;
}

std::string in_all(const Comparison& a, const Style& style) {
  const Case& c = *a.source;
  const auto& first = a.drafts[0].view.reception.principals;
  const auto& second = a.drafts[1].view.reception.principals;
  std::string text = heading(style, "In all, in the reference world (silence read cautiously)");
  const std::vector<std::size_t> columns = {28, 9, 9, 9, 9};
  text += row({"value to", "A", "B", "B less A", "no-deal"}, columns, "  ");
  for (std::size_t k = 0; k < first.size(); ++k)
    text += row({c.casebook.parties[first[k].party].name, decimal(first[k], first[k].value),
                 decimal(second[k], second[k].value), decimal(first[k], second[k].value - first[k].value, true),
                 first[k].reservation ? decimal(first[k], *first[k].reservation) : "unknown"},
                columns, "  ");
  return text;
}

std::string names_of(const Case& c, const std::vector<int>& issues) {
  return list_words(each(issues, [&](int i) { return c.casebook.issues[i].name; }));
}

std::string what_it_breaks(const Case& c, const ComparedDraft& draft) {
  std::string text;
  for (int r : draft.view.reception.broken_rules)
    text += paragraph(
        "  - ", fmt::format("It breaks the rule {}: {}", c.casebook.rules[r].id, c.casebook.rules[r].formula.text));
  for (const PrincipalReception& p : draft.view.reception.principals) {
    const std::string name = in_sentence(c.casebook.parties[p.party]);
    if (p.red_line)
      text += paragraph("  - ", fmt::format("It crosses {} red line on {}; no other clause makes up for that.",
                                            possessive(name), names_of(c, p.red_issues)));
    if (p.reservation && p.value < *p.reservation)
      text += paragraph(
          "  - ", fmt::format("It is worth {} less to {} than no deal.", decimal(p, *p.reservation - p.value), name));
    std::vector<int> below;
    for (int i = 0; i < static_cast<int>(p.clause.size()); ++i)
      if (draft.view.package[i] >= 0 && p.clause[i] < p.no_deal[i]) below.push_back(i);
    if (!below.empty())
      text +=
          paragraph("  - ", fmt::format("By itself, less to {} than without a deal: {}.", name, names_of(c, below)));
  }
  for (int voter : draft.view.reception.refusing_voters)
    text += paragraph("  - ", fmt::format("The vote of {} is missing.", in_sentence(c.casebook.parties[voter])));
  return text;
}

std::string padding(const Case& c, const ComparedDraft& draft) {
  if (!draft.view.rests_on_padding) return {};
  return paragraph("  ",
                   fmt::format("It rests on padding: all accept it only with clauses that nobody opposes ({}). "
                               "Without them it does not stand. {}.",
                               names_of(c, draft.view.unopposed), consent_sentence(draft.without_unopposed->share)));
}

std::string improvements(const Case& c, const ComparedDraft& draft) {
  const DraftView& view = draft.view;
  if (view.improvements.empty())
    return paragraph("  ", view.improvements_exact
                               ? "No package that all accept is better for one and worse for none."
                               : "No better package was found within the budget; there may be one.");
  std::string text = paragraph("  ", "Better for one or more, worse for none, and accepted by all:");
  for (const Improvement& improvement : view.improvements) {
    std::vector<std::string> who;
    for (std::size_t k = 0; k < improvement.gain.size(); ++k)
      if (const PrincipalReception& p = view.reception.principals[k]; improvement.gain[k] > 0)
        who.push_back(
            fmt::format("{} ({})", in_sentence(c.casebook.parties[p.party]), decimal(p, improvement.gain[k], true)));
    text += paragraph("  - ", "for " + list_words(who) + ":");
    text += package_text(c, improvement.package, "    ", view.package);
  }
  if (!view.improvements_exact) text += paragraph("  ", "The search ended at its budget; there may be others.");
  return text;
}

std::string one_draft(const Case& c, const ComparedDraft& draft, std::string_view letter, const Style& style) {
  std::string text = heading(style, fmt::format("{}: {}", letter, draft.name));
  text += paragraph("  ", consent_sentence(draft.rated.share) + ".");
  text += paragraph("  ", draft.view.reception.accepted() && draft.view.reception.broken_rules.empty()
                              ? "In the reference world all accept it."
                              : "In the reference world it does not stand:");
  return text + what_it_breaks(c, draft) + padding(c, draft) + improvements(c, draft);
}

}  // namespace

std::string comparison_text(const Comparison& a, const Style& style) {
  const Case& c = *a.source;
  return paragraph("", title_text(c, a.options.filter)) + "\n" +
         paragraph("", fmt::format("A is {}, B is {}.", a.drafts[0].name, a.drafts[1].name)) +
         paragraph("", share_caveat) + clause_by_clause(a, style) + in_all(a, style) +
         one_draft(c, a.drafts[0], "A", style) + one_draft(c, a.drafts[1], "B", style);
}

}  // namespace parley
