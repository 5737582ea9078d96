// Any bytes as plain text, Markdown or HTML (by the first byte): a document whose parts fit together, or an Error.
#include <algorithm>
#include <array>
#include <cstdint>

#include "target.h"
#include "text/read.h"

namespace {

void check(const parley::Document& document, std::size_t size, bool in_order) {
  require(document.origin.size() == document.text.size() + 1);
  require(document.origin.back() == size);
  require(std::all_of(document.origin.begin(), document.origin.end(), [&](std::uint32_t at) { return at <= size; }));
  // HTML has text that stands in a table but in no cell shown before the table.
  require(!in_order || std::is_sorted(document.origin.begin(), document.origin.end()));
  std::size_t at = 0;
  for (const parley::Line& line : document.lines) {
    require(line.span.begin == at && line.span.end >= line.span.begin && line.span.end <= document.text.size());
    at = std::min(document.text.size(), line.span.end + 1);
  }
  require(at == document.text.size());
  at = 0;
  for (const parley::Span sentence : document.sentences) {
    require(sentence.begin >= at && sentence.end > sentence.begin && sentence.end <= document.text.size());
    at = sentence.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr std::array formats = {"plain", "markdown", "html"};
  const char* format = formats[data[0] % formats.size()];
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  try {
    check(parley::parse_document(bytes, format, "input"), bytes.size(), format != formats.back());
  } catch (const parley::Error&) {
  }
  return 0;
}
