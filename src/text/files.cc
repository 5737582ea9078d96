#include "text/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/error.h"

namespace parley {
namespace {

/// An open file descriptor, closed when it goes out of scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  [[nodiscard]] int get() const { return number_; }
  int close() { return number_ < 0 ? 0 : ::close(std::exchange(number_, -1)); }

 private:
  int number_;
};

/// Removes a file unless it was kept.
struct Removal {
  std::string path;
  bool kept = false;
  ~Removal() {
    if (!kept) ::unlink(path.c_str());
  }
};

std::string reason(int error) {
  switch (error) {
    case ENOENT:
      return "there is no such file";
    case ENOTDIR:
      return "a part of its path is no directory";
    case EACCES:
    case EPERM:
      return "permission denied";
    default:
      return std::strerror(error);
  }
}

[[noreturn]] void fail(const std::string& what, int error, const std::filesystem::path& path) {
  throw Error(what + ": " + reason(error), path.string());
}

[[noreturn]] void fail_too_large(const std::filesystem::path& path, std::size_t size, std::size_t limit) {
  const std::string found = size > limit ? "the file has " + std::to_string(size) + " bytes" : "the file is too large";
  throw Error(found + ", more than the limit of " + std::to_string(limit), path.string(),
              "a file of at most " + std::to_string(limit) + " bytes");
}

void write_all(int descriptor, std::string_view bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot write the file", errno, path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// Opens a new file in `directory`, of a name that no other has; its name goes to `name`.
int open_new(const std::filesystem::path& directory, std::string& name) {
  for (unsigned attempt = 0;; ++attempt) {
    name = (directory / (".parley-" + std::to_string(::getpid()) + "-" + std::to_string(attempt))).string();
    const int number = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (number >= 0 || errno != EEXIST || attempt == 1000) return number;
  }
}

/// Gives the new file the permissions of the one it replaces, if there is one.
bool keep_mode(int descriptor, const std::filesystem::path& old_file) {
  struct stat old{};
  return ::stat(old_file.c_str(), &old) != 0 || ::fchmod(descriptor, old.st_mode & 07777) == 0;
}

void sync_directory(const std::filesystem::path& directory) {
  const Descriptor handle(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle.get() >= 0) ::fsync(handle.get());
}

}  // namespace

std::string read_file(const std::filesystem::path& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) fail("cannot read the file", errno, path);
  struct stat status{};
  if (::fstat(file.get(), &status) != 0) fail("cannot read the file", errno, path);
  if (S_ISDIR(status.st_mode)) throw Error("this is a directory", path.string(), "a file");
  if (!S_ISREG(status.st_mode)) throw Error("this is no regular file", path.string(), "a file");
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > limit) fail_too_large(path, size, limit);
  std::string bytes(size + 1, '\0');  // one more, to see that the file ends where it said
  std::size_t filled = 0;
  for (;;) {
    if (filled > limit) fail_too_large(path, 0, limit);
    if (filled == bytes.size()) bytes.resize(std::min(2 * bytes.size(), limit + 1));
    const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("cannot read the file", errno, path);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

void read_parts(const std::filesystem::path& path, const TakeBytes& take) {
  const Descriptor from(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (from.get() < 0) fail("cannot read the file", errno, path);
  std::string part(std::size_t{1} << 16, '\0');
  for (;;) {
    const ssize_t got = ::read(from.get(), part.data(), part.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("cannot read the file", errno, path);
    if (got == 0) return;
    take(std::string_view(part).substr(0, static_cast<std::size_t>(got)));
  }
}

void write_file(const std::filesystem::path& path, const std::function<void(const TakeBytes&)>& fill) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) throw Error("this is a directory", path.string(), "a file");
  const std::filesystem::path target =
      std::filesystem::is_symlink(path, ignored) ? std::filesystem::weakly_canonical(path, ignored) : path;
  const std::filesystem::path directory = target.has_parent_path() ? target.parent_path() : ".";
  std::string name;
  Descriptor file(open_new(directory, name));
  if (file.get() < 0) fail("cannot write the file", errno, path);
  Removal temporary{name};
  fill([&](std::string_view part) { write_all(file.get(), part, path); });
  if (!keep_mode(file.get(), target) || ::fsync(file.get()) != 0 || file.close() != 0)
    fail("cannot write the file", errno, path);
  if (::rename(name.c_str(), target.c_str()) != 0) fail("cannot write the file", errno, path);
  temporary.kept = true;
  sync_directory(directory);
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  write_file(path, [&](const TakeBytes& write) { write(bytes); });
}

std::uint64_t fingerprint(std::string_view bytes, std::uint64_t before) {
  for (const char c : bytes) before = (before ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return before;
}

void append_to_file(const std::filesystem::path& path, std::string_view bytes, std::uint64_t before) {
  write_file(path, [&](const TakeBytes& write) {
    std::uint64_t found = fingerprint({});
    read_parts(path, [&](std::string_view part) {
      found = fingerprint(part, found);
      write(part);
    });
    if (found != before)
      throw Error("another program has changed this file meanwhile, and it was left as it is", path.string());
    write(bytes);
  });
}

}  // namespace parley
