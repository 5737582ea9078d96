#include "robust/learning.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "core/parallel.h"
#include "robust/best.h"
#include "robust/exact.h"
#include "robust/searched.h"

namespace parley {

namespace {

constexpr std::size_t answer_worlds = 2000;      // in which the best under an answer is searched, or fewer,
constexpr std::size_t answer_total = 1'000'000;  // as many searches have so many together
constexpr std::size_t least_answer_worlds = 400;
constexpr std::uint64_t answer_nodes = 100;  // of that search
constexpr std::size_t least_worlds = 50;     // of an answer that is searched at all

void value_unknown(const Compiled& compiled, const Sample& searched, const Sample& held_out, std::size_t u,
                   Unknown& unknown) {
  const Observed& inside = searched.observed[u];
  const Observed& outside = held_out.observed[u];
  const Answers answers(compiled, unknown, inside, searched.valid);
  if (answers.count() == 0) return;
  struct Count {
    double worlds = 0, zone = 0, held_out = 0, accepted = 0;
  };
  std::vector<Count> counts(answers.count());
  double valid = 0;
  for (std::size_t s = 0; s < searched.valid.size(); ++s) {
    if (searched.valid[s] == 0) continue;
    Count& count = counts[answers.of(inside.at(s))];
    count.worlds += 1;
    count.zone += searched.in_zone[s];
    valid += 1;
  }
  const bool any = !searched.accepted.empty();
  const Expectation expectation(inside, searched.valid, searched.accepted);
  double sum = 0, squares = 0, n = 0;
  for (std::size_t s = 0; any && s < held_out.valid.size(); ++s) {
    if (held_out.valid[s] == 0) continue;
    const std::size_t x = expectation.best(outside.at(s));
    const int difference = held_out.accepted[x][s] - held_out.accepted[0][s];
    Count& count = counts[answers.of(outside.at(s))];
    count.held_out += 1;
    count.accepted += held_out.accepted[x][s];
    sum += difference;
    squares += difference * difference;
    n += 1;
  }
  double lowest = 1, highest = 0;
  for (std::size_t b = 0; b < counts.size(); ++b) {
    const Count& count = counts[b];
    if (count.worlds == 0) continue;
    UnknownAnswer answer;
    answer.words = answers.words()[b];
    answer.worlds = count.worlds / valid;
    answer.best_share = count.held_out == 0 ? 0 : count.accepted / count.held_out;
    answer.zone_share = count.zone / count.worlds;
    lowest = std::min(lowest, answer.zone_share);
    highest = std::max(highest, answer.zone_share);
    unknown.answers.push_back(std::move(answer));
  }
  unknown.zone_spread = std::max(0.0, highest - lowest);
  if (n < 2) return;
  const double mean = sum / n;
  const double error = 1.959963984540054 * std::sqrt(std::max(0.0, squares / n - mean * mean) / (n - 1));
  unknown.gain = std::max(0.0, mean);
  unknown.low = std::max(0.0, mean - error);
  unknown.high = std::max(0.0, mean + error);
}

/// The best package that a short search finds for some worlds; empty where they are too few, or none is accepted.
/// `accepted` tells of each known package in which worlds it is.
template <class Int>
std::vector<int> best_where(const Plan& plan, Deficits<Int> worlds, const std::vector<char>& here,
                            const std::vector<std::vector<int>>& known,
                            const std::vector<std::vector<char>>& accepted) {
  if (static_cast<std::size_t>(std::count(here.begin(), here.end(), 1)) < least_worlds) return {};
  for (std::size_t s = 0; s < here.size(); ++s)
    if (here[s] == 0) worlds.slack[s] = -1;
  std::vector<Candidate> start;
  for (std::size_t x = 0; x < known.size(); ++x) {
    std::size_t count = 0;
    for (std::size_t s = 0; s < here.size(); ++s)
      count += static_cast<std::size_t>(here[s] != 0 && accepted[x][s] != 0);
    start.push_back({known[x], count});
  }
  const auto best = best_in_short(plan, worlds, answer_nodes, start);
  return best ? best->choice : std::vector<int>();
}

}  // namespace

template <class Int>
std::vector<std::vector<int>> best_by_answer(const Compiled& compiled, const Deficits<Int>& deficits,
                                             const std::vector<Unknown>& unknowns,
                                             const std::vector<Observed>& observed,
                                             const std::vector<std::vector<int>>& known, std::size_t limit,
                                             std::size_t threads) {
  if (deficits.worlds == 0 || known.empty()) return {};
  const std::vector<char> valid(deficits.valid.begin(), deficits.valid.end());
  std::vector<Answers> answers;
  std::size_t searches = 1;
  for (std::size_t u = 0; u < unknowns.size(); ++u) {
    answers.emplace_back(compiled, unknowns[u], observed[u], valid);
    searches += answers.back().count();
  }
  const std::size_t worlds =
      std::min({deficits.worlds, answer_worlds, std::max(least_answer_worlds, answer_total / searches)});
  const Deficits<Int> few = first_worlds(deficits, worlds);
  const Plan plan = make_plan(compiled, search_order(compiled, few));
  std::vector<std::vector<char>> accepted;
  for (const auto& choice : known) accepted.push_back(accepted_worlds(plan, few, choice, worlds));
  std::vector<std::vector<std::vector<int>>> found(unknowns.size());
  parallel_for(unknowns.size(), 1, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t u = begin; u < end; ++u)
      for (std::size_t b = 0; b < answers[u].count(); ++b) {
        std::vector<char> here(worlds);
        for (std::size_t s = 0; s < worlds; ++s)
          here[s] = static_cast<char>(answers[u].of(observed[u].at(s)) == b && few.valid[s] != 0);
        found[u].push_back(best_where(plan, few, here, known, accepted));
      }
  });
  std::map<std::vector<int>, std::size_t> times;  // under how many answers it is best
  for (const auto& of_unknown : found)
    for (const std::vector<int>& choice : of_unknown)
      if (!choice.empty() && std::ranges::find(known, choice) == known.end()) ++times[choice];
  std::vector<std::vector<int>> most;
  for (const auto& [choice, answers_to_it] : times) most.push_back(choice);
  std::ranges::stable_sort(most, std::greater<>(), [&](const auto& choice) { return times[choice]; });
  if (most.size() > limit) most.resize(limit);
  return most;
}

template std::vector<std::vector<int>> best_by_answer(const Compiled&, const Deficits<std::int32_t>&,
                                                      const std::vector<Unknown>&, const std::vector<Observed>&,
                                                      const std::vector<std::vector<int>>&, std::size_t, std::size_t);
template std::vector<std::vector<int>> best_by_answer(const Compiled&, const Deficits<std::int64_t>&,
                                                      const std::vector<Unknown>&, const std::vector<Observed>&,
                                                      const std::vector<std::vector<int>>&, std::size_t, std::size_t);
template std::vector<std::vector<int>> best_by_answer(const Compiled&, const Deficits<Wide>&,
                                                      const std::vector<Unknown>&, const std::vector<Observed>&,
                                                      const std::vector<std::vector<int>>&, std::size_t, std::size_t);

void value_unknowns(const Compiled& compiled, const Sample& searched, const Sample& held_out,
                    std::vector<Unknown>& unknowns, std::size_t threads) {
  parallel_for(unknowns.size(), 1, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t u = begin; u < end; ++u) value_unknown(compiled, searched, held_out, u, unknowns[u]);
  });
}

}  // namespace parley
