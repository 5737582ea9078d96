// Everything that a world draws, held against the distribution it should have: moments, order statistics, and the whole
// distribution by Kolmogorov's statistic. Seeds are fixed; a bound is passed by chance once in some ten thousand seeds.
//
// Where the numbers come from: order statistics and spacings of uniforms, David and Nagaraja, Order Statistics (2003);
// largest and smallest share of a broken stick, Fisher (1929) and Whitworth (1901); centroids of ordered weights,
// Barron and Barrett, Management Science 42 (1996); uniform weights as the model of missing preference information,
// Lahdelma and Salminen, Operations Research 49 (2001); triangular, beta and cut normal, Johnson, Kotz and
// Balakrishnan, Continuous Univariate Distributions (1994, 1995).
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "model/case_text.h"
#include "model/draws.h"
#include "model/worlds.h"

namespace parley {
namespace {

constexpr int worlds = 20000;

/// The square root of n times the largest distance between the sample's distribution and `below`: above 2.2 with
/// probability 2 exp(-2 x 2.2^2) = .00012 (Kolmogorov 1933).
double kolmogorov(std::vector<double> sample, const std::function<double(double)>& below) {
  std::sort(sample.begin(), sample.end());
  const auto n = static_cast<double>(sample.size());
  double distance = 0;
  for (std::size_t k = 0; k < sample.size(); ++k) {
    const double share = below(sample[k]);
    distance = std::max({distance, share - static_cast<double>(k) / n, static_cast<double>(k + 1) / n - share});
  }
  return distance * std::sqrt(n);
}
constexpr double kolmogorov_limit = 2.2;

double mean_of(const std::vector<double>& sample) {
  return std::accumulate(sample.begin(), sample.end(), 0.0) / static_cast<double>(sample.size());
}

double variance_of(const std::vector<double>& sample) {
  const double mean = mean_of(sample);
  double sum = 0;
  for (const double x : sample) sum += (x - mean) * (x - mean);
  return sum / static_cast<double>(sample.size());
}

/// Mean and variance within 4.5 standard errors; that of the variance is at most that of a two-valued variable.
void expect_moments(const std::vector<double>& sample, double mean, double variance, const std::string& what) {
  const auto n = static_cast<double>(sample.size());
  EXPECT_NEAR(mean_of(sample), mean, 4.5 * std::sqrt(variance / n)) << what;
  double fourth = 0;
  for (const double x : sample) fourth += std::pow(x - mean, 4) / n;
  EXPECT_NEAR(variance_of(sample), variance, 4.5 * std::sqrt((fourth - variance * variance) / n)) << what;
}

/// Whether `count` of the worlds is a share that may be `share`.
void expect_share(int count, double share, const std::string& what) {
  EXPECT_NEAR(static_cast<double>(count) / worlds, share, 4.5 * std::sqrt(share * (1 - share) / worlds)) << what;
}

template <class Body>
void for_each_world(const std::string& yaml, const std::string& rows, Sequence sequence, const Body& body) {
  const auto c = case_of(yaml, rows);
  const Compiled compiled = compile(c, {});
  const DrawKeys keys = draw_keys(*c, *compiled.preferences, Seed(1, sequence, worlds));
  WorldDraw draw;
  for (std::uint64_t s = 0; s < worlds; ++s) {
    draw_world(*c, *compiled.preferences, keys, s, draw);
    body(*c, draw);
  }
}

std::string issues(const std::vector<std::string>& names) {
  std::string yaml = "title: T\nparties: [{id: a, no_deal: {";
  for (const std::string& name : names) yaml += (name == names.front() ? "" : ", ") + name + ": one";
  yaml += "}}]\nissues:\n";
  for (const std::string& name : names) yaml += "  - {id: " + name + ", options: [one, two]}\n";
  return yaml;
}

/// Draws of the value of a stance given as `quantity`.
std::vector<double> stances(const std::string& quantity, Sequence sequence) {
  std::vector<double> values;
  const std::string cell = "\"" + quantity + "\"";
  for_each_world(issues({"x", "y"}), judged("s", "a", "x", "two", cell) + judged("t", "a", "y", "two", "accept"),
                 sequence, [&](const Case& c, const WorldDraw& draw) {
                   values.push_back(std::get<Quantity>(*c.statements[0].stance).quantile(draw.rows[0].quantile));
                 });
  return values;
}

double bell(double x) { return std::exp(-x * x / 2) / std::sqrt(2 * M_PI); }
double bell_below(double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; }

class Distributions : public testing::TestWithParam<Sequence> {};
INSTANTIATE_TEST_SUITE_P(Sequences, Distributions, testing::Values(Sequence::random, Sequence::sobol),
                         [](const auto& with) { return with.param == Sequence::random ? "random" : "sobol"; });

TEST_P(Distributions, AnIntervalIsUniform) {
  const auto values = stances("0.2..0.6", GetParam());
  expect_moments(values, 0.4, 0.16 / 12, "uniform");
  EXPECT_LT(kolmogorov(values, [](double x) { return (x - 0.2) / 0.4; }), kolmogorov_limit);
}

TEST_P(Distributions, ATriangularOneHasItsMomentsAndShape) {
  // Mean (a + b + c)/3, variance (a^2 + b^2 + c^2 - ab - ac - bc)/18.
  const double a = 0.1, m = 0.2, b = 0.9;
  const auto values = stances("triangular(0.1, 0.2, 0.9)", GetParam());
  expect_moments(values, (a + m + b) / 3, (a * a + m * m + b * b - a * m - a * b - m * b) / 18, "triangular");
  EXPECT_LT(kolmogorov(values,
                       [&](double x) {
                         return x < m ? (x - a) * (x - a) / ((b - a) * (m - a))
                                      : 1 - (b - x) * (b - x) / ((b - a) * (b - m));
                       }),
            kolmogorov_limit);
}

TEST_P(Distributions, ABetaOneHasItsMomentsAndShape) {
  const double alpha = 2, beta = 5;
  const auto values = stances("beta(2, 5)", GetParam());
  expect_moments(values, alpha / (alpha + beta), alpha * beta / std::pow(alpha + beta, 2) / (alpha + beta + 1), "beta");
  EXPECT_LT(kolmogorov(values, [&](double x) { return boost::math::ibeta(alpha, beta, x); }), kolmogorov_limit);
}

TEST_P(Distributions, ANormalOneCutToARangeHasItsMomentsAndShape) {
  // With f, F the normal's density and distribution, p and q the ends in deviations and Z = F(q) - F(p): mean
  // m + d (f(p) - f(q))/Z, variance d^2 (1 + (p f(p) - q f(q))/Z - ((f(p) - f(q))/Z)^2).
  const double m = 0.3, d = 0.25, low = 0.1, high = 1;
  const double p = (low - m) / d, q = (high - m) / d, z = bell_below(q) - bell_below(p);
  const double shift = (bell(p) - bell(q)) / z;
  const auto values = stances("normal(0.3, 0.25, 0.1, 1)", GetParam());
  expect_moments(values, m + d * shift, d * d * (1 + (p * bell(p) - q * bell(q)) / z - shift * shift), "normal");
  EXPECT_LT(kolmogorov(values, [&](double x) { return (bell_below((x - m) / d) - bell_below(p)) / z; }),
            kolmogorov_limit);
}

TEST(Kolmogorov, TellsADistributionFromOneOfTheSameMeanAndVariance) {
  // beta(2, 5) against the normal of its mean and variance: the statistic must be able to fail.
  const double mean = 2.0 / 7, deviation = std::sqrt(10.0 / 49 / 8);
  EXPECT_GT(
      kolmogorov(stances("beta(2, 5)", Sequence::random), [&](double x) { return bell_below((x - mean) / deviation); }),
      3 * kolmogorov_limit);
}

TEST_P(Distributions, LevelsAreTheOrderStatisticsOfThreeUniforms) {
  // The k-th of three is Beta(k, 4 - k); the covariance of the j-th and k-th, j < k, is j (4 - k) / (16 x 5).
  std::array<std::vector<double>, 3> level;
  for_each_world(issues({"x"}), judged("s", "a", "x", "two", "accept"), GetParam(),
                 [&](const Case&, const WorldDraw& draw) {
                   for (std::size_t k = 0; k < 3; ++k) level[k].push_back(draw.parties[0].level[k + 2]);
                 });
  for (int k = 1; k <= 3; ++k) {
    expect_moments(level[k - 1], k / 4.0, k * (4.0 - k) / 80, "level " + std::to_string(k));
    EXPECT_LT(kolmogorov(level[k - 1], [&](double x) { return boost::math::ibeta(k, 4 - k, x); }), kolmogorov_limit);
  }
  std::vector<double> gap;
  for (int s = 0; s < worlds; ++s) gap.push_back(level[2][s] - level[0][s]);
  expect_moments(gap, 0.5, 3.0 / 80 + 3.0 / 80 - 2 * 1.0 / 80, "from tolerate to favour");
}

/// Weights of the issues w, x, y, z of a party with these importances.
std::array<std::vector<double>, 4> weights(const std::array<std::string, 4>& importance, Sequence sequence) {
  const std::array<std::string, 4> names{"w", "x", "y", "z"};
  std::string rows;
  for (std::size_t k = 0; k < 4; ++k)
    rows += judged("s" + names[k], "a", names[k], "two", "accept", importance[k] + ",,,,,");
  std::array<std::vector<double>, 4> result;
  for_each_world(issues({"w", "x", "y", "z"}), rows, sequence, [&](const Case&, const WorldDraw& draw) {
    for (std::size_t k = 0; k < 4; ++k) result[k].push_back(draw.parties[0].issues[k].weight);
  });
  return result;
}

TEST_P(Distributions, WeightsOfUnknownImportanceAreUniformOnTheSimplex) {
  // Each of n is Beta(1, n - 1); two of them have the covariance -1/(n^2 (n + 1)).
  const auto weight = weights({"", "", "", ""}, GetParam());
  for (const auto& one : weight) {
    expect_moments(one, 0.25, 3.0 / (16 * 5), "weight");
    EXPECT_LT(kolmogorov(one, [](double x) { return 1 - std::pow(1 - x, 3); }), kolmogorov_limit);
  }
  std::vector<double> two;
  for (int s = 0; s < worlds; ++s) two.push_back(weight[0][s] + weight[3][s]);
  EXPECT_LT(kolmogorov(two, [](double x) { return boost::math::ibeta(2, 2, x); }), kolmogorov_limit);
}

TEST_P(Distributions, WeightsInAFullOrderHaveTheRankOrderCentroid) {
  // Barron and Barrett (1996), four attributes: .5208, .2708, .1458, .0625, that is 25, 13, 7 and 3 of 48. The r-th
  // largest of n is the sum over j >= r of E_j / j, over the sum of the E_j, for independent exponentials: its second
  // moment is (sum of 1/j^2 + (sum of 1/j)^2) / (n (n + 1)).
  const auto weight = weights({"medium", "critical", "low", "high"}, GetParam());
  const std::array<std::size_t, 4> by_rank{1, 3, 0, 2};
  const std::array<double, 4> centroid{25.0 / 48, 13.0 / 48, 7.0 / 48, 3.0 / 48};
  for (int r = 1; r <= 4; ++r) {
    double sum = 0, squares = 0;
    for (int j = r; j <= 4; ++j) sum += 1.0 / j, squares += 1.0 / (j * j);
    const double mean = centroid[r - 1];
    ASSERT_NEAR(sum / 4, mean, 1e-12);
    expect_moments(weight[by_rank[r - 1]], mean, (squares + sum * sum) / 20 - mean * mean, "rank " + std::to_string(r));
  }
  // Fisher's largest share, P(all <= x) = sum over j of (-1)^j C(4, j) (1 - j x)^3 where 1 - j x > 0; Whitworth's
  // smallest, P(all > x) = (1 - 4 x)^3.
  const auto largest = [](double x) {
    const std::array<double, 5> choose{1, 4, 6, 4, 1};
    double sum = 0;
    for (int j = 0; j <= 4; ++j)
      if (1 - j * x > 0) sum += (j % 2 == 0 ? 1 : -1) * choose[j] * std::pow(1 - j * x, 3);
    return sum;
  };
  EXPECT_LT(kolmogorov(weight[1], largest), kolmogorov_limit);
  EXPECT_LT(kolmogorov(weight[2], [](double x) { return 1 - std::pow(std::max(0.0, 1 - 4 * x), 3); }),
            kolmogorov_limit);
}

TEST_P(Distributions, WeightsOfOneClassShareItsRanksEvenly) {
  // critical, then two of high: the largest of three unknown-sized parts of the stick, and the other two in either
  // order. Beside them one unknown: each of the parts of four, uniform on the simplex.
  const auto weight = weights({"high", "critical", "high", ""}, GetParam());
  EXPECT_LT(kolmogorov(weight[3], [](double x) { return 1 - std::pow(1 - x, 3); }), kolmogorov_limit);
  int first_larger = 0;
  std::vector<double> share;  // of the largest in the three
  for (int s = 0; s < worlds; ++s) {
    first_larger += weight[0][s] > weight[2][s] ? 1 : 0;
    share.push_back(weight[1][s] / (1 - weight[3][s]));
  }
  expect_share(first_larger, 0.5, "first of two alike");
  EXPECT_LT(kolmogorov(share,
                       [](double x) {
                         double sum = 0;
                         const std::array<double, 4> choose{1, 3, 3, 1};
                         for (int j = 0; j <= 3; ++j)
                           if (1 - j * x > 0) sum += (j % 2 == 0 ? 1 : -1) * choose[j] * std::pow(1 - j * x, 2);
                         return sum;
                       }),
            kolmogorov_limit);
}

TEST_P(Distributions, ShareOfWeightsThatPreferAnAlternativeIsTheArea) {
  // SMAA's acceptability index (Lahdelma and Salminen 2001) in its smallest case: three criteria with uniform weights;
  // b beats a where w1 < w2 / 2. On the triangle of weights that is a third of the area: w1/(w1 + w2) is uniform.
  const auto weight = weights({"", "", "", "0"}, GetParam());
  int better = 0;
  for (int s = 0; s < worlds; ++s) better += weight[0][s] < weight[1][s] / 2 ? 1 : 0;
  expect_share(better, 1.0 / 3, "w1 < w2 / 2");
}

TEST_P(Distributions, SilenceIsUniformAndIndependent) {
  std::vector<double> one, sum;
  for_each_world(issues({"x", "y"}), judged("s", "a", "x", "one", "accept") + judged("t", "a", "y", "one", "accept"),
                 GetParam(), [&](const Case&, const WorldDraw& draw) {
                   one.push_back(draw.parties[0].issues[0].silence[1]);
                   sum.push_back(one.back() + draw.parties[0].issues[1].silence[1]);
                 });
  EXPECT_LT(kolmogorov(one, [](double x) { return x; }), kolmogorov_limit);
  EXPECT_LT(kolmogorov(sum, [](double x) { return x < 1 ? x * x / 2 : 1 - (2 - x) * (2 - x) / 2; }), kolmogorov_limit);
}

TEST_P(Distributions, ChanceTakesItsShares) {
  // Certainty .7; firmness of the party uniform on .2 to .6, one draw for both its red lines: each binds in .4 of the
  // worlds, both in the mean of the square, .4^2/12 + .4^2; one of two options meant; no-deal .25 against .75; a lever
  // of three options; silent votes.
  const std::string yaml = R"(title: T
parties:
  - {id: a, firmness: 0.2..0.6, no_deal: {x: {one: 0.25, two: 0.75}, y: one}}
levers: [{id: l, options: [p, q, r]}]
issues:
  - {id: x, options: [one, two, three]}
  - {id: y, options: [one, two]}
)";
  const std::string rows = judged("s", "a", "x", "three", "reject") + judged("t", "a", "y", "two", "reject") +
                           judged("u", "a", "x", "?(one|two)", "favour", ",,,,,0.7");
  int present = 0, both = 0, meant = 0, yes = 0;
  std::array<int, 2> binds{}, no_deal{};
  std::array<int, 3> lever{};
  for_each_world(yaml, rows, GetParam(), [&](const Case&, const WorldDraw& draw) {
    for (std::size_t k = 0; k < 2; ++k) binds[k] += draw.rows[k].binds ? 1 : 0;
    both += draw.rows[0].binds && draw.rows[1].binds ? 1 : 0;
    present += draw.rows[2].present ? 1 : 0;
    meant += draw.rows[2].meant == 0 ? 1 : 0;
    ++no_deal.at(static_cast<std::size_t>(draw.parties[0].issues[0].no_deal));
    ++lever.at(static_cast<std::size_t>(draw.levers[0]));
    yes += draw.silent_votes_yes ? 1 : 0;
  });
  expect_share(binds[0], 0.4, "first red line");
  expect_share(binds[1], 0.4, "second red line");
  expect_share(both, 0.16 / 12 + 0.16, "both red lines");
  expect_share(present, 0.7, "certainty");
  expect_share(meant, 0.5, "option meant");
  expect_share(no_deal[0], 0.25, "no-deal");
  for (const int count : lever) expect_share(count, 1.0 / 3, "lever");
  expect_share(yes, 0.5, "silent votes");
}

}  // namespace
}  // namespace parley
