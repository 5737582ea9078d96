#include "serve/case_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>

#include "serve/rows.h"
#include "text/files.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_file = 32u << 20;
constexpr std::size_t most_remembered = 64;
constexpr std::string_view case_names[] = {"case.yaml", "documents.yaml", "statements.csv"};
constexpr std::string_view proposals_name = "proposals.csv";

/// Holds the folder's lock; where the file system has none, the mutex has to do.
class FolderLock {
 public:
  explicit FolderLock(const fs::path& folder) : file_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (file_ >= 0)
      while (::flock(file_, LOCK_EX) != 0 && errno == EINTR) continue;
  }
  ~FolderLock() {
    if (file_ >= 0) ::close(file_);
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int file_;
};

}  // namespace

CaseFiles::CaseFiles(fs::path folder) : folder_(std::move(folder)), journal_(folder_ / ".parley") {}

bool CaseFiles::is_scenario(std::string_view name) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, is_letter);
}

bool CaseFiles::is_name(std::string_view name) {
  if (name == proposals_name || std::ranges::find(case_names, name) != std::ranges::end(case_names)) return true;
  constexpr std::string_view before = "scenarios/", after = ".yaml";
  return name.size() > before.size() + after.size() && name.starts_with(before) && name.ends_with(after) &&
         is_scenario(name.substr(before.size(), name.size() - before.size() - after.size()));
}

fs::path CaseFiles::inside(const fs::path& relative) const {
  std::error_code fault;
  const fs::path root = fs::canonical(folder_, fault);
  const fs::path path = fs::weakly_canonical(root / relative, fault);
  const auto [end, at] = std::ranges::mismatch(root, path);
  if (fault || end != root.end() || path == root)
    throw Error("this leads out of the case's folder", relative.string(), "a file within it");
  return path;
}

std::optional<std::string> CaseFiles::read(std::string_view name) {
  if (!is_name(name)) throw Error("the workspace has no such file", std::string(name), "a file of the case");
  const fs::path path = inside(name);
  std::error_code fault;
  if (fs::symlink_status(path, fault).type() == fs::file_type::not_found) return std::nullopt;
  std::string text = read_file(path, largest_file);
  const std::lock_guard lock(mutex_);
  remember(text);
  return text;
}

CaseTexts CaseFiles::texts() {
  CaseTexts texts;
  for (const std::string_view name : case_names)
    if (auto text = read(name)) texts.emplace(name, std::move(*text));
  return texts;
}

std::vector<std::string> CaseFiles::scenarios() const {
  std::vector<std::string> names;
  std::error_code fault;
  for (const auto& entry : fs::directory_iterator(folder_ / "scenarios", fault))
    if (entry.path().extension() == ".yaml" && is_scenario(entry.path().stem().string()) && names.size() < 1000)
      names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

std::string CaseFiles::stamp_beside() const {
  std::vector<std::string> stamps;
  std::error_code fault;
  for (const auto& entry : fs::directory_iterator(folder_ / "documents", fault))
    stamps.push_back(stamp_of(entry.path()));
  std::ranges::sort(stamps);
  std::string all = stamp_of(folder_ / "regions.geojson");
  for (const std::string& each : stamps) all += each;
  return all;
}

std::string CaseFiles::fingerprint() const {
  std::string all = stamp_beside() + stamp_of(folder_ / proposals_name);
  for (const std::string_view name : case_names) all += stamp_of(folder_ / name);
  for (const std::string& name : scenarios()) all += stamp_of(folder_ / "scenarios" / (name + ".yaml"));
  return sha256(all).substr(0, 16);
}

void CaseFiles::remember(const std::string& text) {
  const std::string hash = sha256(text);
  if (!seen_.emplace(hash, text).second) return;
  order_.push_back(hash);
  if (order_.size() <= most_remembered) return;
  seen_.erase(order_.front());
  order_.erase(order_.begin());
}

void CaseFiles::put(const std::vector<NamedText>& from, const std::vector<NamedText>& to) {
  const auto write_one = [&](const std::string& name, const std::optional<std::string>& text) {
    const fs::path path = inside(name);
    if (!text) {
      fs::remove(path);
      return;
    }
    fs::create_directories(path.parent_path());
    write_file(path, *text);
  };
  for (std::size_t i = 0; i < to.size(); ++i) try {
      write_one(to[i].first, to[i].second);
    } catch (...) {
      for (std::size_t k = 0; k < i; ++k) write_one(from[k].first, from[k].second);
      throw;
    }
}

std::vector<FileChange> CaseFiles::write(std::vector<FileChange> changes, std::string what) {
  const std::lock_guard guard(mutex_);
  const FolderLock lock(folder_);
  Collided collided;
  std::vector<NamedText> before, after;
  for (FileChange& change : changes) {
    if (change.text && change.text->size() > largest_file)
      throw Error("the text is too long", change.name, "at most " + std::to_string(largest_file) + " bytes");
    const auto now = read(change.name);
    const auto known = change.seen ? seen_.find(*change.seen) : seen_.end();
    if (change.seen && *change.seen != seen_hash(now)) {
      std::optional<std::string> merged;
      if (change.name == "statements.csv" && now && change.text && known != seen_.end()) try {
          merged = merge_rows(known->second, *change.text, *now);
        } catch (const Error&) {
          merged.reset();  // what cannot be read cannot be joined
        }
      if (!merged) {
        collided.collisions.push_back({change.name, now});
        continue;
      }
      change.text = std::move(merged);
    }
    if (change.text == now) continue;
    before.emplace_back(change.name, now);
    after.emplace_back(change.name, change.text);
  }
  if (!collided.collisions.empty()) throw collided;
  put(before, after);
  keep(std::move(what), before, after);
  for (const FileChange& change : changes)
    if (change.text) remember(*change.text);
  return changes;
}

void CaseFiles::watch(std::string what, const std::vector<std::string>& names, const std::function<void()>& work) {
  const std::lock_guard guard(mutex_);
  const FolderLock lock(folder_);
  std::vector<NamedText> before, after;
  for (const std::string& name : names) before.emplace_back(name, read(name));
  work();
  for (const std::string& name : names) after.emplace_back(name, read(name));
  keep(std::move(what), before, after);
}

void CaseFiles::keep(std::string what, const std::vector<NamedText>& before, const std::vector<NamedText>& after) {
  Written step{std::move(what), {}};
  for (std::size_t i = 0; i < before.size(); ++i)
    if (before[i] != after[i]) step.patches.push_back(difference(before[i], after[i]));
  if (!step.patches.empty()) journal_.add(std::move(step));
}

std::optional<std::string> CaseFiles::can_undo() {
  const std::lock_guard guard(mutex_);
  const Written* step = journal_.to_undo();
  return step != nullptr ? std::optional(step->what) : std::nullopt;
}

std::optional<std::string> CaseFiles::can_redo() {
  const std::lock_guard guard(mutex_);
  const Written* step = journal_.to_redo();
  return step != nullptr ? std::optional(step->what) : std::nullopt;
}

std::string CaseFiles::move(Direction direction, const std::optional<std::string>& what) {
  const std::lock_guard guard(mutex_);
  const FolderLock lock(folder_);
  const bool back = direction == Direction::back;
  const Written* last = back ? journal_.to_undo() : journal_.to_redo();
  if (last == nullptr) throw Error(back ? "there is nothing to undo" : "there is nothing to do again");
  const Written step = *last;
  if (what && *what != step.what)
    throw Collided{{}, fmt::format("the last change is another one by now: {}", step.what)};
  std::vector<NamedText> from, to;
  Collided collided;
  for (const Patch& each : step.patches) {
    const Patch patch = back ? reversed(each) : each;
    const auto now = read(patch.name);
    if (seen_hash(now) == patch.after) continue;
    if (seen_hash(now) != patch.before) {
      collided.collisions.push_back({patch.name, now});
      continue;
    }
    from.emplace_back(patch.name, now);
    to.emplace_back(patch.name, applied(patch, now));
  }
  if (!collided.collisions.empty()) {
    collided.message = fmt::format("{} was changed since, by another program or person; that would be lost",
                                   collided.collisions.front().name);
    throw collided;
  }
  put(from, to);
  back ? journal_.undone() : journal_.redone();
  return step.what;
}

std::string CaseFiles::undo(const std::optional<std::string>& what) { return move(Direction::back, what); }
std::string CaseFiles::redo(const std::optional<std::string>& what) { return move(Direction::again, what); }

}  // namespace parley
