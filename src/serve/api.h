// What the workspace's page asks for, as JSON: docs/serve.md.
#pragma once

#include "serve/connection.h"
#include "serve/jobs.h"
#include "serve/workbench.h"

namespace parley {

/// Adds every path under /api/ to the server. Both must outlive it.
void add_api(httplib::Server& server, Workbench& bench, Jobs& jobs);

/// The page, made to ask this server for its result, and its Content-Security-Policy.
struct LivePage {
  std::string html;
  std::string policy;
};
LivePage live_page(std::string_view page);

}  // namespace parley
