#include "settle/power_set.h"

#include <algorithm>
#include <cadical.hpp>

namespace parley {

namespace {

constexpr std::size_t counted = 32;     // bounds on the number of elements that are off
constexpr int conflicts_each = 10'000;  // of the solver, before a bound is given up as too hard

}  // namespace

struct PowerSet::Solver : CaDiCaL::Terminator {
  explicit Solver(const Progress& watched) : progress(watched) { sat.connect_terminator(this); }
  bool terminate() override { return progress.stopped(); }

  const Progress& progress;
  CaDiCaL::Solver sat;
  std::vector<int> more_than;  ///< by k: the variable that is true if more than k elements are off

  static int on(std::size_t element) { return static_cast<int>(element) + 1; }

  void clause(std::initializer_list<int> literals) {
    for (int literal : literals) sat.add(literal);
    sat.add(0);
  }

  /// at_least[j] of the first elements: true if more than j of them are off.
  void count(std::size_t elements) {
    int next = static_cast<int>(elements) + 1;
    const std::size_t width = std::min(elements, counted);
    std::vector<int> before;
    for (std::size_t e = 0; e < elements; ++e) {
      std::vector<int> after(std::min(width, e + 1));
      for (int& variable : after) variable = next++;
      for (std::size_t j = 0; j < before.size(); ++j) clause({-before[j], after[j]});
      clause({on(e), after[0]});
      for (std::size_t j = 1; j < after.size(); ++j) clause({on(e), -before[j - 1], after[j]});
      before = std::move(after);
    }
    more_than = std::move(before);
  }

  /// Adds the clause that some element of the set is off, some element outside it is on, or either.
  void exclude(const std::vector<bool>& set, bool above, bool below) {
    for (std::size_t e = 0; e < set.size(); ++e) {
      if (set[e] && above) sat.add(-on(e));
      if (!set[e] && below) sat.add(on(e));
    }
    sat.add(0);
  }
};

PowerSet::PowerSet(std::size_t elements, const Progress& progress)
    : solver_(std::make_unique<Solver>(progress)), elements_(elements) {
  solver_->sat.set("quiet", 1);
  for (std::size_t e = 0; e < elements; ++e) solver_->sat.phase(Solver::on(e));
  solver_->count(elements);
}

PowerSet::~PowerSet() = default;

std::optional<std::vector<bool>> PowerSet::largest() {
  constexpr int satisfiable = 10, unsatisfiable = 20;
  for (;; ++off_) {
    const bool bounded = off_ < solver_->more_than.size();
    if (bounded) {
      solver_->sat.assume(-solver_->more_than[off_]);
      solver_->sat.limit("conflicts", conflicts_each);  // of this call alone
    }
    const int found = solver_->sat.solve();
    if (solver_->progress.stopped()) throw Cancelled{};
    if (found == satisfiable) break;
    if (!bounded) return std::nullopt;
    fewest_ = fewest_ && found == unsatisfiable;
  }
  fewest_ = fewest_ && (off_ < solver_->more_than.size() || elements_ <= counted);
  std::vector<bool> set(elements_);
  for (std::size_t e = 0; e < elements_; ++e) set[e] = solver_->sat.val(Solver::on(e)) > 0;
  return set;
}

void PowerSet::keep(std::size_t element) { solver_->clause({Solver::on(element)}); }
void PowerSet::exclude_supersets(const std::vector<bool>& set) { solver_->exclude(set, true, false); }
void PowerSet::exclude_subsets(const std::vector<bool>& set) { solver_->exclude(set, false, true); }
void PowerSet::exclude(const std::vector<bool>& set) { solver_->exclude(set, true, true); }

}  // namespace parley
