// A crew: processes that work out one answer together, in step.
//
// Each holds a slice of the worlds, and all run the same steps in the same order. Whatever is decided is decided by
// numbers of all worlds, which the crew adds up; so each member comes to the same answer, and it is the one that a
// process alone comes to. A default crew is one process alone, which has nothing to add up. Who carries the numbers
// (MPI, or threads in a test) is not known here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace parley {

/// A member's share of a list: [first, first + count).
struct Slice {
  std::size_t first = 0;
  std::size_t count = 0;
};

enum class Fold { sum, max };

struct Crew {
  std::size_t rank = 0;
  std::size_t size = 1;
  /// Replaces each number by its sum over the crew, or by the largest. All members call it with as many numbers, in the
  /// same order; throws Cancelled where the work was stopped. Empty in a crew of one.
  std::function<void(Fold, std::span<std::uint64_t>)> fold;

  [[nodiscard]] bool alone() const { return size == 1; }
  /// The part of `count` things that falls to this member; all parts together are in the order of ranks.
  [[nodiscard]] Slice slice(std::size_t count) const;

  void sum(std::span<std::uint64_t> numbers) const;
  void max(std::span<std::uint64_t> numbers) const;
  [[nodiscard]] std::uint64_t sum(std::uint64_t number) const;
  /// What each member gives, by rank.
  [[nodiscard]] std::vector<std::uint64_t> list(std::uint64_t number) const;
  /// Marks (0 or 1) of which each is known to one member and 0 with the others.
  void join(std::vector<char>& marks) const;
};

}  // namespace parley
