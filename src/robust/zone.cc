#include "robust/zone.h"

#include <algorithm>

#include "core/parallel.h"
#include "robust/exact.h"
#include "settle/find.h"

namespace parley {

namespace {

/// Changes one clause at a time as long as more worlds accept.
template <class Int>
Candidate climb(const Plan& plan, const Deficits<Int>& deficits, const Crew& crew, Candidate from) {
  for (bool better = true; better;) {
    better = false;
    for (const Step& step : plan.steps) {
      Candidate next = from;
      for (int option = 0; option < step.options; ++option) {
        next.choice[step.variable] = option;
        if (option == from.choice[step.variable] || !rules_hold(plan, next.choice)) continue;
        next.count = crew.sum(accepted_count(plan, deficits, next.choice));
        if (next.count <= from.count) continue;
        from = next;
        better = true;
      }
    }
  }
  return from;
}

/// Integers in words that a crew can add up: of each number all words but one member's are 0.
template <class Int>
constexpr std::size_t words_in = (sizeof(Int) + 7) / 8;

template <class Int>
void to_words(const std::vector<Int>& numbers, std::uint64_t* words) {
  for (const Int number : numbers)
    for (std::size_t w = 0; w < words_in<Int>; ++w)
      *words++ = static_cast<std::uint64_t>(number >> (w * 64 % (8 * sizeof(Int))));
}

template <class Int>
void from_words(const std::uint64_t* words, std::vector<Int>& numbers) {
  for (Int& number : numbers) {
    if constexpr (words_in<Int> == 1)
      number = static_cast<Int>(*words);
    else
      number = static_cast<Int>((static_cast<Wide>(static_cast<std::int64_t>(words[1])) << 64) |
                                static_cast<Wide>(words[0]));
    words += words_in<Int>;
  }
}

template <class Int>
class ZoneSearch {
 public:
  ZoneSearch(const Plan& plan, const Deficits<Int>& deficits, const ZoneOptions& options)
      : plan_(plan),
        deficits_(deficits),
        options_(options),
        crew_(options.crew),
        all_(crew_.sum(deficits.worlds)),
        first_(crew_.slice(all_).first) {}

  Zone run() {
    zone_.worlds.assign(deficits_.worlds, InZone::undecided);
    decide_hopeless();
    if (options_.from != nullptr) zone_ = *options_.from;
    while (zone_.next < all_ && !zone_.stopped) {
      // A batch of worlds that no package found so far decides, searched side by side; then what they found is tried on
      // all. The sizes of batches are fixed, so that the result does not hang on the number of threads; they grow where
      // worlds are very many, and few of those that are left find anything new.
      take_batch(zone_.packages.size() < climbs ? 1 : std::clamp<std::size_t>(zone_.next / 256, 64, 4096));
      search();
      for (std::size_t k = 0; k < batch_.size(); ++k) settle_world(k);
      options_.progress("searching worlds", static_cast<double>(zone_.next) / static_cast<double>(all_));
      if (options_.keep) options_.keep(zone_);
      if (options_.progress.stopped()) zone_.stopped = true;
    }
    return std::move(zone_);
  }

 private:
  static constexpr std::size_t climbs = 6;

  /// A world of the batch: its number among all, and what its search found.
  struct Searched {
    std::uint64_t world = 0;
    Found found = Found::no;
    bool in_zone = false;  ///< of a package that was found since
    std::vector<int> choice;
  };

  void decide_hopeless() {
    const std::size_t n = deficits_.worlds;
    for (std::size_t k = 0; k < deficits_.slack.size(); ++k)
      if (deficits_.slack[k] < 0) zone_.worlds[k % n] = InZone::no;
  }

  /// Whether a world is of this member's slice.
  [[nodiscard]] bool is_own(std::uint64_t world) const { return world - first_ < deficits_.worlds; }
  InZone& state(std::uint64_t world) { return zone_.worlds[world - first_]; }

  /// The next undecided worlds, at most `size`.
  void take_batch(std::size_t size) {
    const std::size_t end = first_ + deficits_.worlds;
    from_ = std::max({from_, first_, zone_.next});
    while (from_ < end && state(from_) != InZone::undecided) ++from_;
    std::vector<std::uint64_t> own;
    for (std::size_t s = from_; s < end && own.size() < size; ++s)
      if (state(s) == InZone::undecided) own.push_back(s);
    std::size_t before = 0;
    std::size_t taken = 0;
    const std::vector<std::uint64_t> listed = crew_.list(own.size());
    for (std::size_t r = 0; r < listed.size(); ++r) {
      if (r < crew_.rank) before += listed[r];
      taken += listed[r];
    }
    std::vector<std::uint64_t> worlds(std::min(size, taken), 0);
    for (std::size_t k = 0; k < own.size() && before + k < worlds.size(); ++k) worlds[before + k] = own[k];
    crew_.sum(worlds);
    batch_.assign(worlds.size(), {});
    for (std::size_t k = 0; k < worlds.size(); ++k) batch_[k].world = worlds[k];
    zone_.next = worlds.size() < size ? all_ : worlds.back() + 1;
  }

  void search() {
    const std::vector<std::uint64_t> words = exchanged_worlds();
    const std::size_t mine = (batch_.size() + crew_.size - 1 - crew_.rank) / crew_.size;
    parallel_for(mine, 1, mine > 1 ? options_.threads : 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t m = begin; m < end; ++m) {
        const std::size_t k = crew_.rank + m * crew_.size;
        const WorldDeficits<Int> world = crew_.alone() ? world_of(deficits_, batch_[k].world) : exchanged(words, k);
        std::uint64_t budget = options_.world_budget;
        batch_[k].found = find_package<Int>(plan_, world.cells, world.slack, budget, batch_[k].choice);
      }
    });
    if (!crew_.alone()) exchange_finds();
  }

  [[nodiscard]] std::size_t world_words() const {
    return (plan_.compiled->cells + plan_.compiled->rows.size()) * words_in<Int>;
  }

  /// Deficits of every world of the batch, for whoever searches it.
  [[nodiscard]] std::vector<std::uint64_t> exchanged_worlds() const {
    if (crew_.alone()) return {};
    std::vector<std::uint64_t> words(batch_.size() * world_words(), 0);
    for (std::size_t k = 0; k < batch_.size(); ++k) {
      if (!is_own(batch_[k].world)) continue;
      const WorldDeficits<Int> world = world_of(deficits_, batch_[k].world - first_);
      std::uint64_t* const to = words.data() + k * world_words();
      to_words(world.cells, to);
      to_words(world.slack, to + world.cells.size() * words_in<Int>);
    }
    crew_.sum(words);
    return words;
  }

  [[nodiscard]] WorldDeficits<Int> exchanged(const std::vector<std::uint64_t>& words, std::size_t k) const {
    WorldDeficits<Int> world;
    world.cells.resize(plan_.compiled->cells);
    world.slack.resize(plan_.compiled->rows.size());
    const std::uint64_t* const from = words.data() + k * world_words();
    from_words(from, world.cells);
    from_words(from + world.cells.size() * words_in<Int>, world.slack);
    return world;
  }

  void exchange_finds() {
    const std::size_t variables = plan_.compiled->variables.size();
    std::vector<std::uint64_t> words(batch_.size() * (1 + variables), 0);
    for (std::size_t k = crew_.rank; k < batch_.size(); k += crew_.size) {
      words[k * (1 + variables)] = static_cast<std::uint64_t>(batch_[k].found);
      if (batch_[k].found != Found::yes) continue;
      for (std::size_t v = 0; v < variables; ++v)
        words[k * (1 + variables) + 1 + v] = static_cast<std::uint64_t>(batch_[k].choice[v]);
    }
    crew_.sum(words);
    for (std::size_t k = 0; k < batch_.size(); ++k) {
      batch_[k].found = static_cast<Found>(words[k * (1 + variables)]);
      batch_[k].choice.assign(words.begin() + static_cast<std::ptrdiff_t>(k * (1 + variables) + 1),
                              words.begin() + static_cast<std::ptrdiff_t>((k + 1) * (1 + variables)));
    }
  }

  void settle_world(std::size_t k) {
    const Searched& searched = batch_[k];
    if (searched.found == Found::no && is_own(searched.world)) state(searched.world) = InZone::no;
    if (searched.found != Found::yes || searched.in_zone) return;
    Candidate candidate{searched.choice, 0};
    mark(candidate);
    if (zone_.packages.size() > climbs) return;
    Candidate better = climb(plan_, deficits_, crew_, candidate);
    if (better.count > candidate.count) mark(better);
  }

  /// Enters a package and takes the worlds that accept it into the zone.
  void mark(Candidate& candidate) {
    const std::vector<Int> rejected = rejected_worlds(plan_, deficits_, candidate.choice);
    std::size_t accepted = 0;
    for (std::size_t s = 0; s < rejected.size(); ++s) {
      if (rejected[s] < 0) continue;
      zone_.worlds[s] = InZone::yes;
      ++accepted;
    }
    candidate.count = crew_.sum(accepted);
    std::vector<char> in_zone(batch_.size(), 0);
    for (std::size_t k = 0; k < batch_.size(); ++k)
      in_zone[k] = is_own(batch_[k].world) && state(batch_[k].world) == InZone::yes ? 1 : 0;
    crew_.join(in_zone);
    for (std::size_t k = 0; k < batch_.size(); ++k) batch_[k].in_zone = in_zone[k] != 0;
    zone_.packages.push_back(candidate);
  }

  const Plan& plan_;
  const Deficits<Int>& deficits_;
  const ZoneOptions& options_;
  const Crew& crew_;
  std::size_t all_;
  std::size_t first_;     ///< of the member's own worlds
  std::size_t from_ = 0;  ///< none of the member's own before it is left undecided
  Zone zone_;
  std::vector<Searched> batch_;
};

}  // namespace

template <class Int>
Zone find_zone(const Plan& plan, const Deficits<Int>& deficits, const ZoneOptions& options) {
  if (plan.steps.empty()) return {std::vector<InZone>(deficits.worlds, InZone::no), {}, 0, false};
  return ZoneSearch<Int>(plan, deficits, options).run();
}

template Zone find_zone(const Plan&, const Deficits<std::int32_t>&, const ZoneOptions&);
template Zone find_zone(const Plan&, const Deficits<std::int64_t>&, const ZoneOptions&);
template Zone find_zone(const Plan&, const Deficits<Wide>&, const ZoneOptions&);

}  // namespace parley
