// Words that tell who says something: the forms of verbs of saying, and the small words around them by which the rules
// for quotation marks find a cue and its source.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace parley {

using Words = std::unordered_set<std::u32string>;

/// Whether a lower-case word is a verb of saying in a form that can carry a subject ("said", "says", "adding").
bool is_cue(std::u32string_view word);

namespace saying {

/// Forms that are nouns as often as verbs: cues only where something that can be a subject stands before them.
extern const Words nouns;
extern const Words pronouns, articles, determiners, joins, days;
extern const Words who;
extern const Words be;           ///< forms of "to be"
extern const Words before_verb;  ///< stand between a subject and its verb
extern const Words bounds;       ///< begin a clause
extern const Words ends_source;  ///< end the noun phrase that names a source, or begin a phrase of time or place
extern const Words openers;      ///< may begin a sentence and name nobody
extern const Words later;        ///< "hours later"

}  // namespace saying
}  // namespace parley
