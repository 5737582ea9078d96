// Requests over HTTP to the one endpoint that the user names.
#pragma once

#include <cstddef>
#include <string>

namespace parley {

struct Endpoint {
  std::string origin;  ///< "https://host:port"
  std::string path;    ///< of chat completions
  std::string key;     ///< sent as a bearer token where it is not empty
};

/// "http://localhost:8080/v1" as an endpoint: "/chat/completions" is added where the path does not end with it. Throws
/// WrongUsage where it is no address of this kind.
Endpoint parse_endpoint(const std::string& url);

struct RequestLimits {
  int seconds = 120;             ///< for the whole of a request
  std::size_t bytes = 4u << 20;  ///< of a reply
};

/// Sends a JSON body and returns the reply's. Throws Error, in words, if that fails: no connection, too slow, too
/// large, cut short, a status that is no success; Cancelled after Ctrl-C. Follows no redirection.
std::string post_json(const Endpoint& endpoint, const std::string& body, const RequestLimits& limits);

}  // namespace parley
