#include "text/pdf.h"

#include <csignal>

#include "core/error.h"
#include "text/line_text.h"

namespace parley {
namespace {

std::string first_line(std::string_view text) { return std::string(trim(text.substr(0, text.find('\n')))); }

std::string what_went_wrong(const ChildResult& result, const ChildLimits& limits) {
  const std::string time = limits.wall_time < std::chrono::seconds(1)
                               ? std::to_string(limits.wall_time.count()) + " milliseconds"
                               : std::to_string(limits.wall_time.count() / 1000) + " seconds";
  switch (result.end) {
    case ChildEnd::out_of_time:
      return "reading the PDF took longer than " + time + " and was given up";
    case ChildEnd::out_of_output:
      return "the PDF holds more text than the limit of " + std::to_string(limits.output) + " bytes";
    case ChildEnd::killed:
      if (result.status == SIGXCPU || result.status == SIGKILL)
        return "reading the PDF took more than " + std::to_string(limits.cpu_seconds) +
               " seconds of computing and was given up";
      return "the PDF made pdftotext fail (signal " + std::to_string(result.status) + ")";
    case ChildEnd::exited:
      break;
  }
  if (result.status == 3) return "the PDF does not permit its text to be read";
  const std::string said = first_line(result.errors);
  if (said.find("assword") != std::string::npos) return "the PDF is locked by a password";
  return "the PDF cannot be read" + (said.empty() ? "" : ": pdftotext says \"" + said + "\"");
}

}  // namespace

std::string pdf_text(std::string_view bytes, std::string_view name, const PdfReader& reader) {
  const auto program = find_program(reader.program);
  if (!program)
    throw Error("PDF files are read by pdftotext, which is missing; install the package poppler-utils",
                std::string(name));
  const ChildResult result =
      run_child({*program, "-enc", "UTF-8", "-eol", "unix", "-q", "-", "-"}, bytes, reader.limits);
  if (result.end != ChildEnd::exited || result.status != 0)
    throw Error(what_went_wrong(result, reader.limits), std::string(name), "a PDF with text in it");
  return result.output;
}

}  // namespace parley
