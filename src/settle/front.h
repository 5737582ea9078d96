// A front: nondominated sums of values, how many (partial) packages attain each, and how to find one of them.
//
// Fronts are put together from smaller ones: the front of two groups of variables that nothing joins is the
// nondominated part of all sums of a point of the one and a point of the other. Whoever dominates a part of a package
// dominates the whole with the same rest, so no nondominated package is lost, and equal sums add their numbers up.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <vector>

#include "model/wide.h"
#include "settle/nondominated.h"

namespace parley {

/// How a point came about: a tree whose leaves are choices of one option for one variable.
struct Trace {
  struct Node {
    std::uint32_t left;   ///< another node; of a leaf, the variable
    std::uint32_t right;  ///< another node; of a leaf, the option with the highest bit set
  };
  static constexpr std::uint32_t leaf_bit = std::uint32_t{1} << 31;
  static constexpr std::uint32_t nothing = 0;  ///< no choice at all
  std::vector<Node> nodes{{0, 0}};

  std::uint32_t leaf(int variable, int option);
  std::uint32_t join(std::uint32_t left, std::uint32_t right);
  /// Writes the options chosen below a node into `choice`.
  void read(std::uint32_t node, std::vector<int>& choice) const;
};

template <class Int, class Number>
struct Front {
  int dims = 0;
  std::vector<Int> values;           ///< `dims` a point
  std::vector<Number> packages;      ///< one a point
  std::vector<std::uint32_t> trace;  ///< one a point

  [[nodiscard]] std::size_t size() const { return trace.size(); }
  [[nodiscard]] const Int* point(std::size_t i) const { return values.data() + i * static_cast<std::size_t>(dims); }
};

/// The nondominated part of points that may equal one another: numbers of equal ones are added, and the trace is that
/// of the lowest `order`, which says which of equal points comes first.
template <class Int, class Number>
Front<Int, Number> nondominated_part(Front<Int, Number> points, const std::vector<std::uint32_t>& order);

/// The nondominated sums of a point of `a` and a point of `b`. `reach` (one a coordinate, or empty) drops sums that are
/// below it. Of packages that attain the same sum, the trace is that with the first point of `b`.
template <class Int, class Number>
Front<Int, Number> sum_of_fronts(const Front<Int, Number>& a, const Front<Int, Number>& b,
                                 const std::vector<Int>& reach, Trace& trace);

}  // namespace parley
