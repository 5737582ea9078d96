#include "serve/connection.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <memory>

namespace parley {
namespace {

using Clock = std::chrono::steady_clock;

// Put into a refused request by us alone: one that came from outside is taken away first.
constexpr const char* refused_header = "X-Parley-Refused";

constexpr std::size_t most_requests = 10'000;  ///< of one connection

/// Waits until a socket can be read or written; false when the time is over.
bool wait_for(socket_t socket, short events, Clock::time_point until) {
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd entry{socket, events, 0};
    const int ready = ::poll(&entry, 1, static_cast<int>(std::clamp<long long>(left, 0, 60'000)));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

class BoundedStream : public httplib::Stream {
 public:
  BoundedStream(socket_t socket, const Bounds& bounds, const std::atomic<socket_t>& listening)
      : socket_(socket), bounds_(bounds), listening_(listening) {
    begin_request();
  }

  void begin_request() {
    budget_ = bounds_.head_bytes;
    until_ = Clock::now() + bounds_.head_time;
  }
  void begin_body(std::size_t bytes) {
    budget_ = bytes;
    until_ = Clock::now() + bounds_.body_time;
  }
  /// Whether the client sends another request before `waits` says that it has waited enough.
  bool wait_for_more(const std::function<bool()>& waits) {
    while (ahead_.empty() && waits())
      if (wait_for(socket_, POLLIN, Clock::now() + std::chrono::milliseconds(50))) return true;
    return !ahead_.empty();
  }

  /// Ends the connection. What the client still sends is read for a moment, so that it sees the answer and no reset.
  void finish() {
    ::shutdown(socket_, SHUT_WR);
    const auto until = Clock::now() + std::chrono::milliseconds(200);
    for (int reads = 0; reads < 64 && wait_for(socket_, POLLIN, until); ++reads)
      if (::recv(socket_, buffer_, sizeof buffer_, MSG_DONTWAIT) <= 0) break;
  }

  [[nodiscard]] bool is_readable() const override { return true; }
  [[nodiscard]] bool is_writable() const override { return true; }
  ssize_t read(char* to, std::size_t size) override {
    size = std::min(size, budget_);
    if (size == 0) return -1;
    if (ahead_.empty() && !fill()) return -1;
    const std::size_t taken = std::min(size, ahead_.size());
    std::ranges::copy(ahead_.substr(0, taken), to);
    ahead_.remove_prefix(taken);
    budget_ -= taken;
    return static_cast<ssize_t>(taken);
  }
  ssize_t write(const char* from, std::size_t size) override {
    const auto until = Clock::now() + bounds_.answer_time;
    std::size_t sent = 0;
    while (sent < size) {
      if (!wait_for(socket_, POLLOUT, until)) return -1;
      const ssize_t part = ::send(socket_, from + sent, size - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (part < 0 && (errno == EINTR || errno == EAGAIN)) continue;
      if (part < 0) return -1;
      sent += static_cast<std::size_t>(part);
    }
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    char text[NI_MAXHOST], service[NI_MAXSERV];
    if (::getpeername(socket_, reinterpret_cast<sockaddr*>(&address), &length) != 0 ||
        ::getnameinfo(reinterpret_cast<sockaddr*>(&address), length, text, sizeof text, service, sizeof service,
                      NI_NUMERICHOST | NI_NUMERICSERV) != 0)
      return;
    ip = text;
    port = std::atoi(service);
  }
  void get_local_ip_and_port(std::string&, int&) const override {}
  [[nodiscard]] socket_t socket() const override { return socket_; }

 private:
  bool fill() {
    // In short waits, so that a server that is stopped need not wait for a client.
    while (!wait_for(socket_, POLLIN, std::min(until_, Clock::now() + std::chrono::milliseconds(200))))
      if (Clock::now() >= until_ || listening_ == INVALID_SOCKET) return false;
    const ssize_t got = ::recv(socket_, buffer_, sizeof buffer_, MSG_DONTWAIT);
    if (got <= 0) return false;
    ahead_ = {buffer_, static_cast<std::size_t>(got)};
    return true;
  }

  socket_t socket_;
  const Bounds& bounds_;
  const std::atomic<socket_t>& listening_;
  std::size_t budget_ = 0;
  Clock::time_point until_;
  char buffer_[16384];
  std::string_view ahead_;  ///< of buffer_, read and not yet taken
};

/// A pool that counts what waits for a thread.
class CountingPool : public httplib::TaskQueue {
 public:
  CountingPool(std::size_t threads, std::atomic<std::size_t>& waiting) : pool_(threads), waiting_(waiting) {}
  void enqueue(std::function<void()> task) override {
    ++waiting_;
    pool_.enqueue([this, task = std::move(task)] {
      --waiting_;
      task();
    });
  }
  void shutdown() override { pool_.shutdown(); }

 private:
  httplib::ThreadPool pool_;
  std::atomic<std::size_t>& waiting_;
};

RequestHead head_of(const httplib::Request& request) {
  RequestHead head;
  head.method = request.method;
  head.path = request.path;
  head.host = request.get_header_value("Host");
  head.hosts = request.get_header_value_count("Host");
  head.origin = request.get_header_value("Origin");
  head.fetch_site = request.get_header_value("Sec-Fetch-Site");
  head.authorization = request.get_header_value("Authorization");
  head.content_type = request.get_header_value("Content-Type");
  head.content_encoding = request.get_header_value("Content-Encoding");
  head.transfer_encoding = request.get_header_value("Transfer-Encoding");
  head.marked = request.has_header("X-Parley");
  if (request.has_header("Content-Length")) head.content_length = request.get_header_value("Content-Length");
  if (request.get_header_value_count("Content-Length") > 1) head.content_length = "twice";
  return head;
}

std::size_t length_of(const RequestHead& head) {
  std::size_t length = 0;
  if (head.content_length)
    std::from_chars(head.content_length->data(), head.content_length->data() + head.content_length->size(), length);
  return length;
}

}  // namespace

std::optional<Refusal> refusal_of(const httplib::Request& request) {
  if (!request.has_header(refused_header)) return std::nullopt;
  const std::string text = request.get_header_value(refused_header);
  return Refusal{std::atoi(text.c_str()), text.substr(std::min<std::size_t>(4, text.size()))};
}

BoundedServer::BoundedServer(const Bounds& bounds) : bounds_(bounds) {
  new_task_queue = [this] { return std::make_unique<CountingPool>(bounds_.threads, waiting_).release(); };
  set_payload_max_length(largest_body("/api/documents"));
  set_tcp_nodelay(true);
  set_keep_alive_max_count(most_requests);
}

int BoundedServer::bind(const std::string& host, int port) {
  const int bound = port == 0 ? bind_to_any_port(host) : bind_to_port(host, port) ? port : -1;
  if (bound < 0) return -1;
  ::listen(svr_sock_, 512);  // the library's queue holds five
  gate_.host = host;
  gate_.port = bound;
  return bound;
}

bool BoundedServer::process_and_close_socket(socket_t socket) {
  BoundedStream stream(socket, bounds_, svr_sock_);
  bool going = true;
  for (std::size_t served = 0; going && served < most_requests; ++served) {
    const auto until = Clock::now() + bounds_.idle_time;
    if (served > 0 &&
        !stream.wait_for_more([&] { return svr_sock_ != INVALID_SOCKET && waiting_ == 0 && Clock::now() < until; }))
      break;
    stream.begin_request();
    std::size_t promised = 0;
    bool closed = false, once = false;
    const auto head_read = [&](httplib::Request& request) {
      request.headers.erase(refused_header);
      request.headers.erase("Accept-Encoding");
      request.ranges.clear();
      const RequestHead head = head_of(request);
      auto refusal = refuse(gate_, head);
      if (!refusal) {
        promised = length_of(head);
        const std::size_t all = bodies_ += promised;
        if (all > bounds_.bodies_bytes) refusal = Refusal{503, "too many bodies at once; try again"};
      }
      if (refusal) request.headers.emplace(refused_header, std::to_string(refusal->status) + " " + refusal->message);
      // What is left of a body that nobody read must not be taken for a request.
      once = refusal.has_value() || request.method != "GET";
      stream.begin_body(promised);
    };
    going = process_request(stream, false, closed, head_read) && !closed && !once;
    bodies_ -= promised;
  }
  stream.finish();
  ::close(socket);
  return going;
}

}  // namespace parley
