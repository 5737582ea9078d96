// Whatever an endpoint replies is refused or gives proposals whose words stand in the passage.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/error.h"
#include "evidence/quotation.h"
#include "evidence/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parley;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static const Casebook book;
  Document document;
  document.text = U"Mr. Trump wants “the line” and no more. statements quote choices message content \u0301e";
  Source source;
  source.id = "talk";
  ReaderCounts counts;
  const auto content = [&](std::string_view reply) {
    try {
      for (const auto& p : read_reply(reply, document, {0, document.text.size()}, source, book, "", counts)) {
        const auto begin = std::stoul(std::string(p.row.text(Column::start)));
        const auto end = std::stoul(std::string(p.row.text(Column::end)));
        if (begin >= end || end > document.text.size()) std::abort();
        if (utf8(document.text.substr(begin, end - begin)) != p.row.text(Column::quote)) std::abort();
      }
    } catch (const Error&) {
    }
  };
  content(bytes);
  std::string wrapped = "{\"choices\":[{\"message\":{\"content\":\"";
  for (const char c : bytes) {
    if (c == '"' || c == '\\') wrapped += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) wrapped += c;
  }
  content(wrapped + "\"}}]}");
  return 0;
}
