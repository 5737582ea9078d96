#include "cli/stop.h"

#include <unistd.h>

#include <csignal>

namespace parley {
namespace {

// A signal's handler can reach nothing but what is global.
std::atomic<bool> asked{false};
std::atomic<int> signal_number{0};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

extern "C" void on_signal(int number) {
  if (asked.exchange(true)) _exit(128 + number);
  signal_number = number;
}

extern "C" void on_broken_pipe(int) {}

void handle(int number, void (*handler)(int), int flags) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, nullptr);
}

}  // namespace

void catch_signals() {
  handle(SIGINT, on_signal, SA_RESTART);
  handle(SIGTERM, on_signal, SA_RESTART);
  handle(SIGPIPE, on_broken_pipe, SA_RESTART);
}

const std::atomic<bool>& stop_flag() { return asked; }

int stopped_by() { return signal_number; }

}  // namespace parley
