#include "settle/plan.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace parley {

namespace {

StepFactor make_step_factor(const Compiled& compiled, int f, int last_variable) {
  const Factor& factor = compiled.factors[f];
  StepFactor result;
  result.factor = f;
  result.row = factor.row;
  result.first_cell = factor.first_cell;
  std::size_t stride = 1;
  for (std::size_t k = factor.scope.size(); k-- > 0;) {
    const int variable = factor.scope[k];
    if (variable == last_variable)
      result.own_stride = stride;
    else
      result.others.emplace_back(variable, stride);
    stride *= compiled.variables[variable].options.size();
  }
  return result;
}

}  // namespace

Plan make_plan(const Compiled& compiled, std::span<const int> order) {
  Plan plan;
  plan.compiled = &compiled;
  std::vector<int> variables(compiled.variables.size());
  std::iota(variables.begin(), variables.end(), 0);
  if (!order.empty()) variables.assign(order.begin(), order.end());
  std::vector<std::size_t> step_of(variables.size());
  for (std::size_t d = 0; d < variables.size(); ++d) step_of[variables[d]] = d;
  plan.steps.resize(variables.size());
  for (std::size_t d = 0; d < variables.size(); ++d) {
    plan.steps[d].variable = variables[d];
    plan.steps[d].options = static_cast<int>(compiled.variables[variables[d]].options.size());
  }
  for (int f = 0; f < static_cast<int>(compiled.factors.size()); ++f) {
    std::size_t last = 0;
    for (int v : compiled.factors[f].scope) last = std::max(last, step_of[v]);
    plan.steps[last].factors.push_back(make_step_factor(compiled, f, variables[last]));
  }
  const auto& rules = compiled.source->casebook.rules;
  std::vector<int> step_of_issue(compiled.source->casebook.issues.size(), -1);
  for (std::size_t d = 0; d < variables.size(); ++d)
    step_of_issue[compiled.variables[variables[d]].issue] = static_cast<int>(d);
  for (int r = 0; r < static_cast<int>(rules.size()); ++r) {
    const auto& dropped = compiled.dropped.rules;
    const bool gone = std::find(dropped.begin(), dropped.end(), r) != dropped.end();
    plan.rules.push_back(gone ? nullptr : &rules[r].formula);
    if (gone) continue;
    for (int issue : rules[r].formula.issues())
      if (step_of_issue[issue] >= 0) plan.steps[step_of_issue[issue]].rules.push_back(r);
  }
  return plan;
}

Choices::Choices(const Plan& plan)
    : by_variable(plan.compiled->variables.size(), -1),
      package(plan.compiled->source->casebook.issues.size(), -1),
      levers(plan.compiled->source->casebook.levers.size(), -1) {}

void Choices::assign(const Plan& plan, const Step& step, int option) {
  const Variable& variable = plan.compiled->variables[step.variable];
  by_variable[step.variable] = option;
  package[variable.issue] = variable.options[option];
}

void Choices::clear(const Plan& plan, const Step& step) {
  by_variable[step.variable] = -1;
  package[plan.compiled->variables[step.variable].issue] = -1;
}

bool Choices::rules_hold(const Plan& plan, const Step& step) const {
  return std::all_of(step.rules.begin(), step.rules.end(), [&](int r) {
    return plan.rules[r] == nullptr || evaluate(*plan.rules[r], package, levers) != Truth::no;
  });
}

bool rules_hold(const Plan& plan, const std::vector<int>& choice) {
  Choices choices(plan);
  for (const Step& step : plan.steps) choices.assign(plan, step, choice[step.variable]);
  return std::all_of(plan.steps.begin(), plan.steps.end(),
                     [&](const Step& step) { return choices.rules_hold(plan, step); });
}

template <class Int>
std::size_t Deficits<Int>::valid_worlds() const {
  return static_cast<std::size_t>(std::count(valid.begin(), valid.end(), std::uint8_t{1}));
}
template struct Deficits<std::int32_t>;
template struct Deficits<std::int64_t>;
template struct Deficits<Wide>;

template <class Int>
Deficits<Int> make_deficits(const Compiled& compiled, Table<Int> table) {
  Deficits<Int> result;
  result.worlds = table.worlds;
  result.cells = std::move(table.cells);
  result.slack.resize(table.thresholds.size());
  const std::size_t n = table.worlds;
  for (std::size_t k = 0; k < result.slack.size(); ++k) result.slack[k] = static_cast<Int>(-table.thresholds[k]);
  result.valid = std::move(table.valid);
  for (std::size_t s = 0; s < n; ++s)  // a world without preferences accepts nothing
    if (result.valid[s] == 0 && !result.slack.empty()) result.slack[s] = -1;
  std::vector<Int> best(n);
  for (const Factor& factor : compiled.factors) {
    Int* first = result.cells.data() + factor.first_cell * n;
    std::copy(first, first + n, best.begin());
    for (std::size_t c = 1; c < factor.cells; ++c)
      for (std::size_t s = 0; s < n; ++s) best[s] = std::max(best[s], first[c * n + s]);
    for (std::size_t c = 0; c < factor.cells; ++c)
      for (std::size_t s = 0; s < n; ++s) first[c * n + s] = static_cast<Int>(first[c * n + s] - best[s]);
    Int* slack = result.slack.data() + static_cast<std::size_t>(factor.row) * n;
    for (std::size_t s = 0; s < n; ++s) slack[s] = static_cast<Int>(slack[s] + best[s]);
  }
  return result;
}

template Deficits<std::int32_t> make_deficits(const Compiled&, Table<std::int32_t>);
template Deficits<std::int64_t> make_deficits(const Compiled&, Table<std::int64_t>);
template Deficits<Wide> make_deficits(const Compiled&, Table<Wide>);

namespace {

/// How much of a row's slack the deepest deficit of a factor takes in one world.
template <class Int>
double weight_in(const Deficits<Int>& deficits, const Factor& factor, std::size_t s) {
  const std::size_t n = deficits.worlds;
  const Int slack = deficits.slack[static_cast<std::size_t>(factor.row) * n + s];
  if (slack < 0) return 0;
  double deepest = 0;
  for (std::size_t c = 0; c < factor.cells; ++c)
    deepest = std::max(deepest, -static_cast<double>(deficits.cells[(factor.first_cell + c) * n + s]));
  return std::min(1.0, deepest / (static_cast<double>(slack) + 1));
}

}  // namespace

template <class Int>
std::vector<int> search_order(const Compiled& compiled, const Deficits<Int>& deficits, const Crew& crew) {
  const std::size_t all = crew.sum(deficits.worlds);
  const std::size_t first = crew.slice(all).first;
  const std::size_t step = std::max<std::size_t>(1, all / 256);
  const std::size_t looked_at = (all + step - 1) / step;
  // A crew exchanges the bits of each weight and adds up in the order of worlds, so that rounding is everywhere the
  // same.
  std::vector<std::uint64_t> weights(compiled.factors.size() * looked_at, 0);
  for (std::size_t f = 0; f < compiled.factors.size(); ++f)
    for (std::size_t k = (first + step - 1) / step; k * step < first + deficits.worlds; ++k)
      weights[f * looked_at + k] =
          std::bit_cast<std::uint64_t>(weight_in(deficits, compiled.factors[f], k * step - first));
  crew.sum(weights);
  std::vector<double> weight(compiled.variables.size(), 0);
  for (std::size_t f = 0; f < compiled.factors.size(); ++f) {
    double sum = 0;
    for (std::size_t k = 0; k < looked_at; ++k) sum += std::bit_cast<double>(weights[f * looked_at + k]);
    for (int v : compiled.factors[f].scope) weight[v] += sum;
  }
  std::vector<int> order(weight.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return weight[a] > weight[b]; });
  return order;
}

template std::vector<int> search_order(const Compiled&, const Deficits<std::int32_t>&, const Crew&);
template std::vector<int> search_order(const Compiled&, const Deficits<std::int64_t>&, const Crew&);
template std::vector<int> search_order(const Compiled&, const Deficits<Wide>&, const Crew&);

}  // namespace parley
