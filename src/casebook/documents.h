// documents.yaml: adding a source to it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "casebook/casebook.h"

namespace parley {

/// The text of documents.yaml with more sources at its end. What is there stays as it is, comments and order too.
/// The text must be empty, hold only comments, or be a list in block style; throws Error otherwise.
std::string append_sources(std::string_view yaml_text, std::span<const Source> sources);
inline std::string append_source(std::string_view yaml_text, const Source& source) {
  return append_sources(yaml_text, {&source, 1});
}

/// The text of documents.yaml with another SHA-256 under the document `id`, all else as it is; unchanged where none is
/// noted there.
std::string change_sha256(std::string_view yaml_text, std::string_view id, std::string_view sha256);

}  // namespace parley
