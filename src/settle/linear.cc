#include "settle/linear.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "settle/dual_relaxation.h"

namespace parley {

LinearGoal::LinearGoal(const Gains& gains, std::vector<Wide> weights) : gains_(gains), weights_(std::move(weights)) {
  for (std::size_t k = 0; k < weights_.size(); ++k) {
    numbers_.push_back(static_cast<double>(weights_[k]));
    range_ += std::abs(numbers_[k]) * static_cast<double>(gains.reach[k]);
  }
}

double LinearGoal::merit(std::span<const double> units) const {
  double sum = 0;
  for (std::size_t k = 0; k < units.size(); ++k) sum += numbers_[k] * units[k];
  return sum;
}

void LinearGoal::given(std::span<double> multipliers) const {
  for (std::size_t k = 0; k < numbers_.size(); ++k) multipliers[k] = numbers_[k] * reach_of(gains_, k) / range_;
}

std::optional<Wide> LinearGoal::level(std::span<Wide> multipliers) const {
  const std::optional<Wide> sum = wanted();
  if (!sum) return std::nullopt;
  const Wide by = times(multipliers);
  for (std::size_t k = 0; k < weights_.size(); ++k) multipliers[k] = by * weights_[k];
  return by * *sum;
}

Wide LinearGoal::times(std::span<const Wide> multipliers) const {
  std::optional<Wide> least;
  for (std::size_t k = 0; k < weights_.size(); ++k)
    if (weights_[k] != 0) least = std::min(least.value_or(multipliers[k] / weights_[k]), multipliers[k] / weights_[k]);
  return std::max<Wide>(least.value_or(0), 0);
}

bool LinearGoal::rises() const {
  return std::all_of(weights_.begin(), weights_.end(), [](Wide weight) { return weight >= 0; });
}

bool LinearGoal::possible(std::span<const Wide> most) const {
  const std::optional<Wide> least = wanted();
  if (!least) return true;
  Wide sum = 0;
  for (std::size_t k = 0; k < weights_.size(); ++k)
    sum += weights_[k] * (weights_[k] > 0 ? most[k] : std::max(gains_.start[k], gains_.floor[k]));
  return sum >= *least;
}

bool LinearGoal::next_stage() {
  better_ = 0;
  return false;
}

Offer LinearGoal::offer(std::span<const Wide> units) {
  Wide sum = 0;
  for (std::size_t k = 0; k < weights_.size(); ++k) sum += weights_[k] * units[k];
  if (best_ && sum < *best_) return Offer::worse;
  if (best_ && sum == *best_) return Offer::equal;
  best_ = sum;
  return Offer::better;
}

Wide LinearGoal::bound(const Certificate& root) const {
  // multipliers = times * weights + what the floors add: the largest `times` that leaves them something.
  Wide easy = 0;
  for (std::size_t k = 0; k < weights_.size(); ++k)
    easy += weights_[k] * (gains_.start[k] + (weights_[k] > 0 ? gains_.reach[k] : 0));
  std::optional<Wide> times;
  for (std::size_t k = 0; k < weights_.size() && !root.multipliers.empty(); ++k)
    if (weights_[k] > 0)
      times = std::min(times.value_or(root.multipliers[k] / weights_[k]), root.multipliers[k] / weights_[k]);
  if (!times || *times <= 0) return easy;
  Wide most = root.most;
  for (std::size_t k = 0; k < weights_.size(); ++k)
    most -= (root.multipliers[k] - *times * weights_[k]) * gains_.floor[k];
  return std::min(easy, divide_down(most, *times));
}

}  // namespace parley
