// Any bytes as a kept scenario: edits that are the same once they are written and read again, or problems.
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/error.h"
#include "serve/scenario.h"
#include "target.h"

namespace {

void check(const parley::KeptScenario& kept) {
  const parley::KeptScenario again = parley::parse_scenario(parley::format_scenario(kept), "f");
  require(again.title == kept.title && again.note == kept.note);
  require(parley::edits_json(again.edits) == parley::edits_json(kept.edits));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  parley::KeptScenario kept;
  try {
    kept = parley::parse_scenario({reinterpret_cast<const char*>(data), size}, "f");
  } catch (const parley::Error& error) {
    require(!error.problems().empty());
    return 0;
  }
  check(kept);
  return 0;
}
