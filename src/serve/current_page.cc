#include "serve/current_page.h"

#include "casebook/casebook.h"
#include "report/page.h"
#include "report/regions.h"
#include "serve/journal.h"

namespace parley {
namespace {

/// The map of the case, where there is one that can be read: what is wrong with it is said with the answer.
Json map_of(const std::filesystem::path& folder) {
  std::vector<Problem> problems;
  try {
    return read_regions(folder, read_casebook(folder, problems), problems);
  } catch (const Error&) {
    return nullptr;
  }
}

}  // namespace

CurrentPage::CurrentPage(std::filesystem::path folder) : folder_(std::move(folder)) { (void)html(); }

std::string CurrentPage::html() {
  const std::lock_guard lock(mutex_);
  const std::string stamp = stamp_of(folder_ / "regions.geojson") + stamp_of(folder_ / "case.yaml");
  if (page_.html.empty() || stamp != stamp_) page_ = live_page(page_template(), map_of(folder_));
  stamp_ = stamp;
  return page_.html;
}

}  // namespace parley
