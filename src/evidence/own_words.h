// Whether a stance is of the one whose words tell it: "Norland wants a dam", said by Sudria, is Norland's; so is what
// Sudria says that Norland told it, and "Norland's refusal".
#pragma once

#include <optional>

#include "evidence/actors.h"
#include "evidence/mentions.h"
#include "evidence/part_of_speech.h"
#include "evidence/position.h"
#include "evidence/propose.h"
#include "evidence/tokens.h"

namespace parley {

/// Of one document; what it is made from must outlive it.
class OwnWords {
 public:
  OwnWords(const Document& document, const TokenText& text, const Casebook& casebook, const Mentions& mentions,
           const Actors& actors, const TagClasses& classes, const std::optional<DateSpan>& date)
      : document_(document),
        text_(text),
        casebook_(casebook),
        mentions_(mentions),
        actors_(actors),
        classes_(classes),
        date_(date) {}

  /// Whether the words of stance of a proposal, which has its party and form, tell of another party: of the nearest
  /// name before them, if no "we" is nearer. What must be done may well be told of another.
  [[nodiscard]] bool tell_of_another(const Proposal& proposal, const ReadPosition& position) const;

 private:
  [[nodiscard]] bool is_another(const Proposal& proposal, std::size_t pronoun) const;
  [[nodiscard]] bool is_reported(const Proposal& proposal, std::size_t first, std::size_t stance) const;
  [[nodiscard]] int party_named_at(std::size_t at) const;

  const Document& document_;
  const TokenText& text_;
  const Casebook& casebook_;
  const Mentions& mentions_;
  const Actors& actors_;
  const TagClasses& classes_;
  std::optional<DateSpan> date_;
};

}  // namespace parley
