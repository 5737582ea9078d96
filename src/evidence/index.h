// The index of a case's documents: full-text search, and what near-duplicates are found by.
//
// An SQLite file, CASE/.parley/index.sqlite, made from the documents alone: derived, disposable, and kept out of
// version control by a .gitignore beside it. Opening brings it up to date: only documents whose bytes (SHA-256) are not
// the indexed ones are read. One that is damaged, or of another version of Parley, is made anew; where the folder
// cannot be written the index is held in memory. Passages are paragraphs, ranked by BM25 (Robertson and Zaragoza 2009)
// over words stemmed by Porter's algorithm, accents folded.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/casebook.h"
#include "core/progress.h"
#include "evidence/repetition.h"
#include "text/document.h"

namespace parley {

class SqliteDatabase;

struct IndexUpdate {
  std::size_t read = 0;           ///< documents that were new or changed
  std::size_t removed = 0;        ///< that the case no longer has
  bool rebuilt = false;           ///< the file was damaged or of another version
  bool in_memory = false;         ///< the folder could not be written
  std::vector<Problem> problems;  ///< documents that cannot be read, as warnings
};

/// A passage that a query finds; the better the match, the lower the rank.
struct FoundPassage {
  int document = -1;  ///< of the casebook
  Span span;
  double rank = 0;
};

class DocumentIndex {
 public:
  /// Opens the index of the case and brings it up to date. Throws Cancelled when stopped: what was read by then stays.
  DocumentIndex(const Casebook& casebook, const Progress& progress);
  ~DocumentIndex();
  DocumentIndex(DocumentIndex&&) noexcept;
  DocumentIndex& operator=(DocumentIndex&&) noexcept;

  [[nodiscard]] const IndexUpdate& update() const { return update_; }

  /// All passages that match what was typed (query.h), the best first; equal ones by document and place. Throws Error
  /// where the query has no meaning.
  std::vector<FoundPassage> find(std::string_view typed);
  /// Its text, with the words that matched between U+0002 and U+0003.
  std::string marked_text(std::string_view typed, const FoundPassage& passage);

  /// The shingles of the documents that were indexed, as `documents` (indices into the casebook) lists them. They stay
  /// in the index, which must outlive the store.
  ShingleStore shingles(std::vector<int>& documents);

 private:
  void open(bool fresh);
  void bring_up_to_date(const Progress& progress);
  template <typename Work>
  auto mended(Work work);
  std::vector<std::string> words_that_begin(const std::string& beginning);
  std::string query_of(std::string_view typed);

  const Casebook* casebook_;
  std::unique_ptr<SqliteDatabase> database_;
  IndexUpdate update_;
};

}  // namespace parley
