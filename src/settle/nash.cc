#include "settle/nash.h"

#include <algorithm>
#include <cmath>

namespace parley {

namespace {

const long double safe_value = 1 - std::ldexp(1.0L, -40);

BigInt power(const BigInt& base, int exponent) {
  BigInt result = 1;
  for (; exponent > 0; --exponent) result *= base;
  return result;
}

}  // namespace

NashGoal::NashGoal(const Gains& gains, std::vector<int> weights) : gains_(gains), weights_(std::move(weights)) {
  for (int weight : weights_) {
    total_ += weight;
    plain_ = plain_ && weight <= 1;
  }
}

double NashGoal::merit(std::span<const double> units) const {
  double product = 1;
  for (std::size_t k = 0; k < units.size(); ++k) {
    if (weights_[k] == 0) continue;
    const double share = units[k] / (static_cast<double>(gains_.reach[k]) + 1);
    if (!(share > 0)) return share;
    product *= plain_ ? share : std::pow(share, static_cast<double>(weights_[k]) / total_);
  }
  return product;
}

std::vector<std::size_t> NashGoal::lifted() const {
  std::vector<std::size_t> list;
  for (std::size_t k = 0; k < weights_.size(); ++k)
    if (weights_[k] > 0) list.push_back(k);
  return list;
}

double NashGoal::worth(std::span<const double> multipliers, double, std::span<double> gradient,
                       std::span<double> hessian) const {
  double sum = 0;
  std::size_t i = 0;
  for (int weight : weights_) {
    if (weight == 0) continue;
    sum += weight * std::log(multipliers[i]);
    gradient[i] += weight / multipliers[i];
    hessian[i * multipliers.size() + i] -= weight / (multipliers[i] * multipliers[i]);
    ++i;
  }
  return sum;
}

std::optional<Wide> NashGoal::level(std::span<Wide> multipliers) const {
  if (!best_) return std::nullopt;
  long double sum = log_best_;
  for (std::size_t k = 0; k < weights_.size(); ++k) {
    if (weights_[k] == 0) continue;
    if (multipliers[k] <= 0) return 0;
    sum += weights_[k] * std::log(static_cast<long double>(multipliers[k]) / weights_[k]);
  }
  return static_cast<Wide>(total_ * std::exp(sum / total_) * safe_value);
}

Offer NashGoal::offer(std::span<const Wide> units) {
  BigInt product = 1;
  for (std::size_t k = 0; k < weights_.size(); ++k)
    if (weights_[k] > 0) product *= power(BigInt(units[k]), weights_[k]);
  if (best_ && product < *best_) return Offer::worse;
  if (best_ && product == *best_) return Offer::equal;
  best_ = product;
  log_best_ = 0;
  for (std::size_t k = 0; k < weights_.size(); ++k)
    if (weights_[k] > 0) log_best_ += weights_[k] * std::log(static_cast<long double>(units[k]));
  return Offer::better;
}

double NashGoal::log_bound(const Certificate& root) const {
  long double easy = 0;
  long double sum = 0;
  bool usable = !root.multipliers.empty();
  for (std::size_t k = 0; k < weights_.size(); ++k) {
    if (weights_[k] == 0) {
      // What such a party gains is left out of the product, and never below its floor.
      continue;
    }
    easy += weights_[k] * std::log(static_cast<long double>(gains_.start[k] + gains_.reach[k]));
    if (!usable || root.multipliers[k] <= 0) {
      usable = false;
      continue;
    }
    sum += weights_[k] * std::log(static_cast<long double>(root.multipliers[k]) / weights_[k]);
  }
  if (!usable) return static_cast<double>(easy);
  Wide most = root.most;
  for (std::size_t k = 0; k < weights_.size(); ++k)
    if (weights_[k] == 0) most -= root.multipliers[k] * gains_.floor[k];
  const long double all = total_ * std::log(static_cast<long double>(most) / total_ / safe_value) - sum;
  return static_cast<double>(std::min(all, easy));
}

}  // namespace parley
