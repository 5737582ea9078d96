#include "report/page.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/error.h"

// Made by cmake/page.cmake from ui/dist/index.html.
extern "C" {
extern const char parley_page_begin[];
extern const char parley_page_end[];
}

namespace parley {
namespace {

/// In degrees: west, south, east, north.
struct Box {
  double west = 180, south = 90, east = -180, north = -90;

  void add(const Json& coordinates) {
    if (coordinates.empty() || !coordinates.is_array()) return;
    if (!coordinates[0].is_number()) {
      for (const Json& each : coordinates) add(each);
      return;
    }
    const double x = coordinates[0], y = coordinates[1];
    west = std::min(west, x), east = std::max(east, x), south = std::min(south, y), north = std::max(north, y);
  }

  /// With room around it for a map.
  [[nodiscard]] Box wider() const {
    const double margin = std::max({2.0, east - west, north - south});
    return {west - margin, south - margin, east + margin, north + margin};
  }

  [[nodiscard]] bool meets(const Box& other) const {
    return west <= other.east && other.west <= east && south <= other.north && other.south <= north;
  }
};

/// Where the list of lands stands in a page, between its brackets; nothing where it has none.
std::string_view atlas_of(std::string_view page) {
  constexpr std::string_view element = R"(<script type="application/json" id="atlas">[)";
  const std::size_t opened = page.find(element);
  if (opened == page.npos) return {};
  const std::size_t from = opened + element.size(), to = page.find("]</script>", from);
  return to == page.npos ? std::string_view() : page.substr(from, to - from);
}

}  // namespace

std::string_view page_template() {
  return {parley_page_begin, static_cast<std::size_t>(parley_page_end - parley_page_begin)};
}

std::string lands_around(std::string_view page, const Json& regions) {
  if (!regions.is_object()) return "[]";
  Box box;
  for (const Json& feature : regions["features"]) box.add(feature["geometry"]["coordinates"]);
  const Box view = box.wider();
  std::string kept;
  for (std::string_view atlas = atlas_of(page); !atlas.empty();) {
    const std::size_t end = std::min(atlas.find('\n'), atlas.size());
    std::string_view line = atlas.substr(0, end);
    atlas.remove_prefix(std::min(end + 1, atlas.size()));
    if (line.ends_with(',')) line.remove_suffix(1);
    const Json land = Json::parse(line, nullptr, false);
    if (!land.is_object()) continue;
    const Json& b = land["b"];
    if (!view.meets({b[0], b[1], b[2], b[3]})) continue;
    kept += kept.empty() ? "" : ",\n";
    kept += line;
  }
  return '[' + kept + ']';
}

std::string page_with(std::string_view page, std::string_view json, const Json& regions) {
  constexpr std::string_view element = R"(<script type="application/json" id="result">)";
  constexpr std::string_view mark = "__PARLEY_RESULT__";
  std::string whole(page);
  if (const std::string_view atlas = atlas_of(page); !atlas.empty())
    whole.replace(static_cast<std::size_t>(atlas.data() - page.data()) - 1, atlas.size() + 2,
                  lands_around(page, regions));
  const std::size_t opened = whole.find(element);
  const std::size_t at = opened == whole.npos ? whole.npos : whole.find(mark, opened);
  if (at == whole.npos)
    throw Error("the embedded page has no place for a result; build ui/ and then the program again");
  std::string text = whole.substr(0, at);
  for (char ch : json)
    if (ch == '<')
      text += "\\u003c";
    else
      text += ch;
  text += whole.substr(at + mark.size());
  return text;
}

}  // namespace parley
