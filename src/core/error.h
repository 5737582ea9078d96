// Errors with places.
//
// Whatever is wrong with an input is a Problem: where, what, what was expected, a hint. A reader collects all the
// problems of its input and throws them together as one Error; what only deserves a word is a warning.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// A place in a file; lines and columns count from 1, columns in code points; 0 means the whole file.
struct Place {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
  auto operator<=>(const Place&) const = default;
};

enum class Severity { error, warning };

/// One thing that is wrong: "message; expected …", with the line it stands on and how wide the fragment is.
struct Problem {
  Severity severity = Severity::error;
  Place place;
  std::string message;
  std::string expected;     ///< what would have been right; may be empty
  std::string hint;         ///< "did you mean …", or what to do; may be empty
  std::string source_line;  ///< the line at `place`, without its end; may be empty
  std::size_t width = 1;    ///< code points to underline, at least 1
};

/// The one exception of Parley: one or more problems, of which at least one is an error.
class Error : public std::runtime_error {
 public:
  explicit Error(std::vector<Problem> problems);
  explicit Error(Problem problem);
  /// An error without a place in a file, or of a whole file.
  explicit Error(std::string message, std::string file = {}, std::string expected = {});
  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// "file:line:column: error: message; expected …" then the source line, a caret, and the hint. Ends with a newline.
std::string format_problem(const Problem& problem);

/// A warning without a place in a file, or of a whole file.
Problem warning(std::string message, std::string file = {});

/// True if any of them is an error.
bool has_error(std::span<const Problem> problems);

/// Throws Error with all of `problems` if any of them is an error.
void throw_if_errors(std::span<const Problem> problems);

/// The candidate nearest to `word` by edit distance (Damerau–Levenshtein, case ignored), if one is near enough to be
/// a slip of the hand: at most a third of the longer word's length. Ties go to the first.
std::optional<std::string> did_you_mean(std::string_view word, std::span<const std::string> candidates);

/// A file's text with the starts of its lines, to turn byte offsets into places and make problems of them.
class SourceText {
 public:
  SourceText(std::string file, std::string text);
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] Place place(std::size_t byte_offset) const;
  /// Its line alone, from 1: in no more time where a line is very long.
  [[nodiscard]] std::size_t line_number(std::size_t byte_offset) const;
  /// The text of a line (from 1) without its end; empty past the last.
  [[nodiscard]] std::string line(std::size_t number) const;
  /// A problem at `place`, which must be of this file, with its source line filled in.
  [[nodiscard]] Problem problem(Severity severity, Place place, std::string message, std::string expected = {},
                                std::string hint = {}, std::size_t width = 1) const;

 private:
  std::string file_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
};

}  // namespace parley
