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

/// Of the atlas, a polygon a line as `{"b":[west,south,east,north],"c":…}`, the lines around the areas of the map.
std::string lands_around(std::string_view atlas, const Json& regions) {
  Box box;
  for (const Json& feature : regions["features"]) box.add(feature["geometry"]["coordinates"]);
  const Box view = box.wider();
  std::string kept;
  while (!atlas.empty()) {
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
  return kept;
}

/// The page without the lands of the atlas that `regions` does not need.
std::string with_lands(std::string_view page, const Json& regions) {
  constexpr std::string_view element = R"(<script type="application/json" id="atlas">[)";
  const std::size_t opened = page.find(element);
  const std::size_t from = opened + element.size();
  const std::size_t to = opened == page.npos ? page.npos : page.find("]</script>", from);
  if (to == page.npos) return std::string(page);
  std::string text(page.substr(0, from));
  if (regions.is_object()) text += lands_around(page.substr(from, to - from), regions);
  text += page.substr(to);
  return text;
}

}  // namespace

std::string_view page_template() {
  return {parley_page_begin, static_cast<std::size_t>(parley_page_end - parley_page_begin)};
}

std::string page_with(std::string_view page, std::string_view json, const Json& regions) {
  constexpr std::string_view element = R"(<script type="application/json" id="result">)";
  constexpr std::string_view mark = "__PARLEY_RESULT__";
  const std::string whole = with_lands(page, regions);
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
