#include "robust/best.h"

#include <algorithm>
#include <functional>
#include <memory>

#include "core/parallel.h"
#include "robust/box.h"
#include "robust/climb.h"
#include "robust/exact.h"

namespace parley {

namespace {

constexpr std::size_t round_size = 32;     // boxes searched side by side
constexpr std::uint64_t dive_nodes = 192;  // nodes below each of them
constexpr std::size_t close_enough = 8;    // a gap in worlds below which everything left is searched

using CountExactly = std::function<std::size_t(const std::vector<int>&)>;

/// The k best so far.
class List {
 public:
  explicit List(std::size_t k) : k_(k) {}

  void enter(const Candidate& candidate) {
    if (candidate.count == 0) return;
    const auto at = std::lower_bound(best_.begin(), best_.end(), candidate);
    if (at != best_.end() && *at == candidate) return;
    best_.insert(at, candidate);
    if (best_.size() > k_) best_.pop_back();
  }

  [[nodiscard]] const std::vector<Candidate>& best() const { return best_; }
  /// The fewest worlds that a package not listed needs.
  [[nodiscard]] std::size_t needed() const { return best_.size() < k_ ? 1 : best_.back().count; }

  /// Whether a package with at most `bound` worlds could enter, where `least` is not after it in the order of ids.
  [[nodiscard]] bool hopeful(std::size_t bound, const std::function<std::vector<int>()>& least) const {
    if (bound == 0 || best_.size() < k_) return bound > 0;
    return bound != best_.back().count ? bound > best_.back().count : least() < best_.back().choice;
  }

 private:
  std::size_t k_;
  std::vector<Candidate> best_;
};

/// What a dive below one box brought.
struct Yield {
  std::vector<KeptBox> kept;
  std::vector<Candidate> found;
  std::uint64_t nodes = 0;
};

/// Searches below one box, depth-first, as far as bounds stay above a mark.
class Dive {
 public:
  Dive(const BoxLayout& layout, const List& list, std::size_t mark, std::uint64_t nodes, const CountExactly& count,
       const SearchOptions& options, SpareColumns& spare)
      : layout_(layout),
        list_(list),
        mark_(mark),
        nodes_(nodes),
        count_(count),
        crew_(options.crew),
        progress_(options.progress),
        spare_(spare) {}

  Yield run(const KeptBox& from) {
    Box box(layout_, from.open, spare_);
    descend(box);
    return std::move(yield_);
  }

 private:
  struct Child {
    int option = 0;
    std::size_t bound = 0;
  };
  struct Split {
    int variable = -1;
    std::vector<Child> children;
    double left = 0;  ///< how much it leaves open
  };

  std::vector<int> least(const Box& box, int variable = -1, int option = -1) const {
    std::vector<int> choice;
    for (int v = 0; v < layout_.variables(); ++v) choice.push_back(v == variable ? option : box.first_open(v));
    return choice;
  }

  bool hopeful(std::size_t bound, const Box& box, int variable = -1, int option = -1) const {
    return list_.hopeful(bound, [&] { return least(box, variable, option); });
  }

  void descend(Box& box) {
    ++yield_.nodes;
    Split split;
    std::size_t bound = 0;
    do {
      bound = crew_.sum(box.count_living());
      if (!hopeful(bound, box)) return;
    } while (close_options(box, split));
    if (dead_end_) {
      dead_end_ = false;
      return;
    }
    if (split.variable < 0) {
      std::vector<int> choice = least(box);
      const std::size_t count = count_(choice);
      if (!list_.hopeful(count, [&] { return choice; })) return;
      yield_.found.push_back({std::move(choice), count});
      list_.enter(yield_.found.back());
      return;
    }
    std::stable_sort(split.children.begin(), split.children.end(),
                     [](const Child& a, const Child& b) { return a.bound > b.bound; });
    for (const Child& child : split.children) {
      if (!hopeful(child.bound, box, split.variable, child.option)) continue;
      if (child.bound <= mark_ || yield_.nodes >= nodes_ || progress_.stopped()) {
        keep(box, split.variable, child);
      } else {
        Box below(box, split.variable, child.option);
        descend(below);
      }
    }
  }

  void keep(const Box& box, int variable, const Child& child) {
    KeptBox kept{box.open(), child.bound};
    for (int o = 0; o < layout_.options(variable); ++o)
      kept.open[layout_.first_option[variable] + static_cast<std::size_t>(o)] = o == child.option ? 1 : 0;
    yield_.kept.push_back(std::move(kept));
  }

  /// Closes the options that cannot enter the list; true if some were. Otherwise `split` is the best variable to split.
  bool close_options(Box& box, Split& split) {
    bool closed_some = false;
    split = {};
    for (int v = 0; v < layout_.variables(); ++v) {
      if (box.options_left(v) < 2) {
        if (!box.rules_allow(v, box.first_open(v))) return hopeless();
        continue;
      }
      box.count_options_of(v, crew_.alone() ? list_.needed() : 0, alive_);
      crew_.sum(alive_);
      std::vector<int> closed;
      Split here{v, {}, 0};
      for (int o = 0; o < layout_.options(v); ++o) {
        if (!box.is_open(v, o)) continue;
        const std::size_t bound = alive_[static_cast<std::size_t>(o)];
        if (hopeful(bound, box, v, o) && box.rules_allow(v, o)) {
          here.children.push_back({o, bound});
          here.left += static_cast<double>(bound - std::min(bound, list_.needed())) +
                       0.05 * static_cast<double>(layout_.worlds->living_in_all) + 1;
        } else {
          closed.push_back(o);
        }
      }
      if (here.children.empty()) return hopeless();
      if (!closed.empty()) {
        box.close(v, closed);
        closed_some = true;
      } else if (split.variable < 0 || here.left < split.left) {
        split = std::move(here);
      }
    }
    return closed_some;
  }

  bool hopeless() {
    dead_end_ = true;
    return false;
  }

  const BoxLayout& layout_;
  List list_;
  std::size_t mark_;
  std::uint64_t nodes_;
  const CountExactly& count_;
  const Crew& crew_;
  const Progress& progress_;
  SpareColumns& spare_;
  Yield yield_;
  std::vector<std::size_t> alive_;
  bool dead_end_ = false;
};

class Search {
 public:
  Search(const BoxLayout& layout, const CountExactly& count, const SearchOptions& options)
      : layout_(layout), count_(count), options_(options), list_(options.best) {}

  BestPackages run(const std::vector<Candidate>& start) {
    if (options_.from != nullptr) return go_on_from(*options_.from);
    for (const Candidate& candidate : start) list_.enter(candidate);
    if (layout_.worlds->living_in_all > 0)
      heap_.push_back({std::vector<std::uint8_t>(layout_.first_option.back(), 1), layout_.worlds->living_in_all});
    return search();
  }

 private:
  BestPackages go_on_from(const SearchState& state) {
    for (const Candidate& candidate : state.best) list_.enter(candidate);
    heap_ = state.boxes;
    result_.nodes = state.nodes;
    return search();
  }

  BestPackages search() {
    while (drop_hopeless() && result_.nodes < options_.nodes && !result_.stopped) {
      if (options_.keep) options_.keep({list_.best(), heap_, result_.nodes});
      search_round();
      result_.stopped = options_.progress.stopped();
      options_.progress("searching packages", -1);
    }
    result_.best = list_.best();
    result_.proven = heap_.empty();
    result_.bound =
        std::max(heap_.empty() ? 0 : heap_.front().bound, result_.best.empty() ? 0 : result_.best.front().count);
    return std::move(result_);
  }

  KeptBox pop() {
    std::pop_heap(heap_.begin(), heap_.end());
    KeptBox first = std::move(heap_.back());
    heap_.pop_back();
    return first;
  }

  bool hopeful(const KeptBox& kept) const {
    return list_.hopeful(kept.bound, [&] {
      std::vector<int> least;
      for (int v = 0; v < layout_.variables(); ++v) {
        const auto from = kept.open.begin() + static_cast<std::ptrdiff_t>(layout_.first_option[v]);
        least.push_back(static_cast<int>(std::find(from, kept.open.end(), 1) - from));
      }
      return least;
    });
  }

  /// Takes out boxes that cannot enter the list any more; whether some are left.
  bool drop_hopeless() {
    while (!heap_.empty() && !hopeful(heap_.front())) {
      if (heap_.front().bound < list_.needed())
        heap_.clear();
      else
        pop();
    }
    return !heap_.empty();
  }

  void search_round() {
    const std::size_t top = heap_.front().bound;
    const std::size_t needed = list_.needed();
    const std::size_t mark = top <= needed + close_enough ? 0 : needed + (top - needed) / 2;
    std::vector<KeptBox> boxes;
    while (boxes.size() < round_size && drop_hopeless() && heap_.front().bound > mark) boxes.push_back(pop());
    const std::uint64_t nodes = std::min(dive_nodes, options_.nodes - result_.nodes);
    std::vector<Yield> yields(boxes.size());
    parallel_for(boxes.size(), 1, options_.crew.alone() ? options_.threads : 1,
                 [&](std::size_t begin, std::size_t end) {
                   for (std::size_t k = begin; k < end; ++k) {
                     SpareColumns spare;
                     yields[k] = Dive(layout_, list_, mark, nodes, count_, options_, spare).run(boxes[k]);
                   }
                 });
    for (Yield& yield : yields) {
      result_.nodes += yield.nodes;
      for (const Candidate& candidate : yield.found) list_.enter(candidate);
      for (KeptBox& kept : yield.kept) {
        heap_.push_back(std::move(kept));
        std::push_heap(heap_.begin(), heap_.end());
      }
    }
  }

  const BoxLayout& layout_;
  const CountExactly& count_;
  const SearchOptions& options_;
  List list_;
  std::vector<KeptBox> heap_;
  BestPackages result_;
};

}  // namespace

template <class Int>
BestPackages best_packages(const Plan& plan, const Deficits<Int>& deficits, const SearchOptions& options,
                           const std::vector<Candidate>& start) {
  if (plan.steps.empty() || options.best == 0) return {};
  const NarrowWorlds worlds = narrow(*plan.compiled, deficits, options.hopeless, options.threads, options.crew);
  const BoxLayout layout = make_layout(plan, worlds);
  const CountExactly count = [&](const std::vector<int>& choice) {
    return options.crew.sum(accepted_count(plan, deficits, choice));
  };
  std::vector<Candidate> candidates = start;
  if (options.from == nullptr)
    for (const std::vector<int>& choice : climb(layout, options.best, start, options.starts, options.crew))
      candidates.push_back({choice, count(choice)});
  return Search(layout, count, options).run(candidates);
}

template <class Int>
std::optional<Candidate> best_in_short(const Plan& plan, const Deficits<Int>& deficits, std::uint64_t nodes,
                                       const std::vector<Candidate>& start) {
  SearchOptions options;
  options.best = 1;
  options.nodes = nodes;
  options.starts = 3;
  options.threads = 1;
  const BestPackages found = best_packages(plan, deficits, options, start);
  return found.best.empty() ? std::nullopt : std::optional(found.best.front());
}

template BestPackages best_packages(const Plan&, const Deficits<std::int32_t>&, const SearchOptions&,
                                    const std::vector<Candidate>&);
template BestPackages best_packages(const Plan&, const Deficits<std::int64_t>&, const SearchOptions&,
                                    const std::vector<Candidate>&);
template BestPackages best_packages(const Plan&, const Deficits<Wide>&, const SearchOptions&,
                                    const std::vector<Candidate>&);
template std::optional<Candidate> best_in_short(const Plan&, const Deficits<std::int32_t>&, std::uint64_t,
                                                const std::vector<Candidate>&);
template std::optional<Candidate> best_in_short(const Plan&, const Deficits<std::int64_t>&, std::uint64_t,
                                                const std::vector<Candidate>&);
template std::optional<Candidate> best_in_short(const Plan&, const Deficits<Wide>&, std::uint64_t,
                                                const std::vector<Candidate>&);

}  // namespace parley
