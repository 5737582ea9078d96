// The engines against brute force: the bytes become a small case in numbers and words, with conditions, rules, red
// lines and reservation values. Counts, both frontiers, the Nash product, best packages and the zone must be what going
// through the packages one by one says; leximin and the utilitarian sum are asked for proof alone, conflicts for being
// there where no package is (tests/oracle has their oracles).
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <source_location>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "model/compile.h"
#include "model/one_world.h"
#include "model/worlds.h"
#include "robust/robust.h"
#include "settle/frontier_boxes.h"
#include "settle/settle.h"
#include "settle/solutions.h"
#include "settle/why_not.h"

namespace {

using namespace parley;

void require(bool holds, std::source_location where = std::source_location::current()) {
  if (holds) return;
  std::fprintf(stderr, "line %u does not hold\n", static_cast<unsigned>(where.line()));
  std::abort();
}

/// The input, byte by byte; zeros once it has ended.
struct Bytes {
  const std::uint8_t* at;
  std::size_t left;
  int below(int n) {
    if (left == 0) return 0;
    --left;
    return *at++ % n;
  }
};

/// Parties given all in numbers have units of their own and no red lines; beside words a number lies in [0, 1].
enum class Units { own, words };

/// A number from -2 to 13, or as many eighths from 0 to 1.
Quantity number(Bytes& bytes, Units units) {
  const int n = units == Units::own ? bytes.below(16) - 2 : bytes.below(9);
  Number value{units == Units::own ? std::to_string(n) : std::to_string(n) + "/8", static_cast<double>(n)};
  if (units == Units::words) value.value /= 8;
  Quantity quantity;
  quantity.text = value.text;
  quantity.parameters = {value};
  return quantity;
}

Stance stance(Bytes& bytes, Units units) {
  if (units == Units::own || bytes.below(2) == 0) return number(bytes, units);
  return static_cast<StanceClass>(bytes.below(6));
}

/// A formula over issues other than `issue`: a few atoms joined by one connective.
std::optional<Formula> formula(Bytes& bytes, const Casebook& book, int issue) {
  std::string text;
  const char* joint = bytes.below(2) == 0 ? " & " : " | ";
  for (int atoms = 1 + bytes.below(2); atoms > 0; --atoms) {
    const int other = bytes.below(static_cast<int>(book.issues.size()));
    if (other == issue) continue;
    const auto& options = book.issues[other].options;
    text += (text.empty() ? "" : joint) + book.issues[other].id + (bytes.below(2) == 0 ? " = " : " != ") +
            options[bytes.below(static_cast<int>(options.size()))].id;
  }
  if (text.empty()) return {};
  std::vector<Problem> problems;
  Formula result = parse_formula(text, book, {"f", 1, 1}, text, problems);
  require(problems.empty());
  return result;
}

void add_row(Case& c, Bytes& bytes, Units units, int party, int issue, int option) {
  Statement row;
  row.id = "s" + std::to_string(c.statements.size());
  row.party = party;
  row.form = Form::judgement;
  row.standing = Standing::judgement;
  row.issue = issue;
  row.options = OptionSet{{option}, false, c.casebook.issues[issue].options[option].id};
  row.stance = stance(bytes, units);
  if (bytes.below(3) == 0) row.condition = formula(bytes, c.casebook, issue);
  if (row.condition && bytes.below(2) == 0) row.otherwise = stance(bytes, units);
  c.statements.push_back(row);
}

std::shared_ptr<const Case> make_case(Bytes& bytes) {
  auto c = std::make_shared<Case>();
  Casebook& book = c->casebook;
  std::vector<Units> units;
  for (int p = 2 + bytes.below(3); p > 0; --p) {
    Party party;
    party.id = std::string("p") + std::to_string(book.parties.size());
    units.push_back(bytes.below(2) == 0 ? Units::own : Units::words);
    if (bytes.below(4) != 0) party.reservation = number(bytes, units.back());
    book.parties.push_back(party);
  }
  for (int i = 2 + bytes.below(3); i > 0; --i) {
    Issue issue;
    issue.id = std::string("i") + std::to_string(book.issues.size());
    for (int o = 2 + bytes.below(2); o > 0; --o) {
      Option option;
      option.id = std::string(1, static_cast<char>('a' + issue.options.size()));
      issue.options.push_back(option);
    }
    book.issues.push_back(issue);
  }
  for (int r = bytes.below(3); r > 0; --r)
    if (auto held = formula(bytes, book, -1)) {
      Rule rule;
      rule.id = "r" + std::to_string(book.rules.size());
      rule.formula = *held;
      book.rules.push_back(rule);
    }
  for (int p = 0; p < static_cast<int>(book.parties.size()); ++p)
    for (int i = 0; i < static_cast<int>(book.issues.size()); ++i)
      for (int o = 0; o < static_cast<int>(book.issues[i].options.size()); ++o)
        if (bytes.below(6) != 0) add_row(*c, bytes, units[p], p, i, o);
  return c;
}

/// A package of the world, and what each principal has of it.
struct Listed {
  std::vector<int> choice;
  std::vector<Wide> values;
  std::uint64_t refused = 0;
  bool allowed = true, reached = true, settles = true;
  [[nodiscard]] bool in_zone() const { return allowed && refused == 0 && reached; }
};

std::vector<Listed> list(const OneWorld& world) {
  std::vector<Listed> all;
  std::vector<int> choice(world.options.size(), 0);
  for (std::size_t v = choice.size() + 1; v != 0;) {
    Listed x{choice, values_of(world, choice), refused_by(world, choice)};
    x.allowed = keeps_rules(world, choice);
    bool exactly = true, any = false;
    for (std::size_t k = 0; k < x.values.size(); ++k) {
      const auto& reservation = world.principals[k].reservation;
      if (!reservation) continue;
      any = true;
      x.reached = x.reached && x.values[k] >= *reservation;
      exactly = exactly && x.values[k] == *reservation;
    }
    x.settles = !(any && exactly);
    all.push_back(std::move(x));
    v = choice.size();
    while (v > 0 && ++choice[v - 1] == world.options[v - 1]) choice[--v] = 0;
  }
  return all;
}

void check_counts(const Compiled& compiled, const std::vector<Listed>& all) {
  const Counts counts = count_packages(compiled, {});
  const auto number_of = [&](auto&& wanted) { return BigInt(std::count_if(all.begin(), all.end(), wanted)); };
  require(counts.total.exact() && counts.total.lower == BigInt(all.size()));
  require(counts.allowed.lower == number_of([](const Listed& x) { return x.allowed; }));
  require(counts.accepted_by_all.lower == number_of([](const Listed& x) { return x.in_zone(); }));
}

void check_frontier(const OneWorld& world, const std::vector<Listed>& all, bool acceptable) {
  std::map<std::vector<Wide>, int> points;
  for (const Listed& x : all)
    if (acceptable ? x.in_zone() : x.allowed) ++points[x.values];
  const auto beaten = [&](const std::vector<Wide>& by) {
    return std::any_of(points.begin(), points.end(), [&](const auto& other) {
      return other.first != by &&
             std::equal(by.begin(), by.end(), other.first.begin(), [](Wide a, Wide b) { return a <= b; });
    });
  };
  std::size_t size = 0;
  for (const auto& [values, packages] : points) size += beaten(values) ? 0 : 1;
  const auto check = [&](const Frontier& frontier) {
    require(frontier.worked_out && frontier.exact());
    require(frontier.size() == size);
    for (std::size_t i = 0; i < frontier.size(); ++i) {
      const auto first = frontier.values.begin() + static_cast<std::ptrdiff_t>(i * frontier.principals);
      const std::vector<Wide> values(first, first + static_cast<std::ptrdiff_t>(frontier.principals));
      const auto at = points.find(values);
      require(at != points.end() && !beaten(values) && frontier.packages[i] == at->second);
      require(values_of(world, frontier.example(i, world.options.size())) == values);
    }
  };
  FrontierOptions options;
  options.acceptable = acceptable;
  check(find_frontier(world, options));
  if (const auto by_boxes = frontier_by_boxes(world, options)) check(*by_boxes);
}

using Score = std::pair<int, boost::multiprecision::cpp_rational>;

/// How many principals gain, then the product of their gains, each in units of its own.
Score nash(const OneWorld& world, const Listed& x, const std::vector<Wide>& zero) {
  Score score{0, 1};
  for (std::size_t k = 0; k < zero.size(); ++k)
    if (x.values[k] > zero[k]) {
      ++score.first;
      score.second *= BigInt(x.values[k] - zero[k]);
      score.second /= BigInt(world.principals[k].scale);
    }
  return score;
}

void check_solutions(const OneWorld& world, const std::vector<Listed>& all) {
  SolutionOptions options;
  options.kinds = {SolutionKind::nash, SolutionKind::leximin, SolutionKind::utilitarian};
  options.packages = all.size();
  const Solutions solutions = find_solutions(world, options);
  const bool some = std::any_of(all.begin(), all.end(), [](const Listed& x) { return x.in_zone(); });
  require(solutions.zone == (some ? Solutions::Zone::some : Solutions::Zone::empty));
  for (const Solution& solution : solutions.list) {
    require(solution.proven && solution.complete);
    if (solution.kind != SolutionKind::nash) continue;
    Score best{-1, 0};
    for (const Listed& x : all)
      if (x.in_zone()) best = std::max(best, nash(world, x, solutions.disagreement));
    std::size_t as_good = 0;
    for (const Listed& x : all)
      if (x.in_zone() && nash(world, x, solutions.disagreement) == best) {
        ++as_good;
        require(std::count(solution.packages.begin(), solution.packages.end(), x.choice) == 1);
      }
    require(solution.packages.size() == as_good);
  }
}

void check_conflicts(const Compiled& compiled, const std::vector<Listed>& all) {
  WhyNotOptions options;
  options.limit = 1000;
  const WhyNot why = why_not(compiled, options);
  const bool some = std::any_of(all.begin(), all.end(), [](const Listed& x) { return x.in_zone() && x.settles; });
  require(why.reference.conflicts.empty() == some || !why.certain.conflicts.empty());
  require(!some || why.certain.conflicts.empty());
}

/// Of how many worlds each package is accepted by every row, and in how many worlds some package is.
template <class Int>
std::pair<std::vector<std::size_t>, std::size_t> accepted(const Compiled& compiled, const Table<Int>& table,
                                                          const std::vector<Listed>& all) {
  std::vector<std::size_t> counts(all.size(), 0);
  std::size_t in_zone = 0;
  for (std::size_t w = 0; w < table.worlds; ++w) {
    bool some = false;
    for (std::size_t x = 0; x < all.size(); ++x) {
      std::vector<Wide> sums(compiled.rows.size(), 0);
      for (const Factor& factor : compiled.factors) {
        std::size_t cell = 0;
        for (const int v : factor.scope)
          cell = cell * compiled.variables[v].options.size() + static_cast<std::size_t>(all[x].choice[v]);
        sums[factor.row] += table.cells[(factor.first_cell + cell) * table.worlds + w];
      }
      bool yes = all[x].allowed && table.valid[w] != 0;
      for (std::size_t r = 0; r < sums.size(); ++r) yes = yes && sums[r] >= table.thresholds[r * table.worlds + w];
      counts[x] += yes ? 1 : 0;
      some = some || yes;
    }
    in_zone += some ? 1 : 0;
  }
  return {counts, in_zone};
}

void check_robust(const Compiled& compiled, const std::vector<Listed>& all) {
  RobustOptions options;
  options.worlds = 24;
  options.threads = 1;
  options.unknowns = false;
  options.best = 5;
  const RobustResult result = robust(compiled, options);
  for (const Reading reading : readings) {
    const auto r = static_cast<std::size_t>(reading);
    const AnyTable table = draw_worlds(compiled, reading, options.seed, 0, options.worlds, 1, {});
    auto [counts, in_zone] = std::visit([&](const auto& worlds) { return accepted(compiled, worlds, all); }, table);
    std::sort(counts.rbegin(), counts.rend());
    const ReadingAnswer& answer = result.readings[r];
    require(answer.proven && answer.zone_share.count == in_zone);
    require(answer.best.size() <= options.best);
    for (std::size_t k = 0; k < std::min(counts.size(), options.best); ++k)
      require(k < answer.best.size() ? answer.best[k].searched[r].count == counts[k] : counts[k] == 0);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes{data, size};
  const auto c = make_case(bytes);
  const Compiled compiled = compile(c, {});
  if (compiled.variables.empty()) return 0;  // nobody has said anything: there is nothing to settle
  const OneWorld world = reference_one_world(compiled, Reading::cautious);
  const std::vector<Listed> all = list(world);
  check_counts(compiled, all);
  check_frontier(world, all, false);
  check_frontier(world, all, true);
  check_solutions(world, all);
  check_conflicts(compiled, all);
  check_robust(compiled, all);
  return 0;
}
