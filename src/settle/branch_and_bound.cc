#include "settle/branch_and_bound.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include "settle/anneal.h"
#include "settle/climb.h"
#include "settle/combinations.h"
#include "settle/dual_relaxation.h"
#include "settle/messages.h"
#include "settle/propagation.h"

namespace parley {

namespace {

constexpr int root_steps = 12;                  // of the relaxation, for each blur
constexpr int node_steps = 5;                   // at the other nodes, which start where their parent ended
constexpr std::uint64_t listing_nodes = 2'000;  // to list ties in order where blocks share variables
constexpr double most_gone_through = 1e10;      // packages of a node, to look for those that may be wanted one by one
constexpr std::size_t gathered = 256;  // equally good packages kept before the search asks for better ones alone

struct Node : Openings {
  std::vector<double> at;        ///< where its relaxation stands
  std::vector<double> messages;  ///< likewise, between blocks that share variables
  BigInt alike = 1;              ///< how many nodes this one stands for
};

/// How a node's relaxation ended.
enum class Relaxed { closed, open };

template <class Int>
class Search {
 public:
  Search(const Gains& gains, Goal& goal, const SearchLimits& limits)
      : gains_(gains),
        goal_(goal),
        limits_(limits),
        n_(gains.parties),
        anneal_(gains, goal),
        relaxation_(gains, goal),
        messages_(gains),
        propagation_(gains, messages_),
        whole_(n_) {
    for (const Gains::Block& block : gains.blocks) units_.emplace_back(block.units.begin(), block.units.end());
    for (std::size_t k = 0; k < n_; ++k)
      size_.push_back(std::max(1.0, static_cast<double>(gains.reach[k])) +
                      std::abs(static_cast<double>(gains.start[k])) + std::abs(static_cast<double>(gains.floor[k])));
  }

  SearchResult run() {
    std::optional<Node> root = make_root();
    if (!root) {
      result_.proven = result_.complete = true;
      return std::move(result_);
    }
    if (gains_.nondominated && goal_.rises() && !limits_.count)
      look_among_nondominated();
    else
      look_everywhere(*root);
    result_.proven = !out_;
    result_.complete = !out_;
    if ((overflown_ || merged_) && !out_ && !limits_.any && !limits_.count) list_in_order(*root);
    hand_over();
    return std::move(result_);
  }

 private:
  std::optional<Node> make_root() const {
    Node root{propagation_.beginning(), relaxation_.beginning(), {}};
    root.messages.assign(messages_.size(), 0);
    if (std::any_of(root.blocks.begin(), root.blocks.end(), [](const auto& parts) { return parts.empty(); }))
      return std::nullopt;
    return root;
  }

  /// Ties may be dominated where the goal does not want more for everyone; they are still to be listed.
  void look_among_nondominated() {
    for (const std::vector<int>& choice : *gains_.nondominated)
      if (is_allowed(gains_, choice)) offer(choice);
    while (goal_.next_stage()) continue;
    overflown_ = !best_.empty();
  }

  void look_everywhere(const Node& root) {
    bool more = true;
    while (more) {
      overflown_ = false;
      level_leaves_ = 0;
      descend(root);
      more = overflown_ && !out_ && goal_.next_stage();
    }
  }

  // -- The tree ------------------------------------------------------------------------------------------------------

  void descend(Node node) {
    if (result_.nodes >= limits_.nodes) out_ = true;
    if (out_ || enough_) return;
    ++result_.nodes;
    if (result_.nodes % 64 == 0 && limits_.progress.stopped()) throw Cancelled{};
    if (!settle(node) || go_through(node)) return;
    const Branching next = branching_of(node);
    if (next.variable < 0) {
      leaf(node.choice, node.alike);
      return;
    }
    for (const auto& [option, alike] : next.options) {
      Node child = node;
      child.alike *= alike;
      if (propagation_.assign(child, next.variable, option)) descend(std::move(child));
      if (out_ || enough_) return;
    }
  }

  /// Takes what may be wanted of a node package by package, where that is little; false where it is not.
  bool go_through(const Node& node) {
    if (gains_.overlapping || in_order_ || packages_left(node) > most_gone_through) return false;
    weigh(node);
    std::vector<std::vector<Int>> columns(node.blocks.size());
    for (std::size_t b = 0; b < node.blocks.size(); ++b)
      for (std::size_t i = 0; i < node.blocks[b].size(); ++i) {
        const Int* units = units_[b].data() + static_cast<std::size_t>(node.blocks[b][i].cell) * n_;
        columns[b].push_back(sums_[b][i]);
        columns[b].insert(columns[b].end(), units, units + n_);
      }
    const auto found = combinations<Int>(columns, wanted_of_blocks(), {.steps = limits_.steps});
    if (!found) return false;
    std::vector<int> choice = node.choice;
    for (const std::vector<int>& at : *found) {
      for (std::size_t b = 0; b < node.blocks.size(); ++b) {
        const Gains::Block& block = gains_.blocks[b];
        const std::vector<int>& options = block.choices[node.blocks[b][at[b]].cell];
        for (std::size_t i = 0; i < options.size(); ++i) choice[block.scope[i]] = options[i];
      }
      leaf(choice, node.alike);
    }
    return true;
  }

  static double packages_left(const Node& node) {
    double product = 1;
    for (const std::vector<Part>& parts : node.blocks) product *= static_cast<double>(parts.size());
    return product;
  }

  /// What the blocks must add to the weighed sum, and to each principal's units.
  std::vector<Int> wanted_of_blocks() const {
    std::vector<Wide> least = gains_.floor;
    goal_.raise(least);
    Wide sum = wanted_;
    for (std::size_t k = 0; k < n_; ++k) {
      sum -= static_cast<Wide>(multipliers_[k]) * gains_.start[k];
      least[k] -= gains_.start[k];
    }
    least.insert(least.begin(), sum);
    std::vector<Int> limits;
    const Wide most = std::numeric_limits<Int>::max() / 2;  // beyond what any sum reaches
    for (Wide limit : least) limits.push_back(static_cast<Int>(std::clamp<Wide>(limit, -most, most)));
    return limits;
  }

  /// The variable to branch on, and its options in turn, each with how many it stands for; -1 where all are fixed.
  struct Branching {
    int variable = -1;
    std::vector<std::pair<int, std::size_t>> options;
  };

  Branching branching_of(Node& node) {
    if (gains_.overlapping && !in_order_) return branching_among_unlike(node);
    Branching result;
    result.variable = branching_variable(node);
    if (result.variable >= 0)
      for (int option : options_of(node, result.variable)) result.options.emplace_back(option, 1);
    return result;
  }

  /// Propagates, relaxes and thins out a node until nothing changes; false where it is closed.
  bool settle(Node& node) {
    for (int round = 0;; ++round) {
      if (!propagation_.propagate(node)) return false;
      if (!possible(node)) return false;
      if (relax(node) == Relaxed::closed) return false;
      if (round == 0) round_and_offer(node);
      if (!thin_out(node)) return propagation_.propagate(node);
      if (round == 1) return propagation_.propagate(node);
    }
  }

  /// Whether the most that each principal can get by itself is worth a look.
  bool possible(const Node& node) {
    std::vector<Wide>& most = whole_;
    most = gains_.start;
    for (std::size_t b = 0; b < node.blocks.size(); ++b)
      for (std::size_t k = 0; k < n_; ++k) {
        Int best = units_[b][static_cast<std::size_t>(node.blocks[b].front().cell) * n_ + k];
        for (const Part& part : node.blocks[b])
          best = std::max(best, units_[b][static_cast<std::size_t>(part.cell) * n_ + k]);
        most[k] += best;
      }
    for (std::size_t k = 0; k < n_; ++k)
      if (most[k] < gains_.floor[k]) return false;
    return goal_.possible(most);
  }

  /// In order: the first open variable. Else one whose mixture is undecided, of a block of whose mixture most hangs; -1
  /// where all are fixed.
  int branching_variable(const Node& node) {
    const auto open = std::find(node.choice.begin(), node.choice.end(), -1);
    if (open == node.choice.end()) return -1;
    int best = static_cast<int>(open - node.choice.begin());
    if (in_order_) return best;
    double most = -1;
    std::vector<double> shares;
    for (std::size_t b = 0; b < own_blocks(); ++b) {
      const Gains::Block& block = gains_.blocks[b];
      const double at_stake = spread(node.blocks[b], b);
      for (std::size_t i = 0; i < block.scope.size(); ++i) {
        const int v = block.scope[i];
        if (node.choice[v] >= 0) continue;
        shares.assign(static_cast<std::size_t>(gains_.world->options[v]), 0);
        for (const Part& part : node.blocks[b]) shares[block.choices[part.cell][i]] += part.share;
        const double undecided = (1 - *std::max_element(shares.begin(), shares.end())) * at_stake;
        if (undecided > most) most = undecided, best = v;
      }
    }
    return best;
  }

  /// How far a block's mixture stands from any one cell, in what the multipliers count: of each principal's part of
  /// that, the variance, added up.
  [[nodiscard]] double spread(const std::vector<Part>& parts, std::size_t block) const {
    double sum = 0;
    for (std::size_t k = 0; k < n_; ++k) {
      double mean = 0;
      double square = 0;
      for (const Part& part : parts) {
        const auto units = static_cast<double>(units_[block][static_cast<std::size_t>(part.cell) * n_ + k]);
        mean += part.share * units;
        square += part.share * units * units;
      }
      const double multiplier = by_goal_[k] + by_floors_[k];
      sum += multiplier * multiplier * std::max(0.0, square - mean * mean);
    }
    return sum;
  }

  /// Options of a variable that are left; in the order of their ids, or the most promising first.
  std::vector<int> options_of(const Node& node, int variable) {
    std::map<int, double> promise;
    for (std::size_t b = 0; b < own_blocks(); ++b) {
      const std::vector<int>& scope = gains_.blocks[b].scope;
      const auto at = std::find(scope.begin(), scope.end(), variable);
      if (at == scope.end()) continue;
      for (const Part& part : node.blocks[b])
        promise[gains_.blocks[b].choices[part.cell][at - scope.begin()]] += part.share;
    }
    std::vector<int> options;
    for (const auto& [option, share] : promise) options.push_back(option);
    if (in_order_)
      std::sort(options.begin(), options.end(),
                [&](int a, int b) { return gains_.option_ranks[variable][a] < gains_.option_ranks[variable][b]; });
    else
      std::stable_sort(options.begin(), options.end(), [&](int a, int b) { return promise[a] > promise[b]; });
    return options;
  }

  /// Of options that nothing still open tells apart the first one alone is looked at. A variable all of whose options
  /// are alike is fixed; of the others that is taken which is least decided.
  Branching branching_among_unlike(Node& node) {
    Branching result;
    double most = -1;
    for (int v = 0; v < static_cast<int>(node.choice.size()); ++v) {
      if (node.choice[v] >= 0) continue;
      const auto groups = alike_options(gains_, messages_, node.blocks, v);
      std::vector<std::tuple<double, int, std::size_t>> promise;
      for (const std::vector<int>& alike : groups) {
        merged_ = merged_ || alike.size() > 1;
        double share = 0;
        for (const Part& part : node.blocks[static_cast<std::size_t>(v)])
          if (std::find(alike.begin(), alike.end(), part.cell) != alike.end()) share += part.share;
        promise.emplace_back(-share, alike.front(), alike.size());
      }
      std::sort(promise.begin(), promise.end());
      if (promise.size() == 1) {
        const int only = std::get<1>(promise.front());
        node.alike *= std::get<2>(promise.front());
        if (propagation_.assign(node, v, only))
          drop(node.blocks[static_cast<std::size_t>(v)], [&](const Part& part) { return part.cell != only; });
        continue;
      }
      const double undecided = 1 + std::get<0>(promise.front());
      if (undecided <= most) continue;
      most = undecided;
      result.variable = v;
      result.options.clear();
      for (const auto& [share, option, alike] : promise) result.options.emplace_back(option, alike);
    }
    return result;
  }

  /// Blocks that hold options: where blocks share variables, each variable's own.
  [[nodiscard]] std::size_t own_blocks() const {
    return gains_.overlapping ? gains_.world->options.size() : gains_.blocks.size();
  }

  // -- The relaxation ------------------------------------------------------------------------------------------------

  /// A whole multiplier; one that has no bound, as of a principal whose gains are all the same, counts for nothing.
  static Wide whole(double multiplier, double most) {
    return std::isfinite(multiplier) ? static_cast<Wide>(std::clamp(multiplier, -most, most)) : 0;
  }

  /// Whole multipliers of the relaxation, and the number that what is wanted reaches. While no package has been found
  /// only the floors are a bound.
  void cut(const Node& node) {
    relaxation_.multipliers(node.at, by_goal_, by_floors_);
    double size = 0;
    for (std::size_t k = 0; k < n_; ++k) size += (std::abs(by_goal_[k]) + by_floors_[k]) * size_[k];
    const bool wide = sizeof(Int) == sizeof(Wide);
    const double most = std::ldexp(1.0, gains_.overlapping ? (wide ? 100 : 50) : (wide ? 110 : 57));
    const double scale = most / std::max(size, 1e-300);
    for (std::size_t k = 0; k < n_; ++k) whole_[k] = whole(by_goal_[k] * scale, most);
    std::optional<Wide> level = goal_.level(whole_);
    if (!level && !at_root_) std::fill(whole_.begin(), whole_.end(), 0);
    has_level_ = level || !at_root_;
    wanted_ = level.value_or(0);
    multipliers_.assign(whole_.begin(), whole_.end());
    for (std::size_t k = 0; k < n_; ++k) {
      const Wide more = whole(by_floors_[k] * scale, most);
      multipliers_[k] += static_cast<Int>(more);
      wanted_ += more * gains_.floor[k];
    }
    whole_messages_.clear();
    for (double message : node.messages) whole_messages_.push_back(static_cast<Int>(whole(message * scale, most)));
  }

  /// Sums of every open cell under the multipliers; the most that the node can reach.
  void weigh(const Node& node) {
    sums_.resize(node.blocks.size());
    bests_.resize(node.blocks.size());
    most_ = 0;
    for (std::size_t k = 0; k < n_; ++k) most_ += static_cast<Wide>(multipliers_[k]) * gains_.start[k];
    for (std::size_t b = 0; b < node.blocks.size(); ++b) {
      const std::vector<Part>& parts = node.blocks[b];
      sums_[b].resize(parts.size());
      std::size_t best = 0;
      for (std::size_t i = 0; i < parts.size(); ++i) {
        const Int* units = units_[b].data() + static_cast<std::size_t>(parts[i].cell) * n_;
        Int sum = 0;
        for (std::size_t k = 0; k < n_; ++k) sum += multipliers_[k] * units[k];
        if (gains_.overlapping) sum += messages_.added(whole_messages_, b, parts[i].cell);
        sums_[b][i] = sum;
        if (sum > sums_[b][best]) best = i;
      }
      bests_[b] = best;
      most_ += sums_[b][best];
    }
  }

  Relaxed relax(Node& node) {
    for (double blur : relaxation_.blurs(at_root_))
      for (int step = 0; step < (at_root_ ? root_steps : node_steps); ++step) {
        const bool moved = relaxation_.improve(node.blocks, node.at, blur) || gains_.overlapping;
        if (gains_.overlapping) exchange(node, blur);
        cut(node);
        weigh(node);
        if (at_root_) keep_root();
        if (has_level_ && most_ < wanted_) return Relaxed::closed;
        if (!moved) break;
      }
    at_root_ = false;
    return Relaxed::open;
  }

  void exchange(Node& node, double blur) {
    relaxation_.multipliers(node.at, by_goal_, by_floors_);
    for (std::size_t k = 0; k < n_; ++k) by_goal_[k] += by_floors_[k];
    messages_.exchange(by_goal_, blur, node.messages, node.blocks);
  }

  /// Drops each cell without which nothing that is wanted is lost; true if some block changed.
  bool thin_out(Node& node) {
    cut(node);
    if (!has_level_) return false;
    weigh(node);
    bool changed = false;
    for (std::size_t b = 0; b < node.blocks.size(); ++b) {
      const Wide others = most_ - sums_[b][bests_[b]];
      std::size_t at = 0;
      changed |= drop(node.blocks[b], [&](const Part&) { return others + sums_[b][at++] < wanted_; });
    }
    return changed;
  }

  void keep_root() {
    Certificate& root = result_.root;
    root.multipliers.assign(multipliers_.begin(), multipliers_.end());
    root.messages.assign(whole_messages_.begin(), whole_messages_.end());
    root.most = most_;
  }

  // -- Packages ------------------------------------------------------------------------------------------------------

  /// Block by block the cell of the largest share that keeps the rules.
  std::optional<std::vector<int>> rounded(const Openings& node) {
    Openings at{{}, node.choice, node.package};
    std::vector<Part> parts;
    for (std::size_t b = 0; b < own_blocks(); ++b) {
      parts = node.blocks[b];
      std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& c) { return a.share > c.share; });
      if (std::none_of(parts.begin(), parts.end(), [&](const Part& part) { return put(at, b, part.cell); }))
        return std::nullopt;
    }
    return at.choice;
  }

  /// Takes a cell of a block if that goes with what is chosen.
  bool put(Openings& at, std::size_t b, int cell) {
    const Gains::Block& block = gains_.blocks[b];
    const std::vector<int> choice = at.choice;
    const Package package = at.package;
    bool fits = true;
    for (std::size_t i = 0; i < block.scope.size() && fits; ++i) {
      const int now = at.choice[block.scope[i]];
      fits = now >= 0 ? now == block.choices[cell][i] : propagation_.assign(at, block.scope[i], block.choices[cell][i]);
    }
    if (fits) return true;
    at.choice = choice;
    at.package = package;
    return false;
  }

  void round_and_offer(const Node& node) {
    if (in_order_ || limits_.count) return;
    std::optional<std::vector<int>> start = rounded(node);
    if (!start) return;
    std::vector<int> choice = std::move(*start);
    if (is_allowed(gains_, choice)) offer(choice);
    if (result_.nodes < next_anneal_) return;
    next_anneal_ = next_anneal_ * 2 + 32;
    choice = gains_.overlapping ? climbed(gains_, goal_, choice) : anneal_.from(choice, ++runs_);
    if (is_allowed(gains_, choice)) offer(choice);
  }

  Offer offer(const std::vector<int>& choice) {
    const Offer how = goal_.offer(units_of(gains_, choice));
    if (how == Offer::better) {
      best_.clear();
      level_leaves_ = 0;
      if (limits_.any) goal_.want_better();
    }
    if (how == Offer::better || (how == Offer::equal && best_.size() <= gathered)) best_.emplace(key(choice), choice);
    return how;
  }

  void leaf(const std::vector<int>& choice, const BigInt& alike) {
    if (!is_allowed(gains_, choice)) return;
    if (limits_.count) {
      result_.count += alike;
      return;
    }
    const Offer how = offer(choice);
    if (in_order_) {
      enough_ = best_.size() > limits_.packages;
      return;
    }
    if (how == Offer::as_good || how == Offer::equal) ++level_leaves_;
    if (level_leaves_ < gathered || overflown_) return;
    overflown_ = true;
    goal_.want_better();
  }

  /// The best packages once more, now from the first in order until there are enough.
  void list_in_order(const Node& root) {
    const auto found = std::exchange(best_, {});
    const std::uint64_t nodes = limits_.nodes;
    if (gains_.overlapping) limits_.nodes = std::min(nodes, result_.nodes + listing_nodes);
    in_order_ = true;
    descend(root);
    result_.complete = !enough_ && !out_;
    if (out_) best_.insert(found.begin(), found.end());
    limits_.nodes = nodes;
    out_ = false;
  }

  void hand_over() {
    for (const auto& [order, choice] : best_) {
      if (result_.packages.size() == limits_.packages) {
        result_.complete = false;
        break;
      }
      result_.packages.push_back(choice);
    }
  }

  std::vector<int> key(const std::vector<int>& choice) const {
    std::vector<int> ranks;
    for (std::size_t v = 0; v < choice.size(); ++v) ranks.push_back(gains_.option_ranks[v][choice[v]]);
    return ranks;
  }

  const Gains& gains_;
  Goal& goal_;
  SearchLimits limits_;
  std::size_t n_;
  Anneal anneal_;
  DualRelaxation relaxation_;
  Messages messages_;
  Propagation propagation_;
  std::vector<Int> whole_messages_;
  bool merged_ = false;                  // of some options that are alike only one was looked at
  std::vector<std::vector<Int>> units_;  // of the blocks' cells
  std::vector<double> size_;             // of the largest of each party's numbers
  std::vector<double> by_goal_, by_floors_;
  std::vector<Wide> whole_;
  std::vector<Int> multipliers_;
  Wide wanted_ = 0;
  bool has_level_ = false;
  bool at_root_ = true;
  std::uint64_t next_anneal_ = 0;
  std::uint64_t runs_ = 0;
  std::vector<std::vector<Int>> sums_;
  std::vector<std::size_t> bests_;
  Wide most_ = 0;
  std::map<std::vector<int>, std::vector<int>> best_;
  std::size_t level_leaves_ = 0;
  bool overflown_ = false;
  bool in_order_ = false;
  bool enough_ = false;
  bool out_ = false;
  SearchResult result_;
};

}  // namespace

std::vector<std::size_t> Goal::lifted() const { return {}; }

void Goal::given(std::span<double>) const {}

double Goal::worth(std::span<const double>, double, std::span<double>, std::span<double>) const { return 0; }

double Goal::size() const { return 1; }

bool Goal::possible(std::span<const Wide>) const { return true; }

void Goal::raise(std::span<Wide>) const {}

SearchResult search(const Gains& gains, Goal& goal, const SearchLimits& limits) {
  const bool narrow = std::all_of(gains.reach.begin(), gains.reach.end(), [](Wide r) { return r < (Wide{1} << 40); });
  return narrow ? Search<std::int64_t>(gains, goal, limits).run() : Search<Wide>(gains, goal, limits).run();
}

}  // namespace parley
