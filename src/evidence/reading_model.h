// What reading has learnt: the weights of its three models, as one file.
//
// The model that comes with Parley (src/evidence/reading.model) was trained on the news of the GUM corpus alone
// (Zeldes 2017; annotation CC-BY 4.0, texts from Wikinews CC-BY 2.5) with `parley train`; anyone can train another.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "evidence/part_of_speech.h"
#include "evidence/weights.h"

namespace parley {

struct ReadingModel {
  TagModel tags;
  Weights cues{1};
  Weights spans{1};
  float boldness = 0;      ///< of find_cues: how far to go for recall
  std::string trained_on;  ///< what the model says of its own origin

  [[nodiscard]] bool empty() const { return tags.names.size() < 2; }
};

/// The model that comes with the library.
const ReadingModel& shipped_model();

/// A model as bytes, and back. Throws Error where the bytes are not a model, or of another version.
std::string pack_model(const ReadingModel& model);
ReadingModel unpack_model(std::string_view bytes);

/// Reads a model's file. Throws Error as unpack_model does, with the file's name.
ReadingModel read_model(const std::filesystem::path& path);

}  // namespace parley
