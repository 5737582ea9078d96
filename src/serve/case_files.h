// The files of a case as the workspace sees and writes them.
//
// The folder is the truth. Whoever writes says which version he saw, by its SHA-256; where another one stands by now,
// rows that do not touch are joined, and everything else is refused with both versions. Writes are atomic, several
// files are written together or not at all, and each can be undone, also by a later server, as long as nobody has
// written over it. The folder is locked (flock) while it is compared and written, so that two servers on one case do
// not lose each other's work.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/texts.h"
#include "serve/journal.h"

namespace parley {

/// One file and what should become of it.
struct FileChange {
  std::string name;                 ///< "statements.csv", "scenarios/NAME.yaml"
  std::optional<std::string> seen;  ///< SHA-256 of the version that was seen; empty text: there was none; nothing: any
  std::optional<std::string> text;  ///< nothing: the file goes away
};

/// Somebody else has written meanwhile.
struct Collision {
  std::string name;
  std::optional<std::string> theirs;  ///< what stands there now
};

/// Thrown where a change would write over another one; nothing was written.
struct Collided {
  std::vector<Collision> collisions;
  std::string message = "somebody else has changed this meanwhile";
};

class CaseFiles {
 public:
  explicit CaseFiles(std::filesystem::path folder);

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  /// Whether the workspace may read and write a file of this name: the case's own, and scenarios.
  [[nodiscard]] static bool is_name(std::string_view name);
  [[nodiscard]] static bool is_scenario(std::string_view name);  ///< without "scenarios/" and ".yaml"
  /// The file's bytes; nothing if there is none. Throws Error if it leads out of the folder or cannot be read.
  [[nodiscard]] std::optional<std::string> read(std::string_view name);
  /// A path inside the folder, links followed. Throws Error if it leads out.
  [[nodiscard]] std::filesystem::path inside(const std::filesystem::path& relative) const;
  /// case.yaml, statements.csv and documents.yaml, those that are there.
  [[nodiscard]] CaseTexts texts();
  [[nodiscard]] std::vector<std::string> scenarios() const;
  /// A fingerprint of what the case has beside its texts, documents/ and regions.geojson, from names, sizes and times.
  [[nodiscard]] std::string stamp_beside() const;
  /// A fingerprint of all files of the case likewise: cheap enough to ask for every second.
  [[nodiscard]] std::string fingerprint() const;

  /// Writes all or none; what stands there already is left. Returns what was written, which may have been joined with
  /// another's rows. Throws Collided.
  std::vector<FileChange> write(std::vector<FileChange> changes, std::string what);

  /// Lets `work` write files of these names by ways of its own, and remembers what it did to them so that it can be
  /// undone.
  void watch(std::string what, const std::vector<std::string>& names, const std::function<void()>& work);

  /// What the last write was called, or nothing; likewise what was undone.
  [[nodiscard]] std::optional<std::string> can_undo();
  [[nodiscard]] std::optional<std::string> can_redo();
  /// Takes the last write back, or puts it back again; where `what` is given, only if it is called so. What already
  /// stands as it would be is left. Throws Collided if a file was changed since, or another write was the last.
  std::string undo(const std::optional<std::string>& what = {});
  std::string redo(const std::optional<std::string>& what = {});

 private:
  enum class Direction { back, again };
  std::string move(Direction direction, const std::optional<std::string>& what);
  void put(const std::vector<NamedText>& from, const std::vector<NamedText>& to);
  void remember(const std::string& text);
  /// Enters in the journal what was written; nothing where that changes nothing.
  void keep(std::string what, const std::vector<NamedText>& before, const std::vector<NamedText>& after);

  std::filesystem::path folder_;
  mutable std::recursive_mutex mutex_;
  std::map<std::string, std::string> seen_;  ///< texts handed out, by hash: bases to join from
  std::vector<std::string> order_;           ///< of seen_, oldest first
  Journal journal_;
};

}  // namespace parley
