// What was written to a case, so that it can be taken back on any later day: CASE/.parley/undo.json.
//
// A step says of each file which version stood before and which after, by SHA-256, and the lines in which the two
// differ. It is worked only on a version that it knows, and never gives another one than it says. The journal is read
// anew when another server has written it; one that cannot be read is taken as empty. It may be deleted. Where it
// cannot be written, this server alone remembers.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace parley {

/// A file's name and its text; no text: there is no file.
using NamedText = std::pair<std::string, std::optional<std::string>>;

/// By what a version of a file is known, also to the page that has seen it: its SHA-256, empty where there is no file.
std::string seen_hash(const std::optional<std::string>& text);

/// How one version of a file becomes another.
struct Patch {
  std::string name;
  std::string before, after;   ///< seen_hash of the two versions
  std::size_t at = 0;          ///< bytes with which both begin
  std::string removed, added;  ///< what stands there before and after
};

Patch difference(const NamedText& before, const NamedText& after);
Patch reversed(Patch patch);
/// The version after, from the one before. Throws Error if something else comes out.
std::optional<std::string> applied(const Patch& patch, const std::optional<std::string>& before);

/// What was written at once.
struct Written {
  std::string what;
  std::vector<Patch> patches;
};

/// The caller locks the folder.
class Journal {
 public:
  explicit Journal(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// The step that would be taken back, or done again; null if there is none. It stands until the next call.
  [[nodiscard]] const Written* to_undo();
  [[nodiscard]] const Written* to_redo();
  /// Adds a step that was done; those that were undone can no longer be done again.
  void add(Written step);
  /// The step of to_undo was taken back, that of to_redo done again.
  void undone();
  void redone();

 private:
  [[nodiscard]] std::filesystem::path file() const { return folder_ / "undo.json"; }
  [[nodiscard]] bool leads_away() const;  ///< a link, which is not followed
  void load();
  void save();

  std::filesystem::path folder_;
  std::string stamp_;  ///< of the file as it was read or written
  std::vector<Written> done_, undone_;
};

/// What tells one version of a file from another without reading it; empty where there is no file.
std::string stamp_of(const std::filesystem::path& path);

}  // namespace parley
