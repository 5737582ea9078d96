// Markdown's markup within a paragraph: emphasis, code, links, pictures, entities, escapes, tags.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/entity.h"

namespace parley {

/// Reads paragraphs of one text and tells, position by position, what shows there.
class MarkdownInline {
 public:
  /// What stands at a position: `size` code points of source that show as `text`, which may be nothing.
  struct Piece {
    std::size_t size = 1;
    std::u32string_view text;
  };

  explicit MarkdownInline(std::u32string_view text)
      : text_(text), hidden_(text.size() + 1, false), code_(text.size() + 1, false) {}

  /// Finds the markup of the paragraph [begin, end).
  void read(std::size_t begin, std::size_t end);
  /// What shows at a position of the paragraph that was read last.
  [[nodiscard]] Piece at(std::size_t position);

 private:
  struct Run {
    std::size_t at = 0;
    std::size_t size = 0;
  };
  struct Bracket {
    std::size_t at = 0;
    bool picture = false;
  };

  void hide(std::size_t begin, std::size_t end);
  std::size_t code(std::size_t at, std::size_t end);
  std::size_t emphasis(std::size_t at, std::size_t begin, std::size_t end);
  std::size_t close_bracket(std::size_t at, std::size_t end);
  std::size_t angle(std::size_t at, std::size_t end);
  void find_code_runs(std::size_t begin, std::size_t end);

  std::u32string_view text_;
  std::vector<bool> hidden_;        ///< positions whose character is markup
  std::vector<bool> code_;          ///< positions inside code, where '&' is only itself
  std::vector<Run> stars_, lines_;  ///< open runs of '*' and '_'
  std::vector<Bracket> brackets_;
  std::vector<Run> ticks_;          ///< runs of '`' of the paragraph, in order
  std::vector<std::size_t> match_;  ///< for each, the next run of the same size
  Entities entities_;
};

}  // namespace parley
