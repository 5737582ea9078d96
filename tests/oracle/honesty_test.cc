// What must change no number, and what must never rise: order, silence, units, padding, and the two readings.
#include <algorithm>
#include <sstream>

#include "oracle/support.h"
#include "settle/settle.h"

namespace oracle {
namespace {

using namespace parley;

RobustOptions few_worlds() {
  RobustOptions options;
  options.worlds = 300;
  return options;
}

std::map<std::string, std::string> all_numbers(const std::shared_ptr<const Case>& c) {
  const Compiled compiled = compile(c, {});
  std::map<std::string, std::string> all = numbers(*c, robust(compiled, few_worlds()));
  for (const Reading reading : readings) {
    SettleOptions options;
    options.reading = reading;
    const Counts counts = count_packages(compiled, options);
    const std::string at = reading == Reading::cautious ? "count cautious " : "count open ";
    all[at + "total"] = counts.total.lower.str();
    all[at + "allowed"] = counts.allowed.lower.str();
    all[at + "by all"] = counts.accepted_by_all.lower.str();
    for (std::size_t p = 0; p < counts.parties.size(); ++p)
      all[at + c->casebook.parties[counts.parties[p]].id] = counts.accepted[p].lower.str();
  }
  return all;
}

void shuffle_and_compare(const Trial& trial) {
  const auto base = all_numbers(trial.source);
  for (const std::uint64_t order : {1u, 2u}) {
    const CaseText text = print(trial.sketch, order * 1000 + trial.seed);
    EXPECT_EQ(base, all_numbers(must_read(text))) << "shuffled:\n" << text.all();
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(Honesty, TheOrderOfRowsPartiesIssuesAndOptionsChangesNoNumber) {
  Ingredients with;
  with.one_of = false;
  for_each_case(50001, 30, with, shuffle_and_compare);
}

TEST(Honesty, WhichOptionASourceMeansDoesNotHangOnTheOrderOfOptions) {
  for_each_case(50001, 40, {}, shuffle_and_compare);
}

TEST(Honesty, AnIssueOnWhichNobodyHasSpokenChangesNoShare) {
  for_each_case(51001, 30, {}, [](const Trial& trial) {
    Sketch more = trial.sketch;
    more.issues.insert(more.issues.begin(), {"a-issue",
                                             "  - id: a-issue\n    kind: ordered\n",
                                             true,
                                             false,
                                             {{"a", "      - id: a\n"}, {"b", "      - id: b\n"}}});
    EXPECT_EQ(all_numbers(trial.source), all_numbers(must_read(print(more))));
  });
}

// Every number of the parties that keep their own units, times two.
Sketch doubled(Sketch s) {
  const auto twice = [](const std::string& number) {
    const std::size_t slash = number.find('/');
    if (slash != std::string::npos) return std::to_string(2 * std::stoi(number)) + number.substr(slash);
    std::ostringstream out;
    out << 2 * std::stod(number);
    return out.str();
  };
  const auto own = [&](const std::string& party) {
    return std::count(s.own_unit_parties.begin(), s.own_unit_parties.end(), party) != 0;
  };
  for (SketchRow& row : s.rows)
    if (own(row.party)) row.stance = twice(row.stance);
  for (std::string& block : s.parties) {
    const std::size_t at = block.find("reservation: ");
    if (at == std::string::npos) continue;
    const std::size_t from = at + 13;
    const std::size_t to = block.find('\n', from);
    block.replace(from, to - from, twice(block.substr(from, to - from)));
  }
  return s;
}

TEST(Honesty, APartysOwnUnitsDoNotMatter) {
  std::uint64_t tried = 0;
  for_each_case(52001, 80, {}, [&](const Trial& trial) {
    if (trial.sketch.own_unit_parties.empty()) return;
    ++tried;
    auto base = all_numbers(trial.source);
    auto twice = all_numbers(must_read(print(doubled(trial.sketch))));
    EXPECT_EQ(base, twice);
  });
  EXPECT_GT(tried, of_cases(10));
}

TEST(Honesty, WhatIsAcceptableInTheCautiousReadingIsAcceptableInTheOpenOne) {
  for_each_case(53001, 200, {}, [](const Trial& trial) {
    const auto accepted = [&](Reading reading) {
      return accepted_by_tables(trial.compiled, trial.naive, draw_worlds(trial.compiled, reading, 3, 0, 60, 1));
    };
    const auto cautious = accepted(Reading::cautious);
    const auto open = accepted(Reading::open);
    for (std::size_t x = 0; x < cautious.size(); ++x)
      for (std::size_t s = 0; s < cautious[x].size(); ++s)
        EXPECT_LE(cautious[x][s], open[x][s]) << name(*trial.source, trial.naive.packages()[x]) << " world " << s;
  });
}

TEST(Honesty, NoSweetenerBuysARedLine) {
  std::uint64_t crossed = 0;
  for_each_case(54001, 25, {}, [&](const Trial& trial) {
    Sketch more = trial.sketch;
    more.issues.insert(more.issues.begin(), {"a-issue",
                                             "  - id: a-issue\n    kind: choice\n",
                                             false,
                                             false,
                                             {{"a", "      - id: a\n"}, {"b", "      - id: b\n"}}});
    for (std::string& block : more.parties) {
      const std::size_t at = block.find("no_deal:\n");
      if (at != std::string::npos) block.insert(at + 9, "      a-issue: b\n");
    }
    const std::size_t common = more.tail.find("no_deal: {");
    if (common != std::string::npos) more.tail.insert(common + 10, "a-issue: b, ");
    for (const int p : trial.naive.principals()) {
      const std::string party = trial.source->casebook.parties[p].id;
      SketchRow row;
      row.id = "sweet-" + party;
      row.form = "judgement";
      row.note = "A sweetener.";
      row.party = party;
      row.issue = "a-issue";
      row.option = "a";
      row.date = "2025-01-04";
      row.stance = trial.naive.own_units(p) ? "1000" : "demand";
      if (!trial.naive.own_units(p)) row.importance = "critical";
      more.rows.push_back(row);
    }
    const auto sweetened = must_read(print(more));
    const Compiled compiled = compile(sweetened, {});
    std::mt19937_64 random(trial.seed);
    for (int k = 0; k < 5; ++k) {
      const Package& x = trial.naive.packages()[random() % trial.naive.packages().size()];
      const RatedPackage bare = judge(trial.compiled, x, few_worlds());
      const RatedPackage sweet = judge(compiled, find(*sweetened, "a-issue=a," + name(*trial.source, x)), few_worlds());
      for (const std::size_t r : {0u, 1u}) {
        ASSERT_EQ(bare.parties[r].size(), sweet.parties[r].size());
        for (std::size_t v = 0; v < bare.parties[r].size(); ++v) {
          EXPECT_EQ(bare.parties[r][v].red_line.count, sweet.parties[r][v].red_line.count);
          EXPECT_LE(sweet.share[r].count + sweet.parties[r][v].red_line.count, few_worlds().worlds);
          crossed += sweet.parties[r][v].red_line.count > 0 ? 1 : 0;
        }
      }
    }
  });
  EXPECT_GT(crossed, of_cases(100));
}

}  // namespace
}  // namespace oracle
