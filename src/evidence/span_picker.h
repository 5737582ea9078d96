// Which words around a cue are its source, and which its content.
//
// For each cue three questions are asked, in this order: where is its source, what of its content stands before it,
// what after it? An answer is a stretch of words or none at all. Each first and each last word is scored from what
// stands at and around it and from the way to the cue; the best of them are paired, and the pairs scored again as
// wholes (marks that match, a verb inside, its length): a log-linear model over the answers to one question, learnt as
// such.
#pragma once

#include <optional>
#include <vector>

#include "evidence/cue_tagger.h"
#include "evidence/part_of_speech.h"
#include "evidence/tokens.h"
#include "evidence/weights.h"

namespace parley {

enum class Role : std::uint8_t { source, before, after };  ///< the content's part before the cue, and the one after

struct Question {
  Role role = Role::source;
  TokenRange cue;
  std::size_t sentence = 0;
  std::optional<TokenRange> source;                    ///< of the questions about content, where there is one
  TokenRange within{0, static_cast<std::size_t>(-1)};  ///< where an answer may stand
};

struct PickedSpan {
  std::optional<TokenRange> tokens;
  float probability = 0;
};

/// The likeliest answer.
PickedSpan pick_span(const Weights& weights, const TokenText& text, const TagClasses& tags, const Question& question);

/// One step of learning; an answer outside the words that are looked at teaches nothing. Returns whether it was one.
bool learn_span(Weights& weights, const TokenText& text, const TagClasses& tags, const Question& question,
                const std::optional<TokenRange>& right, float rate);

}  // namespace parley
