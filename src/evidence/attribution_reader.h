// Who said what, read from a document with a model: cues, and around each its source and its content.
//
// Direct, indirect and mixed alike: "X said that …", "…, according to X", "X has long wanted …". The rules for
// quotation marks (attribution.h) know more of direct quotations; merged_attributions() puts the two together.
#pragma once

#include <vector>

#include "evidence/cue_tagger.h"
#include "evidence/reading_model.h"
#include "evidence/tokens.h"
#include "evidence/transcript.h"
#include "text/document.h"

namespace parley {

struct ReadAttribution {
  Span cue;
  Span source;                      ///< empty where nobody is named
  std::vector<Span> content;        ///< in order; one part, or what stands on the two sides of the cue
  LineKind kind = LineKind::prose;  ///< of the line in which the cue stands
  double confidence = 0;            ///< the product of the models' probabilities; calibrated() says what it means
  bool ruled = false;               ///< found by the rules for quotation marks alone
  bool turn = false;                ///< a turn of a transcript
  bool nested = false;              ///< told by somebody else, who is quoted: “Jones wants peace,” said Smith
};

/// The attributions of a document, headings and captions too, in the order of their cues. `boldness` as in find_cues.
std::vector<ReadAttribution> read_attributions(const Document& document, const ReadingModel& model, float boldness = 0);

/// Likewise for text that is tokenised and tagged already.
std::vector<ReadAttribution> read_attributions(const TokenText& text, const ReadingModel& model, float boldness = 0);

/// The share of attributions of this confidence whose content and source overlap what people marked.
double calibrated(double confidence);
/// Likewise of quotations attributed by the rules: whole ones, and parts of a sentence.
double ruled_confidence(bool whole);

/// Those of the model and those of the rules put together: of a direct quotation that the model has not found, or has
/// given nobody, the rules' word counts.
std::vector<ReadAttribution> merged_attributions(const Document& document, const ReadingModel& model);
/// Likewise for text that is tokenised and tagged already; `is_speaker` as in transcript_turns.
std::vector<ReadAttribution> merged_attributions(const Document& document, const TokenText& text,
                                                 const ReadingModel& model, const IsSpeaker& is_speaker = no_speaker);

}  // namespace parley
