#include "model/claim_chain.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace parley {

namespace {

/// Uniforms and normals of one walk, one after the other.
class Dice {
 public:
  Dice(StreamKey key, std::uint64_t counter) : key_(key), counter_(counter) {}

  double uniform() {
    if (next_ == 2) {
      bits_ = random_bits(key_, counter_, lane_++);
      next_ = 0;
    }
    return (static_cast<double>(bits_[next_++] >> 11) + 0.5) * 0x1p-53;
  }

  /// Box and Muller (1958).
  double normal() {
    if (spare_) {
      spare_ = false;
      return other_;
    }
    const double radius = std::sqrt(-2 * std::log(uniform()));
    const double angle = 2 * std::numbers::pi * uniform();
    other_ = radius * std::sin(angle);
    spare_ = true;
    return radius * std::cos(angle);
  }

 private:
  StreamKey key_;
  std::uint64_t counter_;
  std::uint32_t lane_ = 0;
  std::array<std::uint64_t, 2> bits_{};
  std::size_t next_ = 2;
  bool spare_ = false;
  double other_ = 0;
};

/// The part of a line, in steps from where the walk stands, that keeps what was put on it.
struct Chord {
  double low = -HUGE_VAL;
  double high = HUGE_VAL;

  /// at + step * slope ≥ 0, which holds at 0 but for rounding.
  void keep(double at, double slope) {
    at = std::max(at, 0.0);
    if (slope > 0) low = std::max(low, -at / slope);
    if (slope < 0) high = std::min(high, -at / slope);
  }
  [[nodiscard]] bool is_finite() const { return low > -HUGE_VAL && high < HUGE_VAL; }
};

class Walk {
 public:
  Walk(const ClaimForms& forms, ClaimPoint& point, Dice dice) : forms_(forms), point_(point), dice_(dice) {
    const WeightRegion& region = forms.weights();
    for (std::size_t i = 0; i < region.worded.size(); ++i)
      for (std::size_t j = 0; j < region.worded.size(); ++j)
        if (region.classes[j] != ImportanceOrder::unknown && region.classes[i] == next_class(region.classes[j]))
          ordered_.emplace_back(region.worded[i], region.worded[j]);
    direction_.assign(point.weight.size(), 0.0);
  }

  void turn() {
    const std::size_t weights = forms_.weights().worded.size();
    if (weights > 1) {
      multiply_out();
      for (std::size_t step = 1; step < weights; ++step) step_weights();
    }
    const bool levels = forms_.uses_levels() || forms_.is_bent();
    const std::size_t values = (levels ? 3 : 0) + forms_.free().size();
    for (std::size_t step = 0; step < values; ++step) step_values(levels);
  }

 private:
  /// The next class above that some issue has; `unknown` where there is none.
  [[nodiscard]] int next_class(int of) const {
    int next = ImportanceOrder::unknown;
    for (int c : forms_.weights().classes)
      if (c > of && (next == ImportanceOrder::unknown || c < next)) next = c;
    return next == ImportanceOrder::unknown ? ImportanceOrder::unknown - 1 : next;
  }

  /// Each form's coefficients, the values standing still.
  void multiply_out() {
    coefficient_.clear();
    for (const auto& form : forms_.forms())
      for (const auto& part : form.parts) coefficient_.push_back(forms_.coefficient(part, point_));
  }

  void step_weights() {
    const auto& worded = forms_.weights().worded;
    double mean = 0;
    for (int k : worded) mean += direction_[k] = dice_.normal();
    mean /= static_cast<double>(worded.size());
    Chord chord;
    for (int k : worded) {
      direction_[k] -= mean;
      chord.keep(point_.weight[k], direction_[k]);
    }
    for (const auto& [more, less] : ordered_)
      chord.keep(point_.weight[more] - point_.weight[less], direction_[more] - direction_[less]);
    std::size_t at = 0;
    for (const auto& form : forms_.forms()) {
      double sum = forms_.offset(form, point_) - form.room;
      double slope = 0;
      for (const auto& part : form.parts) {
        sum += point_.weight[part.issue] * coefficient_[at];
        slope += direction_[part.issue] * coefficient_[at++];
      }
      chord.keep(sum, slope);
    }
    const double step = chord.low + dice_.uniform() * (chord.high - chord.low);
    if (!chord.is_finite()) return;
    for (int k : worded) point_.weight[k] = std::max(0.0, point_.weight[k] + step * direction_[k]);
  }

  void step_values(bool levels) {
    std::array<double, 3> by_level{};
    std::vector<double>& by_free = free_direction_;
    by_free.assign(point_.free.size(), 0.0);
    Chord chord;
    if (levels) {
      for (double& d : by_level) d = dice_.normal();
      chord.keep(point_.level[0], by_level[0]);
      chord.keep(point_.level[1] - point_.level[0], by_level[1] - by_level[0]);
      chord.keep(point_.level[2] - point_.level[1], by_level[2] - by_level[1]);
      chord.keep(1 - point_.level[2], -by_level[2]);
    }
    for (std::size_t f = 0; f < by_free.size(); ++f) {
      by_free[f] = dice_.normal();
      chord.keep(point_.free[f], by_free[f]);
      chord.keep(1 - point_.free[f], -by_free[f]);
    }
    if (!chord.is_finite()) return;
    constexpr int most = 200;  // halves what is left each time, on average: past it the walk stands still
    for (int t = 0; t < most; ++t) {
      const double step = chord.low + dice_.uniform() * (chord.high - chord.low);
      trial_ = point_;
      double last = 0;
      for (std::size_t l = 0; l < 3; ++l) {
        trial_.level[l] = std::clamp(point_.level[l] + step * by_level[l], last, 1.0);
        if (levels) last = trial_.level[l];
      }
      for (std::size_t f = 0; f < by_free.size(); ++f)
        trial_.free[f] = std::clamp(point_.free[f] + step * by_free[f], 0.0, 1.0);
      if (forms_.inside(trial_)) {
        std::swap(point_, trial_);
        return;
      }
      (step < 0 ? chord.low : chord.high) = step;
    }
  }

  const ClaimForms& forms_;
  ClaimPoint& point_;
  Dice dice_;
  std::vector<std::pair<int, int>> ordered_;  ///< issue models: the first weighs at least what the second does
  std::vector<double> direction_;             ///< by issue model; 0 where the weight is not worded
  std::vector<double> free_direction_;
  std::vector<double> coefficient_;  ///< by form and part
  ClaimPoint trial_;
};

}  // namespace

void walk(const ClaimForms& forms, StreamKey key, std::uint64_t counter, ClaimPoint& point) {
  Walk walk(forms, point, Dice(key, counter));
  for (int turn = 0; turn < chain_turns; ++turn) walk.turn();
}

}  // namespace parley
