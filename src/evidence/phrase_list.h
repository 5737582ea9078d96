// A list of phrases, looked for in a row of words.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "evidence/tokens.h"
#include "evidence/words.h"

namespace parley {

/// Phrases parted by '|'; a word that ends in '*' stands for all that begin so. Looked up by their first letter, as
/// most words of a text begin none.
class PhraseList {
 public:
  explicit PhraseList(std::string_view list) {
    for (const std::string_view phrase : split_at(list, '|')) {
      std::vector<Word> words;
      for (const std::string_view word : split_at(phrase, ' ')) {
        const bool stem = word.ends_with('*');
        words.push_back({word.substr(0, word.size() - (stem ? 1 : 0)), stem});
      }
      by_letter_[static_cast<unsigned char>(words.front().text.front())].push_back(std::move(words));
    }
  }

  /// Words of the longest phrase that stands at a token; 0 for none.
  [[nodiscard]] std::size_t match(const TokenText& text, std::size_t at, std::size_t end) const {
    std::size_t longest = 0;
    if (at >= end || text.tokens[at].lower.empty()) return longest;
    for (const auto& words : by_letter_[static_cast<unsigned char>(text.tokens[at].lower.front())]) {
      if (words.size() > end - at || words.size() <= longest) continue;
      std::size_t k = 0;
      while (k < words.size() && words[k].is(text.tokens[at + k].lower)) ++k;
      if (k == words.size()) longest = k;
    }
    return longest;
  }

 private:
  struct Word {
    std::string_view text;
    bool stem = false;
    [[nodiscard]] bool is(std::string_view word) const { return stem ? word.starts_with(text) : word == text; }
  };

  std::array<std::vector<std::vector<Word>>, 256> by_letter_;
};

}  // namespace parley
