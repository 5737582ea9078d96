// What the workspace works on: the case as the folder has it, and the versions of it that what-ifs make.
//
// A version is a set of texts. It is read and checked once, compiled and its worlds drawn when first asked for, and
// kept while it is in use; nothing in it changes, so that any number of requests may ask at once.
#pragma once

#include <array>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "casebook/texts.h"
#include "core/error.h"
#include "model/case.h"
#include "model/compile.h"
#include "report/json.h"
#include "robust/prepared.h"
#include "robust/robust.h"
#include "serve/case_files.h"
#include "serve/scenario.h"

namespace parley {

/// One version of the case.
class Version {
 public:
  Version(const std::filesystem::path& folder, std::string key, CaseTexts texts);

  [[nodiscard]] const std::string& key() const {
    return key_;
  }  ///< a hash of its texts and of the state of its documents
  [[nodiscard]] const CaseTexts& texts() const { return texts_; }
  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }
  [[nodiscard]] std::size_t errors() const;
  /// Throws Error with all problems if there is an error.
  [[nodiscard]] const std::shared_ptr<const Case>& source() const;
  [[nodiscard]] Filter filter() const;
  /// Compiled, with its worlds drawn; made at the first call.
  [[nodiscard]] const PreparedWorlds& prepared(const RobustOptions& options) const;

 private:
  std::string key_;
  CaseTexts texts_;
  std::vector<Problem> problems_;
  std::shared_ptr<const Case> source_;
  mutable std::mutex mutex_;
  mutable std::unique_ptr<const PreparedWorlds> prepared_;
};

class Workbench {
 public:
  Workbench(std::filesystem::path folder, RobustOptions options);

  [[nodiscard]] CaseFiles& files() { return files_; }
  [[nodiscard]] const RobustOptions& options() const { return options_; }
  /// The case as the folder has it now.
  std::shared_ptr<const Version> now();
  /// The same with edits. Throws Error.
  std::shared_ptr<const Version> with(const std::vector<Edit>& edits);
  /// Any texts in place of the case's.
  std::shared_ptr<const Version> version(CaseTexts texts);

 private:
  CaseFiles files_;
  RobustOptions options_;
  std::mutex mutex_;
  std::list<std::shared_ptr<const Version>> versions_;  ///< the latest used first
};

/// What the workspace needs before an answer is there, at once: what `parley positions --json` prints.
std::string outline_of(const Version& version);

/// The whole answer of a version: result.json as the page reads it, without what takes longest, the next two.
std::string answer_of(const Version& version, RobustOptions options, const Progress& progress);

/// Of the page's atlas, the lands around the map of a version: report/page.h.
std::string lands_of(const Version& version);

/// What falls without each source, and the verdict's course over time: `sources` and `course` of result.json.
std::string sources_of(const Version& version, RobustOptions options, const Progress& progress);
std::string course_of(const Version& version, RobustOptions options, const Progress& progress);

/// A package judged on a version: who consents, and why (docs/result.md, "A package"). One that leaves clauses open has
/// its worlds drawn again, which takes long: on `worlds` at most, so that there is a first answer at once.
std::string judgement_of(const Version& version, const RobustOptions& options, const Package& package,
                         std::size_t worlds);

/// What a version comes to on fewer worlds: verdict, best packages, conflict (docs/serve.md, "A trial").
std::string trial_of(const Version& version, RobustOptions options, const Progress& progress);

/// Worlds of a trial, at most.
inline constexpr std::size_t trial_worlds = 2000;

/// Problems with their files named from the case's folder.
Json problems_json(const std::vector<Problem>& problems, const std::filesystem::path& folder);

}  // namespace parley
