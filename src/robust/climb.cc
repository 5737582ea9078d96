#include "robust/climb.h"

#include <algorithm>
#include <set>

#include "core/random.h"

namespace parley {

namespace {

constexpr std::size_t near_worlds = 2048;  // that a climb by nearness looks at
constexpr std::size_t most_sweeps = 20;    // counts of far-off packages are rounded, and may go round in a circle
constexpr Small reaches[] = {small_limit / 4, small_limit / 12, small_limit / 40};

class Climb {
 public:
  Climb(const BoxLayout& layout, const Crew& crew)
      : layout_(layout), crew_(crew), worlds_(*layout.worlds), few_(first_living(worlds_, near_worlds, crew)) {}

  std::vector<std::vector<int>> run(std::size_t k, const std::vector<Candidate>& start, std::size_t starts) {
    std::vector<std::vector<int>> froms;
    for (const Candidate& candidate : start)
      if (froms.size() < 2) froms.push_back(candidate.choice);
    for (std::size_t t = 0; t < starts; ++t)
      if (auto choice = random_choice(); !choice.empty()) froms.push_back(std::move(choice));
    for (std::vector<int> choice : froms) {
      climb_near(choice, reaches[0]);
      if (!from_afar_.insert(choice).second) continue;  // as from an earlier start
      for (const Small reach : reaches) climb_near(choice, reach);
      if (climbed_.insert(choice).second) climb_counts(choice);
    }
    // Around the best: until the k best have all been looked around.
    for (std::size_t t = 0; t < 3 * k; ++t) {
      std::size_t rank = 0;
      const Candidate* next = nullptr;
      for (const Candidate& candidate : seen_) {
        if (rank++ == k) break;
        if (!around_.contains(candidate.choice)) {
          next = &candidate;
          break;
        }
      }
      if (next == nullptr) break;
      std::vector<int> choice = next->choice;
      look_around(choice);
    }
    std::vector<std::vector<int>> result;
    for (const Candidate& candidate : seen_)
      if (result.size() < k) result.push_back(candidate.choice);
    return result;
  }

 private:
  std::vector<int> random_choice() {
    const StreamKey key = stream_key(1, {"climb"});
    for (int attempt = 0; attempt < 200; ++attempt) {
      std::vector<int> choice;
      for (int v = 0; v < layout_.variables(); ++v)
        choice.push_back(static_cast<int>(uniform(key, counter_++) * layout_.options(v)));
      if (rules_hold(*layout_.plan, choice)) return choice;
    }
    return {};
  }

  const Small* column(const NarrowWorlds& on, std::size_t factor, const std::vector<int>& choice, int variable,
                      int option) const {
    const BoxLayout::Scope& scope = layout_.scopes[factor];
    std::size_t cell = scope.first_column;
    for (std::size_t k = 0; k < scope.variables.size(); ++k) {
      const int v = scope.variables[k];
      cell +=
          scope.classes->strides[k] * static_cast<std::size_t>(scope.class_of(k, v == variable ? option : choice[v]));
    }
    return on.column(cell);
  }

  /// What an option takes off a row.
  const Small* deficit(const NarrowWorlds& on, const BoxLayout::Touch& touch, const std::vector<int>& choice,
                       int variable, int option, std::vector<Small>& scratch) const {
    if (touch.factors.size() == 1) return column(on, touch.factors[0], choice, variable, option);
    scratch.assign(on.worlds, 0);
    for (const std::size_t f : touch.factors) {
      const Small* more = column(on, f, choice, variable, option);
      for (std::size_t s = 0; s < on.worlds; ++s)
        scratch[s] = static_cast<Small>(std::max(scratch[s] + more[s], -small_limit - 1));
    }
    return scratch.data();
  }

  /// Takes a package to climb from.
  void stand_on(const NarrowWorlds& on, const std::vector<int>& choice) {
    total_.assign(on.slack.begin(), on.slack.end());
    for (std::size_t f = 0; f < layout_.scopes.size(); ++f) add(on, f, choice, 1);
  }

  /// Changes one clause of the package that is stood on.
  void change(const NarrowWorlds& on, std::vector<int>& choice, int variable, int option) {
    for (const int sign : {-1, 1}) {
      for (const BoxLayout::Touch& touch : layout_.touches[variable])
        for (const std::size_t f : touch.factors) add(on, f, choice, sign);
      choice[variable] = option;
    }
  }

  void add(const NarrowWorlds& on, std::size_t factor, const std::vector<int>& choice, int sign) {
    const Small* off = column(on, factor, choice, -1, -1);
    std::int32_t* row = total_.data() + layout_.scopes[factor].row * on.worlds;
    for (std::size_t s = 0; s < on.worlds; ++s) row[s] += sign * off[s];
  }

  /// Slacks of the package that is stood on without what its choice of `variable` takes off.
  void slacks_without(const NarrowWorlds& on, const std::vector<int>& choice, int variable) {
    std::vector<std::int32_t> without = total_;
    for (const BoxLayout::Touch& touch : layout_.touches[variable])
      for (const std::size_t f : touch.factors) {
        const Small* off = column(on, f, choice, -1, -1);
        std::int32_t* row = without.data() + touch.row * on.worlds;
        for (std::size_t s = 0; s < on.worlds; ++s) row[s] -= off[s];
      }
    slack_.resize(without.size());
    for (std::size_t k = 0; k < without.size(); ++k)
      slack_[k] = static_cast<Small>(std::max<std::int32_t>(without[k], -small_limit));
  }

  std::uint64_t near_if(const std::vector<int>& choice, int variable, int option, Small reach) {
    std::vector<const Small*> rows;
    for (std::size_t r = 0; r < few_.rows.size(); ++r) rows.push_back(slack_.data() + r * few_.worlds);
    after_.resize(few_.rows.size() * few_.worlds);
    for (const BoxLayout::Touch& touch : layout_.touches[variable]) {
      const Small* off = deficit(few_, touch, choice, variable, option, scratch_[0]);
      Small* after = after_.data() + touch.row * few_.worlds;
      const Small* before = slack_.data() + touch.row * few_.worlds;
      for (std::size_t s = 0; s < few_.worlds; ++s) after[s] = static_cast<Small>(before[s] + off[s]);
      rows[touch.row] = after;
    }
    return near_count(rows, reach, few_.worlds);
  }

  void climb_near(std::vector<int>& choice, Small reach) {
    std::uint64_t best = 0;
    stand_on(few_, choice);
    for (bool better = true; better;) {
      better = false;
      for (int v = 0; v < layout_.variables(); ++v) {
        slacks_without(few_, choice, v);
        int here = choice[v];
        for (int o = 0; o < layout_.options(v); ++o) {
          std::vector<int> next = choice;
          next[v] = o;
          const std::uint64_t value = near_if(choice, v, o, reach);
          if (value <= best || !rules_hold(*layout_.plan, next)) continue;
          best = value;
          here = o;
        }
        if (here == choice[v]) continue;
        change(few_, choice, v, here);
        better = true;
      }
    }
  }

  /// Counts the packages that differ from one in at most one clause.
  void look_around(const std::vector<int>& choice) {
    around_.insert(choice);
    stand_on(worlds_, choice);
    for (int v = 0; v < layout_.variables(); ++v) count_clause(choice, v);
  }

  /// Counts a package with each option of a variable; the best option.
  int count_clause(const std::vector<int>& choice, int v) {
    const std::size_t n = worlds_.worlds;
    slacks_without(worlds_, choice, v);
    dead_.assign(n, 0);
    for (std::size_t r = 0; r < worlds_.rows.size(); ++r)
      for (std::size_t s = 0; s < n; ++s) dead_[s] = static_cast<Small>(dead_[s] | slack_[r * n + s]);
    Candidate best{choice, 0};
    for (int first = 0; first < layout_.options(v); first += 4) {
      const int last = std::min(first + 4, layout_.options(v));
      const auto& touches = layout_.touches[v];
      std::vector<OptionRow> rows(touches.size());
      scratch_.resize(std::max<std::size_t>(1, touches.size() * 4));
      for (std::size_t t = 0; t < touches.size(); ++t) {
        rows[t].slack = slack_.data() + touches[t].row * n;
        for (int o = first; o < last; ++o) {
          const auto k = static_cast<std::size_t>(o - first);
          rows[t].deficit[k] = deficit(worlds_, touches[t], choice, v, o, scratch_[t * 4 + k]);
        }
      }
      std::size_t counts[4] = {};
      count_options(rows, dead_.data(), n, static_cast<std::size_t>(last - first), 0, counts);
      crew_.sum(counts);
      for (int o = first; o < last; ++o) {
        Candidate candidate{choice, counts[o - first]};
        candidate.choice[v] = o;
        if (candidate.count == 0 || !rules_hold(*layout_.plan, candidate.choice)) continue;
        seen_.insert(candidate);
        if (candidate < best) best = candidate;
      }
    }
    return best.choice[v];
  }

  void climb_counts(std::vector<int>& choice) {
    bool better = true;
    stand_on(worlds_, choice);
    for (std::size_t sweep = 0; better && sweep < most_sweeps; ++sweep) {
      better = false;
      for (int v = 0; v < layout_.variables(); ++v) {
        const int option = count_clause(choice, v);
        if (option == choice[v]) continue;
        change(worlds_, choice, v, option);
        better = true;
      }
    }
  }

  const BoxLayout& layout_;
  const Crew& crew_;
  const NarrowWorlds& worlds_;
  const NarrowWorlds few_;  ///< that a climb by nearness looks at: the same on every member of a crew
  std::uint64_t counter_ = 0;
  std::vector<std::int32_t> total_;  ///< slacks of the package that is stood on, rows after each other
  std::vector<Small> slack_, after_, dead_;
  std::vector<std::vector<Small>> scratch_{1};
  std::set<Candidate> seen_;
  std::set<std::vector<int>> around_, from_afar_, climbed_;
};

}  // namespace

std::vector<std::vector<int>> climb(const BoxLayout& layout, std::size_t k, const std::vector<Candidate>& start,
                                    std::size_t starts, const Crew& crew) {
  if (layout.worlds->living_in_all == 0) return {};
  return Climb(layout, crew).run(k, start, starts);
}

}  // namespace parley
