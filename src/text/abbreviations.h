// Abbreviations that end in a full stop, by what may follow them inside a sentence.
#pragma once

#include <string_view>

namespace parley {

enum class Abbreviation {
  none,
  before_name,    ///< "Gen.", "Dr.", "vs.": the sentence always goes on
  before_number,  ///< "No.", "Feb.", "p.": it goes on if a number follows
  may_end,        ///< "U.S.", "Inc.", "Calif.", initials: it ends only if a word follows that often begins a sentence
  usually_ends,   ///< "a.m.", "etc.": it ends before any capital but those of time zones and days
};

/// What the word before a full stop is, the stop included, in any case: "Gen.", "U.S.", "J.".
Abbreviation abbreviation_of(std::u32string_view word);

/// True for words that seldom are names and often begin a sentence: "The", "He", "But", "However", …
bool begins_sentences(std::u32string_view word);

/// True for verbs of saying, which go on a sentence after a quotation: "said", "asked", …
bool is_verb_of_saying(std::u32string_view word);

}  // namespace parley
