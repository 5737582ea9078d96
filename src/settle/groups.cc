#include "settle/groups.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace parley {

namespace {

/// Sets of variables that are looked at together: of tables, then of rules.
struct GroupScopes {
  std::vector<std::vector<int>> all;
  std::size_t tables = 0;
};

GroupScopes scopes_of(const OneWorld& world) {
  GroupScopes scopes;
  for (const WorldTable& table : world.tables) scopes.all.push_back(table.scope);
  scopes.tables = world.tables.size();
  std::vector<int> variable_of(world.compiled->source->casebook.issues.size(), -1);
  for (std::size_t v = 0; v < world.options.size(); ++v)
    variable_of[world.compiled->variables[v].issue] = static_cast<int>(v);
  for (const Formula* rule : world.rules) {
    std::vector<int> scope;
    for (int issue : rule->issues())
      if (variable_of[issue] >= 0) scope.push_back(variable_of[issue]);
    scopes.all.push_back(scope);
  }
  return scopes;
}

std::vector<std::vector<int>> connected(const GroupScopes& scopes, std::size_t variables) {
  std::vector<int> root(variables);
  std::iota(root.begin(), root.end(), 0);
  auto find = [&](int v) {
    while (root[v] != v) v = root[v] = root[root[v]];
    return v;
  };
  for (const auto& scope : scopes.all)
    for (int v : scope) {
      const int a = find(scope[0]);
      const int b = find(v);
      root[std::max(a, b)] = std::min(a, b);
    }
  std::vector<std::vector<int>> members(variables);
  for (int v = 0; v < static_cast<int>(variables); ++v) members[find(v)].push_back(v);
  members.erase(std::remove_if(members.begin(), members.end(), [](const auto& group) { return group.empty(); }),
                members.end());
  return members;
}

/// Greedy: next comes the variable that leaves the fewest choices open.
std::vector<int> good_order(const std::vector<int>& members, const GroupScopes& scopes,
                            const std::vector<int>& options) {
  std::vector<char> done(options.size(), 0);
  auto open_after = [&](int next) {
    std::vector<char> open(options.size(), 0);
    for (const auto& scope : scopes.all) {
      const bool later = std::any_of(scope.begin(), scope.end(), [&](int v) { return done[v] == 0 && v != next; });
      if (!later) continue;
      for (int v : scope) open[v] = static_cast<char>(open[v] | (done[v] != 0 || v == next ? 1 : 0));
    }
    double states = 1;
    for (int v : members)
      if (open[v] != 0) states *= options[v];
    return states;
  };
  std::vector<int> order;
  while (order.size() < members.size()) {
    int best = -1;
    double least = std::numeric_limits<double>::infinity();
    for (int v : members) {
      if (done[v] != 0) continue;
      const double states = open_after(v);
      if (best >= 0 && states >= least) continue;
      least = states;
      best = v;
    }
    done[best] = 1;
    order.push_back(best);
  }
  return order;
}

Group make_group(const std::vector<int>& order, const GroupScopes& scopes, std::size_t variables) {
  Group group;
  group.variables = order;
  group.tables.resize(order.size());
  group.rules.resize(order.size());
  group.open.resize(order.size());
  std::vector<int> place(variables, -1);
  for (std::size_t k = 0; k < order.size(); ++k) place[order[k]] = static_cast<int>(k);
  for (std::size_t s = 0; s < scopes.all.size(); ++s) {
    const auto& scope = scopes.all[s];
    if (scope.empty() || place[scope[0]] < 0) continue;
    int last = 0;
    for (int v : scope) last = std::max(last, place[v]);
    if (s < scopes.tables)
      group.tables[last].push_back(static_cast<int>(s));
    else
      for (int v : scope) group.rules[place[v]].push_back(static_cast<int>(s - scopes.tables));
    for (int v : scope)
      for (int k = place[v]; k < last; ++k)
        if (std::find(group.open[k].begin(), group.open[k].end(), v) == group.open[k].end()) group.open[k].push_back(v);
  }
  for (auto& open : group.open) std::sort(open.begin(), open.end());
  return group;
}

}  // namespace

std::vector<Group> groups_of(const OneWorld& world) {
  const GroupScopes scopes = scopes_of(world);
  std::vector<Group> groups;
  for (const auto& members : connected(scopes, world.options.size()))
    groups.push_back(make_group(good_order(members, scopes, world.options), scopes, world.options.size()));
  return groups;
}

}  // namespace parley
