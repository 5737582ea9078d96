// Adding documents to a case: the text is kept, the source listed, and what it says directly proposed.
//
// A document is copied into CASE/documents/, its proposed statements go to CASE/proposals.csv (the columns of
// statements.csv; a person moves what is right), and then it is listed in CASE/documents.yaml. Each file is written
// atomically, the list last: cut short at any point, the case is as valid as before, and adding again completes it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace parley {

struct AddedDocument {
  std::string id;              ///< in documents.yaml
  std::filesystem::path file;  ///< relative to the case's folder; empty if it is only a URL there
  bool already_there = false;  ///< a document with the same bytes is in the case; nothing was written
  std::size_t proposed = 0;    ///< rows added to proposals.csv
};

/// Adds the document in `file` to the case in `folder`. Throws Error, having written nothing, if the case or its
/// proposals.csv has errors or the file cannot be read as a document.
AddedDocument add_document(const std::filesystem::path& folder, const std::filesystem::path& file);

}  // namespace parley
