#include "settle/leximin.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "settle/dual_relaxation.h"

namespace parley {

namespace {

using BigRational = boost::multiprecision::cpp_rational;

const long double safe = 1 - std::ldexp(1.0L, -40);

double ratio(const BigInt& a, const BigInt& b) { return static_cast<double>(BigRational(a, b)); }

}  // namespace

LeximinGoal::LeximinGoal(const Gains& gains, std::vector<Measure> measures)
    : gains_(gains), measures_(std::move(measures)), per_share_(gains.parties, 0) {
  for (std::size_t k = 0; k < gains.parties; ++k) {
    if (measures_[k].of == 0) continue;
    counted_.push_back(k);
    per_share_[k] = ratio(measures_[k].of, measures_[k].times);
  }
}

std::vector<LeximinGoal::Share> LeximinGoal::sorted_shares(std::span<const Wide> units) const {
  std::vector<Share> shares;
  for (std::size_t k : counted_) shares.push_back({BigInt(units[k]) * measures_[k].times, measures_[k].of});
  std::sort(shares.begin(), shares.end(), [](const Share& a, const Share& b) { return a.up * b.down < b.up * a.down; });
  return shares;
}

double LeximinGoal::merit(std::span<const double> units) const {
  // A power mean near the least: it still tells packages apart that agree in their least share.
  double sum = 0;
  for (std::size_t k : counted_) {
    const double share = units[k] / per_share_[k];
    if (!(share > 0)) return share;
    const double inverse = 1 / share;
    const double squared = inverse * inverse;
    const double eighth = squared * squared * squared * squared;
    sum += eighth * eighth * eighth;
  }
  return counted_.empty() ? 0 : std::pow(sum, -1.0 / 24);
}

double LeximinGoal::worth(std::span<const double> multipliers, double blur, std::span<double> gradient,
                          std::span<double> hessian) const {
  std::vector<double> wanted;
  for (std::size_t k : counted_) wanted.push_back(per_share_[k] / reach_of(gains_, k));
  return log_of_sum(wanted, multipliers, blur, gradient, hessian);
}

std::optional<Wide> LeximinGoal::level(std::span<Wide> multipliers) const {
  if (best_.empty()) return std::nullopt;
  if (stage_ == 0) {
    Wide sum = 0;
    for (std::size_t k : counted_) sum += multipliers[k] * needed_[0][k];
    return sum;
  }
  long double by_share[64];
  const std::size_t many = counted_.size();
  for (std::size_t i = 0; i < many; ++i)
    by_share[i] = static_cast<long double>(multipliers[counted_[i]]) * per_share_[counted_[i]];
  std::sort(by_share, by_share + many, std::greater<>());
  long double sum = 0;
  for (std::size_t i = 0; i < many; ++i) sum += by_share[i] * places_[i];
  return static_cast<Wide>(sum * safe);
}

bool LeximinGoal::possible(std::span<const Wide> most) const {
  if (counted_.empty()) return !better_;
  for (std::size_t place = 0; place < needed_.size(); ++place) {
    std::size_t short_of = 0;
    for (std::size_t k : counted_) short_of += most[k] < needed_[place][k] ? 1 : 0;
    if (short_of > place) return false;
  }
  return true;
}

void LeximinGoal::raise(std::span<Wide> least) const {
  if (needed_.empty()) return;
  for (std::size_t k : counted_) least[k] = std::max(least[k], needed_.front()[k]);
}

Offer LeximinGoal::offer(std::span<const Wide> units) {
  const std::vector<Share> shares = sorted_shares(units);
  if (!best_units_.empty()) {
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const BigInt now = shares[i].up * best_[i].down;
      const BigInt best = best_[i].up * shares[i].down;
      if (now < best) return i > stage_ ? Offer::as_good : Offer::worse;
      if (now > best) break;
      if (i + 1 == shares.size()) return Offer::equal;
    }
    if (shares.empty()) return Offer::equal;
  }
  best_units_.assign(units.begin(), units.end());
  best_ = shares;
  set_levels();
  return Offer::better;
}

void LeximinGoal::want_better() {
  better_ = true;
  set_levels();
}

bool LeximinGoal::next_stage() {
  if (stage_ + 1 >= counted_.size()) {
    better_ = false;
    set_levels();
    return false;
  }
  ++stage_;
  better_ = false;
  set_levels();
  return true;
}

void LeximinGoal::set_levels() {
  if (best_.empty()) return;
  needed_.assign(stage_ + 1, std::vector<Wide>(gains_.parties, 0));
  places_.clear();
  for (std::size_t place = 0; place <= stage_; ++place) {
    const Share& share = best_[place];
    const bool more = better_ && place == stage_;
    for (std::size_t k : counted_) {
      const BigInt up = share.up * measures_[k].of;
      const BigInt down = share.down * measures_[k].times;
      const BigInt units = up / down + (more || up % down != 0 ? 1 : 0);  // shares are never negative
      needed_[place][k] = static_cast<Wide>(units);
    }
    double at = ratio(share.up, share.down);
    if (more) {
      at = 1e300;
      for (std::size_t k : counted_) at = std::min(at, static_cast<double>(needed_[place][k]) / per_share_[k]);
    }
    places_.push_back(at);
  }
  places_.resize(counted_.size(), places_.back());
}

double LeximinGoal::least() const { return best_.empty() ? 0 : ratio(best_.front().up, best_.front().down); }

double LeximinGoal::bound(const Certificate& root) const {
  double easy = 1e300;
  double weights = 0;
  double most = static_cast<double>(root.most);
  for (std::size_t k = 0; k < gains_.parties; ++k) {
    const double multiplier = root.multipliers.empty() ? 0 : static_cast<double>(root.multipliers[k]);
    if (per_share_[k] == 0) {
      most -= multiplier * static_cast<double>(gains_.floor[k]);
      continue;
    }
    easy = std::min(easy, static_cast<double>(gains_.start[k] + gains_.reach[k]) / per_share_[k]);
    weights += multiplier * per_share_[k];
  }
  return (weights > 0 ? std::min(easy, most / weights) : easy) / static_cast<double>(safe);
}

}  // namespace parley
