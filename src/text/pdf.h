// The text of a PDF, by poppler's `pdftotext` as a child process that cannot outlast its limits.
#pragma once

#include <string>
#include <string_view>

#include "text/child.h"

namespace parley {

/// How a PDF is read; the tests put other programs and tighter limits in.
struct PdfReader {
  std::string program = "pdftotext";
  ChildLimits limits;
};

/// The text of the PDF as UTF-8, its pages ended by form feeds. Throws Error, naming the file `name`, if pdftotext is
/// missing, the PDF is broken or locked, or a limit is passed.
std::string pdf_text(std::string_view bytes, std::string_view name, const PdfReader& reader = {});

}  // namespace parley
