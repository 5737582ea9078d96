// Text for the terminal: how wide it is, where it may break, and columns that fit.
//
// Widths are counted as terminals draw: East Asian wide characters take two cells, combining marks and joiners none
// (UAX 11). Lines break where UAX 14 allows; a word longer than its column is cut between characters, never lost.
// Whatever could steer a terminal (control characters, changes of direction) is shown as U+FFFD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// Columns that everything fits.
inline constexpr std::size_t terminal_width = 80;

/// Cells that UTF-8 text takes on one line.
std::size_t display_width(std::string_view text);

/// `text` with line ends and tabs as spaces and control characters made harmless.
std::string printable(std::string_view text);

/// Lines of at most `width` cells; line ends in `text` are kept as breaks. At least one line, which may be empty.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// Whether and how to emphasise.
struct Style {
  bool color = false;
  [[nodiscard]] std::string bold(std::string_view text) const;
  [[nodiscard]] std::string dim(std::string_view text) const;
};

/// A paragraph: the first line begins with `first`, the others with as many spaces; ends with a newline.
std::string paragraph(std::string_view first, std::string_view text, std::size_t width = terminal_width);

/// A row of wrapped cells, each in its column, two spaces apart, without spaces at the ends of lines. A number of cells
/// smaller than that of columns leaves the last ones empty.
std::string row(const std::vector<std::string>& cells, const std::vector<std::size_t>& columns,
                std::string_view indent = {});

/// "TITLE" on a line of its own after an empty one.
std::string heading(const Style& style, std::string_view title);

}  // namespace parley
