#include "text/child.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <utility>

#include "core/error.h"

namespace parley {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kept_errors = 4096;

class Handle {
 public:
  explicit Handle(int number = -1) : number_(number) {}
  Handle(Handle&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Handle() { close(); }
  [[nodiscard]] int get() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

[[noreturn]] void fail(const std::string& what) { throw Error(what + ": " + std::strerror(errno)); }

struct Pipe {
  Handle read;
  Handle write;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail("cannot make a pipe");
  return {Handle(ends[0]), Handle(ends[1])};
}

/// A file in memory that holds `bytes`, at its beginning: the child may read it as slowly as it likes.
Handle file_of(std::string_view bytes) {
  Handle file(::memfd_create("parley", MFD_CLOEXEC));
  if (file.get() < 0) fail("cannot make a file in memory");
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot write a file in memory");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  ::lseek(file.get(), 0, SEEK_SET);
  return file;
}

void limit(int resource, rlim_t most) {
  const rlimit both{most, most};
  ::setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

/// What the child does between fork and exec: only calls that are safe there.
[[noreturn]] void become(char* const* arguments, int in, int out, int err, const ChildLimits& limits) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  limit(RLIMIT_CPU, limits.cpu_seconds);
  limit(RLIMIT_AS, limits.memory);
  limit(RLIMIT_CORE, 0);
  ::execv(arguments[0], arguments);
  ::_exit(127);
}

/// Milliseconds until `deadline`, as poll wants them.
int remaining(Clock::time_point deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::clamp<long long>(left, 0, 1 << 30));
}

/// Reads what is there into `text` as far as `most` bytes; false at the end of the file.
bool drain(int from, std::string& text, std::size_t most, bool& over) {
  std::array<char, 65536> buffer;
  const ssize_t got = ::read(from, buffer.data(), buffer.size());
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  const std::size_t room = most - text.size();
  over = over || static_cast<std::size_t>(got) > room;
  text.append(buffer.data(), std::min(room, static_cast<std::size_t>(got)));
  return got > 0;
}

/// Reads both pipes to their ends; tells why it stopped before.
ChildEnd read_all(Handle& out, Handle& err, const ChildLimits& limits, Clock::time_point deadline,
                  ChildResult& result) {
  bool over = false;
  bool errors_over = false;
  while (out.get() >= 0 || err.get() >= 0) {
    std::array<pollfd, 2> waits = {pollfd{out.get(), POLLIN, 0}, pollfd{err.get(), POLLIN, 0}};
    const int ready = ::poll(waits.data(), waits.size(), remaining(deadline));
    if (ready < 0 && errno != EINTR) fail("cannot wait for a program");
    if (ready == 0) return ChildEnd::out_of_time;
    if (ready < 0) continue;
    if (waits[0].revents != 0 && !drain(out.get(), result.output, limits.output, over)) out.close();
    if (waits[1].revents != 0 && !drain(err.get(), result.errors, kept_errors, errors_over)) err.close();
    if (over) return ChildEnd::out_of_output;
    if (Clock::now() >= deadline) return ChildEnd::out_of_time;
  }
  return ChildEnd::exited;
}

/// The child's wait status, or nothing at the deadline.
std::optional<int> wait_until(pid_t child, Clock::time_point deadline) {
  for (auto pause = std::chrono::microseconds(50);; pause = std::min(2 * pause, std::chrono::microseconds(20000))) {
    int status = 0;
    const pid_t ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child) return status;
    if (ended < 0 && errno != EINTR) fail("cannot wait for a program");
    if (Clock::now() >= deadline) return std::nullopt;
    std::this_thread::sleep_for(pause);
  }
}

/// Kills the child with its group and buries it, unless it was waited for.
struct Keeper {
  pid_t child;
  bool gone = false;
  ~Keeper() {
    if (gone) return;
    ::kill(-child, SIGKILL);
    ::kill(child, SIGKILL);
    while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
};

}  // namespace

std::optional<std::string> find_program(std::string_view name) {
  if (name.find('/') != std::string_view::npos)
    return ::access(std::string(name).c_str(), X_OK) == 0 ? std::optional<std::string>(name) : std::nullopt;
  const char* path = std::getenv("PATH");
  std::string_view folders = path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin";
  while (!folders.empty()) {
    const std::size_t end = std::min(folders.find(':'), folders.size());
    std::string candidate = std::string(folders.substr(0, end)) + "/" + std::string(name);
    if (end > 0 && ::access(candidate.c_str(), X_OK) == 0) return candidate;
    folders.remove_prefix(std::min(end + 1, folders.size()));
  }
  return std::nullopt;
}

ChildResult run_child(const std::vector<std::string>& arguments, std::string_view input, const ChildLimits& limits) {
  std::vector<char*> pointers;
  pointers.reserve(arguments.size() + 1);
  for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  const Handle in = file_of(input);
  Pipe out = make_pipe();
  Pipe err = make_pipe();
  const auto deadline = Clock::now() + limits.wall_time;
  const pid_t child = ::fork();
  if (child < 0) fail("cannot start " + arguments[0]);
  if (child == 0) become(pointers.data(), in.get(), out.write.get(), err.write.get(), limits);
  Keeper keeper{child};
  out.write.close();
  err.write.close();
  ChildResult result;
  result.end = read_all(out.read, err.read, limits, deadline, result);
  if (result.end != ChildEnd::exited) return result;
  const std::optional<int> status = wait_until(child, deadline);
  if (!status) {
    result.end = ChildEnd::out_of_time;
    return result;
  }
  keeper.gone = true;
  result.end = WIFEXITED(*status) ? ChildEnd::exited : ChildEnd::killed;
  result.status = WIFEXITED(*status) ? WEXITSTATUS(*status) : WTERMSIG(*status);
  return result;
}

}  // namespace parley
