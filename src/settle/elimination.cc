#include "settle/elimination.h"

#include <algorithm>
#include <numeric>

#include "model/wide.h"

namespace parley {

namespace {

using Indices = std::vector<std::uint32_t>;
constexpr std::size_t worth_a_sieve = 4096;  // points
constexpr std::size_t sieve_size = 24;
constexpr std::size_t sample_size = 1024;

template <class Value>
struct Cloud {
  std::span<const Value> points;
  std::size_t dims;
  std::size_t size;

  [[nodiscard]] const Value* at(std::size_t i) const { return points.data() + i * dims; }

  [[nodiscard]] bool dominates(std::size_t a, std::size_t b) const {
    bool below = false;
    bool above = false;
    for (std::size_t j = 0; j < dims; ++j) {
      below |= at(a)[j] < at(b)[j];
      above |= at(a)[j] > at(b)[j];
    }
    return above && !below;
  }
};

/// The points that dominate the largest part of the box, the largest first.
template <class Value>
Indices largest(const Cloud<Value>& cloud) {
  std::vector<Value> low(cloud.at(0), cloud.at(1));
  std::vector<Value> high = low;
  for (std::size_t i = 1; i < cloud.size; ++i)
    for (std::size_t j = 0; j < cloud.dims; ++j) {
      low[j] = std::min(low[j], cloud.at(i)[j]);
      high[j] = std::max(high[j], cloud.at(i)[j]);
    }
  std::vector<std::size_t> varied;
  std::vector<double> part(cloud.dims);  // what a unit is of the range
  for (std::size_t j = 0; j < cloud.dims; ++j) {
    if (!(low[j] < high[j])) continue;
    varied.push_back(j);
    part[j] = 1 / (static_cast<double>(high[j]) - static_cast<double>(low[j]));
  }
  using Sized = std::pair<double, std::uint32_t>;
  std::vector<Sized> found;
  for (std::size_t i = 0; i < cloud.size; ++i) {
    double volume = 1;
    for (std::size_t j : varied)
      volume *= (static_cast<double>(cloud.at(i)[j]) - static_cast<double>(low[j])) * part[j];
    if (found.size() == sieve_size && volume <= found.back().first) continue;
    const auto place = std::find_if(found.begin(), found.end(), [&](const Sized& s) { return s.first < volume; });
    found.insert(place, {volume, static_cast<std::uint32_t>(i)});
    if (found.size() > sieve_size) found.pop_back();
  }
  Indices result;
  for (const auto& [volume, i] : found)  // one that an earlier one dominates leaves nothing out that it does not
    if (std::none_of(result.begin(), result.end(), [&, at = i](std::uint32_t r) { return cloud.dominates(r, at); }))
      result.push_back(i);
  return result;
}

/// What the sieve leaves; everything where a sample shows that it would leave most.
template <class Value>
Indices sieved(const Cloud<Value>& cloud) {
  Indices left(cloud.size);
  std::iota(left.begin(), left.end(), 0);
  if (cloud.size < worth_a_sieve || cloud.dims < 2) return left;

  const Indices sieve = largest(cloud);
  const auto goes = [&](std::uint32_t i) {
    return std::any_of(sieve.begin(), sieve.end(), [&](std::uint32_t s) { return cloud.dominates(s, i); });
  };
  std::size_t gone = 0;
  for (std::size_t k = 0; k < sample_size; ++k)
    gone += goes(static_cast<std::uint32_t>(k * cloud.size / sample_size)) ? 1 : 0;
  if (gone >= sample_size / 4) left.erase(std::remove_if(left.begin(), left.end(), goes), left.end());
  return left;
}

}  // namespace

template <class Value>
std::vector<std::uint32_t> eliminate(std::span<const Value> points, int dims) {
  const auto d = static_cast<std::size_t>(dims);
  return sieved(Cloud<Value>{points, d, points.size() / d});
}

template std::vector<std::uint32_t> eliminate<std::int32_t>(std::span<const std::int32_t>, int);
template std::vector<std::uint32_t> eliminate<Wide>(std::span<const Wide>, int);
template std::vector<std::uint32_t> eliminate<double>(std::span<const double>, int);

}  // namespace parley
