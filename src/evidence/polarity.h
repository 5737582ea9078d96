// What the words before a word of stance make of it: "not", "no longer", "refused to", "denied that", "fell short of".
//
// One turned round is not always its opposite: who does not accept a thing opposes it, but who does not insist on it,
// has not agreed to it yet or does not rule it out has said nothing of how it stands with it. Where the words leave
// that open, nothing is proposed: a stance too few is seen by a reader, one turned the wrong way is believed.
#pragma once

#include <optional>
#include <string_view>

#include "evidence/statement.h"
#include "evidence/tokens.h"

namespace parley {

enum class Polarity { none, negated, pending, refused, denied, open };

/// Of the word at `at`, by the words of its clause from `back` on. Pending: "not yet", "has not".
Polarity polarity_before(const TokenText& text, std::size_t back, std::size_t at);

/// What is left of a stance told by the words [at.begin, at.end); nothing where it is left open.
std::optional<StanceClass> turned(const TokenText& text, StanceClass stance, TokenRange at, Polarity polarity);

/// "not", "never", "without", "nobody".
bool is_negation(std::string_view word);

/// Whether a "not", "never" or "no" stands among the three words before the token `at`, or "neither" opens its clause.
bool is_negated(const TokenText& text, std::size_t begin, std::size_t at);

/// "no deal without a wall", "will never sign without it": whether the "without" at `at` says what must be.
bool is_demanding_without(const TokenText& text, std::size_t back, std::size_t at);

}  // namespace parley
