// Parts of speech (the Penn Treebank's tags) by a log-linear model that goes from left to right.
//
// Each word's tag is chosen from its own form, its neighbours' forms and the two tags before it. Trained on GUM's news.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "evidence/tokens.h"
#include "evidence/weights.h"

namespace parley {

struct TagModel {
  std::vector<std::string> names;  ///< tag 0 is "", for what has none
  Weights weights{1};
};

/// Fills in the tags of all tokens.
void tag_parts_of_speech(const TagModel& model, TokenText& text);

/// Learns from texts whose tags are filled in, as indices into `names`.
TagModel train_tags(std::vector<std::string> names, std::vector<TokenText>& texts, int rounds);

/// Classes of tags that other models ask for.
struct TagClasses {
  explicit TagClasses(const TagModel& model);
  std::vector<std::uint8_t> coarse;  ///< of each tag: its first two letters, numbered; 0 for none
  std::vector<bool> verb, finite, noun, name;
};

}  // namespace parley
