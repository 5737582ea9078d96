// The lens, put together: both readings on the same worlds, the lists joined, the unknowns valued.
#include "robust/robust.h"

#include <algorithm>
#include <variant>

#include "robust/best.h"
#include "robust/exact.h"
#include "robust/judge.h"
#include "robust/learning.h"
#include "robust/option_share.h"
#include "robust/yardsticks.h"
#include "robust/zone.h"

namespace parley {

namespace {

constexpr std::size_t held_out_block = 16384;    // worlds of a table at a time
constexpr std::uint64_t world_budget = 200'000;  // nodes to decide one world's zone
constexpr std::size_t unknown_worlds = 10'000;   // of each sample that unknowns are valued on
constexpr std::size_t candidate_limit = 40;
constexpr std::size_t answer_limit = 40;              // more candidates, best under some answer
constexpr std::size_t weighed_worlds = 2000;          // of each sample that Sobol' indices are estimated on
constexpr std::size_t compared_worlds = 1000;         // looked at for shares of options and other measures
constexpr std::uint64_t option_world_budget = 5'000;  // nodes to decide one world's option

std::size_t at(Reading reading) { return static_cast<std::size_t>(reading); }

/// One world drawn in the place of all, where they are all the same.
RobustOptions one_world_for(RobustOptions options) {
  options.alike = options.worlds;
  options.worlds = 1;
  return options;
}

/// What the search of one reading found, and the worlds that it searched.
struct Searched {
  BestPackages best;
  Zone zone;
  std::size_t valid = 0;
  std::size_t empty = 0;
  bool more_everywhere = false;  ///< a package that every world accepts did not fit the list
  std::variant<Deficits<std::int32_t>, Deficits<std::int64_t>, Deficits<Wide>> worlds;
};

template <class Int>
std::vector<char> accepted_worlds(const Plan& plan, const Deficits<Int>& deficits, const std::vector<int>& choice,
                                  std::size_t limit) {
  const std::vector<Int> rejected = rejected_worlds(plan, deficits, choice);
  std::vector<char> result(std::min(limit, rejected.size()));
  for (std::size_t s = 0; s < result.size(); ++s) result[s] = rejected[s] >= 0 ? 1 : 0;
  return result;
}

void add_once(std::vector<std::vector<int>>& choices, const std::vector<int>& choice) {
  if (std::find(choices.begin(), choices.end(), choice) == choices.end()) choices.push_back(choice);
}

/// The candidates among which knowing something may change the choice: the best, then others found in the zone.
std::vector<std::vector<int>> candidates(const Searched& searched) {
  std::vector<std::vector<int>> result;
  for (const Candidate& candidate : searched.best.best) add_once(result, candidate.choice);
  std::vector<Candidate> others = searched.zone.packages;
  std::sort(others.begin(), others.end());
  for (const Candidate& candidate : others)
    if (result.size() < candidate_limit) add_once(result, candidate.choice);
  return result;
}

template <class Int>
Searched search(const Compiled& compiled, Table<Int> table, const RobustOptions& options) {
  Deficits<Int> deficits = make_deficits(compiled, std::move(table));
  const Plan plan = make_plan(compiled, search_order(compiled, deficits));
  Searched result;
  result.valid = deficits.valid_worlds();
  result.empty = deficits.worlds - result.valid;
  result.zone = find_zone(plan, deficits, world_budget, options.threads, options.progress);
  std::vector<std::uint8_t> hopeless;  // worlds without any acceptable package can give no package a vote
  for (const InZone in : result.zone.worlds) hopeless.push_back(in == InZone::no ? 1 : 0);
  std::vector<Candidate> start = result.zone.packages;
  std::sort(start.begin(), start.end());
  result.best = best_packages(plan, deficits,
                              {options.best + 1, options.nodes, options.threads, hopeless, options.progress}, start);
  if (result.best.best.size() > options.best) {  // one more than asked for was sought, to know whether there are more
    result.more_everywhere = result.best.best.back().count == result.valid;
    result.best.best.pop_back();
  }
  result.worlds = std::move(deficits);
  return result;
}

Searched search_reading(const Compiled& compiled, Reading reading, const RobustOptions& options) {
  AnyTable table = draw_worlds(compiled, reading, options.seed, 0, options.worlds, options.threads, options.progress);
  return std::visit([&](auto& worlds) { return search(compiled, std::move(worlds), options); }, table);
}

/// Tallies of packages over the held-out worlds, and which of the first of those worlds accept each.
struct HeldOut {
  std::vector<std::vector<int>> choices;
  std::vector<Tally> tallies;
  std::vector<std::vector<char>> accepted;
  std::vector<char> valid;

  [[nodiscard]] std::size_t find(const std::vector<int>& choice) const {
    return static_cast<std::size_t>(std::find(choices.begin(), choices.end(), choice) - choices.begin());
  }
};

HeldOut hold_out(const Compiled& compiled, Reading reading, std::vector<std::vector<int>> choices,
                 const RobustOptions& options) {
  options.progress("judging packages on held-out worlds", -1);
  HeldOut result;
  result.choices = std::move(choices);
  result.tallies.resize(result.choices.size());
  result.accepted.resize(result.choices.size());
  for (std::size_t begin = 0; begin < options.worlds; begin += held_out_block) {
    const std::size_t n = std::min(held_out_block, options.worlds - begin);
    const std::size_t wanted = unknown_worlds - std::min(unknown_worlds, begin);
    AnyTable table =
        draw_worlds(compiled, reading, options.seed, options.worlds + begin, n, options.threads, options.progress);
    std::visit(
        [&](auto& worlds) {
          const auto deficits = make_deficits(compiled, std::move(worlds));
          const Plan plan = make_plan(compiled);
          for (std::size_t x = 0; x < result.choices.size(); ++x) {
            add_worlds(compiled, plan, deficits, result.choices[x], result.tallies[x]);
            const auto more = accepted_worlds(plan, deficits, result.choices[x], wanted);
            result.accepted[x].insert(result.accepted[x].end(), more.begin(), more.end());
          }
          result.valid.insert(result.valid.end(), deficits.valid.begin(),
                              deficits.valid.begin() + static_cast<std::ptrdiff_t>(std::min(wanted, n)));
        },
        table);
  }
  for (Tally& tally : result.tallies) tally.repeat(options.alike);
  return result;
}

/// Of how many searched worlds a package is accepted.
Tally count_searched(const Compiled& compiled, const Searched& searched, const std::vector<int>& choice,
                     std::size_t alike) {
  Tally tally;
  tally.worlds = searched.valid;
  std::visit(
      [&](const auto& deficits) {
        const auto accepted = accepted_worlds(make_plan(compiled), deficits, choice, deficits.worlds);
        tally.accepted = static_cast<std::size_t>(std::count(accepted.begin(), accepted.end(), 1));
      },
      searched.worlds);
  tally.repeat(alike);
  return tally;
}

/// What is not known in one reading, how it turned out in the searched worlds, and the candidates that it may choose.
struct Asked {
  std::vector<Unknown> unknowns;
  std::vector<Observed> observed;
  std::vector<std::vector<int>> candidates;
};

Asked ask(const Compiled& compiled, Reading reading, const Searched& searched, const RobustOptions& options) {
  options.progress("looking at what is unknown", -1);
  Asked asked;
  asked.unknowns = list_unknowns(compiled, reading);
  asked.observed =
      observe(compiled, asked.unknowns, options.seed, 0, std::min(options.worlds, unknown_worlds), options.threads);
  asked.candidates = candidates(searched);
  std::visit(
      [&](const auto& deficits) {
        const auto more =
            best_by_answer(compiled, deficits, asked.unknowns, asked.observed, asked.candidates, answer_limit);
        asked.candidates.insert(asked.candidates.end(), more.begin(), more.end());
      },
      searched.worlds);
  return asked;
}

/// Acceptance and zone of the searched worlds that unknowns are valued on.
Sample searched_sample(const Compiled& compiled, const Searched& searched, const Asked& asked) {
  Sample sample;
  const std::size_t n = asked.observed.empty() ? 0 : asked.observed.front().worlds();
  std::visit(
      [&](const auto& deficits) {
        const Plan plan = make_plan(compiled);
        for (const auto& choice : asked.candidates)
          sample.accepted.push_back(accepted_worlds(plan, deficits, choice, n));
        sample.valid.assign(deficits.valid.begin(), deficits.valid.begin() + static_cast<std::ptrdiff_t>(n));
      },
      searched.worlds);
  for (std::size_t s = 0; s < n; ++s) sample.in_zone.push_back(searched.zone.worlds[s] == InZone::yes ? 1 : 0);
  sample.observed = asked.observed;
  return sample;
}

/// The unknowns of one reading, valued.
std::vector<Unknown> value(const Compiled& compiled, Reading reading, const Searched& searched, const HeldOut& held_out,
                           Asked asked, const RobustOptions& options) {
  options.progress("valuing what is unknown", -1);
  if (asked.unknowns.empty()) return {};
  const Sample inside = searched_sample(compiled, searched, asked);
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
  for (const OptionWorlds& o : option_worlds(compiled, few, searched.zone.worlds, known, option_world_budget,
                                             options.threads, options.progress)) {
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
    answer.best_share = answer.best.front().share[at(reading)];
    answer.best_searched = answer.best.front().searched[at(reading)];
  }
  answer.bound = static_cast<double>(searched.best.bound) / worlds;
  answer.proven = searched.best.proven;
  const auto inside = std::count(searched.zone.worlds.begin(), searched.zone.worlds.end(), InZone::yes);
  const auto undecided = std::count(searched.zone.worlds.begin(), searched.zone.worlds.end(), InZone::undecided);
  answer.zone_share = make_share(static_cast<std::size_t>(inside) * alike, searched.valid * alike);
  answer.zone_upper = static_cast<double>(inside + undecided) / worlds;
  answer.empty_worlds = searched.empty;
  answer.nodes = searched.best.nodes;
  for (const Candidate& candidate : searched.best.best) answer.everywhere += candidate.count == searched.valid ? 1 : 0;
  answer.everywhere_more = searched.more_everywhere || (answer.everywhere > 0 && !searched.best.proven);
  return answer;
}

}  // namespace

RobustResult robust(const Compiled& compiled, const RobustOptions& options) {
  if (options.worlds > 1 && has_one_world(compiled)) return robust(compiled, one_world_for(options));
  std::array<Searched, 2> searched;
  for (Reading reading : readings) searched[at(reading)] = search_reading(compiled, reading, options);
  RobustResult result;
  for (const Searched& of_reading : searched)
    result.cut = result.cut || of_reading.best.stopped || of_reading.zone.stopped;
  RobustOptions rest = options;
  if (result.cut) rest.progress.stop = nullptr;  // what was found is still rated, on the same worlds

  std::vector<std::vector<int>> listed;
  for (const Searched& of_reading : searched)
    for (const Candidate& candidate : of_reading.best.best) add_once(listed, candidate.choice);
  const bool asks = options.unknowns && !result.cut && options.worlds > 0;
  std::array<Asked, 2> asked;
  std::array<HeldOut, 2> held_out;
  for (Reading reading : readings) {
    std::vector<std::vector<int>> choices = listed;
    if (asks) asked[at(reading)] = ask(compiled, reading, searched[at(reading)], rest);
    for (const auto& choice : asked[at(reading)].candidates) add_once(choices, choice);
    held_out[at(reading)] = hold_out(compiled, reading, std::move(choices), rest);
  }
  for (std::size_t x = 0; x < listed.size(); ++x)
    result.best.push_back(rate(compiled, package_of(compiled, listed[x]),
                               {held_out[0].tallies[x], held_out[1].tallies[x]},
                               {count_searched(compiled, searched[0], listed[x], options.alike),
                                count_searched(compiled, searched[1], listed[x], options.alike)}));
  for (Reading reading : readings)
    result.readings[at(reading)] = answer_of(compiled, reading, searched[at(reading)], result.best, options.alike);
  std::stable_sort(result.best.begin(), result.best.end(), [](const RatedPackage& a, const RatedPackage& b) {
    if (a.share[0].count != b.share[0].count) return a.share[0].count > b.share[0].count;
    return a.share[1].count > b.share[1].count;
  });
  if (result.best.size() > options.best) result.best.resize(options.best);
  if (options.comparisons && !result.cut && options.worlds > 0)
    for (Reading reading : readings)
      std::visit(
          [&](const auto& worlds) {
            compare(compiled, worlds, searched[at(reading)], rest, result.readings[at(reading)]);
          },
          searched[at(reading)].worlds);
  if (asks) {
    std::array<std::vector<Unknown>, 2> unknowns;
    for (Reading reading : readings) {
      result.candidates[at(reading)] = asked[at(reading)].candidates.size();
      unknowns[at(reading)] =
          value(compiled, reading, searched[at(reading)], held_out[at(reading)], std::move(asked[at(reading)]), rest);
    }
    result.unknowns = join_unknowns(unknowns[0], unknowns[1]);
  }
  for (const Row& row : compiled.rows)
    if (row.kind == RowKind::principal && !row.has_reservation) result.reservation_unknown.push_back(row.party);
  std::sort(result.reservation_unknown.begin(), result.reservation_unknown.end());
  return result;
}

RatedPackage judge(const Compiled& compiled, const Package& package, const RobustOptions& options) {
  if (options.worlds > 1 && has_one_world(compiled)) return judge(compiled, package, one_world_for(options));
  std::array<Tally, 2> tallies;
  const auto choice = choice_of(compiled, package);
  for (Reading reading : readings) {
    if (choice)
      tallies[at(reading)] = hold_out(compiled, reading, {*choice}, options).tallies.front();
    else {
      add_worlds_directly(compiled, package, reading, options.seed, options.worlds, options.worlds, options.threads,
                          options.progress, tallies[at(reading)]);
      tallies[at(reading)].repeat(options.alike);
    }
  }
  return rate(compiled, package, tallies, {Tally{}, Tally{}});
}

}  // namespace parley
