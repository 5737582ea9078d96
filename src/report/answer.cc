#include "report/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "model/claims.h"

namespace parley {
namespace {

void stop_if_asked(const Progress& progress) {
  if (progress.stopped()) throw Cancelled{};
}

/// Progress that says what it is for.
Progress named(const Progress& progress, std::string name) {
  Progress inner = progress;
  if (progress.report)
    inner.report = [report = progress.report, name = std::move(name)](std::string_view what, double share) {
      report(fmt::format("{}: {}", name, what), share);
    };
  return inner;
}

RobustResult run_robust(const Compiled& compiled, RobustOptions options, std::string name) {
  options.progress = named(options.progress, std::move(name));
  RobustResult result = robust(compiled, options);
  if (result.cut) throw Cancelled{};
  return result;
}

/// A what-if shows its shares and a few packages.
RobustResult run_what_if(const Compiled& compiled, RobustOptions options, std::string name) {
  options.best = std::min<std::size_t>(options.best, 3);
  options.unknowns = false;
  options.comparisons = false;
  return run_robust(compiled, options, std::move(name));
}

bool names_lever(const std::optional<Formula>& formula, int lever) {
  return formula && std::ranges::binary_search(formula->levers(), lever);
}

/// Whether anything that is computed on hangs on the lever.
bool lever_matters(const Case& c, const std::vector<bool>& kept, int lever) {
  for (const Rule& rule : c.casebook.rules)
    if (std::ranges::binary_search(rule.formula.levers(), lever)) return true;
  for (std::size_t s = 0; s < c.statements.size(); ++s)
    if (kept[s] && c.statements[s].moves_values() && names_lever(c.statements[s].condition, lever)) return true;
  return false;
}

/// A reservation value has no what-if: how much less would be enough is said of the ways out.
bool can_give_way(const Case& c, const ConflictElement& element) {
  if (element.kind == ConflictElement::Kind::reservation) return false;
  return element.kind != ConflictElement::Kind::rule || !c.casebook.rules[element.rule].fixed;
}

/// Two million points for up to six principals, where they take about twenty seconds, and a quarter for each one more.
std::size_t frontier_budget(std::size_t principals) {
  std::size_t points = 2'000'000;
  for (std::size_t k = 6; k < principals; ++k) points /= 4;
  return std::max<std::size_t>(points, 1000);
}

std::optional<NamedFrontier> run_frontier(const Compiled& compiled, const AnswerOptions& options) {
  const OneWorld world = reference_one_world(compiled, Reading::cautious);
  if (!options.frontier || world.principals.empty()) return std::nullopt;
  FrontierOptions wanted;
  wanted.acceptable = options.acceptable;
  wanted.points = options.frontier_points.value_or(frontier_budget(world.principals.size()));
  wanted.progress = options.robust.progress;
  return NamedFrontier{world.principals, options.acceptable, find_frontier(world, wanted)};
}

constexpr double wide = 0.1;  // an interval that may well reach into another band

std::vector<std::string> notes_of(const Answer& a) {
  std::vector<std::string> notes;
  if (a.frontier)
    if (const std::string sentence = frontier_sentence(*a.source, *a.frontier); !sentence.empty())
      notes.push_back(sentence);
  for (const Reading reading : readings) {
    const ReadingAnswer& r = a.robust.readings[static_cast<int>(reading)];
    if (!r.proven)
      notes.push_back(
          fmt::format("The search in the {} reading ended at its budget: no package has more than {:.1f} of "
                      "100 of the searched worlds, and the list may miss one.",
                      reading_name(reading), 100 * r.bound));
    if (r.zone_upper > r.zone_share.value)
      notes.push_back(
          fmt::format("Some worlds of the {} reading were left undecided: the share with some package lies "
                      "between {:.1f} and {:.1f} of 100.",
                      reading_name(reading), 100 * r.zone_share.value, 100 * r.zone_upper));
    if (r.best_share.value > r.zone_share.value && r.zone_upper <= r.zone_share.value)
      notes.push_back(fmt::format(
          "In the {} reading the share with some package came out below the best package's, which it cannot "
          "be: each is counted on worlds of its own, and the difference is chance.",
          reading_name(reading)));
    if (const double width = r.best_share.high - r.best_share.low; width > wide && r.best_share.worlds > 0)
      notes.push_back(
          fmt::format("So few worlds say little: with 95 % confidence the best share of the {} reading lies between "
                      "{:.0f} and {:.0f} of 100.",
                      reading_name(reading), 100 * r.best_share.low, 100 * r.best_share.high));
    if (r.empty_worlds > 0)
      notes.push_back(fmt::format("In {} worlds of the {} reading the claims leave no preference; they are left out.",
                                  r.empty_worlds, reading_name(reading)));
  }
  const std::vector<std::string> impasse = impasse_notes(a.impasse);
  notes.insert(notes.end(), impasse.begin(), impasse.end());
  if (!a.counts.accepted_by_all.exact() || !std::ranges::all_of(a.counts.accepted, &Count::exact))
    notes.emplace_back("Some counts of packages are bounds, not exact: the count ended at its budget.");
  return notes;
}

/// Days on which so much was said that it was not tried statement by statement what moved the verdict.
void add_course_notes(const Answer& a, std::vector<std::string>& notes) {
  if (!a.course) return;
  std::vector<const CoursePoint*> left;
  for (const CoursePoint& point : a.course->points)
    if (!point.movers_sought) left.push_back(&point);
  if (left.size() == 1)
    notes.push_back(fmt::format("On {}, {} statements were made: which of them moved the verdict was not worked out.",
                                format_day(left[0]->day), left[0]->said.size()));
  else if (!left.empty())
    notes.push_back(
        fmt::format("Which statements moved the verdict was not worked out on {} dates from {} to {}: too many "
                    "statements were made.",
                    left.size(), format_day(left.front()->day), format_day(left.back()->day)));
}

bool has_proven(const RobustResult& found) {
  return std::ranges::all_of(found.readings, [](const ReadingAnswer& reading) { return is_exact(reading); });
}

/// "2 of 9 dates".
template <class Items, class Exact>
std::optional<std::string> bounded_among(const Items& items, const Exact& is, std::string_view name) {
  const auto bounded = std::ranges::count_if(items, [&](const auto& item) { return !is(item); });
  if (bounded == 0) return std::nullopt;
  return fmt::format("{} of {} {}", bounded, std::ranges::size(items), name);
}

/// Answers beside this one that were searched within a budget too small to prove them.
void add_bounded_note(const Answer& a, std::vector<std::string>& notes) {
  std::vector<std::string> parts;
  const auto add = [&](const std::optional<std::string>& part) {
    if (part) parts.push_back(*part);
  };
  add(bounded_among(
      a.if_gave_way, [](const Relief& r) { return has_proven(r.result); }, "elements of the conflict given up"));
  add(bounded_among(
      a.variants, [](const Variant& v) { return !v.problem.empty() || has_proven(v.result); }, "variants"));
  if (a.sources)
    add(bounded_among(
        a.sources->list, [&](const LeftOut& s) { return is_exact(s.without) && is_exact(a.sources->all); },
        "sources left out"));
  if (a.course) {
    add(bounded_among(a.course->points, [](const CoursePoint& p) { return is_exact(p.conclusions); }, "dates"));
    std::vector<Mover> movers;
    for (const CoursePoint& point : a.course->points)
      movers.insert(movers.end(), point.movers.begin(), point.movers.end());
    add(bounded_among(movers, [](const Mover& m) { return m.exact; }, "statements that moved the verdict"));
  }
  if (!parts.empty())
    notes.push_back(
        fmt::format("The search ended at its budget for {}: where these differ from what they are compared with, the "
                    "search may be the reason, not the evidence.",
                    list_words(parts)));
}

/// What intervals mean of worlds that are not independent.
void add_sequence_note(const Answer& a, std::vector<std::string>& notes) {
  if (a.options.robust.seed.sequence == Sequence::sobol)
    notes.emplace_back(
        "Worlds follow a scrambled Sobol sequence: shares are without bias, and their intervals are those that as many "
        "independent worlds would have, mostly wider than need be.");
}

/// How well claims could be imposed, where that is not plain.
void add_claim_notes(const Answer& a, std::vector<std::string>& notes) {
  const RobustOptions& options = a.options.robust;
  for (const ClaimTrial& trial : try_claims(a.compiled, options.seed, options.threads, options.progress)) {
    const std::string name = in_sentence(a.source->casebook.parties[trial.party]);
    if (trial.r_hat > 1.05)
      notes.push_back(
          fmt::format("What {} claims leaves preferences that the walk through them does not mix well (R-hat {:.2f}, "
                      "above 1.05): shares that hang on them are less sure than their intervals say.",
                      name, trial.r_hat));
    if (trial.undecided > 0)
      notes.push_back(
          fmt::format("In {} of {} worlds tried no preference was found that meets what {} claims, and none was "
                      "excluded; such worlds are left out.",
                      trial.undecided, trial.worlds, name));
  }
}

/// A claim that holds in some worlds may hold in none of a variant's.
void work_out(const std::shared_ptr<const Case>& c, Variant& variant, const RobustOptions& robust,
              const SettleOptions& settle) {
  try {
    const Compiled compiled = compile(c, variant.filter);
    variant.conflict = find_conflict(compiled, settle);
    variant.result = run_what_if(compiled, robust, variant.name);
  } catch (const Error& error) {
    variant.problem = error.problems().front().message;
    variant.conflict.reset();
  }
}

/// The answer if each element of the conflict gave way, and in each variant.
void add_what_ifs(Answer& a, const SettleOptions& settle) {
  const Case& c = *a.source;
  std::vector<std::size_t> gives_way;
  if (const auto& conflict = a.impasse.conflict)
    for (std::size_t e = 0; e < conflict->elements.size(); ++e)
      if (can_give_way(c, conflict->elements[e])) gives_way.push_back(e);
  a.variants = variants(c, a.options.filter);
  const RobustOptions each = shared_out(a.options.robust, a.compiled.cells, gives_way.size() + a.variants.size());
  for (const std::size_t e : gives_way) {
    const Compiled compiled = give_way(a.compiled, a.impasse.conflict->elements[e]);
    a.if_gave_way.push_back({e, run_what_if(compiled, each, "if one gave way")});
  }
  SettleOptions settle_each = settle;
  settle_each.query_nodes = query_nodes(each.nodes);
  for (Variant& variant : a.variants) work_out(a.source, variant, each, settle_each);
}

}  // namespace

RobustOptions shared_out(RobustOptions options, std::size_t cells, std::size_t what_ifs) {
  constexpr std::size_t numbers = 25'000'000;  // that their worlds hold together, about
  constexpr std::size_t least_worlds = 1000;
  const std::size_t runs = std::max<std::size_t>(1, what_ifs);
  const std::size_t worlds = numbers / (runs * std::max<std::size_t>(1, cells));
  options.worlds = std::min(options.worlds, std::max(least_worlds, worlds));
  options.nodes = nodes_each(runs, options.nodes);
  return options;
}

std::vector<Variant> variants(const Case& c, const Filter& filter) {
  const std::vector<bool> kept = kept_statements(c, filter);
  std::vector<Variant> list;
  bool judged = false;
  for (std::size_t s = 0; s < c.statements.size(); ++s)
    judged = judged || (kept[s] && c.statements[s].form == Form::judgement && is_computed_on(c.statements[s]));
  if (judged) {
    Variant variant;
    variant.name = "without judgements";
    variant.filter = filter;
    variant.filter.without.emplace_back("judgements");
    list.push_back(std::move(variant));
  }
  for (std::size_t l = 0; l < c.casebook.levers.size(); ++l) {
    const Lever& lever = c.casebook.levers[l];
    if (lever.now >= 0 || filter.levers.contains(lever.id) || !lever_matters(c, kept, static_cast<int>(l))) continue;
    for (const LeverOption& option : lever.options) {
      Variant variant;
      variant.name = lever.name + ": " + option.name;
      variant.filter = filter;
      variant.filter.levers[lever.id] = option.id;
      list.push_back(std::move(variant));
    }
  }
  return list;
}

Answer answer(const std::shared_ptr<const Case>& c, std::span<const Problem> problems, const AnswerOptions& options) {
  Answer a;
  a.source = c;
  a.options = options;
  a.warnings = each(problems, one_line);
  const Progress& progress = options.robust.progress;
  a.compiled = compile(c, options.filter);
  a.positions = positions(*c, options.filter);
  SettleOptions settle;
  settle.progress = progress;
  settle.query_nodes = query_nodes(options.robust.nodes);
  stop_if_asked(progress);
  a.counts = count_packages(a.compiled, settle);
  stop_if_asked(progress);
  a.frontier = run_frontier(a.compiled, options);
  a.solutions = solve_reference(a.compiled, options.solutions, options.robust.threads, progress);
  a.robust = run_robust(a.compiled, options.robust, "all worlds");
  if (!a.robust.cut) a.package_shares = package_shares(a.compiled, options.robust);
  a.impasse = find_impasse(a.compiled, Reading::cautious, options.robust);
  stop_if_asked(progress);
  if (options.variants) add_what_ifs(a, settle);
  const Conclusions known = conclusions(a.compiled, a.robust, a.positions, a.impasse.conflict);
  if (options.variants) a.flips = find_flips(c, options.filter, options.robust, known);
  if (options.sources) a.sources = leave_out_sources(c, options.filter, options.robust);
  if (options.course) a.course = course(c, options.filter, options.robust);
  a.notes = notes_of(a);
  add_course_notes(a, a.notes);
  add_bounded_note(a, a.notes);
  add_sequence_note(a, a.notes);
  add_claim_notes(a, a.notes);
  return a;
}

Grounds grounds(const Answer& a) {
  const Casebook& book = a.source->casebook;
  Grounds g;
  for (const Cell& cell : a.positions.cells) {
    if (std::ranges::find(a.compiled.left_out, cell.issue) != a.compiled.left_out.end() ||
        book.parties[cell.party].kind != PartyKind::principal ||
        book.issues[cell.issue].options[cell.option].only_without_deal)
      continue;
    ++g.cells;
    if (!cell.stance) ++g.silent;
    if (cell.stance && cell.judgement) ++g.judgements;
    if (cell.stance && cell.hearsay) ++g.hearsay;
    if (cell.disputed_sources) ++g.conflicts;
    if (cell.disputed_sources || (cell.stance && (cell.judgement || cell.hearsay))) ++g.soft;
  }
  std::set<int> documents;
  for (std::size_t s = 0; s < a.source->statements.size(); ++s)
    if (a.compiled.kept[s] && a.source->statements[s].document >= 0)
      documents.insert(source_of(*a.source, static_cast<int>(s)));
  g.documents = documents.size();
  g.no_reservation = a.robust.reservation_unknown.size();
  g.open = verdict_is_open(best_shares(a.robust), flips_by_a_step(a.flips));
  for (const Variant& variant : a.variants)
    for (const Reading r : readings)
      if (const auto i = static_cast<std::size_t>(r);
          variant.problem.empty() && band(best_shares(variant.result)[i]) != band(best_shares(a.robust)[i])) {
        g.moved_by.push_back(variant.name);
        break;
      }
  return g;
}

std::array<Share, 2> best_shares(const RobustResult& result) {
  return {result.readings[0].best_share, result.readings[1].best_share};
}

std::array<Share, 2> zone_shares(const RobustResult& result) {
  return {result.readings[0].zone_share, result.readings[1].zone_share};
}

std::string one_line(const Problem& problem) {
  std::string text = std::filesystem::path(problem.place.file).filename().string();
  if (problem.place.line > 0) text += fmt::format(":{}:{}", problem.place.line, problem.place.column);
  if (!text.empty()) text += ": ";
  text += problem.message;
  if (!problem.expected.empty()) text += "; expected " + problem.expected;
  return text;
}

}  // namespace parley
