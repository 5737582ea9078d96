// The lens of one world, or of none: counts, and why there is no deal.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/progress.h"
#include "model/case.h"
#include "model/compile.h"

namespace parley {

using BigInt = boost::multiprecision::cpp_int;

/// A number of packages: exact where lower == upper, else bounds that were reached within the budget.
struct Count {
  BigInt lower;
  BigInt upper;
  [[nodiscard]] bool exact() const { return lower == upper; }
};

struct SettleOptions {
  Reading reading = Reading::cautious;     ///< of the reference world
  std::size_t states = 1'000'000;          ///< budget of a count, in merged states held at once
  std::size_t cells = 150'000'000;         ///< budget of a count on a grid, in entries of 8 to 16 bytes
  std::uint64_t query_nodes = 20'000'000;  ///< budget of each question that a conflict's shrinking asks
  Progress progress;
};

/// Packages that each of a set of principals accepts.
struct SetCount {
  std::vector<int> parties;  ///< casebook's order
  Count packages;
};

/// Packages in all; under the rules; and of the latter, in the reference world, those that each principal accepts (by
/// itself, its red lines and reservation value), those that each set of principals accepts (of more than six, each
/// pair), and those that all whose consent is needed accept.
struct Counts {
  Count total;
  Count allowed;
  std::vector<int> parties;     ///< principals, casebook's order
  std::vector<Count> accepted;  ///< one each
  std::vector<SetCount> sets;   ///< of two principals and more, the small sets first
  Count accepted_by_all;
};
Counts count_packages(const Compiled& compiled, const SettleOptions& options);

/// One constraint that takes part in a conflict.
struct ConflictElement {
  enum class Kind { red_line, rule, vote, reservation };
  Kind kind = Kind::red_line;
  int party = -1;  ///< of a red line, vote or reservation value
  int rule = -1;   ///< of a rule
  int issue = -1;
  std::vector<int> options;     ///< that the red line or the missing vote shuts out
  std::vector<int> statements;  ///< in whose words
};

/// A minimal set of constraints that leaves no package.
struct Conflict {
  enum class Among {
    certain,   ///< red lines, rules and votes that hold in every world
    reference  ///< with the red lines, votes and reservation values of the reference world
  };
  Among among = Among::certain;
  std::vector<ConflictElement> elements;
  std::size_t undecided = 0;  ///< elements kept because the search for a package without them ended at its budget
};

/// A minimal conflict among what is certain in every world, or else in the reference world of `options.reading`;
/// nothing if packages survive both.
std::optional<Conflict> find_conflict(const Compiled& compiled, const SettleOptions& options);

/// The case compiled anew as if one element of a conflict gave way: a red line is then `oppose`, a rule or vote is
/// dropped. A reservation value gives no way (its party would be asked to take less than no deal): the case is as it
/// was.
Compiled give_way(const Compiled& compiled, const ConflictElement& element);

}  // namespace parley
