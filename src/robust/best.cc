#include "robust/best.h"

#include <algorithm>
#include <limits>

#include "robust/kernels.h"

namespace parley {

namespace {

/// Deficits of some of the worlds: those alive where a subtree began.
template <class Int>
struct Frame {
  std::size_t worlds = 0;
  const Int* cells = nullptr;
  std::vector<Int> own;               ///< storage of `cells`, unless they are the root's
  std::vector<std::uint32_t> column;  ///< of each cell of the case; empty: as in the case

  [[nodiscard]] const Int* at(std::size_t cell) const {
    return cells + (column.empty() ? cell : column[cell]) * worlds;
  }
};

/// Slacks of every row, and which worlds are dead, at one depth.
template <class Int>
struct Slacks {
  std::vector<Int> rows;
  std::vector<Int> dead;
};

template <class Int>
class Search {
 public:
  Search(const Plan& plan, const Deficits<Int>& deficits, std::size_t k, std::uint64_t node_budget,
         const Progress& progress)
      : plan_(plan), deficits_(deficits), k_(k), budget_(node_budget), progress_(progress), choices_(plan) {
    row_count_ = plan.compiled->rows.size();
    slacks_.resize(plan.steps.size() + 1);
  }

  BestPackages run(const std::vector<Candidate>& start) {
    for (const Candidate& candidate : start) enter(candidate);
    Frame<Int> root;
    root.worlds = deficits_.worlds;
    root.cells = deficits_.cells.data();
    Slacks<Int> slacks{deficits_.slack, std::vector<Int>(root.worlds, 0)};
    for (std::size_t r = 0; r < row_count_; ++r)
      for (std::size_t s = 0; s < root.worlds; ++s) slacks.dead[s] |= slacks.rows[r * root.worlds + s];
    const std::size_t alive = count_alive(slacks.dead);
    if (alive > 0) compact_and_descend(0, root, slacks, alive);
    result_.bound = std::max(open_bound_, result_.best.empty() ? std::size_t{0} : result_.best.front().count);
    result_.proven = open_bound_ == 0 || (result_.best.size() == k_ && open_bound_ < result_.best.back().count);
    return result_;
  }

 private:
  struct Child {
    int option = 0;
    std::size_t bound = 0;
  };

  static std::size_t count_alive(const std::vector<Int>& dead) {
    return static_cast<std::size_t>(std::count_if(dead.begin(), dead.end(), [](Int d) { return d >= 0; }));
  }

  void enter(const Candidate& candidate) {
    auto& best = result_.best;
    if (candidate.count == 0) return;
    const auto at = std::lower_bound(best.begin(), best.end(), candidate);
    if (at != best.end() && *at == candidate) return;
    best.insert(at, candidate);
    if (best.size() > k_) best.pop_back();
  }

  /// Whether a package with at most `bound` worlds below the current node could enter the list.
  bool hopeful(std::size_t bound) const {
    if (bound == 0) return false;
    if (result_.best.size() < k_) return true;
    const Candidate& last = result_.best.back();
    if (bound != last.count) return bound > last.count;
    for (std::size_t v = 0; v < last.choice.size(); ++v) {
      const int least = std::max(0, choices_.by_variable[v]);
      if (least != last.choice[v]) return least < last.choice[v];
    }
    return false;
  }

  void changes_of(const Step& step, const Frame<Int>& frame, const Slacks<Int>& from, Slacks<Int>* to, int option) {
    changes_.clear();
    for (const StepFactor& factor : step.factors) {
      const std::size_t cell = factor.base(choices_.by_variable) + factor.own_stride * static_cast<std::size_t>(option);
      const std::size_t row = static_cast<std::size_t>(factor.row) * frame.worlds;
      changes_.push_back({from.rows.data() + row, frame.at(cell), to == nullptr ? nullptr : to->rows.data() + row});
      // A second factor of the same row adds to what the first one left.
      for (std::size_t k = 0; k + 1 < changes_.size(); ++k)
        if (changes_[k].before == changes_.back().before) same_row_ = true;
    }
  }

  void descend(std::size_t depth, const Frame<Int>& frame, const Slacks<Int>& slacks) {
    const Step& step = plan_.steps[depth];
    std::vector<Child> children;
    for (int option = 0; option < step.options; ++option) {
      choices_.assign(plan_, step, option);
      if (choices_.rules_hold(plan_, step)) {
        const std::size_t bound = advance(step, frame, slacks, nullptr, option);
        if (hopeful(bound)) children.push_back({option, bound});
      }
    }
    choices_.clear(plan_, step);
    ++result_.nodes;
    if (result_.nodes % 1024 == 0) progress_("searching packages", -1);
    std::stable_sort(children.begin(), children.end(),
                     [](const Child& a, const Child& b) { return a.bound > b.bound; });
    for (const Child& child : children) {
      choices_.assign(plan_, step, child.option);
      if (!hopeful(child.bound)) continue;
      if (depth + 1 == plan_.steps.size()) {
        enter({choices_.by_variable, child.bound});
      } else if (out_of_budget()) {
        open_bound_ = std::max(open_bound_, child.bound);
      } else {
        Slacks<Int>& next = slacks_[depth + 1];
        next.rows = slacks.rows;
        next.dead.resize(frame.worlds);
        advance(step, frame, slacks, &next, child.option);
        compact_and_descend(depth + 1, frame, next, child.bound);
      }
    }
    choices_.clear(plan_, step);
  }

  bool out_of_budget() {
    if (progress_.stopped()) result_.stopped = true;
    return result_.stopped || result_.nodes >= budget_;
  }

  /// Worlds alive after a step; writes the slacks after it where `to` is given.
  std::size_t advance(const Step& step, const Frame<Int>& frame, const Slacks<Int>& from, Slacks<Int>* to, int option) {
    same_row_ = false;
    changes_of(step, frame, from, to, option);
    if (same_row_) return advance_one_by_one(frame, from, to);
    return apply_changes<Int>(changes_, from.dead.data(), to == nullptr ? nullptr : to->dead.data(), frame.worlds);
  }

  /// The same where several factors change one row: its slack is what all of them together leave, so they are joined
  /// first.
  std::size_t advance_one_by_one(const Frame<Int>& frame, const Slacks<Int>& from, Slacks<Int>* to) {
    joined_.clear();
    joined_.reserve(changes_.size());
    std::vector<Change<Int>> single;
    for (const Change<Int>& change : changes_) {
      const auto same = std::find_if(single.begin(), single.end(),
                                     [&](const Change<Int>& other) { return other.before == change.before; });
      if (same == single.end()) {
        single.push_back(change);
        continue;
      }
      joined_.emplace_back(frame.worlds);
      for (std::size_t s = 0; s < frame.worlds; ++s)
        joined_.back()[s] = static_cast<Int>(same->deficit[s] + change.deficit[s]);
      same->deficit = joined_.back().data();
    }
    return apply_changes<Int>(single, from.dead.data(), to == nullptr ? nullptr : to->dead.data(), frame.worlds);
  }

  void compact_and_descend(std::size_t depth, const Frame<Int>& frame, const Slacks<Int>& slacks, std::size_t alive) {
    const bool worth_it = alive * 2 <= frame.worlds && depth + 2 < plan_.steps.size();
    if (!worth_it) return descend(depth, frame, slacks);
    std::vector<std::uint32_t> living;
    for (std::size_t s = 0; s < frame.worlds; ++s)
      if (slacks.dead[s] >= 0) living.push_back(static_cast<std::uint32_t>(s));
    auto gather = [&](const Int* from, Int* to) {
      for (std::size_t k = 0; k < living.size(); ++k) to[k] = from[living[k]];
    };
    Frame<Int> smaller;
    smaller.worlds = living.size();
    smaller.column.assign(plan_.compiled->cells, 0);
    std::uint32_t columns = 0;
    for (std::size_t d = depth; d < plan_.steps.size(); ++d)
      for (const StepFactor& factor : plan_.steps[d].factors)
        for (std::size_t c = 0; c < plan_.compiled->factors[factor.factor].cells; ++c)
          smaller.column[factor.first_cell + c] = columns++;
    smaller.own.resize(columns * smaller.worlds);
    smaller.cells = smaller.own.data();
    for (std::size_t d = depth; d < plan_.steps.size(); ++d)
      for (const StepFactor& factor : plan_.steps[d].factors)
        for (std::size_t c = 0; c < plan_.compiled->factors[factor.factor].cells; ++c) {
          const std::size_t cell = factor.first_cell + c;
          gather(frame.at(cell), smaller.own.data() + smaller.column[cell] * smaller.worlds);
        }
    Slacks<Int> less;
    less.rows.resize(row_count_ * smaller.worlds);
    less.dead.assign(smaller.worlds, 0);
    for (std::size_t r = 0; r < row_count_; ++r)
      gather(slacks.rows.data() + r * frame.worlds, less.rows.data() + r * smaller.worlds);
    descend(depth, smaller, less);
  }

  const Plan& plan_;
  const Deficits<Int>& deficits_;
  std::size_t k_;
  std::uint64_t budget_;
  const Progress& progress_;
  Choices choices_;
  std::size_t row_count_ = 0;
  std::vector<Slacks<Int>> slacks_;  ///< by depth
  std::vector<Change<Int>> changes_;
  std::vector<std::vector<Int>> joined_;
  bool same_row_ = false;
  std::size_t open_bound_ = 0;
  BestPackages result_;
};

}  // namespace

template <class Int>
BestPackages best_packages(const Plan& plan, const Deficits<Int>& deficits, std::size_t k, std::uint64_t node_budget,
                           const std::vector<Candidate>& start, const Progress& progress) {
  if (plan.steps.empty() || k == 0) return {};
  return Search<Int>(plan, deficits, k, node_budget, progress).run(start);
}

template <class Int>
std::vector<Int> final_slacks(const Plan& plan, const Deficits<Int>& deficits, const std::vector<int>& choice) {
  std::vector<Int> slack = deficits.slack;
  const std::size_t n = deficits.worlds;
  for (const Factor& factor : plan.compiled->factors) {
    const Int* column = deficits.cells.data() + (factor.first_cell + cell_index(*plan.compiled, factor, choice)) * n;
    Int* row = slack.data() + static_cast<std::size_t>(factor.row) * n;
    // Deficits only take off: a slack far below zero need not be followed further.
    constexpr Int floor = -(Int{1} << (8 * sizeof(Int) - 3));
    for (std::size_t s = 0; s < n; ++s)
      if (row[s] > floor) row[s] = static_cast<Int>(row[s] + column[s]);
  }
  return slack;
}

template <class Int>
std::vector<Int> rejected_worlds(const Plan& plan, const Deficits<Int>& deficits, const std::vector<int>& choice) {
  const std::vector<Int> slack = final_slacks(plan, deficits, choice);
  std::vector<Int> rejected(deficits.worlds, 0);
  for (std::size_t r = 0; r < plan.compiled->rows.size(); ++r)
    for (std::size_t s = 0; s < deficits.worlds; ++s) rejected[s] |= slack[r * deficits.worlds + s];
  return rejected;
}

template BestPackages best_packages(const Plan&, const Deficits<std::int32_t>&, std::size_t, std::uint64_t,
                                    const std::vector<Candidate>&, const Progress&);
template BestPackages best_packages(const Plan&, const Deficits<std::int64_t>&, std::size_t, std::uint64_t,
                                    const std::vector<Candidate>&, const Progress&);
template BestPackages best_packages(const Plan&, const Deficits<Wide>&, std::size_t, std::uint64_t,
                                    const std::vector<Candidate>&, const Progress&);
template std::vector<std::int32_t> final_slacks(const Plan&, const Deficits<std::int32_t>&, const std::vector<int>&);
template std::vector<std::int64_t> final_slacks(const Plan&, const Deficits<std::int64_t>&, const std::vector<int>&);
template std::vector<Wide> final_slacks(const Plan&, const Deficits<Wide>&, const std::vector<int>&);
template std::vector<std::int32_t> rejected_worlds(const Plan&, const Deficits<std::int32_t>&, const std::vector<int>&);
template std::vector<std::int64_t> rejected_worlds(const Plan&, const Deficits<std::int64_t>&, const std::vector<int>&);
template std::vector<Wide> rejected_worlds(const Plan&, const Deficits<Wide>&, const std::vector<int>&);

}  // namespace parley
