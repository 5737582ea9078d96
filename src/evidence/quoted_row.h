// A paragraph as a row of words, marks and quotations, and what can be seen of each where it stands: whether a word is
// a cue, where its sentence begins, whether a quotation is a clause of its own, a title, or runs on into what follows.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "evidence/quotation_marks.h"
#include "evidence/saying_words.h"
#include "text/document.h"

namespace parley {

struct QuotedToken {
  enum class Kind { word, mark, quotation };
  Kind kind = Kind::word;
  Span span;
  std::u32string word;  // lower case
  bool capital = false;
  bool ends_sentence = false;
  std::size_t quotation = 0;  // of kind quotation: its index
};

class QuotedRow {
 public:
  /// The paragraph at `span`, with the quotations [first, last) in it.
  QuotedRow(const Document& document, Span span, const std::vector<MarkedQuotation>& quotations, std::size_t first,
            std::size_t last, const std::unordered_set<std::size_t>& sentence_ends);

 protected:
  [[nodiscard]] char32_t last_of(std::size_t q) const;
  [[nodiscard]] bool ends_in_stop(std::size_t q) const;
  [[nodiscard]] bool is_mark(std::size_t i, char32_t c) const;
  [[nodiscard]] bool is_word(std::size_t i) const;
  [[nodiscard]] bool is_one_of(std::size_t i, const Words& words) const;
  [[nodiscard]] bool is_cue_at(std::size_t i) const;
  [[nodiscard]] bool is_past(std::size_t i) const;
  /// "Smith was asked": he is not the one who says it.
  [[nodiscard]] bool is_passive(std::size_t cue) const;
  /// "a play called “…”", "the bill known as “…”": the words name the thing before them.
  [[nodiscard]] bool names_things(std::size_t i) const;
  /// A clause of its own: it begins like a sentence and is set off, or it fills its sentence.
  [[nodiscard]] bool is_whole(std::size_t i) const;
  /// The name of a book, a programme or a law, in the writer's sentence: every word but the small ones has a capital,
  /// and no mark or cue leads it in.
  [[nodiscard]] bool is_title(std::size_t i) const;
  /// Whether a quotation ends as one does whose sentence goes on.
  [[nodiscard]] bool runs_out(std::size_t i) const;
  [[nodiscard]] bool sentence_has_quotation_before(std::size_t i) const;
  [[nodiscard]] std::size_t sentence_begin(std::size_t i) const;

  std::u32string_view text_;
  const std::vector<MarkedQuotation>& quotations_;
  std::vector<QuotedToken> tokens_;

 private:
  void add_words(std::size_t at, std::size_t stop, const std::unordered_set<std::size_t>& sentence_ends);
  void mark_quotation_ends();
  [[nodiscard]] bool cue_within(std::size_t from, std::size_t count) const;
};

/// Lower case, with straight apostrophes.
std::u32string lower_words(std::u32string_view words);

}  // namespace parley
