// The HTTP server: cpp-httplib's, with bounds of our own around each connection.
//
// The library bounds each read, not a request: a client that sends a byte now and then holds a thread for ever. Here a
// connection is a stream with a deadline and a budget of bytes: a head must be complete within seconds and kilobytes, a
// body within its length and a little time, an answer must be taken in time. A connection that waits between requests
// is dropped as soon as another one needs its thread. Nothing is compressed or expanded.
#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <functional>

#include "serve/guard.h"

namespace parley {

struct Bounds {
  std::size_t threads = 128;
  std::size_t head_bytes = 64u << 10;
  std::size_t bodies_bytes = 256u << 20;  ///< of all requests that are being read, together
  std::chrono::milliseconds head_time{5000};
  std::chrono::milliseconds body_time{30000};
  std::chrono::milliseconds answer_time{30000};
  std::chrono::milliseconds idle_time{5000};
};

/// A server that asks `gate` before it reads a body. Routes are added as to httplib::Server.
class BoundedServer : public httplib::Server {
 public:
  explicit BoundedServer(const Bounds& bounds);
  /// Binds; 0 takes any port. The port, or -1.
  int bind(const std::string& host, int port);
  void set_token(std::string token) { gate_.token = std::move(token); }
  [[nodiscard]] const Gate& gate() const { return gate_; }

 private:
  bool process_and_close_socket(socket_t socket) override;

  Bounds bounds_;
  Gate gate_;
  std::atomic<std::size_t> waiting_{0};  ///< connections without a thread
  std::atomic<std::size_t> bodies_{0};   ///< bytes promised by requests that are being read
};

/// Why the request was refused before its body was read: what process_and_close_socket found.
std::optional<Refusal> refusal_of(const httplib::Request& request);

}  // namespace parley
