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
    std::size_t all = 0;
    for (const Step& step : plan.steps) {
      first_child_.push_back(all);
      all += static_cast<std::size_t>(step.options);
    }
    children_.resize(all);
    slack_.resize((1 + all) * rows_);
    std::copy(slack.begin(), slack.end(), slack_.begin());
    for (Int s : slack)
      scale_.push_back(Wide{s} == never_spent ? std::numeric_limits<double>::infinity()
                                              : 1.0 / (static_cast<double>(s) + 1.0));
  }

  Found run(std::vector<int>& choice) {
    if (std::any_of(slack_.begin(), slack_.begin() + static_cast<std::ptrdiff_t>(rows_), [](Int s) { return s < 0; }))
      return Found::no;
    const Found found = descend(0, slack_.data());
    if (found == Found::yes) choice = choices_.by_variable;
    return found;
  }

 private:
  struct Child {
    int option = 0;
    double promise = 0;          ///< the smallest share of its slack that a row has left
    const Int* slack = nullptr;  ///< after the step
  };

  Found descend(std::size_t depth, const Int* slack) {
    if (depth == plan_.steps.size()) return !accepts_ || accepts_(choices_.by_variable) ? Found::yes : Found::no;
    const Step& step = plan_.steps[depth];
    for (const Child& child : children(depth, slack)) {
      if (budget_ == 0) return Found::out_of_budget;
      --budget_;
      choices_.assign(plan_, step, child.option);
      if (choices_.rules_hold(plan_, step)) {
        const Found found = descend(depth + 1, child.slack);
        if (found != Found::no) return found;
      }
      choices_.clear(plan_, step);
    }
    return Found::no;
  }

  /// The options after which no slack is below zero, the most promising first. They stand until its next call.
  std::span<const Child> children(std::size_t depth, const Int* slack) {
    const Step& step = plan_.steps[depth];
    Int* after = slack_.data() + (1 + first_child_[depth]) * rows_;
    pay(step, slack, after);
    Child* const first = children_.data() + first_child_[depth];
    Child* end = first;
    for (int option = 0; option < step.options; ++option, after += rows_) {
      if (step.only >= 0 && option != step.only) continue;
      if (std::any_of(after, after + rows_, [](Int s) { return s < 0; })) continue;
      double promise = 1;
      for (std::size_t r = 0; r < rows_; ++r) promise = std::min(promise, static_cast<double>(after[r]) * scale_[r]);
      *end++ = {option, promise, after};
    }
    std::sort(first, end, [](const Child& a, const Child& b) {
      return a.promise > b.promise || (a.promise == b.promise && a.option < b.option);
    });
    return {first, end};
  }

  /// Slacks after the step, a row of `after` for each option.
  void pay(const Step& step, const Int* slack, Int* after) const {
    for (int option = 0; option < step.options; ++option)
      std::copy(slack, slack + rows_, after + static_cast<std::size_t>(option) * rows_);
    for (const StepFactor& factor : step.factors) {
      const std::size_t base = factor.base(choices_.by_variable);
      Int* row = after + factor.row;
      for (std::size_t option = 0; option < static_cast<std::size_t>(step.options); ++option)
        row[option * rows_] += cells_[base + option * factor.own_stride];
    }
  }

  const Plan& plan_;
  std::span<const Int> cells_;
  std::size_t rows_;
  std::uint64_t& budget_;
  const std::function<bool(std::span<const int>)>& accepts_;
  Choices choices_;
  std::vector<std::size_t> first_child_;  ///< of each step, among children_
  std::vector<Child> children_;
  std::vector<Int> slack_;  ///< of no step, then of every option of every step: a row of slacks each
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
