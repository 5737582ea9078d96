#include "cli/child.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <stdexcept>

namespace parley {
namespace {

using Clock = std::chrono::steady_clock;

/// What a child does between fork and exec.
[[noreturn]] void become(const std::vector<std::string>& command, int out, int err, const ChildOptions& options) {
  if (options.stdout_to == "-")
    close(STDOUT_FILENO);
  else
    dup2(options.stdout_to.empty() ? out : open(options.stdout_to.c_str(), O_WRONLY | O_CREAT, 0644), STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  setenv("PARLEY", PARLEY_PROGRAM, 1);
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execv(arguments[0], arguments.data());
  _exit(127);
}

Ran run(const std::vector<std::string>& command, const ChildOptions& options) {
  std::array<int, 2> out{}, err{};
  if (pipe2(out.data(), O_CLOEXEC) != 0 || pipe2(err.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const pid_t child = fork();
  if (child == 0) become(command, out[1], err[1], options);
  close(out[1]);
  close(err[1]);
  Ran ran;
  const auto start = Clock::now();
  bool interrupted = options.interrupt_after < 0;
  std::array<pollfd, 2> ends = {pollfd{out[0], POLLIN, 0}, pollfd{err[0], POLLIN, 0}};
  while (ends[0].fd >= 0 || ends[1].fd >= 0) {
    poll(ends.data(), ends.size(), interrupted ? -1 : 5);
    if (!interrupted && Clock::now() - start > std::chrono::milliseconds(options.interrupt_after)) {
      kill(child, SIGINT);
      interrupted = true;
    }
    for (std::size_t i = 0; i < 2; ++i) {
      if (ends[i].fd < 0 || ends[i].revents == 0) continue;
      std::array<char, 65536> buffer{};
      const ssize_t got = read(ends[i].fd, buffer.data(), buffer.size());
      if (got <= 0)
        ends[i].fd = -1;
      else
        (i == 0 ? ran.out : ran.err).append(buffer.data(), static_cast<std::size_t>(got));
    }
  }
  close(out[0]);
  close(err[0]);
  int status = 0;
  waitpid(child, &status, 0);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

}  // namespace

Ran run_parley(const std::vector<std::string>& arguments, const ChildOptions& options) {
  std::vector<std::string> command = {PARLEY_PROGRAM};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command, options);
}

Ran run_shell(const std::string& line) { return run({"/bin/sh", "-c", line}, {}); }

}  // namespace parley
