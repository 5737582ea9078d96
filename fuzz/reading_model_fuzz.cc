// A model's file, and then a text read with it.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "evidence/attribution_reader.h"
#include "evidence/timex.h"
#include "text/read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const auto model = parley::unpack_model(bytes);
    parley::read_attributions(parley::parse_document("Smith said that it was over.\n", "plain"), model);
  } catch (const parley::Error&) {
  }
  try {
    const auto document = parley::parse_document(bytes, "plain");
    parley::merged_attributions(document, parley::shipped_model());
    parley::find_timexes(parley::tokenize(document), "2025-02-14");
  } catch (const parley::Error&) {
  }
  return 0;
}
