// Several small coordinates in one machine word, so that one subtraction compares them all.
//
// Each coordinate has a field as wide as its range, and above it a guard bit. With the guards of `a` set, a - b leaves
// a guard set exactly where that coordinate of `a` is at least that of `b`, for a field that is too small borrows its
// own guard and nobody else's (Lamport 1975, "Multiple byte processing with full-word instructions"). Fields count from
// 1, so that a word of zeros is no point and is at least none.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace parley {

template <int Words>
using PackedPoint = std::array<std::uint64_t, Words>;

/// Whether `a`, with its guards set, is at least `b` in every coordinate.
template <int Words>
[[nodiscard]] bool is_at_least(const PackedPoint<Words>& a, const PackedPoint<Words>& b,
                               const PackedPoint<Words>& guards) {
  std::uint64_t less = 0;
  for (int w = 0; w < Words; ++w) less |= ~(a[w] - b[w]) & guards[w];
  return less == 0;
}

/// The least and the greatest value of coordinate j.
std::pair<std::int64_t, std::int64_t> value_range(std::span<const std::int32_t> points, std::size_t dims,
                                                  std::size_t j);

/// Where each coordinate of some points is, in how many words.
class Packing {
 public:
  /// For the last coordinates of points that lie one after another, `dims` coordinates each, all but the first `skip`.
  Packing(std::span<const std::int32_t> points, std::size_t dims, std::size_t skip);

  [[nodiscard]] std::size_t words() const { return guards_.size(); }
  [[nodiscard]] std::size_t coordinates() const { return fields_.size(); }

  /// The guard bits of all fields.
  template <int Words>
  [[nodiscard]] PackedPoint<Words> guards() const {
    PackedPoint<Words> result{};
    for (std::size_t w = 0; w < guards_.size(); ++w) result[w] = guards_[w];
    return result;
  }

  /// `coordinates()` numbers as a packed point, without guards.
  template <int Words>
  [[nodiscard]] PackedPoint<Words> pack(const std::int32_t* point) const {
    PackedPoint<Words> result{};
    for (std::size_t j = 0; j < fields_.size(); ++j)
      result[fields_[j].word] |= static_cast<std::uint64_t>(std::int64_t{point[j]} - fields_[j].low + 1)
                                 << fields_[j].shift;
    return result;
  }

  /// A coordinate as its field has it: in order, from 1.
  template <int Words>
  [[nodiscard]] std::uint64_t field(const PackedPoint<Words>& point, std::size_t j) const {
    return (point[fields_[j].word] >> fields_[j].shift) & fields_[j].mask;
  }

  /// A coordinate as it was packed.
  template <int Words>
  [[nodiscard]] std::int32_t value(const PackedPoint<Words>& point, std::size_t j) const {
    return static_cast<std::int32_t>(static_cast<std::int64_t>(field<Words>(point, j)) - 1 + fields_[j].low);
  }

 private:
  struct Field {
    std::size_t word;
    int shift;
    std::uint64_t mask;
    std::int64_t low;
  };
  std::vector<Field> fields_;
  std::vector<std::uint64_t> guards_;  ///< by word
};

}  // namespace parley
