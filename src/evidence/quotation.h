// Finding a quotation in its document, also after the text has shifted.
//
// A quotation is a W3C TextQuoteSelector (its words) with a TextPositionSelector (where they stood). It is looked for
//   1. where it should stand, then anywhere, nearest to there: white space, quotation marks and dashes compare alike
//      (Knuth, Morris and Pratt 1977: linear whatever the text);
//   2. in parts, where it has an ellipsis: the parts in order inside one paragraph, words between them left out;
//   3. word by word: the same words in the same order, whatever their case, accents and punctuation, of which a few may
//      have a slip of one letter. A word more, a word less or another word is another quotation. With s slips allowed,
//      one of s + 1 pieces must stand unchanged (Baeza-Yates and Perleberg 1992), so only those places are compared.
// All of it is linear in the text, times the number of pieces.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace parley {

enum class AnchorKind {
  in_place,  ///< at the position given
  found,     ///< its words stand elsewhere, or no position was given
  slips,     ///< found word by word, with small differences
  missing,
};

struct Anchor {
  AnchorKind kind = AnchorKind::missing;
  Span span;                    ///< of the quotation; if missing, of the passage nearest to it (empty: there is none)
  std::size_t occurrences = 0;  ///< of kind `found`: how often it stands in the text, not overlapping
};

/// Finds quotations in one text, which must outlive it. What is needed to search is made at the first use.
class QuotationFinder {
 public:
  explicit QuotationFinder(std::u32string_view text) : text_(text) {}

  /// Where `quote` stands; `expected` is where it should, if that is known.
  Anchor find(std::u32string_view quote, std::optional<Span> expected);

 private:
  struct Word {
    Span span;
    std::uint64_t key = 0;  ///< of its letters and digits, case and accents folded
  };
  static std::vector<Word> words_of(std::u32string_view text);

  void prepare_folded();
  void prepare_words();
  std::optional<Anchor> find_whole(std::u32string_view folded_quote, std::optional<Span> expected);
  std::optional<Anchor> find_parts(std::u32string_view folded_quote, std::optional<Span> expected);
  std::optional<Anchor> find_words(std::u32string_view quote, std::optional<Span> expected);
  std::optional<Span> nearest_passage(std::u32string_view quote);
  [[nodiscard]] Span original(std::size_t begin, std::size_t end) const;
  [[nodiscard]] bool is_whole_words(std::size_t begin, std::size_t end) const;

  std::u32string_view text_;
  std::u32string folded_;
  std::vector<std::uint32_t> origin_;        ///< of each folded code point, the one in `text_` it comes from
  std::vector<std::size_t> paragraph_ends_;  ///< in the folded text
  std::vector<Word> words_;
};

/// The text with runs of white space made one space (none at the ends), quotation marks, dashes and ellipses made
/// plain, and characters without width left out.
std::u32string fold_quotation(std::u32string_view text);

}  // namespace parley
