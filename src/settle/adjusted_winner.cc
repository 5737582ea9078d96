#include "settle/adjusted_winner.h"

#include <algorithm>

#include "settle/settle.h"

namespace parley {

namespace {

/// Why the issues of a world cannot be divided; empty where they can.
std::string obstacle(const OneWorld& world) {
  if (world.principals.size() != 2) return "it is for two principals";
  if (!world.rules.empty()) return "a rule ties issues together";
  for (const WorldTable& table : world.tables) {
    if (std::any_of(table.shut.begin(), table.shut.end(), [](std::uint64_t s) { return s != 0; }))
      return "a red line or a missing vote cannot be divided";
    if (table.scope.size() > 1) return "the value of one issue hangs on another";
  }
  return {};
}

/// The option that is best for a principal; of several, the one that is better for the other, then the first.
int best_option(const WorldTable& table, std::size_t options, std::size_t k) {
  int best = 0;
  for (std::size_t o = 1; o < options; ++o) {
    const Wide mine = table.values[o * 2 + k], best_mine = table.values[static_cast<std::size_t>(best) * 2 + k];
    const Wide theirs = table.values[o * 2 + 1 - k];
    const Wide best_theirs = table.values[static_cast<std::size_t>(best) * 2 + 1 - k];
    if (mine > best_mine || (mine == best_mine && theirs > best_theirs)) best = static_cast<int>(o);
  }
  return best;
}

/// Gives the first party all that means more to it, then moves issues until both shares are equal.
void divide(AdjustedWinner& result) {
  std::vector<AdjustedWinner::Item*> order;
  BigRational won[2];
  for (AdjustedWinner::Item& item : result.items) {
    const bool first = item.points[0] >= item.points[1];
    item.to_first = first ? 1 : 0;
    won[first ? 0 : 1] += item.points[first ? 0 : 1];
    order.push_back(&item);
  }
  const int ahead = won[0] >= won[1] ? 0 : 1;
  const int behind = 1 - ahead;
  std::stable_sort(order.begin(), order.end(), [&](const auto* a, const auto* b) {
    return a->points[ahead] * b->points[behind] < b->points[ahead] * a->points[behind];
  });
  for (AdjustedWinner::Item* item : order) {
    if (item->to_first != (ahead == 0 ? 1 : 0) || won[ahead] <= won[behind]) continue;
    const BigRational both = item->points[0] + item->points[1];
    if (both == 0) continue;
    const BigRational part = std::min(BigRational(1), BigRational((won[ahead] - won[behind]) / both));
    item->to_first += ahead == 0 ? BigRational(-part) : part;
    won[ahead] -= part * item->points[ahead];
    won[behind] += part * item->points[behind];
  }
  result.share = won[0];
}

}  // namespace

AdjustedWinner adjusted_winner(const OneWorld& world) {
  AdjustedWinner result;
  result.why_not = obstacle(world);
  if (!result.why_not.empty()) return result;
  BigRational all[2];
  for (const WorldTable& table : world.tables) {
    const std::size_t options = table.scope.empty() ? 1 : static_cast<std::size_t>(world.options[table.scope[0]]);
    AdjustedWinner::Item item;
    item.variable = table.scope.empty() ? -1 : table.scope[0];
    for (std::size_t k = 0; k < 2; ++k) item.options[k] = best_option(table, options, k);
    for (std::size_t k = 0; k < 2; ++k) {
      const BigInt low(table.values[static_cast<std::size_t>(item.options[1 - k]) * 2 + k]);
      const BigInt high(table.values[static_cast<std::size_t>(item.options[k]) * 2 + k]);
      result.values[k] += BigRational(low);
      item.points[k] = BigRational(BigInt(high - low));
      all[k] += item.points[k];
    }
    if (item.options[0] != item.options[1]) result.items.push_back(item);
  }
  if (all[0] == 0 || all[1] == 0) {
    result.why_not = "there is nothing to divide";
    return result;
  }
  std::sort(result.items.begin(), result.items.end(),
            [](const auto& a, const auto& b) { return a.variable < b.variable; });
  for (AdjustedWinner::Item& item : result.items)
    for (int k = 0; k < 2; ++k) item.points[k] /= all[k];
  divide(result);
  for (int k = 0; k < 2; ++k) result.values[k] += result.share * all[k];
  return result;
}

}  // namespace parley
