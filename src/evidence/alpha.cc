#include "evidence/alpha.h"

#include <algorithm>
#include <cmath>

#include "core/random.h"

namespace parley {
namespace {

// The coincidence matrix, row by row.
struct Coincidences {
  std::size_t size = 0;
  std::vector<double> cells;
  std::vector<double> margins;
  double all = 0;

  explicit Coincidences(std::size_t values) : size(values), cells(values * values, 0), margins(values, 0) {}

  void add(const CodedUnit& unit) {
    if (unit.size() < 2) return;
    const double weight = 1 / static_cast<double>(unit.size() - 1);
    for (std::size_t a = 0; a < unit.size(); ++a)
      for (std::size_t b = 0; b < unit.size(); ++b)
        if (a != b) cells[static_cast<std::size_t>(unit[a]) * size + static_cast<std::size_t>(unit[b])] += weight;
    for (const int value : unit) margins[static_cast<std::size_t>(value)] += 1;
    all += static_cast<double>(unit.size());
  }
};

// The squared difference of two values. For ranks it is the square of the sum of the margins from one to the other, the
// two ends counted by half.
double difference(const Coincidences& matrix, std::size_t a, std::size_t b, Metric metric) {
  if (a == b) return 0;
  if (metric == Metric::nominal) return 1;
  const auto [low, high] = std::minmax(a, b);
  double between = -(matrix.margins[low] + matrix.margins[high]) / 2;
  for (std::size_t k = low; k <= high; ++k) between += matrix.margins[k];
  return between * between;
}

std::optional<double> alpha_of(const Coincidences& matrix, Metric metric) {
  double observed = 0, expected = 0;
  for (std::size_t a = 0; a < matrix.size; ++a)
    for (std::size_t b = 0; b < matrix.size; ++b) {
      const double d = difference(matrix, a, b, metric);
      observed += matrix.cells[a * matrix.size + b] * d;
      expected += matrix.margins[a] * matrix.margins[b] * d;
    }
  if (matrix.all < 2 || expected == 0) return std::nullopt;
  return 1 - (matrix.all - 1) * observed / expected;
}

std::size_t count_values(std::span<const CodedUnit> units) {
  int most = -1;
  for (const CodedUnit& unit : units)
    for (const int value : unit) most = std::max(most, value);
  return static_cast<std::size_t>(most) + 1;
}

}  // namespace

Alpha krippendorff_alpha(std::span<const CodedUnit> units, Metric metric) {
  Coincidences matrix(count_values(units));
  Alpha alpha;
  for (const CodedUnit& unit : units) {
    matrix.add(unit);
    if (unit.size() < 2) continue;
    ++alpha.units;
    alpha.values += unit.size();
  }
  alpha.value = alpha_of(matrix, metric);
  double same = 0;
  for (std::size_t a = 0; a < matrix.size; ++a) same += matrix.cells[a * matrix.size + a];
  if (matrix.all > 0) alpha.agreement = same / matrix.all;
  return alpha;
}

Alpha krippendorff_alpha(std::span<const CodedUnit> units, Metric metric, std::size_t draws, std::uint64_t seed) {
  Alpha alpha = krippendorff_alpha(units, metric);
  if (!alpha.value || draws == 0) return alpha;
  std::vector<const CodedUnit*> whole;
  for (const CodedUnit& unit : units)
    if (unit.size() >= 2) whole.push_back(&unit);
  const std::size_t values = count_values(units);
  const StreamKey key = stream_key(seed, {"agreement"});
  std::vector<double> sampled;
  for (std::size_t d = 0; d < draws; ++d) {
    Coincidences matrix(values);
    for (std::size_t k = 0; k < whole.size(); ++k) {
      const double u = uniform(key, d, static_cast<std::uint32_t>(k));
      matrix.add(*whole[static_cast<std::size_t>(u * static_cast<double>(whole.size()))]);
    }
    sampled.push_back(alpha_of(matrix, metric).value_or(1));
  }
  std::sort(sampled.begin(), sampled.end());
  const auto at = [&](double share) {
    return sampled[static_cast<std::size_t>(std::floor(share * static_cast<double>(sampled.size() - 1) + 0.5))];
  };
  alpha.low = at(0.025);
  alpha.high = at(0.975);
  return alpha;
}

}  // namespace parley
