#include "settle/find.h"

#include <algorithm>
#include <limits>

namespace parley {

namespace {

template <class Int>
class FindSearch {
 public:
  FindSearch(const Plan& plan, std::span<const Int> cells, std::span<const Int> slack, std::uint64_t& budget,
             const std::function<bool(std::span<const int>)>& accepts)
      : plan_(plan), cells_(cells), rows_(slack.size()), budget_(budget), accepts_(accepts), choices_(plan) {
    slack_.resize((plan.steps.size() + 1) * rows_);
    std::copy(slack.begin(), slack.end(), slack_.begin());
    for (Int s : slack)
      scale_.push_back(Wide{s} == never_spent ? std::numeric_limits<double>::infinity()
                                              : 1.0 / (static_cast<double>(s) + 1.0));
  }

  Found run(std::vector<int>& choice) {
    if (std::any_of(slack_.begin(), slack_.begin() + static_cast<std::ptrdiff_t>(rows_), [](Int s) { return s < 0; }))
      return Found::no;
    const Found found = descend(0);
    if (found == Found::yes) choice = choices_.by_variable;
    return found;
  }

 private:
  struct Child {
    int option = 0;
    double promise = 0;  ///< the smallest share of its slack that a row has left
  };

  Found descend(std::size_t depth) {
    if (depth == plan_.steps.size()) return !accepts_ || accepts_(choices_.by_variable) ? Found::yes : Found::no;
    const Step& step = plan_.steps[depth];
    for (const Child& child : children(depth)) {
      if (budget_ == 0) return Found::out_of_budget;
      --budget_;
      choices_.assign(plan_, step, child.option);
      if (choices_.rules_hold(plan_, step)) {
        pay(depth, child.option);
        const Found found = descend(depth + 1);
        if (found != Found::no) return found;
      }
      choices_.clear(plan_, step);
    }
    return Found::no;
  }

  /// Slacks after the step into the next depth's row of slack_; false if one falls below zero.
  bool pay(std::size_t depth, int option) {
    const Step& step = plan_.steps[depth];
    const Int* from = slack_.data() + depth * rows_;
    Int* to = slack_.data() + (depth + 1) * rows_;
    std::copy(from, from + rows_, to);
    for (const StepFactor& factor : step.factors)
      to[factor.row] +=
          cells_[factor.base(choices_.by_variable) + factor.own_stride * static_cast<std::size_t>(option)];
    return std::none_of(to, to + rows_, [](Int s) { return s < 0; });
  }

  std::vector<Child> children(std::size_t depth) {
    std::vector<Child> result;
    const Int* after = slack_.data() + (depth + 1) * rows_;
    const int only = plan_.steps[depth].only;
    for (int option = 0; option < plan_.steps[depth].options; ++option) {
      if ((only >= 0 && option != only) || !pay(depth, option)) continue;
      double promise = 1;
      for (std::size_t r = 0; r < rows_; ++r) promise = std::min(promise, static_cast<double>(after[r]) * scale_[r]);
      result.push_back({option, promise});
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const Child& a, const Child& b) { return a.promise > b.promise; });
    return result;
  }

  const Plan& plan_;
  std::span<const Int> cells_;
  std::size_t rows_;
  std::uint64_t& budget_;
  const std::function<bool(std::span<const int>)>& accepts_;
  Choices choices_;
  std::vector<Int> slack_;
  std::vector<double> scale_;
};

}  // namespace

template <class Int>
Found find_package(const Plan& plan, std::span<const Int> cells, std::span<const Int> slack, std::uint64_t& budget,
                   std::vector<int>& choice, const std::function<bool(std::span<const int>)>& accepts) {
  return FindSearch<Int>(plan, cells, slack, budget, accepts).run(choice);
}

template Found find_package(const Plan&, std::span<const std::int32_t>, std::span<const std::int32_t>, std::uint64_t&,
                            std::vector<int>&, const std::function<bool(std::span<const int>)>&);
template Found find_package(const Plan&, std::span<const std::int64_t>, std::span<const std::int64_t>, std::uint64_t&,
                            std::vector<int>&, const std::function<bool(std::span<const int>)>&);
template Found find_package(const Plan&, std::span<const Wide>, std::span<const Wide>, std::uint64_t&,
                            std::vector<int>&, const std::function<bool(std::span<const int>)>&);

}  // namespace parley
