// Who may ask for what: decided from a request's head alone, before a byte of its body is read.
//
// A page of another site can make a browser send requests to a loopback address, and by rebinding its own name to that
// address (Jackson et al., "Protecting browsers from DNS rebinding attacks", CCS 2007) even read the answers. So the
// Host must be an address or the name that was asked for, an Origin must be that same host, what writes must carry a
// header that no other site can add without leave, and an address that others can reach asks for a token.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace parley {

/// The parts of a request that decide.
struct RequestHead {
  std::string method;
  std::string path;  ///< decoded, without the query
  std::string host;
  std::string origin;            ///< empty where there is none
  std::string fetch_site;        ///< Sec-Fetch-Site
  std::string authorization;     ///< Authorization
  std::string content_type;      ///< of the body
  std::string content_encoding;  ///< of the body
  std::string transfer_encoding;
  bool marked = false;  ///< X-Parley is there
  std::optional<std::string> content_length;
  std::size_t hosts = 1;  ///< how many Host headers there are
};

/// What is allowed.
struct Gate {
  std::string host;  ///< as the server was told to listen
  int port = 0;
  std::string token;  ///< empty: none is needed
};

struct Refusal {
  int status = 403;
  std::string message;
  bool operator==(const Refusal&) const = default;
};

/// Largest body of a path in bytes: a document, a file of the case, or anything else.
std::size_t largest_body(std::string_view path);

/// Why the request is refused; nothing if it may go on.
std::optional<Refusal> refuse(const Gate& gate, const RequestHead& head);

/// Whether the two are equal, in a time that tells nothing of where they differ.
bool equal_secrets(std::string_view a, std::string_view b);

/// True of 127.0.0.0/8, ::1 and localhost.
bool is_loopback(std::string_view host);

/// True of an IPv4 or IPv6 address in figures, the latter without brackets.
bool is_address(std::string_view host);

}  // namespace parley
