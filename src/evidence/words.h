// The words of the statements' columns and the help given where one is misspelt.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/casebook.h"
#include "core/ascii.h"
#include "evidence/statement.h"

namespace parley {

/// The words of a column, in the order of their enumeration.
const std::vector<std::string>& stance_words();
const std::vector<std::string>& importance_words();
const std::vector<std::string>& form_words();
/// PLOVER's verbs, and `reason`.
const std::vector<std::string>& act_words();

/// The value a word names, or nothing.
std::optional<StanceClass> parse_stance_class(std::string_view word);
std::optional<ImportanceClass> parse_importance_class(std::string_view word);
std::optional<Form> parse_form(std::string_view word);

/// `text` without white space at its ends.
std::string_view trimmed(std::string_view text);

/// The parts between each `at`; one where there is none.
std::vector<std::string_view> split_at(std::string_view text, char at);

/// So many characters of a text at most, white space as one blank.
std::string excerpt(std::u32string_view text, std::size_t most);

/// A number written in digits alone.
std::optional<std::size_t> plain_number(std::string_view text);

/// The index of the item with this id, or this id, name or alias whatever the case of its letters; -1 if there is none.
template <typename Items>
int find_named(const Items& items, std::string_view name) {
  const auto at = [&](auto matches) {
    const auto found = std::ranges::find_if(items, matches);
    return found == items.end() ? -1 : static_cast<int>(found - items.begin());
  };
  if (const int exact = at([&](const auto& item) { return item.id == name; }); exact >= 0) return exact;
  const std::string wanted = ascii_lower(name);
  const auto same = [&](const std::string& other) { return ascii_lower(other) == wanted; };
  return at(
      [&](const auto& item) { return same(item.id) || same(item.name) || std::ranges::any_of(item.aliases, same); });
}

/// "did you mean 'x'?" of the nearest candidate, or nothing at all.
std::string suggestion(std::string_view word, std::span<const std::string> candidates);

/// What to write instead of a number with a decimal comma, or the suggestion of a word.
std::string value_suggestion(std::string_view text, std::span<const std::string> words);

/// Likewise for an id among `items`, where `word` may also be the name or an alias of one of them.
template <typename... Lists>
std::string id_suggestion(std::string_view word, const Lists&... lists) {
  std::vector<std::string> ids;
  std::string named;
  const auto look = [&](const auto& items) {
    for (const auto& item : items) {
      ids.push_back(item.id);
      bool match = item.name == word;
      for (const auto& alias : item.aliases) match = match || alias == word;
      if (match && named.empty()) named = "write its id, '" + item.id + "'";
    }
  };
  (look(lists), ...);
  return named.empty() ? suggestion(word, ids) : named;
}

}  // namespace parley
