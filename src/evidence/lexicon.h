// Classes of words that the reading rests on: verbs of saying, of thinking and of showing, nouns made of them, people
// who speak for others. A statistical model sees only the classes, so that what it learns of "said" holds for
// "averred".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

enum class WordClass : std::uint8_t {
  none = 0,
  say,     ///< said, warns, insisting
  think,   ///< believes, hoped, wants
  show,    ///< shows, found, suggests (of polls and papers)
  judge,   ///< criticised, praises, backed
  noun,    ///< claim, statement, call, warning
  person,  ///< spokesman, official, source, analyst
  body,    ///< poll, report, court, ministry
};

/// The class of a word by the hash of its lower-case form.
WordClass word_class(std::uint64_t hash);

/// "says", "said", "saying" of "say": the forms that a regular verb has.
std::vector<std::string> inflected(std::string_view verb);

}  // namespace parley
