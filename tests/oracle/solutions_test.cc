// Solutions, by going through every package: the definitions of docs/mathematics.md a second time, as plainly as they
// can be.
#include "settle/solutions.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <functional>
#include <map>
#include <set>

#include "oracle/support.h"

namespace oracle {
namespace {

using namespace parley;
using Rational = boost::multiprecision::cpp_rational;
using Choice = std::vector<int>;

Ingredients solution_cases() {
  Ingredients with;
  with.one_of = false;
  with.packages = 60;
  return with;
}

/// All packages of a world, and what each is to everybody.
struct Listed {
  Choice choice;
  std::vector<Rational> value;  // in integers of the world
  std::vector<char> accepts;    // by principal: no red line of its own, and its reservation value reached
  bool in_zone = false;
};

void each_choice(const OneWorld& world, const std::function<void(const Choice&)>& body) {
  Choice choice(world.options.size(), 0);
  for (;;) {
    body(choice);
    std::size_t v = choice.size();
    while (v > 0 && ++choice[v - 1] == world.options[v - 1]) choice[--v] = 0;
    if (v == 0) return;
  }
}

std::vector<Listed> list(const OneWorld& world) {
  std::vector<Listed> all;
  each_choice(world, [&](const Choice& choice) {
    if (!keeps_rules(world, choice)) return;
    Listed x;
    x.choice = choice;
    const std::uint64_t refused = refused_by(world, choice);
    const std::vector<Wide> values = values_of(world, choice);
    x.in_zone = refused == 0;
    for (std::size_t k = 0; k < values.size(); ++k) {
      const auto& reservation = world.principals[k].reservation;
      const bool enough = !reservation || values[k] >= *reservation;
      x.value.emplace_back(BigInt(values[k]));
      x.accepts.push_back((refused >> k & 1U) == 0 && enough ? 1 : 0);
      x.in_zone = x.in_zone && enough;
    }
    all.push_back(std::move(x));
  });
  return all;
}

struct Bargain {
  std::vector<Listed> all, some;  // allowed packages; those of the zone that reach the disagreement values
  std::vector<Rational> zero, ideal, scale, weight;
  [[nodiscard]] std::vector<Rational> gains(const Listed& x) const {
    std::vector<Rational> g;
    for (std::size_t k = 0; k < zero.size(); ++k) g.push_back((x.value[k] - zero[k]) / scale[k]);
    return g;
  }
};

Bargain bargain_of(const OneWorld& world, const SolutionOptions& options) {
  Bargain b;
  b.all = list(world);
  std::vector<Listed> zone;
  for (const Listed& x : b.all)
    if (x.in_zone) zone.push_back(x);
  if (zone.empty()) return b;
  for (std::size_t k = 0; k < world.principals.size(); ++k) {
    Rational zero = zone.front().value[k];
    for (const Listed& x : zone) zero = std::min(zero, x.value[k]);
    if (world.principals[k].reservation) zero = Rational(BigInt(*world.principals[k].reservation));
    if (k < options.disagreement.size() && options.disagreement[k]) zero = Rational(BigInt(*options.disagreement[k]));
    b.zero.push_back(zero);
    b.scale.emplace_back(BigInt(world.principals[k].scale));
    b.weight.emplace_back(options.weights.empty() ? 1 : options.weights[k]);
  }
  for (const Listed& x : zone) {
    bool enough = true;
    for (std::size_t k = 0; k < b.zero.size(); ++k) enough = enough && x.value[k] >= b.zero[k];
    if (enough) b.some.push_back(x);
  }
  for (std::size_t k = 0; k < b.zero.size() && !b.some.empty(); ++k) {
    b.ideal.push_back(b.some.front().value[k]);
    for (const Listed& x : b.some) b.ideal[k] = std::max(b.ideal[k], x.value[k]);
  }
  return b;
}

using Score = std::vector<Rational>;  // compared lexicographically, the larger the better

Score nash(const Bargain& b, const Listed& x) {
  Score score = {0, 1};
  const std::vector<Rational> gains = b.gains(x);
  for (std::size_t k = 0; k < gains.size(); ++k) {
    if (gains[k] == 0) continue;
    score[0] += 1;
    for (int i = 0; i < static_cast<int>(b.weight[k]); ++i) score[1] *= gains[k];
  }
  return score;
}

Score sorted_shares(const std::vector<Rational>& gains, const std::vector<Rational>& full) {
  Score score;
  for (std::size_t k = 0; k < gains.size(); ++k)
    if (full[k] != 0) score.push_back(gains[k] / full[k]);
  std::sort(score.begin(), score.end());
  return score;
}

std::vector<Rational> full_gains(const Bargain& b) {
  std::vector<Rational> full;
  for (std::size_t k = 0; k < b.zero.size(); ++k) full.push_back((b.ideal[k] - b.zero[k]) / b.scale[k]);
  return full;
}

Score kalai_smorodinsky(const Bargain& b, const Listed& x) {
  std::vector<Rational> full = full_gains(b);
  for (std::size_t k = 0; k < full.size(); ++k) full[k] *= b.weight[k];
  return sorted_shares(b.gains(x), full);
}

Score leximin(const Bargain& b, const Listed& x) {
  std::vector<Rational> full = full_gains(b);
  for (std::size_t k = 0; k < full.size(); ++k) full[k] = full[k] == 0 ? Rational(0) : b.weight[k];
  return sorted_shares(b.gains(x), full);
}

Score utilitarian(const Bargain& b, const Listed& x) {
  Rational sum = 0;
  for (std::size_t k = 0; k < b.zero.size(); ++k) sum += b.weight[k] * x.value[k] / b.scale[k];
  return {sum};
}

Score fallback(const Bargain& b, const Listed& x) {
  Rational depth = 0;
  for (std::size_t k = 0; k < b.zero.size(); ++k) {
    Rational rank = 1;
    for (const Listed& y : b.all)
      if (y.accepts[k] != 0 && y.value[k] > x.value[k]) rank += 1;
    depth = std::max(depth, rank);
  }
  return {-depth};
}

std::set<Choice> best(const std::vector<Listed>& among, const std::function<Score(const Listed&)>& score) {
  std::set<Choice> result;
  std::optional<Score> most;
  for (const Listed& x : among) {
    const Score s = score(x);
    if (most && s < *most) continue;
    if (!most || s > *most) result.clear();
    most = s;
    result.insert(x.choice);
  }
  return result;
}

/// The steps of docs/mathematics.md: in multiples of what can be told apart in each principal's values.
std::set<Choice> raiffa(const OneWorld& world, Bargain b) {
  std::vector<BigInt> unit;
  for (std::size_t k = 0; k < b.zero.size(); ++k) {
    // The grid on which steps are rounded up is that of the engine, which is part of the definition.
    std::vector<Wide> zero;
    std::vector<std::optional<Wide>> least(b.zero.size());
    for (const Rational& z : b.zero) zero.push_back(static_cast<Wide>(numerator(z)));
    unit.emplace_back(make_gains(world, zero, least).step[k]);
  }
  std::vector<Listed> left = b.some;
  Rational all = 0;
  for (const Rational& w : b.weight) all += w;
  for (;;) {
    std::vector<Rational> next = b.zero;
    bool moves = false;
    for (std::size_t k = 0; k < next.size(); ++k) {
      const Rational step = (b.ideal[k] - b.zero[k]) * b.weight[k] / all / Rational(unit[k]);
      const BigInt whole = numerator(step) / denominator(step) + (numerator(step) % denominator(step) != 0 ? 1 : 0);
      next[k] += Rational(whole * unit[k]);
      moves = moves || whole > 0;
    }
    std::vector<Listed> there;
    for (const Listed& x : left) {
      bool reaches = true;
      for (std::size_t k = 0; k < next.size(); ++k) reaches = reaches && x.value[k] >= next[k];
      if (reaches) there.push_back(x);
    }
    if (!moves || there.empty()) break;
    left = there;
    b.zero = next;
    for (std::size_t k = 0; k < next.size(); ++k) {
      b.ideal[k] = left.front().value[k];
      for (const Listed& x : left) b.ideal[k] = std::max(b.ideal[k], x.value[k]);
    }
  }
  return best(left, [&](const Listed& x) { return kalai_smorodinsky(b, x); });
}

std::set<Choice> expected(const OneWorld& world, const Bargain& b, SolutionKind kind) {
  switch (kind) {
    case SolutionKind::nash:
      return best(b.some, [&](const Listed& x) { return nash(b, x); });
    case SolutionKind::kalai_smorodinsky:
      return best(b.some, [&](const Listed& x) { return kalai_smorodinsky(b, x); });
    case SolutionKind::leximin:
      return best(b.some, [&](const Listed& x) { return leximin(b, x); });
    case SolutionKind::utilitarian:
      return best(b.some, [&](const Listed& x) { return utilitarian(b, x); });
    case SolutionKind::fallback:
      return best(b.some, [&](const Listed& x) { return fallback(b, x); });
    case SolutionKind::raiffa:
      return raiffa(world, b);
  }
  return {};
}

/// Lexicographic by option ids.
bool in_order(const OneWorld& world, const std::vector<Choice>& packages) {
  const auto ids = [&](const Choice& choice) {
    std::vector<std::string> result;
    for (std::size_t v = 0; v < choice.size(); ++v) {
      const Variable& variable = world.compiled->variables[v];
      result.push_back(world.compiled->source->casebook.issues[variable.issue].options[variable.options[choice[v]]].id);
    }
    return result;
  };
  return std::is_sorted(packages.begin(), packages.end(),
                        [&](const Choice& x, const Choice& y) { return ids(x) < ids(y); });
}

void compare(const OneWorld& world, const SolutionOptions& options, std::uint64_t& some) {
  const Solutions found = find_solutions(world, options);
  const Bargain b = bargain_of(world, options);
  const bool zone = std::any_of(b.all.begin(), b.all.end(), [](const Listed& x) { return x.in_zone; });
  EXPECT_EQ(found.zone, zone ? Solutions::Zone::some : Solutions::Zone::empty);
  EXPECT_EQ(found.list.empty(), b.some.empty());
  EXPECT_EQ(found.disagreement_fits, !zone || !b.some.empty());
  if (b.some.empty()) return;
  ++some;
  ASSERT_EQ(found.ideal_packages.size(), found.ideal.size());
  for (std::size_t k = 0; k < found.ideal_packages.size(); ++k) {
    EXPECT_TRUE(found.points_proven);
    const auto listed = std::find_if(b.some.begin(), b.some.end(),
                                     [&](const Listed& x) { return x.choice == found.ideal_packages[k]; });
    ASSERT_NE(listed, b.some.end());
    EXPECT_EQ(listed->value[k], b.ideal[k]);
    EXPECT_EQ(Rational(BigInt(found.ideal[k])), b.ideal[k]);
  }
  for (const Solution& s : found.list) {
    SCOPED_TRACE(solution_id(s.kind));
    const std::set<Choice> want = expected(world, b, s.kind);
    EXPECT_TRUE(s.proven);
    EXPECT_TRUE(s.worked_out);
    EXPECT_TRUE(in_order(world, s.packages));
    EXPECT_EQ(s.complete, want.size() <= options.packages);
    EXPECT_EQ(s.packages.size(), std::min(want.size(), options.packages));
    for (const Choice& choice : s.packages) EXPECT_TRUE(want.contains(choice));
  }
}

TEST(Solutions, AreThoseThatGoingThroughAllPackagesFinds) {
  std::uint64_t some = 0;
  for_each_case(20'001, 700, solution_cases(), [&](const Trial& trial) {
    for (const Reading reading : readings) {
      SolutionOptions options;
      options.packages = 1000;
      if (trial.seed % 2 == 0) options.steps = 0;  // by branching alone
      compare(reference_one_world(trial.compiled, reading), options, some);
    }
  });
  EXPECT_GT(some, of_cases(300));
}

TEST(Solutions, KeepToWeightsAndDisagreementValuesThatAreGiven) {
  std::uint64_t some = 0;
  for_each_case(21'001, 300, solution_cases(), [&](const Trial& trial) {
    std::mt19937_64 random(trial.seed);
    const OneWorld world = reference_one_world(trial.compiled, Reading::open);
    SolutionOptions options;
    options.packages = 1000;
    if (trial.seed % 2 == 0) options.steps = 0;  // by branching alone
    for (const OneWorld::Principal& principal : world.principals) {
      options.weights.push_back(static_cast<int>(1 + random() % 3));
      options.disagreement.emplace_back();
      if (random() % 2 == 0)
        options.disagreement.back() =
            principal.reservation.value_or(0) + principal.scale * (Wide(random() % 9) - 4) / 16;
    }
    compare(world, options, some);
  });
  EXPECT_GT(some, of_cases(60));
}

TEST(Solutions, AFewOfManyEquallyGoodOnesAreTheFirstInOrder) {
  std::uint64_t cut = 0;
  for_each_case(22'001, 200, solution_cases(), [&](const Trial& trial) {
    const OneWorld world = reference_one_world(trial.compiled, Reading::open);
    SolutionOptions many, few;
    many.packages = 1000;
    few.packages = 2;
    const Solutions all = find_solutions(world, many);
    const Solutions first = find_solutions(world, few);
    for (std::size_t i = 0; i < all.list.size(); ++i) {
      std::vector<Choice> want = all.list[i].packages;
      if (want.size() > 2) {
        ++cut;
        want.resize(2);
      }
      EXPECT_EQ(first.list[i].packages, want);
    }
  });
  EXPECT_GT(cut, of_cases(30));
}

TEST(Solutions, CertificatesHoldForEveryPackage) {
  for_each_case(23'001, 200, solution_cases(), [&](const Trial& trial) {
    const OneWorld world = reference_one_world(trial.compiled, Reading::open);
    SolutionOptions options;
    options.kinds = {SolutionKind::nash, SolutionKind::leximin, SolutionKind::utilitarian};
    const Solutions found = find_solutions(world, options);
    if (found.list.empty()) return;
    std::vector<std::optional<Wide>> least(world.principals.size());
    const Gains gains = make_gains(world, found.disagreement, least);
    each_choice(world, [&](const Choice& choice) {
      if (refused_by(world, choice) != 0 || !keeps_rules(world, choice)) return;
      const std::vector<Wide> units = units_of(gains, choice);
      for (const Solution& s : found.list) {
        if (s.certificate.multipliers.empty()) continue;
        BigInt sum = 0;
        for (std::size_t k = 0; k < units.size(); ++k) sum += BigInt(s.certificate.multipliers[k]) * BigInt(units[k]);
        EXPECT_LE(sum, BigInt(s.certificate.most)) << solution_id(s.kind);
      }
    });
  });
}

TEST(Solutions, BoundsHoldWhereTheBudgetEnds) {
  std::uint64_t bounded = 0;
  for_each_case(24'001, 300, solution_cases(), [&](const Trial& trial) {
    const OneWorld world = reference_one_world(trial.compiled, Reading::open);
    SolutionOptions enough;
    enough.kinds = {SolutionKind::nash, SolutionKind::leximin, SolutionKind::utilitarian};
    SolutionOptions little = enough;
    little.nodes = 1;
    little.steps = 0;
    const Solutions all = find_solutions(world, enough);
    const Solutions some = find_solutions(world, little);
    if (some.zone != Solutions::Zone::some || some.list.empty()) return;
    EXPECT_EQ(all.zone, Solutions::Zone::some);
    if (all.disagreement != some.disagreement) return;
    for (std::size_t i = 0; i < all.list.size(); ++i) {
      const Solution& s = some.list[i];
      if (s.proven || (s.kind != SolutionKind::utilitarian && !some.points_proven)) continue;
      ++bounded;
      EXPECT_GE(s.bound, all.list[i].value * (1 - 1e-9) - 1e-12) << solution_id(s.kind);
      if (!s.packages.empty()) {
        EXPECT_LE(s.value, all.list[i].value * (1 + 1e-9) + 1e-12) << solution_id(s.kind);
      }
    }
  });
  EXPECT_GT(bounded, of_cases(5));
}

}  // namespace
}  // namespace oracle
