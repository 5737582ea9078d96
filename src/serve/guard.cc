#include "serve/guard.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "core/ascii.h"

namespace parley {
namespace {

struct HostPort {
  std::string host;
  int port = 80;
};

/// "name", "name:port" or "[address]:port".
std::optional<HostPort> split_host(std::string_view text) {
  HostPort out;
  std::string_view rest;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == text.npos) return std::nullopt;
    out.host = ascii_lower(text.substr(1, end - 1));
    rest = text.substr(end + 1);
  } else {
    const std::size_t colon = std::min(text.find(':'), text.size());
    out.host = ascii_lower(text.substr(0, colon));
    rest = text.substr(colon);
  }
  if (out.host.empty()) return std::nullopt;
  if (rest.empty()) return out;
  rest.remove_prefix(1);
  const auto [end, fault] = std::from_chars(rest.data(), rest.data() + rest.size(), out.port);
  if (fault != std::errc() || end != rest.data() + rest.size()) return std::nullopt;
  return out;
}

/// Whether a browser may have been sent here by this name: an address cannot be rebound, a name can.
bool is_own_host(const Gate& gate, std::string_view text) {
  const auto at = split_host(text);
  if (!at || at->port != gate.port) return false;
  if (is_loopback(gate.host)) return is_loopback(at->host);
  return at->host == ascii_lower(gate.host) || is_address(at->host) || at->host == "localhost";
}

bool is_own_origin(const Gate& gate, const RequestHead& head) {
  return head.origin.empty() ||
         (head.origin.starts_with("http://") && ascii_lower(head.origin.substr(7)) == ascii_lower(head.host) &&
          is_own_host(gate, head.origin.substr(7)));
}

bool is_read(std::string_view method) { return method == "GET" || method == "HEAD"; }

std::optional<Refusal> refuse_body(const RequestHead& head) {
  if (is_read(head.method) && !head.content_length && head.transfer_encoding.empty()) return std::nullopt;
  if (!head.transfer_encoding.empty()) return Refusal{411, "a body must come with its length, not in chunks"};
  if (!head.content_encoding.empty() && ascii_lower(head.content_encoding) != "identity")
    return Refusal{415, "a body must not be compressed"};
  std::size_t length = 0;
  if (head.content_length) {
    const std::string& text = *head.content_length;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (fault != std::errc() || end != text.data() + text.size()) return Refusal{400, "Content-Length is no number"};
  }
  if (is_read(head.method) && length > 0) return Refusal{400, "a request that reads has no body"};
  if (length > largest_body(head.path))
    return Refusal{413, "the body has " + std::to_string(length) + " bytes, more than the limit of " +
                            std::to_string(largest_body(head.path))};
  const std::string type = ascii_lower(head.content_type.substr(0, head.content_type.find(';')));
  if (length > 0 && type != "application/json" && type != "text/plain" && type != "application/octet-stream")
    return Refusal{415, "a body is application/json, text/plain or application/octet-stream"};
  return std::nullopt;
}

}  // namespace

std::size_t largest_body(std::string_view path) {
  if (path == "/api/documents") return std::size_t{64} << 20;
  if (path.starts_with("/api/files/") || path == "/api/check") return std::size_t{36} << 20;
  return std::size_t{1} << 20;
}

bool is_address(std::string_view host) {
  unsigned char buffer[16];
  const std::string text(host);
  return inet_pton(AF_INET, text.c_str(), buffer) == 1 || inet_pton(AF_INET6, text.c_str(), buffer) == 1;
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "::1" || (host.starts_with("127.") && is_address(host));
}

bool equal_secrets(std::string_view a, std::string_view b) {
  unsigned differ = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size(); ++i)
    differ |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b.empty() ? 0 : b[i % b.size()]);
  return differ == 0;
}

std::optional<Refusal> refuse(const Gate& gate, const RequestHead& head) {
  if (head.hosts != 1 || !is_own_host(gate, head.host))
    return Refusal{403, "this server does not answer to the host '" + head.host + "'"};
  if (!is_own_origin(gate, head)) return Refusal{403, "requests from other sites are refused"};
  if (head.path.starts_with("/api/") && !head.fetch_site.empty() && head.fetch_site != "same-origin" &&
      head.fetch_site != "none")
    return Refusal{403, "requests from other sites are refused"};
  if (!is_read(head.method) && !head.marked)
    return Refusal{403, "what writes must carry the header X-Parley, which no other site can add"};
  if (!gate.token.empty() && head.path.starts_with("/api/") &&
      !equal_secrets("Bearer " + gate.token, head.authorization))
    return Refusal{401, "a token is needed; it was printed when the server was started"};
  return refuse_body(head);
}

}  // namespace parley
