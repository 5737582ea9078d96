// What the tests of this folder share: running over random cases, brute force over the tables of worlds, and comparing
// shares that come from different random numbers.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/compile.h"
#include "model/worlds.h"
#include "oracle/generate.h"
#include "oracle/naive.h"
#include "robust/robust.h"

namespace oracle {

/// A random case, read, compiled, and under the naive model.
struct Trial {
  std::uint64_t seed;
  Sketch sketch;
  CaseText text;
  std::shared_ptr<const Case> source;
  parley::Compiled compiled;
  Naive naive;
};

/// How many stand here for `count` of a test as it is written: the environment's PARLEY_ORACLE_TIMES multiplies it
/// where there is more time, or less. For numbers of cases, and for how often something must have been met among them.
std::uint64_t of_cases(std::uint64_t count);

/// Calls `body` with the of_cases(count) cases of seeds first, first + 1, …; stops at the first that fails and shows
/// its text.
void for_each_case(std::uint64_t first, std::uint64_t count, const Ingredients& ingredients,
                   const std::function<void(const Trial&)>& body);

/// Reads what a test changed; a failure of the test where the text has errors.
std::shared_ptr<const Case> must_read(const CaseText& text);

/// For each package of `naive` and each world, whether all rows of the table and all rules are kept. [package][world]
std::vector<std::vector<char>> accepted_by_tables(const parley::Compiled& compiled, const Naive& naive,
                                                  const parley::AnyTable& table);

/// A row's sum less its threshold for a package in a world of the table; exact to 64 bits.
long double gain(const parley::Compiled& compiled, const parley::AnyTable& table, int row, const Package& package,
                 std::size_t world);

/// Whether each world of the table counts.
std::vector<char> valid_worlds(const parley::AnyTable& table);

/// Whether counts from different random numbers may come from one share: within 4.5 standard deviations.
bool agree(std::size_t count_a, std::size_t worlds_a, std::size_t count_b, std::size_t worlds_b);

/// "a-issue=x,b-issue=y", by ids in the order of the issues' ids, whatever the file's order.
std::string name(const Case& c, const Package& package);

/// The package of that name in a case that may be in another order.
Package find(const Case& c, const std::string& name);

/// All numbers of an answer by the names of what they are about, so that answers of cases in another order compare.
std::map<std::string, std::string> numbers(const Case& c, const parley::RobustResult& result);

}  // namespace oracle
