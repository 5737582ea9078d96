// parley serve: a case as a page that works on it, for one person or a few.
//
// The page is the one of `parley report`, without a result inside: it asks for it. docs/serve.md describes what it
// asks.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "robust/robust.h"

namespace parley {

struct ServeOptions {
  std::filesystem::path folder;
  std::string host = "127.0.0.1";
  int port = 0;       ///< 0: any that is free
  std::string token;  ///< asked for on every request for data; made where others can reach the host and none is given
  RobustOptions robust;
};

class Server {
 public:
  /// Binds. Throws Error where the folder is no case, or the address cannot be had.
  explicit Server(ServeOptions options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] int port() const;
  [[nodiscard]] const std::string& token() const;
  /// Where to open the page; the token stands after #, which no browser sends on.
  [[nodiscard]] std::string url() const;
  /// Answers until stop() is called, from any thread.
  void run();
  void stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace parley
