#include "text/document.h"

#include <unicode/utf8.h>

#include <algorithm>

namespace parley {

std::string_view line_kind_name(LineKind kind) {
  switch (kind) {
    case LineKind::prose:
      return "prose";
    case LineKind::heading:
      return "heading";
    case LineKind::list_item:
      return "list_item";
    case LineKind::title:
      return "title";
    case LineKind::repeated_title:
      return "repeated_title";
    case LineKind::byline:
      return "byline";
    case LineKind::dateline:
      return "dateline";
    case LineKind::image:
      return "image";
    case LineKind::caption:
      return "caption";
    case LineKind::credit:
      return "credit";
    case LineKind::advertisement:
      return "advertisement";
    case LineKind::boilerplate:
      return "boilerplate";
    case LineKind::blank:
      return "blank";
  }
  return "";
}

std::string utf8(std::u32string_view text) {
  std::string bytes;
  bytes.reserve(text.size() + text.size() / 8);
  for (char32_t c : text) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
    char unit[4];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(unit, length, c);
    bytes.append(unit, static_cast<std::size_t>(length));
  }
  return bytes;
}

std::u32string utf32(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, at, size, c);  // NOLINT(bugprone-inc-dec-in-conditions)
    points.push_back(static_cast<char32_t>(c));
  }
  return points;
}

Place place_of(const Document& document, std::string_view file, std::size_t offset) {
  const auto after = std::upper_bound(document.lines.begin(), document.lines.end(), offset,
                                      [](std::size_t at, const Line& line) { return at < line.span.begin; });
  if (after == document.lines.begin()) return {std::string(file), 1, 1};
  const Line& line = *std::prev(after);
  return {std::string(file), static_cast<std::size_t>(after - document.lines.begin()),
          std::min(offset, line.span.end) - line.span.begin + 1};
}

}  // namespace parley
