// Offsets that count UTF-16 code units, as Java and JavaScript do, and the code points that Parley counts.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace parley {

/// The way between the two kinds of offsets of one text. An offset inside a surrogate pair is that of its character.
class Utf16Offsets {
 public:
  explicit Utf16Offsets(std::u32string_view text) {
    units_.reserve(text.size() + 1);
    std::size_t unit = 0;
    for (const char32_t c : text) {
      units_.push_back(unit);
      unit += c > 0xFFFF ? 2 : 1;
    }
    units_.push_back(unit);
  }
  /// Of the whole text.
  [[nodiscard]] std::size_t units() const { return units_.back(); }
  /// `code_point` may be the text's end.
  [[nodiscard]] std::size_t unit_of(std::size_t code_point) const { return units_[code_point]; }
  /// `unit` may be the text's end; beyond it is the end.
  [[nodiscard]] std::size_t code_point_of(std::size_t unit) const {
    if (unit >= units()) return units_.size() - 1;
    return static_cast<std::size_t>(std::ranges::upper_bound(units_, unit) - units_.begin()) - 1;
  }

 private:
  std::vector<std::size_t> units_;  // of each code point, and of the end
};

}  // namespace parley
