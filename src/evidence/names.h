// Names of a case in a text: which person, office, party or issue a stretch of words names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casebook/casebook.h"
#include "evidence/speaker.h"
#include "text/document.h"

namespace parley {

class NameIndex {
 public:
  explicit NameIndex(const Casebook& casebook);

  /// Whom a noun phrase names: a person rather than an office, an office rather than a party, the longer name first. A
  /// surname names a person where no other has it. A possessive ("Trump's lawyer") names nobody, nor does a party
  /// within a phrase, unless its spokesperson is meant.
  [[nodiscard]] Speaker speaker(std::u32string_view phrase) const;

  /// The person named last before `end`, within `reach` code points; not known() if there is none.
  [[nodiscard]] Speaker last_person(std::u32string_view text, std::size_t end, std::size_t reach = 2000) const;

  /// The issue that the words name most often by its name, its options' names or their aliases; -1 if none.
  [[nodiscard]] int issue(std::u32string_view words) const;

 private:
  struct Name {
    std::u32string words;  // folded, lower case, with a space at each end
    Speaker speaker;
    int issue = -1;
  };
  void add(std::string_view name, Speaker speaker, int issue);
  std::vector<Name> people_, others_, issues_;
};

}  // namespace parley
