#include "robust/searched.h"

#include <algorithm>
#include <variant>

#include "core/checkpoint.h"
#include "robust/exact.h"

namespace parley {

namespace {

constexpr std::uint64_t world_budget = 200'000;  // nodes to decide one world's zone

/// What is known of the first `count` worlds of all, on every member of a crew, from what each knows of its slice.
std::vector<InZone> first_of_zone(const Zone& zone, std::size_t count, const RobustOptions& options) {
  const Slice own = options.crew.slice(options.worlds);
  std::vector<char> inside(count, 0);
  std::vector<char> undecided = inside;
  for (std::size_t s = own.first; s < std::min(own.first + own.count, count); ++s) {
    inside[s] = zone.worlds[s - own.first] == InZone::yes ? 1 : 0;
    undecided[s] = zone.worlds[s - own.first] == InZone::undecided ? 1 : 0;
  }
  options.crew.join(inside);
  options.crew.join(undecided);
  std::vector<InZone> first;
  for (std::size_t s = 0; s < count; ++s)
    first.push_back(inside[s] != 0 ? InZone::yes : undecided[s] != 0 ? InZone::undecided : InZone::no);
  return first;
}

void to_words(const std::vector<Candidate>& candidates, WordWriter& to) {
  to.number(candidates.size());
  for (const Candidate& candidate : candidates) {
    to.number(candidate.count);
    to.choice(candidate.choice);
  }
}

std::vector<Candidate> read_candidates(WordReader& from) {
  std::vector<Candidate> candidates;
  for (std::uint64_t left = from.number(); left > 0; --left) {
    Candidate candidate;
    candidate.count = from.number();
    candidate.choice = from.choice();
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

void to_words(const std::vector<InZone>& zone, WordWriter& to) {
  for (const InZone state : {InZone::yes, InZone::undecided}) {
    std::vector<char> marks;
    for (const InZone in : zone) marks.push_back(in == state ? 1 : 0);
    to.marks(marks);
  }
}

std::vector<InZone> read_zone(WordReader& from) {
  const std::vector<char> inside = from.marks();
  const std::vector<char> undecided = from.marks();
  std::vector<InZone> zone;
  for (std::size_t s = 0; s < inside.size(); ++s)
    zone.push_back(inside[s] != 0 ? InZone::yes : undecided.at(s) != 0 ? InZone::undecided : InZone::no);
  return zone;
}

/// How far the search of one reading is: kept by a checkpoint, and taken up from it.
class SearchSteps {
 public:
  explicit SearchSteps(const RobustOptions& options) : options_(options) {
    if (options.checkpoint == nullptr || options.checkpoint->earlier().empty()) return;
    WordReader from(options.checkpoint->earlier());
    zone_.emplace();
    zone_->next = from.number();
    zone_->packages = read_candidates(from);
    const std::vector<InZone> worlds = read_zone(from);
    const Slice own = options.crew.slice(options.worlds);
    if (worlds.size() != options.worlds) throw Error("a step of the checkpoint is of another number of worlds");
    zone_->worlds.assign(worlds.begin() + static_cast<std::ptrdiff_t>(own.first),
                         worlds.begin() + static_cast<std::ptrdiff_t>(own.first + own.count));
    if (from.number() == 0) return;
    best_.emplace();
    best_->nodes = from.number();
    best_->best = read_candidates(from);
    for (std::uint64_t left = from.number(); left > 0; --left) {
      KeptBox box;
      box.bound = from.number();
      const std::vector<char> open = from.marks();
      box.open.assign(open.begin(), open.end());
      best_->boxes.push_back(std::move(box));
    }
  }

  [[nodiscard]] ZoneOptions of_zone() {
    ZoneOptions zone;
    zone.world_budget = world_budget;
    zone.threads = options_.threads;
    zone.progress = options_.progress;
    zone.crew = options_.crew;
    if (zone_) zone.from = &*zone_;
    if (options_.checkpoint != nullptr)
      zone.keep = [this](const Zone& so_far) {
        const bool last = options_.crew.alone() && options_.progress.stopped();
        if (!last && !options_.checkpoint->due()) return;
        WordWriter to = words_of(so_far);
        to.number(0);
        options_.checkpoint->keep(to.take());
      };
    return zone;
  }

  void end_zone(const Zone& zone) {
    if (options_.checkpoint != nullptr) ended_ = words_of(zone);
  }

  [[nodiscard]] SearchOptions of_best(std::span<const std::uint8_t> hopeless, bool cut) {
    SearchOptions search{options_.best + 1, options_.nodes, options_.threads,          hopeless,
                         options_.progress, options_.crew,  best_ ? &*best_ : nullptr, {}};
    if (options_.checkpoint != nullptr && !cut)
      search.keep = [this](const SearchState& so_far) {
        WordWriter to = ended_;
        to.number(1);
        to.number(so_far.nodes);
        to_words(so_far.best, to);
        to.number(so_far.boxes.size());
        for (const KeptBox& box : so_far.boxes) {
          to.number(box.bound);
          to.marks(std::vector<char>(box.open.begin(), box.open.end()));
        }
        options_.checkpoint->keep(to.take());
      };
    return search;
  }

 private:
  [[nodiscard]] WordWriter words_of(const Zone& zone) const {
    WordWriter to;
    to.number(zone.next);
    to_words(zone.packages, to);
    to_words(first_of_zone(zone, options_.worlds, options_), to);
    return to;
  }

  const RobustOptions& options_;
  std::optional<Zone> zone_;
  std::optional<SearchState> best_;
  WordWriter ended_;  ///< of the whole zone
};

template <class Int>
void search(const Compiled& compiled, const Deficits<Int>& deficits, const RobustOptions& options, Searched& result) {
  const Crew& crew = options.crew;
  result.valid = crew.sum(deficits.valid_worlds());
  result.empty = options.worlds - result.valid;
  if (options.worlds > 0 && result.valid == 0) throw no_world_left(compiled);
  const Plan plan = make_plan(compiled, search_order(compiled, deficits, crew));
  SearchSteps steps(options);
  const Zone zone = find_zone(plan, deficits, steps.of_zone());
  steps.end_zone(zone);
  std::vector<std::uint8_t> hopeless;  // worlds without any acceptable package can give no package a vote
  for (const InZone in : zone.worlds) hopeless.push_back(in == InZone::no ? 1 : 0);
  const auto in_state = [&](InZone state) {
    return crew.sum(static_cast<std::size_t>(std::ranges::count(zone.worlds, state)));
  };
  result.inside = in_state(InZone::yes);
  result.undecided = in_state(InZone::undecided);
  result.zone = first_of_zone(zone, std::min(options.worlds, first_worlds_kept), options);
  result.zone_packages = zone.packages;
  std::vector<Candidate> start = zone.packages;
  std::sort(start.begin(), start.end());
  result.best = best_packages(plan, deficits, steps.of_best(hopeless, zone.stopped), start);
  result.stopped = result.best.stopped || zone.stopped;
  if (result.best.best.size() > options.best) {  // one more than asked for was sought, to know whether there are more
    result.more_everywhere = result.best.best.back().count == result.valid;
    result.best.best.pop_back();
  }
}

Words to_words(const Searched& searched) {
  WordWriter to;
  to_words(searched.best.best, to);
  to_words(searched.zone_packages, to);
  to_words(searched.zone, to);
  to.numbers(std::array<std::uint64_t, 8>{searched.best.bound, searched.best.proven ? 1U : 0U, searched.best.nodes,
                                          searched.inside, searched.undecided, searched.valid, searched.empty,
                                          searched.more_everywhere ? 1U : 0U});
  return to.take();
}

void from_words(const Words& words, Searched& searched) {
  WordReader from(words);
  searched.best.best = read_candidates(from);
  searched.zone_packages = read_candidates(from);
  searched.zone = read_zone(from);
  const std::vector<std::uint64_t> numbers = from.numbers();
  searched.best.bound = numbers.at(0);
  searched.best.proven = numbers.at(1) != 0;
  searched.best.nodes = numbers.at(2);
  searched.inside = numbers.at(3);
  searched.undecided = numbers.at(4);
  searched.valid = numbers.at(5);
  searched.empty = numbers.at(6);
  searched.more_everywhere = numbers.at(7) != 0;
}

}  // namespace

const AnyDeficits& Searched::worlds(const Compiled& compiled, const RobustOptions& options) {
  const Slice own = options.crew.slice(options.worlds);
  if (!slice) slice = draw_part(compiled, reading, options, own.first, own.count);
  return *slice;
}

const AnyDeficits& Searched::first_worlds(const Compiled& compiled, const RobustOptions& options) {
  if (slice && options.crew.alone()) return *slice;
  if (!first) first = draw_part(compiled, reading, options, 0, std::min(options.worlds, first_worlds_kept));
  return *first;
}

namespace {

AnyDeficits deficits_of(const Compiled& compiled, AnyTable&& table) {
  return std::visit([&](auto& worlds) -> AnyDeficits { return make_deficits(compiled, std::move(worlds)); }, table);
}

}  // namespace

AnyDeficits draw_part(const Compiled& compiled, Reading reading, const RobustOptions& options, std::uint64_t first,
                      std::size_t count) {
  return deficits_of(compiled,
                     draw_slice(compiled, reading, options.seed, first, count, options.threads, options.progress));
}

std::array<AnyDeficits, 2> draw_parts(const Compiled& compiled, const RobustOptions& options, std::uint64_t first,
                                      std::size_t count) {
  auto [cautious, open] = draw_readings(compiled, options.seed, first, count, options.threads, options.progress);
  return {deficits_of(compiled, std::move(cautious)), deficits_of(compiled, std::move(open))};
}

template <class Int>
std::vector<char> accepted_worlds(const Plan& plan, const Deficits<Int>& deficits, const std::vector<int>& choice,
                                  std::size_t limit) {
  const std::vector<Int> rejected = rejected_worlds(plan, deficits, choice);
  std::vector<char> result(std::min(limit, rejected.size()));
  for (std::size_t s = 0; s < result.size(); ++s) result[s] = rejected[s] >= 0 ? 1 : 0;
  return result;
}

template std::vector<char> accepted_worlds(const Plan&, const Deficits<std::int32_t>&, const std::vector<int>&,
                                           std::size_t);
template std::vector<char> accepted_worlds(const Plan&, const Deficits<std::int64_t>&, const std::vector<int>&,
                                           std::size_t);
template std::vector<char> accepted_worlds(const Plan&, const Deficits<Wide>&, const std::vector<int>&, std::size_t);

Searched search_reading(const Compiled& compiled, Reading reading, const RobustOptions& options,
                        std::optional<AnyDeficits> worlds) {
  Searched result;
  result.reading = reading;
  result.slice = std::move(worlds);
  if (options.checkpoint != nullptr)
    if (const Words* known = options.checkpoint->take()) {
      from_words(*known, result);
      return result;
    }
  std::visit([&](const auto& deficits) { search(compiled, deficits, options, result); },
             result.worlds(compiled, options));
  if (options.checkpoint != nullptr && !result.stopped) options.checkpoint->finish(to_words(result));
  return result;
}

std::vector<std::array<Tally, 2>> count_searched(const Compiled& compiled, std::array<Searched, 2>& searched,
                                                 const std::vector<std::vector<int>>& choices,
                                                 const RobustOptions& options) {
  const Words* known = options.checkpoint == nullptr ? nullptr : options.checkpoint->take();
  Words counts = known == nullptr ? Words() : *known;
  if (known == nullptr) {
    for (const auto& choice : choices)
      for (Searched& of_reading : searched)
        counts.push_back(std::visit(
            [&](const auto& deficits) {
              return options.crew.sum(accepted_count(make_plan(compiled), deficits, choice));
            },
            of_reading.worlds(compiled, options)));
    if (options.checkpoint != nullptr) options.checkpoint->finish(counts);
  }
  std::vector<std::array<Tally, 2>> tallies(choices.size());
  for (std::size_t x = 0; x < choices.size(); ++x)
    for (std::size_t r = 0; r < 2; ++r) {
      tallies[x][r].worlds = searched[r].valid;
      tallies[x][r].accepted = counts.at(2 * x + r);
      tallies[x][r].repeat(options.alike);
    }
  return tallies;
}

}  // namespace parley
