// Who says or does something, where that is more than one, or nobody by name: "Smith and Jones", "both sides", "we" in
// a letter, "A" in an interview, whoever stands before an act.
#pragma once

#include <optional>
#include <vector>

#include "evidence/mentions.h"
#include "evidence/names.h"
#include "evidence/part_of_speech.h"
#include "evidence/tokens.h"
#include "text/document.h"

namespace parley {

struct Actor {
  Span span;
  Mention mention;
};

/// Of one document; what it is made from must outlive it.
class Actors {
 public:
  Actors(const Document& document, const TokenText& text, const Casebook& casebook, const NameIndex& names,
         const Mentions& mentions, const TagClasses& classes);

  /// Whom a source stands for: two of the case who say the same, else one, who may not be known().
  [[nodiscard]] std::vector<Actor> of_source(Span source) const;

  /// Whom a transcript's label stands for: "A" of an interview is the one who is interviewed.
  [[nodiscard]] Mention of_label(Span label, const Speaker& interviewed) const;

  /// The first before an act whom no preposition leads in, its subject most often, and who is joined to them: "Smith
  /// and Jones agreed", "neither side accepted". None where the case knows none.
  [[nodiscard]] std::vector<Actor> before(const TokenSentence& sentence, std::size_t act) const;

  /// Who does something: "Smith rejected a dam", "a dam was rejected by Smith".
  [[nodiscard]] std::vector<Actor> of_act(const TokenSentence& sentence, TokenRange act) const;

  /// "Smith is said to want …", "it was claimed that …", "Smith was told by Jones that …", "Smith quoted Jones as
  /// saying …": who says it in place of the grammar's subject, known() where the words name them; nothing where it is
  /// the subject's own word.
  [[nodiscard]] std::optional<Actor> said_by_another(Span source, Span cue) const;

  /// Those of the case that some words name, each once.
  [[nodiscard]] std::vector<Actor> named_in(TokenRange words) const;

  /// "the union", "the works council": the party that the case calls so in small letters, at a "the"; else nothing.
  [[nodiscard]] std::optional<Actor> after_article(std::size_t article, std::size_t stop) const;

  /// "I", "we" of a letter or an article by somebody whom the case knows.
  [[nodiscard]] bool is_author(Span source) const;

 private:
  [[nodiscard]] std::vector<Actor> two_sides(Span source) const;
  [[nodiscard]] Span joined_before(Span source) const;
  [[nodiscard]] std::size_t spokesperson_end(std::size_t begin, std::size_t stop) const;
  [[nodiscard]] std::size_t name_end(std::size_t begin, std::size_t stop) const;
  [[nodiscard]] std::vector<Actor> named_at(std::size_t begin, std::size_t end, std::size_t stop) const;
  [[nodiscard]] std::optional<Actor> after_comma(Span source) const;
  [[nodiscard]] Actor named_from(std::size_t at, Span otherwise) const;
  [[nodiscard]] bool is_own(Span span) const;
  [[nodiscard]] bool is_own(const TokenSentence& sentence, std::size_t at) const;
  [[nodiscard]] std::u32string_view words_of(Span span) const;

  const Document& document_;
  const TokenText& text_;
  const Casebook& casebook_;
  const NameIndex& names_;
  const Mentions& mentions_;
  const TagClasses& classes_;
  const Mention author_;  ///< of a letter or an article, where the case knows them
  const bool joint_;      ///< the document is what the two sides give out together
};

}  // namespace parley
