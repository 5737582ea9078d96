#include "evidence/spokespeople.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>

namespace parley {
namespace {

std::vector<std::u32string_view> parts_of_title(std::u32string_view words) {
  std::vector<std::u32string_view> parts;
  for (std::size_t at = 0; at < words.size();) {
    const auto end = std::min(words.find(U' ', at), words.size());
    if (end > at) parts.push_back(words.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

template <typename List>
bool is_among(std::u32string_view word, const List& list) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// What may stand before the party's name.
bool leads(std::u32string_view word) {
  static constexpr std::u32string_view words[] = {U"a",       U"an",      U"the",    U"one",    U"two",
                                                  U"another", U"senior",  U"top",    U"second", U"three",
                                                  U"some",    U"several", U"unnamed"};
  return is_among(word, words);
}

// Who is not the party's voice, whatever follows.
bool stands_apart(std::u32string_view word) {
  static constexpr std::u32string_view words[] = {U"opposition", U"former", U"ex",      U"rebel",    U"shadow",
                                                  U"dissident",  U"exiled", U"retired", U"football", U"and",
                                                  U"or",         U"to",     U"of",      U"with",     U"from"};
  return is_among(word, words);
}

}  // namespace

bool is_spokesperson(std::u32string_view noun) {
  static constexpr std::u32string_view nouns[] = {
      U"ministry",        U"minister",    U"government", U"spokesman",   U"spokeswoman", U"spokesperson",
      U"official",        U"officials",   U"negotiator", U"negotiators", U"delegation",  U"delegate",
      U"delegates",       U"diplomat",    U"diplomats",  U"embassy",     U"ambassador",  U"representative",
      U"representatives", U"authorities", U"leadership", U"side",        U"team"};
  return is_among(noun, nouns);
}

bool speak_for(std::u32string_view phrase, std::u32string_view name) {
  constexpr std::size_t most_between = 2;  // "foreign ministry official"
  const auto at = phrase.find(name);
  if (at == phrase.npos) return false;
  if (!std::ranges::all_of(parts_of_title(phrase.substr(0, at)), leads)) return false;
  auto rest = parts_of_title(phrase.substr(at + name.size() - 1));
  if (!rest.empty() && rest.front() == U"'s") rest.erase(rest.begin());
  return !rest.empty() && rest.size() <= most_between + 1 && is_spokesperson(rest.back()) &&
         std::ranges::none_of(rest, stands_apart);
}

std::vector<std::u32string> demonyms(std::u32string_view name) {
  constexpr std::size_t shortest = 6;  // with the spaces
  if (name.size() < shortest) return {};
  const std::u32string stem(name.substr(0, name.size() - 1));
  const std::u32string shorter = stem.substr(0, stem.size() - 1);
  const auto formed = [](const std::u32string& base, std::initializer_list<std::u32string_view> endings) {
    std::vector<std::u32string> words;
    for (const auto ending : endings) words.push_back(base + std::u32string(ending) + U" ");
    return words;
  };
  const char32_t last = stem.back();
  if (last == U'a') return formed(shorter, {U"an", U"ian", U"ese"});
  if (last == U'e' || last == U'y' || last == U'o') return formed(shorter, {U"ian", U"ean", U"ese"});
  return formed(stem, {U"ian", U"i", U"ese", U"ic", U"an"});
}

}  // namespace parley
