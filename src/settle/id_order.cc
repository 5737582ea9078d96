#include "settle/id_order.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string_view>

namespace parley {

namespace {

/// The bits of those who refuse a cell, principals first; voters keep their places.
std::uint64_t moved(std::uint64_t shut, const std::vector<std::size_t>& from) {
  std::uint64_t result = shut >> from.size() << from.size();
  for (std::size_t k = 0; k < from.size(); ++k) result |= (shut >> from[k] & 1U) << k;
  return result;
}

void reorder(WorldTable& table, const std::vector<std::size_t>& from) {
  const std::size_t n = from.size();
  std::vector<Wide> cell(n);
  for (std::size_t at = 0; at + n <= table.values.size(); at += n) {
    for (std::size_t k = 0; k < n; ++k) cell[k] = table.values[at + from[k]];
    std::copy(cell.begin(), cell.end(), table.values.begin() + static_cast<std::ptrdiff_t>(at));
  }
  for (std::uint64_t& shut : table.shut) shut = moved(shut, from);
}

}  // namespace

OrderedWorld in_order_of_ids(const OneWorld& world) {
  OrderedWorld ordered{world, std::vector<std::size_t>(world.principals.size())};
  const auto id = [&](std::size_t k) -> std::string_view {
    return world.compiled->source->casebook.parties[world.principals[k].party].id;
  };
  std::iota(ordered.from.begin(), ordered.from.end(), 0);
  std::sort(ordered.from.begin(), ordered.from.end(), [&](std::size_t a, std::size_t b) { return id(a) < id(b); });
  std::stable_sort(ordered.world.rules.begin(), ordered.world.rules.end(),
                   [](const Formula* a, const Formula* b) { return a->text < b->text; });
  if (std::is_sorted(ordered.from.begin(), ordered.from.end())) return ordered;
  for (std::size_t k = 0; k < ordered.from.size(); ++k) ordered.world.principals[k] = world.principals[ordered.from[k]];
  for (WorldTable& table : ordered.world.tables) reorder(table, ordered.from);
  return ordered;
}

}  // namespace parley
