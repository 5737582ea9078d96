// The parts of bench/reading: each scores one set of texts, where its folder is there.
#pragma once

#include <filesystem>

#include "evidence/reading_model.h"
#include "score.h"

namespace parley::bench {

/// Source, cue and content over an annotated set, by the model and by the rules alone, and between annotators; direct
/// quotations with their speakers.
Json score_attributions(const std::filesystem::path& folder, const ReadingModel& model);
/// Of the attributions of one confidence, how many are right: a fit on one annotated set, judged on another.
Json score_confidence(const std::filesystem::path& fitted, const std::filesystem::path& judged_on,
                      const ReadingModel& model);
/// Attributions of GUM, by the model and by the rules.
Json score_gum(const std::filesystem::path& folder, const ReadingModel& model);
/// TIMEX3 files of one folder.
Json score_dates(const std::filesystem::path& folder);
/// PLOVER's example sentences.
Json score_acts(const std::filesystem::path& file);
/// Articles a minute of one processor, over the texts of a folder.
Json score_speed(const std::filesystem::path& folder, const ReadingModel& model);

}  // namespace parley::bench
