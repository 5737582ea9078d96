#include "robust/zone.h"

#include <algorithm>

#include "core/parallel.h"
#include "robust/exact.h"
#include "settle/find.h"

namespace parley {

namespace {

template <class Int>
std::size_t accepted(const std::vector<Int>& rejected) {
  return static_cast<std::size_t>(std::count_if(rejected.begin(), rejected.end(), [](Int r) { return r >= 0; }));
}

bool rules_hold(const Plan& plan, const std::vector<int>& choice) {
  Choices choices(plan);
  for (const Step& step : plan.steps) choices.assign(plan, step, choice[step.variable]);
  return std::all_of(plan.steps.begin(), plan.steps.end(),
                     [&](const Step& step) { return choices.rules_hold(plan, step); });
}

/// Changes one clause at a time as long as more worlds accept.
template <class Int>
Candidate climb(const Plan& plan, const Deficits<Int>& deficits, Candidate from) {
  for (bool better = true; better;) {
    better = false;
    for (const Step& step : plan.steps) {
      Candidate next = from;
      for (int option = 0; option < step.options; ++option) {
        next.choice[step.variable] = option;
        if (option == from.choice[step.variable] || !rules_hold(plan, next.choice)) continue;
        next.count = accepted(rejected_worlds(plan, deficits, next.choice));
        if (next.count <= from.count) continue;
        from = next;
        better = true;
      }
    }
  }
  return from;
}

template <class Int>
class ZoneSearch {
 public:
  ZoneSearch(const Plan& plan, const Deficits<Int>& deficits, std::uint64_t world_budget, const Progress& progress)
      : plan_(plan), deficits_(deficits), world_budget_(world_budget), progress_(progress) {}

  Zone run(std::size_t threads) {
    zone_.worlds.assign(deficits_.worlds, InZone::undecided);
    decide_hopeless();
    constexpr std::size_t climbs = 6;
    constexpr std::size_t batch = 64;
    std::size_t next = 0;
    while (next < zone_.worlds.size() && !zone_.stopped) {
      // A batch of worlds that no package found so far decides, searched side by side; then what they found is tried on
      // all. Batches are of fixed size, so that the result does not hang on the number of threads.
      std::vector<std::size_t> worlds;
      const std::size_t size = zone_.packages.size() < climbs ? 1 : batch;
      for (; next < zone_.worlds.size() && worlds.size() < size; ++next)
        if (zone_.worlds[next] == InZone::undecided && !searched(next)) worlds.push_back(next);
      search(worlds, threads);
      for (std::size_t k = 0; k < worlds.size(); ++k) settle_world(worlds[k], found_[k], choices_[k], climbs);
      progress_("searching worlds", static_cast<double>(next) / static_cast<double>(zone_.worlds.size()));
      if (progress_.stopped()) zone_.stopped = true;
    }
    return std::move(zone_);
  }

 private:
  void decide_hopeless() {
    const std::size_t n = deficits_.worlds;
    for (std::size_t k = 0; k < deficits_.slack.size(); ++k)
      if (deficits_.slack[k] < 0) zone_.worlds[k % n] = InZone::no;
  }

  [[nodiscard]] bool searched(std::size_t world) const {
    return std::binary_search(out_of_budget_.begin(), out_of_budget_.end(), world);
  }

  void search(const std::vector<std::size_t>& worlds, std::size_t threads) {
    found_.assign(worlds.size(), Found::no);
    choices_.assign(worlds.size(), {});
    parallel_for(worlds.size(), 1, worlds.size() > 1 ? threads : 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t k = begin; k < end; ++k) {
        const WorldDeficits<Int> world = world_of(deficits_, worlds[k]);
        std::uint64_t budget = world_budget_;
        found_[k] = find_package<Int>(plan_, world.cells, world.slack, budget, choices_[k]);
      }
    });
  }

  void settle_world(std::size_t world, Found found, const std::vector<int>& choice, std::size_t climbs) {
    if (found == Found::no) zone_.worlds[world] = InZone::no;
    if (found == Found::out_of_budget) out_of_budget_.push_back(world);
    if (found != Found::yes || zone_.worlds[world] == InZone::yes) return;
    Candidate candidate{choice, 0};
    mark(candidate);
    if (zone_.packages.size() > climbs) return;
    Candidate better = climb(plan_, deficits_, candidate);
    if (better.count > candidate.count) mark(better);
  }

  /// Enters a package and takes the worlds that accept it into the zone.
  void mark(Candidate& candidate) {
    const std::vector<Int> rejected = rejected_worlds(plan_, deficits_, candidate.choice);
    candidate.count = accepted(rejected);
    for (std::size_t s = 0; s < rejected.size(); ++s)
      if (rejected[s] >= 0) zone_.worlds[s] = InZone::yes;
    zone_.packages.push_back(candidate);
  }

  const Plan& plan_;
  const Deficits<Int>& deficits_;
  std::uint64_t world_budget_;
  const Progress& progress_;
  Zone zone_;
  std::vector<std::size_t> out_of_budget_;
  std::vector<Found> found_;
  std::vector<std::vector<int>> choices_;
};

}  // namespace

template <class Int>
Zone find_zone(const Plan& plan, const Deficits<Int>& deficits, std::uint64_t world_budget, std::size_t threads,
               const Progress& progress) {
  if (plan.steps.empty()) return {std::vector<InZone>(deficits.worlds, InZone::no), {}, false};
  return ZoneSearch<Int>(plan, deficits, world_budget, progress).run(threads);
}

template Zone find_zone(const Plan&, const Deficits<std::int32_t>&, std::uint64_t, std::size_t, const Progress&);
template Zone find_zone(const Plan&, const Deficits<std::int64_t>&, std::uint64_t, std::size_t, const Progress&);
template Zone find_zone(const Plan&, const Deficits<Wide>&, std::uint64_t, std::size_t, const Progress&);

}  // namespace parley
