// Bringing documents into a case: the text is kept, the source listed, and what it says proposed.
//
// A document is copied into CASE/documents/, its proposed statements go to CASE/proposals.csv, and then it is listed in
// CASE/documents.yaml. Each file is written atomically, the list last: cut short at any point, the case is as valid as
// before, and adding again completes it. The case is read once for many documents; the two files are written every now
// and then, and at the end. Rows of new documents go to the end of the proposals; none are held after that, and those
// of earlier documents a few hundred documents at a time, so that memory does not grow with their number. A document
// whose text has changed is read again, and decisions on its proposals are kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/casebook.h"
#include "evidence/proposals.h"
#include "evidence/reading_model.h"
#include "text/document.h"

namespace parley {

struct AddedDocument {
  std::string id;              ///< in documents.yaml
  std::filesystem::path file;  ///< relative to the case's folder; empty if it is only a URL there
  bool already_there = false;  ///< a document with the same bytes is in the case; nothing was written
  bool read_again = false;     ///< the document was in the case with another text, or was to be read anew
  std::size_t proposed = 0;    ///< rows of proposals.csv that are new
  std::size_t kept = 0;        ///< rows with an earlier decision
};

/// A source with what the text shows of it: title, publisher, authors, date.
Source source_described(const Metadata& metadata);

/// Proposes more statements than the rules do, from the same document.
using OtherProposer =
    std::function<std::vector<Proposed>(const Document& document, const Source& source, const Casebook& casebook)>;

class Collector {
 public:
  /// Reads the case. Throws Error if the case or its proposals.csv has errors.
  /// Statements are proposed by `model`, which must outlive the collector, and by `other`.
  explicit Collector(std::filesystem::path folder, OtherProposer other = {},
                     const ReadingModel& model = shipped_model());

  /// Adds the document in `file`, or reads it again if it is a document of the case with a changed text. Throws Error,
  /// and has changed nothing, if it cannot be read as a document.
  AddedDocument add(const std::filesystem::path& file);
  /// Reads a document of the case again; with `file`, its new text is taken from there. Throws Error likewise.
  AddedDocument read_again(int document, const std::filesystem::path& file = {});
  /// The documents of the case whose text is not the one that was read.
  [[nodiscard]] std::vector<int> changed() const;
  /// Those whose text is there.
  [[nodiscard]] std::vector<int> readable() const;
  [[nodiscard]] const Casebook& casebook() const { return casebook_; }

  /// Writes what was added. Throws Error if that fails, or if another program has changed a file meanwhile.
  void write();

 private:
  void propose(const Source& source, const Document& document, std::vector<Proposed> earlier, AddedDocument& added);
  std::vector<Proposed> earlier_rows(const std::string& document);
  void load_earlier(const std::string& document);
  void write_proposals();
  void write_changed();
  void take_note();

  std::filesystem::path folder_;
  OtherProposer other_;
  const ReadingModel* model_;
  Casebook casebook_;
  std::map<std::string, int, std::less<>> by_hash_;
  std::map<std::filesystem::path, int> by_path_;
  std::string list_;                                                   // the list's bytes as they stand on disk
  std::uint64_t proposals_ = 0;                                        // proposals.csv: its bytes' fingerprint
  bool can_grow_ = false;                                              // it has the columns that we write, in order
  ProposalTable table_;                                                // its form, without rows
  std::set<std::string, std::less<>> in_file_;                         // the documents that it has rows of
  std::map<std::string, std::vector<Proposed>, std::less<>> earlier_;  // rows of the next few that are read again
  std::map<std::string, std::vector<Proposed>, std::less<>> changed_;  // rows of those, read again and not written
  std::vector<Proposed> fresh_;                                        // rows of documents that it has none of
  std::set<std::string, std::less<>> coded_ids_;
  std::vector<Source> new_sources_;        // not yet listed
  std::map<int, std::string> new_hashes_;  // of documents that were read again, by index
};

/// Adds one document; see Collector::add.
AddedDocument add_document(const std::filesystem::path& folder, const std::filesystem::path& file,
                           const ReadingModel& model = shipped_model());

}  // namespace parley
