// Reads a document in any format Parley knows: the way from bytes to a Document.
//
//   bytes → decode (encoding.h) → a draft by its format (draft.h) → kinds of lines (lines.h)
//         → sentences (sentences.h) → metadata (metadata.h)
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "text/document.h"
#include "text/files.h"
#include "text/pdf.h"

namespace parley {

struct ReadOptions {
  std::size_t limit = default_file_limit;  ///< bytes; larger files are refused
  std::string format;                      ///< as parse_document's hint
  PdfReader pdf;
};

/// The document in a file. Throws Error if the file cannot be read, is too large, empty, binary, or a broken PDF.
Document read_document(const std::filesystem::path& path, const ReadOptions& options = {});

/// The document in `bytes`. `format_hint` is "plain", "markdown", "html" or "pdf", or "" to go by the bytes and by the
/// ending of `name`, which errors name as the file. Throws Error as read_document does.
Document parse_document(std::string_view bytes, std::string_view format_hint = {}, std::string_view name = {},
                        const PdfReader& pdf = {});

/// The format of `bytes`, by their beginning and by the ending of `name`.
std::string_view sniff_format(std::string_view bytes, std::string_view name);

}  // namespace parley
