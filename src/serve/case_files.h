// The files of a case as the workspace sees and writes them.
//
// The folder is the truth. Whoever writes says which version he saw, by its SHA-256; where another one stands by now,
// rows that do not touch are joined, and everything else is refused with both versions. Writes are atomic, several
// files are written together or not at all, and each can be undone as long as nobody has written over it. The folder is
// locked (flock) while it is compared and written, so that two servers on one case do not lose each other's work.
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

  /// Writes all or none. Returns what was written, which may have been joined with another's rows. Throws Collided.
  std::vector<FileChange> write(std::vector<FileChange> changes, std::string what);

  /// Lets `work` write files of these names by ways of its own, and remembers what it did to them so that it can be
  /// undone.
  void watch(std::string what, const std::vector<std::string>& names, const std::function<void()>& work);

  /// What the last write was called, or nothing; likewise what was undone.
  [[nodiscard]] std::optional<std::string> can_undo() const;
  [[nodiscard]] std::optional<std::string> can_redo() const;
  /// Takes the last write back, or puts it back again. Throws Collided if a file was changed since.
  std::string undo();
  std::string redo();

 private:
  struct Step {
    std::string what;
    std::vector<std::pair<std::string, std::optional<std::string>>> before, after;
  };
  void put(const std::vector<std::pair<std::string, std::optional<std::string>>>& from,
           const std::vector<std::pair<std::string, std::optional<std::string>>>& to);
  void remember(const std::string& text);
  void keep(Step step);

  std::filesystem::path folder_;
  mutable std::recursive_mutex mutex_;
  std::map<std::string, std::string> seen_;  ///< texts handed out, by hash: bases to join from
  std::vector<std::string> order_;           ///< of seen_, oldest first
  std::vector<Step> done_, undone_;
};

}  // namespace parley
