// parley new: a case folder to start from.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/starter.h"
#include "cli/stop.h"
#include "text/files.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

constexpr const char* new_examples = R"(Example:
  parley new mycase && parley check mycase

The folder holds a small invented case that shows each feature in comments. It
must be new, or empty.)";

/// A folder that is removed again unless it was moved away.
struct Draft {
  fs::path path;
  ~Draft() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

int make(const std::string& where) {
  fs::path folder = fs::path(where).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  std::error_code failed;
  if (fs::exists(folder, failed) && !fs::is_directory(folder, failed))
    throw Error("is there already and is no folder", where, "a folder that is new or empty");
  if (fs::is_directory(folder, failed) && !fs::is_empty(folder, failed))
    throw Error("the folder is not empty", where, "a folder that is new or empty");
  Draft draft{folder.string() + fmt::format(".new-{}", getpid())};
  fs::create_directories(draft.path, failed);
  if (failed) throw Error("cannot make the folder: " + failed.message(), where);
  for (const StarterFile& file : starter_files()) {
    fs::create_directories((draft.path / file.path).parent_path());
    write_file(draft.path / file.path, file.text);
  }
  if (stopped_by() != 0) throw Cancelled{};
  fs::rename(draft.path, folder, failed);
  if (failed) throw Error("cannot make the folder: " + failed.message(), where);
  print(where + "\n");
  say(fmt::format("Next: parley check {0}; parley settle {0}\n", where));
  return exit_done;
}

}  // namespace

void add_new(CLI::App& app, Command& command) {
  auto folder = std::make_shared<std::string>();
  CLI::App* sub = app.add_subcommand("new", "A case folder to start from");
  sub->footer(new_examples);
  sub->add_option("DIR", *folder, "The folder to make")->required()->type_name("");
  sub->callback([folder, &command] { command = [folder] { return make(*folder); }; });
}

}  // namespace parley
