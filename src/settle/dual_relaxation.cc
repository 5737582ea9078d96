#include "settle/dual_relaxation.h"

#include <algorithm>
#include <cmath>

namespace parley {

namespace {

constexpr double first_blur = 0.5;  // of the goal's size, shared out among the blocks
constexpr double last_blur = 0.003;
constexpr double last_shared_blur = 0.02;  // where blocks share variables: a smaller one holds the messages up
constexpr double step_shrink = 0.25;
constexpr double unseen = 1e-7;   // a smaller share of a block does not count in the second derivatives
constexpr double inside = 0.95;   // of the way to where a multiplier would be zero
constexpr double settled = 1e-4;  // of the blur: a smaller gain of a step ends the round

/// Solves the symmetric system in place by Cholesky's method; a little is added to pivots that are not positive.
void solve(std::vector<double>& a, std::vector<double>& b, std::size_t n) {
  for (std::size_t j = 0; j < n; ++j) {
    double pivot = a[j * n + j];
    const double before = pivot;
    for (std::size_t i = 0; i < j; ++i) pivot -= a[j * n + i] * a[j * n + i];
    pivot = std::sqrt(std::max(pivot, 1e-12 * std::abs(before) + 1e-280));
    a[j * n + j] = pivot;
    for (std::size_t r = j + 1; r < n; ++r) {
      double sum = a[r * n + j];
      for (std::size_t i = 0; i < j; ++i) sum -= a[r * n + i] * a[j * n + i];
      a[r * n + j] = sum / pivot;
    }
  }
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t i = 0; i < j; ++i) b[j] -= a[j * n + i] * b[i];
    b[j] /= a[j * n + j];
  }
  for (std::size_t j = n; j-- > 0;) {
    for (std::size_t i = j + 1; i < n; ++i) b[j] -= a[i * n + j] * b[i];
    b[j] /= a[j * n + j];
  }
}

}  // namespace

double reach_of(const Gains& gains, std::size_t k) { return std::max(1.0, static_cast<double>(gains.reach[k])); }

double log_of_sum(std::span<const double> wanted, std::span<const double> multipliers, double blur,
                  std::span<double> gradient, std::span<double> hessian) {
  const std::size_t n = multipliers.size();
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += wanted[i] * multipliers[i];
  double value = std::log(sum);
  for (std::size_t i = 0; i < n; ++i) {
    value += blur * std::log(multipliers[i]);
    gradient[i] += wanted[i] / sum + blur / multipliers[i];
    hessian[i * n + i] -= blur / (multipliers[i] * multipliers[i]);
    for (std::size_t j = 0; j < n; ++j) hessian[i * n + j] -= wanted[i] * wanted[j] / (sum * sum);
  }
  return value;
}

DualRelaxation::DualRelaxation(const Gains& gains, const Goal& goal)
    : gains_(gains), goal_(goal), n_(gains.parties), party_of_(goal.lifted()), given_(gains.parties, 0) {
  lifted_ = party_of_.size();
  std::vector<char> is_lifted(n_, 0);
  for (std::size_t k : party_of_) is_lifted[k] = 1;
  for (std::size_t k = 0; k < n_; ++k) {
    start_.push_back(static_cast<double>(gains.start[k]) / reach_of(gains, k));
    floors_.push_back(static_cast<double>(gains.floor[k]) / reach_of(gains, k));
    if (gains.floor[k] > gains.start[k] && (is_lifted[k] == 0 || gains.floor[k] > 1)) party_of_.push_back(k);
  }
  for (const Gains::Block& block : gains.blocks) {
    std::vector<double>& numbers = numbers_.emplace_back(block.units.begin(), block.units.end());
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] /= reach_of(gains, i % n_);
  }
  goal.given(given_);
  const double share = goal.size() / static_cast<double>(std::max<std::size_t>(1, gains.blocks.size()));
  const double last = gains.overlapping ? last_shared_blur : last_blur;
  for (double blur = first_blur; blur > last; blur *= step_shrink) blurs_.push_back(blur * share);
  blurs_.push_back(last * share);
}

std::vector<double> DualRelaxation::beginning() const {
  std::vector<double> at;
  for (std::size_t i = 0; i < party_of_.size(); ++i) {
    const double middle = std::max(0.1, start_[party_of_[i]] + 0.5);
    at.push_back(i < lifted_ ? goal_.size() / (static_cast<double>(lifted_) * middle) : 0.1);
  }
  return at;
}

std::span<const double> DualRelaxation::blurs(bool from_beginning) const {
  return from_beginning ? std::span(blurs_) : std::span(blurs_).last(1);
}

void DualRelaxation::set_multipliers(std::span<const double> at) {
  sum_ = given_;
  for (std::size_t i = 0; i < at.size(); ++i) sum_[party_of_[i]] += at[i];
}

void DualRelaxation::multipliers(std::span<const double> at, std::vector<double>& by_goal,
                                 std::vector<double>& by_floors) const {
  by_goal = given_;
  by_floors.assign(n_, 0);
  for (std::size_t i = 0; i < at.size(); ++i) (i < lifted_ ? by_goal : by_floors)[party_of_[i]] += at[i];
  for (std::size_t k = 0; k < n_; ++k) {
    by_goal[k] /= reach_of(gains_, k);
    by_floors[k] /= reach_of(gains_, k);
  }
}

/// What does not come from the blocks: the start, the goal's worth and the floors. Adds to gradient_ and hessian_.
double DualRelaxation::add_own(std::span<const double> at, double blur) {
  const std::size_t m = at.size();
  step_.assign(lifted_, 0);
  total_.assign(lifted_ * lifted_, 0);
  double value = -goal_.worth(at.first(lifted_), blur, step_, total_);
  for (std::size_t k = 0; k < n_; ++k) value += sum_[k] * start_[k];
  gradient_.assign(m, 0);
  hessian_.assign(m * m, 0);
  for (std::size_t i = 0; i < m; ++i) {
    gradient_[i] += start_[party_of_[i]];
    if (i < lifted_) {
      gradient_[i] -= step_[i];
      for (std::size_t j = 0; j < lifted_; ++j) hessian_[i * m + j] -= total_[i * lifted_ + j];
      continue;
    }
    const double floor = floors_[party_of_[i]];
    value -= floor * at[i] + blur * std::log(at[i]);
    gradient_[i] -= floor + blur / at[i];
    hessian_[i * m + i] += blur / (at[i] * at[i]);
  }
  return value;
}

double DualRelaxation::value(const std::vector<std::vector<Part>>& blocks, std::span<const double> at, double blur) {
  set_multipliers(at);
  double value = add_own(at, blur);
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    weights_.clear();
    double best = -1e300;
    for (const Part& part : blocks[b]) {
      const double* units = numbers_[b].data() + static_cast<std::size_t>(part.cell) * n_;
      double dot = part.offset;
      for (std::size_t k = 0; k < n_; ++k) dot += sum_[k] * units[k];
      weights_.push_back(dot);
      best = std::max(best, dot);
    }
    double sum = 0;
    for (double w : weights_)
      if (const double x = (w - best) / blur; x > -40) sum += std::exp(x);
    value += best + blur * std::log(sum);
  }
  return value;
}

double DualRelaxation::derivatives(std::vector<std::vector<Part>>& blocks, std::span<const double> at, double blur) {
  const std::size_t m = at.size();
  set_multipliers(at);
  double value = add_own(at, blur);
  total_.assign(n_, 0);
  covariance_.assign(n_ * n_, 0);
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    std::vector<Part>& parts = blocks[b];
    double best = -1e300;
    for (Part& part : parts) {
      const double* units = numbers_[b].data() + static_cast<std::size_t>(part.cell) * n_;
      double dot = part.offset;
      for (std::size_t k = 0; k < n_; ++k) dot += sum_[k] * units[k];
      part.share = dot;
      best = std::max(best, dot);
    }
    double sum = 0;
    for (Part& part : parts) {
      const double x = (part.share - best) / blur;
      part.share = x > -40 ? std::exp(x) : 0;
      sum += part.share;
    }
    value += best + blur * std::log(sum);
    mean_.assign(n_, 0);
    for (Part& part : parts) {
      part.share /= sum;
      if (part.share < unseen) continue;
      const double* units = numbers_[b].data() + static_cast<std::size_t>(part.cell) * n_;
      for (std::size_t k = 0; k < n_; ++k) mean_[k] += part.share * units[k];
    }
    for (std::size_t k = 0; k < n_; ++k) total_[k] += mean_[k];
    for (const Part& part : parts) {
      if (part.share < unseen) continue;
      const double* units = numbers_[b].data() + static_cast<std::size_t>(part.cell) * n_;
      for (std::size_t k = 0; k < n_; ++k) {
        const double scaled = part.share * (units[k] - mean_[k]) / blur;
        for (std::size_t j = 0; j <= k; ++j) covariance_[k * n_ + j] += scaled * (units[j] - mean_[j]);
      }
    }
  }
  for (std::size_t i = 0; i < m; ++i) {
    gradient_[i] += total_[party_of_[i]];
    for (std::size_t j = 0; j < m; ++j)
      hessian_[i * m + j] +=
          covariance_[std::max(party_of_[i], party_of_[j]) * n_ + std::min(party_of_[i], party_of_[j])];
  }
  return value;
}

bool DualRelaxation::improve(std::vector<std::vector<Part>>& blocks, std::vector<double>& at, double blur) {
  const std::size_t m = at.size();
  const double before = derivatives(blocks, at, blur);
  if (m == 0) return false;
  step_ = gradient_;
  for (double& s : step_) s = -s;
  const std::vector<double> slope = gradient_;
  solve(hessian_, step_, m);
  std::vector<double> step = step_;
  double far = 1;
  double gain = 0;
  for (std::size_t i = 0; i < m; ++i) {
    if (at[i] + step[i] <= 0) far = std::min(far, -inside * at[i] / step[i]);
    gain -= slope[i] * step[i];
  }
  if (!(gain > settled * blur)) return false;
  for (int halved = 0; halved < 12; ++halved, far /= 2) {
    probe_ = at;
    for (std::size_t i = 0; i < m; ++i) probe_[i] += far * step[i];
    if (value(blocks, probe_, blur) <= before - 0.1 * far * gain) {
      at = probe_;
      return true;
    }
  }
  return false;
}

}  // namespace parley
