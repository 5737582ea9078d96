#include "settle/packed_points.h"

#include <algorithm>
#include <bit>

namespace parley {

std::pair<std::int64_t, std::int64_t> value_range(std::span<const std::int32_t> points, std::size_t dims,
                                                  std::size_t j) {
  std::int32_t low = points[j];
  std::int32_t high = low;
  for (std::size_t at = j; at < points.size(); at += dims) {
    low = std::min(low, points[at]);
    high = std::max(high, points[at]);
  }
  return {low, high};
}

Packing::Packing(std::span<const std::int32_t> points, std::size_t dims, std::size_t skip) {
  int used = 64;  // bits of the last word
  for (std::size_t j = skip; j < dims; ++j) {
    const auto [low, high] = value_range(points, dims, j);
    const auto bits = static_cast<int>(std::bit_width(static_cast<std::uint64_t>(high - low + 1)));
    if (used + bits + 1 > 64) {
      guards_.push_back(0);
      used = 0;
    }
    fields_.push_back({guards_.size() - 1, used, (std::uint64_t{1} << bits) - 1, low});
    guards_.back() |= std::uint64_t{1} << (used + bits);
    used += bits + 1;
  }
}

}  // namespace parley
