// The questions that unknowns come to, and their answers, in words.
#pragma once

#include <string>
#include <vector>

#include "model/preferences.h"
#include "robust/robust.h"

namespace parley {

/// "Russia: would the red line on Territory hold to the end (s67)?"
std::string question(const Case& c, const Preferences& preferences, const Unknown& unknown);

/// Of a discrete unknown: what its value says, "it holds", "it is right", an option's name.
std::string value_words(const Case& c, const Preferences& preferences, const Unknown& unknown, int value);

/// Of a stance or of levels: what the lowest, middle and highest third of the range say.
std::vector<std::string> third_words(const Unknown& unknown);

/// Of a party's weights: "“Territory” matters most", for each issue that weighs.
std::vector<std::string> heaviest_words(const Case& c, const Preferences& preferences, const Unknown& unknown);

}  // namespace parley
