// A box of packages: for each variable the options that are still open, and in every world what its packages can have
// at most.
//
// Every row keeps, world by world, its slack if each of its factors gave the best that the open options leave: an open
// option whose choice would leave too few worlds alive is closed, which lowers what factors can give, and so on until
// nothing changes. A factor over several variables (a condition) gives the best of its cells that are still open, so
// what is decided of a condition counts at once. Worlds that have died are taken out when more than half of them have.
//
// A child box shares its parent's columns where nothing changed: the parent must outlive it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "robust/narrow.h"

namespace parley {

/// What of a search does not change from box to box.
struct BoxLayout {
  /// The factors of one row that name a variable.
  struct Touch {
    std::size_t row = 0;
    std::vector<std::size_t> factors;
  };
  struct Scope {
    std::size_t row = 0;
    std::vector<int> variables;
    const FactorClasses* classes = nullptr;
    std::size_t first_column = 0;

    [[nodiscard]] int class_of(std::size_t place, int option) const {
      return classes->class_of[place][static_cast<std::size_t>(option)];
    }
    /// The class of a place in a cell.
    [[nodiscard]] int class_in(std::size_t cell, std::size_t place) const {
      return static_cast<int>(cell / classes->strides[place] %
                              (static_cast<std::size_t>(classes->class_of[place].back()) + 1));
    }
    [[nodiscard]] std::size_t place_of(int variable) const {
      return static_cast<std::size_t>(std::find(variables.begin(), variables.end(), variable) - variables.begin());
    }
  };
  const Plan* plan = nullptr;
  const NarrowWorlds* worlds = nullptr;
  std::vector<std::size_t> first_option;    ///< by variable, into a box's `open`; one more at the end
  std::vector<std::vector<Touch>> touches;  ///< by variable
  std::vector<Scope> scopes;                ///< by factor
  std::vector<std::vector<int>> rules;      ///< by variable
  std::size_t columns = 0;

  [[nodiscard]] int options(int variable) const {
    return static_cast<int>(first_option[variable + 1] - first_option[variable]);
  }
  [[nodiscard]] int variables() const { return static_cast<int>(touches.size()); }
};
BoxLayout make_layout(const Plan& plan, const NarrowWorlds& worlds);

/// Columns that boxes have done with, to be used again.
using SpareColumns = std::vector<std::vector<Small>>;

class Box {
 public:
  /// All that `open` leaves open, by option.
  Box(const BoxLayout& layout, const std::vector<std::uint8_t>& open, SpareColumns& spare);
  /// The part of another box with one option of a variable.
  Box(const Box& parent, int variable, int option);
  Box(const Box&) = delete;
  Box& operator=(const Box&) = delete;
  ~Box();

  [[nodiscard]] const std::vector<std::uint8_t>& open() const { return open_; }
  [[nodiscard]] bool is_open(int variable, int option) const {
    return open_[layout_.first_option[variable] + static_cast<std::size_t>(option)] != 0;
  }
  [[nodiscard]] int options_left(int variable) const { return left_[variable]; }
  [[nodiscard]] int first_open(int variable) const;

  /// Worlds alive: the bound of the box. Takes dead ones out when they are many.
  std::size_t count_living();
  /// Worlds alive if a variable had each of its open options, into `alive` by option; less than `needed` may be cut
  /// short.
  void count_options_of(int variable, std::size_t needed, std::vector<std::size_t>& alive);
  /// False where a rule is broken whatever else is chosen.
  [[nodiscard]] bool rules_allow(int variable, int option);
  /// Closes options of a variable; at least one is left.
  void close(int variable, std::span<const int> options);

 private:
  std::vector<Small> take();
  void settle(std::size_t factor);
  void compact();
  const Small* joined(const BoxLayout::Touch& touch, int variable, int option, std::vector<Small>& scratch) const;

  const BoxLayout& layout_;
  SpareColumns& spare_;
  std::size_t worlds_ = 0;
  std::size_t living_ = 0;
  std::vector<std::uint8_t> open_;
  std::vector<int> left_;
  std::vector<Small> slack_;
  std::vector<Small> dead_;
  std::vector<const Small*> column_;  ///< null where closed, and where its factor is decided
  std::vector<std::vector<Small>> own_;
  std::vector<std::int32_t> owned_;  ///< by column: the place in own_, or -1
};

}  // namespace parley
