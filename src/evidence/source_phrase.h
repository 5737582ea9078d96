// Which words beside a cue name the source: the subject before it, or the noun phrase after it where the order is
// turned round, without what stands between a name and its verb (a day, a party in parentheses, an aside between
// commas).
#pragma once

#include <optional>

#include "evidence/quoted_row.h"

namespace parley {

class SourcePhrase : public QuotedRow {
 protected:
  using QuotedRow::QuotedRow;

  /// The subject of a cue at the left of a quotation; of "…, saying" the subject of the sentence.
  [[nodiscard]] std::optional<Span> source_of_cue(std::size_t begin, std::size_t cue) const;
  /// The noun phrase that ends before the cue.
  [[nodiscard]] std::optional<Span> source_before(std::size_t from, std::size_t cue) const;
  /// The noun phrase that begins at `begin`.
  [[nodiscard]] std::optional<Span> source_after(std::size_t begin) const;
  /// The first name, pronoun or "the …" in [from, to): the subject of most sentences.
  [[nodiscard]] std::optional<Span> first_name(std::size_t from, std::size_t to) const;
  /// The name that ends before `end`, after a dash or "from".
  [[nodiscard]] std::optional<Span> named_last(std::size_t begin, std::size_t end) const;

 private:
  /// Where a sentence that opens with a phrase of place or time, or a clause, goes on: after its comma.
  [[nodiscard]] std::size_t after_opening(std::size_t from, std::size_t to) const;
  /// "Smith on Saturday said".
  [[nodiscard]] std::size_t before_day(std::size_t from, std::size_t end) const;
  /// "Smith (R-Utah) said", "Smith, who is ill, said": where what stands between a name and its verb begins.
  [[nodiscard]] std::size_t before_parenthesis(std::size_t from, std::size_t end) const;
  /// Of the words [begin, end), those that name somebody: the name at the end with its title, or from the determiner
  /// on.
  [[nodiscard]] Span narrowed(std::size_t begin, std::size_t end) const;
};

}  // namespace parley
