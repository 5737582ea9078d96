#include "cli/http.h"

#include <fmt/format.h>
#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "cli/commands.h"
#include "cli/stop.h"
#include "core/error.h"
#include "core/progress.h"

namespace parley {
namespace {

std::string words_of(httplib::Error error) {
  switch (error) {
    case httplib::Error::Connection:
    case httplib::Error::ConnectionTimeout:
      return "there is no connection";
    case httplib::Error::Read:
      return "the reply did not come, or was cut short";
    case httplib::Error::Write:
      return "the request could not be sent";
    case httplib::Error::SSLConnection:
    case httplib::Error::SSLLoadingCerts:
    case httplib::Error::SSLServerVerification:
      return "the server's certificate cannot be verified";
    default:
      return "the request failed";
  }
}

}  // namespace

Endpoint parse_endpoint(const std::string& url) {
  const auto fail = [&](const std::string& why) {
    return WrongUsage(fmt::format("--reader {}: {}; expected an address like http://localhost:8080/v1", url, why));
  };
  const std::size_t scheme = url.find("://");
  const std::string name = url.substr(0, scheme);
  if (scheme == url.npos || (name != "http" && name != "https"))
    throw fail("this begins with neither http:// nor https://");
  const std::size_t begin = scheme + 3;
  const std::size_t slash = std::min(url.find('/', begin), url.size());
  const std::string host = url.substr(begin, slash - begin);
  if (host.empty() || host.find_first_of(" @?#\t") != host.npos) throw fail("there is no host in it");
  std::string path = url.substr(slash);
  if (path.find_first_of(" ?#") != path.npos) throw fail("a query or a blank has no place in it");
  while (path.ends_with('/')) path.pop_back();
  if (!path.ends_with("/chat/completions")) path += "/chat/completions";
  const char* key = std::getenv("PARLEY_READER_KEY");
  return {url.substr(0, slash), path, key == nullptr ? "" : key};
}

std::string post_json(const Endpoint& endpoint, const std::string& body, const RequestLimits& limits) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::seconds(limits.seconds);
  httplib::Client client(endpoint.origin);
  client.set_connection_timeout(std::min(limits.seconds, 10));
  client.set_read_timeout(limits.seconds);
  client.set_write_timeout(limits.seconds);
  client.set_follow_location(false);
  httplib::Request request;
  request.method = "POST";
  request.path = endpoint.path;
  request.body = body;
  request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
  if (!endpoint.key.empty()) request.headers.emplace("Authorization", "Bearer " + endpoint.key);
  std::string reply;
  bool too_large = false, too_slow = false;
  request.content_receiver = [&](const char* bytes, std::size_t size, std::uint64_t, std::uint64_t) {
    too_large = reply.size() + size > limits.bytes;
    too_slow = Clock::now() > end;  // a server that sends a byte now and then
    if (too_large || too_slow || stop_flag()) return false;
    reply.append(bytes, size);
    return true;
  };
  // A server may also say nothing at all: a second thread closes the connection at the time limit or at Ctrl-C.
  std::atomic<bool> done = false;
  std::jthread watch([&] {
    while (!done && !stop_flag() && Clock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    if (!done) client.stop();
  });
  const httplib::Result result = client.send(request);
  done = true;
  watch.join();
  too_slow = too_slow || (!result && Clock::now() >= end);
  if (stop_flag()) throw Cancelled{};
  const auto fail = [&](const std::string& why) { return Error("the reader at " + endpoint.origin + ": " + why); };
  if (too_large) throw fail(fmt::format("the reply is longer than {} bytes", limits.bytes));
  if (too_slow) throw fail(fmt::format("no whole reply within {} seconds", limits.seconds));
  if (!result) throw fail(words_of(result.error()));
  if (result->status < 200 || result->status > 299)
    throw fail(
        fmt::format("status {}{}", result->status,
                    reply.empty() ? std::string() : ": " + reply.substr(0, std::min<std::size_t>(reply.size(), 200))));
  return reply;
}

}  // namespace parley
