// A treebank and, after a line "%%%", its rhetorical structure: spans that stand in the text, or problems.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"
#include "evidence/gum.h"
#include "target.h"

namespace {

constexpr std::string_view parting = "\n%%%\n";

void check(const parley::AnnotatedText& text) {
  const auto within = [&](parley::Span span) {
    return span.begin <= span.end && span.end <= text.document.text.size();
  };
  for (const auto& [span, tag] : text.tags) require(within(span));
  for (const parley::AnnotatedAttribution& attribution : text.attributions)
    for (const auto* role : {&attribution.source, &attribution.cue, &attribution.content})
      for (const parley::Span span : *role) require(within(span));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t part = bytes.find(parting);
  std::optional<parley::SourceText> rhetoric;
  if (part != std::string_view::npos) rhetoric.emplace("f.rs4", std::string(bytes.substr(part + parting.size())));
  try {
    check(parley::read_gum({"f.conllu", std::string(bytes.substr(0, part))}, rhetoric));
  } catch (const parley::Error& error) {
    require(!error.problems().empty());
  }
  return 0;
}
