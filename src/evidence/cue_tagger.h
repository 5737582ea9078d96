// Finding the cues of attributions, "said", "according to", "has long insisted", by a linear-chain conditional random
// field (Lafferty, McCallum and Pereira 2001) over the words of a sentence.
//
// Three labels (outside, first word, further word), scored from the word, its neighbours, their parts of speech and
// classes, and the label before. Learning is stochastic, by the gradient of the likelihood that the forward and
// backward sums give; decoding takes the likeliest row of labels (Viterbi), with the first word's own probability as
// confidence.
#pragma once

#include <span>
#include <vector>

#include "evidence/tokens.h"
#include "evidence/weights.h"

namespace parley {

struct FoundCue {
  TokenRange tokens;
  std::size_t sentence = 0;
  float probability = 0;
};

/// The cues of the text, in order. `boldness` is added to the score of a first word: above nought, more are found.
std::vector<FoundCue> find_cues(const Weights& weights, const TokenText& text, float boldness = 0);

/// One step of learning on a text, whose cues are these.
void learn_cues(Weights& weights, const TokenText& text, std::span<const TokenRange> cues, float rate);

}  // namespace parley
