// brat's standoff annotations.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/error.h"
#include "evidence/brat.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    parley::parse_brat({reinterpret_cast<const char*>(data), size}, "f.ann");
  } catch (const parley::Error&) {
  }
  return 0;
}
