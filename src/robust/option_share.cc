#include "robust/option_share.h"

#include <algorithm>

#include "core/parallel.h"
#include "robust/exact.h"
#include "settle/find.h"

namespace parley {

namespace {

/// The plan of a search among the packages with one option: its variable comes first.
Plan plan_with(const Compiled& compiled, std::vector<int> order, int variable, int option) {
  std::stable_partition(order.begin(), order.end(), [&](int v) { return v == variable; });
  Plan plan = make_plan(compiled, order);
  plan.steps.front().only = option;
  return plan;
}

template <class Int>
class OptionSearch {
 public:
  OptionSearch(const Plan& plan, const Deficits<Int>& worlds, std::vector<char> inside, std::uint64_t world_budget)
      : plan_(plan), worlds_(worlds), inside_(std::move(inside)), world_budget_(world_budget) {}

  void decide(std::size_t s, OptionWorlds& result) {
    if (inside_[s] == 0) {
      const WorldDeficits<Int> world = world_of(worlds_, s);
      std::uint64_t budget = world_budget_;
      std::vector<int> choice;
      const Found found = find_package<Int>(plan_, world.cells, world.slack, budget, choice);
      if (found == Found::out_of_budget) ++result.undecided;
      if (found == Found::yes) mark(choice);
    }
    result.inside += inside_[s] != 0 ? 1 : 0;
  }

 private:
  void mark(const std::vector<int>& choice) {
    const std::vector<Int> rejected = rejected_worlds(plan_, worlds_, choice);
    for (std::size_t s = 0; s < rejected.size(); ++s)
      if (rejected[s] >= 0) inside_[s] = 1;
  }

  const Plan& plan_;
  const Deficits<Int>& worlds_;
  std::vector<char> inside_;
  std::uint64_t world_budget_;
};

}  // namespace

template <class Int>
std::vector<OptionWorlds> option_worlds(const Compiled& compiled, const Deficits<Int>& worlds,
                                        const std::vector<InZone>& in_zone, const std::vector<Candidate>& known,
                                        std::uint64_t world_budget, std::size_t threads, const Progress& progress) {
  std::vector<OptionWorlds> result;
  for (int v = 0; v < static_cast<int>(compiled.variables.size()); ++v)
    for (int o = 0; o < static_cast<int>(compiled.variables[v].options.size()); ++o) result.push_back({v, o, 0, 0});
  if (result.empty() || worlds.slack.empty()) return result;
  const Plan any = make_plan(compiled);
  std::vector<std::vector<char>> inside(result.size(), std::vector<char>(worlds.worlds, 0));
  for (const Candidate& candidate : known) {
    const std::vector<Int> rejected = rejected_worlds(any, worlds, candidate.choice);
    for (std::size_t k = 0; k < result.size(); ++k) {
      if (candidate.choice[result[k].variable] != result[k].option) continue;
      for (std::size_t s = 0; s < rejected.size(); ++s)
        if (rejected[s] >= 0) inside[k][s] = 1;
    }
  }
  const std::vector<int> order = search_order(compiled, worlds);
  parallel_for(result.size(), 1, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t k = begin; k < end; ++k) {
      const Plan plan = plan_with(compiled, order, result[k].variable, result[k].option);
      OptionSearch<Int> search(plan, worlds, std::move(inside[k]), world_budget);
      std::vector<int> alone(compiled.variables.size(), -1);
      alone[result[k].variable] = result[k].option;
      const std::vector<Int> rejected = rejected_worlds(any, worlds, alone);
      for (std::size_t s = 0; s < worlds.worlds; ++s) {
        if (progress.stopped()) throw Cancelled{};
        if (worlds.valid[s] != 0 && in_zone[s] != InZone::no && rejected[s] >= 0) search.decide(s, result[k]);
      }
    }
  });
  return result;
}

template std::vector<OptionWorlds> option_worlds(const Compiled&, const Deficits<std::int32_t>&,
                                                 const std::vector<InZone>&, const std::vector<Candidate>&,
                                                 std::uint64_t, std::size_t, const Progress&);
template std::vector<OptionWorlds> option_worlds(const Compiled&, const Deficits<std::int64_t>&,
                                                 const std::vector<InZone>&, const std::vector<Candidate>&,
                                                 std::uint64_t, std::size_t, const Progress&);
template std::vector<OptionWorlds> option_worlds(const Compiled&, const Deficits<Wide>&, const std::vector<InZone>&,
                                                 const std::vector<Candidate>&, std::uint64_t, std::size_t,
                                                 const Progress&);
}  // namespace parley
