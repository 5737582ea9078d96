// documents.yaml: adding a source to it.
#pragma once

#include <string>
#include <string_view>

#include "casebook/casebook.h"

namespace parley {

/// The text of documents.yaml with one more source at its end. What is there stays as it is, comments and order too.
/// The text must be empty, hold only comments, or be a list in block style; throws Error otherwise.
std::string append_source(std::string_view yaml_text, const Source& source);

}  // namespace parley
