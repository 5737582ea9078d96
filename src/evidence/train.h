// Learning a model for reading from annotated texts.
//
// The parts of speech are learnt where the texts have them, else taken over from `base`. Everything is learnt in a
// fixed order, by draws keyed to the round: the same texts give the same model.
#pragma once

#include <functional>
#include <span>

#include "evidence/annotated.h"
#include "evidence/reading_model.h"

namespace parley {

struct TrainOptions {
  int tag_rounds = 6;
  int cue_rounds = 6;
  int span_rounds = 5;
  unsigned bits = 0;      ///< of each table's size; 0 for what the number of attributions asks for
  float boldness = 0.7F;  ///< of the model
};

/// `progress` is told which of how many rounds is done, and may throw to stop.
ReadingModel train_model(std::span<const AnnotatedText> texts, const ReadingModel& base, const TrainOptions& options,
                         const std::function<void(int done, int all)>& progress = {});

}  // namespace parley
