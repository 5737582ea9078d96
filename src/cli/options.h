// Options that several commands share, and the case that they name.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/progress.h"
#include "model/case.h"
#include "robust/robust.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own
class App;
}

namespace parley {

/// As typed.
struct CaseOptions {
  std::string folder;
  std::string as_of, known_at;
  std::vector<std::string> without, levers;
  bool json = false;
  std::uint64_t seed = 1;
  std::string sequence = "random";
  std::size_t worlds = 10000;
  double precision = 0;  ///< 0: as many worlds as `worlds` says
  std::uint64_t nodes = 100'000;
  std::size_t threads = 0;
  std::string checkpoint;  ///< empty: none is kept
};

/// The case and what the options make of it.
struct Loaded {
  std::shared_ptr<const Case> source;
  std::vector<Problem> warnings;
  Filter filter;
};

void add_case(CLI::App& app, CaseOptions& options);
void add_json(CLI::App& app, CaseOptions& options);
/// --as-of, --known-at, --without.
void add_sources(CLI::App& app, CaseOptions& options);
/// --lever, --seed, --sequence, --worlds, --precision, --nodes, --threads.
void add_worlds(CLI::App& app, CaseOptions& options);

/// --checkpoint.
void add_checkpoint(CLI::App& app, CaseOptions& options);

/// Reads the case; its warnings are counted on standard error. Throws Error with every problem if there is an error,
/// WrongUsage where an option names what the case does not have.
Loaded load(const CaseOptions& options);

/// The package that an argument names: a draft's name or issue=option,… Throws WrongUsage.
Package asked_package(const Case& c, const std::string& text);

RobustOptions robust_options(const CaseOptions& options, const Progress& progress);

}  // namespace parley
