// All conflicts and relaxations, subset by subset and package by package.
#include "settle/why_not.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "oracle/support.h"
#include "robust/ways_out.h"

namespace oracle {
namespace {

using namespace parley;

using Names = std::set<std::string>;
using Family = std::set<Names>;

Ingredients small() {
  Ingredients with;
  with.one_of = false;  // in the reference world the words leave open which is meant
  with.packages = 40;
  return with;
}

std::string name_of(const Case& c, const ConflictElement& element) {
  switch (element.kind) {
    case ConflictElement::Kind::red_line:
      return "red line " + c.statements[element.statements.front()].id;
    case ConflictElement::Kind::rule:
      return "rule " + c.casebook.rules[element.rule].id;
    case ConflictElement::Kind::vote:
      return "vote " + c.casebook.parties[element.party].id;
    case ConflictElement::Kind::reservation:
      break;
  }
  return "reservation " + c.casebook.parties[element.party].id;
}

Names names_of(const Case& c, const std::vector<ConflictElement>& elements) {
  Names names;
  for (const ConflictElement& element : elements) names.insert(name_of(c, element));
  return names;
}

template <class Sets>
Family family_of(const Case& c, const Sets& sets) {
  Family family;
  for (const auto& set : sets) family.insert(names_of(c, set.elements));
  EXPECT_EQ(family.size(), sets.size()) << "a set is listed twice";
  return family;
}

/// The sets that contain no other.
Family minimal(const Family& all) {
  Family result;
  for (const Names& set : all)
    if (std::none_of(all.begin(), all.end(), [&](const Names& other) {
          return other != set && std::includes(set.begin(), set.end(), other.begin(), other.end());
        }))
      result.insert(set);
  return result;
}

/// The minimal sets that have a name in common with each set of a family, by trying all.
Family minimal_hitting_sets(const Family& family) {
  Names all;
  for (const Names& set : family) all.insert(set.begin(), set.end());
  const std::vector<std::string> names(all.begin(), all.end());
  Family hitting;
  for (std::size_t bits = 0; bits < std::size_t{1} << names.size(); ++bits) {
    Names chosen;
    for (std::size_t k = 0; k < names.size(); ++k)
      if ((bits >> k & 1) != 0) chosen.insert(names[k]);
    if (std::all_of(family.begin(), family.end(), [&](const Names& set) {
          return std::any_of(set.begin(), set.end(), [&](const std::string& n) { return chosen.contains(n); });
        }))
      hitting.insert(chosen);
  }
  return minimal(hitting);
}

/// What a package breaks in a world, by name.
Names broken(const Trial& trial, const Judged& judged) {
  const Casebook& book = trial.source->casebook;
  Names names;
  for (std::size_t r = 0; r < judged.rules.size(); ++r)
    if (judged.rules[r] == 0) names.insert("rule " + book.rules[r].id);
  for (const Vote& vote : judged.voters)
    if (vote.needed && !vote.consents) names.insert("vote " + book.parties[vote.party].id);
  for (const Taken& taken : judged.principals) {
    for (const int row : taken.red_rows) names.insert("red line " + trial.source->statements[row].id);
    if (taken.below) names.insert("reservation " + book.parties[taken.party].id);
  }
  return names;
}

TEST(WhyNot, ListsWhatEveryPackageOfTheReferenceWorldBreaks) {
  std::uint64_t shut = 0;
  std::uint64_t many = 0;
  for_each_case(21001, 2500, small(), [&](const Trial& trial) {
    const World world = trial.naive.reference(Reading::cautious);
    Family all;
    for (const Package& x : trial.naive.packages())
      if (const Judged judged = trial.naive.judge(world, Reading::cautious, x); judged.settles)
        all.insert(broken(trial, judged));
    const WhyNot why = why_not(trial.compiled, {});
    EXPECT_TRUE(why.reference.relaxations_complete);
    EXPECT_TRUE(why.reference.conflicts_complete);
    const Family relaxations = minimal(all);
    if (relaxations.contains({})) {
      EXPECT_TRUE(why.reference.conflicts.empty());
      EXPECT_TRUE(why.reference.relaxations.empty());
      EXPECT_TRUE(why.concessions.empty());
      return;
    }
    ++shut;
    many += relaxations.size() > 2 ? 1 : 0;
    EXPECT_EQ(family_of(*trial.source, why.reference.relaxations), relaxations);
    EXPECT_EQ(family_of(*trial.source, why.reference.conflicts), minimal_hitting_sets(relaxations));
  });
  EXPECT_GT(shut, of_cases(200));
  EXPECT_GT(many, of_cases(50));
}

TEST(WhyNot, AConcessionIsTheLeastThatSomePackageAsks) {
  std::uint64_t opened = 0;
  std::uint64_t never = 0;
  for_each_case(21001, 600, small(), [&](const Trial& trial) {
    const Case& c = *trial.source;
    const World world = trial.naive.reference(Reading::cautious);
    const WhyNot why = why_not(trial.compiled, {});
    // Of each set of names: the least that each party goes without among packages that break no more.
    const auto least = [&](const Names& given_up, int party) {
      double result = HUGE_VAL;
      for (const Package& x : trial.naive.packages()) {
        const Judged judged = trial.naive.judge(world, Reading::cautious, x);
        const Names names = broken(trial, judged);
        if (!judged.settles || !std::includes(given_up.begin(), given_up.end(), names.begin(), names.end())) continue;
        for (const Taken& taken : judged.principals)
          if (taken.party == party) result = std::min(result, std::max(0.0, taken.reservation - taken.value));
      }
      return result;
    };
    const auto agrees = [&](const Concession& concession, double want) {
      if (std::isinf(want)) {
        EXPECT_EQ(concession.found, Found::no);
        ++never;
        return;
      }
      ++opened;
      EXPECT_EQ(concession.found, Found::yes);
      EXPECT_NEAR(concession.value(), want, 1e-9 * std::max(1.0, want));
      EXPECT_GT(concession.least, 0);
    };
    for (const Concession& concession : why.concessions)
      agrees(concession, least({"reservation " + c.casebook.parties[concession.party].id}, concession.party));
    for (const Relaxation& relaxation : why.reference.relaxations)
      for (const Concession& concession : relaxation.cost.concessions)
        agrees(concession, least(names_of(c, relaxation.elements), concession.party));
  });
  EXPECT_GT(opened, of_cases(100));
  EXPECT_GT(never, of_cases(20));
}

// A package by package check against the elements' own cells: also where one of two red lines stands in each world, so
// that a cell opens when either gives way.
TEST(WhyNot, FindsEverySetAmongWhatIsCertain) {
  std::uint64_t shut = 0;
  for_each_case(23001, 2500, small(), [&](const Trial& trial) {
    const Elements elements = certain_elements(trial.compiled);
    const std::size_t n = elements.list.size();
    if (n > 12) return;
    std::vector<char> open(std::size_t{1} << n, 0);  // by the bits of what is on
    for (const Package& x : trial.naive.packages()) {
      std::vector<int> choice;
      for (const Variable& variable : trial.compiled.variables)
        choice.push_back(static_cast<int>(
            std::find(variable.options.begin(), variable.options.end(), x[variable.issue]) - variable.options.begin()));
      std::vector<std::size_t> needs_one_off;  // of each of these sets of bits one must be off
      for (std::size_t e = 0; e < n; ++e) {
        const ConflictElement& element = elements.list[e].element;
        if (element.kind == ConflictElement::Kind::rule &&
            evaluate(trial.source->casebook.rules[element.rule].formula, x,
                     std::vector<int>(trial.source->casebook.levers.size(), -1)) == Truth::no)
          needs_one_off.push_back(std::size_t{1} << e);
      }
      for (const Factor& factor : trial.compiled.factors) {
        const std::size_t cell = factor.first_cell + cell_index(trial.compiled, factor, choice);
        std::size_t by = 0;
        for (std::size_t e = 0; e < n; ++e)
          if (std::count(elements.list[e].cells.begin(), elements.list[e].cells.end(), cell) != 0)
            by |= std::size_t{1} << e;
        if (by != 0) needs_one_off.push_back(by);
      }
      for (std::size_t on = 0; on < open.size(); ++on)
        if (std::none_of(needs_one_off.begin(), needs_one_off.end(), [&](std::size_t by) { return (on & by) == by; }))
          open[on] = 1;
    }
    const auto names = [&](std::size_t bits) {
      Names result;
      for (std::size_t e = 0; e < n; ++e)
        if ((bits >> e & 1) != 0) result.insert(name_of(*trial.source, elements.list[e].element));
      return result;
    };
    Family conflicts;
    Family relaxations;
    for (std::size_t on = 0; on < open.size(); ++on)
      (open[on] != 0 ? relaxations : conflicts).insert(names(open[on] != 0 ? open.size() - 1 - on : on));
    const WhyNot why = why_not(trial.compiled, {});
    if (open.back() != 0) {
      EXPECT_TRUE(why.certain.conflicts.empty() && why.certain.relaxations.empty());
      return;
    }
    ++shut;
    EXPECT_TRUE(why.certain.conflicts_complete && why.certain.relaxations_complete);
    EXPECT_EQ(family_of(*trial.source, why.certain.conflicts), minimal(conflicts));
    EXPECT_EQ(family_of(*trial.source, why.certain.relaxations), minimal(relaxations));
  });
  EXPECT_GT(shut, of_cases(50));
}

TEST(WhyNot, OneOfItsConflictsIsTheOneThatIsFoundAlone) {
  for_each_case(21001, 200, small(), [&](const Trial& trial) {
    const std::optional<Conflict> one = find_conflict(trial.compiled, {});
    const WhyNot why = why_not(trial.compiled, {});
    const bool certain = !why.certain.conflicts.empty();
    EXPECT_EQ(one.has_value(), certain || !why.reference.conflicts.empty());
    if (!one) return;
    EXPECT_EQ(one->among == Conflict::Among::certain, certain);
    const Family all = family_of(*trial.source, (certain ? why.certain : why.reference).conflicts);
    EXPECT_TRUE(all.contains(names_of(*trial.source, one->elements)));
  });
}

TEST(WhyNot, APackageIsLeftWhenARelaxationGivesWay) {
  for_each_case(21001, 200, small(), [&](const Trial& trial) {
    const World world = trial.naive.reference(Reading::cautious);
    for (const Relaxation& relaxation : why_not(trial.compiled, {}).reference.relaxations)
      EXPECT_EQ(broken(trial, trial.naive.judge(world, Reading::cautious, relaxation.opens)),
                names_of(*trial.source, relaxation.elements));
  });
}

TEST(WhyNot, OfAPackageItListsWhatItBreaks) {
  for_each_case(22001, 100, small(), [&](const Trial& trial) {
    const World world = trial.naive.reference(Reading::cautious);
    for (const Package& x : trial.naive.packages()) {
      const Names want = broken(trial, trial.naive.judge(world, Reading::cautious, x));
      const Explanation why = explain_package(trial.compiled, x, {});
      if (want.empty()) {
        EXPECT_TRUE(why.relaxations.empty());
        continue;
      }
      ASSERT_EQ(why.relaxations.size(), 1u) << name(*trial.source, x);
      EXPECT_EQ(names_of(*trial.source, why.relaxations[0].elements), want);
    }
  });
}

TEST(WhyNot, TheCheapestWayOutIsTheFirstThatCanBeHad) {
  std::uint64_t some = 0;
  for_each_case(21001, 600, small(), [&](const Trial& trial) {
    const Elements elements = reference_elements(trial.compiled, Reading::cautious);
    PackageSearch search(elements);
    const WayOut way = cheapest_way_out(elements, search, {});
    const Explanation all = why_not(trial.compiled, {}).reference;
    EXPECT_EQ(way.open, all.conflicts.empty());
    if (way.open) return;
    const bool can = !all.relaxations.empty() && all.relaxations[0].cost.possible;
    EXPECT_EQ(way.found, can ? Found::yes : Found::no);
    if (!can) return;
    ++some;
    EXPECT_EQ(names_of(*trial.source, way.relaxation.elements), names_of(*trial.source, all.relaxations[0].elements));
  });
  EXPECT_GT(some, of_cases(100));
}

// World by world, against the tables of the case compiled as if the elements had given way; the tables say nothing of
// rules and of reservation values that are dropped.
TEST(WaysOut, OpenTheWorldsThatTheTablesOpen) {
  std::uint64_t tried = 0;
  constexpr std::size_t worlds = 40;
  for_each_case(21001, 250, small(), [&](const Trial& trial) {
    RobustOptions options;
    options.worlds = worlds;
    std::vector<Relaxation> relaxations = why_not(trial.compiled, {}).reference.relaxations;
    std::erase_if(relaxations, [](const Relaxation& r) { return r.cost.rules > 0 || !r.cost.concessions.empty(); });
    const auto open_worlds = [&](const Compiled& compiled, Reading reading) {
      const AnyTable table = draw_worlds(compiled, reading, options.seed, 0, worlds, 1);
      std::vector<char> open(worlds, 0);
      for (const auto& accepted : accepted_by_tables(compiled, trial.naive, table))
        for (std::size_t s = 0; s < worlds; ++s) open[s] = static_cast<char>(open[s] | accepted[s]);
      return static_cast<std::size_t>(std::count(open.begin(), open.end(), 1));
    };
    const WaysOut ways = ways_out(trial.compiled, relaxations, options);
    EXPECT_EQ(ways.worlds, worlds);
    for (const Reading reading : readings) {
      const auto at = static_cast<std::size_t>(reading);
      std::size_t as_it_is = 0;
      std::size_t all = ways.only_fixed[at].count;
      for (const CheapestWay& way : ways.cheapest) {
        all += way.share[at].count;
        if (way.elements.empty()) as_it_is += way.share[at].count;
      }
      EXPECT_EQ(as_it_is, open_worlds(trial.compiled, reading));
      EXPECT_EQ(all, worlds);
      for (std::size_t k = 0; k < relaxations.size(); ++k) {
        Compiled dropped = trial.compiled;
        for (const ConflictElement& element : relaxations[k].elements) dropped = give_way(dropped, element);
        EXPECT_EQ(ways.opens[k][at].count, open_worlds(dropped, reading));
        ++tried;
      }
    }
  });
  EXPECT_GT(tried, of_cases(50));
}

TEST(WaysOut, AreTheSameAtAnyNumberOfThreadsAndInAnyOrderOfTheFiles) {
  for_each_case(21001, 40, small(), [&](const Trial& trial) {
    const auto other = must_read(print(trial.sketch, trial.seed + 1));
    const auto answer = [](const Compiled& compiled, std::size_t threads) {
      RobustOptions options;
      options.worlds = 60;
      options.threads = threads;
      const Case& c = *compiled.source;
      const std::vector<Relaxation> relaxations = why_not(compiled, {}).reference.relaxations;
      const WaysOut ways = ways_out(compiled, relaxations, options);
      std::string text;
      for (const auto& share : ways.opens)
        text += std::to_string(share[0].count) + "/" + std::to_string(share[1].count) + "\n";
      for (const CheapestWay& way : ways.cheapest) {
        for (const ConflictElement& element : way.elements) text += name_of(c, element) + " | ";
        text += std::to_string(way.share[0].count) + "/" + std::to_string(way.share[1].count) + "\n";
      }
      return text;
    };
    const std::string one = answer(trial.compiled, 1);
    EXPECT_EQ(one, answer(trial.compiled, 3));
    EXPECT_EQ(one, answer(compile(other, {}), 1));
  });
}

// The same answer, in words, whatever the order of parties, issues, options, rules and rows in the files.
std::string said(const Case& c, const Explanation& why) {
  std::string text;
  for (const Conflict& conflict : why.conflicts) {
    text += "conflict";
    for (const ConflictElement& element : conflict.elements) text += " | " + name_of(c, element);
    text += "\n";
  }
  for (const Relaxation& relaxation : why.relaxations) {
    text += "relaxation";
    for (const ConflictElement& element : relaxation.elements) text += " | " + name_of(c, element);
    text += " costs " + std::to_string(relaxation.cost.steps);
    for (const Concession& concession : relaxation.cost.concessions)
      text += " " + c.casebook.parties[concession.party].id + " " + std::to_string(concession.value());
    text += " opens " + name(c, relaxation.opens) + "\n";
  }
  return text;
}

TEST(WhyNot, DoesNotHangOnTheOrderOfTheFiles) {
  for_each_case(21001, 200, small(), [&](const Trial& trial) {
    const auto other = must_read(print(trial.sketch, trial.seed + 1));
    const Compiled compiled = compile(other, {});
    for (const std::size_t limit : {std::size_t{1}, std::size_t{50}}) {
      WhyNotOptions options;
      options.limit = limit;
      const WhyNot a = why_not(trial.compiled, options);
      const WhyNot b = why_not(compiled, options);
      EXPECT_EQ(said(*trial.source, a.certain), said(*other, b.certain));
      EXPECT_EQ(said(*trial.source, a.reference), said(*other, b.reference));
    }
  });
}

// With few nodes some searches end without an answer: all that is listed still holds, and what is missing is said.
TEST(WhyNot, SaysWhereABudgetLeftItUnsure) {
  std::uint64_t cut = 0;
  for_each_case(21001, 300, small(), [&](const Trial& trial) {
    const WhyNot whole = why_not(trial.compiled, {});
    for (const std::uint64_t nodes : {3, 10, 30}) {
      WhyNotOptions options;
      options.query_nodes = nodes;
      const WhyNot part = why_not(trial.compiled, options);
      const auto within = [&](const Explanation& some, const Explanation& all) {
        const Family conflicts = family_of(*trial.source, all.conflicts);
        const Family relaxations = family_of(*trial.source, all.relaxations);
        for (const Names& set : family_of(*trial.source, some.conflicts)) EXPECT_TRUE(conflicts.contains(set));
        for (const Names& set : family_of(*trial.source, some.relaxations)) EXPECT_TRUE(relaxations.contains(set));
        if (some.conflicts_complete) {
          EXPECT_EQ(some.conflicts.size(), all.conflicts.size());
        }
        if (some.relaxations_complete) {
          EXPECT_EQ(some.relaxations.size(), all.relaxations.size());
        }
        cut += some.conflicts_complete ? 0 : 1;
      };
      within(part.certain, whole.certain);
      within(part.reference, whole.reference);
    }
  });
  EXPECT_GT(cut, of_cases(100));
}

}  // namespace
}  // namespace oracle
