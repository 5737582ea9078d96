#include "cli/print.h"

#include <unistd.h>

#include <cstdlib>

#include "core/error.h"
#include "text/child.h"
#include "text/files.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

/// A folder of its own, also for what Chromium writes of itself; removed at the end.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "parley-print-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw Error("cannot make a folder to print in", name);
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// Chromium reserves far more address space than it uses; its time is what is bounded.
constexpr ChildLimits print_limits{.wall_time = std::chrono::seconds(120),
                                   .cpu_seconds = 120,
                                   .memory = ~std::size_t{0},
                                   .output = std::size_t{1} << 20};

std::string last_line(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

}  // namespace

std::string find_chromium() {
  if (const char* named = std::getenv("CHROMIUM"); named != nullptr && *named != '\0') {
    if (const auto found = find_program(named)) return *found;
    throw Error("cannot be run", named, "Chromium, as CHROMIUM names it");
  }
  for (const char* name : {"chromium", "chromium-headless-shell", "chromium-browser", "google-chrome"})
    if (const auto found = find_program(name)) return *found;
  throw Error("cannot print: there is no Chromium", {},
              "Debian's package chromium or chromium-headless-shell, or its path in CHROMIUM");
}

void print_pdf(const std::string& chromium, const std::string& page, const fs::path& to) {
  const Folder folder;
  const fs::path html = folder.path() / "page.html", pdf = folder.path() / "page.pdf";
  write_file(html, page);
  std::vector<std::string> arguments = {chromium,
                                        "--headless",
                                        "--disable-gpu",
                                        "--no-first-run",
                                        "--disable-extensions",
                                        "--no-pdf-header-footer",
                                        "--user-data-dir=" + (folder.path() / "profile").string(),
                                        "--virtual-time-budget=10000",
                                        "--print-to-pdf=" + pdf.string()};
  if (::geteuid() == 0) arguments.emplace_back("--no-sandbox");
  arguments.push_back("file://" + html.string());
  const ChildResult done = run_child(arguments, "", print_limits);
  if (done.end == ChildEnd::out_of_time) throw Error("Chromium did not print the page in two minutes", chromium);
  std::error_code ignored;
  if (done.end != ChildEnd::exited || done.status != 0 || !fs::exists(pdf, ignored))
    throw Error("Chromium did not print the page: " + last_line(done.errors), chromium);
  write_file(to, read_file(pdf, std::size_t{256} << 20));
}

}  // namespace parley
