// A document: clean text with a way back to the original bytes, its metadata, its sentences, and what is not prose.
//
// All offsets are in Unicode code points into `text`, as the W3C TextPositionSelector counts them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace parley {

/// Half-open range of code points.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  auto operator<=>(const Span&) const = default;
  [[nodiscard]] std::size_t size() const { return end - begin; }
};

/// What a line of a document is. Everything but prose, heading and list is "not prose": marked, never dropped.
enum class LineKind {
  prose,
  heading,
  list_item,
  title,
  repeated_title,
  byline,
  dateline,  ///< a line that is only a date, "Updated: …" and the like
  image,     ///< an image's placeholder
  caption,   ///< a picture's caption, with or without its credit
  credit,    ///< who made a picture or helped with the report
  advertisement,
  boilerplate,  ///< navigation, share buttons, subscription calls
  blank,
};

std::string_view line_kind_name(LineKind kind);

struct Line {
  Span span;  ///< without the line's end
  LineKind kind = LineKind::prose;
};

struct Metadata {
  std::string title;
  std::vector<std::string> authors;
  std::string date;  ///< ISO 8601 (a day, month or year) where the text shows one, else empty
  std::string publisher;
};

struct Document {
  std::u32string text;      ///< clean text, NFC left as it came, line ends as '\n'
  std::vector<Line> lines;  ///< every line of `text`, in order
  std::vector<Span>
      sentences;  ///< sentences of prose, headings and list items, in order; never across lines' paragraphs
  Metadata metadata;
  std::string format;    ///< "plain", "markdown", "html", "pdf"
  std::string encoding;  ///< of the original, as ICU names it ("UTF-8")
  /// Byte offset in the original of each code point of `text` (PDF: in pdftotext's output); one more for the end.
  /// Ascending, but where HTML has text in a table and in no cell, which is shown before the table.
  std::vector<std::uint32_t> origin;
};

/// UTF-8 of a part of the text.
std::string utf8(std::u32string_view text);
/// Code points of UTF-8; malformed bytes become U+FFFD.
std::u32string utf32(std::string_view text);
/// Line and column, from 1, of a code point of the clean text; an offset past the end is the place after the last.
Place place_of(const Document& document, std::string_view file, std::size_t offset);

}  // namespace parley
