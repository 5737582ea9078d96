// The words of the statements' columns and the help given where one is misspelt.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/casebook.h"
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
