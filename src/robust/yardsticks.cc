#include "robust/yardsticks.h"

#include <algorithm>
#include <limits>

#include "model/preferences.h"

namespace parley {

namespace {

constexpr std::size_t yardstick_starts = 5;
constexpr std::size_t most_yardstick_sweeps = 50;

/// A principal that gains or loses, its scale, and the slack below which a red line of it is crossed.
struct Gainer {
  std::size_t row = 0;
  double scale = 1;
  double red_line = 0;
};

std::vector<Gainer> gainers(const Compiled& compiled) {
  std::vector<Gainer> result;
  for (std::size_t r = 0; r < compiled.rows.size(); ++r) {
    const Row& row = compiled.rows[r];
    if (row.kind != RowKind::principal || !row.has_reservation) continue;
    const PartyModel& party = compiled.preferences->parties[compiled.preferences->party_model[row.party]];
    result.push_back({r, static_cast<double>(party.scale), -static_cast<double>(party.red_line) / 2});
  }
  return result;
}

/// The worst case and the Nash product of one package.
struct Measures {
  double worst_case = 0;
  double nash_product = 0;
};
using Measure = double Measures::*;

template <class Int>
class Measurer {
 public:
  Measurer(const Compiled& compiled, const Deficits<Int>& worlds)
      : compiled_(compiled), worlds_(worlds), plan_(make_plan(compiled)), gainers_(gainers(compiled)) {}

  [[nodiscard]] bool has_gainers() const { return !gainers_.empty(); }
  [[nodiscard]] const Plan& plan() const { return plan_; }

  [[nodiscard]] Measures measure(const std::vector<int>& choice) const {
    const std::vector<Int> slack = final_slacks(plan_, worlds_, choice);
    constexpr double refused = -std::numeric_limits<double>::infinity();
    Measures result{-refused, 0};
    std::size_t count = 0;
    for (std::size_t s = 0; s < worlds_.worlds; ++s) {
      if (worlds_.valid[s] == 0) continue;
      ++count;
      double least = refuses_outright(slack, s) ? refused : -refused;
      double product = 1;
      for (const Gainer& gainer : gainers_) {
        const auto left = static_cast<double>(slack[gainer.row * worlds_.worlds + s]);
        const double gain = left < gainer.red_line ? refused : left / gainer.scale;
        least = std::min(least, gain);
        product *= std::max(0.0, gain);
      }
      result.worst_case = std::min(result.worst_case, least);
      if (least >= 0) result.nash_product += product;
    }
    if (count > 0) result.nash_product /= static_cast<double>(count);
    return result;
  }

 private:
  /// By a vote, or by a red line of a principal that has no reservation value.
  [[nodiscard]] bool refuses_outright(const std::vector<Int>& slack, std::size_t s) const {
    for (std::size_t r = 0; r < compiled_.rows.size(); ++r) {
      const Row& row = compiled_.rows[r];
      if (row.kind == RowKind::settlement || (row.kind == RowKind::principal && row.has_reservation)) continue;
      if (slack[r * worlds_.worlds + s] < 0) return true;
    }
    return false;
  }

  const Compiled& compiled_;
  const Deficits<Int>& worlds_;
  Plan plan_;
  std::vector<Gainer> gainers_;
};

/// The best by one measure that is reached from a few packages, one clause at a time.
template <class Int>
Measured climb(const Measurer<Int>& measurer, const std::vector<Candidate>& known, Measure measure) {
  Measured best{{}, -std::numeric_limits<double>::infinity()};
  for (std::size_t k = 0; k < std::min(yardstick_starts, known.size()); ++k) {
    Measured here{known[k].choice, measurer.measure(known[k].choice).*measure};
    bool better = true;
    for (std::size_t sweep = 0; better && sweep < most_yardstick_sweeps; ++sweep) {
      better = false;
      for (const Step& step : measurer.plan().steps) {
        Measured next = here;
        for (int option = 0; option < step.options; ++option) {
          next.choice[step.variable] = option;
          if (option == here.choice[step.variable] || !rules_hold(measurer.plan(), next.choice)) continue;
          next.value = measurer.measure(next.choice).*measure;
          if (next.value <= here.value) continue;
          here = next;
          better = true;
        }
      }
    }
    if (best.choice.empty() || here.value > best.value || (here.value == best.value && here.choice < best.choice))
      best = here;
  }
  return best;
}

}  // namespace

template <class Int>
Yardsticks yardsticks(const Compiled& compiled, const Deficits<Int>& worlds, const std::vector<Candidate>& known) {
  Yardsticks result;
  const Measurer<Int> measurer(compiled, worlds);
  if (known.empty() || !measurer.has_gainers() || worlds.valid_worlds() == 0) return result;
  const Measured worst = climb(measurer, known, &Measures::worst_case);
  if (worst.value > -std::numeric_limits<double>::infinity()) result.worst_case = worst;
  const Measured nash = climb(measurer, known, &Measures::nash_product);
  if (nash.value > 0) result.nash_product = nash;
  return result;
}

template Yardsticks yardsticks(const Compiled&, const Deficits<std::int32_t>&, const std::vector<Candidate>&);
template Yardsticks yardsticks(const Compiled&, const Deficits<std::int64_t>&, const std::vector<Candidate>&);
template Yardsticks yardsticks(const Compiled&, const Deficits<Wide>&, const std::vector<Candidate>&);

}  // namespace parley
