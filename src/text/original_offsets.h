// Offsets that others counted in the characters of a file, turned into those of the document read from it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace parley {

/// `bytes` are UTF-8, those that `document` was read from; it must outlive this.
class OriginalOffsets {
 public:
  OriginalOffsets(std::string_view bytes, const Document& document) : document_(document) {
    for (std::size_t i = 0; i < bytes.size(); ++i)
      if ((static_cast<unsigned char>(bytes[i]) & 0xC0) != 0x80) byte_of_.push_back(static_cast<std::uint32_t>(i));
    byte_of_.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
  /// Code points of the file.
  [[nodiscard]] std::size_t size() const { return byte_of_.size() - 1; }
  /// Where in the document's text stands what has these code points in the file; an end beyond the file is its end.
  [[nodiscard]] Span operator()(Span span) const { return {at(span.begin), at(span.end)}; }

 private:
  [[nodiscard]] std::size_t at(std::size_t character) const {
    const auto byte = byte_of_[std::min(character, byte_of_.size() - 1)];
    const auto found = std::ranges::lower_bound(document_.origin, byte);
    return std::min(static_cast<std::size_t>(found - document_.origin.begin()), document_.text.size());
  }
  const Document& document_;
  std::vector<std::uint32_t> byte_of_;
};

}  // namespace parley
