// W3C Web Annotations of a small case.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "exchange/web_annotation.h"
#include "text/read.h"

namespace {

parley::Casebook small_casebook() {
  parley::Casebook casebook;
  casebook.documents.resize(2);
  casebook.documents[0].id = "brief";
  casebook.documents[0].file = "documents/brief.txt";
  casebook.documents[1].id = "gone";
  return casebook;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const parley::Casebook casebook = small_casebook();
  static const std::vector<std::optional<parley::Document>> texts = {
      parley::parse_document("The town said that it would pay. \xF0\x9F\x98\x80 The harbour did not.\n"), std::nullopt};
  try {
    parley::read_annotations({reinterpret_cast<const char*>(data), size}, "f.jsonld", casebook, texts);
  } catch (const parley::Error&) {
  }
  return 0;
}
