// The scenarios of the ANAC competitions, where they stand beside the project: each linear one becomes a case, comes
// back from its export as the same, and has the points that another tool lists for it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

#include "../evidence/case_folder.h"
#include "exchange/genius.h"
#include "model/compile.h"
#include "settle/frontier.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

fs::path data() { return fs::path(PARLEY_SOURCE_DIR) / "../shared/data/genius"; }

struct Domain {
  std::string name;
  fs::path domain;
  std::vector<fs::path> profiles;
  nlohmann::json published;
};

// The folders with their results, profiles in the order of the results' parties.
std::vector<Domain> domains() {
  std::ifstream file(data() / "negmas-results.json");
  const auto results = nlohmann::json::parse(file);
  std::vector<Domain> list;
  for (const auto& [name, published] : results.items()) {
    Domain domain{name, {}, {}, published};
    for (const auto& entry : fs::directory_iterator(data() / name)) {
      if (entry.path().filename() == "pareto.xml") continue;
      const bool is_domain = read_file(entry.path()).find("<negotiation_template") != std::string::npos;
      is_domain ? domain.domain = entry.path(), void() : domain.profiles.push_back(entry.path());
    }
    std::ranges::sort(domain.profiles);
    list.push_back(std::move(domain));
  }
  return list;
}

bool is_nonlinear(const Domain& domain) {
  return read_file(domain.profiles.at(0)).find("nonlinear") != std::string::npos;
}

TEST(GeniusData, EachLinearDomainBecomesACaseAndComesBackTheSame) {
  if (!fs::exists(data())) GTEST_SKIP() << "no GENIUS data beside the project";
  int linear = 0;
  for (const auto& domain : domains()) {
    if (is_nonlinear(domain)) continue;
    SCOPED_TRACE(domain.name);
    ++linear;
    const CaseFolder folder;
    const auto import = read_genius(domain.domain, domain.profiles, false);
    for (const auto& warning : import.warnings)
      EXPECT_THAT(warning.message, testing::AnyOf(testing::HasSubstr("the weights sum to"),
                                                  testing::HasSubstr("has two evaluations; the last one counts")));
    write_case(folder.path() / "first", import);
    std::vector<Problem> problems;
    const auto c = std::make_shared<const Case>(read_case(folder.path() / "first", problems));
    EXPECT_THAT(problems, testing::IsEmpty()) << format_problem(problems.at(0));
    EXPECT_THAT(compile(c, {}).notes, testing::IsEmpty());

    std::vector<Problem> warnings;
    auto files = write_genius(scenario_of(*c).scenario, folder.path() / "out", false, warnings);
    EXPECT_THAT(warnings, testing::IsEmpty());
    const auto domain_file = files.front();
    files.erase(files.begin());
    const auto again = read_genius(domain_file, files, false).scenario;
    for (std::size_t p = 0; p < again.parties.size(); ++p) {
      const auto& [before, after] = std::tie(import.scenario.parties[p], again.parties[p]);
      EXPECT_EQ(before.reservation, after.reservation);
      for (std::size_t i = 0; i < before.values.size(); ++i)
        for (std::size_t o = 0; o < before.values[i].size(); ++o)
          ASSERT_EQ(Rational(before.weights[i] * before.values[i][o]), Rational(after.weights[i] * after.values[i][o]));
    }
  }
  EXPECT_GT(linear, 0);
}

// The values of all packages, in floating point, a party after the other.
std::vector<std::vector<double>> all_values(const Scenario& scenario) {
  std::vector<std::vector<double>> points(1, std::vector<double>(scenario.parties.size(), 0));
  for (std::size_t i = 0; i < scenario.issues.size(); ++i) {
    std::vector<std::vector<double>> next;
    for (std::size_t o = 0; o < scenario.issues[i].options.size(); ++o) {
      std::vector<double> added;
      for (const auto& party : scenario.parties)
        added.push_back(static_cast<double>(Rational(party.weights[i] * party.values[i][o])));
      for (auto point : points) {
        for (std::size_t p = 0; p < point.size(); ++p) point[p] += added[p];
        next.push_back(std::move(point));
      }
    }
    points = std::move(next);
  }
  return points;
}

TEST(GeniusData, AsWrittenTheListedPointsAreThoseOfPackages) {
  if (!fs::exists(data())) GTEST_SKIP() << "no GENIUS data beside the project";
  constexpr double near = 1e-6;
  int compared = 0;
  for (const auto& domain : domains()) {
    if (is_nonlinear(domain) || !domain.published.contains("frontier") || domain.published["outcomes"] > 400'000)
      continue;
    SCOPED_TRACE(domain.name);
    ++compared;
    const auto scenario = read_genius(domain.domain, domain.profiles, true).scenario;
    const auto points = all_values(scenario);
    EXPECT_EQ(points.size(), domain.published["outcomes"].get<std::size_t>());
    const auto is_there = [&](const nlohmann::json& listed) {
      return std::ranges::any_of(points, [&](const std::vector<double>& point) {
        for (std::size_t p = 0; p < point.size(); ++p)
          if (std::abs(point[p] - listed[p].get<double>()) > near) return false;
        return true;
      });
    };
    for (const char* list : {"frontier", "nash", "kalai", "ks", "welfare"})
      for (const auto& listed : domain.published[list]) ASSERT_TRUE(is_there(listed)) << list << listed;
    std::size_t surely = 0, perhaps = 0;  // acceptable to all, whatever the noise of floating point
    for (const auto& point : points) {
      bool sure = true, possible = true;
      for (std::size_t p = 0; p < point.size(); ++p) {
        const auto reserved = static_cast<double>(*scenario.parties[p].reservation);
        sure = sure && point[p] >= reserved + near;
        possible = possible && point[p] >= reserved - near;
      }
      surely += sure ? 1 : 0;
      perhaps += possible ? 1 : 0;
    }
    if (domain.published.contains("acceptable")) {
      EXPECT_GE(domain.published["acceptable"].get<std::size_t>(), surely);
      EXPECT_LE(domain.published["acceptable"].get<std::size_t>(), perhaps);
    }
  }
  EXPECT_GT(compared, 0);
}

// Points at or above every reservation value that no other dominates, in floating point.
std::vector<std::vector<double>> frontier_of(const Domain& domain, const fs::path& folder) {
  write_case(folder, read_genius(domain.domain, domain.profiles, true));
  std::vector<Problem> problems;
  const auto c = std::make_shared<const Case>(read_case(folder, problems));
  const Compiled compiled = compile(c, {});
  const OneWorld world = reference_one_world(compiled, Reading::cautious);
  FrontierOptions options;
  options.acceptable = true;
  const Frontier frontier = find_frontier(world, options);
  EXPECT_TRUE(frontier.exact());
  std::vector<std::vector<double>> points;
  for (std::size_t i = 0; i < frontier.size(); ++i) {
    points.emplace_back();
    for (std::size_t k = 0; k < frontier.principals; ++k)
      points.back().push_back(static_cast<double>(frontier.values[i * frontier.principals + k]) /
                              static_cast<double>(world.principals[k].scale));
  }
  return points;
}

bool at_least(const std::vector<double>& a, const std::vector<double>& b, double slack) {
  return std::ranges::equal(a, b, [&](double x, double y) { return x >= y - slack; });
}

TEST(GeniusData, AsWrittenTheFrontierIsThatOfTheOtherTool) {
  if (!fs::exists(data())) GTEST_SKIP() << "no GENIUS data beside the project";
  constexpr double near = 1e-6;
  int compared = 0;
  for (const auto& domain : domains()) {
    if (is_nonlinear(domain) || !domain.published.contains("frontier")) continue;
    SCOPED_TRACE(domain.name);
    ++compared;
    const CaseFolder folder;
    const auto points = frontier_of(domain, folder.path() / "case");
    const auto listed = domain.published["frontier"].get<std::vector<std::vector<double>>>();
    // Theirs holds points that floating-point noise alone keeps from being dominated; none may beat one of ours.
    for (const auto& theirs : listed)
      EXPECT_TRUE(std::ranges::any_of(points, [&](const auto& ours) { return at_least(ours, theirs, near); }))
          << testing::PrintToString(theirs);
    if (listed.size() < domain.published["frontier_size"].get<std::size_t>()) continue;  // not all of it is listed
    for (const auto& ours : points)
      EXPECT_TRUE(std::ranges::any_of(listed, [&](const auto& theirs) { return at_least(theirs, ours, near); }))
          << testing::PrintToString(ours);
  }
  EXPECT_GT(compared, 0);
}

// The points that the domain ships, worked out by an older tool: values divided by `maxutility`.
std::vector<std::vector<double>> shipped(const fs::path& folder) {
  std::vector<std::vector<double>> points;
  std::ifstream file(folder / "pareto.xml");
  for (std::string line; std::getline(file, line);) {
    double a = 0, b = 0;
    if (std::sscanf(line.c_str(), "%lf, %lf", &a, &b) == 2) points.push_back({a, b});
  }
  return points;
}

TEST(GeniusData, EachNonlinearDomainBecomesACaseAndComesBackTheSame) {
  if (!fs::exists(data())) GTEST_SKIP() << "no GENIUS data beside the project";
  int nonlinear = 0;
  for (const auto& domain : domains()) {
    if (!is_nonlinear(domain)) continue;
    SCOPED_TRACE(domain.name);
    ++nonlinear;
    const CaseFolder folder;
    const auto import = read_genius(domain.domain, domain.profiles, false);
    EXPECT_THAT(import.warnings, testing::IsEmpty());
    write_case(folder.path() / "first", import);
    std::vector<Problem> problems;
    const auto c = std::make_shared<const Case>(read_case(folder.path() / "first", problems));
    EXPECT_THAT(problems, testing::IsEmpty()) << format_problem(problems.at(0));
    std::vector<Problem> warnings;
    auto files = write_genius(scenario_of(*c).scenario, folder.path() / "out", false, warnings);
    const auto domain_file = files.front();
    files.erase(files.begin());
    const auto again = read_genius(domain_file, files, false).scenario;
    for (std::size_t p = 0; p < again.parties.size(); ++p) {
      const auto& [before, after] = std::tie(import.scenario.parties[p], again.parties[p]);
      EXPECT_EQ(before.reservation, after.reservation);
      ASSERT_EQ(before.boxes.size(), after.boxes.size());
      for (std::size_t b = 0; b < before.boxes.size(); ++b) {
        EXPECT_EQ(before.boxes[b].worth, after.boxes[b].worth);
        EXPECT_EQ(before.boxes[b].outside, after.boxes[b].outside);
        ASSERT_EQ(before.boxes[b].bounds.size(), after.boxes[b].bounds.size());
        for (std::size_t i = 0; i < before.boxes[b].bounds.size(); ++i) {
          const auto &one = before.boxes[b].bounds[i], &other = after.boxes[b].bounds[i];
          EXPECT_EQ(std::tie(one.issue, one.first, one.last), std::tie(other.issue, other.first, other.last));
        }
      }
    }
  }
  EXPECT_GT(nonlinear, 0);
}

TEST(GeniusData, NoPointThatANonlinearDomainShipsIsBetterThanAllOfTheFrontier) {
  if (!fs::exists(data())) GTEST_SKIP() << "no GENIUS data beside the project";
  constexpr double near = 1e-6;
  for (const auto& domain : domains()) {
    if (!is_nonlinear(domain)) continue;
    SCOPED_TRACE(domain.name);
    const CaseFolder folder;
    const auto scenario = read_genius(domain.domain, domain.profiles, false);
    write_case(folder.path() / "case", scenario);
    std::vector<Problem> problems;
    const auto c = std::make_shared<const Case>(read_case(folder.path() / "case", problems));
    const Compiled compiled = compile(c, {});
    const OneWorld world = reference_one_world(compiled, Reading::cautious);
    const Frontier frontier = find_frontier(world, {});
    EXPECT_TRUE(frontier.exact());
    std::vector<std::vector<double>> points;
    for (std::size_t i = 0; i < frontier.size(); ++i) {
      // The package that is named for a point has the point's values, by the rectangles themselves.
      std::vector<int> package;
      for (int k : frontier.example(i, compiled.variables.size())) package.push_back(k);
      std::vector<int> by_issue(package.size());
      for (std::size_t v = 0; v < package.size(); ++v)
        by_issue[static_cast<std::size_t>(compiled.variables[v].issue)] =
            compiled.variables[v].options[static_cast<std::size_t>(package[v])];
      points.emplace_back();
      for (std::size_t k = 0; k < frontier.principals; ++k) {
        points.back().push_back(static_cast<double>(frontier.values[i * frontier.principals + k]) /
                                static_cast<double>(world.principals[k].scale));
        EXPECT_NEAR(points.back().back(), static_cast<double>(value_of(scenario.scenario.parties[k], by_issue)), 1e-12);
      }
    }
    const auto theirs = shipped(data() / domain.name);
    EXPECT_FALSE(theirs.empty());
    for (const auto& point : theirs)
      EXPECT_TRUE(std::ranges::any_of(points, [&](const auto& ours) { return at_least(ours, point, near); }))
          << testing::PrintToString(point);
  }
}

}  // namespace
}  // namespace parley
