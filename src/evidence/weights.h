// Weights of a log-linear model, kept under hashes of their features.
//
// A feature is a 64-bit hash; its weight lies in a table at the hash's lowest bits, and two features may share a place
// (Weinberger et al. 2009: the loss is small while the table is larger than the features that matter). Training keeps
// the sum of squared gradients beside each weight (AdaGrad, Duchi et al. 2011). Written to a file, a table is the list
// of its weights that are not nought, each in one byte.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

class Weights {
 public:
  explicit Weights(unsigned bits = 18) : mask_((std::size_t{1} << bits) - 1), values_(mask_ + 1) {}

  [[nodiscard]] float operator()(std::uint64_t feature) const { return values_[feature & mask_]; }

  /// One step along a gradient.
  void step(std::uint64_t feature, float gradient, float rate) {
    if (squares_.empty()) squares_.resize(values_.size(), 1e-2F);
    const std::size_t at = feature & mask_;
    squares_[at] += gradient * gradient;
    values_[at] += rate * gradient / std::sqrt(squares_[at]);
  }
  /// Takes note of the weights as they stand.
  void note();
  /// Done with training: the weights become the mean of those that were noted, if any (what came last counts for less:
  /// Polyak and Juditsky 1992), and what only training needs is given up.
  void settle();

  /// The table as bytes; weights smaller than `least` of the greatest are left out.
  [[nodiscard]] std::string pack(float least = 0.004F) const;
  /// Reads what pack() wrote from the front of `bytes` and takes it off. Throws Error where it is not such a table.
  static Weights unpack(std::string_view& bytes);

  [[nodiscard]] std::size_t count() const;

 private:
  std::size_t mask_;
  std::vector<float> values_, squares_;
  std::vector<float> sums_;  // of the weights that were noted
  float noted_ = 0;
};

/// Whole numbers in the fewest bytes, seven bits each, as pack() uses them.
void put_number(std::string& bytes, std::uint64_t number);
std::uint64_t take_number(std::string_view& bytes);

}  // namespace parley
