#include "cli/checkpoint_file.h"

#include <fmt/format.h>

#include <chrono>
#include <cstring>
#include <memory>

#include "cli/output.h"
#include "core/error.h"
#include "report/version.h"
#include "text/files.h"

namespace parley {
namespace {

constexpr std::string_view magic = "parley checkpoint 1\n";
constexpr std::size_t digest_size = 64;
constexpr std::size_t size_limit = std::size_t{1} << 36;
constexpr std::chrono::seconds interval{60};

/// All of a checkpoint in one list of words.
Words all_words(const Checkpoint& checkpoint) {
  WordWriter to;
  to.number(checkpoint.done.size());
  for (const Words& step : checkpoint.done) to.numbers(step);
  to.numbers(checkpoint.begun);
  return to.take();
}

void take_words(std::span<const std::uint64_t> words, Checkpoint& checkpoint) {
  WordReader from(words);
  for (std::uint64_t left = from.number(); left > 0; --left) checkpoint.done.push_back(from.numbers());
  checkpoint.begun = from.numbers();
}

std::string bytes_of(const Checkpoint& checkpoint, const std::string& key) {
  const Words words = all_words(checkpoint);
  std::string bytes = fmt::format("{}{}\n", magic, key);
  const std::size_t head = bytes.size();
  bytes.resize(head + words.size() * sizeof(std::uint64_t));
  std::memcpy(bytes.data() + head, words.data(), words.size() * sizeof(std::uint64_t));
  return bytes + sha256(bytes);
}

/// The words of a file, checked.
Words words_of(const std::filesystem::path& path, const std::string& key) {
  const std::string bytes = read_file(path, size_limit);
  const std::string_view all = bytes;
  const std::size_t head = magic.size() + key.size() + 1;
  if (!all.starts_with(magic))
    throw Error("is no checkpoint of parley", path.string(), "a file that --checkpoint wrote");
  if (all.size() < head + digest_size || (all.size() - head - digest_size) % sizeof(std::uint64_t) != 0 ||
      sha256(all.substr(0, all.size() - digest_size)) != all.substr(all.size() - digest_size))
    throw Error("is damaged", path.string(), "a checkpoint as it was written; remove it to begin anew");
  if (all.substr(magic.size(), key.size()) != key)
    throw Error("is the checkpoint of another run", path.string(),
                "one of the same case, options and version; remove it, or name another file");
  Words words((all.size() - head - digest_size) / sizeof(std::uint64_t));
  std::memcpy(words.data(), bytes.data() + head, words.size() * sizeof(std::uint64_t));
  return words;
}

}  // namespace

std::string run_key(const CaseOptions& options, const std::string& wish) {
  std::string all = fmt::format("{} {} seed {} of {} worlds {} precision {} nodes {} as-of {} known-at {} {}",
                                version(), result_version, options.seed, options.sequence, options.worlds,
                                options.precision, options.nodes, options.as_of, options.known_at, wish);
  for (const std::string& source : options.without) all += "\nwithout " + source;
  for (const std::string& lever : options.levers) all += "\nlever " + lever;
  for (const char* name : {"case.yaml", "statements.csv", "documents.yaml"}) {
    const auto path = std::filesystem::path(options.folder) / name;
    all += "\n" + (std::filesystem::exists(path) ? sha256(read_file(path)) : "none");
  }
  return sha256(all);
}

void expect_same_key(const std::string& key, const Crew& crew) {
  const std::uint64_t mine = std::stoull(key.substr(0, 16), nullptr, 16);
  std::uint64_t ends[2] = {mine, ~mine};
  crew.max(ends);
  if (ends[0] != mine || ends[1] != ~mine)
    throw Error("the processes do not answer the same: their case's files, options or versions of parley differ");
}

Checkpoint open_checkpoint(const std::filesystem::path& path, const std::string& key, const Crew& crew) {
  Checkpoint checkpoint;
  Words words;
  if (crew.rank == 0) {
    if (std::filesystem::exists(path))
      words = words_of(path, key);
    else
      write_file(path, bytes_of(checkpoint, key));  // so that one that cannot be written is known before the work
  }
  words.resize(crew.sum(words.size()), 0);
  crew.sum(words);
  if (!words.empty()) take_words(words, checkpoint);
  const auto written = std::make_shared<std::chrono::steady_clock::time_point>(std::chrono::steady_clock::now());
  checkpoint.due = [written, crew] {
    const bool due = crew.rank == 0 && std::chrono::steady_clock::now() - *written >= interval;
    return crew.sum(due ? 1 : 0) != 0;
  };
  if (crew.rank == 0)
    checkpoint.write = [path, key, written](const Checkpoint& so_far) {
      *written = std::chrono::steady_clock::now();
      try {
        write_file(path, bytes_of(so_far, key));
      } catch (const Error& error) {  // the work goes on; the file is still the one before
        for (const Problem& problem : error.problems()) say(format_problem(problem));
      }
    };
  return checkpoint;
}

}  // namespace parley
