// Those who speak for a party without a name of their own: "a senior Norland official", "Sudria's foreign ministry",
// "a Norlandic diplomat", and "the ministry" of the sentence before.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// Whether a noun is of those who speak for a party: "ministry", "officials", "spokeswoman".
bool is_spokesperson(std::u32string_view noun);

/// Whether a phrase is of those who speak for the party `name`. Both are lower-case words with one space before,
/// between and after each, and "'s" is a word.
bool speak_for(std::u32string_view phrase, std::u32string_view name);

/// What those of a party may be called by the rules of English, of a name likewise spaced: "corvania" gives
/// "corvanian". Some of them nobody says, which does no harm.
std::vector<std::u32string> demonyms(std::u32string_view name);

}  // namespace parley
