#include "robust/box.h"

#include <algorithm>

namespace parley {

BoxLayout make_layout(const Plan& plan, const NarrowWorlds& worlds) {
  const Compiled& compiled = *plan.compiled;
  BoxLayout layout;
  layout.plan = &plan;
  layout.worlds = &worlds;
  layout.touches.resize(compiled.variables.size());
  layout.rules.resize(compiled.variables.size());
  layout.first_option.push_back(0);
  for (const Variable& variable : compiled.variables)
    layout.first_option.push_back(layout.first_option.back() + variable.options.size());
  for (std::size_t f = 0; f < worlds.factors.size(); ++f) {
    const Factor& factor = compiled.factors[worlds.factors[f]];
    BoxLayout::Scope scope;
    scope.row =
        static_cast<std::size_t>(std::find(worlds.rows.begin(), worlds.rows.end(), factor.row) - worlds.rows.begin());
    scope.variables = factor.scope;
    scope.classes = &worlds.classes[f];
    scope.first_column = worlds.first_column[f];
    layout.columns = scope.first_column + scope.classes->cells;
    for (const int variable : factor.scope) {
      auto& touches = layout.touches[variable];
      auto at = std::find_if(touches.begin(), touches.end(), [&](const auto& t) { return t.row == scope.row; });
      if (at == touches.end()) at = touches.insert(touches.end(), {scope.row, {}});
      at->factors.push_back(f);
    }
    layout.scopes.push_back(std::move(scope));
  }
  for (const Step& step : plan.steps) layout.rules[step.variable] = step.rules;
  return layout;
}

Box::Box(const BoxLayout& layout, const std::vector<std::uint8_t>& open, SpareColumns& spare)
    : layout_(layout), spare_(spare), worlds_(layout.worlds->worlds), living_(layout.worlds->living) {
  open_.assign(layout.first_option.back(), 1);
  for (int v = 0; v < layout.variables(); ++v) left_.push_back(layout.options(v));
  slack_ = take();
  slack_.resize(std::max(slack_.size(), layout.worlds->slack.size()));
  std::copy(layout.worlds->slack.begin(), layout.worlds->slack.end(), slack_.begin());
  column_.resize(layout.columns);
  for (std::size_t c = 0; c < layout.columns; ++c) column_[c] = layout.worlds->column(c);
  owned_.assign(layout.columns, -1);
  for (int v = 0; v < layout.variables(); ++v) {
    std::vector<int> closed;
    for (int o = 0; o < layout.options(v); ++o)
      if (open[layout.first_option[v] + static_cast<std::size_t>(o)] == 0) closed.push_back(o);
    close(v, closed);
  }
}

Box::Box(const Box& parent, int variable, int option)
    : layout_(parent.layout_),
      spare_(parent.spare_),
      worlds_(parent.worlds_),
      living_(parent.living_),
      open_(parent.open_),
      left_(parent.left_),
      column_(parent.column_) {
  slack_ = take();
  const std::size_t cells = layout_.worlds->rows.size() * worlds_;
  slack_.resize(std::max(slack_.size(), cells));
  std::copy_n(parent.slack_.begin(), cells, slack_.begin());
  owned_.assign(layout_.columns, -1);
  std::vector<int> closed;
  for (int o = 0; o < layout_.options(variable); ++o)
    if (o != option && is_open(variable, o)) closed.push_back(o);
  close(variable, closed);
}

Box::~Box() {
  for (auto& column : own_) spare_.push_back(std::move(column));
  spare_.push_back(std::move(slack_));
  spare_.push_back(std::move(dead_));
}

/// A column to write to, at least as long as the box has worlds.
std::vector<Small> Box::take() {
  std::vector<Small> column;
  if (!spare_.empty()) {
    column = std::move(spare_.back());
    spare_.pop_back();
  }
  if (column.size() < worlds_) column.resize(worlds_);
  return column;
}

int Box::first_open(int variable) const {
  int option = 0;
  while (!is_open(variable, option)) ++option;
  return option;
}

/// Makes the open cells of a factor relative to their best, which its row loses.
void Box::settle(std::size_t factor) {
  const BoxLayout::Scope& scope = layout_.scopes[factor];
  std::vector<std::size_t> live;
  std::vector<const Small*> columns;
  for (std::size_t c = scope.first_column; c < scope.first_column + scope.classes->cells; ++c)
    if (column_[c] != nullptr) {
      live.push_back(c);
      columns.push_back(column_[c]);
    }
  if (live.empty()) return;  // decided before: nothing tells apart what is left
  std::vector<Small*> after;
  if (live.size() > 1)
    for (const std::size_t c : live) {
      if (owned_[c] < 0) {
        owned_[c] = static_cast<std::int32_t>(own_.size());
        own_.push_back(take());
      }
      after.push_back(own_[static_cast<std::size_t>(owned_[c])].data());
    }
  settle_maximum(columns, after, slack_.data() + scope.row * worlds_, worlds_);
  for (std::size_t k = 0; k < live.size(); ++k) column_[live[k]] = after.empty() ? nullptr : after[k];
}

void Box::close(int variable, std::span<const int> options) {
  if (options.empty()) return;
  for (const int option : options) open_[layout_.first_option[variable] + static_cast<std::size_t>(option)] = 0;
  left_[variable] -= static_cast<int>(options.size());
  for (const BoxLayout::Touch& touch : layout_.touches[variable])
    for (const std::size_t f : touch.factors) {
      const BoxLayout::Scope& scope = layout_.scopes[f];
      const std::size_t k = scope.place_of(variable);
      std::vector<char> open(static_cast<std::size_t>(scope.classes->class_of[k].back()) + 1, 0);
      for (int o = 0; o < layout_.options(variable); ++o)
        if (is_open(variable, o)) open[static_cast<std::size_t>(scope.class_of(k, o))] = 1;
      for (std::size_t c = 0; c < scope.classes->cells; ++c)
        if (open[static_cast<std::size_t>(scope.class_in(c, k))] == 0) column_[scope.first_column + c] = nullptr;
      settle(f);
    }
}

std::size_t Box::count_living() {
  if (dead_.size() < worlds_) dead_ = take();
  const std::size_t rows = layout_.worlds->rows.size();
  std::fill_n(dead_.begin(), worlds_, Small{0});
  for (std::size_t r = 0; r < rows; ++r) {
    const Small* row = slack_.data() + r * worlds_;
    for (std::size_t s = 0; s < worlds_; ++s) dead_[s] = static_cast<Small>(dead_[s] | row[s]);
  }
  living_ = static_cast<std::size_t>(std::count_if(dead_.begin(), dead_.begin() + static_cast<std::ptrdiff_t>(worlds_),
                                                   [](Small d) { return d >= 0; }));
  if (living_ * 2 < worlds_ && worlds_ > 4 * vector_worlds) compact();
  return living_;
}

void Box::compact() {
  const std::size_t before = worlds_;
  std::vector<std::uint8_t> living(before / 8, 0);
  for (std::size_t s = 0; s < before; ++s)
    living[s / 8] |= static_cast<std::uint8_t>((dead_[s] >= 0 ? 1U : 0U) << s % 8);
  worlds_ = std::max<std::size_t>(1, (living_ + vector_worlds - 1) / vector_worlds) * vector_worlds;
  auto gather = [&](const Small* from, Small* to, Small rest) {
    keep_worlds(from, living, to, worlds_);
    std::fill(to + living_, to + worlds_, rest);
  };
  for (std::size_t r = 0; r < layout_.worlds->rows.size(); ++r)  // rows only move towards the front
    gather(slack_.data() + r * before, slack_.data() + r * worlds_, -1);
  gather(dead_.data(), dead_.data(), -1);
  for (std::size_t c = 0; c < layout_.columns; ++c) {
    if (column_[c] == nullptr) continue;
    if (owned_[c] < 0) {
      owned_[c] = static_cast<std::int32_t>(own_.size());
      own_.push_back(take());
    }
    Small* to = own_[static_cast<std::size_t>(owned_[c])].data();
    gather(column_[c], to, 0);
    column_[c] = to;
  }
}

/// What an option takes off a row: of each factor the best of its open cells with that option, all added up.
const Small* Box::joined(const BoxLayout::Touch& touch, int variable, int option, std::vector<Small>& scratch) const {
  const BoxLayout::Scope& first = layout_.scopes[touch.factors[0]];
  if (touch.factors.size() == 1 && first.variables.size() == 1)
    return column_[first.first_column + static_cast<std::size_t>(option)];
  scratch.assign(worlds_, 0);
  std::vector<Small> best(worlds_);
  for (const std::size_t f : touch.factors) {
    const BoxLayout::Scope& scope = layout_.scopes[f];
    const std::size_t k = scope.place_of(variable);
    const int wanted = scope.class_of(k, option);
    std::fill(best.begin(), best.end(), static_cast<Small>(-small_limit - 1));
    bool decided = true;
    for (std::size_t c = 0; c < scope.classes->cells; ++c) {
      const Small* column = column_[scope.first_column + c];
      if (column == nullptr || scope.class_in(c, k) != wanted) continue;
      decided = false;
      for (std::size_t s = 0; s < worlds_; ++s) best[s] = std::max(best[s], column[s]);
    }
    if (decided) continue;  // its options that are left are all alike, and the slack has them
    for (std::size_t s = 0; s < worlds_; ++s)
      scratch[s] = static_cast<Small>(std::max(scratch[s] + best[s], -small_limit - 1));
  }
  return scratch.data();
}

void Box::count_options_of(int variable, std::size_t needed, std::vector<std::size_t>& alive) {
  const auto& touches = layout_.touches[variable];
  alive.assign(static_cast<std::size_t>(layout_.options(variable)), 0);
  std::vector<int> group;
  std::vector<std::vector<Small>> scratch(touches.size() * 4);
  std::vector<OptionRow> rows(touches.size());
  auto count_group = [&] {
    for (std::size_t t = 0; t < touches.size(); ++t) {
      rows[t].slack = slack_.data() + touches[t].row * worlds_;
      for (std::size_t k = 0; k < group.size(); ++k)
        rows[t].deficit[k] = joined(touches[t], variable, group[k], scratch[t * 4 + k]);
    }
    std::size_t counts[4] = {};
    const bool all_rows = touches.size() == layout_.worlds->rows.size();
    count_options(rows, all_rows ? nullptr : dead_.data(), worlds_, group.size(), needed, counts);
    for (std::size_t k = 0; k < group.size(); ++k) alive[static_cast<std::size_t>(group[k])] = counts[k];
    group.clear();
  };
  for (int option = 0; option < layout_.options(variable); ++option) {
    if (is_open(variable, option)) group.push_back(option);
    if (group.size() == 4) count_group();
  }
  if (!group.empty()) count_group();
}

bool Box::rules_allow(int variable, int option) {
  if (layout_.rules[variable].empty()) return true;
  const Compiled& compiled = *layout_.plan->compiled;
  Package package(compiled.source->casebook.issues.size(), -1);
  for (int v = 0; v < layout_.variables(); ++v)
    if (left_[v] == 1) package[compiled.variables[v].issue] = compiled.variables[v].options[first_open(v)];
  package[compiled.variables[variable].issue] = compiled.variables[variable].options[option];
  const std::vector<int> levers(compiled.source->casebook.levers.size(), -1);
  return std::all_of(layout_.rules[variable].begin(), layout_.rules[variable].end(), [&](int r) {
    const Formula* rule = layout_.plan->rules[r];
    return rule == nullptr || evaluate(*rule, package, levers) != Truth::no;
  });
}

}  // namespace parley
