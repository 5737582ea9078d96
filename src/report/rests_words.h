// What rests on what, in words: which conclusions fall with a source, and what moved the verdict on a day.
#pragma once

#include <string>
#include <vector>

#include "robust/course.h"
#include "robust/sources.h"

namespace parley {

/// "Vladimir Putin", "the analyst’s judgements", or a document's title.
std::string source_words(const Case& c, const LeftOut& source);

/// What is concluded in place of what fell, a clause each: "the verdict is another, 2 to 5 of 100 readings instead of
/// 13 to 35 of 100", "Territory is unclear instead of disputed". Empty where nothing falls.
std::vector<std::string> fallen_words(const Case& c, const Fallen& fallen, const Conclusions& before,
                                      const Conclusions& after);

/// "the verdict, Territory and the conflict": the same in few words, for tables.
std::string fallen_short(const Case& c, const Fallen& fallen);

}  // namespace parley
