// Event lists of Discourse Network Analyzer.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/error.h"
#include "exchange/discourse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const auto read = parley::parse_event_list({reinterpret_cast<const char*>(data), size}, "f.csv");
    parley::format_event_list(read);
  } catch (const parley::Error&) {
  }
  return 0;
}
