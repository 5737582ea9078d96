#include "serve/journal.h"

#include <sys/stat.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "report/json.h"
#include "text/files.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_steps = 200;
constexpr std::size_t most_bytes = 16u << 20;  ///< of all steps but the last
constexpr std::size_t largest_journal = 256u << 20;
constexpr int journal_version = 1;

std::size_t size_of(const Written& step) {
  std::size_t size = step.what.size();
  for (const Patch& patch : step.patches) size += patch.removed.size() + patch.added.size() + 200;
  return size;
}

/// Drops the oldest steps that are too many or take too much, never the last.
void shorten(std::vector<Written>& steps) {
  std::size_t kept = 0, size = 0;
  while (kept < std::min(steps.size(), most_steps)) {
    size += size_of(steps[steps.size() - kept - 1]);
    if (kept > 0 && size > most_bytes) break;
    ++kept;
  }
  steps.erase(steps.begin(), steps.end() - static_cast<std::ptrdiff_t>(kept));
}

Json steps_json(const std::vector<Written>& steps) {
  Json list = Json::array();
  for (const Written& step : steps) {
    Json files = Json::array();
    for (const Patch& p : step.patches)
      files.push_back({{"name", p.name},
                       {"before", p.before},
                       {"after", p.after},
                       {"at", p.at},
                       {"removed", p.removed},
                       {"added", p.added}});
    list.push_back({{"what", step.what}, {"files", std::move(files)}});
  }
  return list;
}

std::vector<Written> steps_of(const Json& list) {
  std::vector<Written> steps;
  for (const Json& each : list) {
    Written step{each.at("what").get<std::string>(), {}};
    for (const Json& p : each.at("files")) {
      const auto text = [&](const char* key) { return p.at(key).get<std::string>(); };
      step.patches.push_back(
          {text("name"), text("before"), text("after"), p.at("at").get<std::size_t>(), text("removed"), text("added")});
    }
    steps.push_back(std::move(step));
  }
  return steps;
}

/// Makes the folder, which git leaves alone.
void make_ignored(const fs::path& folder) {
  fs::create_directories(folder);
  if (!fs::exists(folder / ".gitignore")) write_file(folder / ".gitignore", "*\n");
}

}  // namespace

std::string seen_hash(const std::optional<std::string>& text) { return text ? sha256(*text) : std::string(); }

std::string stamp_of(const fs::path& path) {
  struct stat s{};
  if (::stat(path.c_str(), &s) != 0) return {};
  return path.string() + ' ' + std::to_string(s.st_ino) + ' ' + std::to_string(s.st_size) + ' ' +
         std::to_string(s.st_mtim.tv_sec) + '.' + std::to_string(s.st_mtim.tv_nsec) + '\n';
}

// Whole lines, so that no character is cut.
Patch difference(const NamedText& before, const NamedText& after) {
  const std::string none;
  const std::string& a = before.second ? *before.second : none;
  const std::string& b = after.second ? *after.second : none;
  const auto first = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  const std::size_t line = first == 0 ? a.npos : a.rfind('\n', first - 1);
  const std::size_t at = line == a.npos ? 0 : line + 1;
  const std::size_t shared = std::min(a.size(), b.size()) - at;
  std::size_t tail = 0;
  while (tail < shared && a[a.size() - tail - 1] == b[b.size() - tail - 1]) ++tail;
  while (tail > 0 && a.size() - tail > at && a[a.size() - tail - 1] != '\n') --tail;
  return {
      before.first, seen_hash(before.second),           seen_hash(after.second),
      at,           a.substr(at, a.size() - tail - at), b.substr(at, b.size() - tail - at),
  };
}

Patch reversed(Patch patch) {
  std::swap(patch.before, patch.after);
  std::swap(patch.removed, patch.added);
  return patch;
}

std::optional<std::string> applied(const Patch& patch, const std::optional<std::string>& before) {
  if (patch.after.empty()) return std::nullopt;
  std::string text = before.value_or("");
  if (patch.at <= text.size() && patch.removed.size() <= text.size() - patch.at)
    text.replace(patch.at, patch.removed.size(), patch.added);
  if (sha256(text) != patch.after)
    throw Error("the journal does not know this version of the file any more", patch.name);
  return text;
}

bool Journal::leads_away() const { return fs::is_symlink(folder_) || fs::is_symlink(file()); }

void Journal::load() {
  std::string stamp = leads_away() ? std::string() : stamp_of(file());
  if (stamp == stamp_) return;
  stamp_ = std::move(stamp);
  done_.clear();
  undone_.clear();
  if (stamp_.empty()) return;
  try {
    const Json json = Json::parse(read_file(file(), largest_journal));
    if (json.at("version") != journal_version) return;
    auto done = steps_of(json.at("done"));
    undone_ = steps_of(json.at("undone"));
    done_ = std::move(done);
  } catch (const Json::exception&) {
    return;  // taken as empty
  } catch (const Error&) {
    return;
  }
}

void Journal::save() {
  shorten(done_);
  shorten(undone_);
  if (leads_away()) return;
  const Json json = {{"version", journal_version}, {"done", steps_json(done_)}, {"undone", steps_json(undone_)}};
  try {
    make_ignored(folder_);
    // Bytes that are no UTF-8 are replaced; such a step gives another text than it says, and is refused.
    write_file(file(), json.dump(-1, ' ', false, Json::error_handler_t::replace));
    stamp_ = stamp_of(file());
  } catch (const std::exception&) {
    return;  // this server alone remembers
  }
}

const Written* Journal::to_undo() {
  load();
  return done_.empty() ? nullptr : &done_.back();
}

const Written* Journal::to_redo() {
  load();
  return undone_.empty() ? nullptr : &undone_.back();
}

void Journal::add(Written step) {
  load();
  done_.push_back(std::move(step));
  undone_.clear();
  save();
}

void Journal::undone() {
  undone_.push_back(std::move(done_.back()));
  done_.pop_back();
  save();
}

void Journal::redone() {
  done_.push_back(std::move(undone_.back()));
  undone_.pop_back();
  save();
}

}  // namespace parley
