// The words of a document, as the tagger sees them: sentences cut into words and marks, with what stands in quotation
// marks noted. Clitics ("'s", "n't") are words of their own; hyphens and the stops of abbreviations stay in the word.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "evidence/lexicon.h"
#include "text/document.h"

namespace parley {

enum class TokenKind : std::uint8_t { word, number, mark, opens, closes };  ///< the last two are quotation marks

struct TextToken {
  Span span;
  std::string lower;         ///< lower case, quotation marks, dashes and apostrophes made plain
  std::uint64_t hash = 0;    ///< of `lower`
  std::uint64_t suffix = 0;  ///< hash of its last three letters
  std::uint8_t shape = 0;    ///< 0 lower case, 1 capital, 2 all capitals, 3 mixed, 4 with a digit, 5 a mark
  std::uint8_t tag = 0;      ///< part of speech; filled in by part_of_speech.h
  TokenKind kind = TokenKind::word;
  WordClass group = WordClass::none;
  bool quoted = false;  ///< between quotation marks, the marks included
  [[nodiscard]] bool capital() const { return shape >= 1 && shape <= 3; }
};

struct TokenSentence {
  std::size_t begin = 0, end = 0;  ///< tokens
  std::size_t paragraph = 0;
  LineKind kind = LineKind::prose;
};

struct TokenText {
  std::vector<TextToken> tokens;
  std::vector<TokenSentence> sentences;
};

/// The tokens of every line of a document that is not blank, headings and captions too: the sentence says which.
TokenText tokenize(const Document& document);

struct TokenRange {
  std::size_t begin = 0, end = 0;
  auto operator<=>(const TokenRange&) const = default;
  [[nodiscard]] std::size_t size() const { return end - begin; }
};
/// The characters of some tokens, which are not none.
inline Span span_of(const TokenText& text, TokenRange range) {
  return {text.tokens[range.begin].span.begin, text.tokens[range.end - 1].span.end};
}
/// The tokens that have characters in a span.
TokenRange tokens_of(const TokenText& text, Span span);

/// FNV-1a, the same on every machine: weights are kept under it.
std::uint64_t hash_of(std::string_view text);
/// Two hashes made one.
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  std::uint64_t h = (a ^ (b + 0x9E3779B97F4A7C15ULL + (a << 6) + (a >> 2))) * 0xFF51AFD7ED558CCDULL;
  return h ^ (h >> 32);
}
/// The feature of one label among several.
constexpr std::uint64_t of_label(std::uint64_t feature, std::uint64_t label) {
  return feature + label * 0x9E3779B97F4A7C15ULL;
}

}  // namespace parley
