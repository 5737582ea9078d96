// The lens, put together: both readings on the same worlds, the lists joined, the unknowns valued.
#include "robust/robust.h"

#include <algorithm>
#include <optional>
#include <variant>

#include "robust/exact.h"
#include "robust/held_out.h"
#include "robust/judge.h"
#include "robust/learning.h"
#include "robust/option_share.h"
#include "robust/searched.h"
#include "robust/weighing.h"
#include "robust/yardsticks.h"

namespace parley {

namespace {

constexpr std::size_t candidate_limit = 40;
constexpr std::size_t answer_limit = 40;              // more candidates, best under some answer
constexpr std::size_t weighed_worlds = 2000;          // of each sample that Sobol' indices are estimated on
constexpr std::size_t compared_worlds = 1000;         // looked at for shares of options and other measures
constexpr std::uint64_t option_world_budget = 5'000;  // nodes to decide one world's option
constexpr std::size_t shared_worlds = 10'000;  // up to so many each of a crew does for itself: that takes less time

std::size_t at_reading(Reading reading) { return static_cast<std::size_t>(reading); }

/// One world drawn in the place of all, where they are all the same.
RobustOptions one_world_for(RobustOptions options) {
  options.alike = options.worlds;
  options.worlds = 1;
  return options;
}

/// Whether the worlds are worth sharing out, or there is nobody to share them with.
bool is_shared(const RobustOptions& options) { return options.crew.alone() || options.worlds > shared_worlds; }

RobustOptions unshared(RobustOptions options) {
  options.crew = {};
  return options;
}

void add_once(std::vector<std::vector<int>>& choices, const std::vector<int>& choice) {
  if (std::find(choices.begin(), choices.end(), choice) == choices.end()) choices.push_back(choice);
}

/// The candidates among which knowing something may change the choice: the best, then others found in the zone.
std::vector<std::vector<int>> candidates(const Searched& searched) {
  std::vector<std::vector<int>> result;
  for (const Candidate& candidate : searched.best.best) add_once(result, candidate.choice);
  std::vector<Candidate> others = searched.zone_packages;
  std::sort(others.begin(), others.end());
  for (const Candidate& candidate : others)
    if (result.size() < candidate_limit) add_once(result, candidate.choice);
  return result;
}

/// What is not known in one reading, how it turned out in the searched worlds, and the candidates that it may choose.
struct Asked {
  std::vector<Unknown> unknowns;
  std::vector<Observed> observed;
  std::vector<std::vector<int>> candidates;
};

Asked ask(const Compiled& compiled, Reading reading, Searched& searched, const RobustOptions& options) {
  options.progress("looking at what is unknown", -1);
  Asked asked;
  asked.unknowns = list_unknowns(compiled, reading);
  asked.observed =
      observe(compiled, asked.unknowns, options.seed, 0, std::min(options.worlds, first_worlds_kept), options.threads);
  asked.candidates = candidates(searched);
  std::visit(
      [&](const auto& deficits) {
        const auto more = best_by_answer(compiled, deficits, asked.unknowns, asked.observed, asked.candidates,
                                         answer_limit, options.threads);
        asked.candidates.insert(asked.candidates.end(), more.begin(), more.end());
      },
      searched.first_worlds(compiled, options));
  return asked;
}

/// Acceptance and zone of the searched worlds that unknowns are valued on.
Sample searched_sample(const Compiled& compiled, Searched& searched, const Asked& asked, const RobustOptions& options) {
  Sample sample;
  const std::size_t n = asked.observed.empty() ? 0 : asked.observed.front().worlds();
  std::visit(
      [&](const auto& deficits) {
        const Plan plan = make_plan(compiled);
        for (const auto& choice : asked.candidates)
          sample.accepted.push_back(accepted_worlds(plan, deficits, choice, n));
        sample.valid.assign(deficits.valid.begin(), deficits.valid.begin() + static_cast<std::ptrdiff_t>(n));
      },
      searched.first_worlds(compiled, options));
  for (std::size_t s = 0; s < n; ++s) sample.in_zone.push_back(searched.zone[s] == InZone::yes ? 1 : 0);
  sample.observed = asked.observed;
  return sample;
}

/// The unknowns of one reading, valued.
std::vector<Unknown> value(const Compiled& compiled, Reading reading, Searched& searched, const HeldOut& held_out,
                           Asked asked, const RobustOptions& options) {
  options.progress("valuing what is unknown", -1);
  if (asked.unknowns.empty()) return {};
  const Sample inside = searched_sample(compiled, searched, asked, options);
  const std::size_t n = inside.valid.size();
  Sample outside;
  outside.valid = held_out.valid;
  for (const auto& choice : asked.candidates) outside.accepted.push_back(held_out.accepted[held_out.find(choice)]);
  outside.observed = observe(compiled, asked.unknowns, options.seed, options.worlds, n, options.threads);
  value_unknowns(compiled, inside, outside, asked.unknowns, options.threads);
  if (!asked.candidates.empty())
    weigh_unknowns(compiled, package_of(compiled, asked.candidates.front()), reading, options.seed, 0, options.worlds,
                   std::min(n, weighed_worlds), options.threads, asked.unknowns);
  return asked.unknowns;
}

/// Of the same unknown in both readings the one that gains more; the largest gain first, then the zone's spread, then
/// the order in which they are listed, which is one of ids.
std::vector<Unknown> join_unknowns(std::vector<Unknown> one, const std::vector<Unknown>& other) {
  auto same = [](const Unknown& a, const Unknown& b) {
    return a.kind == b.kind && a.party == b.party && a.issue == b.issue && a.option == b.option && a.lever == b.lever &&
           a.statement == b.statement;
  };
  for (const Unknown& unknown : other) {
    const auto twin = std::find_if(one.begin(), one.end(), [&](const Unknown& u) { return same(u, unknown); });
    if (twin == one.end())
      one.push_back(unknown);
    else if (unknown.gain > twin->gain)
      *twin = unknown;
  }
  std::erase_if(one, [](const Unknown& unknown) { return unknown.high <= 0 && unknown.zone_spread <= 0; });
  std::stable_sort(one.begin(), one.end(), [](const Unknown& a, const Unknown& b) {
    if (a.gain != b.gain) return a.gain > b.gain;
    if (a.zone_spread != b.zone_spread) return a.zone_spread > b.zone_spread;
    return a.question < b.question;
  });
  return one;
}

/// Shares of options and the best by other measures, on the first of the searched worlds.
template <class Int>
void compare(const Compiled& compiled, const Deficits<Int>& deficits, const Searched& searched,
             const RobustOptions& options, ReadingAnswer& answer) {
  options.progress("comparing options", -1);
  const Deficits<Int> few = first_worlds(deficits, compared_worlds);
  const std::size_t valid = few.valid_worlds();
  std::vector<Candidate> known = searched.best.best;
  for (const auto& choice : candidates(searched)) known.push_back({choice, 0});
  for (const OptionWorlds& o :
       option_worlds(compiled, few, searched.zone, known, option_world_budget, options.threads, options.progress)) {
    const Variable& variable = compiled.variables[o.variable];
    answer.options.push_back(
        {variable.issue, variable.options[o.option], make_share(o.inside * options.alike, valid * options.alike),
         static_cast<double>(o.inside + o.undecided) / static_cast<double>(std::max<std::size_t>(1, valid))});
  }
  const Yardsticks found = yardsticks(compiled, few, known);
  const auto measured = [&](const std::optional<Measured>& best) -> std::optional<BestByMeasure> {
    if (!best) return std::nullopt;
    return BestByMeasure{package_of(compiled, best->choice), best->value};
  };
  answer.worst_case = measured(found.worst_case);
  answer.nash_product = measured(found.nash_product);
}

ReadingAnswer answer_of(const Compiled& compiled, Reading reading, const Searched& searched,
                        const std::vector<RatedPackage>& rated, std::size_t alike) {
  ReadingAnswer answer;
  for (const Candidate& candidate : searched.best.best) {
    const Package package = package_of(compiled, candidate.choice);
    const auto found =
        std::find_if(rated.begin(), rated.end(), [&](const RatedPackage& r) { return r.package == package; });
    if (found != rated.end()) answer.best.push_back(*found);
  }
  const auto worlds = static_cast<double>(std::max<std::size_t>(1, searched.valid));
  if (answer.best.empty()) {
    answer.best_share = make_share(0, searched.valid * alike);
    answer.best_searched = make_share(0, searched.valid * alike);
  } else {
    answer.best_share = answer.best.front().share[at_reading(reading)];
    answer.best_searched = answer.best.front().searched[at_reading(reading)];
  }
  answer.bound = static_cast<double>(searched.best.bound) / worlds;
  answer.proven = searched.best.proven;
  answer.zone_share = make_share(searched.inside * alike, searched.valid * alike);
  answer.zone_upper = static_cast<double>(searched.inside + searched.undecided) / worlds;
  answer.empty_worlds = searched.empty;
  answer.nodes = searched.best.nodes;
  for (const Candidate& candidate : searched.best.best) answer.everywhere += candidate.count == searched.valid ? 1 : 0;
  answer.everywhere_more = searched.more_everywhere || (answer.everywhere > 0 && !searched.best.proven);
  return answer;
}

/// The search of each reading; after one that is stopped, `rest` lets what follows run to its end on the same worlds.
std::array<Searched, 2> search_readings(const Compiled& compiled, RobustOptions& rest, bool& cut) {
  std::array<Searched, 2> searched;
  std::array<std::optional<AnyDeficits>, 2> slices;
  if (rest.checkpoint == nullptr) {  // which may have the searches already
    const Slice own = rest.crew.slice(rest.worlds);
    std::array<AnyDeficits, 2> drawn = draw_parts(compiled, rest, own.first, own.count);
    for (std::size_t r = 0; r < drawn.size(); ++r) slices[r] = std::move(drawn[r]);
  }
  for (Reading reading : readings) {
    searched[at_reading(reading)] = search_reading(compiled, reading, rest, std::move(slices[at_reading(reading)]));
    cut = cut || searched[at_reading(reading)].stopped;
    if (cut) rest.checkpoint = nullptr;
  }
  if (cut) rest.progress.stop = nullptr;  // what was found is still rated
  return searched;
}

void sort_best_first(std::vector<RatedPackage>& packages) {
  std::stable_sort(packages.begin(), packages.end(), [](const RatedPackage& a, const RatedPackage& b) {
    if (a.share[0].count != b.share[0].count) return a.share[0].count > b.share[0].count;
    return a.share[1].count > b.share[1].count;
  });
}

/// Principals whose no-deal is worth something that nobody has said.
std::vector<int> reservations_unknown(const Compiled& compiled) {
  std::vector<int> parties;
  for (const Row& row : compiled.rows)
    if (row.kind == RowKind::principal && !row.has_reservation) parties.push_back(row.party);
  std::sort(parties.begin(), parties.end());
  return parties;
}

}  // namespace

bool is_exact(const ReadingAnswer& answer) { return answer.proven && answer.zone_upper <= answer.zone_share.value; }

RobustResult robust(const Compiled& compiled, const RobustOptions& options) {
  if (options.worlds > 1 && has_one_world(compiled)) return robust(compiled, one_world_for(options));
  if (!is_shared(options)) return robust(compiled, unshared(options));
  RobustResult result;
  RobustOptions rest = options;
  std::array<Searched, 2> searched = search_readings(compiled, rest, result.cut);
  std::vector<std::vector<int>> listed;
  for (const Searched& of_reading : searched)
    for (const Candidate& candidate : of_reading.best.best) add_once(listed, candidate.choice);

  const bool goes_on = !result.cut && options.worlds > 0;
  std::array<Asked, 2> asked;
  std::array<std::vector<std::vector<int>>, 2> judged{listed, listed};
  for (Reading reading : readings) {
    const std::size_t r = at_reading(reading);
    if (options.unknowns && goes_on) asked[r] = ask(compiled, reading, searched[r], rest);
    for (const auto& choice : asked[r].candidates) add_once(judged[r], choice);
  }
  const std::array<HeldOut, 2> held_out = hold_out(compiled, std::move(judged), rest);
  const auto in_searched = count_searched(compiled, searched, listed, rest);
  for (std::size_t x = 0; x < listed.size(); ++x)
    result.best.push_back(rate(compiled, package_of(compiled, listed[x]),
                               {held_out[0].tallies[x], held_out[1].tallies[x]}, in_searched[x]));

  std::array<std::vector<Unknown>, 2> unknowns;
  for (Reading reading : readings) {
    const std::size_t r = at_reading(reading);
    result.readings[r] = answer_of(compiled, reading, searched[r], result.best, options.alike);
    if (options.comparisons && goes_on)
      std::visit([&](const auto& worlds) { compare(compiled, worlds, searched[r], rest, result.readings[r]); },
                 searched[r].first_worlds(compiled, rest));
    result.candidates[r] = asked[r].candidates.size();
    if (options.unknowns && goes_on)
      unknowns[r] = value(compiled, reading, searched[r], held_out[r], std::move(asked[r]), rest);
  }
  result.unknowns = join_unknowns(unknowns[0], unknowns[1]);
  sort_best_first(result.best);
  if (result.best.size() > options.best) result.best.resize(options.best);
  result.reservation_unknown = reservations_unknown(compiled);
  return result;
}

RatedPackage judge(const Compiled& compiled, const Package& package, const RobustOptions& options) {
  if (options.worlds > 1 && has_one_world(compiled)) return judge(compiled, package, one_world_for(options));
  if (!is_shared(options)) return judge(compiled, package, unshared(options));
  std::array<Tally, 2> tallies;
  if (const auto choice = choice_of(compiled, package)) {
    const std::array<HeldOut, 2> held_out = hold_out(compiled, {{{*choice}, {*choice}}}, options);
    tallies = {held_out[0].tallies.front(), held_out[1].tallies.front()};
  } else {
    for (Reading reading : readings) {
      add_worlds_directly(compiled, package, reading, options.seed, options.worlds, options.worlds, options.threads,
                          options.progress, tallies[at_reading(reading)]);
      tallies[at_reading(reading)].repeat(options.alike);
    }
  }
  return rate(compiled, package, tallies, {Tally{}, Tally{}});
}

}  // namespace parley
