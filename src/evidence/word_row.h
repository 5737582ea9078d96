// A sentence as a row of words, for what looks at words and their neighbours without a grammar.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace parley {

struct RowWord {
  Span span;
  std::u32string word;       ///< lower case, apostrophes straight, without a possessive 's
  std::string text;          ///< as written, without a possessive 's
  bool capital = false;      ///< begins with a capital letter
  bool after_break = false;  ///< punctuation, a quotation mark or the sentence's beginning stands before it
  bool possessive = false;
};

/// The words of a stretch of text; hyphens, apostrophes and full stops between letters belong to a word.
std::vector<RowWord> word_row(std::u32string_view text, Span sentence);

/// One form for a noun and its plural.
std::u32string singular(std::u32string_view word);
/// Words that begin or end no term: articles, prepositions, pronouns, auxiliaries, common verbs and adverbs.
bool is_function_word(std::u32string_view word);
/// A verb by which somebody takes a position on what follows it ("demands", "ruled out", "agreed to").
bool is_stance_verb(std::u32string_view word);

}  // namespace parley
