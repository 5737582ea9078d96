// What a format's reader hands on: the clean text line by line, with what the markup itself says of each line.
//
// The readers of plain text, Markdown and HTML make drafts; lines.h says what each line is, sentences.h finds the
// sentences, metadata.h the title, date and authors. read.h puts them together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/document.h"
#include "text/encoding.h"

namespace parley {

struct DraftLine {
  Span span;                     ///< without the line's end
  std::optional<LineKind> kind;  ///< what the markup says, if it says something
  bool new_paragraph = false;    ///< the markup says that a paragraph begins here
};

/// Whether a paragraph's text may run over several lines.
enum class Wrapping {
  guessed,  ///< plain text: by the lengths of the lines
  marked,   ///< by `new_paragraph` alone
};

struct TextDraft {
  std::u32string text;
  std::vector<std::uint32_t> origin;  ///< one more than `text`
  std::vector<DraftLine> lines;
  Metadata metadata;  ///< what the markup says
  Wrapping wrapping = Wrapping::guessed;
};

/// Adds text to a draft, one code point or line at a time.
class DraftWriter {
 public:
  void put(char32_t c, std::uint32_t origin) {
    draft_.text.push_back(c);
    draft_.origin.push_back(origin);
  }
  /// Ends the line that is being written.
  void end_line(std::uint32_t origin, std::optional<LineKind> kind = {}, bool new_paragraph = false);
  [[nodiscard]] bool at_line_start() const { return draft_.text.size() == line_start_; }
  [[nodiscard]] TextDraft& draft() { return draft_; }
  /// The draft, its last line ended, its origins closed by `end`.
  TextDraft finish(std::uint32_t end, std::optional<LineKind> kind = {}, bool new_paragraph = false);

 private:
  TextDraft draft_;
  std::size_t line_start_ = 0;
};

/// Plain text: line ends made '\n', invisible characters dropped.
TextDraft draft_plain(const Decoded& source);
/// What pdftotext wrote: plain text whose pages end in form feeds; page numbers and running heads are boilerplate.
TextDraft draft_pages(const Decoded& source);
/// Markdown (CommonMark without nested blocks' indentation): markup taken off, lines kept as they stand.
TextDraft draft_markdown(const Decoded& source);
/// HTML: each block a line, scripts and styles dropped, what is not the article marked as boilerplate.
TextDraft draft_html(const Decoded& source);

/// True for characters that show nothing and part nothing: soft hyphen, byte order mark, controls.
bool is_invisible(char32_t c);
/// True for any character that ends a line.
bool is_line_end(char32_t c);

}  // namespace parley
