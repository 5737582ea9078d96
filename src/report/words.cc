#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "casebook/option_words.h"

namespace parley {
namespace {

enum class Extreme { none, few, some, most, all };

/// How a share is said: whole readings in 100, and what to say where that would hide a difference from none or all.
struct Said {
  Extreme extreme = Extreme::some;
  std::size_t of_hundred = 0;
  auto operator<=>(const Said&) const = default;
};

Said said(const Share& share) {
  if (share.count == 0 || share.worlds == 0) return {Extreme::none, 0};
  if (share.count == share.worlds) return {Extreme::all, 100};
  if (share.count * 100 < share.worlds) return {Extreme::few, 1};
  if ((share.worlds - share.count) * 100 < share.worlds) return {Extreme::most, 99};
  return {Extreme::some, (200 * share.count + share.worlds) / (2 * share.worlds)};
}

/// "“a” or “b”", "0 to 3 months", or "all but “c”" where that is shorter.
std::string shut_out_words(const Issue& issue, std::span<const int> options) {
  std::vector<int> rest;
  for (int o = 0; o < static_cast<int>(issue.options.size()); ++o)
    if (!issue.options[o].only_without_deal && std::ranges::find(options, o) == options.end()) rest.push_back(o);
  if (rest.empty()) return "every option";
  const bool shorter = issue.kind == IssueKind::numeric ? runs(rest) < runs(options) : rest.size() < options.size();
  if (options.size() > 1 && shorter) return "all but " + option_words(issue, rest);
  return option_words(issue, options);
}

std::string issue_name(const Case& c, int issue) { return c.casebook.issues[issue].name; }
std::string party_name(const Case& c, int party) { return in_sentence(c.casebook.parties[party]); }

/// What a party does: "Russia rejects", "European allies reject".
std::string party_does(const Case& c, int party, std::string_view one, std::string_view several) {
  return fmt::format("{} {}", party_name(c, party), c.casebook.parties[party].plural ? several : one);
}

/// A value of a party: three digits, or that it is tiny.
std::string amount_words(double value) { return value < 0.001 ? "under 0.001" : fmt::format("{:.3g}", value); }

std::vector<std::string> issues_of(const Case& c, std::span<const int> statements) {
  std::set<int> seen;
  for (int s : statements)
    if (c.statements[s].issue >= 0) seen.insert(c.statements[s].issue);
  return each(seen, [&](int issue) { return issue_name(c, issue); });
}

/// The party that, read cautiously, most often stands alone in the way; then the one that most often refuses; then by
/// id.
const PartyVerdict* main_blocker(const Case& c, const RatedPackage& package) {
  const PartyVerdict* worst = nullptr;
  auto worse = [&](const PartyVerdict& a, const PartyVerdict& b) {
    const auto refuses = [](const PartyVerdict& v) { return v.consents.worlds - v.consents.count; };
    if (a.blocks_alone.count != b.blocks_alone.count) return a.blocks_alone.count > b.blocks_alone.count;
    if (refuses(a) != refuses(b)) return refuses(a) > refuses(b);
    return c.casebook.parties[a.party].id < c.casebook.parties[b.party].id;
  };
  for (const auto& v : package.parties[0])
    if (v.consents.count < v.consents.worlds && (worst == nullptr || worse(v, *worst))) worst = &v;
  return worst;
}

/// The words of an element but for " on Territory".
std::string words_without_issue(const Case& c, const ConflictElement& element) {
  switch (element.kind) {
    case ConflictElement::Kind::red_line:
      return fmt::format("{} {}", party_does(c, element.party, "rejects", "reject"),
                         shut_out_words(c.casebook.issues[element.issue], element.options));
    case ConflictElement::Kind::vote:
      return element.issue < 0 ? party_does(c, element.party, "withholds its consent", "withhold their consent")
                               : fmt::format("{} not consent to {}", party_does(c, element.party, "does", "do"),
                                             option_words(c.casebook.issues[element.issue], element.options));
    case ConflictElement::Kind::rule: {
      const Rule& rule = c.casebook.rules[element.rule];
      return fmt::format("the rule “{}” holds", rule.note.empty() ? rule.formula.text : rule.note);
    }
    case ConflictElement::Kind::reservation:
      break;
  }
  return party_does(c, element.party, "asks for no less than its no-deal", "ask for no less than their no-deal");
}

/// " (s1 and s7)": in whose words, where it has any.
std::string bracketed_ids(const Case& c, const ConflictElement& element) {
  return element.statements.empty() ? "" : " (" + statement_list(c, element.statements) + ")";
}

}  // namespace

std::string_view band_name(Band band) {
  constexpr std::string_view names[] = {"almost no chance", "very unlikely", "unlikely",      "roughly even chance",
                                        "likely",           "very likely",   "almost certain"};
  return names[static_cast<int>(band)];
}

std::string minus_words(std::string number) {
  if (number.starts_with('-')) number.replace(0, 1, "−");
  return number;
}

std::string share_short(const Share& share) {
  const Said s = said(share);
  if (s.extreme == Extreme::few) return "<1";
  if (s.extreme == Extreme::most) return ">99";
  return std::to_string(s.of_hundred);
}

std::string share_pair(const std::array<Share, 2>& shares) {
  const std::string cautious = share_short(shares[0]), open = share_short(shares[1]);
  return cautious == open ? cautious : cautious + "–" + open;
}

std::string share_range(const Share& cautious, const Share& open) {
  const Said low = std::min(said(cautious), said(open)), high = std::max(said(cautious), said(open));
  const std::string worlds = grouped(std::to_string(cautious.worlds));
  if (cautious.worlds == 1)
    return (low == high ? fmt::format("{}", low.of_hundred / 100) : "0 to 1") + std::string(" of 1");
  if (high.extreme == Extreme::none) return "none of " + worlds;
  if (low.extreme == Extreme::all) return "all " + worlds;
  return share_span(cautious, open) + " of 100";
}

std::string share_span(const Share& cautious, const Share& open) {
  const auto words = [](const Said& s) -> std::string {
    switch (s.extreme) {
      case Extreme::none:
        return "none";
      case Extreme::few:
        return "fewer than 1";
      case Extreme::most:
        return "more than 99";
      case Extreme::all:
        return "all";
      case Extreme::some:
        break;
    }
    return std::to_string(s.of_hundred);
  };
  const Said low = std::min(said(cautious), said(open)), high = std::max(said(cautious), said(open));
  return low == high ? words(low) : words(low) + " to " + words(high);
}

std::string consent_sentence(const std::array<Share, 2>& shares) {
  return fmt::format("In {} readings of the evidence, all who must consent would rather have this than no deal",
                     share_range(shares[0], shares[1]));
}

bool flips_by_a_step(const Flips& flips) { return flips.steps == 1; }

bool verdict_is_open(const std::array<Share, 2>& best_share, bool flips_by_a_step) {
  return flips_by_a_step || band(best_share[0]) != band(best_share[1]);
}

std::string verdict_sentence(const std::array<Share, 2>& best_share, bool flips_by_a_step) {
  const std::string_view cautious = band_name(band(best_share[0])), open = band_name(band(best_share[1]));
  std::string text = consent_sentence(best_share);
  if (cautious != open)
    return fmt::format("{}: {} where silence is read cautiously, {} where it is read openly, so the verdict is open.",
                       text, cautious, open);
  text += fmt::format(": {}, whichever way silence is read", cautious);
  return text + (flips_by_a_step
                     ? "; but one stance read one class differently would change that, so the verdict is open."
                     : ".");
}

std::string answer_sentence(const Case& c, const std::vector<bool>& kept, const std::array<Share, 2>& best_share,
                            bool flips_by_a_step) {
  if (nothing_said(c, kept))
    return "There is no evidence to read: what is computed follows from the case’s questions alone.";
  return verdict_sentence(best_share, flips_by_a_step);
}

std::string flip_words(const Case& c, const Flip& flip) {
  const Statement& row = c.statements[flip.statement];
  const std::string on =
      row.draft >= 0 ? "the draft “" + c.casebook.drafts[row.draft].name + "”" : issue_name(c, row.issue);
  return fmt::format("{} “{}”{} on {} ({}), read as “{}”", possessive(party_name(c, row.party)), stance_name(flip.from),
                     flip.otherwise ? ", where its condition fails," : "", on, row.id, stance_name(flip.to));
}

std::string flip_sentence(const Case& c, const Flips& flips) {
  if (!flips.looked) return {};
  if (flips.list.empty())
    return flips.untried == 0
               ? "No move of a single stance, however far, would change the verdict."
               : fmt::format("No move of a single stance was found to change the verdict; {} near and {} not judged.",
                             counted(flips.untried, "came", "came"), flips.untried == 1 ? "was" : "were");
  const Flip& first = flips.list.front();
  const std::string steps = flips.steps == 1 ? "one class step" : fmt::format("{} class steps", flips.steps);
  std::string text = fmt::format("The fewest steps {} it are {}: with {}, it would be {} readings.",
                                 flips.untried == 0 || flips.steps == 1 ? "that change" : "found to change", steps,
                                 flip_words(c, first), share_range(first.best_share[0], first.best_share[1]));
  const std::size_t others = flips.list.size() - 1;
  if (others > 0)
    text += fmt::format(" {} of as few steps would change it too.", counted(others, "other move", "other moves"));
  return text;
}

std::string zone_sentence(const std::array<Share, 2>& zone_share) {
  return fmt::format("In {} readings there is some package, not always the same, that all of them would rather have.",
                     share_range(zone_share[0], zone_share[1]));
}

std::string_view confidence_level(const Grounds& g) {
  const std::size_t stated = g.cells - g.silent;
  if (g.cells == 0 || g.open || !g.moved_by.empty() || 2 * g.silent > g.cells || 2 * g.soft > stated) return "low";
  if (10 * g.silent <= g.cells && 10 * g.soft <= stated && g.documents >= 3 && g.no_reservation == 0) return "high";
  return "moderate";
}

std::string confidence_sentence(const Grounds& g) {
  std::vector<std::string> parts = {g.silent == 0 ? "none is unknown" : counted(g.silent, "is unknown", "are unknown")};
  if (g.judgements > 0) parts.push_back(counted(g.judgements, "rests on a judgement", "rest on judgements"));
  if (g.hearsay > 0) parts.push_back(counted(g.hearsay, "rests on hearsay", "rest on hearsay"));
  if (g.conflicts > 0) parts.push_back(fmt::format("on {} the sources differ", g.conflicts));
  std::string text = g.cells == 0
                         ? "Confidence is low: packages hang on no stance."
                         : fmt::format("Confidence is {}: of the {} that packages hang on, {}.", confidence_level(g),
                                       counted(g.cells, "stance", "stances"), list_words(parts));
  if (g.no_reservation > 0)
    text += fmt::format(" No no-deal is coded for {}.", counted(g.no_reservation, "principal", "principals"));
  if (!g.moved_by.empty()) {
    const auto names = each(g.moved_by, [](const std::string& name) { return "“" + name + "”"; });
    text += fmt::format(" The verdict would be another one in the {} {}.", names.size() == 1 ? "variant" : "variants",
                        list_words(names));
  }
  if (g.documents < 2) return text + (g.documents == 1 ? " There is 1 document." : " There is no document.");
  return text + fmt::format(" There are {} documents.", g.documents);
}

bool nothing_said(const Case& c, const std::vector<bool>& kept) {
  for (std::size_t s = 0; s < c.statements.size(); ++s) {
    const Statement& row = c.statements[s];
    const bool principal = row.party >= 0 && c.casebook.parties[row.party].kind == PartyKind::principal;
    if (kept[s] && principal && (row.stance || row.is_term())) return false;
  }
  return true;
}

std::string headline(const Case& c, const std::vector<bool>& kept, const RatedPackage* best, const Conflict* conflict) {
  if (nothing_said(c, kept)) return "No principal has taken a position yet";
  const bool idle = conflict != nullptr && conflict->elements.empty();
  if (idle && best == nullptr) return capital(std::string(nothing_at_stake));
  if (conflict != nullptr && !idle) {
    const auto [on, they] = conflict_words(c, conflict->elements);
    const bool nothing = conflict->among == Conflict::Among::certain || best == nullptr;
    return nothing ? fmt::format("Nothing passes{} while {}", on, they)
                   : fmt::format("What stands most in the way{}: {}", on, they);
  }
  if (best == nullptr) return "No package is one that all who must consent would rather have than no deal";
  const PartyVerdict* blocker = main_blocker(c, *best);
  if (blocker == nullptr) return "There is a package that every reading of the evidence leaves standing";
  const auto over = issues_of(c, blocker->statements);
  return capital(fmt::format("{} in the way of the most robust package{}",
                             party_does(c, blocker->party, "most often stands", "most often stand"),
                             over.empty() ? "" : ", over " + list_words(over)));
}

std::string element_words(const Case& c, const ConflictElement& element) {
  const bool of_an_issue =
      element.kind == ConflictElement::Kind::red_line || element.kind == ConflictElement::Kind::vote;
  return words_without_issue(c, element) +
         (of_an_issue && element.issue >= 0 ? " on " + issue_name(c, element.issue) : "");
}

ConflictWords conflict_words(const Case& c, const std::vector<ConflictElement>& elements) {
  const bool of_one =
      elements.size() > 1 && elements.front().issue >= 0 &&
      std::ranges::all_of(elements, [&](const ConflictElement& e) { return e.issue == elements.front().issue; });
  return {of_one ? " on " + issue_name(c, elements.front().issue) : "",
          list_words(each(elements, [&](const ConflictElement& e) {
            return of_one ? words_without_issue(c, e) : element_words(c, e);
          }))};
}

std::string gave_way_words(const Case& c, const ConflictElement& element) {
  switch (element.kind) {
    case ConflictElement::Kind::red_line:
      return fmt::format("If {} red line on {}{} gave way", possessive(party_name(c, element.party)),
                         issue_name(c, element.issue), bracketed_ids(c, element));
    case ConflictElement::Kind::vote:
      return "If " + party_does(c, element.party, "gave its consent", "gave their consent");
    case ConflictElement::Kind::rule:
      return fmt::format("If the rule {} were dropped", c.casebook.rules[element.rule].id);
    case ConflictElement::Kind::reservation:
      break;  // has no what-if
  }
  return {};
}

std::string way_words(const Case& c, const ConflictElement& element) {
  const std::string ids = bracketed_ids(c, element);
  const std::string on = element.issue < 0 ? "" : " on " + issue_name(c, element.issue);
  switch (element.kind) {
    case ConflictElement::Kind::red_line:
      return possessive(party_name(c, element.party)) + " red line" + on + ids;
    case ConflictElement::Kind::vote:
      return possessive(party_name(c, element.party)) + " missing vote" + on + ids;
    case ConflictElement::Kind::rule:
      return "the rule " + c.casebook.rules[element.rule].id;
    case ConflictElement::Kind::reservation:
      break;
  }
  return possessive(party_name(c, element.party)) + " reservation value";
}

std::vector<std::string> relaxation_parts(const Case& c, const Relaxation& relaxation) {
  std::vector<std::pair<std::tuple<int, int, double>, std::string>> parts;
  for (std::size_t e = 0; e < relaxation.elements.size(); ++e) {
    const ConflictElement& element = relaxation.elements[e];
    std::tuple<int, int, double> order{0, relaxation.steps[e], 0};
    std::string cost = counted(static_cast<std::size_t>(relaxation.steps[e]), "step", "steps");
    if (element.kind == ConflictElement::Kind::vote && !relaxation.cost.steps_known) cost = "steps not known";
    if (relaxation.steps[e] >= no_steps_suffice) {
      order = {3, 0, 0};
      cost = "out of reach";
    }
    if (element.kind == ConflictElement::Kind::rule) {
      const bool fixed = c.casebook.rules[element.rule].fixed;
      order = {fixed ? 3 : 1, 0, 0};
      cost = fixed ? "fixed: it cannot" : "dropped";
    }
    if (element.kind == ConflictElement::Kind::reservation) {
      const auto concession = std::ranges::find(relaxation.cost.concessions, element.party, &Concession::party);
      order = {2, 0, concession->value()};
      cost = concession->found == Found::yes ? amount_words(concession->value()) + " less" : "how much is not known";
    }
    std::string words = way_words(c, element);
    if (words.ends_with(')'))
      words.replace(words.size() - 1, 1, "; " + cost + ")");
    else
      words += " (" + cost + ")";
    parts.emplace_back(order, std::move(words));
  }
  std::ranges::stable_sort(parts, {}, [](const auto& part) { return part.first; });
  return each(parts, [](const auto& part) { return part.second; });
}

std::string relaxation_words(const Case& c, const Relaxation& relaxation) {
  return list_words(relaxation_parts(c, relaxation));
}

std::string concession_words(const Case& c, const Concession& concession) {
  const std::string name = party_name(c, concession.party);
  switch (concession.found) {
    case Found::yes:
      return fmt::format("{} alone would have to take {} less than {} no-deal is worth", name,
                         amount_words(concession.value()),
                         c.casebook.parties[concession.party].plural ? "their" : "its");
    case Found::no:
      return fmt::format("no concession of {} alone would be enough", name);
    case Found::out_of_budget:
      break;
  }
  return fmt::format("whether a concession of {} alone would be enough is not known", name);
}

std::vector<std::string> blocker_sentences(const Case& c, const RatedPackage& package) {
  struct Blocker {
    std::array<Share, 2> alone, refuses;
    std::string words;
  };
  std::vector<Blocker> lines;
  for (std::size_t p = 0; p < package.parties[0].size(); ++p) {
    const PartyVerdict &cautious = package.parties[0][p], &open = package.parties[1][p];
    auto refusal = [](const PartyVerdict& v) {
      return make_share(v.consents.worlds - v.consents.count, v.consents.worlds);
    };
    Blocker line{{cautious.blocks_alone, open.blocks_alone}, {refusal(cautious), refusal(open)}, {}};
    if (line.refuses[0].count + line.refuses[1].count == 0) continue;
    std::vector<int> rows = cautious.statements;
    rows.insert(rows.end(), open.statements.begin(), open.statements.end());
    const auto over = issues_of(c, rows);
    line.words =
        fmt::format("{} in {} readings{}, alone in {}",
                    cautious.votes ? party_does(c, cautious.party, "withholds its vote", "withhold their vote")
                                   : party_does(c, cautious.party, "refuses", "refuse"),
                    share_range(line.refuses[0], line.refuses[1]), over.empty() ? "" : " (" + list_words(over) + ")",
                    share_span(line.alone[0], line.alone[1]));
    lines.push_back(line);
  }
  std::ranges::stable_sort(lines, [](const Blocker& a, const Blocker& b) {
    return std::tuple(a.alone[0].count, a.refuses[0].count, b.words) >
           std::tuple(b.alone[0].count, b.refuses[0].count, a.words);
  });
  return each(lines, [](const Blocker& line) { return capital(line.words); });
}

std::string silence_words(const Case& c, const Silence& silence) {
  const Issue& issue = c.casebook.issues[silence.issue];
  return capital(fmt::format("{} said nothing on {} ({})", party_does(c, silence.party, "has", "have"),
                             option_words(issue, silence.option), issue.name));
}

std::string silence_summary(const Case& c, std::span<const Silence> silences) {
  std::vector<std::string> parties;
  for (std::size_t p = 0; p < c.casebook.parties.size(); ++p) {
    std::vector<std::string> issues;
    for (const Silence& s : silences)
      if (s.party == static_cast<int>(p)) issues.push_back(issue_name(c, s.issue));
    if (!issues.empty())
      parties.push_back(fmt::format("{} ({})", party_name(c, static_cast<int>(p)), list_words(issues)));
  }
  return list_words(parties);
}

std::string stance_words(const std::optional<Stance>& stance) {
  if (!stance) return "silent";
  if (const auto* word = std::get_if<StanceClass>(&*stance)) return std::string(stance_name(*word));
  return std::get<Quantity>(*stance).text;
}

std::string_view status_name(IssueStatus status) {
  constexpr std::string_view names[] = {"agreed", "disputed", "unclear"};
  return names[static_cast<int>(status)];
}

std::string in_sentence(const Party& party) {
  const bool takes_article = !party.aliases.empty() && party.aliases.front() == "the " + party.name;
  return takes_article ? party.aliases.front() : party.name;
}

std::string clause_words(const Issue& issue, int option) {
  return issue.kind == IssueKind::numeric ? option_words(issue, option) : issue.options[option].name;
}

std::string possessive(const std::string& name) { return name + (name.ends_with('s') ? "’" : "’s"); }

std::string speaker_name(const Casebook& casebook, std::string_view id) {
  if (int p = casebook.find_person(id); p >= 0) return casebook.people[p].name;
  if (int o = casebook.find_office(id); o >= 0) return casebook.offices[o].name;
  if (int p = casebook.find_party(id); p >= 0) return casebook.parties[p].name;
  return std::string(id);
}

std::string count_words(const Count& count) {
  const std::string lower = grouped(count.lower.str());
  return count.exact() ? lower : lower + " to " + grouped(count.upper.str());
}

std::string list_words(std::span<const std::string> items, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? fmt::format(" {} ", last) : ", ";
    text += items[i];
  }
  return text;
}

std::string statement_list(const Case& c, std::span<const int> statements) {
  return fmt::format("{}", fmt::join(each(statements, [&](int s) { return c.statements[s].id; }), ", "));
}

std::string grouped(std::string_view digits) {
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

}  // namespace parley
