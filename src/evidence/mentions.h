// Whom the words of a document mean: names learnt from the document itself, then surnames, pronouns and offices.
//
// "Treasury Secretary Scott Bessent" introduces a full name and a title; later "Bessent", "the Treasury secretary" and
// "he" mean the same person. No list of people is built in: what the case names and what the text introduces is all.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/names.h"
#include "evidence/tokens.h"
#include "text/document.h"

namespace parley {

struct Mention {
  Speaker speaker;   ///< of the case, where it has them
  std::string name;  ///< the fullest name the text gives; the words themselves where it gives none
};

class Mentions {
 public:
  Mentions(const Document& document, const TokenText& text, const NameIndex& index);

  /// Whom the words of `span` mean.
  [[nodiscard]] Mention resolve(Span span) const;

 private:
  struct Introduced {
    Span span;  ///< title and name
    std::string name, title;
  };
  void learn(const TokenText& text);
  [[nodiscard]] Span antecedent(std::size_t end) const;
  [[nodiscard]] Speaker subject_before(std::size_t at, NameKind named) const;
  [[nodiscard]] Speaker spokesperson_before(std::u32string_view noun, std::size_t at) const;
  [[nodiscard]] const Introduced* by_surname(std::string_view word, std::size_t at) const;

  const Document& document_;
  const NameIndex& index_;
  std::vector<Introduced> introduced_;                                     // in the order of the text
  std::map<std::string, std::vector<std::size_t>, std::less<>> surnames_;  // lower case, to introduced_
};

}  // namespace parley
