// Blocks that share variables: numbers moved between them, so that their best cells agree.
//
// Where tables overlap, the best cells of each taken by itself ask for different options of one variable, and their sum
// is far too high a bound. A message moves a number from the cells of a block to the options of a variable, the same
// one to all options of a class, which changes no package's sum: whatever is moved, the bound is safe. Good messages
// make the blurred shares of a block and those of the variable agree on every class. They are found link by link: half
// the difference of the logarithms of the two shares, times the blur, is moved, which is the least of the blurred bound
// along that link (block coordinate descent on the dual of the local polytope: Globerson and Jaakkola 2007, Werner
// 2007; in whole numbers it is soft arc consistency, Cooper et al. 2010).
#pragma once

#include <span>
#include <vector>

#include "settle/dual_relaxation.h"
#include "settle/gains.h"

namespace parley {

class Messages {
 public:
  /// A variable of a block, and where the messages of its classes begin.
  struct Link {
    std::size_t block = 0;
    std::size_t place = 0;  ///< in the block's scope
    std::size_t variable = 0;
    std::size_t first = 0;
    std::size_t classes = 0;
  };

  /// No links where blocks share no variable.
  explicit Messages(const Gains& gains);

  [[nodiscard]] const std::vector<Link>& links() const { return links_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t class_of(const Link& link, int option) const {
    return static_cast<std::size_t>(gains_.blocks[link.block].classes[link.place][static_cast<std::size_t>(option)]);
  }

  /// One round over all links, at multipliers of units; `at` and the parts' offsets follow.
  void exchange(std::span<const double> multipliers, double blur, std::vector<double>& at,
                std::vector<std::vector<Part>>& blocks);

  /// What the messages `whole` add to a cell of a block.
  template <class Int>
  [[nodiscard]] Int added(const std::vector<Int>& whole, std::size_t block, int cell) const {
    Int sum = 0;
    for (std::size_t l : by_block_[block]) {
      const Link& link = links_[l];
      if (link.block == block)
        sum -= whole[link.first + static_cast<std::size_t>(
                                      gains_.blocks[block].choices[static_cast<std::size_t>(cell)][link.place])];
      else
        sum += whole[link.first + class_of(link, cell)];
    }
    return sum;
  }

 private:
  void move(const Link& link, double blur, std::vector<double>& at, std::vector<std::vector<Part>>& blocks);

  const Gains& gains_;
  std::vector<Link> links_;
  std::vector<std::vector<std::size_t>> by_block_;  // links of a block, or those to a variable's own block
  std::size_t size_ = 0;
  std::vector<std::vector<double>> sums_;  // scratch: of each part, its units under the multipliers
  std::vector<double> most_[2], blurred_[2], moved_;
};

/// Sets of options of a variable that nothing still open tells apart, each in the order of the options' ids; by itself
/// where a rule names the variable.
std::vector<std::vector<int>> alike_options(const Gains& gains, const Messages& messages,
                                            const std::vector<std::vector<Part>>& blocks, int variable);

}  // namespace parley
