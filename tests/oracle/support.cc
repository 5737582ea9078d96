#include "oracle/support.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sstream>

namespace oracle {

using namespace parley;

namespace {

std::string show(const Share& share) { return std::to_string(share.count) + "/" + std::to_string(share.worlds); }

std::string show(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& p : problems)
    if (p.severity == Severity::error) text += format_problem(p);
  return text;
}

// Whether all that is wrong is that the rules contradict each other.
bool only_rules_contradict(const std::vector<Problem>& problems) {
  return std::all_of(problems.begin(), problems.end(), [](const Problem& p) {
    return p.severity == Severity::warning || p.message.find("no package can satisfy") != std::string::npos;
  });
}

}  // namespace

std::uint64_t of_cases(std::uint64_t count) {
  const char* times = std::getenv("PARLEY_ORACLE_TIMES");
  if (times == nullptr) return count;
  return static_cast<std::uint64_t>(std::ceil(static_cast<double>(count) * std::strtod(times, nullptr)));
}

void for_each_case(std::uint64_t first, std::uint64_t count, const Ingredients& ingredients,
                   const std::function<void(const Trial&)>& body) {
  for (std::uint64_t seed = first; seed < first + of_cases(count); ++seed) {
    const Sketch drawn = sketch(seed, ingredients);
    const CaseText text = print(drawn);
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + text.all());
    std::vector<Problem> problems;
    const std::shared_ptr<const Case> source = read(text, problems);
    const Naive naive(*source, {});
    if (!has_error(problems)) {
      EXPECT_GT(naive.count(Reading::cautious).allowed, 0u) << "rules that no package keeps were not noticed";
      body({seed, drawn, text, source, compile(source, {}), naive});
    } else if (only_rules_contradict(problems)) {
      EXPECT_EQ(naive.count(Reading::cautious).allowed, 0u) << show(problems);
    } else {
      ADD_FAILURE() << "a case that should be right is not:\n" << show(problems);
    }
    if (::testing::Test::HasFailure()) return;
  }
}

std::shared_ptr<const Case> must_read(const CaseText& text) {
  std::vector<Problem> problems;
  std::shared_ptr<const Case> c = read(text, problems);
  EXPECT_FALSE(has_error(problems)) << show(problems) << text.all();
  return c;
}

long double gain(const Compiled& compiled, const AnyTable& any, int row, const Package& package, std::size_t world) {
  return std::visit(
      [&](const auto& table) {
        long double sum =
            -static_cast<long double>(table.thresholds[static_cast<std::size_t>(row) * table.worlds + world]);
        for (const Factor& f : compiled.factors) {
          if (f.row != row) continue;
          std::size_t cell = 0;
          for (const int v : f.scope) {
            const Variable& variable = compiled.variables[v];
            const auto at = std::find(variable.options.begin(), variable.options.end(), package[variable.issue]);
            cell = cell * variable.options.size() + static_cast<std::size_t>(at - variable.options.begin());
          }
          sum += static_cast<long double>(table.cells[(f.first_cell + cell) * table.worlds + world]);
        }
        return sum;
      },
      any);
}

std::vector<char> valid_worlds(const AnyTable& any) {
  return std::visit([](const auto& table) { return std::vector<char>(table.valid.begin(), table.valid.end()); }, any);
}

std::vector<std::vector<char>> accepted_by_tables(const Compiled& compiled, const Naive& naive, const AnyTable& any) {
  const std::vector<char> valid = valid_worlds(any);
  const World world = naive.reference(Reading::cautious);
  std::vector<std::vector<char>> result;
  for (const Package& x : naive.packages()) {
    std::vector<char> accepted(valid.size(), 0);
    if (naive.judge(world, Reading::cautious, x).allowed()) {
      for (std::size_t s = 0; s < valid.size(); ++s) {
        bool all = valid[s] != 0;
        for (int r = 0; all && r < static_cast<int>(compiled.rows.size()); ++r) all = gain(compiled, any, r, x, s) >= 0;
        accepted[s] = all;
      }
    }
    result.push_back(accepted);
  }
  return result;
}

bool agree(std::size_t count_a, std::size_t worlds_a, std::size_t count_b, std::size_t worlds_b) {
  const double a = static_cast<double>(count_a) / static_cast<double>(worlds_a);
  const double b = static_cast<double>(count_b) / static_cast<double>(worlds_b);
  const double both = static_cast<double>(count_a + count_b) / static_cast<double>(worlds_a + worlds_b);
  const double each = 1.0 / static_cast<double>(worlds_a) + 1.0 / static_cast<double>(worlds_b);
  return std::abs(a - b) <= 4.5 * std::sqrt(both * (1 - both) * each) + 1.5 * each;
}

std::string name(const Case& c, const Package& package) {
  std::map<std::string, std::string> parts;
  for (std::size_t i = 0; i < package.size(); ++i)
    if (package[i] >= 0) parts[c.casebook.issues[i].id] = c.casebook.issues[i].options[package[i]].id;
  std::string text;
  for (const auto& [issue, option] : parts) text += (text.empty() ? "" : ",") + issue + "=" + option;
  return text;
}

Package find(const Case& c, const std::string& wanted) {
  Package package(c.casebook.issues.size(), -1);
  std::istringstream parts(wanted);
  for (std::string part; std::getline(parts, part, ',');) {
    const std::size_t equals = part.find('=');
    const int issue = c.casebook.find_issue(part.substr(0, equals));
    package.at(issue) = c.casebook.issues[issue].find_option(part.substr(equals + 1));
  }
  return package;
}

std::map<std::string, std::string> numbers(const Case& c, const RobustResult& result) {
  std::map<std::string, std::string> all;
  const auto party_id = [&](int p) { return p < 0 ? std::string() : c.casebook.parties[p].id; };
  for (const Reading reading : readings) {
    const ReadingAnswer& answer = result.readings[static_cast<std::size_t>(reading)];
    const std::string at = reading == Reading::cautious ? "cautious " : "open ";
    all[at + "best share"] = show(answer.best_share);
    all[at + "best searched"] = show(answer.best_searched);
    all[at + "zone"] = show(answer.zone_share);
    all[at + "bound"] = std::to_string(answer.bound);
    all[at + "proven"] = answer.proven ? "yes" : "no";
    std::size_t rank = 0;
    for (const RatedPackage& rated : answer.best) {
      const std::string here = at + std::to_string(rank++) + " ";
      all[here] = name(c, rated.package);
      for (const Reading r : readings) {
        const std::size_t k = static_cast<std::size_t>(r);
        all[here + "share" + std::to_string(k)] = show(rated.share[k]) + " " + show(rated.searched[k]);
        for (const PartyVerdict& v : rated.parties[k])
          all[here + std::to_string(k) + party_id(v.party) + (v.votes ? " votes" : " consents")] =
              show(v.consents) + " " + show(v.red_line) + " " + show(v.below_reservation) + " " + show(v.blocks_alone) +
              " " + std::to_string(v.silent_members);
      }
    }
  }
  for (const Unknown& u : result.unknowns) {
    std::string key = "unknown " + std::to_string(static_cast<int>(u.kind)) +
                      std::to_string(static_cast<int>(u.reading)) + party_id(u.party);
    if (u.issue >= 0) key += " " + c.casebook.issues[u.issue].id;
    if (u.issue >= 0 && u.option >= 0) key += "=" + c.casebook.issues[u.issue].options[u.option].id;
    if (u.lever >= 0) key += " " + c.casebook.levers[u.lever].id;
    if (u.statement >= 0) key += " " + c.statements[u.statement].id;
    std::ostringstream value;
    value.precision(17);
    value << u.gain << " " << u.low << " " << u.high << " " << u.zone_spread << " " << u.question;
    all[key] = value.str();
  }
  return all;
}

}  // namespace oracle
