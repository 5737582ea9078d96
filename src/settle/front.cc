#include "settle/front.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "settle/front_grid.h"

namespace parley {

std::uint32_t Trace::leaf(int variable, int option) {
  nodes.push_back({static_cast<std::uint32_t>(variable), static_cast<std::uint32_t>(option) | leaf_bit});
  return static_cast<std::uint32_t>(nodes.size() - 1);
}

std::uint32_t Trace::join(std::uint32_t left, std::uint32_t right) {
  if (left == nothing) return right;
  if (right == nothing) return left;
  nodes.push_back({left, right});
  return static_cast<std::uint32_t>(nodes.size() - 1);
}

void Trace::read(std::uint32_t node, std::vector<int>& choice) const {
  std::vector<std::uint32_t> open{node};
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    if (at == nothing) continue;
    const Node& n = nodes[at];
    if ((n.right & leaf_bit) != 0) {
      choice[n.left] = static_cast<int>(n.right & ~leaf_bit);
    } else {
      open.push_back(n.left);
      open.push_back(n.right);
    }
  }
}

namespace {

/// Sums one by one, then the filter: for any numbers and any number of coordinates.
template <class Int, class Number>
Front<Int, Number> sum_by_filter(const Front<Int, Number>& a, const Front<Int, Number>& b,
                                 const std::vector<Int>& reach, Trace& trace) {
  const auto dims = static_cast<std::size_t>(a.dims);
  Front<Int, Number> result;
  result.dims = a.dims;
  std::vector<std::uint64_t> pairs;
  std::vector<Int> values;
  pairs.reserve(a.size() * b.size());
  values.reserve(a.size() * b.size() * dims);
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t k = 0; k < b.size(); ++k) {
      bool reaches = true;
      for (std::size_t j = 0; j < dims; ++j) {
        values.push_back(static_cast<Int>(a.point(i)[j] + b.point(k)[j]));
        reaches = reaches && (reach.empty() || values.back() >= reach[j]);
      }
      if (reaches)
        pairs.push_back((static_cast<std::uint64_t>(i) << 32) | k);
      else
        values.resize(values.size() - dims);
    }
  }
  const Nondominated found = nondominated(values, a.dims);
  result.values.reserve(found.kept.size() * dims);
  std::vector<std::uint64_t> chosen;
  for (std::uint32_t p : found.kept) {
    result.values.insert(result.values.end(), values.begin() + static_cast<std::ptrdiff_t>(p * dims),
                         values.begin() + static_cast<std::ptrdiff_t>((p + 1) * dims));
    chosen.push_back(pairs[p]);
    result.packages.push_back(a.packages[pairs[p] >> 32] * b.packages[pairs[p] & 0xffffffffU]);
  }
  for (const auto& [point, place] : found.equal) {
    const std::uint64_t pair = pairs[point];
    result.packages[place] += a.packages[pair >> 32] * b.packages[pair & 0xffffffffU];
    if ((pair & 0xffffffffU) < (chosen[place] & 0xffffffffU)) chosen[place] = pair;
  }
  for (std::uint64_t pair : chosen)
    result.trace.push_back(trace.join(a.trace[pair >> 32], b.trace[pair & 0xffffffffU]));
  return result;
}

}  // namespace

template <class Int, class Number>
Front<Int, Number> nondominated_part(Front<Int, Number> points, const std::vector<std::uint32_t>& order) {
  const auto dims = static_cast<std::size_t>(points.dims);
  const Nondominated found = nondominated(points.values, points.dims);
  Front<Int, Number> result;
  result.dims = points.dims;
  std::vector<std::uint32_t> first;
  for (std::uint32_t p : found.kept) {
    result.values.insert(result.values.end(), points.point(p), points.point(p) + dims);
    result.packages.push_back(points.packages[p]);
    result.trace.push_back(points.trace[p]);
    first.push_back(order[p]);
  }
  for (const auto& [point, place] : found.equal) {
    result.packages[place] += points.packages[point];
    if (order[point] >= first[place]) continue;
    first[place] = order[point];
    result.trace[place] = points.trace[point];
  }
  return result;
}

template <class Int, class Number>
Front<Int, Number> sum_of_fronts(const Front<Int, Number>& a, const Front<Int, Number>& b,
                                 const std::vector<Int>& reach, Trace& trace) {
  if constexpr (std::is_same_v<Int, std::int32_t>)
    if (fits_grid(a, b)) return sum_on_grid(a, b, reach, trace);
  return sum_by_filter(a, b, reach, trace);
}

using BigInt = boost::multiprecision::cpp_int;
template Front<std::int32_t, UnsignedWide> nondominated_part(Front<std::int32_t, UnsignedWide>,
                                                             const std::vector<std::uint32_t>&);
template Front<Wide, UnsignedWide> nondominated_part(Front<Wide, UnsignedWide>, const std::vector<std::uint32_t>&);
template Front<Wide, BigInt> nondominated_part(Front<Wide, BigInt>, const std::vector<std::uint32_t>&);
template Front<std::int32_t, UnsignedWide> sum_of_fronts(const Front<std::int32_t, UnsignedWide>&,
                                                         const Front<std::int32_t, UnsignedWide>&,
                                                         const std::vector<std::int32_t>&, Trace&);
template Front<Wide, UnsignedWide> sum_of_fronts(const Front<Wide, UnsignedWide>&, const Front<Wide, UnsignedWide>&,
                                                 const std::vector<Wide>&, Trace&);
template Front<Wide, BigInt> sum_of_fronts(const Front<Wide, BigInt>&, const Front<Wide, BigInt>&,
                                           const std::vector<Wide>&, Trace&);

}  // namespace parley
