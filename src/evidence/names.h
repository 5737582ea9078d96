// Names of a case in a text: which person, office, party or issue a stretch of words names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casebook/casebook.h"
#include "evidence/speaker.h"
#include "text/document.h"

namespace parley {

enum class NameKind { person, party };

class NameIndex {
 public:
  explicit NameIndex(const Casebook& casebook);

  /// Whom a noun phrase names: a person rather than an office, an office rather than a party, the longer name first. A
  /// surname names a person where no other has it. A possessive ("Trump's lawyer") names nobody, nor does a party
  /// within a phrase, unless it is those who speak for it that are meant ("a Norland official").
  [[nodiscard]] Speaker speaker(std::u32string_view phrase) const;

  /// The person or party that a sentence is about: the first named in it that no preposition leads in, else the first.
  [[nodiscard]] Speaker subject(std::u32string_view sentence, NameKind named) const;

  /// The one person whom the words name; not known() where they name none, or several.
  [[nodiscard]] Speaker only_person(std::u32string_view words) const;

  /// The two parties named last before `end`, within 2,000 code points; fewer where there are no two.
  [[nodiscard]] std::vector<Speaker> last_parties(std::u32string_view text, std::size_t end) const;

  /// The issue that the words name most often by its name, its options' names or their aliases; -1 if none.
  [[nodiscard]] int issue(std::u32string_view words) const;

 private:
  struct Name {
    std::u32string words;  // folded, lower case, with a space at each end
    Speaker speaker;
    int issue = -1;
  };
  void add(std::string_view name, Speaker speaker, int issue);
  void add_first_words(const Casebook& casebook);
  void add_demonyms();
  std::vector<Name> people_, others_, issues_, first_words_, demonyms_;
};

}  // namespace parley
