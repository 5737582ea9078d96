#include <fmt/format.h>

#include <algorithm>

#include "report/impasse.h"
#include "report/terminal.h"
#include "report/words.h"

namespace parley {
namespace {

constexpr std::size_t conflicts_shown = 3;
constexpr std::size_t relaxations_shown = 4;
constexpr std::size_t cheapest_shown = 3;

/// "the reference world (silence read cautiously)".
std::string world_words(Reading reading) {
  return fmt::format("the reference world (silence read {})", reading == Reading::open ? "openly" : "cautiously");
}

std::string relaxations_of(const Case& c, const Impasse& impasse, const Explanation& why, std::size_t first) {
  if (why.relaxations.empty()) return {};
  const bool certain = why.relaxations.front().among == Conflict::Among::certain;
  std::string text = paragraph("  ", fmt::format("{} it would be enough that one of these gave way, cheapest first "
                                                 "(a step is one class of stance):",
                                                 certain ? "Among what is certain" : "In the reference world"));
  const std::size_t shown = std::min(relaxations_shown, why.relaxations.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& share = impasse.ways_out.opens[first + i];
    std::string words = capital(relaxation_words(c, why.relaxations[i])) + ".";
    if (share[0].worlds > 0 && share[1].worlds > 0)
      words += fmt::format(" There is then some package in {} readings.", share_range(share[0], share[1]));
    text += paragraph(fmt::format("  {}. ", i + 1), words);
  }
  if (shown < why.relaxations.size())
    text += paragraph("  ", fmt::format("{} more with --json.", why.relaxations.size() - shown));
  return text;
}

/// "34 (31 to 36)": readings in 100 with their interval.
std::string with_interval(const Share& share) {
  return fmt::format("{} ({:.0f} to {:.0f})", share_short(share), 100 * share.low, 100 * share.high);
}

std::string cheapest_ways(const Case& c, const WaysOut& ways) {
  std::string text;
  std::size_t shown = 0;
  for (const CheapestWay& way : ways.cheapest) {
    if (way.elements.empty()) continue;  // nothing need give way
    if (shown++ == cheapest_shown) break;
    const auto words = each(way.elements, [&](const ConflictElement& e) { return way_words(c, e); });
    text += paragraph("  - ", fmt::format("{}: {} and {}", capital(list_words(words)), with_interval(way.share[0]),
                                          with_interval(way.share[1])));
  }
  if (text.empty()) return {};
  return paragraph("  ",
                   fmt::format("The cheapest way out of each of {} worlds is most often (in 100 readings, cautious "
                               "and open, with 95 % intervals):",
                               grouped(std::to_string(ways.worlds)))) +
         text;
}

}  // namespace

std::string conflict_text(const Case& c, const Impasse& impasse) {
  if (!impasse.conflict) return {};
  const Conflict& conflict = *impasse.conflict;
  if (conflict.elements.empty())
    return paragraph("  ", fmt::format("In {} {}.", world_words(impasse.reading), nothing_at_stake));
  std::string text = paragraph("  ", conflict.among == Conflict::Among::certain
                                         ? "These cannot all hold; together they leave no package, in any world:"
                                         : fmt::format("In {} these leave no package:", world_words(impasse.reading)));
  for (std::size_t e = 0; e < conflict.elements.size(); ++e) {
    text += paragraph(fmt::format("  {}. ", e + 1), capital(element_words(c, conflict.elements[e])) + ".");
    for (int s : conflict.elements[e].statements) text += statement_text(c, s, "     ");
  }
  return text;
}

std::string other_conflicts_text(const Case& c, const Impasse& impasse) {
  if (!impasse.conflict) return {};
  const bool certain = impasse.conflict->among == Conflict::Among::certain;
  const Explanation& why = certain ? impasse.why_not.certain : impasse.why_not.reference;
  const auto told = each(impasse.conflict->elements, [&](const ConflictElement& e) { return way_words(c, e); });
  std::vector<std::string> others;
  for (const Conflict& conflict : why.conflicts) {
    const auto words = each(conflict.elements, [&](const ConflictElement& e) { return way_words(c, e); });
    if (words != told || conflict.among != impasse.conflict->among) others.push_back(list_words(words));
  }
  if (others.empty()) return {};
  const std::size_t shown = std::min(conflicts_shown, others.size());
  std::string text = paragraph("  ", "These leave none either:");
  for (std::size_t i = 0; i < shown; ++i) text += paragraph("  - ", capital(others[i]) + ".");
  if (shown < others.size() || !why.conflicts_complete)
    text += paragraph(
        "  ", fmt::format("{}{} more with --json.", why.conflicts_complete ? "" : "At least ", others.size() - shown));
  return text;
}

std::string ways_out_text(const Case& c, const Impasse& impasse, const Style& style) {
  const WhyNot& why = impasse.why_not;
  if (why.certain.relaxations.empty() && why.reference.relaxations.empty()) return {};
  std::string text = heading(style, "What would be enough");
  text += relaxations_of(c, impasse, why.certain, 0);
  const auto words = [&](const Relaxation& relaxation) { return relaxation_words(c, relaxation); };
  if (each(why.reference.relaxations, words) != each(why.certain.relaxations, words))
    text += relaxations_of(c, impasse, why.reference, why.certain.relaxations.size());
  if (!why.concessions.empty()) {
    const auto asked = each(why.concessions, [&](const Concession& x) { return concession_words(c, x); });
    const bool none = std::ranges::all_of(why.concessions, [](const Concession& x) { return x.found == Found::no; });
    text += paragraph("  ", none ? "No concession in value by one party alone would be enough."
                                 : "In value alone: " + list_words(asked) + ".");
  }
  return text + cheapest_ways(c, impasse.ways_out);
}

std::string impasse_text(const ImpasseAnswer& a, const Style& style) {
  const Case& c = *a.source;
  const Impasse& impasse = a.impasse;
  std::string text = paragraph("", title_text(c, a.filter)) + "\n";
  if (impasse.conflict)
    text += fmt::format("{}\n", style.bold("Why there is no deal")) + conflict_text(c, impasse) +
            other_conflicts_text(c, impasse) + ways_out_text(c, impasse, style);
  else if (a.counts.total.upper == 1 && a.counts.accepted_by_all.upper == 0)
    text += paragraph("", "There is nothing to settle: no issue concerns a principal.");
  else
    text += paragraph("", fmt::format("Nothing rules every package out: in {} all who must consent accept {} of the {} "
                                      "packages that keep the rules.",
                                      world_words(impasse.reading), count_words(a.counts.accepted_by_all),
                                      count_words(a.counts.allowed))) +
            paragraph("", "`parley why CASE PACKAGE` says who refuses one of them, and why.");
  const std::vector<std::string> notes = impasse_notes(impasse);
  if (!notes.empty()) text += heading(style, "Caveats");
  for (const std::string& note : notes) text += paragraph("  - ", note);
  return text;
}

}  // namespace parley
