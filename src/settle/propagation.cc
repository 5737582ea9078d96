#include "settle/propagation.h"

#include <algorithm>

namespace parley {

Propagation::Propagation(const Gains& gains, const Messages& messages)
    : gains_(gains), messages_(messages), levers_(gains.world->compiled->source->casebook.levers.size(), -1) {}

Openings Propagation::beginning() const {
  Openings root;
  root.choice.assign(gains_.world->options.size(), -1);
  root.package = package_of(*gains_.world, root.choice);
  for (const Gains::Block& block : gains_.blocks) {
    std::vector<Part>& parts = root.blocks.emplace_back();
    for (std::size_t cell = 0; cell < block.open.size(); ++cell)
      if (block.open[cell] != 0) parts.push_back({static_cast<int>(cell), 0});
    for (Part& part : parts) part.share = 1.0 / static_cast<double>(parts.size());
  }
  return root;
}

bool Propagation::assign(Openings& node, int variable, int option) const {
  node.choice[variable] = option;
  const Variable& v = gains_.world->compiled->variables[variable];
  node.package[v.issue] = v.options[option];
  return std::none_of(gains_.rules_of[variable].begin(), gains_.rules_of[variable].end(),
                      [&](int r) { return evaluate(*gains_.world->rules[r], node.package, levers_) == Truth::no; });
}

bool Propagation::propagate(Openings& node) const {
  for (bool again = true; again;) {
    again = false;
    for (std::size_t b = 0; b < node.blocks.size(); ++b)
      if (gains_.blocks[b].classes.empty() && !fix(node, b, again)) return false;  // else its variables' blocks speak
    for (const Messages::Link& link : messages_.links()) {
      const Agreed agreed = agree(node, link);
      if (agreed == Agreed::empty) return false;
      again = again || agreed == Agreed::changed;
    }
  }
  return true;
}

/// Drops what does not go with the choices, and chooses where one option is left.
bool Propagation::fix(Openings& node, std::size_t b, bool& changed) const {
  const Gains::Block& block = gains_.blocks[b];
  std::vector<Part>& parts = node.blocks[b];
  drop(parts, [&](const Part& part) {
    const std::vector<int>& options = block.choices[part.cell];
    for (std::size_t i = 0; i < options.size(); ++i)
      if (const int fixed = node.choice[block.scope[i]]; fixed >= 0 && fixed != options[i]) return true;
    return false;
  });
  if (parts.empty()) return false;
  for (std::size_t i = 0; i < block.scope.size(); ++i) {
    if (node.choice[block.scope[i]] >= 0) continue;
    const int first = block.choices[parts.front().cell][i];
    if (std::any_of(parts.begin(), parts.end(), [&](const Part& part) { return block.choices[part.cell][i] != first; }))
      continue;
    if (!assign(node, block.scope[i], first)) return false;
    changed = true;
  }
  return true;
}

/// Drops the cells of a block and the options of a variable whose class has nothing left on the other side.
Propagation::Agreed Propagation::agree(Openings& node, const Messages::Link& link) const {
  std::vector<Part>& cells = node.blocks[link.block];
  std::vector<Part>& options = node.blocks[link.variable];
  const auto class_of_cell = [&](const Part& part) {
    return static_cast<std::size_t>(gains_.blocks[link.block].choices[part.cell][link.place]);
  };
  std::vector<char> left(link.classes, 0);
  for (const Part& part : options) left[messages_.class_of(link, part.cell)] = 1;
  const bool fewer = drop(cells, [&](const Part& part) { return left[class_of_cell(part)] == 0; });
  left.assign(link.classes, 0);
  for (const Part& part : cells) left[class_of_cell(part)] = 1;
  const bool less = drop(options, [&](const Part& part) { return left[messages_.class_of(link, part.cell)] == 0; });
  if (cells.empty() || options.empty()) return Agreed::empty;
  return fewer || less ? Agreed::changed : Agreed::same;
}

}  // namespace parley
