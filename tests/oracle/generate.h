// Random small cases, as the text that a person would write.
//
// A sketch holds a case in pieces that may be put in any order: what is printed from it in two orders must mean the
// same. Where the words of the model can be read in two ways a sketch keeps out of the way, unless a switch asks for
// it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "model/case.h"

namespace oracle {

/// What a sketch may contain beside plain stances.
struct Ingredients {
  bool conditions = true;
  bool levers = true;
  bool rules = true;
  bool needs = true;
  bool firmness = true;
  bool certainty = true;
  bool hearsay = true;
  bool sources = true;              ///< several documents of one date that differ
  bool conditional_sources = true;  ///< such rows may have conditions
  bool one_of = true;               ///< ?(a|b)
  bool numbers = true;              ///< numbers and intervals beside words
  bool own_units = true;            ///< parties given all in numbers
  bool terms = true;                ///< of such parties
  bool chance_no_deal = true;       ///< no-deals with several options
  bool beyond_concern = true;       ///< no-deals that name issues which do not concern their party
  bool importance = true;
  bool ordered = true;         ///< ordered and numeric issues
  double silence = 0.35;       ///< share of a party's options without a row
  std::size_t packages = 120;  ///< at most
};

/// A row of statements.csv; empty where nothing is written.
struct SketchRow {
  std::string id, document, quote, speaker, party, form, issue, option, stance, importance, condition, otherwise, date,
      certainty, note;
};

struct SketchOption {
  std::string id;
  std::string yaml;  ///< the option's block
};

struct SketchIssue {
  std::string id;
  std::string head;  ///< its block up to the options
  bool ordered = false;
  bool numeric = false;
  std::vector<SketchOption> options;
};

struct Sketch {
  std::uint64_t seed = 0;
  std::vector<std::string> parties, people, offices, levers, rules, drafts;  ///< blocks of case.yaml
  std::string tail;                                                          ///< firmness and the common no-deal
  std::vector<SketchIssue> issues;
  std::vector<SketchRow> rows;
  int documents = 0;
  std::vector<std::string> own_unit_parties;
};

/// A case that depends on the seed and the ingredients alone.
Sketch sketch(std::uint64_t seed, const Ingredients& ingredients);

/// The files of a sketch; `order` 0 keeps the order of its pieces, any other number shuffles all whose order has no
/// meaning.
struct CaseText {
  std::string case_yaml, documents_yaml, statements_csv;
  std::vector<std::string> documents;     ///< documents/d1.txt, …
  [[nodiscard]] std::string all() const;  ///< to be shown where a test fails
};
CaseText print(const Sketch& sketch, std::uint64_t order = 0);

/// Writes the files to a fresh folder under the temporary one, reads the case and removes the folder. Problems are
/// added.
std::shared_ptr<const parley::Case> read(const CaseText& text, std::vector<parley::Problem>& problems);

}  // namespace oracle
