#include "serve/server.h"

#include <sys/random.h>

#include <nlohmann/json.hpp>

#include "casebook/casebook.h"
#include "report/page.h"
#include "serve/api.h"
#include "serve/rate.h"

namespace parley {
namespace {

/// A token that nobody guesses: 128 bits.
std::string make_token() {
  unsigned char bytes[16];
  if (::getrandom(bytes, sizeof bytes, 0) != static_cast<ssize_t>(sizeof bytes))
    throw Error("the system gives no random numbers for a token; give one with --token");
  constexpr char digits[] = "0123456789abcdef";
  std::string token;
  for (const unsigned char byte : bytes) token += {digits[byte >> 4], digits[byte & 15]};
  return token;
}

bool writes(const httplib::Request& request) {
  const std::string& path = request.path;
  return request.method == "POST" && path != "/api/judge" && path != "/api/trial" && path != "/api/check" &&
         path != "/api/changes" && !path.starts_with("/api/jobs/");
}

void send_error(httplib::Response& response, int status, std::string_view message) {
  response.status = status;
  const Json body = {{"error", message}};
  response.set_content(body.dump(-1, ' ', false, Json::error_handler_t::replace), "application/json; charset=utf-8");
}

std::string_view words_of(int status) {
  switch (status) {
    case 404:
      return "there is nothing at this address";
    case 413:
      return "the request is too long";
    case 414:
      return "the address is too long";
    default:
      return "this request cannot be understood";
  }
}

}  // namespace

struct Server::Parts {
  explicit Parts(ServeOptions wanted)
      : options(std::move(wanted)),
        bench(options.folder, options.robust),
        page(live_page(page_template())),
        http(Bounds{}) {
    add_api(http, bench, jobs);
    http.Get("/", [this](const httplib::Request&, httplib::Response& response) {
      response.set_content(page.html, "text/html; charset=utf-8");
    });
    http.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      const auto now = std::chrono::steady_clock::now();
      auto refusal = refusal_of(request);
      if (refusal && refusal->status == 401 && request.has_header("Authorization") &&
          !attempts.take(request.remote_addr, now))
        refusal = Refusal{429, "too many wrong tokens; wait a while"};
      if (!refusal && writes(request) && !writers.take(request.remote_addr, now))
        refusal = Refusal{429, "too many changes at once; wait a moment"};
      if (!refusal) return httplib::Server::HandlerResponse::Unhandled;
      send_error(response, refusal->status, refusal->message);
      return httplib::Server::HandlerResponse::Handled;
    });
    http.set_error_handler([](const httplib::Request&, httplib::Response& response) {
      if (response.body.empty()) send_error(response, response.status, words_of(response.status));
    });
    http.set_post_routing_handler([](const httplib::Request& request, httplib::Response& response) {
      if (request.method != "GET" || response.status >= 400) response.set_header("Connection", "close");
    });
    http.set_default_headers({{"Content-Security-Policy", page.policy},
                              {"X-Content-Type-Options", "nosniff"},
                              {"X-Frame-Options", "DENY"},
                              {"Referrer-Policy", "no-referrer"},
                              {"Cross-Origin-Opener-Policy", "same-origin"},
                              {"Cross-Origin-Resource-Policy", "same-origin"},
                              {"Cache-Control", "no-store"}});
  }

  ServeOptions options;
  Workbench bench;
  Jobs jobs;
  LivePage page;
  Rate writers{200, 20}, attempts{10, 0.2};
  BoundedServer http;
};

Server::Server(ServeOptions options) {
  if (!is_loopback(options.host) && options.token.empty()) options.token = make_token();
  parts_ = std::make_unique<Parts>(std::move(options));
  Parts& parts = *parts_;
  std::vector<Problem> problems;
  read_casebook(parts.options.folder, problems);  // throws where there is no case
  if (parts.http.bind(parts.options.host, parts.options.port) < 0)
    throw Error("cannot listen on " + parts.options.host + ", port " + std::to_string(parts.options.port), {},
                "an address of this machine and a port that is free");
  parts.http.set_token(parts.options.token);
}

Server::~Server() { stop(); }

int Server::port() const { return parts_->http.gate().port; }

const std::string& Server::token() const { return parts_->options.token; }

std::string Server::url() const {
  const std::string& host = parts_->options.host;
  const std::string shown = host == "0.0.0.0" || host == "::"     ? "localhost"
                            : host.find(':') != std::string::npos ? "[" + host + "]"
                                                                  : host;
  return "http://" + shown + ":" + std::to_string(port()) + "/" + (token().empty() ? "" : "#token=" + token());
}

void Server::run() { parts_->http.listen_after_bind(); }

void Server::stop() { parts_->http.stop(); }

}  // namespace parley
