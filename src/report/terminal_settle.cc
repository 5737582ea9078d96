#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "casebook/option_words.h"
#include "report/terminal.h"
#include "report/terminal_rests.h"
#include "report/terminal_solutions.h"
#include "report/words.h"

namespace parley {
namespace {

constexpr std::size_t packages_shown = 3;

std::string verdict(const Answer& a, const Style& style) {
  const Case& c = *a.source;
  const RatedPackage* best = a.robust.best.empty() ? nullptr : &a.robust.best.front();
  std::string text;
  for (const std::string& line :
       wrap(headline(c, a.compiled.kept, best, a.impasse.conflict ? &*a.impasse.conflict : nullptr) + ".",
            terminal_width))
    text += style.bold(line) + "\n";
  text += "\n" + paragraph("", answer_sentence(c, a.compiled.kept, best_shares(a.robust), flips_by_a_step(a.flips)));
  if (a.flips.looked) text += paragraph("", flip_sentence(c, a.flips));
  text += paragraph("", confidence_sentence(grounds(a)));
  return text + paragraph("", share_caveat);
}

std::string issues_by_status(const Answer& a, const Style& style) {
  const Case& c = *a.source;
  std::string text = heading(style, "Issue by issue");
  for (const IssueStatus status : {IssueStatus::agreed, IssueStatus::disputed, IssueStatus::unclear}) {
    std::vector<std::string> names;
    for (const IssueState& state : a.positions.issues) {
      if (state.left_out || state.status != status) continue;
      const Issue& issue = c.casebook.issues[state.issue];
      const auto options = each(state.agreed_options, [&](int o) { return issue.options[o].name; });
      names.push_back(issue.name + (options.empty() ? "" : " (" + list_words(options, "or") + ")"));
    }
    text += paragraph(fmt::format("  {:<10}", status_name(status)), names.empty() ? "none" : list_words(names));
  }
  return text;
}

/// The estimate over worlds, in a sentence.
std::string package_shares_text(const Answer& a) {
  const PackageShares& shares = a.package_shares;
  if (shares.accepted_by_all[0].worlds == 0) return {};
  std::vector<std::string> parts;
  for (std::size_t k = 0; k < shares.parties.size(); ++k)
    parts.push_back(
        fmt::format("{} {}", a.source->casebook.parties[shares.parties[k]].name, share_pair(shares.accepts[k])));
  parts.push_back("all " + share_pair(shares.accepted_by_all));
  return paragraph("  ", fmt::format("Over all readings, of 100 packages that keep the rules (an estimate, {} drawn; "
                                     "cautious–open): {}.",
                                     grouped(std::to_string(shares.pairs - shares.rules_unmet)), list_words(parts)));
}

std::string packages(const Answer& a, const Style& style) {
  const Case& c = *a.source;
  std::string text = heading(style, "Packages");
  text += paragraph("  ", fmt::format("{} in all; {} {} the rules. Of these, so many are accepted in the reference "
                                      "world (silence read cautiously) by:",
                                      count_words(a.counts.total), count_words(a.counts.allowed),
                                      a.counts.allowed.upper == 1 ? "keeps" : "keep"));
  std::size_t wide = 0;
  for (int p : a.counts.parties) wide = std::max(wide, display_width(c.casebook.parties[p].name));
  wide = std::clamp<std::size_t>(wide, 20, 40);
  const std::vector<std::size_t> columns = {wide, terminal_width - 6 - wide};  // beside the indent and the gap
  for (std::size_t p = 0; p < a.counts.parties.size(); ++p)
    text += row({c.casebook.parties[a.counts.parties[p]].name, count_words(a.counts.accepted[p])}, columns, "    ");
  text += row({"all who must consent", count_words(a.counts.accepted_by_all)}, columns, "    ");
  return text + package_shares_text(a);
}

std::string why_no_deal(const Answer& a, const Style& style) {
  if (!a.impasse.conflict) return {};
  const Case& c = *a.source;
  std::string text = heading(style, "Why there is no deal") + conflict_text(c, a.impasse);
  for (const Relief& relief : a.if_gave_way) {
    std::string sentence = consent_sentence(best_shares(relief.result));
    sentence[0] = 'i';
    text +=
        paragraph("  ", gave_way_words(c, a.impasse.conflict->elements[relief.element]) + ", then " + sentence + ".");
    if (!relief.result.best.empty()) text += package_text(c, relief.result.best.front().package, "     best: ");
  }
  return text + other_conflicts_text(c, a.impasse);
}

std::string package_table(const Case& c, const Package& package) {
  std::string text;
  for (std::size_t i = 0; i < package.size(); ++i)
    if (package[i] >= 0)
      text += row({c.casebook.issues[i].name, clause_words(c.casebook.issues[i], package[i])}, {30, 43}, "     ");
  return text;
}

/// What is said of all packages together, after those that are listed.
std::string comparisons(const Answer& a) {
  const Case& c = *a.source;
  const auto& [cautious, open] = a.robust.readings;
  std::string text = paragraph(
      "  ", fmt::format("On the worlds that were searched the best in each reading has {}; on as many held out, {}.",
                        share_pair({cautious.best_searched, open.best_searched}), share_pair(best_shares(a.robust))));
  if (cautious.everywhere + open.everywhere > 0)
    text += paragraph("  ", fmt::format("Packages accepted in every world searched: {}{} read cautiously, {}{} openly.",
                                        cautious.everywhere, cautious.everywhere_more ? " or more" : "",
                                        open.everywhere, open.everywhere_more ? " or more" : ""));
  std::map<int, std::vector<int>> none;
  for (const OptionShare& o : open.options)
    if (o.upper == 0) none[o.issue].push_back(o.option);
  const std::vector<std::string> shut = each(none, [&](const auto& at) {
    const Issue& issue = c.casebook.issues[at.first];
    return fmt::format("{} on {}", option_words(issue, at.second), issue.name);
  });
  if (!shut.empty())
    text += paragraph("  ", "In no acceptable package of any world looked at: " + list_words(shut) + ".");
  return text;
}

std::string best_packages(const Answer& a, const Style& style) {
  const Case& c = *a.source;
  std::string text = heading(style, "The most robust packages");
  if (a.robust.best.empty())
    return text + "  None: no reading that was drawn has a package that all accept and that settles\n  anything.\n";
  for (std::size_t i = 0; i < std::min(packages_shown, a.robust.best.size()); ++i) {
    const RatedPackage& p = a.robust.best[i];
    const std::string share =
        fmt::format("All who must consent do in {} readings", share_range(p.share[0], p.share[1]));
    text += paragraph(fmt::format("  {}. ", i + 1), share + (i == 0 ? ":" : "; like the first, but"));
    text += i == 0 ? package_table(c, p.package) : package_text(c, p.package, "     ", a.robust.best[0].package);
    for (const std::string& sentence : blocker_sentences(c, p)) text += paragraph("     - ", sentence + ".");
    if (!p.silence.empty())
      text += paragraph("     - ", "It rests on the silence of " + silence_summary(c, p.silence) + ".");
  }
  if (a.robust.best.size() > packages_shown)
    text += paragraph("  ", fmt::format("{} more with --json.", a.robust.best.size() - packages_shown));
  return text + paragraph("  ", zone_sentence(zone_shares(a.robust))) + comparisons(a);
}

std::string what_ifs(const Answer& a, const Style& style) {
  if (a.variants.empty()) return {};
  std::string text = heading(style, "What if");
  const std::vector<std::size_t> columns = {48, 28};
  text += row({"", "best share, in 100 readings"}, columns, "  ");
  text += row({"as it stands", share_pair(best_shares(a.robust))}, columns, "  ");
  for (const Variant& v : a.variants) {
    if (!v.problem.empty()) {
      text += row({v.name, "– (claims contradict it)"}, columns, "  ");
      continue;
    }
    std::string note = v.conflict && v.conflict->among == Conflict::Among::certain ? " (nothing passes)" : "";
    text += row({v.name, share_pair(best_shares(v.result)) + note}, columns, "  ");
  }
  return text;
}

std::string caveats(const Answer& a, const Style& style) {
  const Case& c = *a.source;
  std::vector<std::string> lines;
  const auto names = [](const auto& things, const auto& indices) {
    return list_words(each(indices, [&](int i) { return things[i].name; }));
  };
  if (!a.robust.reservation_unknown.empty())
    lines.push_back(
        "No no-deal is coded for " +
        list_words(each(a.robust.reservation_unknown, [&](int p) { return in_sentence(c.casebook.parties[p]); })) +
        ": there, consent means that no red line is crossed.");
  if (!a.compiled.left_out.empty())
    lines.push_back("Left out of packages, since they concern no principal and nothing else names them: " +
                    names(c.casebook.issues, a.compiled.left_out) + ".");
  lines.insert(lines.end(), a.notes.begin(), a.notes.end());
  const Seed& seed = a.options.robust.seed;
  lines.push_back(
      fmt::format("Shares are of {} {} drawn {}with seed {}, held out from the search.",
                  grouped(std::to_string(a.options.robust.worlds)), a.options.robust.worlds == 1 ? "world" : "worlds",
                  seed.sequence == Sequence::sobol ? "along a scrambled Sobol sequence " : "", seed.number));
  std::string text = heading(style, "Caveats");
  for (const std::string& line : lines) text += paragraph("  - ", line);
  return text;
}

}  // namespace

std::string settle_text(const Answer& a, const Style& style) {
  return paragraph("", title_text(*a.source, a.options.filter)) + "\n" + verdict(a, style) +
         issues_by_status(a, style) + packages(a, style) + why_no_deal(a, style) +
         ways_out_text(*a.source, a.impasse, style) + solutions_text(*a.source, a.compiled, a.solutions, style) +
         best_packages(a, style) + what_ifs(a, style) + (a.sources ? sources_text(*a.source, *a.sources, style) : "") +
         (a.course ? course_text(*a.source, *a.course, style) : "") + questions_text(*a.source, a.robust, style) +
         caveats(a, style);
}

}  // namespace parley
