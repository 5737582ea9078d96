#include "serve/lines.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace parley {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> list;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    std::string line(text.substr(0, end + 1));
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    list.push_back(std::move(line));
    text.remove_prefix(end + 1);
  }
  return list;
}

/// The lines of `in` that `other` has not as often.
Json lines_only_in(const std::vector<std::string>& in, const std::vector<std::string>& other) {
  std::map<std::string_view, std::size_t> left;
  for (const std::string& line : other) ++left[line];
  Json list = Json::array();
  for (const std::string& line : in) {
    auto& count = left[line];
    if (count > 0)
      --count;
    else
      list.push_back(line);
  }
  return list;
}

}  // namespace

Json lines_changed(std::string_view before, std::string_view after) {
  const auto a = lines_of(before), b = lines_of(after);
  return {{"removed", lines_only_in(a, b)}, {"added", lines_only_in(b, a)}};
}

}  // namespace parley
